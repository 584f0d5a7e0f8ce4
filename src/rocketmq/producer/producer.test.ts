// Stories of the send loop, the route and the connections, each with the figures the real client gives.

import { describe, expect, test } from 'vitest'
import { tell } from '../testDriver'

const kill = (atMs: number, target = 'broker-a/master') => ({ atMs, type: 'kill', target }) as const

const restart = (atMs: number, target = 'broker-a/n0') => ({ atMs, type: 'restart', target }) as const

describe('healthy', () => {
  test.each(['4.2.0', '4.7.1', '4.9.7', '4.9.8', '5.1.3', '5.1.4', '5.3.1', '5.3.3'])(
    'V1 %s: 20 messages are 5 for each queue, for every seed, switch on and off',
    (clientVersion) => {
      for (let seed = 0; seed < 25; seed++) {
        for (const sendLatencyFaultEnable of [false, true]) {
          const story = tell(
            { clientVersion, sendLatencyFaultEnable, messageLimit: 20, threadLocalIndexStart: null },
            [],
            5000,
            seed,
          )
          const end = story.at(5000)
          expect(end.brokerGroups.map((group) => group.queueOffsets)).toEqual([
            [5, 5],
            [5, 5],
          ])
          expect(end.totals).toMatchObject({ sent: 20, stored: 20, failed: 0, attempts: 20 })
        }
      }
    },
  )

  test('queueOffset counts from 0 in each queue', () => {
    const story = tell({ messageLimit: 12 }, [], 3000)
    const offsets = story.all('stored').filter((entry) => entry.group === 1 && entry.queueId === 1)
    expect(offsets.map((entry) => entry.queueOffset)).toEqual([0, 1, 2])
  })
})

describe('a Master dies, switch off', () => {
  /** Share of messages whose first attempt hits the dead Broker, and how the living queues share, until the next poll. */
  const share = (clientVersion: string, writeQueueNums: number) => {
    const story = tell({ clientVersion, writeQueueNums, sendIntervalMs: 10 }, [kill(5000)], 30_000)
    const firsts = story.all('send').filter((entry) => entry.attempt === 1 && entry.atMs > 5100 && entry.atMs < 29_000)
    return firsts.filter((entry) => entry.group === 0).length / firsts.length
  }

  test('4.4 the share of first attempts that hit it is 1/m from 4.8.0, a third of all up to 4.7.1', () => {
    for (const clientVersion of ['4.9.7', '4.9.8', '5.1.3', '5.1.4', '5.3.3']) {
      expect(share(clientVersion, 2)).toBeCloseTo(0.5, 2)
      expect(share(clientVersion, 4)).toBeCloseTo(0.25, 2)
      expect(share(clientVersion, 8)).toBeCloseTo(0.125, 2)
      expect(share(clientVersion, 24)).toBeCloseTo(0.0417, 2)
    }
    for (const clientVersion of ['4.2.0', '4.7.1']) {
      for (const queues of [2, 4, 8, 24]) expect(share(clientVersion, queues)).toBeCloseTo(0.333, 2)
    }
  })

  test('S7 the dead Broker is tried until the next poll, and not once after it', () => {
    const story = tell({}, [kill(5000)], 60_000)
    const changed = story.all('route').filter((entry) => entry.outcome === 'changed')
    expect(changed[1]).toMatchObject({ atMs: 30_012, queues: 2 })
    expect(story.attemptsOn(0, 29_000, 30_011).length).toBeGreaterThan(0)
    expect(story.attemptsOn(0, 30_012)).toEqual([])
    expect(story.all('unregistered')[0]).toMatchObject({ atMs: 5001, cause: 'channelClosed' })
    expect(story.at(60_000).totals.failed).toBe(0)
  })

  test('S8 the last Broker gone: the NameServer says TOPIC_NOT_EXIST and the old route is kept', () => {
    const story = tell({ brokerGroupCount: 1 }, [kill(5050)], 65_000)
    expect(story.all('route').map((entry) => entry.outcome)).toEqual([
      'changed',
      'unchanged',
      'keptNotExist',
      'keptNotExist',
    ])
    const lost = story.all('messageFailed')[0]!
    expect(lost).toMatchObject({ exception: 'attemptsUsedUp', attempts: 3, elapsedMs: 6 })
    expect(story.all('sendFailed').every((entry) => entry.failure === 'connectRefused')).toBe(true)
  })

  test('S15 one Broker, switch on: three knocks on the same door, no wait in between', () => {
    for (const clientVersion of ['4.7.1', '4.9.7', '5.3.3']) {
      const story = tell({ clientVersion, brokerGroupCount: 1, sendLatencyFaultEnable: true }, [kill(5050)], 6000)
      expect(story.all('messageFailed')[0]).toMatchObject({ exception: 'attemptsUsedUp', attempts: 3, elapsedMs: 6 })
    }
  })

  test('a fresh producer gets "no route" where an old one keeps trying', () => {
    const story = tell(
      { brokerGroupCount: 1 },
      [kill(5000), { atMs: 6000, type: 'set', name: 'producerCount', value: 2 }],
      7000,
    )
    const exceptions = story.all('messageFailed').filter((entry) => entry.producer === 1)
    expect(exceptions.length).toBeGreaterThan(0)
    expect(exceptions.every((entry) => entry.exception === 'noRoute' && entry.attempts === 0)).toBe(true)
  })
})

