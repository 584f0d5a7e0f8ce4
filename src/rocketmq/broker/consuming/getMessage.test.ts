// What a pull finds, by the vectors of the facts, and by a plain look through the whole log.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import '../../consumer/index'
import type { Simulation } from '../../context'
import { clientRules } from '../../releases'
import type { Settings } from '../../settings'
import type { BrokerNode } from '../../state'
import { recordsBetween } from '../../state/records'
import { matches, matchesHash, tagHash, tagOf } from '../../state/tags'
import { append, copyBytes, cutTo, storeOf } from '../store/commitLog'
import { StoreBench } from '../store/storeBench.testData'
import { maxOffset, queryOffset, searchOffset } from './consumerOffsetManager'
import { getMessage, memoryLimit, queueEnds } from './getMessage'

/** A node with so many messages of one size in queue 0, all dispatched; `behind`: bytes of another queue after them. */
function filled(count: number, size: number, settings: Partial<Settings> = {}, behind = 0): StoreBench {
  const bench = new StoreBench(settings)
  for (let message = 1; message <= count; message++) append(bench.sim, 0, bench.node, message, 0, size, 1)
  if (behind > 0) append(bench.sim, 0, bench.node, 1_000_000, 1, behind, 1)
  bench.store.reputOffset = bench.store.maxOffset
  return bench
}

const pull = (bench: StoreBench, offset: number, maxCount = 32, subscription = '*') =>
  getMessage(bench.sim, 0, bench.node, 0, offset, maxCount, subscription)

test('V7 a pull brings 32, 25 or 1 messages from memory, and 8, 6 or 1 from disk', () => {
  const counts = (settings: Partial<Settings>, behind = 0) =>
    [1024, 10_240, 307_200].map((size) => pull(filled(100, size, settings, behind), 0).messages.length)
  expect(counts({})).toEqual([32, 25, 1])
  expect(counts({ brokerMemoryMegabytes: 1 }, 400_001)).toEqual([8, 6, 1])
})

test('V8 a Slave is suggested from more than 40 % of the memory on', () => {
  expect(memoryLimit(16 * 2 ** 30, 40)).toBe(6_871_947_673)
  const suggests = (behind: number) =>
    pull(filled(1, 1000, { brokerMemoryMegabytes: 1 }, behind), 0).suggestPullingFromSlave
  expect([suggests(399_000), suggests(399_001)]).toEqual([false, true])
})

test('W18 a Broker compares hash codes, a client the text', () => {
  expect(['TagA', 'TagB', 'Aa', 'BB'].map(tagHash)).toEqual([2_598_919, 2_598_920, 2112, 2112])
  expect([matchesHash('Aa', 'BB'), matches('Aa', 'BB'), matches('TagA || TagB', 'TagB')]).toEqual([true, false, true])
  expect([1, 2, 3, 4].map((message) => tagOf(message, 3))).toEqual(['TagA', 'TagB', 'TagC', 'TagA'])
})

test('W19 a queue from 100 to 200: 50 is moved to 100, 200 waits, 201 is moved to 200', () => {
  const bench = filled(200, 192)
  bench.store.minOffset = 100 * 192
  expect([50, 200, 201, 100].map((offset) => [pull(bench, offset).status, pull(bench, offset).nextOffset])).toEqual([
    ['OFFSET_TOO_SMALL', 100],
    ['OFFSET_OVERFLOW_ONE', 200],
    ['OFFSET_OVERFLOW_BADLY', 200],
    ['FOUND', 132],
  ])
  bench.node.brokerId = 1
  expect(pull(bench, 201).nextOffset).toBe(201)
})

test('up to 4.9.3 an offset behind the end goes to the beginning of a queue that begins at 0', () => {
  const next = (release: string) => {
    const bench = filled(80, 192)
    bench.sim.rules = clientRules(release)
    return pull(bench, 100).nextOffset
  }
  expect([next('4.9.3'), next('4.9.4')]).toEqual([0, 80])
})

test('a filter looks at 800 entries at most', () => {
  const bench = filled(1000, 192, { tagCount: 2 })
  const found = pull(bench, 0, 32, 'TagZ')
  expect([found.status, found.nextOffset, found.filtered.length]).toEqual(['NO_MATCHED_MESSAGE', 800, 800])
  expect(
    pull(bench, 0, 32, 'TagB')
      .messages.map(({ message }) => message)
      .slice(0, 3),
  ).toEqual([2, 4, 6])
})

