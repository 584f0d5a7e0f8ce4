// What the stage says at one moment, as plain values: state -> views of groups, nodes, queues, producers, NameServers.
// Three truths are kept apart: what a Broker group is, what the NameServers say, what a producer believes. Codes only:
// words are in i18n/stage.ts, places in layout.ts.

import { avoidedUntilMs, isHeldUnreachable } from '../projections/avoidance'
import { type GroupStatus, groupStandingOf, sufferingOf, takesWrites } from '../projections/groupStatus'
import { isListed, isOverwritten, knownMasterOf } from '../projections/outlook'
import {
  type BrokerGroup,
  type ClusterState,
  type CommunicationMode,
  clientRules,
  MASTER_ID,
  type MessageQueue,
  type NameServer,
  PERM_WRITE,
  type ProcessState,
  type Producer,
  type Trouble,
} from '../rocketmq'

/** What the NameServers tell about a Broker group. */
export type ListedState =
  | 'ok'
  /** With a Master, but without write permission. */
  | 'readOnly'
  | 'noMaster'
  /** A Slave stands in for the Master, for reading only. */
  | 'acting'
  /** Nothing registered. */
  | 'unknown'
  /** They do not agree. */
  | 'mixed'
  /** No NameServer runs. */
  | 'silent'

/** What a producer makes of a Broker group. */
export type BelievedState =
  | 'ok'
  | 'avoided'
  /** The detector has not reached it (5.1.4). */
  | 'unreachable'
  /** None of its queues is in messageQueueList. */
  | 'absent'
  /** The route gives it queues, and a fallback has overwritten all of them in the list. */
  | 'overwritten'
  /** In the list, but no Master address is known. */
  | 'noMaster'
  | 'noRoute'
  /** The producer itself does not run. */
  | 'down'

export interface Truths {
  /** What the group really is. */
  actual: GroupStatus
  /** Node that takes writes. */
  actualMaster: number | null
  /** ms, for 'slow'. */
  slowMs: number
  /** Response code, for 'answering'. */
  code: number
  listed: ListedState
  listedMaster: number | null
  believed: BelievedState
  believedMaster: number | null
  /** Tenths of a second of avoidance left, rounded up; 0 when not avoided. */
  avoidedTenths: number
  /** The three do not say the same. */
  disagree: boolean
}

export type NodeCondition =
  | 'ok'
  | 'killed'
  | 'poweredOff'
  | 'frozen'
  | 'stopping'
  | 'stopped'
  | 'starting'
  | 'candidate'
  | 'voted'
  /** Elected, but not yet serving as Master. */
  | 'elected'
  | 'slow'
  | Trouble
  /** Answers with a response code that a person has ordered. */
  | 'answering'
  /** A Slave that the NameServer names in the place of the Master. */
  | 'acting'
  /** Controller mode, a Slave: could be made Master, or could not. */
  | 'inSync'
  | 'outOfSync'

export interface NodeView {
  node: number
  /** Serves or served last as Master. */
  master: boolean
  condition: NodeCondition
  process: ProcessState
  /** Answers that said yes (candidate), or the node voted for (voted), or ms (slow), or a response code (answering). */
  detail: number
  /** Votes needed by a candidate. */
  needed: number
  term: number
}

export interface GroupView extends Truths {
  group: number
  name: string
  /** Percent lost on the link to the producer. */
  loss: number
  /** False while no message has created the Topic here. */
  topicCreated: boolean
  term: number
  total: number
  nodes: NodeView[]
  /** Stored in each queue. */
  counts: number[]
  /** Newest message first, joined by commas: a string compares as a value. Empty unless asked for. */
  recent: string[]
}

/** Has the write permission of a Broker group been taken away on this NameServer? */
export function isReadOnly(server: NameServer, group: number): boolean {
  const queueData = server.brokers[group]?.queueData
  return queueData != null && (queueData.perm & PERM_WRITE) === 0
}

/** The node that a NameServer names in the place of a missing Master, or null. RocketMQ: RouteInfoManager#pickupTopicRouteData */
function actingMaster(state: ClusterState, server: NameServer, group: number): number | null {
  const { enableSlaveActingMaster, clientVersion } = state.settings
  const known = server.brokers[group]
  if (!enableSlaveActingMaster || !known || !clientRules(clientVersion).serverMayActAsMaster) return null
  if (known.brokerAddrs[MASTER_ID] !== null || !isReadOnly(server, group)) return null
  return known.brokerAddrs.find((node) => node !== null) ?? null
}

