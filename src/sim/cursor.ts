// Looks at moments of a run: from the last checkpoint before one, its events are done once more.

import { type EventLog, firstEntryAfter } from './logColumns'
import {
  CHECKPOINT_EVENTS,
  type Checkpoint,
  checkRange,
  copyOf,
  type HeadOf,
  PARTS_PER_EVENT,
  type Run,
  type RunState,
  runSome,
  type StateCopy,
  type System,
  type TimedInput,
} from './run'

export const checkComputed = <Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  { maxMs }: System<Input, Head, State>,
  run: Run<Input, Head, State>,
  tMs: number,
): void => {
  checkRange(maxMs, tMs)
  if (tMs <= run.endMs) return
  const { endedBy, endMs } = run
  throw new RangeError(
    endedBy
      ? `the run ends at ${endMs} ms: ${endedBy.limit} would be more than ${endedBy.most} at ${endedBy.atMs} ms`
      : `the run is computed to ${endMs} ms, not to ${tMs} ms`,
  )
}

/** The last checkpoint that is not later than tMs: every event in it has happened by then. */
function checkpointBefore<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  run: Run<Input, Head, State>,
  tMs: number,
): Checkpoint<State> {
  let low = 0
  let high = run.checkpoints.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((run.checkpoints[middle] as Checkpoint<State>).state.nowMs <= tMs) low = middle
    else high = middle - 1
  }
  return run.checkpoints[low] as Checkpoint<State>
}

/**
 * The state at one moment: everything up to and including tMs has happened.
 *
 * @returns a state of the caller's own; what events only replace (settings, packets) it shares with others: read it
 * @throws RangeError if the run has not been computed so far
 */
export function stateAt<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  system: System<Input, Head, State>,
  run: Run<Input, Head, State>,
  tMs: number,
): State {
  checkComputed(system, run, tMs)
  const sim = system.resume(run.input, copyOf(system, checkpointBefore(run, tMs).state), null)
  runSome(system, sim, tMs)
  return sim.state
}

/** Looks at one moment after another, cheaply when they ascend. */
export interface Cursor<State> {
  /** The returned state is used again by the next seek: read it, keep nothing of it. */
  seek(tMs: number): State
  /**
   * Gets a moment ready a little at a time; what `seek` returned last stays as it is meanwhile. Another moment begins again from a checkpoint.
   *
   * @param maxEvents - about how many events may be handled
   * @returns whether `seek` has the moment ready now
   */
  approach(tMs: number, maxEvents: number): boolean
}

export function createCursor<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  system: System<Input, Head, State>,
  run: Run<Input, Head, State>,
): Cursor<State> {
  let sim: Head | null = null
  /** Getting ready: a copy of the state to begin from, and then the simulation that goes on from it. */
  let coming: {
    toMs: number
    from: State
    copy: StateCopy<State>
    sim: Head | null
    isReady: boolean
  } | null = null

  /** The checkpoint to begin a look from; null where it is better to go on from the last look. */
  const startOf = (tMs: number): Checkpoint<State> | null => {
    const checkpoint = checkpointBefore(run, tMs)
    const isNearer =
      !sim || sim.state.nowMs > tMs || checkpoint.state.eventsDone > sim.state.eventsDone + CHECKPOINT_EVENTS
    return isNearer ? checkpoint : null
  }

  return {
    seek(tMs) {
      checkComputed(system, run, tMs)
      if (coming?.sim && coming.toMs === tMs && coming.isReady) {
        sim = coming.sim
        coming = null
      }
      const checkpoint = startOf(tMs)
      // What is copied must not move on.
      if (coming?.sim === null && sim?.state === coming.from && tMs !== sim.state.nowMs) coming = null
      if (checkpoint || !sim)
        sim = system.resume(run.input, copyOf(system, (checkpoint as Checkpoint<State>).state), null)
      runSome(system, sim, tMs)
      return sim.state
    },
    approach(tMs, maxEvents) {
      checkComputed(system, run, tMs)
      let left = maxEvents
      if (coming?.toMs !== tMs) {
        const from = startOf(tMs)?.state ?? (sim as Head).state
        // From here on it is little: the look itself may do it.
        if (sim?.state === from && !isFar(sim, tMs, run)) return true
        coming = { toMs: tMs, from, copy: system.startCopy(from), sim: null, isReady: false }
      }
      if (coming.sim === null) {
        if (!coming.copy.advance(left * PARTS_PER_EVENT)) return false
        coming.sim = system.resume(run.input, coming.copy.state, null)
        left -= Math.ceil(coming.copy.copied / PARTS_PER_EVENT)
      }
      coming.isReady = runSome(system, coming.sim, tMs, left)
      return coming.isReady
    },
  }
}

/** Whether more lies between a look and a later moment than a look may compute at once. */
const isFar = (sim: HeadOf<TimedInput, RunState>, tMs: number, { log }: { log: EventLog }): boolean =>
  firstEntryAfter(log, tMs) - firstEntryAfter(log, sim.state.nowMs) > CHECKPOINT_EVENTS

/**
 * Computes a stretch of a run once more: from the last checkpoint before a log entry up to and including untilMs.
 *
 * @param prepare - is given the simulation before it goes on, to watch it; it must change nothing that is simulated
 * @throws RangeError if the run has not been computed so far
 */
export function computeAgain<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  system: System<Input, Head, State>,
  run: Run<Input, Head, State>,
  fromLogIndex: number,
  untilMs: number,
  prepare: (head: Head) => void,
): void {
  checkComputed(system, run, untilMs)
  if (!(Number.isInteger(fromLogIndex) && fromLogIndex >= 0)) throw new RangeError(`no log entry ${fromLogIndex}`)
  const checkpoint =
    run.checkpoints.findLast(({ logLength }) => logLength <= fromLogIndex) ?? (run.checkpoints[0] as Checkpoint<State>)
  const head = system.resume(run.input, copyOf(system, checkpoint.state), null)
  prepare(head)
  runSome(system, head, untilMs)
}
