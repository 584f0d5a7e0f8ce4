// What is written into the fault table in the course of a run, what time and the detector take out again, and what the log says of it.

import { describe, expect, test } from 'vitest'
import type { UserAction } from '../scenario'
import { type Story, tell } from '../testDriver'
import { detectItem } from './faultTable'

const kill = (atMs: number, target = 'broker-a/n0'): UserAction => ({ atMs, type: 'kill', target })
const answer = (atMs: number, code: number, times = 1): UserAction => ({
  atMs,
  type: 'injectResponse',
  target: 'broker-a/n0',
  code,
  times,
})
const switchTo = (atMs: number, value: boolean): UserAction => ({
  atMs,
  type: 'set',
  name: 'sendLatencyFaultEnable',
  value,
})

const A = 0
const itemOfA = (story: Story, tMs: number) => story.at(tMs).producers[0]!.faultItems[A] ?? null

test('F1 with the switch off nothing is written, whatever fails', () => {
  for (const clientVersion of ['4.9.7', '5.3.3']) {
    const story = tell({ clientVersion }, [kill(950)], 3000)
    expect(story.all('sendFailed').length).toBeGreaterThan(0)
    expect(story.at(3000).producers[0]!.faultItems.every((item) => item === null)).toBe(true)
    expect(story.all('avoided')).toEqual([])
  }
})

test('a window that ends while the switch is off is told to nobody: nobody was avoided', () => {
  const story = tell(
    { clientVersion: '5.3.3', sendLatencyFaultEnable: true },
    [answer(950, 13), switchTo(5000, false)],
    20_000,
  )
  expect(story.all('avoided')).toHaveLength(1)
  expect(story.all('available')).toEqual([])
})

describe('F6 a window and what a later send does to it', () => {
  /** Two threads: what one is waiting for is served while a is avoided for the other's failure. */
  const served = (clientVersion: string) =>
    tell(
      { clientVersion, sendLatencyFaultEnable: true, sendThreadCount: 2, sendIntervalMs: 100, messageLimit: 40 },
      [
        { atMs: 1190, type: 'slow', target: 'broker-a/n0', ms: 300 },
        { atMs: 1220, type: 'slow', target: 'broker-a/n0', ms: 0 },
        answer(1220, 13),
      ],
      15_000,
    )

  test('up to 5.1.3 a fast success ends it, and the log says so once', () => {
    const story = served('4.9.7')
    const [avoided] = story.all('avoided')
    const [available] = story.all('available')
    const success = story.all('sendOk').find((entry) => entry.group === A && entry.atMs > avoided!.atMs)!
    expect(avoided).toMatchObject({ group: A, isolation: true, windowMs: 600_000 })
    expect(available).toMatchObject({ group: A, cause: 'success', atMs: success.atMs })
    expect(story.all('available')).toHaveLength(1)
    expect(itemOfA(story, success.atMs)).toMatchObject({ startTimestamp: success.atMs, windowMs: 0 })
  })

  test('from 5.1.4 it stays, and is not told again', () => {
    const story = served('5.3.3')
    const [avoided] = story.all('avoided')
    expect(story.all('sendOk').some((entry) => entry.group === A && entry.atMs > avoided!.atMs)).toBe(true)
    expect(story.all('avoided')).toHaveLength(1)
    expect(story.all('available')).toMatchObject([{ atMs: avoided!.atMs + 10_000, cause: 'windowEnded' }])
    expect(itemOfA(story, avoided!.atMs + 9999)?.windowMs).toBe(10_000)
    expect(itemOfA(story, avoided!.atMs + 10_000)?.windowMs).toBe(0)
  })

  test('the end of even the shortest window is told', () => {
    const table = { latencyMax: [1], notAvailableDuration: [1] }
    const story = tell({ clientVersion: '5.3.3', sendLatencyFaultEnable: true, messageLimit: 9, ...table }, [], 2000)
    expect(story.all('avoided')).toHaveLength(9)
    expect(story.all('available').map((entry) => entry.atMs)).toEqual(
      story.all('avoided').map((entry) => entry.untilMs),
    )
  })

  test('a second failure moves its end, and only the later end is told', () => {
    const story = tell(
      { clientVersion: '5.3.3', sendLatencyFaultEnable: true, brokerGroupCount: 1, messageLimit: 20 },
      [answer(950, 13), answer(1450, 13)],
      15_000,
    )
    const ends = story.all('avoided').map((entry) => entry.untilMs)
    expect(ends).toHaveLength(2)
    expect(story.all('available').map((entry) => entry.atMs)).toEqual([ends[1]])
  })
})