function listedOf(state: ClusterState, group: number): { state: ListedState; master: number | null } {
  let answer: ListedState | null = null
  let master: number | null = null
  for (const server of state.nameServers) {
    if (server.process !== 'running') continue
    const known = server.brokers[group]
    const address = known?.brokerAddrs[MASTER_ID] ?? null
    const any = known?.brokerAddrs.some((node) => node !== null) ?? false
    const acting = actingMaster(state, server, group) !== null
    const says: ListedState =
      address === null
        ? acting
          ? 'acting'
          : any
            ? 'noMaster'
            : 'unknown'
        : isReadOnly(server, group)
          ? 'readOnly'
          : 'ok'
    if (answer === null) {
      answer = says
      master = address
    } else if (answer !== says || master !== address) return { state: 'mixed', master: null }
  }
  return { state: answer ?? 'silent', master }
}

/** ms of avoidance left for a group in the eyes of a producer; 0 when it is not avoided. */
export const avoidedMs = (state: ClusterState, producer: Producer | undefined, group: number, tMs: number): number =>
  Math.max(0, (avoidedUntilMs(state, producer, group, tMs) ?? tMs) - tMs)

function believedOf(
  state: ClusterState,
  producer: Producer | undefined,
  group: number,
  tMs: number,
): { state: BelievedState; master: number | null; tenths: number } {
  if (producer?.process !== 'running') return { state: 'down', master: null, tenths: 0 }
  if (!producer.route) return { state: 'noRoute', master: null, tenths: 0 }
  const left = avoidedMs(state, producer, group, tMs)
  const tenths = Math.ceil(left / 100)
  const master = knownMasterOf(producer, group)
  if (!isListed(producer, group)) {
    return { state: isOverwritten(producer, group) ? 'overwritten' : 'absent', master, tenths }
  }
  if (left > 0) return { state: 'avoided', master, tenths }
  if (isHeldUnreachable(state, producer, group, tMs)) return { state: 'unreachable', master, tenths: 0 }
  if (master === null) return { state: 'noMaster', master, tenths: 0 }
  return { state: 'ok', master, tenths: 0 }
}

/** The three truths about one group. `producer` is the one whose belief is shown. */
export function truthsOf(state: ClusterState, group: number, producer: number, tMs: number): Truths {
  const actual = groupStandingOf(state.brokerGroups[group])
  const listed = listedOf(state, group)
  const believed = believedOf(state, state.producers[producer], group, tMs)
  const isListed = listed.state === 'ok'
  const isTrusted = believed.state === 'ok'
  const sameMaster =
    (actual.master === null || listed.master === null || actual.master === listed.master) &&
    (listed.master === null || believed.master === null || listed.master === believed.master)
  // A person who looks for surprises wants these: somebody trusts what does not work, or shuns what does.
  const disagree = takesWrites(actual.status) !== isListed || isListed !== isTrusted || !sameMaster
  return {
    actual: actual.status,
    actualMaster: actual.master,
    slowMs: actual.slowMs,
    code: actual.code,
    listed: listed.state,
    listedMaster: listed.master,
    believed: believed.state,
    believedMaster: believed.master,
    avoidedTenths: believed.tenths,
    disagree,
  }
}

function nodeView(group: BrokerGroup, index: number, master: number | null, acting: number | null): NodeView {
  const node = group.nodes[index]
  const raft = node.raft
  const base = {
    node: index,
    process: node.process,
    term: raft?.term ?? 0,
    master: node.brokerId === MASTER_ID && (master === null || master === index),
    detail: 0,
    needed: 0,
  }
  if (node.process === 'stopping' || node.process === 'starting' || node.process === 'frozen') {
    return { ...base, condition: node.process }
  }
  if (node.process !== 'running') return { ...base, master: base.master && master === null, condition: node.process }
  if (raft?.role === 'CANDIDATE') {
    const members = group.nodes.filter((n) => !n.removed).length
    return {
      ...base,
      condition: 'candidate',
      detail: raft.round?.accepted ?? 0,
      needed: Math.floor(members / 2) + 1,
    }
  }
  if (raft?.role === 'LEADER' && node.brokerId !== MASTER_ID) return { ...base, condition: 'elected' }
  if (
    raft &&
    raft.role === 'FOLLOWER' &&
    raft.votedFor !== null &&
    raft.votedFor !== index &&
    master === null &&
    raft.leader === null
  ) {
    return { ...base, condition: 'voted', detail: raft.votedFor }
  }
  const suffers = sufferingOf(node)
  if (suffers === 'slow') return { ...base, condition: suffers, detail: node.slowMs }
  if (suffers === 'answering') return { ...base, condition: suffers, detail: node.injectedCode }
  if (suffers) return { ...base, condition: suffers }
  if (acting === index) return { ...base, condition: 'acting' }
  // Only the Controller keeps a SyncStateSet.
  if (base.master || group.syncStateSet.length === 0) return { ...base, condition: 'ok' }
  return { ...base, condition: group.syncStateSet.includes(index) ? 'inSync' : 'outOfSync' }
}

