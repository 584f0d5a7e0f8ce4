// How a Broker group elects a new Master. RocketMQ: DLedgerLeaderElector and MemberState (library dledger), DLedgerRoleChangeHandler

import { isQuorum, members } from '../brokers'
import { draw, groupAt, type HostChange, nodeAt, type ProcessKind, type Simulation } from '../context'
import { log } from '../entryCodec'
import { dledgerAddress, type Packet, type PacketsTo, type TimersOf } from '../events'
import { unlessLost } from '../links'
import { send } from '../network'
import { type BrokerNode, MASTER_ID, type VoteResult, type VoteRound } from '../state'
import {
  changeToCandidate,
  changeToFollower,
  changeToLeader,
  createRaftState,
  diskForNewMember,
  HEARTBEAT_INTERVAL_MS,
  MAX_HEARTBEAT_LEAK,
  masterReady,
  nextTerm,
  raftOf,
  wakeLater,
} from './memberState'

export const dledger: ProcessKind<'dledger'> = {
  slice: null,
  create: () => undefined,
  packets: {
    raftHeartbeat: unlessLost(raftHeartbeat),
    raftHeartbeatAnswer: unlessLost(raftHeartbeatAnswer),
    voteRequest: unlessLost(voteRequest),
    voteAnswer: unlessLost(voteAnswer),
  },
  timers: { raftWake, masterReady },
  onGroup,
  onBroker,
}

/** RocketMQ: DLedgerConfig.minVoteIntervalMs, maxVoteIntervalMs */
const MIN_VOTE_INTERVAL_MS = 300
const MAX_VOTE_INTERVAL_MS = 1000
/** RocketMQ: DLedgerEntryPusher.EntryDispatcher#doCommit */
const COMMIT_PUSH_MS = 1000
/** RocketMQ: a candidate waits 2000 + random(1000) for votes. */
const VOTE_WAIT_MS = 2000

/** The cluster has been up for a while: node 0 leads in term 1, its last heartbeat some part of 2 s ago. */
function onGroup(sim: Simulation, group: number): void {
  if (!sim.state.settings.enableDLegerCommitLog) return
  const broker = groupAt(sim, group)
  const sinceHeartBeat = draw(broker, HEARTBEAT_INTERVAL_MS)
  for (const node of members(broker)) {
    const raft = createRaftState(broker, sim.state.nowMs, { term: 1, votedFor: 0, ledgerEndIndex: 0, ledgerEndTerm: 1 })
    raft.hasRole = true
    raft.role = node.nodeIndex === 0 ? 'LEADER' : 'FOLLOWER'
    raft.leader = 0
    raft.lastSentHeartBeatMs = sim.state.nowMs - sinceHeartBeat
    raft.lastLeaderHeartBeatMs = sim.state.nowMs - sinceHeartBeat
    node.raft = raft
    node.brokerId = node.nodeIndex === 0 ? MASTER_ID : node.nodeIndex + 1
    wakeLater(sim, group, node)
  }
}

/** The Broker process beside it has started, or goes on after a pause. */
function onBroker(sim: Simulation, group: number, node: BrokerNode, change: HostChange): void {
  if (change === 'started' && sim.state.settings.enableDLegerCommitLog) {
    // It begins as a candidate under its own id and gets to know the rest from the others.
    const broker = groupAt(sim, group)
    node.raft = createRaftState(broker, sim.state.nowMs, node.raft ?? diskForNewMember(broker))
    node.brokerId = node.member + 1
    sim.storage?.roleChanged(sim, group, node)
    wakeLater(sim, group, node)
  } else if (change === 'resumed' && node.raft) wakeLater(sim, group, node)
  else if (change !== 'started' && node.raft?.role === 'LEADER') leaderIsGone(sim, group)
}

/**
 * Followers learn from the next entry, or 1 s after the last one, that an entry is committed: a Leader that goes sooner leaves them
 * with a log that is longer than what is known to be committed. RocketMQ: DLedgerEntryPusher.EntryDispatcher#doCommit
 */
