// The series of the inside of Brokers, held against the state in every millisecond.

import { expect, test } from 'vitest'
import { binsCsv } from '../io/export/seriesCsv'
import { createCursor, extendRun, type Run, simulate, type UserAction } from '../rocketmq'
import type { Settings } from '../rocketmq/settings'
import { tell } from '../rocketmq/testDriver'
import '../rocketmq/broker/store'
import { STORE_MEASURES } from './storeMeasures'
import { hasStoreSeries, highestOf, SLOT_MS, storeBinsBetween, storeFiguresBetween } from './storeSeries'

const UNTIL_MS = 9000
const SET: Partial<Settings> = {
  simulateStore: true,
  communicationMode: 'ASYNC',
  sendsPerPacket: 4,
  sendIntervalMs: 10,
  brokerWritesPerSecond: 250,
  brokerStartupMs: 1000,
  slaveCount: 1,
}
const ACTIONS: UserAction[] = [
  { atMs: 2000, type: 'setFault', target: 'broker-a/n0', fault: 'diskStalled', on: true },
  { atMs: 2500, type: 'setFault', target: 'broker-a/n0', fault: 'diskStalled', on: false },
  { atMs: 4000, type: 'powerOff', target: 'broker-b/n0' },
  { atMs: 4500, type: 'restart', target: 'broker-b/n0' },
]

const runOf = (changes: Partial<Settings> = {}, actions = ACTIONS): Run =>
  tell({ ...SET, ...changes }, actions, UNTIL_MS).run

interface Seen {
  dirty: number
  queue: number
}

/** The highest of each slot at the ends of its milliseconds, by group. */
function seenIn(run: Run): Seen[][] {
  const cursor = createCursor(run)
  const slots: Seen[][] = []
  for (let tMs = 0; tMs < UNTIL_MS; tMs++) {
    const { brokerGroups, settings } = cursor.seek(tMs)
    // What a millisecond ends with, the next one begins with.
    for (const slot of new Set([tMs, tMs + 1].map((atMs) => Math.floor(atMs / SLOT_MS)))) {
      slots[slot] ??= brokerGroups.map(() => ({ dirty: 0, queue: 0 }))
      brokerGroups.forEach(({ nodes }, group) => {
        const store = nodes[0]?.store
        const seen = slots[slot]?.[group]
        if (!store || !seen) return
        seen.dirty = Math.max(seen.dirty, store.committedOffset - store.flushedOffset)
        seen.queue = Math.max(seen.queue, store.sendQueue.length * settings.sendsPerPacket)
      })
    }
  }
  return slots
}

test('peaks are what the state has, and at most what one millisecond more brings', () => {
  const run = runOf()
  const seen = seenIn(run)
  const bins = storeBinsBetween(run, SLOT_MS, 0, UNTIL_MS)
  expect(bins).toHaveLength(UNTIL_MS / SLOT_MS)
  let [dirty, queue] = [0, 0]
  bins.forEach(({ peaks, fromMs }, slot) => {
    seen[slot]?.forEach((one, group) => {
      const here = `${fromMs} ${group}`
      expect(peaks.dirty[group], here).toBeGreaterThanOrEqual(one.dirty)
      expect(peaks.dirty[group], here).toBeLessThanOrEqual(one.dirty + 8 * 2000)
      // As a request joins it: one that is taken in the same millisecond is counted, too.
      expect(peaks.queue[group], here).toBeLessThanOrEqual(one.queue + 2 * 4 * 2)
      dirty = Math.max(dirty, one.dirty)
      queue = Math.max(queue, one.queue)
    })
  })
  expect(dirty).toBeGreaterThan(50_000)
  expect(queue).toBeGreaterThan(20)
  expect(Math.max(...bins.map((bin) => highestOf(bin, 'queue') as number))).toBeGreaterThanOrEqual(queue)
})

test('flush lag is the age of the oldest message that is not on disk: about the interval, and more while the disk hangs', () => {
  const steady = runOf({ sendsPerPacket: 20, brokerWritesPerSecond: 70_000, slaveCount: 0 }, [])
  const lags = storeBinsBetween(steady, 1000, 2000, UNTIL_MS).map((bin) => highestOf(bin, 'flushLag') as number)
  for (const lag of lags) {
    expect(lag).toBeGreaterThan(490)
    expect(lag).toBeLessThanOrEqual(500 + 2 + 10)
  }
  const hung = runOf({ sendsPerPacket: 20, brokerWritesPerSecond: 70_000, slaveCount: 0 }, ACTIONS.slice(0, 1))
  expect(highestOf(storeFiguresBetween(hung, 8900, 9000), 'flushLag')).toBeGreaterThan(6400)
})

test('a run that has grown says the same as one computed at once, in any width', () => {
  const grown = simulate(runOf().input, 1)
  for (const stop of [37, 500, 2233, 4100, 7000, UNTIL_MS]) {
    extendRun(grown, stop)
    storeBinsBetween(grown, 500, 0, grown.endMs + 1)
  }
  for (const width of [100, 500, 2000]) {
    expect(storeBinsBetween(grown, width, 0, UNTIL_MS)).toEqual(storeBinsBetween(runOf(), width, 0, UNTIL_MS))
  }
  const fine = storeBinsBetween(grown, 100, 0, 2000)
  for (const measure of STORE_MEASURES) {
    const most = Math.max(...fine.map((bin) => highestOf(bin, measure) ?? 0))
    expect(highestOf(storeFiguresBetween(grown, 0, 2000), measure) ?? 0).toBe(most)
  }
})

test('without Slaves there is no replication lag to show, and without a simulated store nothing at all', () => {
  const alone = runOf({ slaveCount: 0 })
  expect(highestOf(storeFiguresBetween(alone, 0, 5000), 'replicationLag')).toBeNull()
  expect(hasStoreSeries(alone)).toBe(true)
  const plain = runOf({ simulateStore: false })
  expect(hasStoreSeries(plain)).toBe(false)
  expect(binsCsv(plain, 1000, 0, UNTIL_MS, String)).not.toContain('peak')
  const head = binsCsv(alone, 1000, 0, UNTIL_MS, String).split('\r\n')[0]
  expect(head).toContain('send_queue_peak 0,dirty_bytes_peak 0,flush_lag_ms_peak 0,replication_lag_bytes_peak 0')
})
