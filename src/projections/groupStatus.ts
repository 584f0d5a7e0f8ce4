// What a Broker group is, whatever anybody believes of it: at one moment from the state, and over a run as segments that are
// made by the same function. Stage, timeline, menus, run summary and keyboard all read it here.

import {
  type BrokerGroup,
  type BrokerNode,
  type ClusterState,
  isServing,
  MASTER_ID,
  type Run,
  requestsInFlightTo,
  TROUBLES,
  type Trouble,
} from '../rocketmq'
import { answersUntilEnded } from './limits'
import { createProjection, type Look } from './projection'

export type GroupStatus =
  | 'ok'
  | 'slow'
  /** It answers, but not with success. */
  | Trouble
  /** The next requests get a response code that a person has ordered. */
  | 'answering'
  | 'frozen'
  | 'electing'
  /** Some node runs, none takes writes. */
  | 'noMaster'
  | 'starting'
  | 'stopping'
  /** No process runs. */
  | 'down'
  /** Taken out of the cluster by a smaller brokerGroupCount. */
  | 'removed'

export interface GroupStanding {
  status: GroupStatus
  /** nodeIndex of the Master that takes writes, or null. */
  master: number | null
  /** ms added to every answer, for 'slow'; else 0. */
  slowMs: number
  /** Response code, for 'answering'; else 0. */
  code: number
}

/** Statuses in which a node is Master and takes up requests: it is written to, whatever it answers. */
const WITH_MASTER: ReadonlySet<GroupStatus> = new Set([
  'ok',
  'slow',
  'overloaded',
  'diskFull',
  'diskStalled',
  'answering',
  'stopping',
])

export const hasMaster = (status: GroupStatus): boolean => WITH_MASTER.has(status)

/** It stores what is sent to it, perhaps late. */
export const takesWrites = (status: GroupStatus): boolean => status === 'ok' || status === 'slow'

/** It runs and answers, but not with success: neither broken nor well. */
export const answersBadly = (status: GroupStatus): boolean =>
  status === 'answering' || (TROUBLES as readonly string[]).includes(status)

/** Is this node Master, as far as its own group goes? In DLedger mode a Leader that others have replaced is not. */
const isMaster = (node: BrokerNode): boolean =>
  !node.removed && node.brokerId === MASTER_ID && (node.raft === null || node.raft.role === 'LEADER')

/** nodeIndex of the Master that takes up requests, or null: the newest, where one that is cut off from the Controller still believes it. */
export function servingMaster(group: BrokerGroup): number | null {
  let found: BrokerNode | null = null
  for (const node of group.nodes) {
    if (isServing(node.process) && isMaster(node) && (!found || node.masterEpoch > found.masterEpoch)) found = node
  }
  return found?.nodeIndex ?? null
}

/** What a node that runs suffers from, the thing that shows first; null if nothing. */
export function sufferingOf(node: BrokerNode): Trouble | 'answering' | 'slow' | null {
  for (const trouble of ['overloaded', 'diskStalled', 'diskFull'] as const) {
    if (node.troubles.includes(trouble)) return trouble
  }
  if (node.injectedTimes > 0) return 'answering'
  return node.slowMs > 0 ? 'slow' : null
}

/** Somebody stands for election, or has won and does not serve yet. */
const isElecting = ({ removed, process, raft, brokerId }: BrokerNode): boolean =>
  !removed &&
  process === 'running' &&
  (raft?.role === 'CANDIDATE' || (raft?.role === 'LEADER' && brokerId !== MASTER_ID))

/** What a Broker group is at this moment. */
export function groupStandingOf(group: BrokerGroup): GroupStanding {
  const is = (status: GroupStatus, master: number | null = null, slowMs = 0, code = 0): GroupStanding => ({
    status,
    master,
    slowMs,
    code,
  })
  if (group.removed) return is('removed')
  const master = servingMaster(group)
  if (master !== null) {
    const node = group.nodes[master] as BrokerNode
    if (node.process === 'stopping') return is('stopping', master)
    const suffers = sufferingOf(node)
    return is(
      suffers ?? 'ok',
      master,
      suffers === 'slow' ? node.slowMs : 0,
      suffers === 'answering' ? node.injectedCode : 0,
    )
  }
  if (group.nodes.some(isElecting)) return is('electing')
  const there = group.nodes.filter((node) => !node.removed)
  if (there.some((node) => node.brokerId === MASTER_ID && node.process === 'frozen')) return is('frozen')
  if (there.some(({ process }) => isServing(process) || process === 'frozen')) return is('noMaster')
  return is(there.some(({ process }) => process === 'starting') ? 'starting' : 'down')
}

export const groupStatusOf = (group: BrokerGroup): GroupStatus => groupStandingOf(group).status

// --- over a run ------------------------------------------------------------------------------------------------------

/** A stretch of time in which a Broker group is the same; the last one is open (toMs null). */
export interface StatusSegment extends GroupStanding {
  fromMs: number
  toMs: number | null
  /** Position in the log of the entry it began with; -1 at the start of the run and where the log says nothing. */
  logIndex: number
}

