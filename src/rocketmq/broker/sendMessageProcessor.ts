// What a Broker does with a request to send: takes it, serves it, stores it or refuses, and answers.
// RocketMQ: SendMessageProcessor, DefaultMessageStore (the write path as a client sees it)

import { areConnected, hasMajority, masterOf, registerWithAll } from '../brokers'
import { groupAt, nodeAt, type Simulation } from '../context'
import { log } from '../entryCodec'
import { brokerAddress, type Packet, type SendRequest, type TimersOf } from '../events'
import { isLost } from '../links'
import {
  after,
  at,
  closeExchange,
  isSameLife,
  isServing,
  isUnderWay,
  isUnread,
  lose,
  onewayEnded,
  send,
} from '../network'
import { isStoredCode, RESPONSE_CODE } from '../releases'
import { MAX_ANSWER_TIMES } from '../scenario'
import { sendsOf } from '../sends'
import { type BrokerGroup, type BrokerNode, MASTER_ID, PERM_WRITE, RECENT_MESSAGES } from '../state'
import { setQueueNums } from './brokerGroup'

/** RocketMQ: DLedgerConfig.maxWaitAckTimeMs */
const NO_MAJORITY_WAIT_MS = 2500
/** RocketMQ: BrokerFastFailure#cleanExpiredRequest, waitTimeMillsInSendQueue and osPageCacheBusyTimeOutMills, ms */
const QUEUE_WAIT_MS = 200
const PAGE_CACHE_BUSY_MS = 1000

/** A request has reached the host. */
export function requestArrives(sim: Simulation, packet: Packet<'sendRequest'>): void {
  const { request } = packet.content
  if (!isUnderWay(sim, request)) return
  if (sim.environment.requestArrives) return sim.environment.requestArrives(sim, packet)
  const node = nodeAt(sim, request.group, request.node)
  const sameLife = request.brokerEpoch === node.epoch
  if (node.process === 'poweredOff' || isLost(sim, packet.from, packet.to)) {
    lose(sim, packet)
  } else if (isServing(node.process) && sameLife) {
    acceptRequest(sim, packet, node)
  } else if (isUnread(node.process) && sameLife) {
    leaveUnread(node, request.producer)
    node.heldRequests.push({ packet, sinceMs: sim.state.nowMs, injectedCode: null })
  } else {
    // The host knows no such connection and answers with a reset.
    send(sim, 'reset', packet.to, packet.from, packet.content)
  }
}

/** Something has come from a producer, and the process does not read it. */
export function leaveUnread(node: BrokerNode, producer: number): void {
  if (!node.unreadFrom.includes(producer)) node.unreadFrom.push(producer)
}

function acceptRequest(sim: Simulation, packet: Packet<'sendRequest'>, node: BrokerNode): void {
  let injectedCode: number | null = null
  if (node.injectedTimes > 0) {
    if (node.injectedTimes < MAX_ANSWER_TIMES) node.injectedTimes--
    injectedCode = node.injectedCode
  }
  if (sim.storage) return sim.storage.accept(sim, packet, node, injectedCode)
  const busyMs = busyFor(sim, node)
  if (busyMs !== null) injectedCode = RESPONSE_CODE.SYSTEM_BUSY
  beginService(sim, packet, node, injectedCode, busyMs)
}

/** @returns ms after which an overloaded Broker refuses, or null if it serves */
function busyFor(sim: Simulation, node: BrokerNode): number | null {
  if (node.troubles.includes('overloaded')) return QUEUE_WAIT_MS
  const stalled = node.troubles.includes('diskStalled') && sim.state.settings.flushDiskType === 'ASYNC_FLUSH'
  return stalled ? PAGE_CACHE_BUSY_MS : null
}

export function beginService(
  sim: Simulation,
  packet: Packet<'sendRequest'>,
  node: BrokerNode,
  injectedCode: number | null,
  busyMs: number | null = null,
  sinceMs = sim.state.nowMs,
): void {
  const serviceMs =
    busyMs ?? (groupAt(sim, packet.to.group).serviceTimeMs ?? sim.state.settings.brokerServiceTimeMs) + node.slowMs
  // With a send queue it was counted when it came.
  if (!sim.storage) node.inService++
  const { epoch } = node
  after(sim, serviceMs, 'serviceDone', { epoch, packet, sinceMs, injectedCode, code: null })
}