/**
 * Everything about one Broker group that can be seen.
 *
 * @param producer - whose belief is shown
 * @param lanes - whether recent messages are wanted
 */
export function groupView(
  state: ClusterState,
  group: number,
  producer: number,
  tMs: number,
  lanes: boolean,
): GroupView {
  const g = state.brokerGroups[group]
  const truths = truthsOf(state, group, producer, tMs)
  const master = truths.actualMaster
  const server = state.nameServers.find((one) => one.process === 'running')
  const acting = server ? actingMaster(state, server, group) : null
  const nodes: NodeView[] = []
  let term = 0
  for (let i = 0; i < g.nodes.length; i++) {
    if (g.nodes[i].removed) continue
    const view = nodeView(g, i, master, acting)
    nodes.push(view)
    if (g.nodes[i].process === 'running' && view.term > term) term = view.term
  }
  const queues = Math.max(1, g.writeQueueNums)
  const counts: number[] = []
  const recent: string[] = []
  let total = 0
  for (const stored of g.queueOffsets) total += stored
  for (let q = 0; q < queues; q++) {
    counts.push(g.queueOffsets[q] ?? 0)
    if (lanes) recent.push(newestFirst(g.recentMessages[q]))
  }
  return {
    ...truths,
    group,
    name: g.brokerName,
    loss: brokerLinkLoss(state, producer, group),
    topicCreated: g.topicCreated,
    term,
    total,
    nodes,
    counts,
    recent,
  }
}

function newestFirst(messages: readonly number[] | undefined): string {
  if (!messages) return ''
  let text = ''
  for (let i = messages.length - 1; i >= 0; i--) text += i === 0 ? messages[i] : `${messages[i]},`
  return text
}

export interface WheelView {
  /** messageQueueList: group and queueId of each place in turn, joined into one value. */
  list: string
  length: number
  /** Places that a fallback has overwritten. */
  rewritten: number[]
  /** Tenths of a second left, by group; 0 for those that are not avoided. */
  avoided: number[]
  /** Value of sendWhichQueue of each thread; null before its first use. */
  indexes: (number | null)[]
  /** Places in the list that something is being sent to now. */
  chosen: number[]
}

export interface ProducerView {
  producer: number
  process: ProcessState
  sent: number
  stored: number
  failed: number
  faultEnabled: boolean
  mode: CommunicationMode
  hasRoute: boolean
  /** Whole seconds until the next route poll. */
  pollInSeconds: number
  wheel: WheelView
}

const listTexts: { key: number; check: number; text: string }[] = []

/** messageQueueList as one value. Put together anew only when it has changed: it may have 768 entries, and frames are many. */
function listText(producer: number, list: readonly MessageQueue[]): string {
  let key = list.length
  let check = 7
  for (const queue of list) {
    const entry = (queue.group << 6) | queue.queueId
    key = (Math.imul(key, 31) + entry) | 0
    check = (Math.imul(check, 16_777_619) ^ entry) | 0
  }
  const known = listTexts[producer]
  if (known && known.key === key && known.check === check) return known.text
  let text = ''
  for (const queue of list) text += `${queue.group}.${queue.queueId},`
  listTexts[producer] = { key, check, text }
  return text
}

/** Longer lists are too thin for single sectors to light up. */
const MAX_LIT_LIST = 200

