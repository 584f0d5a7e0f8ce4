// A run that can be asked about any moment: the log, and a copy of the state every so many events to begin from.

import { copyLog, type EventLog, entryAt } from './eventLog'
import type { Lesson, Simulation } from './network'
import type { RunInput } from './scenario'
import { continueFrom, createSimulation, nextTime, runUntil, step } from './simulation'
import { createSelectionTrace, type SelectionTrace } from './topicPublishInfo'
import type { BrokerGroup, BrokerNode, ClusterState, NameServer, Producer, SendCall } from './types'

/**
 * Events from one checkpoint to the next: what a look at any moment may have to compute again. A state with many parts
 * takes long to copy, so it is copied more seldom.
 */
const CHECKPOINT_EVENTS = 3000
const checkpointInterval = (state: ClusterState): number =>
  CHECKPOINT_EVENTS + 4 * (state.requests.length + state.eventQueue.length)

/**
 * What all checkpoints of a run may weigh together, in bytes: a run that would need more looks a little longer for a
 * moment instead, because every second checkpoint is dropped and they are made half as often from there on.
 */
const MOST_CHECKPOINT_BYTES = 48_000_000

/** A state between two events, and how long the log was then. Nothing in it is changed afterwards. */
export interface Checkpoint {
  state: ClusterState
  logLength: number
  /** What it weighs, roughly. */
  bytes: number
}

export interface Run {
  input: RunInput
  log: EventLog
  /** Ascending by time; the first is at 0 before any event. */
  checkpoints: Checkpoint[]
  /** How many times less often than usual checkpoints are made: 1, 2, 4, ... */
  checkpointSpread: number
  /** Everything up to and including this virtual time has been computed. */
  endMs: number
  /** The simulation at endMs, private to this file. */
  head: Simulation
}

/** Longest run, ms of virtual time: one day. */
export const MAX_RUN_MS = 86_400_000

/**
 * A private copy of everything that events change in place. Settings, routes, lists of queues, recent messages and
 * planned events are replaced, never changed, so copies share them. (A round trip through JSON gives the same; a test says so.)
 */
export const cloneState = (state: ClusterState): ClusterState => ({
  ...state,
  brokerGroups: state.brokerGroups.map(cloneGroup),
  nameServers: state.nameServers.map(cloneNameServer),
  producers: state.producers.map(cloneProducer),
  requests: state.requests.map((request) => (request ? { ...request } : null)),
  freeSlots: state.freeSlots.slice(),
  totals: { ...state.totals },
  eventQueue: state.eventQueue.slice(),
})

const cloneNode = (node: BrokerNode): BrokerNode => ({
  ...node,
  troubles: node.troubles.slice(),
  heldRequests: node.heldRequests.slice(),
  raft: node.raft ? { ...node.raft, round: node.raft.round ? { ...node.raft.round } : null } : null,
})

const cloneGroup = (group: BrokerGroup): BrokerGroup => ({
  ...group,
  nodes: group.nodes.map(cloneNode),
  syncStateSet: group.syncStateSet.slice(),
  queueOffsets: group.queueOffsets.slice(),
  recentMessages: group.recentMessages.slice(),
})

const cloneNameServer = (server: NameServer): NameServer => ({
  ...server,
  brokers: server.brokers.map((known) =>
    known
      ? {
          ...known,
          queueData: known.queueData && { ...known.queueData },
          brokerAddrs: known.brokerAddrs.slice(),
          lastUpdateMs: known.lastUpdateMs.slice(),
          dataVersions: known.dataVersions.slice(),
        }
      : null,
  ),
})

