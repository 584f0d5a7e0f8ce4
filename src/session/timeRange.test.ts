import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawnStretch, MIN_RANGE_MS, timeRange, zoomed } from './timeRange'

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
  expect(zoomed(MIN_RANGE_MS, whole, 'in')).toBe(MIN_RANGE_MS)
  expect(zoomed(10_000, whole, 'out')).toBeNull()
})

test('a chosen stretch is shown as it was chosen while the playhead is in it, both ends included', () => {
  for (const playheadMs of [5000, 6000, 8500]) {
    expect(timeRange(playheadMs, 60_000, 3500, 5000)).toEqual({ fromMs: 5000, toMs: 8500 })
  }
})

test('from a chosen stretch pages are turned in both directions, with the playhead in sight', () => {
  const time = fc.nat(200_000)
  fc.assert(
    fc.property(time, time, fc.integer({ min: MIN_RANGE_MS, max: 100_000 }), (playheadMs, anchorMs, spanMs) => {
      const { fromMs, toMs } = timeRange(playheadMs, 200_000, spanMs, anchorMs)
      expect(toMs - fromMs).toBe(spanMs)
      expect(fromMs).toBeGreaterThanOrEqual(0)
      expect(playheadMs).toBeGreaterThanOrEqual(fromMs)
      expect(playheadMs).toBeLessThanOrEqual(toMs)
    }),
  )
})

test('a stretch drawn from right to left is the same stretch', () => {
  const shown = { fromMs: 0, toMs: 20_000 }
  expect(drawnStretch(9000.4, 4000, shown, 20_000)).toEqual({ fromMs: 4000, toMs: 9000 })
  expect(drawnStretch(4000, 9000.4, shown, 20_000)).toEqual({ fromMs: 4000, toMs: 9000 })
})

test('a drawn stretch is never too short, before 0, or wholly ahead of what was seen', () => {
  const shown = { fromMs: 0, toMs: 20_000 }
  expect(drawnStretch(5000, 5100, shown, 20_000)).toEqual({ fromMs: 4050, toMs: 6050 })
  expect(drawnStretch(-500, 100, shown, 20_000)).toEqual({ fromMs: 0, toMs: 2000 })
  expect(drawnStretch(15_000, 19_000, shown, 8000)).toEqual({ fromMs: 8000, toMs: 12_000 })
})
