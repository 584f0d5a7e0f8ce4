// Where messages lie in the CommitLog, and what its files and ConsumeQueues hold. V and W are vectors of the facts.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recordsBetween } from '../../state/records'
import { cutTo, lastWholeEnd, messageSize } from './commitLog'
import {
  commitLogFiles,
  consumeQueueEntries,
  consumeQueueFile,
  dispatchBehindBytes,
  INDEX_FILE_BYTES,
  indexFiles,
} from './consumeQueue'
import { SIZE, StoreBench } from './storeBench.testData'

test('V1 W3 a message of 100 bytes to a Topic of one letter takes 192; TopicTest with its properties what was measured', () => {
  expect(messageSize(100, 1, 0)).toBe(192)
  expect(new StoreBench({ clientVersion: '4.9.7' }).sim.rules.propertiesBytes).toBe(0)
  expect(messageSize(100, 'TopicTest'.length, 74)).toBe(274)
  expect(messageSize(100, 'TopicTest'.length, 124)).toBe(324)
})

test('V2 W1 a message never lies in two files', () => {
  const bench = new StoreBench({ mappedFileSizeCommitLog: 1024 })
  for (let at = 0; at < 7; at++) bench.put()
  bench.put(0, 916 - 92)
  bench.put(0, 816 - 92)
  expect(bench.records.map(({ startOffset }) => startOffset)).toEqual([0, 192, 384, 576, 768, 1024, 1216, 2048, 3072])
  expect(bench.store.maxOffset).toBe(3888)
  expect(commitLogFiles(bench.store, 1024).map(({ name, writtenTo }) => [name, writtenTo])).toEqual([
    ['00000000000000000000', 1024],
    ['00000000000000001024', 2048],
    ['00000000000000002048', 3072],
    ['00000000000000003072', 3888],
    ['00000000000000004096', 4096],
  ])
})

test('V3 W2 entry n of a ConsumeQueue is at byte 20 n, 300,000 in a file', () => {
  expect(consumeQueueFile(0)).toEqual({ file: '00000000000000000000', position: 0 })
  expect(consumeQueueFile(299_999)).toEqual({ file: '00000000000000000000', position: 5_999_980 })
  expect(consumeQueueFile(300_000)).toEqual({ file: '00000000000006000000', position: 0 })
  expect(INDEX_FILE_BYTES).toBe(420_000_040)
  expect([0, 1, 19_999_999, 20_000_000].map(indexFiles)).toEqual([0, 1, 1, 2])
})

test('a ConsumeQueue has what is dispatched, with where it lies', () => {
  const bench = new StoreBench()
  bench.until(100).fill(4)
  const entries = () => [...consumeQueueEntries(bench.group, bench.store, 1, 0, 9)]
  expect(entries()).toEqual([])
  expect(dispatchBehindBytes(bench.store)).toBe(4 * SIZE)
  bench.until(101)
  expect(entries()).toEqual([
    { queueOffset: 0, message: 1, physicalOffset: 192, size: 192, tagHash: 0 },
    { queueOffset: 1, message: 3, physicalOffset: 576, size: 192, tagHash: 0 },
  ])
  expect(dispatchBehindBytes(bench.store)).toBe(0)
})

test('messages that share a packet go over the borders of files like others', () => {
  const lump = new StoreBench({ mappedFileSizeCommitLog: 1024, sendsPerPacket: 12 })
  lump.put()
  const single = new StoreBench({ mappedFileSizeCommitLog: 1024 })
  for (let at = 0; at < 12; at++) single.put()
  expect(lump.records.map(({ startOffset, count }) => [startOffset, count])).toEqual([
    [0, 5],
    [1024, 5],
    [2048, 2],
  ])
  expect(lump.store.maxOffset).toBe(single.store.maxOffset)
  lump.until(10)
  const places = (bench: StoreBench) =>
    [...consumeQueueEntries(bench.group, bench.store, 0, 0, 99)].map(({ physicalOffset }) => physicalOffset)
  expect(places(lump)).toEqual(places(single.until(10)))
})

describe('any messages, any packets, any files', () => {
  const any = fc.record({
    fileBytes: fc.constantFrom(1024, 2048, 100_000),
    sendsPerPacket: fc.constantFrom(1, 3, 40),
    bodies: fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 400 }),
    cuts: fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 6 }),
  })

  test('a cut keeps exactly the whole messages before it, and queues follow', () => {
    fc.assert(
      fc.property(any, ({ fileBytes, sendsPerPacket, bodies, cuts }) => {
        const bench = new StoreBench({ mappedFileSizeCommitLog: fileBytes, sendsPerPacket })
        bench.sim.rules = { ...bench.sim.rules, sendThreads: 128 }
        bodies.forEach((body, at) => {
          bench.put(at % 3, body)
          // An EpochLog of its own behind every cut.
          const cut = at % 50 === 49 ? cuts[0] : undefined
          if (cut !== undefined)
            cutTo(bench.group, bench.store, whole(bench, (cut % bench.store.maxOffset) + 1, fileBytes))
        })
        for (const one of cuts) {
          const { group, store } = bench
          if (store.maxOffset === 0) return
          const offset = one % (store.maxOffset + 1)
          const kept = [...recordsBetween(group, store, 0, offset)]
          const end = lastWholeEnd(group, store, offset, fileBytes)
          expect(end).toBe(whole(bench, offset, fileBytes))
          expect(end).toBeGreaterThanOrEqual(kept.at(-1)?.endOffset ?? 0)
          cutTo(group, store, end)
          expect(bench.records).toEqual(kept)
          const next = [0, 0, 0]
          for (const { queueId, queueOffset, count } of kept) {
            expect(queueOffset).toBe(next[queueId])
            next[queueId] = queueOffset + count
          }
          expect(next.map((_, queueId) => store.queueOffsets[queueId] ?? 0)).toEqual(next)
        }
      }),
      { numRuns: 60 },
    )
  })

  /** Where the CommitLog ends before an offset, found by looking at everything. */
  function whole({ group, store }: StoreBench, offset: number, fileBytes: number): number {
    if (offset >= store.maxOffset) return store.maxOffset
    const last = [...recordsBetween(group, store, 0, offset)].at(-1)
    if (!last) return 0
    return offset % fileBytes === 0 ? offset : last.endOffset
  }
})