/** A request has been worked on for its time: it is stored or refused, and the answer leaves, perhaps after a wait. */
export function serviceDone(sim: Simulation, timer: TimersOf<'broker'>['serviceDone']): void {
  const { packet } = timer
  const { request } = packet.content
  const { group, node: nodeIndex } = packet.to
  const node = nodeAt(sim, group, nodeIndex)
  // The process may have died since; then the request is lost, not served.
  if (!isSameLife(node, timer.epoch)) return
  if (node.process === 'frozen') {
    node.inService--
    if (node.store) node.store.begun--
    node.heldRequests.push({ packet, sinceMs: timer.sinceMs, injectedCode: timer.injectedCode })
    return
  }
  if (sim.storage) return sim.storage.put(sim, timer, node, decideBeforeStoring(sim, request, node, timer.injectedCode))
  let { code } = timer
  if (code === null) {
    const work = serve(sim, request, node, timer.injectedCode)
    code = work.code
    if (work.waitMs > 0) return after(sim, work.waitMs, 'serviceDone', { ...timer, code })
  }
  answer(sim, node, packet, timer.epoch, code)
}

/** An answer leaves, and the request is over for the process. */
export function answer(
  sim: Simulation,
  node: BrokerNode,
  packet: Packet<'sendRequest'>,
  epoch: number,
  code: number,
): void {
  const { request } = packet.content
  const { group, node: nodeIndex } = packet.to
  node.inService--
  if (request.oneway) {
    closeExchange(sim, request)
    onewayEnded(sim, request, isStoredCode(code))
  } else send(sim, 'sendResponse', packet.to, packet.from, { request, code })
  if (node.process === 'stopping' && node.inService === 0) {
    const closesAtMs = node.processSinceMs + sim.rules.gracefulStop.portClosesMs
    at(sim, Math.max(closesAtMs, sim.state.nowMs + 1), 'portCloses', { group, node: nodeIndex, epoch })
  }
}

/** @returns the code of an answer that stores nothing more, or null: the message is to be stored */
function decideBeforeStoring(
  sim: Simulation,
  request: SendRequest,
  node: BrokerNode,
  injectedCode: number | null,
): number | null {
  const rejected = rejectionCode(sim, request, groupAt(sim, request.group), node)
  if (rejected !== RESPONSE_CODE.SUCCESS) return rejected
  return injectedCode !== null && !isStoredCode(injectedCode) ? injectedCode : null
}

/** The code of an answer, and ms that the answer waits. */
interface WorkDone {
  code: number
  waitMs: number
}

const STORED: WorkDone = { code: RESPONSE_CODE.SUCCESS, waitMs: 0 }

/** Does the work of one request. */
function serve(sim: Simulation, request: SendRequest, node: BrokerNode, injectedCode: number | null): WorkDone {
  const group = groupAt(sim, request.group)
  const rejected = rejectionCode(sim, request, group, node)
  if (rejected !== RESPONSE_CODE.SUCCESS) return { code: rejected, waitMs: 0 }
  if (injectedCode !== null) {
    if (isStoredCode(injectedCode)) store(sim, group, request)
    return { code: injectedCode, waitMs: 0 }
  }
  if (node.raft !== null && !hasMajority(sim, request.group, node)) {
    return { code: RESPONSE_CODE.SYSTEM_ERROR, waitMs: NO_MAJORITY_WAIT_MS }
  }
  store(sim, group, request)
  return waitBeforeAnswer(sim, request.group, node)
}

/**
 * How long a stored message's answer waits for the disk and for Slaves, and the code it will carry.
 *
 * Simplified: a Master reads which Slaves of its group run, and a DLedger Leader whether a majority does (hasMajority), instead of
 * waiting for their acknowledgements; there is no copying of messages yet.
 *
 * RocketMQ: CommitLog#submitFlushRequest, #submitReplicaRequest, #handleHA
 */
function waitBeforeAnswer(sim: Simulation, group: number, node: BrokerNode): WorkDone {
  const { settings } = sim.state
  if (settings.flushDiskType === 'SYNC_FLUSH' && node.troubles.includes('diskStalled')) {
    return { code: RESPONSE_CODE.FLUSH_DISK_TIMEOUT, waitMs: settings.syncFlushTimeout }
  }
  if (settings.brokerRole !== 'SYNC_MASTER' || node.raft) return STORED
  const slaves = groupAt(sim, group).nodes.filter(
    (one) => one !== node && !one.removed && areConnected(sim, group, node, one),
  )
  const answering = slaves.filter((one) => one.process === 'running' && acknowledges(sim, group, node, one)).length
  const acknowledged = { code: RESPONSE_CODE.SUCCESS, waitMs: 2 * settings.networkLatencyMs }
  if (sim.rules.waitsForInSyncReplicas) {
    if (settings.inSyncReplicas <= 1) return STORED
    if (answering + 1 >= settings.inSyncReplicas) return acknowledged
  } else {
    if (!slaves.some((one) => one.process === 'running' || one.process === 'frozen')) {
      return { code: RESPONSE_CODE.SLAVE_NOT_AVAILABLE, waitMs: 0 }
    }
    if (answering > 0) return acknowledged
  }
  return { code: RESPONSE_CODE.FLUSH_SLAVE_TIMEOUT, waitMs: settings.slaveTimeout }
}

