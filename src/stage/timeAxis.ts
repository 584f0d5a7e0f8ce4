// The time axis: virtual time to place on the screen, and back. Two lines of arithmetic in the stead of d3-scale, which
// brings colours and number formats along: 12 kB gzip for the first load.

/** ms between written moments that people count in: up to seconds by tens, from there by minutes and hours. */
const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
  900_000, 1_800_000, 3_600_000, 7_200_000, 21_600_000,
]

export interface TimeAxis {
  /** ms of virtual time -> x */
  toX: (tMs: number) => number
  /** x -> whole ms of virtual time */
  toTime: (x: number) => number
  /** Round moments to write at the axis, ascending, and how far apart they are, ms. */
  ticks: readonly number[]
  stepMs: number
}

/**
 * @param width - length of the axis; at least 1 is taken
 * @param tickWidth - room that one written moment needs
 */
export function timeAxis(fromMs: number, toMs: number, width: number, tickWidth: number): TimeAxis {
  const length = Math.max(1, width)
  const spanMs = toMs - fromMs
  const most = Math.max(2, Math.floor(width / tickWidth))
  const stepMs = STEPS_MS.find((step) => spanMs / step <= most) ?? (STEPS_MS.at(-1) as number)
  const ticks: number[] = []
  for (let tMs = Math.ceil(fromMs / stepMs) * stepMs; tMs <= toMs; tMs += stepMs) ticks.push(tMs)
  return {
    // A stretch without length has everything in its middle.
    toX: (tMs) => (spanMs === 0 ? 0.5 : (tMs - fromMs) / spanMs) * length,
    toTime: (x) => Math.round(fromMs * (1 - x / length) + toMs * (x / length)),
    ticks,
    stepMs,
  }
}
