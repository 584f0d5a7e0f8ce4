// A run that can be asked about any moment: the log, and a copy of the state every so many events to begin from.

import { copied } from '../sim/frozen'
import { takeInput } from './checkInput'
import type { FaultUpdate, Simulation } from './context'
import { copyLog, type EventLog, entryAt, firstEntryAfter, sealLog } from './eventLog'
import { createSelectionTrace, type SelectionTrace } from './producer/selection'
import { exceededLimit, RUN_LIMITS, type RunEnd } from './runLimits'
import { MAX_RUN_MS, type RunInput } from './scenario'
import { continueFrom, createSimulation, nextTime, runSome, runUntil, step } from './simulation'
import type { ClusterState, FaultItem, SendCall } from './state'
import { cloneState, type StateCopy, startCopy } from './state/copy'

export { cloneState } from './state/copy'

/**
 * Events from one checkpoint to the next: what a look at any moment may have to compute again. A state with many parts
 * takes long to copy, so it is copied more seldom.
 */
const CHECKPOINT_EVENTS = 3000
const checkpointInterval = (state: ClusterState): number =>
  CHECKPOINT_EVENTS + 4 * (state.exchanges.length + state.eventQueue.length)

/**
 * What all checkpoints of a run may weigh together, in bytes: a run that would need more looks a little longer for a
 * moment instead, because every second checkpoint is dropped and they are made half as often from there on.
 */
const MAX_CHECKPOINT_BYTES = 48_000_000

/** A state between two events, and how long the log was then. Nothing in it is changed afterwards. */
export interface Checkpoint {
  state: ClusterState
  logLength: number
  /** What it weighs, roughly. */
  bytes: number
}

export interface Run {
  /** Its own: a frozen copy of what it was made from, which nobody can change afterwards. */
  input: RunInput
  log: EventLog
  /** Ascending by time; the first is at 0 before any event. */
  checkpoints: Checkpoint[]
  /** How many times less often than usual checkpoints are made: 1, 2, 4, ... */
  checkpointSpread: number
  /** Everything up to and including this virtual time has been computed. */
  endMs: number
  /** Why it cannot be computed further; null as long as it can. */
  endedBy: RunEnd | null
  /** The simulation at endMs, or somewhere inside of the millisecond after it; private to this file. */
  head: Simulation
  /** A copy of a state that is being made: of a new checkpoint, or the head itself (null). Private to this file. */
  copying: { copy: StateCopy; checkpoint: Checkpoint | null } | null
}

/** How many parts of a state are copied in the time of one event. */
const PARTS_PER_EVENT = 4

const checkRange = (tMs: number): void => {
  if (!Number.isInteger(tMs) || tMs < 0 || tMs > MAX_RUN_MS) throw new RangeError(`not a virtual time: ${String(tMs)}`)
}

const checkEvents = (maxEvents: number): void => {
  if (!(maxEvents >= 1)) throw new RangeError(`not a number of events: ${String(maxEvents)}`)
}

/**
 * Computes a run from 0 to untilMs, or to where it ends by itself: see `endedBy`.
 *
 * @param maxEvents - as in extendRun; what happens at 0 is computed in any case
 * @throws RangeError if untilMs is no integer between 0 and MAX_RUN_MS, or names the field of the input that is wrong
 */
export function simulate(input: RunInput, untilMs: number, maxEvents = Number.MAX_SAFE_INTEGER): Run {
  checkRange(untilMs)
  checkEvents(maxEvents)
  const own = takeInput(input)
  const head = createSimulation(own)
  const run: Run = {
    input: own,
    log: head.log as EventLog,
    checkpoints: [],
    checkpointSpread: 1,
    endMs: 0,
    endedBy: null,
    head,
    copying: null,
  }
  beginCheckpoint(run)
  extendRun(run, 0)
  if (untilMs > 0) extendRun(run, untilMs, maxEvents)
  return run
}

