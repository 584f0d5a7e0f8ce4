// Turns of the send loop that no recorded script takes: a route that changes under a call, retries that cannot connect,
// caps of nothing, time that runs out on the dot.

import { describe, expect, test } from 'vitest'
import type { Lesson } from './network'
import type { UserAction } from './scenario'
import type { Settings } from './settings'
import { entriesOf, type Story, tell } from './testDriver'
import { watch } from './timeline'

const kill = (atMs: number, target: string): UserAction => ({ atMs, type: 'kill', target })
const freeze = (atMs: number, target: string): UserAction => ({ atMs, type: 'freeze', target })
const slow = (atMs: number, target: string, ms: number): UserAction => ({ atMs, type: 'slow', target, ms })

const A = 0
const B = 1

/** What each send of one message taught the fault table, oldest first. */
function lessonsOf(story: Story, message: number): Lesson[] {
  const lessons: Lesson[] = []
  watch(story.run, 0, story.run.endMs, {
    onLesson: (lesson, call) => {
      if (call.message === message) lessons.push(lesson)
    },
  })
  return lessons
}

const attemptsOf = (story: Story, message: number) =>
  entriesOf(story.run).flatMap((entry) => (entry.kind === 'send' && entry.message === message ? [entry.group] : []))

describe('a route that changes under a call', () => {
  /** Message 300 is on its way to b when a loses its Master and the producer polls; its Slave is still in the route. */
  const overPoll = (changes: Partial<Settings>, more: UserAction[]) =>
    tell(
      { slaveCount: 1, sendLatencyFaultEnable: true, messageLimit: 300, ...changes },
      [
        slow(29_890, 'broker-b/n0', 200),
        ...more.filter((one) => one.atMs < 29_950),
        kill(29_950, 'broker-a/n0'),
        ...more.filter((one) => one.atMs > 29_950),
      ],
      40_000,
    )
  const refused: UserAction = { atMs: 29_890, type: 'answer', target: 'broker-b/n0', code: 14, times: 1 }

  test('the call keeps the TopicPublishInfo it began with, and finds no Master for a', () => {
    const story = overPoll({ clientVersion: '4.9.7' }, [refused])
    expect(attemptsOf(story, 300)).toEqual([B, A, A])
    expect(story.all('sendFailed').map((entry) => entry.failure)).toEqual(['brokerError', 'noMaster', 'noMaster'])
    expect(story.all('messageFailed')[0]!.gets).toMatchObject({ className: 'MQClientException', responseCode: 10_003 })
    expect(story.at(40_000).totals).toMatchObject({ sent: 300, stored: 299, attempts: 302, failedAttempts: 3 })
  })

  test('so it does when a has no Slave and housekeeping has forgotten all its addresses', () => {
    const story = tell(
      { clientVersion: '4.9.7', messageLimit: 300 },
      [slow(29_890, 'broker-b/n0', 1500), refused, kill(29_950, 'broker-a/n0')],
      40_000,
    )
    expect(story.at(31_300).producers[0]!.brokerAddrTable[A] ?? null).toBeNull()
    expect(story.all('sendFailed').map((entry) => entry.failure)).toContain('noMaster')
  })

  test('a missing Master isolates up to 5.1.3 and counts with its latency from 5.1.4; it never makes unreachable', () => {
    const taught = (clientVersion: string, startDetectorEnable = false) => {
      const story = overPoll({ clientVersion, startDetectorEnable }, [refused])
      return lessonsOf(story, 300).find((lesson) => lesson.group === A)
    }
    expect(taught('4.9.7')).toMatchObject({ isolation: true, latencyMs: 0 })
    expect(taught('5.1.4')).toMatchObject({ isolation: false, latencyMs: 0, reachable: true })
    expect(taught('5.3.3', true)).toMatchObject({ isolation: false, reachable: true })
  })

  test('an ASYNC retry without a Master goes on to its last attempt and makes a unreachable', () => {
    const story = overPoll({ clientVersion: '5.1.4', communicationMode: 'ASYNC' }, [kill(30_050, 'broker-b/n0')])
    expect(attemptsOf(story, 300)).toEqual([B, A, B])
    expect(story.all('sendFailed').map((entry) => entry.failure)).toEqual([
      'connectionClosed',
      'noMaster',
      'connectRefused',
    ])
    expect(lessonsOf(story, 300).filter((lesson) => lesson.group === A)).toMatchObject([
      { isolation: true, reachable: false },
    ])
    expect(story.all('messageFailed')[0]).toMatchObject({ attempts: 3, gets: { via: 'callback' } })
  })
})

