// When playing has to stop: breakpoints as plain data, and the first moment of a run at which one of them holds. Pure.

import { entryAt, entryTime, firstEntryAfter, type LogEntry, type LogKind, type Run } from '../rocketmq'
import { type Column, createColumn, cutColumn, lowerBound, push, valueAt } from './columns'
import { firstFrom } from './messageIndex'
import { createProjection } from './projection'

/** What can be waited for in the log. */
export const EVENT_BREAKPOINTS = [
  /** A Broker group was chosen until now, and is not for a while. */
  'avoided',
  'available',
  'attemptFailed',
  'retry',
  'givenUp',
  'route',
  /** A step of an election, or a new Master. */
  'role',
  'newMaster',
  /** Only where the inside of Brokers is simulated. */
  'busy',
  'cut',
  'lost',
  /** Only where there are consumers. */
  'memberLeft',
  'queueRevoked',
  'consumeFailed',
  'deadLettered',
  'skipped',
] as const

export type EventBreakpointKind = (typeof EVENT_BREAKPOINTS)[number]

const OF_STORE: readonly EventBreakpointKind[] = ['busy', 'cut', 'lost']
const OF_CONSUMERS: readonly EventBreakpointKind[] = [
  'memberLeft',
  'queueRevoked',
  'consumeFailed',
  'deadLettered',
  'skipped',
]

/** What can happen in a run, and so is offered: the inside of Brokers, and consumers, only where they are simulated. */
export function breakpointsOf({ input }: Run): readonly EventBreakpointKind[] {
  const { simulateStore, consumerGroupCount } = input.scenario.settings
  const left = [...(simulateStore ? [] : OF_STORE), ...(consumerGroupCount > 0 ? [] : OF_CONSUMERS)]
  return EVENT_BREAKPOINTS.filter((kind) => !left.includes(kind))
}

/** Stops playing whenever something happens, if wanted only to one Broker group, producer or message. */
export interface EventBreakpoint {
  kind: EventBreakpointKind
  enabled: boolean
  /** Position of the Broker group in ClusterState.brokerGroups. */
  group?: number
  /** Position of the producer in ClusterState.producers. */
  producer?: number
  message?: number
}

/** Stops playing at one moment. */
export interface TimeBreakpoint {
  kind: 'time'
  enabled: boolean
  /** ms of virtual time, whole. */
  atMs: number
}

export type Breakpoint = EventBreakpoint | TimeBreakpoint

/** More than this many would be a mistake. */
export const MAX_BREAKPOINTS = 50

/** What an event can be limited to. */
export type BreakpointLimit = 'group' | 'producer' | 'message'

/** Which limits make sense for which event: the log says nothing else about it. */
export const LIMITS_OF: Record<EventBreakpointKind, readonly BreakpointLimit[]> = {
  avoided: ['group', 'producer'],
  available: ['group', 'producer'],
  attemptFailed: ['group', 'producer', 'message'],
  retry: ['group', 'producer', 'message'],
  givenUp: ['producer', 'message'],
  route: ['producer'],
  role: ['group'],
  newMaster: ['group'],
  busy: ['group', 'message'],
  cut: ['group'],
  lost: ['group', 'message'],
  memberLeft: ['group'],
  queueRevoked: ['group'],
  consumeFailed: ['group', 'message'],
  deadLettered: ['group', 'message'],
  skipped: ['group', 'message'],
}

/** What tells two breakpoints apart; whether they are on does not. */
export const breakpointKey = (breakpoint: Breakpoint): string =>
  breakpoint.kind === 'time'
    ? `time ${breakpoint.atMs}`
    : `${breakpoint.kind} ${breakpoint.group ?? '*'} ${breakpoint.producer ?? '*'} ${breakpoint.message ?? '*'}`

/** A moment at which playing stops. */
export interface BreakpointHit {
  breakpoint: Breakpoint
  /** ms of virtual time, whole. */
  atMs: number
  /** The entry that fulfils it; null for a time. */
  logIndex: number | null
}

/** The event an entry is, looked at by itself; null for what nobody waits for. */
export function eventOf(entry: LogEntry): EventBreakpointKind | null {
  switch (entry.kind) {
    case 'avoided':
    case 'available':
    case 'role':
    case 'busy':
    case 'cut':
    case 'lost':
    case 'memberLeft':
    case 'queueRevoked':
    case 'deadLettered':
      return entry.kind
    case 'skipped':
      // What a subscription leaves out is no event.
      return entry.cause === 'filtered' ? null : 'skipped'
    case 'consumed':
      return entry.result === 'SUCCESS' ? null : 'consumeFailed'
    case 'sendFailed':
      return 'attemptFailed'
    case 'send':
      return entry.attempt > 1 ? 'retry' : null
    case 'messageFailed':
      return 'givenUp'
    case 'route':
      return entry.outcome === 'changed' ? 'route' : null
    case 'masterReady':
      return 'newMaster'
    default:
      return null
  }
}

