import { expect, test } from 'vitest'
import {
  binWidth,
  type ChartBin,
  highestRate,
  latencyBounds,
  latencyGeometry,
  roundedUp,
  sendsGeometry,
  shareGeometry,
  storedLine,
} from './charts'
import { timeAxis } from './timeAxis'

const axis = timeAxis(0, 10_000, 100, 50)

const bin = (second: number, figures: Partial<ChartBin> = {}): ChartBin => ({
  fromMs: second * 1000,
  toMs: second * 1000 + 1000,
  storedFirstTry: 0,
  storedAfterRetry: 0,
  failed: 0,
  p50Ms: null,
  p99Ms: null,
  slowestMs: null,
  slowestFailedMs: null,
  copies: [],
  ...figures,
})

/** Every number of a path, to see where it reaches. */
const numbersOf = (path: string) => [...path.matchAll(/-?\d+(\.\d+)?/g)].map(([text]) => Number(text))

test('bins are wide enough to be seen, and at least a second in a run of normal length', () => {
  expect(binWidth(20_000, 700, 100)).toBe(1000)
  expect(binWidth(10_000, 700, 100)).toBe(500)
  expect(binWidth(2000, 700, 100)).toBe(100)
  expect(binWidth(3_600_000, 700, 100)).toBe(60_000)
  for (const spanMs of [2000, 10_000, 60_000, 450_000, 3_600_000]) {
    expect((binWidth(spanMs, 700, 400) / spanMs) * 700).toBeGreaterThanOrEqual(6)
  }
})

test('a steady rate is drawn as bars of one height, not as stripes', () => {
  // 2.5 messages a second: 2 and 3 in turn in every second, 5 in every two.
  expect(binWidth(20_000, 700, 400)).toBe(2000)
  for (const spanMs of [20_000, 30_000, 60_000, 120_000, 450_000, 3_600_000]) {
    for (const intervalMs of [1, 52, 100, 250, 300, 400, 700]) {
      const binMs = binWidth(spanMs, 700, intervalMs)
      const counts = Array.from(
        { length: Math.floor(spanMs / binMs) },
        (_, bin) => Math.floor(((bin + 1) * binMs - 1) / intervalMs) - Math.floor((bin * binMs - 1) / intervalMs),
      )
      const [least, most] = [Math.min(...counts), Math.max(...counts)]
      // Where nothing but a handful of bins would be even, it stays as narrow as can be drawn.
      const isNarrowest = binMs === binWidth(spanMs, 700, 1)
      expect((most - least) / most <= 0.12 || isNarrowest, `${spanMs} ${intervalMs} ${binMs}: ${counts}`).toBe(true)
      expect(counts.length).toBeGreaterThanOrEqual(8)
    }
  }
})

test('bars of a bin stand on one another and fill as much of the height as their rate', () => {
  const bins = [bin(2, { storedFirstTry: 2, storedAfterRetry: 1, failed: 1 })]
  expect(highestRate(bins)).toBe(4)
  const { storedFirstTry, storedAfterRetry, failed } = sendsGeometry(bins, axis, 40, 4)
  expect(storedFirstTry).toBe('M20.0 20.0h9.0V40.0h-9.0z')
  expect(storedAfterRetry).toBe('M20.0 10.0h9.0V20.0h-9.0z')
  expect(failed).toBe('M20.0 0.0h9.0V10.0h-9.0z')
})

test('what did not happen has no bar', () => {
  expect(sendsGeometry([bin(0), bin(1)], axis, 40, 4)).toEqual({
    storedFirstTry: '',
    storedAfterRetry: '',
    failed: '',
    top: 4,
  })
})

test('what was stored as a line has a corner at the end of the last bin, and dips where calls failed', () => {
  const bins = [bin(0, { storedFirstTry: 1, storedAfterRetry: 1 }), bin(1, { storedFirstTry: 1, failed: 1 })]
  expect(storedLine(bins, axis, 40, 4)).toBe('M0,20L10,20L10,30L20,30L20,30')
})

test('the upper edge of the rate is round and not below it', () => {
  expect([0, 1, 2.5, 6.1, 11, 99, 1001].map(roundedUp)).toEqual([1, 1, 3, 8, 20, 100, 2000])
})

test('latencies stand between powers of ten, and lines are broken where no call ended', () => {
  const bins = [
    bin(0, { p50Ms: 20, p99Ms: 40, slowestMs: 900 }),
    bin(1),
    bin(2, { p50Ms: 30, p99Ms: 3000, slowestMs: 3000, slowestFailedMs: 3000 }),
  ]
  expect(latencyBounds(bins)).toEqual([10, 10_000])
  const { p50, p99, outliers, failed } = latencyGeometry(bins, axis, 42, [10, 10_000])
  expect(p50.match(/M/g)).toHaveLength(2)
  expect(p99.match(/M/g)).toHaveLength(2)
  expect(outliers).toHaveLength(1)
  expect(outliers[0].x).toBe(5)
  expect(failed).toHaveLength(1)
  expect(failed[0].y).toBeLessThan(outliers[0].y)
})

test('without latencies the scale is an ordinary one, and nothing is drawn', () => {
  expect(latencyBounds([bin(0)])).toEqual([1, 1000])
  expect(latencyGeometry([bin(0)], axis, 40, [1, 1000])).toEqual({
    band: '',
    p50: '',
    p99: '',
    outliers: [],
    failed: [],
  })
})

test('a latency of 0 ms stays inside the chart', () => {
  const bins = [bin(0, { p50Ms: 0, p99Ms: 0, slowestMs: 0 })]
  const { p50 } = latencyGeometry(bins, axis, 40, latencyBounds(bins))
  expect(numbersOf(p50).every((value) => Number.isFinite(value) && value <= 40)).toBe(true)
})

test('shares of a bin always fill the whole height, and a bin without copies is empty', () => {
  const bins = [bin(0, { copies: [1, 1, 2] }), bin(1), bin(2, { copies: [0, 3] })]
  const [first, second] = shareGeometry(bins, axis, 40, [[0, 2], [1]])
  expect(first).toBe('M0.0 10.0h9.0V40.0h-9.0z')
  expect(second).toBe('M0.0 0.0h9.0V10.0h-9.0zM20.0 0.0h9.0V40.0h-9.0z')
})