describe('sendLatencyFaultEnable', () => {
  test('the window is 10 s from 5.1.4 and 600 s before, and it ends to the millisecond', () => {
    for (const [clientVersion, windowMs] of [
      ['5.3.3', 10_000],
      ['4.9.7', 600_000],
    ] as const) {
      const story = tell(
        { clientVersion, sendLatencyFaultEnable: true, pollNameServerInterval: 3_600_000 },
        [kill(5000)],
        700_000,
      )
      const first = story.all('avoided')[0]!
      expect(first).toMatchObject({ group: 0, isolation: true, latencyMs: 2, windowMs, untilMs: first.atMs + windowMs })
      expect(story.attemptsOn(0, first.atMs + 1, first.untilMs - 1)).toEqual([])
      expect(story.attemptsOn(0, first.untilMs, first.untilMs + 400).length).toBeGreaterThan(0)
      expect(story.all('available')[0]).toMatchObject({ atMs: first.untilMs, cause: 'windowEnded' })
    }
  })

  test('S2 a 20-second restart costs ten minutes up to 5.1.3 and ten seconds from 5.1.4', () => {
    for (const [clientVersion, expected] of [
      ['4.9.7', 600_000],
      ['5.3.3', 10_000],
    ] as const) {
      const story = tell(
        { clientVersion, sendLatencyFaultEnable: true, brokerStartupMs: 0 },
        [kill(60_050), restart(80_000)],
        720_000,
      )
      const lastFailure = story.all('sendFailed').at(-1)!
      const back = story.all('sendOk').find((entry) => entry.group === 0 && entry.atMs > lastFailure.atMs)!
      expect(back.atMs - lastFailure.atMs).toBeGreaterThanOrEqual(expected)
      expect(back.atMs - lastFailure.atMs).toBeLessThan(expected + 30_500)
    }
  })

  test('S1 while a is avoided b0 takes 3 of 4 up to 5.1.3, half from 5.1.4', () => {
    for (const [clientVersion, b0] of [
      ['4.9.7', 0.75],
      ['5.3.3', 0.5],
    ] as const) {
      const story = tell(
        {
          clientVersion,
          sendLatencyFaultEnable: true,
          sendIntervalMs: 10,
          notAvailableDuration: [0, 600_000],
          latencyMax: [550, 10_000],
        },
        [kill(5050)],
        28_000,
      )
      const onB = story.attemptsOn(1, 6000)
      expect(onB.filter((entry) => entry.queueId === 0).length / onB.length).toBeCloseTo(b0, 2)
    }
  })

  test('S10 a slow success opens a window: from 550 ms on, 30 s up to 5.1.3, 2 s from 5.1.4', () => {
    for (const [clientVersion, windowMs] of [
      ['4.9.7', 30_000],
      ['5.3.3', 2000],
    ] as const) {
      const slow = (ms: number) =>
        tell(
          { clientVersion, sendLatencyFaultEnable: true, sendMsgTimeout: 5000 },
          [{ atMs: 1000, type: 'slow', target: 'broker-a/n0', ms }],
          4000,
        ).all('avoided')
      expect(slow(544)).toEqual([])
      expect(slow(545)[0]).toMatchObject({ latencyMs: 550, windowMs, isolation: false })
    }
  })

  test('the article: 500 ms and failure make 3,000 ms', () => {
    const story = tell(
      { sendLatencyFaultEnable: true, latencyMax: [50, 100, 500], notAvailableDuration: [0, 0, 3000] },
      [kill(5000)],
      12_000,
    )
    expect(story.all('avoided')[0]).toMatchObject({ windowMs: 3000 })
  })
})

