// ASYNC in detail: retries, time that is left, what counts as handed over.

import { describe, expect, test } from 'vitest'
import type { UserAction } from '../scenario'
import type { Settings } from '../settings'
import { type Story, tell } from '../testDriver'
import { A, attemptsOf, B, faultUpdatesOf, freeze, kill, slow } from './sends.testData'

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
    expect(faultUpdatesOf(old, lastMessage).find((update) => update.group === B)?.latencyMs).toBe(3000)
    expect(faultUpdatesOf(old, lastMessage).find((update) => update.isolation)?.latencyMs).toBeGreaterThan(3000)

    const later = async('5.1.3', {}, [
      slow(4790, 'broker-a/n0', 100),
      kill(4791, 'broker-b/n0'),
      kill(4850, 'broker-a/n0'),
    ])
    expect(attemptsOf(later, lastMessage).slice(0, 2)).toEqual([A, B])
    expect(faultUpdatesOf(later, lastMessage).find((update) => update.group === B)?.latencyMs).toBe(2)
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
    const story = async('5.3.3', {}, [
      { atMs: 4790, type: 'injectResponse', target: 'broker-a/n0', code: 1500, times: 1 },
    ])
    expect(story.all('sendFailed')).toEqual([])
    expect(faultUpdatesOf(story, lastMessage)).toHaveLength(2)
  })
})

describe('L11 ASYNC in detail', () => {
  test('a retry up to 4.6.1 is sent with no time at all, from 4.7.1 with what is left', () => {
    const story = (clientVersion: string) =>
      tell(
        { clientVersion, communicationMode: 'ASYNC', messageLimit: 49 },
        [freeze(4790, 'broker-a/n0'), freeze(4790, 'broker-b/n0')],
        12_000,
      )
    const old = story('4.6.1')
    const retry = old.all('send').find((entry) => entry.attempt === 2)!
    expect(old.at(retry.atMs).producers[0]!.calls.find(Boolean)).toMatchObject({ attempt: 2, attemptBudgetMs: 0 })
    const failures = (one: Story) => one.all('sendFailed').map((entry) => entry.failure)
    expect(failures(old).slice(0, 2)).toEqual(['timeout', 'timeout'])
    // More than the limit has gone by when the first timeout is noticed.
    expect(failures(story('4.7.1')).slice(0, 2)).toEqual(['timeout', 'noTime'])
  })

  test('a millisecond left is time for a retry, from 5.3.2 too', () => {
    const attempts = (sendMsgTimeout: number) =>
      attemptsOf(
        tell(
          { clientVersion: '5.3.3', communicationMode: 'ASYNC', messageLimit: 49 },
          [kill(4790, 'broker-a/n0'), { atMs: 4790, type: 'set', name: 'sendMsgTimeout', value: sendMsgTimeout }],
          12_000,
        ),
        49,
      )
    expect(attempts(2)).toEqual([A])
    expect(attempts(3)).toEqual([A, B])
  })

  test('a first attempt that failed inside send() counts as handed over when its retry is on the wire, up to 5.1.3', () => {
    const updates = (clientVersion: string) =>
      faultUpdatesOf(
        tell(
          { clientVersion, communicationMode: 'ASYNC', messageLimit: 49, sendLatencyFaultEnable: true },
          [kill(4790, 'broker-a/n0'), slow(4790, 'broker-b/n0', 700)],
          12_000,
        ),
        49,
      ).map(({ atMs, group, isolation }) => [atMs, group, isolation])
    // Refused after 2 ms; b answers 700 ms later than usual.
    expect(updates('5.1.3')).toEqual([
      [4802, A, true],
      [4802, A, false],
      [5507, B, false],
    ])
    expect(updates('5.3.3')).toEqual([
      [4800, A, false],
      [4802, A, true],
      [5507, B, false],
    ])
  })
})

test('L11 a process that dies inside send() counts nothing as handed over', () => {
  const story = tell(
    { clientVersion: '5.1.3', communicationMode: 'ASYNC', messageLimit: 1, sendLatencyFaultEnable: true },
    [kill(0, 'broker-a/n0'), { atMs: 0, type: 'powerOff', target: 'broker-b/n0' }, kill(1500, 'producer/0')],
    4000,
  )
  expect(attemptsOf(story, 1)).toEqual([A, B])
  expect(story.all('avoided')).toMatchObject([{ group: A }])
  expect(story.all('available')).toEqual([])
})
