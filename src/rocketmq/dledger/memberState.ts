// One node's place in its DLedger group: its role, its term, and when its elector looks again. RocketMQ: MemberState, DLedgerRoleChangeHandler

import { registerWithAll } from '../brokers'
import { draw, groupAt, nodeAt, type Simulation } from '../context'
import { log } from '../entryCodec'
import type { TimersOf } from '../events'
import { after, at } from '../network'
import { type BrokerGroup, type BrokerNode, MASTER_ID, type RaftRole, type RaftState } from '../state'

/** RocketMQ: DLedgerConfig.heartBeatTimeIntervalMs, maxHeartBeatLeak */
export const HEARTBEAT_INTERVAL_MS = 2000
export const MAX_HEARTBEAT_LEAK = 3
/** RocketMQ: DLedgerLeaderElector.StateMaintainer waits 10 ms between looks. */
const LOOP_MS = 10
/** RocketMQ: DLedgerRoleChangeHandler looks every 100 ms whether the new leader has caught up. */
const MASTER_READY_POLL_MS = 100
/** What changing the role itself takes, as recorded. */
const MIN_CHANGE_MS = 6
const MAX_CHANGE_MS = 23
/** RocketMQ: DLedgerEntryPusher.EntryDispatcher#doWork sleeps so long after an error. */
const COMPARE_AGAIN_MS = 500
const RECORDED_COMPARISONS = 9
const FAILED_COMPARISONS = 7

export const raftOf = (node: BrokerNode): RaftState => {
  if (!node.raft) throw new TypeError('a node of a DLedger group has no raft state')
  return node.raft
}

/** What a node's disk keeps over a restart. RocketMQ: MemberState#persistTerm, DLedger's index file */
type RaftDisk = Pick<RaftState, 'term' | 'votedFor' | 'ledgerEndIndex' | 'ledgerEndTerm'>

/** State of a node that has just started: a candidate that must first find out. RocketMQ: MemberState */
export function createRaftState(group: BrokerGroup, nowMs: number, disk: RaftDisk): RaftState {
  const { term, votedFor, ledgerEndIndex, ledgerEndTerm } = disk
  return {
    role: 'CANDIDATE',
    term,
    knownMaxTerm: term,
    votedFor,
    leader: null,
    ledgerEndIndex,
    ledgerEndTerm,
    lastEntryAtMs: null,
    commitLags: false,
    hasRole: false,
    lastLeaderHeartBeatMs: nowMs,
    lastSentHeartBeatMs: null,
    lastQuorumHeartBeatMs: nowMs,
    heartBeatAnswers: 0,
    nextVoteAtMs: nowMs,
    lastParseResult: 'WAIT_TO_REVOTE',
    needIncreaseTermImmediately: false,
    round: null,
    loopPhaseMs: draw(group, LOOP_MS),
    wakeSerial: 0,
  }
}

/** Simplified: a node that joins a group brings a copy of its newest member's disk, so that it cannot elect a second leader. */
export function diskForNewMember(group: BrokerGroup): RaftDisk {
  let newest: RaftDisk = { term: 0, votedFor: null, ledgerEndIndex: 0, ledgerEndTerm: 0 }
  for (const { raft } of group.nodes) if (raft && raft.term > newest.term) newest = raft
  return newest
}

/** Plans the elector's next look: the first of its 10 ms looks at which something can be due. */
export function wakeLater(sim: Simulation, group: number, node: BrokerNode): void {
  const raft = raftOf(node)
  const { nowMs } = sim.state
  const due = dueAtMs(raft, nowMs)
  const looks = Math.ceil((Math.max(due, nowMs + 1) - raft.loopPhaseMs) / LOOP_MS)
  const atMs = raft.loopPhaseMs + looks * LOOP_MS
  at(sim, atMs, 'raftWake', { group, node: node.nodeIndex, epoch: node.epoch, serial: ++raft.wakeSerial })
}

const dueAtMs = (raft: RaftState, nowMs: number): number => {
  if (raft.role === 'LEADER') {
    return raft.lastSentHeartBeatMs === null ? nowMs : raft.lastSentHeartBeatMs + HEARTBEAT_INTERVAL_MS + 1
  }
  if (raft.role === 'FOLLOWER') return raft.lastLeaderHeartBeatMs + HEARTBEAT_INTERVAL_MS * MAX_HEARTBEAT_LEAK + 1
  if (raft.round) return raft.round.waitUntilMs
  return raft.needIncreaseTermImmediately ? nowMs : raft.nextVoteAtMs
}