test('V26 no offset is stored: 0 while message 0 is near the end of the log, else none', () => {
  const asked = (release: string, bench: StoreBench) => {
    bench.sim.rules = clientRules(release)
    const packet = { to: { group: 0 } } as Parameters<typeof queryOffset>[2]
    const body = { code: 'QUERY_CONSUMER_OFFSET', consumerGroup: 0, queueId: 0 } as const
    return queryOffset(bench.sim, bench.node, packet, body)
  }
  const none = { code: 'offset', offset: null }
  const zero = { code: 'offset', offset: 0 }
  const far = () => filled(1, 1000, { brokerMemoryMegabytes: 1 }, 999_001)
  const middle = () => filled(1, 1000, { brokerMemoryMegabytes: 1 }, 500_000)
  const cut = filled(100, 192)
  cut.store.minOffset = 50 * 192
  expect([asked('4.9.7', filled(10, 192)), asked('4.9.7', middle()), asked('4.9.7', cut)]).toEqual([zero, none, none])
  expect([asked('5.3.3', filled(10, 192)), asked('5.3.3', middle()), asked('5.3.3', far())]).toEqual([zero, zero, none])
  expect([asked('5.0.0', filled(0, 192)), asked('5.1.0', filled(0, 192))]).toEqual([zero, none])
})

test('the end of a queue, and the first message that is not older than a time', () => {
  const bench = new StoreBench()
  for (let message = 1; message <= 300; message++) {
    bench.sim.state.nowMs = 10 * message
    append(bench.sim, 0, bench.node, message, message % 2, 192, 1)
  }
  bench.store.reputOffset = bench.store.maxOffset
  const packet = { to: { group: 0 } } as Parameters<typeof searchOffset>[2]
  const at = (atMs: number) =>
    searchOffset(bench.sim, bench.node, packet, { code: 'SEARCH_OFFSET_BY_TIMESTAMP', queueId: 0, atMs })
  expect([0, 20, 21, 2995, 3001].map((atMs) => at(atMs))).toEqual(
    [0, 0, 1, 149, 150].map((offset) => ({ code: 'offset', offset })),
  )
  expect(maxOffset(bench.sim, bench.node, packet, { code: 'GET_MAX_OFFSET', queueId: 0 })).toEqual({
    ...{ code: 'offset', offset: 150 },
  })
})

// ---------------------------------------------------------------- against a plain look

/** What a ConsumeQueue has of a queue: each offset where it came first. */
function entries(sim: Simulation, node: BrokerNode, queueId: number) {
  const store = storeOf(node)
  const list: { offset: number; message: number }[] = []
  let next = 0
  for (const record of recordsBetween(sim.state.brokerGroups[0] as never, store, store.minOffset, store.reputOffset)) {
    if (record.queueId !== queueId) continue
    for (let at = 0; at < record.count; at++) {
      const offset = record.queueOffset + at
      if (offset < next) continue
      list.push({ offset, message: record.message })
      next = offset + 1
    }
  }
  return list
}

const STEP = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ does: fc.constant('append'), of: fc.nat(300), size: fc.constantFrom(192, 500) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('cut'), of: fc.nat(100), size: fc.constant(0) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('copy'), of: fc.nat(100), size: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('delete'), of: fc.nat(40), size: fc.constant(0) }) },
)

test('what is pulled is what a look through the whole log finds, on a Master and on a Slave, over cuts', () => {
  let compared = 0
  fc.assert(
    fc.property(
      fc.array(STEP, { maxLength: 25 }),
      fc.nat(100),
      fc.nat(),
      fc.integer({ min: 1, max: 40 }),
      (steps, dispatchedPercent, from, maxCount) => {
        const bench = new StoreBench({ slaveCount: 1 })
        const [master, slave] = bench.group.nodes as [BrokerNode, BrokerNode]
        let message = 1
        for (const { does, of, size } of steps) {
          const store = storeOf(master)
          const ends = bench.records.map(({ endOffset }) => endOffset)
          if (does === 'append')
            for (let at = 0; at < of; at++)
              append(bench.sim, 0, master, message++, at % 7 < 4 ? 0 : at % 3, size, 1 + (at % 3))
          else if (does === 'cut')
            cutTo(bench.group, store, ends[Math.floor((ends.length * of) / 101)] ?? store.minOffset)
          else if (does === 'copy' && storeOf(slave).maxOffset < store.maxOffset)
            copyBytes(bench.group, store, storeOf(slave), store.maxOffset)
          else if (does === 'delete')
            store.minOffset = Math.max(store.minOffset, ends[Math.floor((ends.length * of) / 101)] ?? 0)
        }
        for (const node of [master, slave]) {
          const store = storeOf(node)
          store.reputOffset = Math.floor((store.maxOffset * dispatchedPercent) / 100)
          for (const queueId of [0, 1, 2, 5]) {
            const list = entries(bench.sim, node, queueId)
            const { min, max } = queueEnds(bench.group, store, queueId)
            if (list.length === 0) {
              expect(min).toBe(max)
              continue
            }
            expect([min, max]).toEqual([list[0]?.offset, (list.at(-1)?.offset ?? 0) + 1])
            const offset = min + (from % (max - min))
            const behind = list.filter((entry) => entry.offset >= offset).slice(0, Math.min(32, maxCount))
            const found = getMessage(bench.sim, 0, node, queueId, offset, maxCount, '*')
            expect(found.messages.map((one) => ({ offset: one.offset, message: one.message }))).toEqual(behind)
            compared++
          }
        }
      },
    ),
    { numRuns: 150 },
  )
  expect(compared).toBeGreaterThan(300)
})
