// When a producer can use a Broker group again: its outages over a run, and what each of them waited for. A group is usable once three
// things are so at once (four in 5.1.4): a Master serves, the producer's list and address table lead to it, it is not avoided, and it
// counts as reachable. The latest of them rules. Read from the run, so that also what comes later has its true moment.

import {
  type ClusterState,
  clientRules,
  entryAt,
  isReachable,
  type LogEntry,
  type MessageQueue,
  type Producer,
  type Run,
} from '../rocketmq'
import { avoidanceWindows } from './avoidance'
import { groupStatusSegments, hasMaster, type StatusSegment, standingAt } from './groupStatus'
import { isListed, knownMasterOf } from './knownRoute'
import { createProjection, type Look } from './projection'

/** What an outage waited for. */
export type NeedKind =
  /** Another Master: by DLedger, or by the Controller. */
  | 'elected'
  /** The same Master, started again or resumed. */
  | 'started'
  | 'resumed'
  /** A Master, of which the run as far as it is computed has none. */
  | 'master'
  /** A route poll that brings its address and its queues. */
  | 'route'
  /** The end of the avoidance window. */
  | 'window'
  /** The end of a window that opens after the moment that is shown: see needsAt. */
  | 'laterWindow'
  /** The end of the window that is open at that moment, and is made longer after it. */
  | 'longerWindow'
  /** The detector's probe (5.1.4). */
  | 'reachable'

export interface Need {
  what: NeedKind
  /** ms of virtual time from which it is so for good; null where it is not, as far as the run is computed. */
  atMs: number | null
  /** Its moment lies beyond what is computed: it is so if nothing else happens. */
  planned: boolean
  /** Of a window: ms of virtual time at which it opened. */
  openedMs?: number
}

/** A stretch in which a producer cannot use a Broker group with success, though it could before. */
export interface Outage {
  fromMs: number
  /** null while it goes on at the end of what is computed. */
  toMs: number | null
  /** It ended because the producer or the Broker group has gone: what it waited for never came. */
  isCut: boolean
  /** The latest first: the first one rules. */
  needs: Need[]
}

// --- what a producer knows, over a run -------------------------------------------------------------------------------

interface Knowledge {
  fromMs: number
  running: boolean
  /** nodeIndex of the Master by the producer's address table, or null. */
  master: number | null
  listed: boolean
  unreachable: boolean
}

interface KnowledgeIndex {
  /** By producer, then Broker group. */
  known: Knowledge[][][]
  /** By producer: the group of each entry of its newest list, as far as it is followed. */
  lists: number[][]
  dueAtMs: number | null
}

const groupsOf = (list: readonly MessageQueue[] | undefined): number[] => list?.map(({ group }) => group) ?? []

function isUnreachable(state: ClusterState, producer: Producer, group: number): boolean {
  const { sendLatencyFaultEnable, clientVersion } = state.settings
  return (
    sendLatencyFaultEnable &&
    clientRules(clientVersion).availableNeedsReachable &&
    !isReachable(producer.faultItems[group])
  )
}

function compareDue(index: KnowledgeIndex, look: Look): void {
  const { dueAtMs } = index
  index.dueAtMs = null
  if (dueAtMs !== null) compare(index, look(dueAtMs), dueAtMs)
}

/** Sees what every producer knows at the end of a millisecond. */
function compare(index: KnowledgeIndex, state: ClusterState, atMs: number): void {
  state.producers.forEach((producer, at) => {
    while (index.known.length <= at) index.known.push([])
    const groups = index.known[at] as Knowledge[][]
    index.lists[at] = groupsOf(producer.publishInfos.at(-1)?.messageQueueList)
    for (let group = 0; group < state.brokerGroups.length; group++) {
      while (groups.length <= group) groups.push([])
      const segments = groups[group] as Knowledge[]
      const now: Knowledge = {
        fromMs: atMs,
        running: producer.process === 'running' && !producer.removed,
        master: knownMasterOf(producer, group),
        listed: isListed(producer, group),
        unreachable: isUnreachable(state, producer, group),
      }
      const last = segments.at(-1)
      if (last && JSON.stringify({ ...last, fromMs: atMs }) === JSON.stringify(now)) continue
      if (last?.fromMs === atMs) segments[segments.length - 1] = now
      else segments.push(now)
    }
  })
}