/** Places in the list of the queues that requests of this producer are under way to. */
function chosenPlaces(state: ClusterState, producer: number, list: readonly MessageQueue[]): number[] {
  const chosen: number[] = []
  if (list.length > MAX_LIT_LIST) return chosen
  for (const call of state.producers[producer]?.calls ?? []) {
    const request = call?.request
    if (!request) continue
    const place = list.findIndex((q) => q.group === request.group && q.queueId === request.queueId)
    if (place >= 0 && !chosen.includes(place)) chosen.push(place)
  }
  return chosen.sort((a, b) => a - b)
}

/**
 * What a producer shows.
 *
 * @param expanded - with everything that only a large wheel can show
 */
export function producerView(state: ClusterState, producer: number, tMs: number, expanded = true): ProducerView {
  const p = state.producers[producer]
  const info = p.publishInfos[p.publishInfos.length - 1]
  const list = info?.messageQueueList ?? []
  const rewritten: number[] = []
  if (expanded) for (let i = 0; i < list.length; i++) if (list[i].rewritten) rewritten.push(i)
  const avoided: number[] = []
  for (let g = 0; g < state.brokerGroups.length; g++) avoided.push(Math.ceil(avoidedMs(state, p, g, tMs) / 100))
  const indexes: (number | null)[] = []
  if (expanded) {
    for (let i = 0; i < p.threads.length; i++) if (!p.threads[i].retired) indexes.push(info?.sendWhichQueue[i] ?? null)
  }
  return {
    producer,
    process: p.process,
    sent: p.sent,
    stored: p.stored,
    failed: p.failed,
    faultEnabled: state.settings.sendLatencyFaultEnable,
    mode: state.settings.communicationMode,
    hasRoute: p.route !== null,
    pollInSeconds: expanded ? Math.max(0, Math.ceil((p.nextPollAtMs - tMs) / 1000)) : 0,
    wheel: {
      list: listText(producer, list),
      length: list.length,
      rewritten,
      avoided,
      indexes,
      chosen: expanded ? chosenPlaces(state, producer, list) : [],
    },
  }
}

/** messageQueueList back from the one value that WheelView keeps it in. */
export function parseList(list: string): { group: number; queueId: number }[] {
  return list
    .split(',')
    .filter(Boolean)
    .map((entry) => {
      const [group, queueId] = entry.split('.').map(Number)
      return { group, queueId }
    })
}

export interface NameServerView {
  nameServer: number
  process: ProcessState
  /** Broker groups it lists with a Master. */
  withMaster: number
  /** Broker groups that are part of the cluster. */
  groups: number
  /** First group that it lists without a Master, or does not list; null if all have one. */
  missing: string | null
  /** True if it lists other nodes of that group. */
  missingHasSlaves: boolean
  /** First group that has lost its write permission here; null if none has. */
  readOnly: string | null
}

/** What one NameServer shows. */
export function nameServerView(state: ClusterState, nameServer: number): NameServerView {
  const server = state.nameServers[nameServer]
  let withMaster = 0
  let groups = 0
  let missing: string | null = null
  let missingHasSlaves = false
  let readOnly: string | null = null
  state.brokerGroups.forEach((g, group) => {
    if (g.removed) return
    groups++
    const known = server.brokers[group]
    if (readOnly === null && isReadOnly(server, group)) readOnly = g.brokerName
    if ((known?.brokerAddrs[MASTER_ID] ?? null) !== null) withMaster++
    else if (missing === null) {
      missing = g.brokerName
      missingHasSlaves = known?.brokerAddrs.some((node) => node !== null) ?? false
    }
  })
  return { nameServer, process: server.process, withMaster, groups, missing, missingHasSlaves, readOnly }
}

/** Percent of what a producer and the nodes of a Broker group send each other that is lost: that of the worst link. */
export const brokerLinkLoss = (state: ClusterState, producer: number, group: number): number =>
  Math.max(0, ...(state.producers[producer]?.brokerLoss[group] ?? []))

/** The same between a producer and a NameServer. */
export const nameServerLinkLoss = (state: ClusterState, producer: number, nameServer: number): number =>
  state.producers[producer]?.nameServerLoss[nameServer] ?? 0

/** Equality of two views made of primitives, arrays and plain objects. */
export function sameView(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false
    for (let i = 0; i < a.length; i++) if (!sameView(a[i], b[i])) return false
    return true
  }
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return false
  for (const key in a) {
    if (!sameView((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])) return false
  }
  return true
}
