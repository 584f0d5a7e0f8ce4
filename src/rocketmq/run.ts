// Runs of the simulated cluster: the kernel's (sim/run.ts, sim/cursor.ts), bound to RocketMQ.

import * as cursors from '../sim/cursor'
import * as kernel from '../sim/run'
import type { FaultUpdate, Simulation } from './context'
import { entryAt } from './eventLog'
import { createSelectionTrace, type SelectionTrace } from './producer/selectionTrace'
import { playbackOf } from './recordings'
import { exceededLimit, type RunEnd, weightOf } from './runLimits'
import { MAX_RUN_MS, type RunInput } from './scenario'
import { continueFrom, createSimulation, handleEvent } from './simulation'
import type { ClusterState, FaultItem, SendCall } from './state'
import { startCopy } from './state/copy'
import { takeInput } from './takeInput'
import { applyAction } from './userActions'

const SIMULATED: kernel.System<RunInput, Simulation, ClusterState> = {
  maxMs: MAX_RUN_MS,
  takeInput,
  startsAlike: (one, other) =>
    one.recording === other.recording &&
    one.seed === other.seed &&
    JSON.stringify(one.scenario) === JSON.stringify(other.scenario),
  create: createSimulation,
  resume: continueFrom,
  handleEvent,
  handleAction: applyAction,
  startCopy,
  partsOf: (state) => state.exchanges.length + state.eventQueue.length,
  weightOf,
  exceededLimit,
}

/** A recording is played, everything else simulated: the rest of the program asks no more than this. */
const systemOf = (input: RunInput): kernel.System<RunInput, Simulation, ClusterState> => playbackOf(input) ?? SIMULATED

export type Run = kernel.Run<RunInput, Simulation, ClusterState> & { endedBy: RunEnd | null }
export type Checkpoint = kernel.Checkpoint<ClusterState>
export type Cursor = cursors.Cursor<ClusterState>

/**
 * Computes a run from 0 to untilMs, or to where it ends by itself: see `endedBy`.
 *
 * @param maxEvents - as in extendRun; what happens at 0 is computed in any case
 * @throws RangeError if untilMs is no integer between 0 and MAX_RUN_MS, or names the field of the input that is wrong
 */
export const simulate = (input: RunInput, untilMs: number, maxEvents?: number): Run =>
  ofInput(input, (system, own) => kernel.simulate(system, own, untilMs, maxEvents))

/** Computes further, unless the run has ended by itself: see `endedBy`. Parameters and errors as in the kernel. */
export const extendRun = (run: Run, untilMs: number, maxEvents?: number): void =>
  kernel.extendRun(systemOf(run.input), run, untilMs, maxEvents)

/** A run of another input, which takes over what the two have in common: all before the first action that differs. */
export const forkRun = (run: Run, other: RunInput, untilMs: number, maxEvents?: number): Run =>
  ofInput(other, (system, own) => kernel.forkRun(system, run, own, untilMs, maxEvents))

/** Which system it is shows only once the input is taken: a changed recording is simulated. */
function ofInput(
  input: RunInput,
  make: (system: ReturnType<typeof systemOf>, own: RunInput) => kernel.Run<RunInput, Simulation, ClusterState>,
): Run {
  const own = takeInput(input)
  return make(systemOf(own), own) as Run
}

/** The cluster at one moment, everything up to and including tMs. @throws RangeError if it has not been computed so far */
export const stateAt = (run: Run, tMs: number): ClusterState => cursors.stateAt(systemOf(run.input), run, tMs)

/** Looks at one moment after another, cheaply when they ascend. */
export const createCursor = (run: Run): Cursor => cursors.createCursor(systemOf(run.input), run)

export const cloneState = (state: ClusterState): ClusterState => kernel.copyOf(SIMULATED, state)

/** Does the next thing: for whoever drives a simulation by hand. */
export const step = (sim: Simulation): void => kernel.step(SIMULATED, sim)

/** Does everything up to and including untilMs. */
export const runUntil = (sim: Simulation, untilMs: number): boolean => kernel.runSome(SIMULATED, sim, untilMs)

/** Gets what the log does not hold, while a stretch of a run is computed once more. Call and state are live: take copies. */
export interface Watcher {
  /** Gets this message's choices only: a trace of every choice takes long in a large cluster. */
  message?: number
  onSelection?: (trace: SelectionTrace, call: SendCall, state: ClusterState) => void
  onFaultUpdate?: (update: FaultUpdate, call: SendCall, state: ClusterState) => void
}

/**
 * Computes a stretch of a run once more for a watcher: from the last checkpoint before a log entry up to and including
 * untilMs. The watcher gets everything on the way, which may begin before the entry.
 *
 * @throws RangeError if the run has not been computed so far
 */
export function watch(run: Run, fromLogIndex: number, untilMs: number, watcher: Watcher): void {
  const { message, onSelection, onFaultUpdate } = watcher
  let before: FaultItem | null = null
  const watches = (call: SendCall) => onSelection && (message === undefined || message === call.message)
  cursors.computeAgain(systemOf(run.input), run, fromLogIndex, untilMs, (sim) => {
    sim.observer = {
      traceFor: (call) => (watches(call) ? createSelectionTrace() : null),
      chosen: (trace, call) => onSelection?.(trace, call, sim.state),
      beforeFaultUpdate: (item) => {
        before = item && { ...item }
      },
      afterFaultUpdate: ({ state }, call, producer, group, latencyMs, isolation, reachable) => {
        const item = state.producers[producer]?.faultItems[group]
        if (!item || !state.settings.sendLatencyFaultEnable) return
        const after = { ...item }
        const { nowMs: atMs } = state
        onFaultUpdate?.({ atMs, producer, group, latencyMs, isolation, reachable, before, after }, call, state)
      },
    }
  })
}

/**
 * What the selector looked at when it made a choice that is in the log.
 *
 * @param logIndex - an entry of kind 'send'
 * @returns null if the entry is of another kind
 */
export function attemptDecision(run: Run, logIndex: number): SelectionTrace | null {
  const entry = entryAt(run.log, logIndex)
  if (entry.kind !== 'send') return null
  let found: SelectionTrace | null = null
  watch(run, logIndex, entry.atMs, {
    message: entry.message,
    // Selections are told apart by message and attempt: a message makes each attempt once.
    onSelection: (trace, call) => {
      if (call.message === entry.message && call.attempt === entry.attempt) found = trace
    },
  })
  return found
}