/** A rewritten entry matters where it is the last of its group, or the first: whole lists are compared then only. */
function noteRewritten(index: KnowledgeIndex, entry: Extract<LogEntry, { kind: 'queueRewritten' }>): void {
  const list = index.lists[entry.producer]
  const before = list?.[entry.position]
  if (!list || before === undefined || before === entry.group) return
  const isFirst = !list.includes(entry.group)
  list[entry.position] = entry.group
  if (isFirst || !list.includes(before)) index.dueAtMs = entry.atMs
}

const knowledgeOf = createProjection({
  kinds: ['route', 'queueRewritten', 'action', 'producerProcess', 'reachable', 'available'],
  looksAt: ({ dueAtMs }, atMs) => (dueAtMs !== null && (atMs === null || atMs > dueAtMs) ? dueAtMs : null),
  init: (_: Run, look: Look): KnowledgeIndex => {
    const index: KnowledgeIndex = { known: [], lists: [], dueAtMs: null }
    compare(index, look(0), 0)
    return index
  },
  step(index, entry, _, __, look) {
    if (index.dueAtMs !== null && entry.atMs > index.dueAtMs) compareDue(index, look)
    if (entry.kind === 'queueRewritten') noteRewritten(index, entry)
    else if (
      entry.kind === 'available' ? entry.cause === 'removed' : entry.kind !== 'route' || entry.outcome === 'changed'
    )
      index.dueAtMs = entry.atMs
  },
  settle: (index, _, look) => compareDue(index, look),
  mark: ({ known, lists, dueAtMs }) => ({
    known: known.map((groups) => groups.map((segments) => ({ count: segments.length, last: segments.at(-1) }))),
    lists: lists.map((list) => [...list]),
    dueAtMs,
  }),
  resume: ({ known }, mark): KnowledgeIndex => ({
    known: mark.known.map((groups, producer) =>
      groups.map(({ count, last }, group) => [
        ...((known[producer] as Knowledge[][])[group] as Knowledge[]).slice(0, count - 1),
        ...(last ? [last] : []),
      ]),
    ),
    lists: mark.lists.map((list) => [...list]),
    dueAtMs: mark.dueAtMs,
  }),
})

/** Reads on, a little, before the outages of a long run are asked for: see Facts in projection.ts. */
export const prepareOutages = (run: Run, most: number): boolean => knowledgeOf.prepare(run, most)

// --- outages ---------------------------------------------------------------------------------------------------------

/** Segments that are passed in ascending order of time. */
class Reader<S extends { fromMs: number }> {
  private at = -1
  constructor(private readonly segments: readonly S[]) {}

  seek(tMs: number): S | null {
    while ((this.segments[this.at + 1]?.fromMs ?? Number.POSITIVE_INFINITY) <= tMs) this.at++
    return this.segments[this.at] ?? null
  }
}

/** Its end while it goes on is what is planned by now. */
interface Avoided {
  fromMs: number
  untilMs: number
  endedMs: number | null
}

type Condition = 'master' | 'route' | 'window' | 'reachable'
const CONDITIONS: readonly Condition[] = ['master', 'route', 'window', 'reachable']

