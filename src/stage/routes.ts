// Paths that messages travel on: a path is flattened once to a polyline, and a place on it is found by share of its length.

import type { Point } from './boxes'

/** A flattened path. `xy` holds x and y in turn, `at` the share of the whole length (0 to 1) where each point lies. */
export interface Route {
  xy: Float32Array
  at: Float32Array
  /** px */
  length: number
}

type Step = { to: Point } | { c1: Point; c2: Point; to: Point }

const CURVE_STEPS = 18

/** A path from a start through straight and curved steps. */
export function makeRoute(start: Point, steps: Step[]): Route {
  const xs = [start.x]
  const ys = [start.y]
  let from = start
  for (const step of steps) {
    if ('c1' in step) {
      for (let i = 1; i <= CURVE_STEPS; i++) {
        const t = i / CURVE_STEPS
        const s = 1 - t
        const a = s * s * s
        const b = 3 * s * s * t
        const c = 3 * s * t * t
        const d = t * t * t
        xs.push(a * from.x + b * step.c1.x + c * step.c2.x + d * step.to.x)
        ys.push(a * from.y + b * step.c1.y + c * step.c2.y + d * step.to.y)
      }
    } else {
      xs.push(step.to.x)
      ys.push(step.to.y)
    }
    from = step.to
  }
  const n = xs.length
  const xy = new Float32Array(n * 2)
  const at = new Float32Array(n)
  let length = 0
  for (let i = 0; i < n; i++) {
    xy[2 * i] = xs[i]
    xy[2 * i + 1] = ys[i]
    if (i > 0) length += Math.hypot(xs[i] - xs[i - 1], ys[i] - ys[i - 1])
    at[i] = length
  }
  for (let i = 0; i < n; i++) at[i] = length > 0 ? at[i] / length : 0
  return { xy, at, length }
}

/** The same path from its end to its start. */
export function reversed({ xy, at, length }: Route): Route {
  const n = at.length
  const back: Route = { xy: new Float32Array(2 * n), at: new Float32Array(n), length }
  for (let i = 0; i < n; i++) {
    back.xy[2 * i] = xy[2 * (n - 1 - i)]
    back.xy[2 * i + 1] = xy[2 * (n - 1 - i) + 1]
    back.at[i] = 1 - at[n - 1 - i]
  }
  return back
}

/** A gentle S from left to right: leaves and arrives level. */
export function levelCurve(from: Point, to: Point): Step {
  const reach = (to.x - from.x) * 0.5
  return { c1: { x: from.x + reach, y: from.y }, c2: { x: to.x - reach, y: to.y }, to }
}

/** A gentle S from top to bottom: leaves and arrives upright. */
export function uprightCurve(from: Point, to: Point): Step {
  const reach = (to.y - from.y) * 0.5
  return { c1: { x: from.x, y: from.y + reach }, c2: { x: to.x, y: to.y - reach }, to }
}

/**
 * Where something is on its way.
 *
 * @param share - 0 is the start, 1 the end; outside values are taken to the nearer end
 * @param out - receives the place, so that a frame with a thousand packets makes no garbage
 */
export function pointAlong(route: Route, share: number, out: Point): Point {
  const { xy, at } = route
  const last = at.length - 1
  if (!(share > 0)) {
    out.x = xy[0]
    out.y = xy[1]
    return out
  }
  if (share >= 1) {
    out.x = xy[2 * last]
    out.y = xy[2 * last + 1]
    return out
  }
  let low = 0
  let high = last
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (at[middle] <= share) low = middle
    else high = middle
  }
  const span = at[high] - at[low]
  const t = span > 0 ? (share - at[low]) / span : 0
  out.x = xy[2 * low] + (xy[2 * high] - xy[2 * low]) * t
  out.y = xy[2 * low + 1] + (xy[2 * high + 1] - xy[2 * low + 1]) * t
  return out
}

/** The same path for an SVG `d` attribute. */
export function svgPath(route: Route): string {
  let d = `M${route.xy[0].toFixed(1)} ${route.xy[1].toFixed(1)}`
  for (let i = 2; i < route.xy.length; i += 2) d += `L${route.xy[i].toFixed(1)} ${route.xy[i + 1].toFixed(1)}`
  return d
}
