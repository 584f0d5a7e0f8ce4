// The charts under the timeline: figures of bins to bars, lines and areas on the common time axis. Heights are given; the
// x of a moment is the axis's. Knows neither colours nor words.

import { scaleLinear, scaleLog } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import type { TimeAxis } from './timeAxis'

/** What the charts need to know of a bin: see projections/series.ts. */
export interface ChartBin {
  fromMs: number
  toMs: number
  storedFirstTry: number
  storedAfterRetry: number
  failed: number
  p50Ms: number | null
  p99Ms: number | null
  slowestMs: number | null
  slowestFailedMs: number | null
  /** By position of the queue. */
  copies: readonly number[]
}

/** Widths of bins that people count in, ms. */
const WIDTHS_MS = [
  100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000,
  3_600_000,
]
/** A bar is at least this wide. */
const NARROWEST_BAR = 6

/** A steady rate may look so uneven: bins that hold 2 and 3 calls in turn would be stripes. */
const MAX_UNEVENNESS = 0.1
/** Bins that a chart has at least, even where they are uneven. */
const MIN_BINS = 8

/**
 * Width of a bin: as narrow as can be drawn, not so narrow that only noise is left in a second, and such that a steady rate gives
 * bars of one height.
 *
 * @param intervalMs - ms of virtual time between two calls of a thread
 */
export function binWidth(spanMs: number, width: number, intervalMs: number): number {
  const needed = Math.max((spanMs * NARROWEST_BAR) / Math.max(1, width), Math.min(1000, spanMs / 20))
  const wide = WIDTHS_MS.filter((candidate) => candidate >= needed)
  const narrowest = wide[0] ?? (WIDTHS_MS.at(-1) as number)
  const most = Math.max(narrowest, spanMs / MIN_BINS)
  return wide.find((binMs) => binMs <= most && unevenness(binMs, intervalMs) <= MAX_UNEVENNESS) ?? narrowest
}

/** How far the fullest bin of a steady rate is above the emptiest, as a part of what a bin holds; 0 where all hold as many. */
const unevenness = (binMs: number, intervalMs: number): number => (binMs % intervalMs === 0 ? 0 : intervalMs / binMs)

/** Paths of the bars, one above the other from the bottom: SVG path data, empty where there is nothing. */
export interface SendsGeometry {
  storedFirstTry: string
  storedAfterRetry: string
  failed: string
  /** Calls per second at the upper edge. */
  top: number
}

const endedIn = (bin: ChartBin): number => bin.storedFirstTry + bin.storedAfterRetry + bin.failed
const perSecond = (calls: number, bin: ChartBin): number => (calls * 1000) / (bin.toMs - bin.fromMs)

/** The highest rate of ended calls, calls per second. */
export const highestRate = (bins: readonly ChartBin[]): number =>
  bins.reduce((highest, bin) => Math.max(highest, perSecond(endedIn(bin), bin)), 0)

/** A round number at or a little above the value, at least 1. */
export function roundedUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, value)))
  const step = [1, 2, 3, 4, 5, 6, 8, 10].find((one) => one * unit >= value) ?? 10
  return step * unit
}

/**
 * @param top - calls per second at the upper edge
 * @param height - from the lower to the upper edge
 */
export function sendsGeometry(bins: readonly ChartBin[], axis: TimeAxis, height: number, top: number): SendsGeometry {
  const scale = scaleLinear([0, top], [height, 0])
  const paths = { storedFirstTry: '', storedAfterRetry: '', failed: '' }
  for (const bin of bins) {
    let base = 0
    const left = axis.toX(bin.fromMs)
    const width = Math.max(1, axis.toX(bin.toMs) - left - 1)
    for (const outcome of ['storedFirstTry', 'storedAfterRetry', 'failed'] as const) {
      if (bin[outcome] === 0) continue
      const rate = perSecond(bin[outcome], bin)
      paths[outcome] += bar(left, width, scale(base + rate), scale(base))
      base += rate
    }
  }
  return { ...paths, top }
}

const bar = (left: number, width: number, upper: number, lower: number): string =>
  `M${left.toFixed(1)} ${upper.toFixed(1)}h${width.toFixed(1)}V${lower.toFixed(1)}h${(-width).toFixed(1)}z`

/** The rate of calls that were stored, at the first try or later, as one line of steps. */
export function storedLine(bins: readonly ChartBin[], axis: TimeAxis, height: number, top: number): string {
  const scale = scaleLinear([0, top], [height, 0])
  return stepLine(bins, axis, (bin) => scale(perSecond(bin.storedFirstTry + bin.storedAfterRetry, bin)))
}

/** Bounds of a logarithmic scale in ms: whole powers of ten around all latencies. */
export function latencyBounds(bins: readonly ChartBin[]): readonly [number, number] {
  let lowest = Number.POSITIVE_INFINITY
  let highest = 0
  for (const { p50Ms, slowestMs } of bins) {
    if (p50Ms !== null) lowest = Math.min(lowest, p50Ms)
    if (slowestMs !== null) highest = Math.max(highest, slowestMs)
  }
  if (highest === 0) return [1, 1000]
  const low = 10 ** Math.floor(Math.log10(Math.max(1, lowest)))
  const high = 10 ** Math.ceil(Math.log10(Math.max(1, highest)))
  return [low, Math.max(high, low * 10)]
}

