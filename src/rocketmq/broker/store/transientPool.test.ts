// transientStorePoolEnable: what is in buffers, and what becomes of it. As recorded of 4.9.7 and 5.3.3.

import { expect, test } from 'vitest'
import { RESPONSE_CODE } from '../../releases'
import { SIZE, StoreBench } from './storeBench.testData'
import { freeBuffers } from './transientPool'

const pool = (more = {}) => new StoreBench({ transientStorePoolEnable: true, ...more })

test('20.12 a message is committed within 200 ms of the last commit or look, a burst at its fourth page', () => {
  const bench = pool()
  bench.until(1022).put()
  expect(bench.store.committedOffset).toBe(0)
  bench.until(2123).fill(90)
  bench.until(2600)
  expect(bench.moves('committed')).toEqual([
    [1222, SIZE],
    // The put that crosses into page 4.
    [2123, 86 * SIZE],
    [2323, 91 * SIZE],
  ])
  // A put every 219 ms goes to the page cache 200 ms later.
  bench.until(3164).put()
  bench.until(3384).put()
  bench.until(3600)
  expect(bench.moves('committed').slice(3)).toEqual([
    [3364, 92 * SIZE],
    [3584, 93 * SIZE],
  ])
})

test('dispatch and flush see only what is committed', () => {
  const bench = pool()
  bench.until(450).put()
  bench.until(1200)
  const [committed] = bench.moves('committed')
  expect(committed).toEqual([600, SIZE].with(0, committed?.[0] as number))
  expect(bench.moves('dispatched')).toEqual([[(committed?.[0] as number) + 1, SIZE]])
  expect(bench.moves('flushed').every(([atMs]) => atMs > (committed?.[0] as number))).toBe(true)
})

test('a kill takes what is in buffers, acknowledged or not; a clean stop takes nothing', () => {
  const killed = pool()
  killed.until(1000).put()
  killed.until(1500).put()
  killed.until(1502)
  expect(killed.answers[1]?.code).toBe(RESPONSE_CODE.SUCCESS)
  killed.does('kill').does('restart')
  expect(killed.records.map(({ message }) => message)).toEqual([0])
  expect(killed.all('cut')).toMatchObject([{ cause: 'killed', offset: SIZE }])
  const stopped = pool()
  stopped.until(1000).put()
  stopped.does('stop')
  stopped.until(1001).does('restart')
  expect(stopped.records).toHaveLength(1)
})

test('without the pool, and with SYNC_FLUSH in spite of it, a kill takes nothing', () => {
  for (const settings of [{}, { transientStorePoolEnable: true, flushDiskType: 'SYNC_FLUSH' as const }]) {
    const bench = new StoreBench(settings)
    bench.until(1000).put()
    bench.does('kill').does('restart')
    expect(bench.records).toHaveLength(1)
    expect(bench.all('cut')).toEqual([])
  }
})

test('each file has a buffer until it is committed, and so has the one ahead; with none left, [REJECTREQUEST]', () => {
  expect([0, 1023, 1024, 2048, 3072, 9999].map((max) => freeBuffers(0, max, 1024))).toEqual([3, 3, 2, 1, 0, 0])
  const bench = pool({ mappedFileSizeCommitLog: 1024 })
  bench.until(1000).trouble('diskStalled', true)
  // 5 in a file: the 16th begins the fourth file.
  bench.fill(16)
  expect(bench.answers.length).toBe(0)
  const turnedAway = bench.put()
  bench.until(1010)
  expect(bench.all('busy')).toMatchObject([{ message: turnedAway, reason: 'REJECTREQUEST' }])
  expect(bench.answers[turnedAway]?.code).toBe(RESPONSE_CODE.SYSTEM_BUSY)
  expect(bench.answers[0]?.code).toBe(RESPONSE_CODE.SUCCESS)
  bench.trouble('diskStalled', false).until(3000)
  expect(bench.store.committedOffset).toBe(bench.store.maxOffset)
})
