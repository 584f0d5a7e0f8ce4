// Things that matter: the few log entries a person would want to jump to. Found once per run, as its log grows.
// Says nothing about how they are told; see i18n/ for words.

import { LOG_KINDS, type LogEntry, type LogKind, type Run } from '../rocketmq'
import { createProjection } from './projection'

export type MomentKind =
  | 'action'
  | 'process'
  | 'sendFailed'
  | 'messageFailed'
  | 'avoided'
  | 'available'
  | 'election'
  | 'leader'
  | 'masterReady'
  | 'route'
  | 'unregistered'
  | 'topic'
  | 'warned'
  | 'memberLeft'
  | 'consumeFailed'
  | 'offsetMoved'
  | 'deadLettered'
  | 'skipped'
  | 'lost'

export interface Moment {
  atMs: number
  /** Position of the entry in the run's log. */
  logIndex: number
  kind: MomentKind
}

/** ms of virtual time within which the same kind of trouble in the same Broker group counts as one burst. */
export const BURST_MS = 50

/** Everything remembered between two scans of a growing log. */
export interface MomentScan {
  moments: Moment[]
  /** By what a burst is about: virtual time of its newest entry. */
  lastOfBurst: Map<string, number>
  /** Broker groups in which somebody is a candidate and nobody has won yet. */
  electing: Set<number>
}

export const newMomentScan = (): MomentScan => ({
  moments: [],
  lastOfBurst: new Map(),
  electing: new Set(),
})

/** Whatever becomes of any process. */
const PROCESS_KINDS = LOG_KINDS.filter((kind) => kind.endsWith('Process'))

const MOMENT_ENTRIES = [
  'action',
  ...PROCESS_KINDS,
  'sendFailed',
  'messageFailed',
  'sendOk',
  'avoided',
  'available',
  'unregistered',
  'topicCreated',
  'masterReady',
  'route',
  'role',
  'memberLeft',
  'consumed',
  'offsetMoved',
  'deadLettered',
  'skipped',
  'lost',
] satisfies readonly LogKind[]

/** Looks at one more log entry. Entries must come in log order. */
export function scanForMoment(scan: MomentScan, entry: LogEntry, logIndex: number): void {
  const kind = momentKind(scan, entry)
  if (kind) scan.moments.push({ atMs: entry.atMs, logIndex, kind })
}

function momentKind(scan: MomentScan, entry: LogEntry): MomentKind | null {
  switch (entry.kind) {
    case 'action':
      return 'action'
    case 'sendFailed':
      return firstOfBurst(scan, `sendFailed ${entry.group}`, entry.atMs) ? 'sendFailed' : null
    case 'messageFailed':
      return firstOfBurst(scan, 'messageFailed', entry.atMs) ? 'messageFailed' : null
    case 'sendOk':
      return beginsToWarn(scan, entry) ? 'warned' : null
    case 'avoided':
      return firstOfBurst(scan, `avoided ${entry.group}`, entry.atMs) ? 'avoided' : null
    case 'available':
      return firstOfBurst(scan, `available ${entry.group}`, entry.atMs) ? 'available' : null
    // All that one failover takes is one loss.
    case 'lost':
      return firstOfBurst(scan, `lost ${entry.group}`, entry.atMs) ? 'lost' : null
    case 'unregistered':
      return firstOfBurst(scan, `unregistered ${entry.group}`, entry.atMs) ? 'unregistered' : null
    case 'topicCreated':
      return firstOfBurst(scan, 'topicCreated', entry.atMs) ? 'topic' : null
    case 'masterReady':
      return 'masterReady'
    // Every node of every group says so.
    case 'memberLeft':
      return firstOfBurst(scan, `memberLeft ${entry.consumer}`, entry.atMs) ? 'memberLeft' : null
    case 'consumed':
      return entry.result !== 'SUCCESS' && firstOfBurst(scan, `consumed ${entry.consumer}`, entry.atMs)
        ? 'consumeFailed'
        : null
    case 'offsetMoved':
      return 'offsetMoved'
    case 'deadLettered':
      return 'deadLettered'
    case 'skipped':
      return entry.cause !== 'filtered' && firstOfBurst(scan, `skipped ${entry.group}`, entry.atMs) ? 'skipped' : null
    case 'route':
      return entry.outcome === 'changed' ? 'route' : null
    case 'role':
      // One election is one beginning and one end, however many candidates and rounds it takes.
      if (entry.role === 'LEADER') {
        scan.electing.delete(entry.group)
        return 'leader'
      }
      if (entry.role !== 'CANDIDATE' || scan.electing.has(entry.group)) return null
      scan.electing.add(entry.group)
      return 'election'
    default:
      return 'to' in entry ? 'process' : null
  }
}

/** The first SendResult of a Broker group that is not SEND_OK; those that follow say the same. */
function beginsToWarn(scan: MomentScan, { group, status, atMs }: Extract<LogEntry, { kind: 'sendOk' }>): boolean {
  const about = `warned ${group}`
  if (status === 'SEND_OK') {
    scan.lastOfBurst.delete(about)
    return false
  }
  const first = !scan.lastOfBurst.has(about)
  scan.lastOfBurst.set(about, atMs)
  return first
}

function firstOfBurst(scan: MomentScan, about: string, atMs: number): boolean {
  const last = scan.lastOfBurst.get(about)
  scan.lastOfBurst.set(about, atMs)
  return last === undefined || atMs - last > BURST_MS
}

const scanOf = createProjection<MomentScan, Omit<MomentScan, 'moments'> & { count: number }, LogKind>(
  {
    kinds: MOMENT_ENTRIES,
    init: newMomentScan,
    step: scanForMoment,
    mark: ({ moments, lastOfBurst, electing }) => ({
      count: moments.length,
      lastOfBurst: new Map(lastOfBurst),
      electing: new Set(electing),
    }),
    resume: ({ moments }, { count, lastOfBurst, electing }) => ({
      moments: moments.slice(0, count),
      lastOfBurst: new Map(lastOfBurst),
      electing: new Set(electing),
    }),
  },
  'every',
)

/** @returns the moments of everything computed so far, ascending; the array is reused and grows with the run */
export const momentsOf = (run: Run): readonly Moment[] => scanOf(run).moments

/** @returns position of the first moment with atMs > tMs; the length if there is none */
export function firstMomentAfter(moments: readonly Moment[], tMs: number): number {
  let low = 0
  let high = moments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (moments[middle].atMs > tMs) high = middle
    else low = middle + 1
  }
  return low
}

/** @returns the next moment after tMs in what has been computed, or null */
export const nextMoment = (moments: readonly Moment[], tMs: number): Moment | null =>
  moments[firstMomentAfter(moments, tMs)] ?? null

/** @returns the newest moment before tMs, or null */
export const previousMoment = (moments: readonly Moment[], tMs: number): Moment | null =>
  moments[firstMomentAfter(moments, tMs - 1) - 1] ?? null