interface StatusIndex {
  groups: StatusSegment[][]
  /** By Broker group whose Master answers with an injected code: attempts on it that cannot be the last such answer yet. */
  ordered: Map<number, number>
  /** Moment of the newest look. */
  lookedMs: number
  /** A millisecond after which groups may be something else, and its first entry that says so. */
  due: { atMs: number; logIndex: number } | null
}

const indexOf = createProjection(
  {
    kinds: ['action', 'brokerProcess', 'role', 'masterReady', 'send'],
    skips: ({ ordered, due }, kind) => kind === 'send' && ordered.size === 0 && due === null,
    looksAt: ({ due }, atMs) => (due !== null && (atMs === null || atMs > due.atMs) ? due.atMs : null),
    init: (_: Run, look: Look): StatusIndex => {
      const index = { groups: [], ordered: new Map(), lookedMs: 0, due: null }
      compare(index, look, 0, -1)
      return index
    },
    step(index, entry, logIndex, _, look) {
      if (index.due !== null && entry.atMs > index.due.atMs) compareDue(index, look)
      if (entry.kind === 'send') countDown(index, look, entry.group, entry.atMs)
      else {
        followOrders(index, look, entry.atMs - 1)
        index.due ??= { atMs: entry.atMs, logIndex }
      }
    },
    settle(index, run, look) {
      compareDue(index, look)
      followOrders(index, look, run.endMs)
    },
    mark: ({ groups, ordered, lookedMs, due }) => ({
      // A segment that is the last one still changes.
      groups: groups.map((segments) => ({ count: segments.length, last: { ...(segments.at(-1) as StatusSegment) } })),
      ordered: new Map(ordered),
      lookedMs,
      due,
    }),
    resume: ({ groups }, mark) => ({
      groups: mark.groups.map(({ count, last }, at) => [
        ...(groups[at] as StatusSegment[]).slice(0, count - 1),
        { ...last },
      ]),
      ordered: new Map(mark.ordered),
      lookedMs: mark.lookedMs,
      due: mark.due,
    }),
  },
  'every',
)

/**
 * What every Broker group is from the beginning to the end of what is computed, by group index. The arrays grow with the
 * run and are used again: read them, keep nothing.
 */
export const groupStatusSegments = (run: Run): readonly (readonly StatusSegment[])[] => indexOf(run).groups

function compareDue(index: StatusIndex, look: Look): void {
  const { due } = index
  index.due = null
  if (due) compare(index, look, due.atMs, due.logIndex)
}

/** Sees what every group is at the end of a millisecond. */
function compare(index: StatusIndex, look: Look, atMs: number, logIndex: number): void {
  const state = look(atMs)
  index.lookedMs = Math.max(index.lookedMs, atMs)
  state.brokerGroups.forEach((group, position) => {
    while (index.groups.length <= position) index.groups.push([])
    const segments = index.groups[position] as StatusSegment[]
    const now = groupStandingOf(group)
    const last = segments.at(-1)
    if (!last || !isSame(last, now)) {
      if (last?.fromMs === atMs) Object.assign(last, now)
      else {
        if (last) last.toMs = atMs
        segments.push({ ...now, fromMs: atMs, toMs: null, logIndex })
      }
    }
    const node = now.status === 'answering' && now.master !== null ? group.nodes[now.master] : null
    if (node && !answersUntilEnded(node.injectedTimes))
      index.ordered.set(position, sparedAttempts(state, node, position))
    else index.ordered.delete(position)
  })
}

const isSame = (one: GroupStanding, other: GroupStanding): boolean =>
  one.status === other.status && one.master === other.master && one.slowMs === other.slowMs && one.code === other.code

/** An attempt may reach a Broker twice (GO_AWAY), and those under way count too. */
function sparedAttempts(state: ClusterState, { injectedTimes }: BrokerNode, group: number): number {
  return Math.floor(injectedTimes / 2) - requestsInFlightTo(state, group)
}

function countDown(index: StatusIndex, look: Look, group: number, atMs: number): void {
  const left = index.ordered.get(group)
  if (left === undefined) return
  if (left <= 0) {
    followOrders(index, look, atMs)
    // It found that some are left before it came here, and this attempt is one more.
    if (index.lookedMs < atMs && (index.ordered.get(group) ?? 0) > 0) countDown(index, look, group, atMs)
    return
  }
  index.ordered.set(group, left - 1)
  if (left > 1) return
  followOrders(index, look, atMs)
  compare(index, look, Math.max(atMs, index.lookedMs), -1)
}

/** The last ordered answer leaves no entry: where it may have been given, every moment at which something happens is looked at. */
function followOrders(index: StatusIndex, look: Look, untilMs: number): void {
  for (;;) {
    if (![...index.ordered.values()].some((spared) => spared <= 0)) return
    const next = look(index.lookedMs).eventQueue[0]
    if (!next || next.atMs > untilMs) return
    compare(index, look, next.atMs, -1)
  }
}

/** What a Broker group was at a moment of a run, as its segments say. */
export function standingAt(segments: readonly StatusSegment[], tMs: number): StatusSegment | null {
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((segments[middle] as StatusSegment).fromMs <= tMs) low = middle + 1
    else high = middle
  }
  return segments[low - 1] ?? null
}
