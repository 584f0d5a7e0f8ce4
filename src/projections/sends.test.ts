// A packet that stands for n sends: every figure that a person reads is n times that of the same run with single sends.

import { describe, expect, test } from 'vitest'
import { summaryOf } from '../io/export/logFile'
import { binsCsv, callsCsv } from '../io/export/seriesCsv'
import { RUN_LIMITS, type UserAction } from '../rocketmq'
import { weightOf } from '../rocketmq/runLimits'
import type { Settings } from '../rocketmq/settings'
import { entriesOf, tell } from '../rocketmq/testDriver'
import { producerView } from '../stage/nodes/producer/producerView'
import { runFigures } from './runFigures'
import { figures } from './runSummary'
import { binsBetween, copiesBefore, figuresBetween } from './series'
import '../rocketmq/broker/store'

const N = 7
const UNTIL_MS = 20_000
const FAULTS: UserAction[] = [
  { atMs: 2000, type: 'kill', target: 'broker-a/n0' },
  { atMs: 6000, type: 'setFault', target: 'broker-b/n0', fault: 'overloaded', on: true },
  { atMs: 8000, type: 'restart', target: 'broker-a/n0' },
  { atMs: 9000, type: 'setFault', target: 'broker-b/n0', fault: 'overloaded', on: false },
]

const pair = (changes: Partial<Settings>, actions = FAULTS) =>
  [1, N].map((sendsPerPacket) => tell({ brokerStartupMs: 1000, ...changes, sendsPerPacket }, actions, UNTIL_MS))

/** The same with every number of sends N times; times are not. */
const times = (value: unknown, isCount: (path: string) => boolean, path = ''): unknown => {
  if (typeof value === 'number') return isCount(path) ? value * N : value
  if (Array.isArray(value)) return value.map((one) => times(one, isCount, path))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, times(one, isCount, `${path}.${name}`)]))
}
const isCount = (path: string): boolean => !/Ms$|p50|p99|max|queueId|action$|producer$|group$/.test(path)

describe.each(['SYNC', 'ASYNC', 'ONEWAY'] as const)('%s', (communicationMode) => {
  const [single, many] = pair({ communicationMode, sendThreadCount: 3 })

  test('the log counts packets, and is the same', () => {
    const plain = (run: typeof single) =>
      entriesOf(run!.run).map((entry) =>
        entry.kind === 'stored' ? { ...entry, queueOffset: entry.queueOffset % 1 } : entry,
      )
    expect(plain(many)).toEqual(plain(single))
  })

  test('run summary', () => {
    const one = figures(single!.run, 1000, UNTIL_MS)
    expect(one.failedAttempts).toBeGreaterThan(0)
    expect(figures(many!.run, 1000, UNTIL_MS)).toEqual(times(one, isCount))
  })

  test('figures beside a recording', () => {
    expect(runFigures(many!.run)).toEqual(times(runFigures(single!.run), isCount))
  })

  test('charts and their tables', () => {
    expect(binsBetween(many!.run, 500, 0, UNTIL_MS)).toEqual(times(binsBetween(single!.run, 500, 0, UNTIL_MS), isCount))
    expect(copiesBefore(many!.run, 9000)).toEqual(copiesBefore(single!.run, 9000).map((copies) => copies * N))
    const sumOf = (run: typeof single) => figuresBetween(run!.run, 0, UNTIL_MS).storedFirstTry
    expect(sumOf(many)).toBe(N * sumOf(single))
    expect(binsCsv(many!.run, 1000, 0, UNTIL_MS, String)).not.toBe(binsCsv(single!.run, 1000, 0, UNTIL_MS, String))
    // One line per packet, which says how many it is.
    const lines = callsCsv(many!.run, 0, UNTIL_MS, String).trim().split('\r\n')
    expect(lines[0]).toMatch(/,sends$/)
    expect(lines.slice(1).every((line) => line.endsWith(`,${N}`))).toBe(true)
  })

  test('summary of a state, producer and queues on the stage', () => {
    for (const tMs of [0, 5000, UNTIL_MS]) {
      const [one, all] = [single!.at(tMs), many!.at(tMs)]
      expect(summaryOf(all)).toEqual(times(summaryOf(one), isCount))
      const counts = (state: typeof one) => (({ stored, failed }) => [stored, failed])(producerView(state, 0, tMs))
      expect(counts(all)).toEqual(counts(one).map((count) => count * N))
    }
  })
})

test.each([false, true])(
  'sent = stored + failed + in flight, and what queues hold, in sends; store simulated: %s',
  (simulateStore) => {
    const story = tell(
      { simulateStore, sendsPerPacket: N, sendThreadCount: 5, brokerWritesPerSecond: 200, brokerStartupMs: 1000 },
      FAULTS,
      UNTIL_MS,
    )
    for (let tMs = 0; tMs <= UNTIL_MS; tMs += 500) {
      const { sent, stored, failed, inFlight, storedCopies, queues } = summaryOf(story.at(tMs))
      expect(sent).toBe(stored + failed + inFlight)
      expect(sent % N).toBe(0)
      expect(queues.reduce((sum, queue) => sum + queue.stored, 0)).toBe(storedCopies)
    }
  },
)

test('a producer stops after messageLimit sends, with the packet that reaches it', () => {
  const sent = (messageLimit: number) =>
    summaryOf(tell({ messageLimit, sendsPerPacket: N }, [], 10_000).at(10_000)).sent
  expect([sent(7), sent(8), sent(14), sent(15)]).toEqual([7, 14, 14, 21])
})

test('a minute at 140,000 sends a second stays far below the limits of a run', () => {
  const full: Partial<Settings> = {
    simulateStore: true,
    communicationMode: 'ASYNC',
    producerCount: 4,
    sendIntervalMs: 10,
    sendsPerPacket: 350,
    threadLocalIndexStart: null,
  }
  const { run, at } = tell(full, [], 60_000)
  expect(run.endedBy).toBeNull()
  const { sent, stored } = figures(run, 0, 60_000)
  expect(sent).toBeGreaterThanOrEqual(8_400_000)
  expect(stored).toBeGreaterThan(8_300_000)
  expect(run.log.length).toBeLessThan(RUN_LIMITS.entries / 50)
  expect(weightOf(at(60_000))).toBeLessThan(500_000)
})