const cloneProducer = (producer: Producer): Producer => ({
  ...producer,
  brokerAddrTable: producer.brokerAddrTable.slice(),
  publishInfos: producer.publishInfos.map((info) => ({
    ...info,
    sendWhichQueue: info.sendWhichQueue.slice(),
  })),
  brokerLoss: producer.brokerLoss.map((nodes) => nodes.slice()),
  nameServerLoss: producer.nameServerLoss.slice(),
  faultItems: producer.faultItems.map((item) => (item ? { ...item } : null)),
  threads: producer.threads.map((thread) => ({ ...thread })),
  calls: producer.calls.map((call) => (call ? { ...call } : null)),
  freeCalls: producer.freeCalls.slice(),
  callTimers: producer.callTimers.slice(),
  connections: producer.connections.map((nodes) => nodes.slice()),
})

const checkRange = (tMs: number): void => {
  if (!Number.isInteger(tMs) || tMs < 0 || tMs > MAX_RUN_MS) throw new RangeError(`not a virtual time: ${tMs}`)
}

/**
 * Computes a run from 0 to untilMs.
 *
 * @param mostEvents - as in extendRun
 * @throws RangeError if untilMs is no integer between 0 and MAX_RUN_MS, or the input was not checked
 */
export function simulate(input: RunInput, untilMs: number, mostEvents = Number.MAX_SAFE_INTEGER): Run {
  const head = createSimulation(input)
  const run: Run = {
    input,
    log: head.log as EventLog,
    checkpoints: [],
    checkpointSpread: 1,
    endMs: 0,
    head,
  }
  addCheckpoint(run)
  extendRun(run, untilMs, mostEvents)
  return run
}

/**
 * Computes further. The run is changed: its log grows and endMs moves.
 *
 * @param mostEvents - about how many events may be handled: a run in which too much happens ends earlier, at the end of a
 *   millisecond and at least one later than before
 * @throws whatever a defect in the engine throws; endMs is then the last moment before it, and the run must not be
 *   computed further
 */
export function extendRun(run: Run, untilMs: number, mostEvents = Number.MAX_SAFE_INTEGER): void {
  checkRange(untilMs)
  if (untilMs <= run.endMs && run.endMs > 0) return
  const { head } = run
  const latest = run.checkpoints[run.checkpoints.length - 1] as Checkpoint
  let nextCheckpoint = latest.state.eventsDone + run.checkpointSpread * checkpointInterval(head.state)
  const lastEvent = head.state.eventsDone + mostEvents
  let endMs = untilMs
  for (;;) {
    const atMs = nextTime(head)
    if (atMs === null || atMs > untilMs) break
    if (head.state.eventsDone >= lastEvent && atMs > head.state.nowMs) {
      endMs = atMs - 1
      break
    }
    try {
      step(head)
    } catch (error) {
      // Everything before the moment of the defect is sound and can be looked at. Beyond it the head cannot be trusted.
      run.endMs = Math.max(run.endMs, head.state.nowMs - 1)
      throw error
    }
    if (head.state.eventsDone >= nextCheckpoint) {
      addCheckpoint(run)
      nextCheckpoint = head.state.eventsDone + run.checkpointSpread * checkpointInterval(head.state)
    }
  }
  head.state.nowMs = endMs
  run.endMs = endMs
}

/**
 * Bytes that a copy of a state adds to what is kept: its own objects, and those it shares only with the present, which
 * will soon have replaced them (planned events, recent messages).
 */
function weightOf(state: ClusterState): number {
  let words = 14 * state.eventQueue.length + 20 * state.requests.length
  for (const { nodes, queueOffsets } of state.brokerGroups) words += 60 * nodes.length + 18 * queueOffsets.length
  for (const { brokers } of state.nameServers) words += 24 * brokers.length
  for (const { threads, calls, faultItems, connections, publishInfos } of state.producers) {
    words += 50 + 10 * threads.length + 25 * calls.length + 10 * (faultItems.length + connections.length)
    words += publishInfos.length * (8 + threads.length)
  }
  return 8 * words
}

