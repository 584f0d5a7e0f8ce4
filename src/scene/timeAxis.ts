// The time axis: virtual time to place on the screen, and back.

import { scaleLinear } from 'd3-scale'

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
  const scale = scaleLinear([fromMs, toMs], [0, Math.max(1, width)])
  const ticks = scale.ticks(Math.max(2, Math.floor(width / tickWidth)))
  return {
    toX: (tMs) => scale(tMs),
    toTime: (x) => Math.round(scale.invert(x)),
    ticks,
    stepMs: ticks.length > 1 ? ticks[1] - ticks[0] : toMs - fromMs,
  }
}
