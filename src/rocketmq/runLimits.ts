// How large a run may become. A run that would hold more ends at the last whole millisecond before it, with the reason as
// data: the same on every machine, however the computing is cut into pieces.

import { frozen } from '../sim/frozen'
import type { RunEnd as KernelEnd } from '../sim/run'
import type { Simulation } from './context'
import { SLICES } from './processes'
import type { ClusterState } from './state'

/**
 * The most that a run holds at one moment, and the longest log. A message in flight takes about 650 bytes in each copy of
 * the state, a planned event about 120, a log entry about 12: some 50 MB for a state, 200 MB for a log.
 */
export const RUN_LIMITS = frozen({
  /** Send calls in progress, or requests on the wire or in a Broker. */
  inFlight: 80_000,
  /** Planned events: timers, arrivals, ends of avoidance windows. */
  events: 300_000,
  /** Entries of the log. */
  entries: 16_000_000,
})

export type RunLimit = keyof typeof RUN_LIMITS

/** Why a run cannot go on. */
export interface RunEnd extends KernelEnd {
  /** `recording`: what was recorded is over. */
  limit: RunLimit | 'recording'
}

/** The limit that a simulation has gone beyond, or null. Asked after every event, so it only compares lengths. */
export function exceededLimit({
  state,
  log,
}: Pick<Simulation, 'state' | 'log'>): { limit: RunLimit; most: number } | null {
  const { exchanges, freeExchanges, totals, eventQueue } = state
  if (exchanges.length - freeExchanges.length > RUN_LIMITS.inFlight) return end('inFlight')
  if (totals.sent - totals.stored - totals.failed > RUN_LIMITS.inFlight) return end('inFlight')
  if (eventQueue.length > RUN_LIMITS.events) return end('events')
  return log !== null && log.written > RUN_LIMITS.entries ? end('entries') : null
}

const end = (limit: RunLimit) => ({ limit, most: RUN_LIMITS[limit] })

/**
 * Bytes that a copy of a state adds to what is kept: its own objects, and those it shares only with the present, which
 * will soon have replaced them (planned events, recent messages).
 */
export function weightOf(state: ClusterState): number {
  let words = 14 * state.eventQueue.length + 9 * state.exchanges.length
  for (const { name, words: wordsOf } of SLICES) for (const one of state[name]) words += wordsOf(one)
  return 8 * words
}
