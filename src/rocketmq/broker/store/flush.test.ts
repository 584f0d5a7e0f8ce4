// When what is appended reaches the disk. V and W are vectors of the facts, 20.10 to 20.13 their sections.

import { expect, test } from 'vitest'
import { RESPONSE_CODE } from '../../releases'
import { isAbleToFlush, isPassAble } from './flush'
import { SIZE, StoreBench } from './storeBench.testData'

test('V4 W7 what counts are page borders, not bytes', () => {
  expect(isAbleToFlush(0, 16_383, 4)).toBe(false)
  expect(isAbleToFlush(0, 16_384, 4)).toBe(true)
  expect(isAbleToFlush(4095, 16_384, 4)).toBe(true)
  expect(isAbleToFlush(4096, 16_384, 4)).toBe(false)
  expect(isAbleToFlush(17_472, 32_767, 4)).toBe(false)
  expect(isAbleToFlush(17_472, 32_768, 4)).toBe(true)
  expect(isAbleToFlush(0, 1, 0)).toBe(true)
  expect(isAbleToFlush(192, 192, 0)).toBe(false)
})

test('a file that is full is flushed, and a pass ends with the file', () => {
  expect(isAbleToFlush(65_535, 65_536, 4, 65_536)).toBe(true)
  expect(isPassAble(1000, 1100, 4, 1024)).toBe(true)
  expect(isPassAble(1024, 1100, 4, 1024)).toBe(false)
  expect(isPassAble(1024, 1024, 0, 1024)).toBe(false)
  const bench = new StoreBench({ mappedFileSizeCommitLog: 1024 })
  // As recorded of 4.9.7 and 5.3.3: the first pass, though thorough, flushes one file.
  bench.fill(10)
  expect(bench.until(1200).moves('flushed')).toEqual([[500, 1024]])
})

test.each(['4.9.1', '4.9.7', '5.3.3'])('20.10 %s: passes every 500 ms, a thorough one every 10 s', (clientVersion) => {
  const bench = new StoreBench({ clientVersion })
  bench.until(751).put()
  bench.until(11_757).fill(90)
  bench.until(13_394).fill(80)
  bench.until(14_917).fill(40)
  bench.until(16_939)
  // Recorded: 10,501 of 4.9.7, 10,488 of 5.3.3; the bursts at the next pass; what is left waits.
  expect(bench.moves('flushed')).toEqual([
    [10_500, SIZE],
    [12_000, 91 * SIZE],
    [13_500, 171 * SIZE],
  ])
  expect(bench.store.maxOffset).toBe(211 * SIZE)
  bench.until(20_600)
  expect(bench.moves('flushed').at(-1)).toEqual([20_500, 211 * SIZE])
})

test.each(['4.7.1', '4.9.0'])(
  '20.10 %s: a put wakes the loop, and what is left in a page waits 10 s',
  (clientVersion) => {
    const bench = new StoreBench({ clientVersion, fsyncMs: 1 })
    bench.until(1000).fill(85)
    bench.until(2000).fill(10)
    bench.until(3000)
    // 85 messages are 16,320 bytes: the first of the next ten crosses into page 4.
    expect(bench.moves('flushed')).toEqual([[2001, 86 * SIZE]])
    bench.until(20_000)
    const [, last] = bench.moves('flushed')
    expect(last?.[1]).toBe(95 * SIZE)
    expect(last?.[0]).toBeGreaterThan(10_000)
    expect(last?.[0]).toBeLessThanOrEqual(10_600)
  },
)

test('W6 three page borders for 9 s are not flushed before the thorough pass', () => {
  const bench = new StoreBench()
  bench.until(1000).fill(80)
  expect(bench.store.maxOffset).toBe(15_360)
  expect(bench.until(10_499).moves('flushed')).toEqual([])
  expect(bench.until(10_500).moves('flushed')).toEqual([[10_500, 15_360]])
})

test('a slow disk makes the loop slower: its interval begins behind a flush', () => {
  const bench = new StoreBench({ fsyncMs: 300 })
  bench.until(100)
  for (let at = 0; at < 4; at++) {
    bench.fill(90)
    bench.until(100 + 400 * (at + 1))
  }
  expect(bench.moves('flushed').map(([atMs]) => atMs)).toEqual([800, 1600])
})

test('SYNC_FLUSH: one flush serves all that wait, and who comes meanwhile waits for the next', () => {
  const bench = new StoreBench({ flushDiskType: 'SYNC_FLUSH', fsyncMs: 10 })
  bench.until(100)
  for (let at = 0; at < 3; at++) bench.put()
  bench.until(105).fill(20)
  bench.until(200)
  expect(bench.moves('flushed')).toEqual([
    [110, SIZE],
    [120, 23 * SIZE],
  ])
  expect(bench.answers.map((answer) => answer?.atMs)).toEqual([110, ...Array(22).fill(120)])
  expect(bench.answers.every((answer) => answer?.code === RESPONSE_CODE.SUCCESS)).toBe(true)
})

test('SYNC_FLUSH on a stalled disk: FLUSH_DISK_TIMEOUT after syncFlushTimeout, and the message is stored', () => {
  const bench = new StoreBench({ flushDiskType: 'SYNC_FLUSH' })
  bench.until(100).trouble('diskStalled', true)
  bench.put()
  bench.until(2000).put()
  bench.until(7100)
  expect(bench.answers).toEqual([
    { atMs: 5100, code: RESPONSE_CODE.FLUSH_DISK_TIMEOUT },
    { atMs: 7000, code: RESPONSE_CODE.FLUSH_DISK_TIMEOUT },
  ])
  expect(bench.records).toHaveLength(2)
  bench.trouble('diskStalled', false).until(7200)
  expect(bench.store.flushedOffset).toBe(2 * SIZE)
})

test('a disk writes its megabytes a second', () => {
  const bench = new StoreBench({ flushDiskType: 'SYNC_FLUSH', diskMegabytesPerSecond: 1, fsyncMs: 2 })
  bench.until(100).put(0, 1_000_000)
  bench.until(2000)
  expect(bench.answers[0]?.atMs).toBe(100 + 2 + 1000)
})

test('20.13 from 5.3.0 SYNC_FLUSH hides what is not on disk; before, it is dispatched at once', () => {
  const dispatchedAt = (clientVersion: string) => {
    const bench = new StoreBench({ clientVersion, flushDiskType: 'SYNC_FLUSH', fsyncMs: 50 })
    bench.until(100).put()
    return bench.until(300).moves('dispatched')
  }
  expect(dispatchedAt('5.2.0')).toEqual([[101, SIZE]])
  expect(dispatchedAt('5.3.0')).toEqual([[151, SIZE]])
})

test('DLedger flushes every 10 ms whatever flushDiskType says', () => {
  const bench = new StoreBench({ flushDiskType: 'SYNC_FLUSH', enableDLegerCommitLog: true, slaveCount: 2 })
  bench.until(15_003)
  expect(bench.node.raft?.role).toBe('LEADER')
  bench.put()
  bench.until(15_100)
  const [flushed] = bench.all('flushed').filter(({ node }) => node === bench.node.nodeIndex)
  expect(flushed?.atMs).toBe(15_010)
})