describe('an ASYNC retry', () => {
  /** It leaves for a's q0 at 4,800. */
  const lastMessage = 49
  const async = (clientVersion: string, changes: Partial<Settings>, actions: UserAction[]) =>
    tell(
      {
        communicationMode: 'ASYNC',
        sendLatencyFaultEnable: true,
        messageLimit: lastMessage,
        clientVersion,
        ...changes,
      },
      actions,
      20_000,
    )

  test('that cannot connect counts as 3 s up to 4.9.2, and as what it took afterwards', () => {
    const old = async('4.6.1', {}, [freeze(4790, 'broker-a/n0'), kill(4790, 'broker-b/n0')])
    expect(attemptsOf(old, lastMessage).slice(0, 2)).toEqual([A, B])
    expect(lessonsOf(old, lastMessage).find((lesson) => lesson.group === B)?.latencyMs).toBe(3000)
    expect(lessonsOf(old, lastMessage).find((lesson) => lesson.isolation)?.latencyMs).toBeGreaterThan(3000)

    const later = async('5.1.3', {}, [
      slow(4790, 'broker-a/n0', 100),
      kill(4791, 'broker-b/n0'),
      kill(4850, 'broker-a/n0'),
    ])
    expect(attemptsOf(later, lastMessage).slice(0, 2)).toEqual([A, B])
    expect(lessonsOf(later, lastMessage).find((lesson) => lesson.group === B)?.latencyMs).toBe(2)
  })

  test('needs time that is left: on the dot it is not, from 5.3.2', () => {
    // Message 3 is the first for broker-a, where nothing answers: its first attempt ends with the connect limit, 3 s.
    const attempts = (clientVersion: string) =>
      attemptsOf(
        async(clientVersion, { messageLimit: 3, threadLocalIndexStart: 1 }, [
          { atMs: 0, type: 'powerOff', target: 'broker-a/n0' },
        ]),
        3,
      )
    expect(attempts('5.3.3')).toEqual([A])
    expect(attempts('5.3.1').length).toBeGreaterThan(1)
  })

  test('the cap of 5.3.3 is for SYNC alone', () => {
    const story = async('5.3.3', { sendMsgMaxTimeoutPerRequest: 1000 }, [freeze(4790, 'broker-a/n0')])
    expect(story.all('sendFailed')[0]!.latencyMs).toBeGreaterThanOrEqual(3000)
  })

  test('sent again after GO_AWAY it is handed over once', () => {
    const story = async('5.3.3', {}, [{ atMs: 4790, type: 'answer', target: 'broker-a/n0', code: 1500, times: 1 }])
    expect(story.all('sendFailed')).toEqual([])
    expect(lessonsOf(story, lastMessage)).toHaveLength(2)
  })
})

test('a cap of 0 or 1 ms is a cap: the last attempt alone has the rest of the budget', () => {
  for (const cap of [0, 1]) {
    const story = tell(
      { clientVersion: '5.3.3', messageLimit: 49 },
      [
        { atMs: 4790, type: 'set', name: 'sendMsgMaxTimeoutPerRequest', value: cap },
        freeze(4790, 'broker-a/n0'),
        freeze(4790, 'broker-b/n0'),
      ],
      20_000,
    )
    expect(story.all('sendFailed').map((entry) => entry.latencyMs)).toEqual([cap, cap, 3000 - 2 * cap])
  }
})