export interface LatencyGeometry {
  /** Between p50 and p99. */
  band: string
  p50: string
  p99: string
  /** The slowest call of a bin where it stands out above p99. */
  outliers: { x: number; y: number }[]
  /** The slowest failed call of a bin. */
  failed: { x: number; y: number }[]
}

const latencyScale = (bounds: readonly [number, number], height: number) =>
  scaleLog([...bounds], [height - 1, 1]).clamp(true)

/** @param bounds - ms at the lower and the upper edge, of a logarithmic scale */
export function latencyGeometry(
  bins: readonly ChartBin[],
  axis: TimeAxis,
  height: number,
  bounds: readonly [number, number],
): LatencyGeometry {
  const scale = latencyScale(bounds, height)
  const y = (ms: number) => scale(Math.max(ms, bounds[0]))
  const middle = (bin: ChartBin) => axis.toX((bin.fromMs + bin.toMs) / 2)
  const marks = (of: (bin: ChartBin) => number | null) =>
    bins.flatMap((bin) => {
      const ms = of(bin)
      return ms === null ? [] : [{ x: middle(bin), y: y(ms) }]
    })
  const steps = area<Step>()
    .curve(curveStepAfter)
    .x(({ x }) => x)
    .defined(({ bin }) => bin !== null)
    .y0(({ bin }) => y(bin?.p50Ms ?? 0))
    .y1(({ bin }) => y(bin?.p99Ms ?? 0))
    .digits(1)
  return {
    band: steps(stepsOf(bins, axis, (bin) => bin.p99Ms !== null)) ?? '',
    p50: latencyLine(bins, axis, height, bounds, 'p50Ms'),
    p99: latencyLine(bins, axis, height, bounds, 'p99Ms'),
    outliers: marks(({ slowestMs, slowestFailedMs, p99Ms }) =>
      slowestMs !== null && p99Ms !== null && slowestMs > p99Ms && slowestMs !== slowestFailedMs ? slowestMs : null,
    ),
    failed: marks(({ slowestFailedMs }) => slowestFailedMs),
  }
}

/** One percentile as a line of steps, with gaps where no call ended. */
export function latencyLine(
  bins: readonly ChartBin[],
  axis: TimeAxis,
  height: number,
  bounds: readonly [number, number],
  percentile: 'p50Ms' | 'p99Ms',
): string {
  const scale = latencyScale(bounds, height)
  return stepLine(bins, axis, (bin) => {
    const ms = bin[percentile]
    return ms === null ? null : scale(Math.max(ms, bounds[0]))
  })
}

/** A stretch of virtual time. */
interface Span {
  fromMs: number
  toMs: number
}

/** A corner of a line of steps; null ends a stretch. */
interface Step<Bin extends Span = ChartBin> {
  x: number
  bin: Bin | null
}

/** Each stretch of bins with something to show, closed by a corner at its right end. */
function stepsOf<Bin extends Span>(bins: readonly Bin[], axis: TimeAxis, shows: (bin: Bin) => boolean): Step<Bin>[] {
  const steps: Step<Bin>[] = []
  let last: Bin | null = null
  const close = () => {
    if (last) steps.push({ x: axis.toX(last.toMs), bin: last }, { x: axis.toX(last.toMs), bin: null })
    last = null
  }
  for (const bin of bins) {
    if (!shows(bin)) {
      close()
      continue
    }
    steps.push({ x: axis.toX(bin.fromMs), bin })
    last = bin
  }
  close()
  return steps
}

/**
 * Peaks of some figure as one line of steps, with gaps where there is none.
 *
 * @param top - value at the upper edge
 */
export function peakLine<Bin extends Span>(
  bins: readonly Bin[],
  axis: TimeAxis,
  height: number,
  top: number,
  of: (bin: Bin) => number | null,
): string {
  const scale = scaleLinear([0, top], [height - 1, 1])
  return stepLine(bins, axis, (bin) => {
    const value = of(bin)
    return value === null ? null : scale(value)
  })
}

function stepLine<Bin extends Span>(bins: readonly Bin[], axis: TimeAxis, y: (bin: Bin) => number | null): string {
  const path = line<Step<Bin>>()
    .curve(curveStepAfter)
    .defined(({ bin }) => bin !== null)
    .x(({ x }) => x)
    .y(({ bin }) => (bin && y(bin)) ?? 0)
    .digits(1)
  return path(stepsOf(bins, axis, (bin) => y(bin) !== null)) ?? ''
}

/**
 * Shares of the copies of each bin, stacked from the bottom.
 *
 * @param members - positions of the queues that count for each member, in the order of the stack
 * @returns one path of bars for each member
 */
export function shareGeometry(
  bins: readonly ChartBin[],
  axis: TimeAxis,
  height: number,
  members: readonly (readonly number[])[],
): string[] {
  const paths = members.map(() => '')
  for (const bin of bins) {
    const counts = members.map((positions) => positions.reduce((sum, at) => sum + (bin.copies[at] ?? 0), 0))
    const all = counts.reduce((sum, count) => sum + count, 0)
    if (all === 0) continue
    const left = axis.toX(bin.fromMs)
    const width = Math.max(1, axis.toX(bin.toMs) - left - 1)
    let below = 0
    counts.forEach((count, member) => {
      if (count === 0) return
      const upper = height * (1 - (below + count) / all)
      paths[member] += bar(left, width, upper, height * (1 - below / all))
      below += count
    })
  }
  return paths
}
