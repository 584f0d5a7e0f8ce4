// Reading a CommitLog gives the same from either end, and counts what it reads.
import { describe, expect, test } from 'vitest'
import { presetInput } from '../presets'
import { createCursor, simulate } from '../run'
import type { BrokerGroup } from './broker'
import { commitLogFile, messagesBetween, recordsBetween, recordsFromEnd } from './records'
import { commonEnd } from './sameBytes'
import type { NodeStore } from './store'

/** A Master that has sent for some seconds, several messages to a packet, into files of 20 kB. */
function stored(): { group: BrokerGroup; store: NodeStore } {
  const input = presetInput('2m-noslave')
  const settings = { simulateStore: true, sendsPerPacket: 3, mappedFileSizeCommitLog: 20_000, brokerGroupCount: 1 }
  const run = simulate(
    { ...input, scenario: { ...input.scenario, settings: { ...input.scenario.settings, ...settings } } },
    9000,
  )
  const group = createCursor(run).seek(9000).brokerGroups[0]
  const store = group?.nodes[0]?.store
  if (!group || !store || store.maxOffset < 60_000) throw new Error('too little is stored')
  return { group, store }
}

describe('a CommitLog', () => {
  const { group, store } = stored()
  const all = [...recordsBetween(group, store, 0, store.maxOffset)]

  test('from its end backwards is the same as from its beginning', () => {
    const backwards = [...recordsFromEnd(group, store)].map(({ epoch, index, ...record }) => record)
    expect(backwards.reverse()).toEqual(all)
  })

  test('numbers its records without a gap', () => {
    const numbers = [...recordsFromEnd(group, store)].map(({ index }) => index).reverse()
    expect(numbers).toEqual(numbers.map((_, i) => i))
  })

  test('counts messages between any two ends as its records have them', () => {
    const ends = [0, ...all.map(({ endOffset }) => endOffset)]
    for (const from of ends.filter((_, i) => i % 7 === 0)) {
      for (const to of ends.filter((_, i) => i % 5 === 0)) {
        const expected = all
          .filter(({ startOffset, endOffset }) => startOffset >= from && endOffset <= to)
          .reduce((sum, { count }) => sum + count, 0)
        expect(messagesBetween(group, store, from, to), `${from} to ${to}`).toBe(expected)
      }
    }
  })

  test('has files that are named by where they begin', () => {
    expect(commitLogFile(store.maxOffset, 20_000)).toBe(
      String(store.maxOffset - (store.maxOffset % 20_000)).padStart(20, '0'),
    )
    expect(commitLogFile(1_073_741_824, 1_073_741_824)).toBe('00000000001073741824')
  })
})

describe('two CommitLogs have the same bytes', () => {
  const parts = (...ends: [epoch: number, endOffset: number][]) => ({
    minOffset: 0,
    parts: ends.map(([epoch, endOffset]) => ({ epoch, endOffset })),
  })
  test.each([
    ['both empty', parts(), parts(), 0],
    ['one empty', parts([0, 100]), parts(), 0],
    ['one behind', parts([0, 100]), parts([0, 60]), 60],
    ['the same', parts([0, 100], [1, 150]), parts([0, 100], [1, 150]), 150],
    ['one went on by itself', parts([0, 100]), parts([0, 80], [1, 120]), 80],
    ['one behind, in a later part', parts([0, 80], [1, 200]), parts([0, 80], [1, 120]), 120],
    ['what is old deleted in one', { ...parts([1, 200]), minOffset: 80 }, parts([0, 80], [1, 120]), 120],
    ['nothing in common', parts([2, 200]), parts([0, 80], [1, 120]), 0],
  ])('%s', (_, one, other, end) => {
    expect(commonEnd(one, other)).toBe(end)
    expect(commonEnd(other, one)).toBe(end)
  })
})