function leaderIsGone(sim: Simulation, group: number): void {
  for (const { raft } of members(groupAt(sim, group))) {
    if (raft) raft.commitLags = raft.lastEntryAtMs !== null && sim.state.nowMs - raft.lastEntryAtMs <= COMMIT_PUSH_MS
  }
}

function raftWake(sim: Simulation, { group, node: index, epoch, serial }: TimersOf<'dledger'>['raftWake']): void {
  const node = nodeAt(sim, group, index)
  if (epoch !== node.epoch || node.process !== 'running') return
  if (serial === node.raft?.wakeSerial) wake(sim, group, node)
}

/** The node that a packet reaches, or null where no elector runs. */
function electorAt(sim: Simulation, { to }: Packet<PacketsTo<'dledger'>>): BrokerNode | null {
  const node = nodeAt(sim, to.group, to.node)
  return node.process === 'running' && node.raft !== null ? node : null
}

/** RocketMQ: DLedgerLeaderElector#maintainState */
function wake(sim: Simulation, group: number, node: BrokerNode): void {
  const raft = raftOf(node)
  const { nowMs } = sim.state
  if (raft.role === 'LEADER') sendHeartBeats(sim, group, node)
  else if (raft.role === 'FOLLOWER') changeToCandidate(sim, group, node, raft.term)
  else if (raft.round) finishRound(sim, group, node, raft.round)
  else if (raft.needIncreaseTermImmediately) {
    nextTerm(raft)
    raft.lastParseResult = 'WAIT_TO_REVOTE'
    raft.needIncreaseTermImmediately = false
    raft.nextVoteAtMs = nowMs + voteInterval(sim, group)
  } else beginRound(sim, group, node)
  wakeLater(sim, group, node)
}

/** RocketMQ: DLedgerLeaderElector#maintainAsLeader, #sendHeartbeats */
function sendHeartBeats(sim: Simulation, group: number, node: BrokerNode): void {
  const raft = raftOf(node)
  const { nowMs } = sim.state
  if (nowMs - raft.lastQuorumHeartBeatMs > HEARTBEAT_INTERVAL_MS * MAX_HEARTBEAT_LEAK) {
    changeToCandidate(sim, group, node, raft.term)
    return
  }
  raft.lastSentHeartBeatMs = nowMs
  raft.heartBeatAnswers = 1
  if (isQuorum(groupAt(sim, group), 1)) raft.lastQuorumHeartBeatMs = nowMs
  const from = dledgerAddress(group, node.nodeIndex)
  const { term, ledgerEndIndex, ledgerEndTerm } = raft
  const content = { term, ledgerEndIndex, ledgerEndTerm }
  for (const peer of members(groupAt(sim, group))) {
    if (peer !== node) send(sim, 'raftHeartbeat', from, dledgerAddress(group, peer.nodeIndex), content)
  }
}

/**
 * RocketMQ: DLedgerLeaderElector#handleHeartBeat
 *
 * Simplified: without a simulated store a heartbeat brings the log as far as the Leader has it.
 */
function raftHeartbeat(sim: Simulation, packet: Packet<'raftHeartbeat'>): void {
  const node = electorAt(sim, packet)
  if (!node) return
  const raft = raftOf(node)
  const { from, to } = packet
  const { group } = to
  const { term, ledgerEndIndex, ledgerEndTerm } = packet.content
  let success = false
  if (term === raft.term && raft.role !== 'LEADER' && (raft.leader === from.node || raft.leader === null)) {
    if (raft.leader === null || raft.role !== 'FOLLOWER') changeToFollower(sim, group, node, from.node)
    raft.lastLeaderHeartBeatMs = sim.state.nowMs
    if (!sim.storage) {
      raft.ledgerEndIndex = ledgerEndIndex
      raft.ledgerEndTerm = ledgerEndTerm
      raft.commitLags = false
    }
    success = true
    wakeLater(sim, group, node)
  } else if (term > raft.term) {
    changeToCandidate(sim, group, node, term)
    raft.needIncreaseTermImmediately = true
    wakeLater(sim, group, node)
  }
  send(sim, 'raftHeartbeatAnswer', to, from, { term: raft.term, success })
}

