// A run that can be asked about any moment: the log, and a copy of the state every so many events to begin from. Of what is
// simulated it knows what a System says, and nothing else.

import { type Planned, takeFirst } from './eventQueue'
import { copyLog, type EventLog, firstEntryAfter, sealLog } from './logColumns'

/** What a run is made from, whatever else is in it. */
export interface TimedInput {
  /** Ascending by atMs; equal times in the order given. */
  actions: { atMs: number }[]
}

/** What every state has: where it is in its input and in time. */
export interface RunState {
  nowMs: number
  /** Binary heap by (atMs, sequence). Events are never changed once they are planned. */
  eventQueue: Planned[]
  /** How many of the input's actions have been carried out. */
  actionsDone: number
  /** How many events and actions have been handled since 0. */
  eventsDone: number
}

/** A simulation somewhere on its way. */
export interface HeadOf<Input extends TimedInput, State extends RunState> {
  input: Input
  state: State
  /** null while a past moment is computed again: the log has it already. */
  log: EventLog | null
}

/** A copy being made. The state must not change before it is complete. */
export interface StateCopy<State> {
  state: State
  /** Parts copied so far. */
  copied: number
  /** Copies about that many more parts. @returns whether the copy is complete */
  advance(parts: number): boolean
}

/** What is simulated. The same input must give the same run, on every machine. */
export interface System<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState> {
  /** Longest run, ms of virtual time. */
  maxMs: number
  /** A copy of an input that cannot be changed. @throws RangeError that names what is wrong with it */
  takeInput(input: Input): Input
  /** Do two inputs differ in nothing but their actions? */
  startsAlike(one: Input, other: Input): boolean
  /** At time 0. */
  create(input: Input): Head
  /** Goes on from a state, which becomes the head's own. */
  resume(input: Input, state: State, log: EventLog | null): Head
  handleEvent(head: Head, event: State['eventQueue'][number]): void
  handleAction(head: Head, action: Input['actions'][number]): void
  startCopy(state: State): StateCopy<State>
  /** How many parts a copy of it has, about. */
  partsOf(state: State): number
  /** Bytes that a copy of it adds to a run, about. */
  weightOf(state: State): number
  /** The limit that it has gone beyond, or null. Asked after every event. */
  exceededLimit(head: Head): { limit: string; most: number } | null
}

/** Why a run cannot go on. */
export interface RunEnd {
  limit: string
  /** The limit itself. */
  most: number
  /** ms of virtual time in which there would be more; the run ends one millisecond before it. */
  atMs: number
}

/**
 * Events from one checkpoint to the next: what a look at any moment may have to compute again. A state with many parts
 * takes long to copy, so it is copied more seldom.
 */
export const CHECKPOINT_EVENTS = 3000

/**
 * What all checkpoints of a run may weigh together, in bytes: a run that would need more looks a little longer for a
 * moment instead, because every second checkpoint is dropped and they are made half as often from there on.
 */
const MAX_CHECKPOINT_BYTES = 48_000_000

/** A state between two events, and how long the log was then. Nothing in it is changed afterwards. */
export interface Checkpoint<State> {
  state: State
  logLength: number
  /** What it weighs, roughly. */
  bytes: number
}

export interface Run<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState> {
  /** Its own: a frozen copy of what it was made from, which nobody can change afterwards. */
  input: Input
  log: EventLog
  /** Ascending by time; the first is at 0 before any event. */
  checkpoints: Checkpoint<State>[]
  /** How many times less often than usual checkpoints are made: 1, 2, 4, ... */
  checkpointSpread: number
  /** Everything up to and including this virtual time has been computed. */
  endMs: number
  /** Why it cannot be computed further; null as long as it can. */
  endedBy: RunEnd | null
  /** The simulation at endMs, or somewhere inside of the millisecond after it; the kernel's own. */
  head: Head
  /** A copy of a state that is being made: of a new checkpoint, or the head itself (null). The kernel's own. */
  copying: { copy: StateCopy<State>; checkpoint: Checkpoint<State> | null } | null
}

