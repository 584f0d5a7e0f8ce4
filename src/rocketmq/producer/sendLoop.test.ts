// Turns of the send loop that no recorded script takes: a route that changes under a call, retries that cannot connect,
// caps of nothing, time that runs out on the dot.

import { describe, expect, test } from 'vitest'
import { runUntil, watch } from '../run'
import type { UserAction } from '../scenario'
import type { Settings } from '../settings'
import { createSimulation } from '../simulation'
import { type Story, tell } from '../testDriver'
import { A, attemptsOf, B, faultUpdatesOf, freeze, kill, slow } from './sends.testData'

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
  const refused: UserAction = { atMs: 29_890, type: 'injectResponse', target: 'broker-b/n0', code: 14, times: 1 }

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
      return faultUpdatesOf(story, 300).find((update) => update.group === A)
    }
    expect(taught('4.9.7')).toMatchObject({ isolation: true, latencyMs: 0 })
    expect(taught('5.1.4')).toMatchObject({ isolation: false, latencyMs: 0, reachable: true })
    expect(taught('5.3.3', true)).toMatchObject({ isolation: false, reachable: true })
  })

  test('an ASYNC retry without a Master goes on to its last attempt and makes a unreachable', () => {
    const story = overPoll({ clientVersion: '5.1.4', communicationMode: 'ASYNC', producerCores: 1 }, [
      kill(30_050, 'broker-b/n0'),
    ])
    expect(attemptsOf(story, 300)).toEqual([B, A, B])
    expect(story.all('sendFailed').map((entry) => entry.failure)).toEqual([
      'connectionClosed',
      'noMaster',
      'connectRefused',
    ])
    expect(faultUpdatesOf(story, 300).filter((update) => update.group === A)).toMatchObject([
      { isolation: true, reachable: false },
    ])
    expect(story.all('messageFailed')[0]).toMatchObject({ attempts: 3, gets: { via: 'callback' } })
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

describe('an attempt begins afresh', () => {
  const answers = (target: string, code: number, times: number): UserAction => ({
    atMs: 4790,
    type: 'injectResponse',
    target,
    code,
    times,
  })

  test('L9 each attempt may be sent again once after GO_AWAY', () => {
    const story = tell(
      { clientVersion: '5.3.3', messageLimit: 49 },
      [answers('broker-a/n0', 1500, 2), answers('broker-b/n0', 1500, 1)],
      9000,
    )
    expect(attemptsOf(story, 49)).toEqual([A, B])
    expect(story.all('sendFailed')).toMatchObject([{ group: A, failure: 'connectionClosed' }])
  })

  test.each([
    ['an error code', 1],
    ['FLUSH_DISK_TIMEOUT', 10],
  ])('L7 the limit of an attempt that ended with %s does not end the next, which is still connecting', (_, code) => {
    const story = tell(
      {
        sendMsgTimeout: 2000,
        retryTimesWhenSendFailed: 1,
        retryAnotherBrokerWhenNotStoreOK: true,
        messageLimit: 1,
      },
      [
        { atMs: 0, type: 'powerOff', target: 'broker-b/n0' },
        { atMs: 0, type: 'injectResponse', target: 'broker-a/n0', code, times: 1 },
      ],
      9000,
    )
    expect(attemptsOf(story, 1)).toEqual([A, B])
    expect(story.all('sendFailed').at(-1)).toMatchObject({ group: B, failure: 'connectTimeout', latencyMs: 3000 })
  })
})

test('L2 a millisecond left is time for another attempt, none is not', () => {
  const failed = (sendMsgTimeout: number) =>
    tell(
      { messageLimit: 49 },
      [kill(4790, 'broker-a/n0'), { atMs: 4790, type: 'set', name: 'sendMsgTimeout', value: sendMsgTimeout }],
      9000,
    ).all('messageFailed')
  // A refusal takes 2 ms.
  expect(failed(2)).toMatchObject([{ exception: 'callTimeout', attempts: 1, elapsedMs: 2 }])
  expect(failed(3)).toMatchObject([{ exception: 'callTimeout', attempts: 2, elapsedMs: 3 }])
})

test('L13 a refused ONEWAY connection is told to nobody from 5.3.0', () => {
  const end = (clientVersion: string) =>
    tell({ clientVersion, communicationMode: 'ONEWAY', messageLimit: 1 }, [kill(0, 'broker-a/n0')], 2000).all(
      'messageFailed',
    )
  expect(end('5.2.0')).toMatchObject([{ exception: 'attemptsUsedUp', gets: { via: 'throw', responseCode: 10_001 } }])
  expect(end('5.3.0')).toMatchObject([{ exception: 'lostUnseen', gets: null }])
})

describe('settings that change under way reach the selector', () => {
  const onB = (story: Story, fromMs: number) => {
    const sends = story.attemptsOn(B, fromMs)
    return sends.filter((entry) => entry.queueId === 0).length / sends.length
  }

  test('Q4 Q6 another release chooses by its own rule', () => {
    const table = { latencyMax: [550], notAvailableDuration: [600_000] }
    const story = tell(
      { clientVersion: '4.9.7', sendLatencyFaultEnable: true, sendIntervalMs: 10, ...table },
      [kill(1000, 'broker-a/n0'), { atMs: 10_000, type: 'set', name: 'clientVersion', value: '5.3.3' }],
      20_000,
    )
    const before = tell(
      { clientVersion: '4.9.7', sendLatencyFaultEnable: true, sendIntervalMs: 10, ...table },
      [kill(1000, 'broker-a/n0')],
      10_000,
    )
    expect(onB(before, 2000)).toBeCloseTo(0.75, 2)
    expect(onB(story, 10_100)).toBeCloseTo(0.5, 2)
  })

  test('Q2 with the switch off an avoided Broker is chosen again at once', () => {
    const story = tell(
      { clientVersion: '4.9.7', sendLatencyFaultEnable: true },
      [
        { atMs: 950, type: 'injectResponse', target: 'broker-a/n0', code: 1, times: 1 },
        { atMs: 5000, type: 'set', name: 'sendLatencyFaultEnable', value: false },
      ],
      9000,
    )
    expect(story.attemptsOn(A, 1300, 4999)).toEqual([])
    expect(story.attemptsOn(A, 5000, 5400).length).toBeGreaterThanOrEqual(2)
  })

  test('Q5 Brokers that come later are told apart by their names', () => {
    const story = tell(
      { clientVersion: '4.9.7', sendLatencyFaultEnable: true, brokerGroupCount: 1 },
      [
        { atMs: 500, type: 'set', name: 'brokerGroupCount', value: 3 },
        ...['a', 'b', 'c'].map((name) => kill(60_100, `broker-${name}/n0`)),
      ],
      64_000,
    )
    expect(story.at(64_000).producers[0]!.faultItems).toHaveLength(3)
    expect(story.all('messageFailed').length).toBeGreaterThan(0)
  })
})

describe('what is drawn', () => {
  test('Q1 each thread begins at a random place of its own; with a start set, one place after another', () => {
    const firsts = (threadLocalIndexStart: number | null, seed: number) =>
      tell({ threadLocalIndexStart, sendThreadCount: 2, messageLimit: 2 }, [], 500, seed)
        .all('send')
        .map((entry) => entry.index)
    expect(firsts(9, 1)).toEqual([10, 11])
    const drawn = Array.from({ length: 40 }, (_, seed) => firsts(null, seed)).flat()
    expect(new Set(drawn).size).toBeGreaterThan(75)
    expect(Math.max(...drawn)).toBeGreaterThan(2 ** 30)
    expect(new Set(drawn.map((index) => index % 4)).size).toBe(4)
  })

  test('Q6 a retry jumps anywhere; with a start set, to a small number that people can read', () => {
    const retries = (threadLocalIndexStart: number | null) =>
      tell(
        {
          clientVersion: '5.3.3',
          threadLocalIndexStart,
          sendLatencyFaultEnable: true,
          sendIntervalMs: 10,
          latencyMax: [90_000],
        },
        [kill(1000, 'broker-a/n0')],
        3000,
      )
        .all('send')
        .flatMap((entry) => (entry.attempt === 2 ? [entry.index] : []))
    const small = retries(-1)
    expect(small.length).toBeGreaterThan(50)
    // Four queues times ten, and the looks that follow.
    expect(Math.max(...small)).toBeLessThanOrEqual(43)
    expect(new Set(small).size).toBeGreaterThan(8)
    const large = retries(null)
    expect(Math.max(...large)).toBeGreaterThan(2 ** 28)
    expect(new Set(large).size).toBe(large.length)
  })

  test('Q5 the shuffle of up to 4.9.3 gives every order as often as any other', () => {
    const { run } = tell({ messageLimit: 1 }, [], 100)
    const sim = createSimulation(run.input)
    runUntil(sim, 100)
    const orders = new Map<string, number>()
    for (let time = 0; time < 6000; time++) {
      const order = sim.selection!.random.shuffle([0, 1, 2]).join('')
      orders.set(order, (orders.get(order) ?? 0) + 1)
    }
    expect([...orders.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210'])
    for (const times of orders.values()) expect(Math.abs(times - 1000)).toBeLessThan(120)
  })

  test('Q5 each thread takes its own turn among the less bad Brokers', () => {
    const story = tell(
      { clientVersion: '4.9.7', sendLatencyFaultEnable: true, sendThreadCount: 2, brokerGroupCount: 4 },
      ['a', 'b', 'c', 'd'].map((name) => kill(3030, `broker-${name}/n0`)),
      4000,
    )
    const [one, other] = story.at(4000).producers[0]!.threads
    expect(one!.whichItemWorst).not.toBeNull()
    expect(other!.whichItemWorst).not.toBeNull()
  })
})

describe('what is told', () => {
  test('a code of a Broker only where one answered', () => {
    const refused = tell({ brokerGroupCount: 1 }, [kill(950, 'broker-a/n0')], 1500)
    expect(refused.all('sendFailed').every((entry) => entry.code === 0)).toBe(true)
    expect(refused.all('messageFailed').every((entry) => entry.code === 0)).toBe(true)
    const noRoute = tell({ topicExists: false, autoCreateTopicEnable: false, messageLimit: 1 }, [], 1000)
    expect(noRoute.all('messageFailed')).toMatchObject([{ exception: 'noRoute', code: 0 }])
  })

  test('Q5 an entry of the list that a fallback has overwritten', () => {
    const story = tell(
      { clientVersion: '4.9.7', sendLatencyFaultEnable: true },
      [
        { atMs: 950, type: 'injectResponse', target: 'broker-a/n0', code: 1, times: 1 },
        { atMs: 950, type: 'injectResponse', target: 'broker-b/n0', code: 1, times: 1 },
      ],
      3000,
    )
    const told = story.all('queueRewritten')
    expect(told.length).toBeGreaterThan(0)
    const list = story.at(told[0]!.atMs).producers[0]!.publishInfos.at(-1)!.messageQueueList
    expect(list[told[0]!.position]).toMatchObject({
      group: told[0]!.group,
      queueId: told[0]!.queueId,
      rewritten: true,
    })
  })

  test('the counts of each producer, stored and failed, and of one slot for one thread', () => {
    for (const communicationMode of ['SYNC', 'ASYNC', 'ONEWAY'] as const) {
      const story = tell(
        { communicationMode, producerCount: 2, brokerGroupCount: 1, messageLimit: 20 },
        [kill(950, 'broker-a/n0')],
        30_000,
      )
      const { producers, totals } = story.at(30_000)
      const sum = (of: 'sent' | 'stored' | 'failed') => producers.reduce((all, producer) => all + producer[of], 0)
      expect([sum('sent'), sum('stored'), sum('failed')]).toEqual([totals.sent, totals.stored, totals.failed])
      expect(totals.failed).toBeGreaterThan(0)
      expect(totals.stored).toBeGreaterThan(0)
      expect(totals.sent).toBe(totals.stored + totals.failed)
      if (communicationMode === 'SYNC') expect(producers.map(({ calls }) => calls.length)).toEqual([1, 1])
    }
  })

  test('choices to whoever asks: all, or those of one message', () => {
    const story = tell({ messageLimit: 9 }, [kill(350, 'broker-a/n0')], 2000)
    const heard = (message?: number) => {
      const choices: [message: number, attempt: number][] = []
      watch(story.run, 0, 2000, {
        ...(message === undefined ? {} : { message }),
        onSelection: (trace, call) => {
          expect(trace.passes.length).toBeGreaterThan(0)
          choices.push([call.message, call.attempt])
        },
      })
      return choices
    }
    expect(heard()).toEqual(story.all('send').map((entry) => [entry.message, entry.attempt]))
    expect(heard(5)).toEqual([
      [5, 1],
      [5, 2],
    ])
  })

  test('updates only while the switch is on; the first of a Broker has nothing before it', () => {
    const story = tell(
      { sendLatencyFaultEnable: true, messageLimit: 9 },
      [{ atMs: 450, type: 'set', name: 'sendLatencyFaultEnable', value: false }],
      2000,
    )
    expect(faultUpdatesOf(story, 1)).toMatchObject([{ group: A, before: null, after: { currentLatency: 7 } }])
    expect(faultUpdatesOf(story, 2)).toMatchObject([{ group: A, before: { currentLatency: 7 } }])
    expect(faultUpdatesOf(story, 5)).toHaveLength(1)
    expect(faultUpdatesOf(story, 6)).toEqual([])
    expect(faultUpdatesOf(tell({ messageLimit: 9 }, [], 2000), 1)).toEqual([])
  })
})