function raftHeartbeatAnswer(sim: Simulation, packet: Packet<'raftHeartbeatAnswer'>): void {
  const node = electorAt(sim, packet)
  if (!node) return
  const { group } = packet.to
  const { term, success } = packet.content
  const raft = raftOf(node)
  if (raft.role !== 'LEADER') return
  if (success) {
    raft.heartBeatAnswers++
    if (isQuorum(groupAt(sim, group), raft.heartBeatAnswers)) raft.lastQuorumHeartBeatMs = sim.state.nowMs
  } else if (term > raft.term) {
    changeToCandidate(sim, group, node, term)
    wakeLater(sim, group, node)
  }
}

/** RocketMQ: DLedgerLeaderElector#maintainAsCandidate, the asking half */
function beginRound(sim: Simulation, group: number, node: BrokerNode): void {
  const raft = raftOf(node)
  const { nowMs } = sim.state
  const broker = groupAt(sim, group)
  if (raft.lastParseResult === 'WAIT_TO_VOTE_NEXT') {
    nextTerm(raft)
    raft.lastParseResult = 'WAIT_TO_REVOTE'
  }
  const round: VoteRound = {
    term: raft.term,
    startedAtMs: nowMs,
    waitUntilMs: nowMs + VOTE_WAIT_MS + draw(broker, MAX_VOTE_INTERVAL_MS),
    answered: 0,
    valid: 0,
    accepted: 0,
    notReadyTerm: 0,
    biggerLedger: 0,
    alreadyHasLeader: false,
    maxTerm: -1,
  }
  raft.round = round
  const from = dledgerAddress(group, node.nodeIndex)
  const { term, ledgerEndIndex, ledgerEndTerm } = raft
  const asked = { term, ledgerEndIndex, ledgerEndTerm }
  for (const peer of members(broker)) {
    if (peer !== node) send(sim, 'voteRequest', from, dledgerAddress(group, peer.nodeIndex), asked)
  }
  const own = handleVote(sim, group, node, node.nodeIndex, asked)
  countVote(sim, group, node, round, own, raft.term)
}

/** The voter's side of a vote request. RocketMQ: DLedgerLeaderElector#handleVote */
function handleVote(
  sim: Simulation,
  group: number,
  voter: BrokerNode,
  candidate: number,
  { term, ledgerEndIndex, ledgerEndTerm }: Packet<'voteRequest'>['content'],
): VoteResult {
  const raft = raftOf(voter)
  let result: VoteResult
  if (ledgerEndTerm < raft.ledgerEndTerm) result = 'REJECT_EXPIRED_LEDGER_TERM'
  else if (ledgerEndTerm === raft.ledgerEndTerm && ledgerEndIndex < raft.ledgerEndIndex) {
    result = 'REJECT_SMALL_LEDGER_END_INDEX'
  } else if (term < raft.term) result = 'REJECT_EXPIRED_VOTE_TERM'
  else if (term > raft.term) {
    changeToCandidate(sim, group, voter, term)
    raft.needIncreaseTermImmediately = true
    wakeLater(sim, group, voter)
    result = 'REJECT_TERM_NOT_READY'
  } else if (raft.votedFor !== null && raft.votedFor !== candidate) {
    result = raft.leader !== null ? 'REJECT_ALREADY_HAS_LEADER' : 'REJECT_ALREADY_VOTED'
  } else {
    raft.votedFor = candidate
    result = 'ACCEPT'
  }
  log.vote(sim, { group, candidate, voter: voter.nodeIndex, term, result })
  return result
}

function voteRequest(sim: Simulation, packet: Packet<'voteRequest'>): void {
  const { from, to } = packet
  const { term } = packet.content
  const voter = electorAt(sim, packet)
  if (voter) {
    const result = handleVote(sim, to.group, voter, from.node, packet.content)
    send(sim, 'voteAnswer', to, from, { term, result, voterTerm: raftOf(voter).term })
    return
  }
  const { process } = nodeAt(sim, to.group, to.node)
  // A host that is up refuses at once, and a candidate that notices need not wait for it.
  const refuses = process !== 'poweredOff' && process !== 'frozen'
  if (refuses && sim.rules.candidateNoticesRefusal) send(sim, 'voteAnswer', to, from, { term, result: null })
}