describe('F9 the reachable flag', () => {
  const told = (clientVersion: string, startDetectorEnable: boolean, actions: UserAction[]) =>
    tell({ clientVersion, sendLatencyFaultEnable: true, startDetectorEnable, messageLimit: 40 }, actions, 9000)

  test('an error code clears it, and the log says so once', () => {
    const story = told('5.1.4', false, [answer(950, 1)])
    expect(story.all('reachable')).toMatchObject([{ group: A, reachable: false }])
    expect(story.all('reachable')[0]!.atMs).toBe(story.all('sendFailed')[0]!.atMs)
  })

  test('a refused connection clears it while the detector is on, else not; nor does success', () => {
    expect(told('5.1.4', true, [kill(950)]).all('reachable')).toMatchObject([{ group: A, reachable: false }])
    expect(told('5.1.4', false, [kill(950)]).all('reachable')).toEqual([])
    expect(told('5.1.4', false, []).all('reachable')).toEqual([])
  })

  test('a success sets it again', () => {
    const story = tell(
      { clientVersion: '5.1.4', sendLatencyFaultEnable: true, brokerGroupCount: 1, messageLimit: 40 },
      [answer(950, 1)],
      9000,
    )
    expect(story.all('reachable').map((entry) => entry.reachable)).toEqual([false, true])
  })
})

describe('F10 the detector', () => {
  const COMMON = { clientVersion: '5.1.4', sendLatencyFaultEnable: true, startDetectorEnable: true } as const
  const slow = (ms: number): UserAction => ({ atMs: 2000, type: 'slow', target: 'broker-a/n0', ms })

  test('asks a Broker at its next round and sets the flag when the answer is back; the window stays', () => {
    const story = tell({ ...COMMON, messageLimit: 14 }, [answer(950, 1)], 20_000)
    expect(story.all('reachable')).toMatchObject([{ reachable: false }, { group: A, reachable: true, atMs: 3002 }])
    expect(story.all('available')).toMatchObject([{ atMs: story.all('avoided')[0]!.untilMs, cause: 'windowEnded' }])
  })

  test('an answer on the dot of detectTimeout counts, a later one does not', () => {
    const flags = (ms: number) =>
      tell({ ...COMMON, messageLimit: 14 }, [answer(950, 1), slow(ms)], 20_000)
        .all('reachable')
        .map((entry) => entry.reachable)
    expect(flags(198)).toEqual([false, true])
    expect(flags(199)).toEqual([false])
  })

  test('asks again after detectInterval, at the next round, and not before', () => {
    const story = tell(
      { ...COMMON, detectInterval: 10_000, messageLimit: 14 },
      [answer(950, 1), slow(500), { atMs: 4000, type: 'slow', target: 'broker-a/n0', ms: 0 }],
      20_000,
    )
    expect(story.all('reachable')).toMatchObject([{ reachable: false }, { reachable: true, atMs: 15_002 }])
  })

  test('a Broker without a known address loses its item, and the log says so', () => {
    const story = tell({ ...COMMON, pollNameServerInterval: 1000, heartbeatBrokerInterval: 700 }, [kill(1150)], 15_000)
    expect(story.all('available')).toMatchObject([{ group: A, cause: 'removed', atMs: 3000 }])
    expect(itemOfA(story, 2999)).toMatchObject({ reachable: false })
    expect(itemOfA(story, 3000)).toBeNull()
    expect(story.at(8000).producers[0]!.faultItems[1]).toMatchObject({ reachable: true })
  })

  test('is not there up to 5.1.3, and off by default', () => {
    for (const changes of [{ clientVersion: '5.1.3' }, { startDetectorEnable: false }]) {
      const story = tell({ ...COMMON, ...changes, messageLimit: 14 }, [answer(950, 1)], 20_000)
      expect(itemOfA(story, 20_000)!.checkStampMs).toBe(0)
    }
  })

  test('looks at an item from the very millisecond on for which it is due, and then not before detectInterval', () => {
    const item = { currentLatency: 0, startTimestamp: 0, reachable: false, checkStampMs: 500, windowMs: 0 }
    expect(detectItem(item, 499, 2000, true)).toBe('wait')
    expect(detectItem(item, 500, 2000, true)).toBe('probe')
    expect(item.checkStampMs).toBe(2500)
    expect(detectItem(item, 2499, 2000, true)).toBe('wait')
    expect(detectItem(item, 2500, 2000, false)).toBe('delete')
  })
})