/** Does what a Slave says of its copy reach the Master in time? A repetition would come too late. */
const acknowledges = (sim: Simulation, group: number, master: BrokerNode, slave: BrokerNode): boolean =>
  !isLost(sim, brokerAddress(group, slave.nodeIndex), brokerAddress(group, master.nodeIndex))

/**
 * @returns the response code with which this node refuses a write, or SUCCESS
 *
 * RocketMQ: SendMessageProcessor#rejectRequest, AbstractSendMessageProcessor#msgCheck, DefaultMessageStore#checkStoreStatus
 */
function rejectionCode(sim: Simulation, request: SendRequest, group: BrokerGroup, node: BrokerNode): number {
  // "[PC_SYNCHRONIZED]": its elector does not lead, and the Broker does not know yet that it is a Slave.
  if (node.raft && !node.raft.hasRole) return sim.rules.storeBusyCode
  const writable = node.brokerId === MASTER_ID && (!node.raft || node.raft.role === 'LEADER')
  // "[REJECTREQUEST]" comes before anything is looked at.
  if (!writable && sim.rules.slaveRejectsAsBusy && !sim.state.settings.enableSlaveActingMaster) {
    return RESPONSE_CODE.SYSTEM_BUSY
  }
  if (!group.topicCreated && !createTopic(sim, request, group, node)) return RESPONSE_CODE.TOPIC_NOT_EXIST
  if ((group.perm & PERM_WRITE) === 0) return RESPONSE_CODE.NO_PERMISSION
  if (request.queueId >= Math.max(group.writeQueueNums, group.readQueueNums)) {
    return sim.rules.refusesWithInvalidParameter ? RESPONSE_CODE.INVALID_PARAMETER : RESPONSE_CODE.SYSTEM_ERROR
  }
  const isFull = node.troubles.includes('diskFull') || node.store?.diskFull === true
  return writable && !isFull ? RESPONSE_CODE.SUCCESS : RESPONSE_CODE.SERVICE_NOT_AVAILABLE
}

/** Queues of the Topic from which a Broker creates others. RocketMQ: BrokerConfig.defaultTopicQueueNums */
export const BROKER_DEFAULT_TOPIC_QUEUES = 8

/** The first message for an unknown Topic creates it here and nowhere else. RocketMQ: TopicConfigManager#createTopicInSendMessageMethod */
function createTopic(sim: Simulation, request: SendRequest, group: BrokerGroup, node: BrokerNode): boolean {
  const { autoCreateTopicEnable, defaultTopicQueueNums } = sim.state.settings
  if (!autoCreateTopicEnable || !group.hasDefaultTopic || node.brokerId !== MASTER_ID) return false
  setQueueNums(group, Math.min(defaultTopicQueueNums, BROKER_DEFAULT_TOPIC_QUEUES))
  log.topicCreated(sim, { group: request.group, queues: group.writeQueueNums })
  registerWithAll(sim, request.group, request.node)
  return true
}

/** RocketMQ: CommitLog append and the queue's next queueOffset */
function store(sim: Simulation, group: BrokerGroup, request: SendRequest): void {
  const { group: index, node } = request
  for (const member of group.nodes) {
    if (!member.raft || member.process !== 'running') continue
    if (!areConnected(sim, index, group.nodes[node] as BrokerNode, member)) continue
    member.raft.ledgerEndIndex++
    member.raft.ledgerEndTerm = group.nodes[node]?.raft?.term ?? 0
    member.raft.lastEntryAtMs = sim.state.nowMs
  }
  showStored(sim, request, sendsOf(sim.state.settings, 1))
}

/**
 * What a group shows of its queues, and the accounts.
 *
 * @param count - messages that the packet stands for
 * @param ofNode - the queueOffset that the node has given; the group shows it where the node is its Master
 */
export function showStored(
  sim: Simulation,
  { message, group: index, node, queueId }: SendRequest,
  count: number,
  ofNode: number | null = null,
): void {
  const group = groupAt(sim, index)
  const queueOffset = ofNode ?? (group.queueOffsets[queueId] as number)
  if (ofNode !== null && masterOf(sim, index) !== node) {
    sim.state.totals.storedCopies++
    return log.stored(sim, { message, group: index, node, queueId, queueOffset })
  }
  group.queueOffsets[queueId] = queueOffset + count
  const recent = group.recentMessages[queueId] as number[]
  const newest = recent.length === RECENT_MESSAGES ? recent.slice(1) : recent.slice()
  newest.push(message)
  group.recentMessages[queueId] = newest
  sim.state.totals.storedCopies++
  log.stored(sim, { message, group: index, node, queueId, queueOffset })
}
