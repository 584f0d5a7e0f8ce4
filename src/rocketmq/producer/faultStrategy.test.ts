// Corners of the latency table, of an item's first write and of the order in which the fallback goes through the items.

import { describe, expect, test } from 'vitest'
import { clientRules } from '../releases'
import { REAL_SETTINGS } from '../settings'
import type { FaultItem } from '../state'
import { tell } from '../testDriver'
import { latencyTable, notAvailableDuration, updateFaultItem } from './faultStrategy'
import { hashOrder, pickOneAtLeast } from './pickOneAtLeast'
import { createProducer } from './producerLife'
import type { SelectionContext } from './selectionTrace'
import { createThread } from './senderThread'

describe('F3 the table', () => {
  test('below the lowest threshold, above the highest, and a threshold without a duration', () => {
    const table = { latencyMax: [50, 100, 200], notAvailableDuration: [7, 8] }
    expect([49, 50, 100, 199, 200, 90_000].map((ms) => notAvailableDuration(table, ms))).toEqual([0, 7, 8, 8, 0, 0])
  })

  test("a person's own table takes the place of the release's, each half by itself", () => {
    const rules = clientRules('5.3.3')
    expect(latencyTable({ ...REAL_SETTINGS, latencyMax: [10] }, rules)).toEqual({
      latencyMax: [10],
      notAvailableDuration: rules.notAvailableDuration,
    })
    expect(latencyTable({ ...REAL_SETTINGS, notAvailableDuration: [9] }, rules)).toEqual({
      latencyMax: rules.latencyMax,
      notAvailableDuration: [9],
    })
  })

  test('F6 a window of one millisecond is a window, one of none is not, in every release', () => {
    for (const release of ['4.9.7', '5.3.3']) {
      const write = (ms: number) =>
        updateFaultItem([], 0, 1000, 60, false, true, clientRules(release), {
          latencyMax: [50],
          notAvailableDuration: [ms],
        })
      expect(write(1)).toMatchObject({ startTimestamp: 1001, windowMs: 1 })
      expect(write(0).windowMs).toBe(0)
    }
  })
})

test('F9 up to 5.1.3 there is no reachable flag, and nobody hears of one', () => {
  const story = tell(
    { clientVersion: '4.9.7', sendLatencyFaultEnable: true },
    [{ atMs: 950, type: 'kill', target: 'broker-a/n0' }],
    3000,
  )
  expect(story.all('avoided')).not.toEqual([])
  expect(story.all('reachable')).toEqual([])
})

describe('Q5 the order of a ConcurrentHashMap', () => {
  // The hash of a name of one letter is its code: ! is 33, A is 65, B is 66.
  test('goes by place; in one place the older key comes first', () => {
    expect(hashOrder(['B', '!'])).toEqual([1, 0])
    expect(hashOrder(['!', 'A'])).toEqual([0, 1])
    expect(hashOrder(['A', '!'])).toEqual([0, 1])
  })

  test('has 32 places up to 23 keys, 64 from 24 on, 128 from 48 on', () => {
    const comesFirst = (one: string, other: string, keys: number) => {
      const others = Array.from({ length: keys - 2 }, (_, place) => String.fromCharCode(300 + place))
      const order = hashOrder([...others, one, other]).map((at) => [...others, one, other][at])
      return order.indexOf(one) < order.indexOf(other)
    }
    // 33 and 66 lie at 1 and 2 of 32 places, at 33 and 2 of 64.
    expect([23, 24].map((keys) => comesFirst('!', 'B', keys))).toEqual([true, false])
    // 64 and 33 lie at 0 and 33 of 64 places, at 64 and 33 of 128.
    expect([47, 48].map((keys) => comesFirst('@', '!', keys))).toEqual([true, false])
  })

  const item = (): FaultItem => ({
    currentLatency: 5,
    startTimestamp: 0,
    reachable: true,
    checkStampMs: 0,
    windowMs: 0,
  })
  const pick = (release: string, names: string[], items: (FaultItem | null)[] = names.map(item)) => {
    const producer = createProducer([createThread(1)], 1)
    producer.faultItems = items
    return pickOneAtLeast({
      producer,
      thread: producer.threads[0]!,
      brokerNames: names,
      nowMs: 0,
      rules: clientRules(release),
      random: { startOfWorstIndex: () => 0, shuffle: (groups: number[]) => [...groups].reverse() },
    } as unknown as SelectionContext)
  }

  test('decides between equals from 4.9.4 on; up to 4.9.3 the shuffle does', () => {
    expect(pick('4.9.4', ['!', 'B'])).toBe(0)
    expect(pick('4.9.4', ['B', '!'])).toBe(1)
    expect(pick('4.9.4', ['!', 'A'])).toBe(0)
    expect(pick('4.9.3', ['!', 'B'])).toBe(1)
    expect(pick('4.9.3', ['B', '!'])).toBe(0)
  })

  test('without any item nobody is picked', () => {
    expect(pick('4.9.7', ['!', 'B'], [null, null])).toBeNull()
  })
})