/** How many parts of a state are copied in the time of one event. */
export const PARTS_PER_EVENT = 4

export const checkRange = (maxMs: number, tMs: number): void => {
  if (!Number.isInteger(tMs) || tMs < 0 || tMs > maxMs) throw new RangeError(`not a virtual time: ${String(tMs)}`)
}

const checkEvents = (maxEvents: number): void => {
  if (!(maxEvents >= 1)) throw new RangeError(`not a number of events: ${String(maxEvents)}`)
}

/** Virtual time of the next thing that happens, action or event; null if nothing ever will. */
export function nextTime({ state, input }: HeadOf<TimedInput, RunState>): number | null {
  const event = state.eventQueue[0]
  const action = input.actions[state.actionsDone]
  if (!event) return action ? action.atMs : null
  return action && action.atMs < event.atMs ? action.atMs : event.atMs
}

/**
 * Does the next thing: the first event, or the next action if it comes earlier. At equal times events come first, so
 * that a person who acts on what is on the screen acts after all of it.
 */
export function step<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  system: System<Input, Head, State>,
  head: Head,
): void {
  const { state, input } = head
  const event = state.eventQueue[0]
  const action = input.actions[state.actionsDone] as Input['actions'][number] | undefined
  state.eventsDone++
  if (action && (!event || action.atMs < event.atMs)) {
    head.state.nowMs = action.atMs
    system.handleAction(head, action)
    state.actionsDone++
    return
  }
  if (!event) throw new RangeError('nothing left to happen')
  state.nowMs = event.atMs
  system.handleEvent(head, takeFirst(state.eventQueue))
}

/** Does everything up to and including untilMs, but no more than some events. @returns whether untilMs is reached */
export function runSome<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  system: System<Input, Head, State>,
  head: Head,
  untilMs: number,
  maxEvents = Number.MAX_SAFE_INTEGER,
): boolean {
  for (let left = maxEvents; ; left--) {
    const atMs = nextTime(head)
    if (atMs === null || atMs > untilMs) break
    if (left <= 0) return false
    step(system, head)
  }
  head.state.nowMs = untilMs
  return true
}

/**
 * Computes a run from 0 to untilMs, or to where it ends by itself: see `endedBy`.
 *
 * @param maxEvents - as in extendRun; what happens at 0 is computed in any case
 * @throws RangeError if untilMs is no integer between 0 and the longest run, or names the field of the input that is wrong
 */
export function simulate<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  system: System<Input, Head, State>,
  input: Input,
  untilMs: number,
  maxEvents = Number.MAX_SAFE_INTEGER,
): Run<Input, Head, State> {
  checkRange(system.maxMs, untilMs)
  checkEvents(maxEvents)
  const own = system.takeInput(input)
  const head = system.create(own)
  const run: Run<Input, Head, State> = {
    input: own,
    log: head.log as EventLog,
    checkpoints: [],
    checkpointSpread: 1,
    endMs: 0,
    endedBy: null,
    head,
    copying: null,
  }
  beginCheckpoint(system, run)
  extendRun(system, run, 0)
  if (untilMs > 0) extendRun(system, run, untilMs, maxEvents)
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
export function extendRun<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  system: System<Input, Head, State>,
  run: Run<Input, Head, State>,
  untilMs: number,
  maxEvents = Number.MAX_SAFE_INTEGER,
): void {
  checkRange(system.maxMs, untilMs)
  checkEvents(maxEvents)
  if ((untilMs <= run.endMs && run.endMs > 0) || run.endedBy !== null) return
  const { head } = run
  const { state } = head
  const log = head.log as EventLog
  let left = Math.max(1, maxEvents)
  if (run.copying) left -= copyFurther(run, left)
  let nextCheckpoint = nextCheckpointAt(system, run)
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
      step(system, head)
    } catch (error) {
      // Everything before the moment of the defect is sound and can be looked at. Beyond it the head cannot be trusted.
      run.endMs = Math.max(run.endMs, state.nowMs - 1)
      throw error
    }
    const exceeded = system.exceededLimit(head)
    if (exceeded !== null) {
      endRun(system, run, { ...exceeded, atMs: state.nowMs })
      return
    }
    if (state.eventsDone >= nextCheckpoint) {
      beginCheckpoint(system, run)
      left -= copyFurther(run, left)
      nextCheckpoint = nextCheckpointAt(system, run)
    }
  }
}

