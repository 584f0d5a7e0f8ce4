// How a run went, in the figures by which two runs of the same input are told apart: a recording of a real cluster and its
// simulation. Counted from the log alone, so that they mean the same in both.

import {
  type AttemptFailure,
  entryAt,
  firstEntryAfter,
  type LogEntry,
  type LogKind,
  type Run,
  type SendException,
  sendsOf,
  type UserAction,
} from '../rocketmq'
import { type Meter, walk } from './projection'

/** How an attempt failed; a Broker's error with its response code. */
export type FailureName = Exclude<AttemptFailure, 'brokerError'> | `brokerError ${number}`

/** What followed one fault, until the next one. ms after it; null where it has not happened. */
export interface FaultFigures {
  /** Position in the input's actions, and when it was done. */
  action: number
  atMs: number
  /** A NameServer dropped an address. */
  droppedMs: number | null
  /** A group has a writable Master again. */
  masterMs: number | null
  /** The first change of a producer's list, and the last. */
  routeMs: number | null
  lastRouteMs: number | null
  firstFailureMs: number | null
  lastFailureMs: number | null
  failedAttempts: number
  failedCalls: number
}

export interface AvoidanceWindow {
  producer: number
  group: number
  atMs: number
  windowMs: number
}

export interface RunFigures {
  /** Counted up to and including this moment. */
  toMs: number
  /** Calls that have ended. */
  calls: number
  attempts: number
  /** Copies, by Broker group and queueId. */
  stored: number[][]
  failedAttempts: Partial<Record<FailureName, number>>
  failedCalls: Partial<Record<SendException, number>>
  faults: FaultFigures[]
  /** Newest last. */
  windows: AvoidanceWindow[]
}

/** Figures of a run that is still being counted. */
export interface FigureCounts {
  run: Run
  /** Log entries that have been looked at. */
  scanned: number
  figures: RunFigures
}

/** Actions after which something is broken. */
const FAULTS: ReadonlySet<UserAction['type']> = new Set(['kill', 'powerOff', 'freeze', 'stop', 'slow', 'setFault'])

const KINDS: ReadonlySet<LogKind> = new Set<LogKind>([
  'action',
  'send',
  'stored',
  'sendOk',
  'sendFailed',
  'messageFailed',
  'avoided',
  'route',
  'unregistered',
  'masterReady',
])

export const createFigureCounts = (run: Run): FigureCounts => ({
  run,
  scanned: 0,
  figures: {
    toMs: 0,
    calls: 0,
    attempts: 0,
    stored: (run.checkpoints[0]?.state.brokerGroups ?? []).map(({ writeQueueNums }) =>
      Array.from({ length: writeQueueNums }, () => 0),
    ),
    failedAttempts: {},
    failedCalls: {},
    faults: [],
    windows: [],
  },
})

/** Counts on, from where it was. @returns whether it has come to toMs, which must not be earlier than before */
export function countFigures(counts: FigureCounts, toMs: number, meter?: Meter): boolean {
  const { run, figures } = counts
  const end = firstEntryAfter(run.log, toMs)
  const sends = sendsOf(run.input.scenario.settings, 1)
  counts.scanned = walk(
    run.log,
    counts.scanned,
    end,
    (kind) => KINDS.has(kind),
    (index, kind) => {
      // The most frequent kind says nothing but that there is one more.
      if (kind === 'send') figures.attempts += sends
      else count(figures, entryAt(run.log, index), run)
    },
    meter,
  )
  if (counts.scanned < end) return false
  figures.toMs = toMs
  return true
}

/** All at once, up to and including toMs, which must have been computed. */
export function runFigures(run: Run, toMs = run.endMs): RunFigures {
  const counts = createFigureCounts(run)
  countFigures(counts, toMs)
  return counts.figures
}

const add = <Name extends string>(to: Partial<Record<Name, number>>, name: Name, sends: number): void => {
  to[name] = (to[name] ?? 0) + sends
}

function count(figures: RunFigures, entry: LogEntry, run: Run): void {
  const fault = figures.faults.at(-1)
  const sends = sendsOf(run.input.scenario.settings, 1)
  const afterMs = fault ? entry.atMs - fault.atMs : 0
  switch (entry.kind) {
    case 'action':
      if (FAULTS.has((run.input.actions[entry.action] as UserAction).type)) figures.faults.push(newFault(entry))
      return
    case 'stored': {
      while (figures.stored.length <= entry.group) figures.stored.push([])
      const queues = figures.stored[entry.group] as number[]
      while (queues.length <= entry.queueId) queues.push(0)
      queues[entry.queueId] = (queues[entry.queueId] as number) + sends
      return
    }
    case 'sendOk':
      figures.calls += sends
      return
    case 'sendFailed':
      add(figures.failedAttempts, entry.failure === 'brokerError' ? `brokerError ${entry.code}` : entry.failure, sends)
      if (!fault) return
      fault.failedAttempts += sends
      fault.firstFailureMs ??= afterMs
      fault.lastFailureMs = afterMs
      return
    case 'messageFailed':
      figures.calls += sends
      add(figures.failedCalls, entry.exception, sends)
      if (fault) fault.failedCalls += sends
      return
    case 'avoided': {
      const { producer, group, atMs, windowMs } = entry
      figures.windows.push({ producer, group, atMs, windowMs })
      return
    }
    case 'route':
      if (!fault || entry.outcome !== 'changed') return
      fault.routeMs ??= afterMs
      fault.lastRouteMs = afterMs
      return
    case 'unregistered':
      if (fault) fault.droppedMs ??= afterMs
      return
    case 'masterReady':
      if (fault) fault.masterMs ??= afterMs
      return
  }
}

