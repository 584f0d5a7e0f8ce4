// What an end of a process or its host leaves, and what the next start makes of it. V and W are vectors of the facts.

import { describe, expect, test } from 'vitest'
import { RESPONSE_CODE } from '../../releases'
import { abnormalStart, lastFilesFrom } from './recovery'
import { SIZE, StoreBench } from './storeBench.testData'

const ids = (bench: StoreBench) => bench.records.map(({ message }) => message)

test('kill -9: the page cache stays, so nothing is lost', () => {
  const bench = new StoreBench()
  bench.until(1000).fill(7)
  expect(bench.store.flushedOffset).toBe(0)
  bench.does('kill')
  expect(bench.store.abortFile).toBe(true)
  bench.until(2000).does('restart')
  expect(ids(bench)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(bench.all('recovered')).toMatchObject([{ abnormal: true, offset: 7 * SIZE }])
  expect(bench.store.queueOffsets).toEqual([4, 3])
})

test('power-off: what is not on disk is lost, and queueOffsets are given out again', () => {
  const bench = new StoreBench()
  bench.until(200).fill(5)
  bench.until(600).fill(5)
  bench.until(800).does('powerOff')
  expect(bench.all('cut')).toMatchObject([{ cause: 'powerOff', offset: 5 * SIZE }])
  bench.until(900).does('restart')
  expect(ids(bench)).toEqual([0, 1, 2, 3, 4])
  expect(bench.store.queueOffsets).toEqual([3, 2])
  expect(bench.group.queueOffsets.slice(0, 2)).toEqual([3, 2])
  bench.put(0)
  bench.put(1)
  expect(bench.records.slice(5).map(({ startOffset, queueOffset }) => [startOffset, queueOffset])).toEqual([
    [960, 3],
    [1152, 2],
  ])
})

test('a clean stop writes everything and takes the abort file away', () => {
  const bench = new StoreBench()
  bench.until(1000).fill(5)
  bench.until(1010).does('stop')
  expect([bench.store.abortFile, bench.store.diskOffset]).toEqual([false, 5 * SIZE])
  bench.does('powerOff').does('restart')
  expect(bench.all('recovered')).toMatchObject([{ abnormal: false, offset: 5 * SIZE }])
  expect(bench.store.abortFile).toBe(true)
})

test.each(['diskFull', 'diskStalled'] as const)('a stop with %s leaves the abort file', (trouble) => {
  const bench = new StoreBench()
  bench.until(1000).fill(5)
  bench.until(1010).trouble(trouble, true).does('stop')
  expect(bench.store.abortFile).toBe(true)
})

test('a killed process, started again, takes for flushed what is not on disk: a power cut before its next flush takes it', () => {
  const bench = new StoreBench()
  bench.until(1000).fill(5)
  bench.does('kill')
  bench.until(2000).does('restart')
  expect([bench.store.flushedOffset, bench.store.diskOffset]).toEqual([5 * SIZE, 0])
  const flushed = bench.until(2100)
  flushed.does('powerOff')
  expect(ids(flushed)).toEqual([])
  // One flush of anything brings all to the disk.
  const later = new StoreBench()
  later.until(1000).fill(5)
  later.does('kill')
  later.until(2000).does('restart')
  later.put()
  later.until(2600).does('powerOff')
  expect(ids(later)).toHaveLength(6)
})

describe('V6 a message that cannot be read', () => {
  const damaged = (how: 'kill' | 'stop') => {
    const bench = new StoreBench({ mappedFileSizeCommitLog: 1_048_576 })
    bench.until(1000).fill(10)
    bench.until(1010).does(how)
    bench.store.damagedAt = 5 * SIZE + 150
    bench.until(1100).does('restart')
    return bench
  }

  test.each(['kill', 'stop'] as const)('after a %s ends the log before it: everything behind is given up', (how) => {
    const bench = damaged(how)
    expect(bench.store.maxOffset).toBe(960)
    expect(bench.store.queueOffsets).toEqual([3, 2])
    expect(bench.all('cut')).toMatchObject([{ cause: 'damaged', offset: 960 }])
  })

  test('ghosts: a message of the same size over the hole, and the next start reads the old ones again', () => {
    const bench = damaged('stop')
    bench.put(1)
    expect(bench.store.maxOffset).toBe(1152)
    bench.until(1200).does('stop')
    bench.until(1300).does('restart')
    expect(bench.store.maxOffset).toBe(1920)
    expect(bench.store.queueOffsets).toEqual([5, 5])
    // As recorded of 4.9.7 and 5.3.3: q0 has 0 2 4 6 8, q1 has 1 3 new 7 9.
    const queue = (id: number) => bench.records.filter(({ queueId }) => queueId === id).map(({ message }) => message)
    expect([queue(0), queue(1)]).toEqual([
      [0, 2, 4, 6, 8],
      [1, 3, 10, 7, 9],
    ])
    bench.put(0)
    expect(bench.records.at(-1)).toMatchObject({ startOffset: 1920, queueOffset: 5 })
  })

  test('no ghosts where the new message ends elsewhere, nor behind a power cut', () => {
    const longer = damaged('stop')
    longer.put(1, 130)
    longer.does('stop').does('restart')
    expect(longer.store.maxOffset).toBe(960 + 222)
    const cut = damaged('stop')
    cut.put(1)
    cut.until(2000).does('powerOff').does('restart')
    expect(cut.store.maxOffset).toBe(1152)
  })
})

test('V23 power loss at max 80 of 110: 30 new ones get the offsets of those that are gone', () => {
  const bench = new StoreBench({ flushCommitLogThoroughInterval: 500 })
  bench.until(1000)
  for (let at = 0; at < 80; at++) bench.put()
  bench.until(1600)
  for (let at = 0; at < 30; at++) bench.put()
  bench.does('powerOff').does('restart')
  expect(bench.store.queueOffsets[0]).toBe(80)
  for (let at = 0; at < 30; at++) bench.put()
  expect(bench.store.queueOffsets[0]).toBe(110)
  expect(bench.records.slice(80).map(({ message }) => message)).toEqual(Array.from({ length: 30 }, (_, at) => 110 + at))
})

describe('28.3 from where a start reads', () => {
  const filled = (clientVersion: string) => {
    const bench = new StoreBench({ clientVersion, mappedFileSizeCommitLog: 1024 })
    bench.until(1000).fill(28)
    return bench.until(1100)
  }

  test.each([
    ['4.9.7', 3 * 1024],
    ['5.3.0', 3 * 1024],
    ['5.3.3', 5 * 1024],
  ])('%s after a clean stop: %i', (release, from) => {
    const bench = filled(release)
    bench.does('stop').does('restart')
    expect(bench.store.recoveredFrom).toBe(from)
  })

  test('with an abort file: where the first message is 3 s older than the checkpoint, or at the beginning', () => {
    const bench = filled('5.3.3')
    bench.does('kill').does('restart')
    expect(bench.store.recoveredFrom).toBe(0)
    const { group, store } = bench
    const checkpoint = (at: number) => ({ physicMsgTimestamp: at, logicsMsgTimestamp: at + 9 })
    expect(abnormalStart(group, { ...store, checkpoint: checkpoint(3999) }, 1024)).toBe(0)
    expect(abnormalStart(group, { ...store, checkpoint: checkpoint(4000) }, 1024)).toBe(5 * 1024)
    expect(lastFilesFrom({ minOffset: 4096, maxOffset: 6000 }, 1024, 3)).toBe(4096)
  })

  test('the checkpoint is written once a minute', () => {
    const bench = filled('5.3.3')
    bench.until(59_999)
    expect(bench.store.checkpoint.physicMsgTimestamp).toBe(0)
    bench.until(60_000)
    expect(bench.store.checkpoint).toEqual({ physicMsgTimestamp: 1000, logicsMsgTimestamp: 1000 })
  })
})

test('SYNC_FLUSH: what was answered PUT_OK is there after a power cut at any moment', () => {
  for (let cutMs = 1000; cutMs < 1060; cutMs += 3) {
    const bench = new StoreBench({ flushDiskType: 'SYNC_FLUSH', fsyncMs: 7 })
    bench.until(1000)
    for (let atMs = 1000; atMs < cutMs; atMs += 2) bench.until(atMs).put()
    bench.until(cutMs).does('powerOff')
    const acknowledged = bench.answers.flatMap((answer, message) =>
      answer?.code === RESPONSE_CODE.SUCCESS ? [message] : [],
    )
    const kept = new Set(ids(bench))
    expect(acknowledged.filter((message) => !kept.has(message))).toEqual([])
  }
})