/** Kinds of entries among which an event is looked for. */
const KINDS_OF: Record<EventBreakpointKind, readonly LogKind[]> = {
  avoided: ['avoided'],
  available: ['available'],
  attemptFailed: ['sendFailed'],
  retry: ['send'],
  givenUp: ['messageFailed'],
  route: ['route'],
  role: ['role', 'masterReady'],
  newMaster: ['masterReady'],
  busy: ['busy'],
  cut: ['cut'],
  lost: ['lost'],
  memberLeft: ['memberLeft'],
  queueRevoked: ['queueRevoked'],
  consumeFailed: ['consumed'],
  deadLettered: ['deadLettered'],
  skipped: ['skipped'],
}

function fulfils(entry: LogEntry, breakpoint: EventBreakpoint): boolean {
  const event = eventOf(entry)
  if (event !== breakpoint.kind && !(breakpoint.kind === 'role' && event === 'newMaster')) return false
  return LIMITS_OF[breakpoint.kind].every((limit) => {
    const wanted = breakpoint[limit]
    return wanted === undefined || (limit in entry && entry[limit as keyof LogEntry] === (wanted as never))
  })
}

/** Which windows are open, and the entries that opened one: an entry that only makes a window longer is none of them. */
interface Openings {
  /** By producer and group: the end of the newest window, of which no entry tells where the switch has been turned off. */
  untilMs: Map<number, number>
  /** Positions in the log, ascending. */
  opened: Column
}

const openingsOf = createProjection(
  {
    kinds: ['avoided', 'available', 'producerProcess'],
    init: (): Openings => ({ untilMs: new Map(), opened: createColumn() }),
    step({ untilMs, opened }, entry, logIndex) {
      if (entry.kind === 'producerProcess') {
        // A new process begins with an empty table.
        for (const pair of untilMs.keys()) if (pair >> 8 === entry.producer) untilMs.delete(pair)
        return
      }
      const pair = (entry.producer << 8) | entry.group
      if (entry.kind === 'available') untilMs.delete(pair)
      else {
        if ((untilMs.get(pair) ?? 0) <= entry.atMs) push(opened, logIndex)
        untilMs.set(pair, entry.untilMs)
      }
    },
    mark: ({ untilMs, opened }) => ({ untilMs: new Map(untilMs), count: opened.length }),
    resume: ({ opened }, { untilMs, count }) => ({ untilMs: new Map(untilMs), opened: cutColumn(opened, count) }),
  },
  'every',
)

/** Whether this entry of kind 'avoided' begins a window, rather than making one longer. */
function opensWindow(run: Run, logIndex: number): boolean {
  const { opened } = openingsOf(run)
  const at = lowerBound(opened, logIndex)
  return at < opened.length && valueAt(opened, at) === logIndex
}

/**
 * The earliest moment later than fromMs and not later than toMs at which a breakpoint that is on holds.
 *
 * @param toMs - the run is computed at least so far
 * @param firstIndex - entries from this position on count even at fromMs: what was added there since it was looked at
 */
export function firstHit(
  run: Run,
  breakpoints: readonly Breakpoint[],
  fromMs: number,
  toMs: number,
  firstIndex = Number.POSITIVE_INFINITY,
): BreakpointHit | null {
  let earliest: BreakpointHit | null = null
  const events: EventBreakpoint[] = []
  for (const breakpoint of breakpoints) {
    if (!breakpoint.enabled) continue
    if (breakpoint.kind !== 'time') events.push(breakpoint)
    else if (breakpoint.atMs > fromMs && breakpoint.atMs <= toMs && breakpoint.atMs < (earliest?.atMs ?? Infinity)) {
      earliest = { breakpoint, atMs: breakpoint.atMs, logIndex: null }
    }
  }
  if (events.length === 0) return earliest
  const { log } = run
  const kinds = [...new Set(events.flatMap((event) => KINDS_OF[event.kind]))]
  const from = Math.min(firstIndex, firstEntryAfter(log, fromMs))
  // Of one moment, the event is told rather than the time: it says more.
  const end = firstEntryAfter(log, Math.min(toMs, earliest?.atMs ?? toMs))
  const breakpointAt = (index: number): EventBreakpoint | undefined => {
    const entry = entryAt(log, index)
    const breakpoint = events.find((event) => fulfils(entry, event))
    return entry.kind === 'avoided' && !opensWindow(run, index) ? undefined : breakpoint
  }
  const logIndex = firstFrom(log, kinds, from, end, (index) => breakpointAt(index) !== undefined)
  if (logIndex === null) return earliest
  return { breakpoint: breakpointAt(logIndex) as EventBreakpoint, atMs: entryTime(log, logIndex), logIndex }
}
