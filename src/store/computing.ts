// How runs are computed: how much at a time, and what becomes of one in which the engine fails. Such a run ends at its last
// good moment: it can be looked at up to there, and nobody computes it further.

import { extendRun, MAX_RUN_MS, type Run } from '../engine'

/**
 * Events that one call of the engine may handle while somebody waits for a frame: some ms of real time, also where an input
 * makes a crowd send without a pause.
 */
export const EVENTS_AT_ONCE = 20_000

const stops = new WeakMap<Run, Error>()

/** Why a run cannot be computed further; null as long as it can. */
export const stopOf = (run: Run): Error | null => stops.get(run) ?? null

/** Furthest moment that a run can be computed to, ms of virtual time. */
export const reachableMs = (run: Run): number => (stops.has(run) ? run.endMs : MAX_RUN_MS)

/** Computes a run further, as the engine's extendRun; where the engine fails, the run ends before that. Never throws. */
export function computeFurther(run: Run, untilMs: number, mostEvents = EVENTS_AT_ONCE): void {
  if (stops.has(run)) return
  try {
    extendRun(run, untilMs, mostEvents)
  } catch (thrown) {
    stops.set(run, asError(thrown))
    console.error(thrown)
  }
}

/** Whatever was thrown, as an error. */
export const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)))