const newFault = ({ action, atMs }: { action: number; atMs: number }): FaultFigures => ({
  action,
  atMs,
  droppedMs: null,
  masterMs: null,
  routeMs: null,
  lastRouteMs: null,
  firstFailureMs: null,
  lastFailureMs: null,
  failedAttempts: 0,
  failedCalls: 0,
})

// ---------------------------------------------------------------- side by side

/** One figure of two runs. `unit`: ms after a fault, or a number of things. */
export interface ComparedFigure {
  id: FigureName
  unit: 'count' | 'ms'
  main: number | null
  other: number | null
}

/** Which figure: of a queue, of a way to fail, or of a fault by its place among the faults. */
export type FigureName =
  | { of: 'calls' | 'attempts' | 'failedAttempts' | 'failedCalls' | 'windows' | 'windowMs' }
  | { of: 'queue'; group: number; queueId: number }
  | { of: 'failure'; failure: FailureName }
  | { of: 'exception'; exception: SendException }
  | { of: 'dropped' | 'master' | 'route' | 'lastFailure'; fault: number }

const sum = (counts: Partial<Record<string, number>>): number =>
  Object.values(counts).reduce<number>((all, one) => all + (one ?? 0), 0)

/** The windows that a failure opened, or long ones: those of a few ms are noise. */
const longest = (windows: readonly AvoidanceWindow[]): number | null =>
  windows.length === 0 ? null : Math.max(...windows.map(({ windowMs }) => windowMs))

/** Faults of which figures are shown one by one; of more, only the first ones. */
const MAX_FAULTS_SHOWN = 6

/** Both runs, figure by figure, in the order in which they are read. */
export function comparedFigures(main: RunFigures, other: RunFigures): ComparedFigure[] {
  const rows: ComparedFigure[] = []
  const row = (id: FigureName, of: (figures: RunFigures) => number | null, unit: 'count' | 'ms' = 'count') =>
    rows.push({ id, unit, main: of(main), other: of(other) })
  row({ of: 'calls' }, ({ calls }) => calls)
  row({ of: 'attempts' }, ({ attempts }) => attempts)
  row({ of: 'failedAttempts' }, ({ failedAttempts }) => sum(failedAttempts))
  for (const failure of namesOf(main.failedAttempts, other.failedAttempts)) {
    row({ of: 'failure', failure }, ({ failedAttempts }) => failedAttempts[failure] ?? 0)
  }
  row({ of: 'failedCalls' }, ({ failedCalls }) => sum(failedCalls))
  for (const exception of namesOf(main.failedCalls, other.failedCalls)) {
    row({ of: 'exception', exception }, ({ failedCalls }) => failedCalls[exception] ?? 0)
  }
  row({ of: 'windows' }, ({ windows }) => windows.length)
  row({ of: 'windowMs' }, ({ windows }) => longest(windows), 'ms')
  const faults = Math.min(MAX_FAULTS_SHOWN, Math.max(main.faults.length, other.faults.length))
  for (let fault = 0; fault < faults; fault++) {
    const at = ({ faults }: RunFigures) => faults[fault]
    row({ of: 'dropped', fault }, (figures) => at(figures)?.droppedMs ?? null, 'ms')
    row({ of: 'master', fault }, (figures) => at(figures)?.masterMs ?? null, 'ms')
    row({ of: 'route', fault }, (figures) => at(figures)?.routeMs ?? null, 'ms')
    row({ of: 'lastFailure', fault }, (figures) => at(figures)?.lastFailureMs ?? null, 'ms')
  }
  main.stored.forEach((queues, group) => {
    queues.forEach((_, queueId) => {
      row({ of: 'queue', group, queueId }, ({ stored }) => stored[group]?.[queueId] ?? 0)
    })
  })
  return rows
}

const namesOf = <Name extends string>(
  one: Partial<Record<Name, number>>,
  other: Partial<Record<Name, number>>,
): Name[] => [...new Set([...Object.keys(one), ...Object.keys(other)])].sort() as Name[]
