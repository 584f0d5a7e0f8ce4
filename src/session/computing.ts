// How runs are computed: how much at a time, and what becomes of one that cannot go on. A run in which the engine fails
// ends at its last good moment, one that holds too much at its limit: both can be looked at up to there.

import { readFurther } from '../projections/projection'
import { extendRun, MAX_RUN_MS, type Run } from '../rocketmq'
import { asError } from './failures'

/**
 * Events that one call of the engine may handle while somebody waits for a frame: some ms of real time, also where an input
 * makes a crowd send without a pause.
 */
export const EVENTS_AT_ONCE = 20_000
const MIN_EVENTS_AT_ONCE = 250
/** What one call may handle where several are made: a call that is slow for once is still short. */
const MAX_PER_CALL = 8000
/** ms of real time that one call of the engine should take: between two of them the clock is looked at. */
const CALL_MS = { least: 2, most: 5 }
/** Entries that projections pass over between two looks at the clock: some ms of real time. */
export const ENTRIES_AT_ONCE = 40_000

const stops = new WeakMap<Run, Error>()

/** The defect for which a run cannot be computed further; null as long as there is none. */
export const stopOf = (run: Run): Error | null => stops.get(run) ?? null

/** Whether a run ends before the day is over, for whatever reason. */
const isOver = (run: Run): boolean => run.endedBy !== null || stops.has(run)

/** Furthest moment that a run can be computed to, ms of virtual time. */
export const reachableMs = (run: Run): number => (isOver(run) ? run.endMs : MAX_RUN_MS)

/** Computes a run further, as the engine's extendRun; where the engine fails, the run ends before that. Never throws. */
export function computeFurther(run: Run, untilMs: number, maxEvents = EVENTS_AT_ONCE): void {
  if (stops.has(run)) return
  try {
    extendRun(run, untilMs, maxEvents)
  } catch (thrown) {
    stops.set(run, asError(thrown))
    console.error(thrown)
  }
}

/** Adapted to the machine. */
let eventsAtOnce = 4000

/**
 * Computes some runs to a moment, the one that is behind first, or as far as the budget reaches; projections read along.
 *
 * @param budgetMs - ms of real time; at least one piece is done
 * @returns whether all are there, or as far as they can be, and read
 */
export function computeRuns(runs: readonly Run[], tMs: number, budgetMs: number): boolean {
  const wanted = Math.min(Math.ceil(tMs), MAX_RUN_MS)
  const furthestBehind = (): Run | null =>
    runs
      .filter((one) => one.endMs < Math.min(wanted, reachableMs(one)))
      .reduce<Run | null>((behind, one) => (behind && behind.endMs <= one.endMs ? behind : one), null)
  const startedAt = performance.now()
  const isOver = (): boolean => performance.now() - startedAt >= budgetMs
  /** @returns whether all that is computed is read */
  const readAll = (run: Run): boolean => {
    while (!readFurther(run, ENTRIES_AT_ONCE)) if (isOver()) return false
    return true
  }
  // What a fork has to read again, or was left over.
  if (!runs.every(readAll)) return false
  for (let behind = furthestBehind(); behind; behind = furthestBehind()) {
    const before = performance.now()
    computeFurther(behind, wanted, eventsAtOnce)
    const isRead = readAll(behind)
    const passedMs = performance.now() - before
    if (passedMs < CALL_MS.least) eventsAtOnce = Math.min(MAX_PER_CALL, eventsAtOnce * 2)
    else if (passedMs > CALL_MS.most) eventsAtOnce = Math.max(MIN_EVENTS_AT_ONCE, eventsAtOnce >> 1)
    if (isOver()) return isRead && furthestBehind() === null
  }
  return true
}

/** Events that a look may compute at once, to take some ms of real time. */
export const eventsPerCall = (): number => eventsAtOnce