/**
 * Computes further. The run is changed: its log grows and endMs moves, unless it has ended by itself: see `endedBy`.
 *
 * @param maxEvents - about how many events may be handled, so that one call takes a bounded time. Where that is not
 *   enough, endMs is the last whole millisecond, perhaps the same as before, and the next call goes on from there. The run
 *   is the same however it is cut.
 * @throws whatever a defect in the engine throws; endMs is then the last moment before it, and the run must not be
 *   computed further
 */
export function extendRun(run: Run, untilMs: number, maxEvents = Number.MAX_SAFE_INTEGER): void {
  checkRange(untilMs)
  checkEvents(maxEvents)
  if ((untilMs <= run.endMs && run.endMs > 0) || run.endedBy !== null) return
  const { head } = run
  const { state } = head
  const log = head.log as EventLog
  let left = Math.max(1, maxEvents)
  if (run.copying) left -= copyFurther(run, left)
  let nextCheckpoint = nextCheckpointAt(run)
  while (run.copying === null) {
    const atMs = nextTime(head)
    if (atMs === null || atMs > untilMs) {
      sealLog(log)
      state.nowMs = untilMs
      run.endMs = untilMs
      return
    }
    if (atMs > state.nowMs) {
      // A millisecond is over: only now does it belong to the run.
      sealLog(log)
      run.endMs = Math.max(run.endMs, atMs - 1)
    }
    if (left-- <= 0) return
    try {
      step(head)
    } catch (error) {
      // Everything before the moment of the defect is sound and can be looked at. Beyond it the head cannot be trusted.
      run.endMs = Math.max(run.endMs, state.nowMs - 1)
      throw error
    }
    const limit = exceededLimit(head)
    if (limit !== null) {
      endRun(run, { limit, most: RUN_LIMITS[limit], atMs: state.nowMs })
      return
    }
    if (state.eventsDone >= nextCheckpoint) {
      beginCheckpoint(run)
      left -= copyFurther(run, left)
      nextCheckpoint = nextCheckpointAt(run)
    }
  }
}

const nextCheckpointAt = ({ checkpoints, checkpointSpread, head }: Run): number =>
  (checkpoints.at(-1) as Checkpoint).state.eventsDone + checkpointSpread * checkpointInterval(head.state)

/** The run holds as much as it may. Its head, which holds most of it, is of no use any more. */
function endRun(run: Run, end: RunEnd): void {
  run.endedBy = end
  run.head = continueFrom(run.input, cloneState((run.checkpoints[0] as Checkpoint).state), run.log)
}

/**
 * Bytes that a copy of a state adds to what is kept: its own objects, and those it shares only with the present, which
 * will soon have replaced them (planned events, recent messages).
 */
function weightOf(state: ClusterState): number {
  let words = 14 * state.eventQueue.length + 9 * state.exchanges.length
  for (const { nodes, queueOffsets } of state.brokerGroups) words += 60 * nodes.length + 18 * queueOffsets.length
  for (const { brokers } of state.nameServers) words += 24 * brokers.length
  for (const { threads, calls, faultItems, connections, publishInfos } of state.producers) {
    words += 50 + 10 * threads.length + 25 * calls.length + 10 * (faultItems.length + connections.length)
    words += publishInfos.length * (8 + threads.length)
  }
  return 8 * words
}

/** Begins to keep the present state of a run, to begin from again. */
function beginCheckpoint(run: Run): void {
  const { head } = run
  const copy = startCopy(head.state)
  const logLength = (head.log as EventLog).written
  run.copying = { copy, checkpoint: { state: copy.state, logLength, bytes: weightOf(head.state) } }
  if (run.checkpoints.length === 0) copyFurther(run, Number.MAX_SAFE_INTEGER)
}

