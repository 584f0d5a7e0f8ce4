// The figures that a sweep can be asked for, each by its name.

import { type LoadFigures, loadFigures } from '../src/projections/loadFigures'
import { type Figures, figures } from '../src/projections/runSummary'
import type { Run } from '../src/rocketmq'

/** What can be asked for, by name. The page counts them the same way. */
const FIGURES = {
  sent: ({ sent }) => sent,
  stored: ({ stored }) => stored,
  failedSends: ({ failed }) => failed,
  failedAttempts: ({ failedAttempts }) => failedAttempts,
  retriedMessages: ({ retriedMessages }) => retriedMessages,
  retries: ({ retries }) => retries,
  copies: ({ copies }) => copies,
  duplicates: ({ duplicates }) => duplicates,
  p50Ms: ({ latency }) => latency.p50,
  p99Ms: ({ latency }) => latency.p99,
  maxMs: ({ latency }) => latency.max,
  someWithoutMasterMs: ({ someWithoutMasterMs }) => someWithoutMasterMs,
  allWithoutMasterMs: ({ allWithoutMasterMs }) => allWithoutMasterMs,
  longestPauseMs: ({ longestPauseMs }) => longestPauseMs,
} satisfies Record<string, (figures: Figures) => number | null>

/** Those about load, counted only where one of them is asked for. */
const LOAD_FIGURES = {
  offeredPerSecond: ({ offeredPerSecond }) => offeredPerSecond,
  storedPerSecond: ({ storedPerSecond }) => storedPerSecond,
  busyPercent: ({ busyPercent }) => busyPercent,
  overloadPercent: ({ busyPercentOf }) => busyPercentOf.OVERLOAD,
  timeoutPercent: ({ busyPercentOf }) => busyPercentOf.TIMEOUT_CLEAN_QUEUE,
  pageCacheBusyPercent: ({ busyPercentOf: { PCBUSY_CLEAN_QUEUE, REJECTREQUEST, PC_SYNCHRONIZED } }) =>
    Number((PCBUSY_CLEAN_QUEUE + REJECTREQUEST + PC_SYNCHRONIZED).toFixed(1)),
  avoidedPercent: ({ avoidedPercent }) => avoidedPercent,
} satisfies Record<string, (figures: LoadFigures) => number>

export type FigureName = keyof typeof FIGURES | keyof typeof LOAD_FIGURES
export const FIGURE_NAMES = Object.keys({ ...FIGURES, ...LOAD_FIGURES }) as FigureName[]

/** What a run came to, figure by figure. */
export function figuresByName(
  run: Run,
  names: readonly FigureName[],
  fromMs: number,
  untilMs: number,
): Map<FigureName, number | null> {
  const all = figures(run, fromMs, untilMs)
  const load = names.some((name) => name in LOAD_FIGURES) ? loadFigures(run, fromMs, untilMs) : null
  const countOf = (name: FigureName): number | null => {
    if (name in FIGURES) return FIGURES[name as keyof typeof FIGURES](all)
    return load && LOAD_FIGURES[name as keyof typeof LOAD_FIGURES](load)
  }
  return new Map(names.map((name) => [name, countOf(name)]))
}