function findOutages(run: Run, producer: number, group: number): Outage[] {
  const statuses = groupStatusSegments(run)[group] ?? []
  const known = knowledgeOf(run).known[producer]?.[group] ?? []
  const windows: Avoided[] = (avoidanceWindows(run)[group] ?? []).filter((window) => window.producer === producer)
  const points = [
    ...statuses.map(({ fromMs }) => fromMs),
    ...known.map(({ fromMs }) => fromMs),
    ...windows.flatMap(({ fromMs, endedMs }) => (endedMs === null ? [fromMs] : [fromMs, endedMs])),
  ]
  const moments = [...new Set(points)].filter((atMs) => atMs <= run.endMs).sort((one, other) => one - other)
  const status = new Reader(statuses)
  const knowledge = new Reader(known)
  const window = new Reader(windows)
  const outages: Outage[] = []
  /** Since when each condition is met; null while it is not. */
  const metMs = new Map<Condition, number | null>()
  let open: { fromMs: number; missed: Set<Condition> } | null = null
  let wasUsable = false
  let avoidedNow: Avoided | null = null
  const needsOf = (missed: ReadonlySet<Condition>): Need[] =>
    CONDITIONS.flatMap((condition): Need[] => {
      if (!missed.has(condition)) return []
      const atMs = metMs.get(condition) ?? null
      // Without a Master there is no address that a poll could bring.
      if (condition === 'route' && atMs === null && missed.has('master') && (metMs.get('master') ?? null) === null)
        return []
      if (condition === 'master') return [{ what: masterBy(run, statuses, atMs), atMs, planned: false }]
      const current = atMs === null ? avoidedNow : windows.findLast(({ endedMs }) => endedMs === atMs)
      if (condition === 'window' && current)
        return [{ what: 'window', atMs: atMs ?? current.untilMs, planned: atMs === null, openedMs: current.fromMs }]
      return [{ what: condition, atMs, planned: false }]
    }).sort(latestFirst)
  const close = (toMs: number | null, isCut = false) => {
    if (open) outages.push({ fromMs: open.fromMs, toMs, isCut, needs: needsOf(open.missed) })
    open = null
  }
  for (const atMs of moments) {
    const standing = status.seek(atMs)
    const knows = knowledge.seek(atMs)
    const avoided = window.seek(atMs)
    const master = standing && hasMaster(standing.status) ? standing.master : null
    const isKnown = knows?.listed === true && (master === null ? knows.master !== null : knows.master === master)
    const isMet: Record<Condition, boolean> = {
      master: master !== null,
      route: isKnown,
      window: !avoided || (avoided.endedMs !== null && avoided.endedMs <= atMs),
      reachable: !knows?.unreachable,
    }
    const isThere = standing !== null && standing.status !== 'removed' && knows?.running === true
    // Its fault table dies with a producer, which ends a window that was to last: what it waited for then is named.
    if (!isThere) close(atMs, true)
    avoidedNow = avoided
    for (const condition of CONDITIONS) {
      if (!isMet[condition]) metMs.set(condition, null)
      else if ((metMs.get(condition) ?? null) === null) metMs.set(condition, atMs)
    }
    const isUsable = CONDITIONS.every((condition) => isMet[condition])
    // A producer or a Broker group that has gone waits for nothing, and starts over.
    if (!isThere) {
      wasUsable = false
      continue
    }
    if (isUsable) close(atMs)
    else {
      if (wasUsable) open ??= { fromMs: atMs, missed: new Set() }
      for (const condition of CONDITIONS) if (!isMet[condition]) open?.missed.add(condition)
    }
    wasUsable ||= isUsable
  }
  close(null)
  return outages
}

/** What is unknown comes last of all. */
const latestFirst = (one: Need, other: Need): number =>
  (other.atMs ?? Number.MAX_SAFE_INTEGER) - (one.atMs ?? Number.MAX_SAFE_INTEGER)

/** How the Master came: by what the log says of that moment, and what the group was before. */
function masterBy(run: Run, statuses: readonly StatusSegment[], atMs: number | null): NeedKind {
  if (atMs === null) return 'master'
  const now = standingAt(statuses, atMs)
  const last = statuses.findLast(({ fromMs }) => fromMs < atMs)
  const before = statuses.findLast(({ fromMs, status }) => fromMs < atMs && hasMaster(status))
  const kind = now && now.logIndex >= 0 ? entryAt(run.log, now.logIndex).kind : 'role'
  if (kind === 'role' || kind === 'masterReady' || before?.master !== now?.master) return 'elected'
  return last?.status === 'frozen' || last?.status === 'electing' ? 'resumed' : 'started'
}

const found = new WeakMap<Run, { endMs: number; outages: Map<string, Outage[]> }>()

/** Every outage of a Broker group in the eyes of a producer, as far as the run is computed, ascending. */
export function outagesOf(run: Run, producer: number, group: number): readonly Outage[] {
  let known = found.get(run)
  if (known?.endMs !== run.endMs) {
    known = { endMs: run.endMs, outages: new Map() }
    found.set(run, known)
  }
  const key = `${producer} ${group}`
  let outages = known.outages.get(key)
  if (!outages) {
    outages = findOutages(run, producer, group)
    known.outages.set(key, outages)
  }
  return outages
}

/** The outage that a moment falls into, or null: the group is usable, or has never been. */
export const outageAt = (run: Run, producer: number, group: number, tMs: number): Outage | null =>
  outagesOf(run, producer, group).find(({ fromMs, toMs }) => fromMs <= tMs && (toMs === null || tMs < toMs)) ?? null

/**
 * What an outage waits for, as it is to be named at a moment: a window that is not the one of that moment is another one.
 *
 * @param avoidedMs - until when the group is avoided, as known at that moment; null when it is not
 */
export const needsAt = ({ needs }: Outage, tMs: number, avoidedMs: number | null): Need[] =>
  needs.map((need) => {
    const { openedMs, ...rest } = need
    if (openedMs === undefined || rest.atMs === null) return rest
    if (openedMs > tMs) return { ...rest, what: 'laterWindow' }
    return avoidedMs !== null && avoidedMs < rest.atMs ? { ...rest, what: 'longerWindow' } : rest
  })
