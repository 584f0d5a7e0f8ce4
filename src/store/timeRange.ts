// Which stretch of virtual time the timeline shows. Pure: the same playhead gives the same range.

export interface TimeRange {
  fromMs: number
  toMs: number
}

/** Lengths the whole run is fitted into, so that the axis changes rarely while it grows. */
const LENGTHS_S = [20, 30, 45, 60, 90, 120, 180, 300, 450, 600, 900, 1200, 1800, 2700, 3600]

/** Longer runs are shown in stretches of this length. */
const LONGEST_MS = 3_600_000

/** Shortest stretch one can zoom into. */
export const SHORTEST_RANGE_MS = 2000

/**
 * @param spanMs - chosen length; null fits everything the viewer has seen
 * @param seenMs - furthest the playhead has been
 */
export function timeRange(playheadMs: number, seenMs: number, spanMs: number | null): TimeRange {
  if (spanMs !== null) return page(playheadMs, spanMs)
  const length = LENGTHS_S.find((seconds) => Math.max(playheadMs, seenMs) <= seconds * 1000 * 0.9)
  return length === undefined ? page(playheadMs, LONGEST_MS) : { fromMs: 0, toMs: length * 1000 }
}

/** Turns pages with the playhead, so that what is on a page stands still. */
function page(playheadMs: number, spanMs: number): TimeRange {
  const step = Math.round(spanMs * 0.75)
  const fromMs = Math.floor(playheadMs / step) * step
  return {
    fromMs: Math.max(0, fromMs - Math.round(spanMs * 0.1)),
    toMs: Math.max(0, fromMs - Math.round(spanMs * 0.1)) + spanMs,
  }
}

/** The next shorter or longer stretch to show. */
export function zoomed(spanMs: number | null, fitted: TimeRange, direction: 'in' | 'out'): number | null {
  const whole = fitted.toMs - fitted.fromMs
  const now = spanMs ?? whole
  const next = direction === 'in' ? now / 2 : now * 2
  if (next >= whole) return null
  return Math.max(SHORTEST_RANGE_MS, Math.round(next))
}
