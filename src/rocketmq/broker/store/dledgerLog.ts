// How a DLedger Leader's log reaches its followers, and when an entry is committed. RocketMQ: DLedgerEntryPusher (library dledger),
// DLedgerCommitLog
//
// Simplified: what has been appended in the same millisecond is pushed together, and the comparison of two logs asks once.

import { members } from '../../brokers'
import { groupAt, nodeAt, type Simulation } from '../../context'
import { brokerAddress, type Packet } from '../../events'
import { isLost } from '../../links'
import { at, deliver, lose, send } from '../../network'
import { RESPONSE_CODE } from '../../releases'
import type { BrokerNode, SlaveProgress } from '../../state'
import { commonEnd, partsBetween } from '../../state/sameBytes'
import { copyBytes, lastWholeEnd, split, storeOf } from './commitLog'
import { addressOf, newProgress, wireMs } from './haLink'
import { syncLedgerEnd } from './ledgerEnd'
import { cutTail, markUnanswered } from './lostMessages'
import type { ReplicaWait } from './replicaWait'
import { storeLog } from './storeCodec'

/** RocketMQ: DLedgerConfig.maxWaitAckTimeMs, maxPushTimeOutMs, maxPendingRequestsNum */
const MAX_WAIT_ACK_MS = 2500
const PUSH_AGAIN_MS = 1000
const MAX_PENDING = 10_000
/** RocketMQ: DLedgerEntryPusher.EntryDispatcher#doCommit */
const COMMIT_IDLE_MS = 1000
/** RocketMQ: EntryDispatcher#doWork rests so long after an error; #doCompare waits so long for an answer. */
const AFTER_ERROR_MS = 500
const COMPARE_AGAIN_MS = 3000
/** As a Master of classic HA does: haServer.ts. */
const CHUNK_MS = 100
const BYTES_PER_MB_MS = 1000

type Push = Packet<'dledgerPush'>['content']

/**
 * Up to where a majority has everything.
 *
 * @param ends - of all members, in any order
 *
 * RocketMQ: DLedgerEntryPusher.QuorumAckChecker
 */
export const quorumEnd = (ends: readonly number[]): number =>
  ends.toSorted((one, other) => other - one)[Math.floor(ends.length / 2)] ?? 0

const isLeader = ({ raft, process }: BrokerNode): boolean => raft?.role === 'LEADER' && process === 'running'

/** A node that was just elected compares its log with every other's; one that leads no more gives no more answers. */
export function dledgerRoleChanged(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  syncLedgerEnd(groupAt(sim, group), node)
  if (node.raft?.role === 'LEADER') {
    store.slaves = []
    return pushAll(sim, group, node)
  }
  store.slaves = []
  dropPuts(sim, group, node)
}

/** The checker of acknowledgements stops with the role: what waits at that moment is never answered. RocketMQ: #4814 */
function dropPuts(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  const dropped = store.puts
  store.puts = []
  for (const put of dropped) {
    node.inService--
    markUnanswered(groupAt(sim, group), put)
    lose(sim, put.served.packet)
  }
}

/** The Leader has more than before, or others are in its group. */
export function pushAll(sim: Simulation, group: number, node: BrokerNode): void {
  if (!isLeader(node)) return
  syncLedgerEnd(groupAt(sim, group), node)
  followPeers(sim, group, node)
  for (const slave of storeOf(node).slaves) push(sim, group, node, slave)
  commit(sim, group, node)
}

/** One EntryDispatcher for each other member; a new one begins with the comparison. */
function followPeers(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  const peers = members(groupAt(sim, group)).filter((peer) => peer !== node)
  const known = store.slaves.filter((slave) => peers.some(({ nodeIndex }) => nodeIndex === slave.node))
  const added = peers.filter(({ nodeIndex }) => known.every((slave) => slave.node !== nodeIndex))
  if (added.length === 0 && known.length === store.slaves.length) return
  store.slaves = [...known, ...added.map((peer) => newProgress(peer, 0, sim.state.nowMs))]
  for (const slave of store.slaves.slice(known.length)) {
    slave.lastWriteMs = sim.state.nowMs - COMPARE_AGAIN_MS
  }
}

function push(sim: Simulation, group: number, node: BrokerNode, slave: SlaveProgress): void {
  const store = storeOf(node)
  const { nowMs } = sim.state
  if (!slave.streaming) {
    if (nowMs >= slave.restMs && nowMs - slave.lastWriteMs >= COMPARE_AGAIN_MS)
      ask(sim, group, node, slave, 'COMPARE', 0)
  } else {
    const fileBytes = sim.state.settings.mappedFileSizeCommitLog
    const most = sim.state.settings.haMegabytesPerSecond * BYTES_PER_MB_MS * CHUNK_MS
    // Not more than it can have outstanding.
    while (store.maxOffset > slave.sentOffset && slave.sentOffset - slave.ackOffset < 10 * most) {
      const whole = lastWholeEnd(
        groupAt(sim, group),
        store,
        Math.min(slave.sentOffset + most, store.maxOffset),
        fileBytes,
      )
      append(sim, group, node, slave, whole > slave.sentOffset ? whole : store.maxOffset)
    }
  }
  planPush(sim, group, node, slave)
}