/** Keeps the present state of a run to begin from again. */
function addCheckpoint(run: Run): void {
  const { checkpoints, head, log } = run
  checkpoints.push({ state: cloneState(head.state), logLength: log.length, bytes: weightOf(head.state) })
  if (checkpoints.reduce((sum, { bytes }) => sum + bytes, 0) <= MOST_CHECKPOINT_BYTES) return
  run.checkpoints = checkpoints.filter((_, at) => at % 2 === 0)
  run.checkpointSpread *= 2
}

/**
 * A run of another input, taking over what the two have in common: the same scenario and seed, and the actions up to
 * the first that differs.
 */
export function forkRun(run: Run, input: RunInput, untilMs: number): Run {
  checkRange(untilMs)
  const sameBeginning =
    input.seed === run.input.seed && JSON.stringify(input.scenario) === JSON.stringify(run.input.scenario)
  if (!sameBeginning) return simulate(input, untilMs)
  const differs = firstDifference(run.input, input)
  const firstAction = Math.min(
    run.input.actions[differs]?.atMs ?? MAX_RUN_MS,
    input.actions[differs]?.atMs ?? MAX_RUN_MS,
  )
  const kept = run.checkpoints.filter(
    (checkpoint) => checkpoint.state.nowMs <= firstAction && checkpoint.state.actionsDone <= differs,
  )
  const last = kept[kept.length - 1] as Checkpoint
  const log = copyLog(run.log, last.logLength)
  const head = continueFrom(input, cloneState(last.state), log)
  const { checkpointSpread } = run
  const forked: Run = { input, log, checkpoints: kept, checkpointSpread, endMs: last.state.nowMs, head }
  if (untilMs > forked.endMs) extendRun(forked, untilMs)
  else extendRun(forked, forked.endMs + 1)
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
  if (tMs > run.endMs) throw new RangeError(`the run is computed to ${run.endMs} ms, not to ${tMs} ms`)
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
  return sim.state
}

/** Looks at one moment after another, cheaply when they ascend. */
export interface Cursor {
  /** The returned state is used again by the next seek: read it, keep nothing of it. */
  seek(tMs: number): ClusterState
}

export function createCursor(run: Run): Cursor {
  let sim: Simulation | null = null
  return {
    seek(tMs) {
      checkComputed(run, tMs)
      const checkpoint = checkpointBefore(run, tMs)
      const fromCheckpoint =
        !sim || sim.state.nowMs > tMs || checkpoint.state.eventsDone > sim.state.eventsDone + CHECKPOINT_EVENTS
      if (fromCheckpoint || !sim) sim = continueFrom(run.input, cloneState(checkpoint.state), null)
      runUntil(sim, tMs)
      return sim.state
    },
  }
}

/** Told of what the log does not hold, while a stretch of a run is computed once more. Call and state are live: keep copies. */
export interface Watcher {
  /** Hears of this message's choices only: a trace of every choice takes long in a large cluster. */
  message?: number
  onSelection?: (trace: SelectionTrace, call: SendCall, state: ClusterState) => void
  onLesson?: (lesson: Lesson, call: SendCall, state: ClusterState) => void
}

/**
 * Computes a stretch of a run once more for a watcher: from the last checkpoint before a log entry up to and including
 * untilMs. The watcher hears of everything on the way, which may begin before the entry.
 *
 * @throws RangeError if the run has not been computed so far
 */
export function watch(run: Run, fromLogIndex: number, untilMs: number, watcher: Watcher): void {
  checkComputed(run, untilMs)
  const sim = continueFrom(run.input, cloneState(checkpointBeforeEntry(run, fromLogIndex).state), null)
  const { message, onSelection, onLesson } = watcher
  const watches = (call: SendCall) => onSelection && (message === undefined || message === call.message)
  sim.observer = {
    traceFor: (call) => (watches(call) ? createSelectionTrace() : null),
    chosen: (trace, call) => onSelection?.(trace, call, sim.state),
    hearsLessons: onLesson !== undefined,
    learned: (lesson, call) => onLesson?.(lesson, call, sim.state),
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