/** RocketMQ: MemberState#nextTerm */
export function nextTerm(raft: RaftState): void {
  raft.term = raft.knownMaxTerm > raft.term ? raft.knownMaxTerm : raft.term + 1
  raft.knownMaxTerm = Math.max(raft.knownMaxTerm, raft.term)
  raft.votedFor = null
}

export function changeToCandidate(sim: Simulation, group: number, node: BrokerNode, term: number): void {
  const raft = raftOf(node)
  if (term < raft.term) return
  raft.knownMaxTerm = Math.max(raft.knownMaxTerm, term)
  raft.leader = null
  if (raft.role !== 'CANDIDATE') {
    raft.nextVoteAtMs = sim.state.nowMs
    raft.lastParseResult = 'WAIT_TO_REVOTE'
  }
  changeRole(sim, group, node, 'CANDIDATE')
}

export function changeToFollower(sim: Simulation, group: number, node: BrokerNode, leader: number): void {
  const raft = raftOf(node)
  raft.leader = leader
  raft.round = null
  changeRole(sim, group, node, 'FOLLOWER')
}

export function changeToLeader(sim: Simulation, group: number, node: BrokerNode): void {
  const raft = raftOf(node)
  raft.leader = node.nodeIndex
  raft.lastSentHeartBeatMs = null
  raft.lastQuorumHeartBeatMs = sim.state.nowMs
  changeRole(sim, group, node, 'LEADER')
  after(sim, untilMasterMs(sim, group, raft), 'masterReady', { group, node: node.nodeIndex, term: raft.term })
}

/**
 * ms until a new Leader serves as Master. It looks whether its whole log is committed: in a group without traffic at the first look.
 * Else it must first compare its log with a follower's, and again every 100 ms. The comparison leaves at once, and mostly reaches a
 * follower that does not know its new Leader yet; that is an error, after which the Leader sleeps 500 ms before it compares again.
 *
 * Simplified: whether the follower knows it is drawn as recorded, 7 of 9 do not, and replication sends no packets of its own.
 *
 * RocketMQ: DLedgerRoleChangeHandler#handle, DLedgerEntryPusher.EntryDispatcher#doCompare, #doWork
 */
function untilMasterMs(sim: Simulation, group: number, raft: RaftState): number {
  const broker = groupAt(sim, group)
  const { networkLatencyMs } = sim.state.settings
  let caughtUpMs = 0
  // With a simulated store it looks at its log itself: see masterReady.
  if (raft.commitLags && !sim.storage) {
    // Asked and answered twice: to compare, and to cut off what the follower has beyond.
    caughtUpMs = 4 * networkLatencyMs
    if (draw(broker, RECORDED_COMPARISONS) < FAILED_COMPARISONS) caughtUpMs += 2 * networkLatencyMs + COMPARE_AGAIN_MS
  }
  raft.commitLags = false
  const looks = Math.ceil(caughtUpMs / MASTER_READY_POLL_MS)
  return looks * MASTER_READY_POLL_MS + MIN_CHANGE_MS + draw(broker, MAX_CHANGE_MS - MIN_CHANGE_MS + 1)
}

/** What a role means for the Broker: only a ready leader is brokerId 0. RocketMQ: DLedgerRoleChangeHandler#handle */
function changeRole(sim: Simulation, group: number, node: BrokerNode, role: RaftRole): void {
  const raft = raftOf(node)
  if (raft.role !== role) {
    raft.role = role
    sim.storage?.roleChanged(sim, group, node)
    log.role(sim, { group, node: node.nodeIndex, role, term: raft.term })
  }
  const first = !raft.hasRole && role !== 'CANDIDATE'
  raft.hasRole ||= first
  // Simplified: RocketMQ registers at every role change; here at the first, and when the brokerId really changes.
  if (role !== 'LEADER' && (first || node.brokerId !== node.member + 1)) {
    node.brokerId = node.member + 1
    registerWithAll(sim, group, node.nodeIndex)
  }
}

/** RocketMQ: BrokerController#changeToMaster */
export function masterReady(sim: Simulation, { group, node: index, term }: TimersOf<'dledger'>['masterReady']): void {
  const node = nodeAt(sim, group, index)
  if (node.process !== 'running' || node.raft?.role !== 'LEADER' || node.raft.term !== term) return
  if (sim.storage && !sim.storage.isCaughtUp(sim, group, node)) {
    return after(sim, MASTER_READY_POLL_MS, 'masterReady', { group, node: index, term })
  }
  node.brokerId = MASTER_ID
  log.masterReady(sim, { group, node: node.nodeIndex })
  sim.storage?.masterChanged(sim, group, node)
  sim.consumption?.masterChanged(sim, group, node)
  registerWithAll(sim, group, node.nodeIndex)
}