/** Goes on with the copy that is being made. @returns how many events could have been handled instead */
function copyFurther(run: Run, maxEvents: number): number {
  const { copying, checkpoints } = run
  if (copying === null) return 0
  const { copy, checkpoint } = copying
  const parts = copy.copied
  const complete = copy.advance(maxEvents * PARTS_PER_EVENT)
  if (!complete) return maxEvents
  run.copying = null
  if (checkpoint) {
    checkpoints.push(checkpoint)
    if (checkpoints.reduce((sum, { bytes }) => sum + bytes, 0) > MAX_CHECKPOINT_BYTES) {
      run.checkpoints = checkpoints.filter((_, at) => at % 2 === 0)
      run.checkpointSpread *= 2
    }
  }
  return Math.min(maxEvents, Math.ceil((copy.copied - parts) / PARTS_PER_EVENT))
}

/**
 * A run of another input, taking over what the two have in common: the same scenario and seed, and the actions up to
 * the first that differs.
 *
 * @param maxEvents - as in extendRun; the run is computed to somewhere before the first action that differs in any case
 * @throws RangeError as simulate does
 */
export function forkRun(run: Run, other: RunInput, untilMs: number, maxEvents = Number.MAX_SAFE_INTEGER): Run {
  checkRange(untilMs)
  const input = takeInput(other)
  const sameBeginning =
    input.seed === run.input.seed && JSON.stringify(input.scenario) === JSON.stringify(run.input.scenario)
  if (!sameBeginning) return simulate(input, untilMs, maxEvents)
  const differs = firstDifference(run.input, input)
  const firstAction = Math.min(
    run.input.actions[differs]?.atMs ?? MAX_RUN_MS,
    input.actions[differs]?.atMs ?? MAX_RUN_MS,
  )
  const kept = run.checkpoints.filter(
    (checkpoint) => checkpoint.state.nowMs <= firstAction && checkpoint.state.actionsDone <= differs,
  )
  const last = kept[kept.length - 1] as Checkpoint
  // Its millisecond may go on behind the checkpoint.
  const endMs = Math.max(0, last.state.nowMs - 1)
  const log = copyLog(run.log, last.logLength)
  const copy = startCopy(last.state)
  const { checkpointSpread } = run
  const forked: Run = {
    input,
    log,
    checkpoints: kept,
    checkpointSpread,
    endMs,
    endedBy: null,
    head: continueFrom(input, copy.state, log),
    copying: { copy, checkpoint: null },
  }
  if (endMs === 0) extendRun(forked, 0)
  else log.length = firstEntryAfter(log, endMs)
  if (untilMs > endMs) extendRun(forked, untilMs, maxEvents)
  return forked
}

/** Position of the first action in which two inputs differ. */
function firstDifference(one: RunInput, other: RunInput): number {
  let at = 0
  while (
    at < one.actions.length &&
    at < other.actions.length &&
    JSON.stringify(one.actions[at]) === JSON.stringify(other.actions[at])
  )
    at++
  return at
}

const checkComputed = (run: Run, tMs: number): void => {
  checkRange(tMs)
  if (tMs <= run.endMs) return
  const { endedBy, endMs } = run
  throw new RangeError(
    endedBy
      ? `the run ends at ${endMs} ms: ${endedBy.limit} would be more than ${endedBy.most} at ${endedBy.atMs} ms`
      : `the run is computed to ${endMs} ms, not to ${tMs} ms`,
  )
}

/** The last checkpoint that is not later than tMs: every event in it has happened by then. */
function checkpointBefore(run: Run, tMs: number): Checkpoint {
  let low = 0
  let high = run.checkpoints.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((run.checkpoints[middle] as Checkpoint).state.nowMs <= tMs) low = middle
    else high = middle - 1
  }
  return run.checkpoints[low] as Checkpoint
}

/**
 * The cluster at one moment: everything up to and including tMs has happened.
 *
 * @returns a copy that belongs to the caller
 * @throws RangeError if the run has not been computed so far
 */
export function stateAt(run: Run, tMs: number): ClusterState {
  checkComputed(run, tMs)
  const sim = continueFrom(run.input, cloneState(checkpointBefore(run, tMs).state), null)
  runUntil(sim, tMs)
  return copied(sim.state)
}