function append(sim: Simulation, group: number, node: BrokerNode, slave: SlaveProgress, toOffset: number): void {
  const store = storeOf(node)
  const { nowMs } = sim.state
  const fromOffset = slave.sentOffset
  const parts = partsBetween(store, fromOffset, toOffset)
  const content: Push = { ...asked(node, 'APPEND'), fromOffset, parts }
  slave.busyUntilMs = Math.max(slave.busyUntilMs, nowMs) + wireMs(sim, toOffset - fromOffset)
  const arrivesMs = slave.busyUntilMs + sim.environment.hopMs(sim, 'dledgerPush', content)
  deliver(sim, 'dledgerPush', addressOf(group, node), brokerAddress(group, slave.node), content, nowMs, arrivesMs)
  slave.sentOffset = toOffset
  slave.lastWriteMs = nowMs
  slave.committedSent = store.confirmOffset
}

const asked = (node: BrokerNode, type: Push['type']): Push => ({
  term: node.raft?.term ?? 0,
  type,
  fromOffset: 0,
  parts: [],
  committed: storeOf(node).confirmOffset,
  late: false,
})

/** Sends what carries no entries. */
function ask(
  sim: Simulation,
  group: number,
  node: BrokerNode,
  slave: SlaveProgress,
  type: Push['type'],
  fromOffset: number,
): void {
  slave.lastWriteMs = sim.state.nowMs
  slave.committedSent = storeOf(node).confirmOffset
  const to = brokerAddress(group, slave.node)
  send(sim, 'dledgerPush', addressOf(group, node), to, { ...asked(node, type), fromOffset })
}

function planPush(sim: Simulation, group: number, node: BrokerNode, slave: SlaveProgress): void {
  const { nowMs } = sim.state
  let dueMs: number
  if (!slave.streaming) dueMs = Math.max(slave.restMs, slave.lastWriteMs + COMPARE_AGAIN_MS)
  else if (slave.sentOffset > slave.ackOffset) dueMs = Math.max(slave.lastWriteMs, slave.busyUntilMs) + PUSH_AGAIN_MS
  else if (slave.committedSent < storeOf(node).confirmOffset) dueMs = slave.lastWriteMs + COMMIT_IDLE_MS
  else return
  dueMs = Math.max(dueMs, nowMs + 1)
  if (slave.timerMs !== null && slave.timerMs <= dueMs) return
  slave.timerMs = dueMs
  at(sim, dueMs, 'haSenderTimer', { group, node: node.nodeIndex, epoch: node.epoch, slave: slave.node })
}

/** One look of the dispatcher for a follower. */
export function dispatcherLooks(sim: Simulation, group: number, node: BrokerNode, slave: SlaveProgress): void {
  if (!isLeader(node)) return
  const { nowMs } = sim.state
  const sentMs = Math.max(slave.lastWriteMs, slave.busyUntilMs)
  if (slave.streaming && slave.sentOffset > slave.ackOffset) {
    if (nowMs - sentMs >= PUSH_AGAIN_MS) slave.sentOffset = slave.ackOffset
  } else if (slave.streaming && slave.committedSent < storeOf(node).confirmOffset) {
    if (nowMs - slave.lastWriteMs >= COMMIT_IDLE_MS) ask(sim, group, node, slave, 'COMMIT', 0)
  }
  push(sim, group, node, slave)
}

// ---------------------------------------------------------------- follower

/** RocketMQ: DLedgerEntryPusher.EntryHandler */
export function dledgerPush(sim: Simulation, packet: Packet<'dledgerPush'>): void {
  const { from, to, content } = packet
  if (!content.late && isLost(sim, from, to)) return
  const node = nodeAt(sim, to.group, to.node)
  if (node.process !== 'running' || !node.raft || !node.store) return
  if (node.slowMs > 0 && !content.late) {
    const late = { ...content, late: true }
    return deliver(sim, 'dledgerPush', from, to, late, packet.sentAtMs, sim.state.nowMs + node.slowMs)
  }
  const { term, type } = content
  const knowsLeader = node.raft.term === term && node.raft.role === 'FOLLOWER' && node.raft.leader === from.node
  // A page that the disk is writing cannot be written to.
  if (knowsLeader && type === 'APPEND' && node.troubles.includes('diskStalled')) return
  const success = knowsLeader && follow(sim, to.group, node, content)
  const { parts, maxOffset } = node.store
  const answered = type === 'COMPARE' ? parts.map((part) => ({ ...part })) : null
  send(sim, 'dledgerPushAnswer', to, from, { term, type, success, endOffset: maxOffset, parts: answered })
  if (success) sim.storage?.progress(sim, to.group, node)
}

