import { describe, expect, test } from 'vitest'
import { APPEND_MS, isAppending, LEAVING, leftEnd, progress } from './tapeMotion'

/** Appended so many ms apart. */
const cells = (count: number, everyMs: number) =>
  Array.from({ length: count }, (_, at) => ({ at, storedAtMs: 1000 + at * everyMs }))
/** What is read of a tape with 6 places at a moment. */
const readAt = (all: { at: number; storedAtMs: number }[], tMs: number) =>
  all.filter(({ storedAtMs }) => storedAtMs <= tMs).slice(-(6 + LEAVING))

describe('the tape', () => {
  test('stays as long as everything has a place, and shows the newest at rest', () => {
    expect(leftEnd(cells(6, 100), 6, 1501, false)).toBe(0)
    expect(leftEnd(cells(9, 100), 6, 9000, false)).toBe(3)
    expect(leftEnd([], 6, 9000, false)).toBe(0)
  })

  test.each([40, 90, 300, 1000])('goes on without a jump and never back, a message each %d ms', (everyMs) => {
    const all = cells(16, everyMs)
    const end = 1000 + 15 * everyMs
    let before = leftEnd(readAt(all, 1000), 6, 1000, false)
    // As fast as it may be: all that come within the time of one.
    const most = (LEAVING + 1) * 0.02
    for (let tMs = 1001; tMs <= end + APPEND_MS; tMs++) {
      const now = leftEnd(readAt(all, tMs), 6, tMs, false)
      expect(now).toBeGreaterThanOrEqual(before - 1e-9)
      if (everyMs * LEAVING >= APPEND_MS) expect(now - before, `at ${tMs}`).toBeLessThanOrEqual(most)
      before = now
    }
    expect(before).toBe(10)
  })

  test('with reduced motion is where it will be', () => {
    const all = cells(9, 10)
    expect(leftEnd(all, 6, 1080, true)).toBe(3)
  })

  test('moves only while a message is on its way to its place', () => {
    expect(isAppending([], 5)).toBe(false)
    expect(isAppending(cells(1, 1), 1000 + APPEND_MS - 1)).toBe(true)
    expect(isAppending(cells(1, 1), 1000 + APPEND_MS)).toBe(false)
    expect([progress(0, 0), progress(0, APPEND_MS / 2), progress(0, APPEND_MS), progress(0, 9999)]).toEqual([
      0, 0.5, 1, 1,
    ])
  })
})