/** Looks at one moment after another, cheaply when they ascend. */
export interface Cursor {
  /** The returned state is used again by the next seek: read it, keep nothing of it. */
  seek(tMs: number): ClusterState
  /**
   * Gets a moment ready a little at a time; what `seek` returned last stays as it is meanwhile. Another moment begins anew.
   *
   * @param maxEvents - about how many events may be handled
   * @returns whether `seek` has the moment ready now
   */
  approach(tMs: number, maxEvents: number): boolean
}

export function createCursor(run: Run): Cursor {
  let sim: Simulation | null = null
  /** Getting ready: a copy of the state to begin from, and then the simulation that goes on from it. */
  let coming: {
    toMs: number
    from: ClusterState
    copy: StateCopy
    sim: Simulation | null
    isReady: boolean
  } | null = null

  /** The checkpoint to begin a look from; null where it is better to go on from the last look. */
  const startOf = (tMs: number): Checkpoint | null => {
    const checkpoint = checkpointBefore(run, tMs)
    const isNearer =
      !sim || sim.state.nowMs > tMs || checkpoint.state.eventsDone > sim.state.eventsDone + CHECKPOINT_EVENTS
    return isNearer ? checkpoint : null
  }

  return {
    seek(tMs) {
      checkComputed(run, tMs)
      if (coming?.sim && coming.toMs === tMs && coming.isReady) {
        sim = coming.sim
        coming = null
      }
      const checkpoint = startOf(tMs)
      // What is copied must not move on.
      if (coming?.sim === null && sim?.state === coming.from && tMs !== sim.state.nowMs) coming = null
      if (checkpoint || !sim) sim = continueFrom(run.input, cloneState((checkpoint as Checkpoint).state), null)
      runUntil(sim, tMs)
      return sim.state
    },
    approach(tMs, maxEvents) {
      checkComputed(run, tMs)
      let left = maxEvents
      if (coming?.toMs !== tMs) {
        const from = startOf(tMs)?.state ?? (sim as Simulation).state
        // From here on it is little: the look itself may do it.
        if (sim?.state === from && !isFar(sim, tMs, run)) return true
        coming = { toMs: tMs, from, copy: startCopy(from), sim: null, isReady: false }
      }
      if (coming.sim === null) {
        if (!coming.copy.advance(left * PARTS_PER_EVENT)) return false
        coming.sim = continueFrom(run.input, coming.copy.state, null)
        left -= Math.ceil(coming.copy.copied / PARTS_PER_EVENT)
      }
      coming.isReady = runSome(coming.sim, tMs, left)
      return coming.isReady
    },
  }
}

/** Whether more lies between a look and a later moment than a look may compute at once. */
const isFar = (sim: Simulation, tMs: number, { log }: Run): boolean =>
  firstEntryAfter(log, tMs) - firstEntryAfter(log, sim.state.nowMs) > CHECKPOINT_EVENTS

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
  checkComputed(run, untilMs)
  if (!(Number.isInteger(fromLogIndex) && fromLogIndex >= 0)) throw new RangeError(`no log entry ${fromLogIndex}`)
  const sim = continueFrom(run.input, cloneState(checkpointBeforeEntry(run, fromLogIndex).state), null)
  const { message, onSelection, onFaultUpdate } = watcher
  let before: FaultItem | null = null
  const watches = (call: SendCall) => onSelection && (message === undefined || message === call.message)
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
  runUntil(sim, untilMs)
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

/** The last checkpoint whose log is not longer than the entry's position. */
function checkpointBeforeEntry(run: Run, logIndex: number): Checkpoint {
  for (let at = run.checkpoints.length - 1; at > 0; at--) {
    const checkpoint = run.checkpoints[at] as Checkpoint
    if (checkpoint.logLength <= logIndex) return checkpoint
  }
  return run.checkpoints[0] as Checkpoint
}