function voteAnswer(sim: Simulation, packet: Packet<'voteAnswer'>): void {
  const node = electorAt(sim, packet)
  const answer = packet.content
  const { group } = packet.to
  const round = node?.raft?.round
  if (!node || !round || round.term !== answer.term) return
  if (answer.result === null) {
    round.answered++
    endRoundIfClear(sim, group, node, round)
    return
  }
  countVote(sim, group, node, round, answer.result, answer.voterTerm)
}

function countVote(
  sim: Simulation,
  group: number,
  node: BrokerNode,
  round: VoteRound,
  result: VoteResult,
  voterTerm: number,
): void {
  round.answered++
  round.valid++
  if (result === 'ACCEPT') round.accepted++
  else if (result === 'REJECT_TERM_NOT_READY') round.notReadyTerm++
  else if (result === 'REJECT_ALREADY_HAS_LEADER') round.alreadyHasLeader = true
  else if (result === 'REJECT_SMALL_LEDGER_END_INDEX' || result === 'REJECT_EXPIRED_LEDGER_TERM') round.biggerLedger++
  else if (result === 'REJECT_EXPIRED_VOTE_TERM') round.maxTerm = Math.max(round.maxTerm, voterTerm)
  endRoundIfClear(sim, group, node, round)
}

function endRoundIfClear(sim: Simulation, group: number, node: BrokerNode, round: VoteRound): void {
  const broker = groupAt(sim, group)
  const clear =
    round.alreadyHasLeader ||
    isQuorum(broker, round.accepted + round.notReadyTerm) ||
    round.answered === members(broker).length
  if (!clear) return
  finishRound(sim, group, node, round)
  wakeLater(sim, group, node)
}

/** RocketMQ: DLedgerLeaderElector#maintainAsCandidate, the deciding half */
function finishRound(sim: Simulation, group: number, node: BrokerNode, round: VoteRound): void {
  const raft = raftOf(node)
  const broker = groupAt(sim, group)
  const { nowMs } = sim.state
  raft.round = null
  if (raft.role !== 'CANDIDATE' || raft.term !== round.term) return
  if (round.maxTerm > round.term) {
    raft.lastParseResult = 'WAIT_TO_VOTE_NEXT'
    raft.nextVoteAtMs = nowMs + voteInterval(sim, group)
    changeToCandidate(sim, group, node, round.maxTerm)
  } else if (round.alreadyHasLeader) {
    raft.lastParseResult = 'WAIT_TO_REVOTE'
    raft.nextVoteAtMs = nowMs + voteInterval(sim, group) + HEARTBEAT_INTERVAL_MS * MAX_HEARTBEAT_LEAK
  } else if (!isQuorum(broker, round.valid)) {
    raft.lastParseResult = 'WAIT_TO_REVOTE'
    raft.nextVoteAtMs = nowMs + voteInterval(sim, group)
  } else if (!isQuorum(broker, round.valid - round.biggerLedger)) {
    raft.lastParseResult = 'WAIT_TO_REVOTE'
    raft.nextVoteAtMs = nowMs + voteInterval(sim, group) + MAX_VOTE_INTERVAL_MS
  } else if (isQuorum(broker, round.accepted)) {
    raft.lastParseResult = 'PASSED'
    changeToLeader(sim, group, node)
  } else if (isQuorum(broker, round.accepted + round.notReadyTerm)) {
    raft.lastParseResult = 'REVOTE_IMMEDIATELY'
  } else {
    raft.lastParseResult = 'WAIT_TO_VOTE_NEXT'
    raft.nextVoteAtMs = nowMs + voteInterval(sim, group)
  }
}

/** RocketMQ: DLedgerLeaderElector#getNextTimeToRequestVote */
const voteInterval = (sim: Simulation, group: number): number =>
  MIN_VOTE_INTERVAL_MS + draw(groupAt(sim, group), MAX_VOTE_INTERVAL_MS - MIN_VOTE_INTERVAL_MS)
