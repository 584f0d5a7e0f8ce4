// The runs on the screen, one or two: how far they are computed, and what comes next in any of them.

import { momentsOf, nextMoment, previousMoment } from '../projections/keyMoments'
import type { Run } from '../rocketmq'
import { useApp } from './appStore'
import { computeRuns, reachableMs } from './computing'

/**
 * Computes the runs on the screen up to tMs, or as far as the budget reaches.
 *
 * @param budgetMs - ms of real time
 * @returns whether tMs was reached, or as much of the way as there is: a run may end before it
 */
export function computeUntil(tMs: number, budgetMs: number): boolean {
  const runs = shownRuns()
  const before = computedMs()
  const reached = computeRuns(runs, tMs, budgetMs)
  if (computedMs() !== before) useApp.setState((state) => ({ runVersion: state.runVersion + 1 }))
  return reached
}

/** The run of the page, and the one it is compared with where there is one. */
export function shownRuns(): readonly Run[] {
  const { run, comparison } = useApp.getState()
  return comparison ? [run, comparison.run] : [run]
}

/** How far the playhead can go: ms of virtual time to which every run on the screen is computed. */
export const computedMs = (): number => Math.min(...shownRuns().map((run) => run.endMs))

/** How far the playhead could ever go: ms of virtual time at which the first run on the screen ends. */
export const lastMs = (): number => Math.min(...shownRuns().map(reachableMs))

/** Virtual time of the next thing that matters in any run on the screen, as far as they are computed; null if there is none. */
export function nextMomentMs(tMs: number): number | null {
  const found = shownRuns().flatMap((run) => nextMoment(momentsOf(run), tMs)?.atMs ?? [])
  return found.length > 0 ? Math.min(...found) : null
}

/** The same for the last one before this moment. */
export function previousMomentMs(tMs: number): number | null {
  const found = shownRuns().flatMap((run) => previousMoment(momentsOf(run), tMs)?.atMs ?? [])
  return found.length > 0 ? Math.max(...found) : null
}