/** @returns false if it does not follow on what there is */
function follow(sim: Simulation, groupIndex: number, node: BrokerNode, content: Push): boolean {
  const group = groupAt(sim, groupIndex)
  const store = storeOf(node)
  const { type, fromOffset, parts, committed } = content
  if (type === 'TRUNCATE' && fromOffset < store.maxOffset) cutTail(sim, groupIndex, node, fromOffset)
  if (type === 'APPEND') {
    if (store.parts.length === 0 && store.maxOffset < fromOffset) {
      // Files before it have been deleted.
      store.minOffset = fromOffset
      store.maxOffset = fromOffset
      store.committedOffset = fromOffset
      store.flushedOffset = fromOffset
      store.reputOffset = fromOffset
    }
    if (fromOffset > store.maxOffset) return false
    const toOffset = parts.at(-1)?.endOffset ?? fromOffset
    if (toOffset > store.maxOffset) {
      copyBytes(group, { parts, minOffset: fromOffset }, store, toOffset)
      syncLedgerEnd(group, node)
      storeLog.replicated(sim, { group: groupIndex, node: node.nodeIndex, ...split(toOffset) })
    }
  }
  if (type === 'APPEND' || type === 'COMMIT') {
    store.confirmOffset = Math.max(store.confirmOffset, Math.min(committed, store.maxOffset))
  }
  return true
}

// ---------------------------------------------------------------- Leader

export function dledgerPushAnswer(sim: Simulation, packet: Packet<'dledgerPushAnswer'>): void {
  const { from, to, content } = packet
  if (isLost(sim, from, to)) return
  const { group } = to
  const node = nodeAt(sim, group, to.node)
  const { term, type, success, endOffset, parts } = content
  if (!isLeader(node) || node.raft?.term !== term) return
  const store = storeOf(node)
  const slave = store.slaves.find((one) => one.node === from.node)
  if (!slave) return
  if (!success) {
    slave.streaming = false
    slave.restMs = sim.state.nowMs + AFTER_ERROR_MS
    slave.lastWriteMs = slave.restMs - COMPARE_AGAIN_MS
    slave.timerMs = null
    return planPush(sim, group, node, slave)
  }
  if (type === 'COMPARE' && !slave.streaming) {
    const common = commonEnd(store, { parts: parts ?? [], minOffset: 0 })
    if (common < endOffset) ask(sim, group, node, slave, 'TRUNCATE', common)
    else streamFrom(slave, common)
  } else if (type === 'TRUNCATE' && !slave.streaming) streamFrom(slave, endOffset)
  else if (type === 'APPEND' && slave.streaming) {
    slave.ackOffset = Math.max(slave.ackOffset, Math.min(endOffset, slave.sentOffset))
  }
  slave.caughtUpAtMs = sim.state.nowMs
  push(sim, group, node, slave)
  commit(sim, group, node)
}

function streamFrom(slave: SlaveProgress, offset: number): void {
  slave.streaming = true
  slave.ackOffset = offset
  slave.sentOffset = offset
}

/** An entry that a majority has is committed, of whatever term it is. */
function commit(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  const ends = store.slaves.map(({ streaming, ackOffset }) => (streaming ? ackOffset : 0))
  const committed = quorumEnd([store.maxOffset, ...ends])
  if (committed <= store.confirmOffset) return
  store.confirmOffset = committed
  storeLog.confirmed(sim, { group, node: node.nodeIndex, ...split(committed) })
  for (const slave of store.slaves) planPush(sim, group, node, slave)
  sim.storage?.progress(sim, group, node)
}

/** Errors of a Leader: none is "stored", though the entry stays in its log. RocketMQ: DLedgerCommitLog#asyncPutMessage */
export const dledgerWait = (): ReplicaWait => ({
  code: null,
  limitMs: MAX_WAIT_ACK_MS,
  // OS_PAGECACHE_BUSY in 4.x, IN_SYNC_REPLICAS_NOT_ENOUGH in 5.x: one code for the client.
  lateCode: RESPONSE_CODE.SYSTEM_ERROR,
})

/** RocketMQ: LEADER_PENDING_FULL */
export const isPendingFull = ({ state }: Simulation, node: BrokerNode): boolean =>
  storeOf(node).puts.length * state.settings.sendsPerPacket >= MAX_PENDING

/** The cluster has been up for a while: the followers of node 0 have what it has. */
export function dledgerCreated(sim: Simulation, group: number, node: BrokerNode): void {
  syncLedgerEnd(groupAt(sim, group), node)
  if (node.raft?.role !== 'LEADER') return
  followPeers(sim, group, node)
  for (const slave of storeOf(node).slaves) slave.streaming = true
}
