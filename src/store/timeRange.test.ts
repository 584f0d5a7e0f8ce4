import { expect, test } from 'vitest'
import { SHORTEST_RANGE_MS, timeRange, zoomed } from './timeRange'

test('the whole run is in sight, and the range grows before the playhead reaches its end', () => {
  expect(timeRange(0, 0, null)).toEqual({ fromMs: 0, toMs: 20_000 })
  expect(timeRange(17_900, 17_900, null).toMs).toBe(20_000)
  expect(timeRange(18_100, 18_100, null).toMs).toBe(30_000)
})

test('going back does not change the range: what has been seen stays in sight', () => {
  expect(timeRange(1000, 25_000, null)).toEqual(timeRange(25_000, 25_000, null))
})

test('zoomed in, the playhead is always in sight, at every moment', () => {
  for (const spanMs of [2000, 5000, 10_000]) {
    for (let tMs = 0; tMs < 40_000; tMs += 37) {
      const { fromMs, toMs } = timeRange(tMs, 40_000, spanMs)
      expect(toMs - fromMs).toBe(spanMs)
      expect(tMs).toBeGreaterThanOrEqual(fromMs)
      expect(tMs).toBeLessThan(toMs)
    }
  }
})

test('a run of hours is shown in stretches, with the playhead in sight', () => {
  const tMs = 5 * 3_600_000
  const { fromMs, toMs } = timeRange(tMs, tMs, null)
  expect(fromMs).toBeLessThanOrEqual(tMs)
  expect(toMs).toBeGreaterThan(tMs)
})

test('zooming goes no further than the shortest range, and out to the whole again', () => {
  const whole = { fromMs: 0, toMs: 20_000 }
  expect(zoomed(null, whole, 'in')).toBe(10_000)
  expect(zoomed(SHORTEST_RANGE_MS, whole, 'in')).toBe(SHORTEST_RANGE_MS)
  expect(zoomed(10_000, whole, 'out')).toBeNull()
})