describe('settings in the middle of a run', () => {
  test('switching the release shows 600 s against 10 s for the same failed send', () => {
    const until = (clientVersion: string) =>
      tell(
        { clientVersion: '5.3.3', sendLatencyFaultEnable: true },
        [{ atMs: 1000, type: 'set', name: 'clientVersion', value: clientVersion }, kill(5000)],
        8000,
      ).all('avoided')[0]!.windowMs
    expect(until('4.9.7')).toBe(600_000)
    expect(until('5.3.3')).toBe(10_000)
  })

  test('groups, Slaves, producers and threads come and go without losing a message from sight', () => {
    const set = (
      atMs: number,
      name: 'brokerGroupCount' | 'writeQueueNums' | 'slaveCount' | 'producerCount' | 'sendThreadCount',
      value: number,
    ) => ({ atMs, type: 'set', name, value }) as const
    const story = tell(
      { pollNameServerInterval: 2000, brokerStartupMs: 100 },
      [
        set(1000, 'brokerGroupCount', 4),
        set(1200, 'writeQueueNums', 2),
        set(2000, 'producerCount', 3),
        set(3000, 'sendThreadCount', 5),
        set(9000, 'brokerGroupCount', 1),
        set(12_000, 'slaveCount', 2),
        set(15_000, 'sendThreadCount', 1),
        set(16_000, 'producerCount', 1),
        set(17_000, 'brokerGroupCount', 3),
      ],
      30_000,
    )
    const end = story.at(30_000)
    expect(end.brokerGroups.filter((group) => !group.removed).length).toBe(3)
    expect(end.producers.filter((producer) => !producer.removed).length).toBe(1)
    expect(story.attemptsOn(3).length).toBeGreaterThan(0)
    const inFlight = end.producers.flatMap((producer) => producer.calls).filter((call) => call !== null).length
    expect(end.totals.sent).toBe(end.totals.stored + end.totals.failed + inFlight)
  })
})

test('each producer chooses by its own index and its own fault table', () => {
  const story = tell(
    {
      brokerGroupCount: 2,
      slaveCount: 0,
      producerCount: 2,
      sendLatencyFaultEnable: true,
      sendMsgTimeout: 6000,
      sendMsgMaxTimeoutPerRequest: 300,
    },
    [{ atMs: 2000, type: 'link', target: 'producer/1', peer: 'broker-a/n0', lossPercent: 100 }],
    9000,
    1,
  )
  const later = story.all('send').filter((entry) => entry.atMs > 4000 && entry.atMs < 9000)
  const toA = (producer: number) => later.filter((entry) => entry.producer === producer && entry.group === 0).length
  expect(toA(1)).toBe(0)
  expect(toA(0)).toBeGreaterThan(15)
  const { producers, totals } = story.at(9000)
  const sum = (of: 'sent' | 'stored' | 'failed') => producers.reduce((all, producer) => all + producer[of], 0)
  expect([sum('sent'), sum('stored'), sum('failed')]).toEqual([totals.sent, totals.stored, totals.failed])
})

test('what a producer has handed over with ONEWAY arrives even if its process dies', () => {
  const settings = { communicationMode: 'ONEWAY', networkLatencyMs: 200, slaveCount: 0 } as const
  const story = tell(settings, [{ atMs: 2700, type: 'kill', target: 'producer/0' }], 5000, 1)
  const { totals } = story.at(5000)
  expect(story.at(2700).eventQueue.filter(({ kind }) => kind === 'sendRequest').length).toBeGreaterThan(0)
  expect(story.all('stored').filter((entry) => entry.atMs > 2700).length).toBeGreaterThan(0)
  expect(totals.sent).toBe(totals.stored + totals.failed)
})
