// Which stretch of virtual time the timeline shows. Pure: the same playhead gives the same range.

export interface TimeRange {
  fromMs: number
  toMs: number
}

/** Lengths the whole run is fitted into, so that the axis changes rarely while it grows. */
const LENGTHS_S = [20, 30, 45, 60, 90, 120, 180, 300, 450, 600, 900, 1200, 1800, 2700, 3600]

/** Longer runs are shown in stretches of this length. */
const MAX_MS = 3_600_000

/** Shortest stretch one can zoom into. */
export const MIN_RANGE_MS = 2000

/**
 * The playhead is always inside.
 *
 * @param seenMs - furthest the playhead has been
 * @param spanMs - chosen length; null fits everything the viewer has seen
 * @param anchorMs - where a chosen stretch begins; it is shown as it was chosen while the playhead is in it. null where
 *   only a length was chosen
 */
export function timeRange(
  playheadMs: number,
  seenMs: number,
  spanMs: number | null,
  anchorMs: number | null = null,
): TimeRange {
  if (spanMs !== null) {
    if (anchorMs === null) return page(playheadMs, spanMs)
    const chosen = { fromMs: anchorMs, toMs: anchorMs + spanMs }
    return isInside(playheadMs, chosen) ? chosen : page(playheadMs, spanMs, anchorMs)
  }
  const length = LENGTHS_S.find((seconds) => Math.max(playheadMs, seenMs) <= seconds * 1000 * 0.9)
  return length === undefined ? page(playheadMs, MAX_MS) : { fromMs: 0, toMs: length * 1000 }
}

const isInside = (tMs: number, { fromMs, toMs }: TimeRange): boolean => tMs >= fromMs && tMs <= toMs

/** Turns pages with the playhead, so that what is on a page stands still. */
function page(playheadMs: number, spanMs: number, anchorMs = 0): TimeRange {
  const step = Math.round(spanMs * 0.75)
  const turned = anchorMs + Math.floor((playheadMs - anchorMs) / step) * step
  const fromMs = Math.max(0, turned - Math.round(spanMs * 0.1))
  return { fromMs, toMs: fromMs + spanMs }
}

/**
 * A stretch as somebody has drawn it with the pointer or the keys: the right way round, in whole ms, within the shown
 * range, not shorter than one can zoom, and not wholly ahead of what has been seen.
 *
 * @param shown - the range it was drawn in
 */
export function drawnStretch(oneMs: number, otherMs: number, shown: TimeRange, seenMs: number): TimeRange {
  const clamp = (tMs: number) => Math.min(Math.max(Math.round(tMs), shown.fromMs), shown.toMs)
  const [early, late] = oneMs <= otherMs ? [clamp(oneMs), clamp(otherMs)] : [clamp(otherMs), clamp(oneMs)]
  const spanMs = Math.max(late - early, MIN_RANGE_MS)
  // Widened around its middle where it is too short.
  const wanted = late - early < spanMs ? Math.round((early + late - spanMs) / 2) : early
  const fromMs = Math.max(0, Math.min(wanted, Math.floor(seenMs)))
  return { fromMs, toMs: fromMs + spanMs }
}

/** The next shorter or longer stretch to show. */
export function zoomed(spanMs: number | null, fitted: TimeRange, direction: 'in' | 'out'): number | null {
  const whole = fitted.toMs - fitted.fromMs
  const now = spanMs ?? whole
  const next = direction === 'in' ? now / 2 : now * 2
  if (next >= whole) return null
  return Math.max(MIN_RANGE_MS, Math.round(next))
}