const nextCheckpointAt = <Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  system: System<Input, Head, State>,
  { checkpoints, checkpointSpread, head }: Run<Input, Head, State>,
): number =>
  (checkpoints.at(-1) as Checkpoint<State>).state.eventsDone +
  checkpointSpread * (CHECKPOINT_EVENTS + 4 * system.partsOf(head.state))

/** The run holds as much as it may. Its head, which holds most of it, is of no use any more. */
function endRun<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  system: System<Input, Head, State>,
  run: Run<Input, Head, State>,
  end: RunEnd,
): void {
  run.endedBy = end
  run.head = system.resume(run.input, copyOf(system, (run.checkpoints[0] as Checkpoint<State>).state), run.log)
}

/** A state of one's own: what events change in place is copied, what they only replace is shared. */
export function copyOf<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  system: System<Input, Head, State>,
  state: State,
): State {
  const copy = system.startCopy(state)
  copy.advance(Number.MAX_SAFE_INTEGER)
  return copy.state
}

/** Begins a checkpoint of the present state. */
function beginCheckpoint<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  system: System<Input, Head, State>,
  run: Run<Input, Head, State>,
): void {
  const { head } = run
  const copy = system.startCopy(head.state)
  const logLength = (head.log as EventLog).written
  run.copying = { copy, checkpoint: { state: copy.state, logLength, bytes: system.weightOf(head.state) } }
  if (run.checkpoints.length === 0) copyFurther(run, Number.MAX_SAFE_INTEGER)
}

/** Goes on with the copy that is being made. @returns how many events could have been handled instead */
function copyFurther<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  run: Run<Input, Head, State>,
  maxEvents: number,
): number {
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
export function forkRun<Input extends TimedInput, Head extends HeadOf<Input, State>, State extends RunState>(
  system: System<Input, Head, State>,
  run: Run<Input, Head, State>,
  other: Input,
  untilMs: number,
  maxEvents = Number.MAX_SAFE_INTEGER,
): Run<Input, Head, State> {
  checkRange(system.maxMs, untilMs)
  const input = system.takeInput(other)
  if (!system.startsAlike(run.input, input)) return simulate(system, input, untilMs, maxEvents)
  const differs = firstDifference(run.input, input)
  const firstAction = Math.min(
    run.input.actions[differs]?.atMs ?? system.maxMs,
    input.actions[differs]?.atMs ?? system.maxMs,
  )
  const shared = run.checkpoints.filter(
    (checkpoint) => checkpoint.state.nowMs <= firstAction && checkpoint.state.actionsDone <= differs,
  )
  const last = shared.at(-1) as Checkpoint<State>
  // Its millisecond may go on behind the checkpoint.
  const endMs = Math.max(0, last.state.nowMs - 1)
  const log = copyLog(run.log, last.logLength)
  const copy = system.startCopy(last.state)
  const { checkpointSpread } = run
  const forked: Run<Input, Head, State> = {
    input,
    log,
    checkpoints: shared,
    checkpointSpread,
    endMs,
    endedBy: null,
    head: system.resume(input, copy.state, log),
    copying: { copy, checkpoint: null },
  }
  if (endMs === 0) extendRun(system, forked, 0)
  else log.length = firstEntryAfter(log, endMs)
  if (untilMs > endMs) extendRun(system, forked, untilMs, maxEvents)
  return forked
}

/** Position of the first action in which two inputs differ. */
function firstDifference(one: TimedInput, other: TimedInput): number {
  let at = 0
  while (
    at < one.actions.length &&
    at < other.actions.length &&
    JSON.stringify(one.actions[at]) === JSON.stringify(other.actions[at])
  )
    at++
  return at
}
