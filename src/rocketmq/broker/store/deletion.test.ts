// Old files go, and a full disk refuses. W8 is a vector of the facts, 20.19 and 28.7 their sections.

import { expect, test } from 'vitest'
import { RESPONSE_CODE } from '../../releases'
import { deletedUpTo, lookAtDisk, minQueueOffset, usedPercent } from './deletion'
import { StoreBench } from './storeBench.testData'

const HOUR_MS = 3_600_000

test('W8 75, 76, 86 and 91 per cent of the disk', () => {
  const look = (percent: number) => lookAtDisk(percent, 75, false, false)
  expect(look(75)).toEqual({ deletes: false, forced: false, full: false })
  expect(look(76)).toEqual({ deletes: true, forced: false, full: false })
  expect(look(85)).toEqual({ deletes: true, forced: false, full: false })
  // From 5.0.0 it stays as it was between 85 and 90.
  expect(look(86)).toEqual({ deletes: true, forced: true, full: null })
  expect(look(91)).toEqual({ deletes: true, forced: true, full: true })
  expect(lookAtDisk(86, 75, false, true).full).toBe(false)
  // RocketMQ keeps the ratio to 10 to 95.
  expect(lookAtDisk(9, 1, false, false).deletes).toBe(false)
  expect(lookAtDisk(1, 75, true, false)).toEqual({ deletes: true, forced: false, full: false })
})

/** 20 messages in four files of 1,024 bytes, stored at 1,000; the fifth file is open. */
function fourFiles(settings = {}) {
  const bench = new StoreBench({ mappedFileSizeCommitLog: 1024, ...settings })
  bench.until(1000).fill(21)
  return bench
}

test('20.19 expired files go, oldest first, at most ten, never the last', () => {
  const { group, store } = fourFiles()
  const upTo = (nowMs: number, reservedMs: number | null) => deletedUpTo(group, store, nowMs, reservedMs, 1024)
  expect(upTo(1000 + 72 * HOUR_MS - 1, 72 * HOUR_MS)).toBe(0)
  expect(upTo(1000 + 72 * HOUR_MS, 72 * HOUR_MS)).toBe(4096)
  expect(upTo(1000, null)).toBe(4096)
  const many = new StoreBench({ mappedFileSizeCommitLog: 1024 })
  many.until(1000).fill(100)
  expect(deletedUpTo(many.group, many.store, 1000, null, 1024)).toBe(10 * 1024)
})

test('a file that has not expired keeps those behind it, too', () => {
  const bench = new StoreBench({ mappedFileSizeCommitLog: 1024 })
  bench.until(1000).fill(5)
  bench.until(5000).fill(11)
  const { group, store } = bench
  expect(deletedUpTo(group, store, 2000 + HOUR_MS, HOUR_MS, 1024)).toBe(1024)
})

test('in the hour of deleteWhen, from a minute after the start on', () => {
  const bench = fourFiles({ deleteWhen: 1, fileReservedTime: 0 })
  bench.until(HOUR_MS - 1)
  expect(bench.moves('filesDeleted')).toEqual([])
  bench.until(HOUR_MS + 1)
  expect(bench.moves('filesDeleted')).toEqual([[HOUR_MS, 4096]])
  expect(bench.store.minOffset).toBe(4096)
  expect(bench.records.map(({ message }) => message)).toEqual([20])
  expect([0, 1].map((queueId) => minQueueOffset(bench.group, bench.store, queueId))).toEqual([10, 10])
  const soon = fourFiles({ deleteWhen: 0, fileReservedTime: 0 })
  expect(soon.until(120_000).moves('filesDeleted')).toEqual([[60_000, 4096]])
})

/** 91 files of 10,000 bytes on a disk of 1 MB. */
function full(clientVersion: string) {
  const settings = { mappedFileSizeCommitLog: 10_000, diskCapacityMegabytes: 1, deleteWhen: 23 }
  const bench = new StoreBench({ ...settings, clientVersion })
  bench.until(5000)
  for (let at = 0; at < 92; at++) bench.put(0, 9800)
  expect(Math.floor(usedPercent(bench.store, 1))).toBe(91)
  return bench
}

const refuses = (bench: StoreBench): boolean => {
  const message = bench.put(0, 10)
  bench.until(bench.sim.state.nowMs + 2)
  return bench.answers[message]?.code === RESPONSE_CODE.SERVICE_NOT_AVAILABLE
}

test('20.19 28.7 a full disk: 4.x looks every 10 s, 5.x when it deletes; the oldest files go by force, ten at a time', () => {
  const old = full('4.9.7')
  expect(refuses(old)).toBe(false)
  old.until(10_001)
  expect(refuses(old)).toBe(true)
  old.until(60_001)
  // The look that deletes comes once more before it is free.
  expect([old.store.minOffset, refuses(old)]).toEqual([100_000, true])
  old.until(70_001)
  expect(refuses(old)).toBe(false)

  const later = full('5.3.3')
  later.until(59_000)
  expect(refuses(later)).toBe(false)
  later.until(60_001)
  expect([later.store.minOffset, refuses(later)]).toEqual([100_000, true])
  later.until(70_001)
  expect(refuses(later)).toBe(false)
})

test('records that no node has any more are forgotten, and the rest is as it was', () => {
  const bench = new StoreBench({ mappedFileSizeCommitLog: 1024, deleteWhen: 0, fileReservedTime: 0 })
  bench.until(1000).fill(1000)
  const before = bench.records
  bench.until(60_000 + 20_000)
  const chunks = bench.group.epochLogs.flatMap((log) => log.chunks)
  expect(chunks.length).toBeLessThan(8)
  expect(bench.records).toEqual(before.filter(({ startOffset }) => startOffset >= bench.store.minOffset))
})
