// A Broker process: it starts, registers, serves requests, stores messages, and dies in several ways.
// RocketMQ: BrokerController, SendMessageProcessor, DefaultMessageStore (the write path as a client sees it)

import {
  controllerMissesLate,
  controllerMissesSoon,
  controllerRules,
  controllerSees,
  slaveId,
} from '../controller/controller'
import { createRaftState, diskForNewMember, hasMajority, wakeLater } from '../dledger/dledger'
import { log } from '../entryCodec'
import { brokerAddress, type EventBody, producerAddress, type SimulationEvent, schedule } from '../events'
import { registerWithAll, unregisterFromAll } from '../nameserver/nameServer'
import { draw, groupAt, isServing, nodeAt, type Simulation, transmit } from '../network'
import { onewayLost, onewayStored } from '../producer/sendLoop'
import { PERM_WRITE } from '../producer/topicPublishInfo'
import { isStoredCode, RESPONSE_CODE } from '../releases'
import { MAX_ANSWER_TIMES } from '../scenario'
import {
  type BrokerGroup,
  type BrokerNode,
  MASTER_ID,
  type ProcessState,
  type Producer,
  RECENT_MESSAGES,
  type Request,
} from '../state'

/** RocketMQ: DLedgerConfig.maxWaitAckTimeMs */
const NO_MAJORITY_WAIT_MS = 2500
/** Simplified: a graceful stop waits at most this long for requests it has begun; RocketMQ has several waits in a row. */
const GRACEFUL_WAIT_MS = 1000
/** RocketMQ: BrokerController registers again 10 s after its start for the first time. */
const FIRST_REGISTER_MS = 10_000

export function createBrokerGroup(
  brokerName: string,
  slaveCount: number,
  queues: number,
  serviceTimeMs: number | null,
  randomState: number,
): BrokerGroup {
  const group: BrokerGroup = {
    brokerName,
    nodes: [],
    writeQueueNums: 0,
    readQueueNums: 0,
    topicCreated: true,
    dataVersion: 0,
    syncStateSet: [],
    perm: 6,
    queueOffsets: [],
    recentMessages: [],
    serviceTimeMs,
    randomState,
    removed: false,
  }
  for (let nodeIndex = 0; nodeIndex <= slaveCount; nodeIndex++) group.nodes.push(createBrokerNode(nodeIndex))
  setQueueNums(group, queues)
  return group
}

/** The Topic is not on this group until its first message arrives. */
export function forgetTopic(group: BrokerGroup): void {
  group.topicCreated = false
  group.writeQueueNums = 0
  group.readQueueNums = 0
  group.queueOffsets = []
  group.recentMessages = []
}

export const createBrokerNode = (nodeIndex: number): BrokerNode => ({
  nodeIndex,
  process: 'running',
  processSinceMs: 0,
  brokerId: nodeIndex,
  epoch: 0,
  slowMs: 0,
  troubles: [],
  injectedCode: 0,
  injectedTimes: 0,
  heldRequests: [],
  inService: 0,
  raft: null,
  removed: false,
})

/** RocketMQ: the admin command updateTopic on one Broker */
export function setQueueNums(group: BrokerGroup, queues: number): void {
  group.writeQueueNums = queues
  group.readQueueNums = queues
  group.dataVersion++
  while (group.queueOffsets.length < queues) {
    group.queueOffsets.push(0)
    group.recentMessages.push([])
  }
}

export function changeProcess(sim: Simulation, group: number, node: BrokerNode, to: ProcessState): void {
  node.process = to
  node.processSinceMs = sim.state.nowMs
  log.brokerProcess(sim, { group, node: node.nodeIndex, to })
}

/** With acting Masters a Broker says every second that it lives. RocketMQ: BrokerController#sendHeartbeat, brokerHeartbeatInterval */
const registerPeriodMs = (sim: Simulation, usualMs: number): number =>
  sim.state.settings.enableSlaveActingMaster && sim.rules.serverMayActAsMaster ? 1000 : usualMs

/** What a timer of a Broker process carries. */
const timerOf = (group: number, node: BrokerNode): EventBody<'registerTimer'> => ({
  group,
  node: node.nodeIndex,
  epoch: node.epoch,
})

/** Sets the registration timer of a process that has just begun to serve. */
export function startRegistering(sim: Simulation, group: number, node: BrokerNode): void {
  schedule(sim.state, sim.state.nowMs + registerPeriodMs(sim, FIRST_REGISTER_MS), 'registerTimer', timerOf(group, node))
}

/** Everything the process held in memory is gone; those at the other ends of its connections may or may not hear of it. */
function loseRequests(sim: Simulation, group: number, node: BrokerNode): void {
  for (const [slot, request] of sim.state.requests.entries()) {
    if (request && request.group === group && request.node === node.nodeIndex && request.phase === 'atBroker') {
      loseRequest(sim, slot, request)
    }
  }
  node.heldRequests = []
  node.inService = 0
}

/** The host closes every connection of the process: FIN to each client and NameServer. */
function closeConnections(sim: Simulation, group: number, node: BrokerNode): void {
  sim.state.producers.forEach((producer, index) => {
    const connection = producer.connections[group]?.[node.nodeIndex]
    if (connection && connection.epoch === node.epoch) {
      transmit(sim, 'connectionClosed', brokerAddress(group, node.nodeIndex), producerAddress(index), {
        epoch: producer.epoch,
        brokerEpoch: node.epoch,
      })
    }
  })
  unregisterFromAll(sim, group, node.nodeIndex, 'channelClosed')
}

/** kill -9 */
export function killBroker(sim: Simulation, group: number, node: BrokerNode): void {
  changeProcess(sim, group, node, 'killed')
  loseRequests(sim, group, node)
  closeConnections(sim, group, node)
  controllerMissesSoon(sim, group, node)
}

/** The host is gone without a word. */
export function powerOffBroker(sim: Simulation, group: number, node: BrokerNode): void {
  changeProcess(sim, group, node, 'poweredOff')
  loseRequests(sim, group, node)
  controllerMissesLate(sim, group, node)
}

/** RocketMQ: BrokerController#shutdown */
export function stopBroker(sim: Simulation, group: number, node: BrokerNode): void {
  changeProcess(sim, group, node, 'stopping')
  unregisterFromAll(sim, group, node.nodeIndex, 'unregister')
  const waitMs = node.inService === 0 ? 1 : GRACEFUL_WAIT_MS
  schedule(sim.state, sim.state.nowMs + waitMs, 'portCloses', timerOf(group, node))
}

export function startBroker(sim: Simulation, group: number, node: BrokerNode): void {
  node.epoch++
  node.heldRequests = []
  node.inService = 0
  changeProcess(sim, group, node, 'starting')
  schedule(sim.state, sim.state.nowMs + sim.state.settings.brokerStartupMs, 'brokerStarted', timerOf(group, node))
}

/** Stop-the-world: it answers nobody, and nobody is told. */
export function freezeBroker(sim: Simulation, group: number, node: BrokerNode): void {
  changeProcess(sim, group, node, 'frozen')
  controllerMissesLate(sim, group, node)
}

export function resumeBroker(sim: Simulation, group: number, node: BrokerNode): void {
  changeProcess(sim, group, node, 'running')
  const held = node.heldRequests
  node.heldRequests = []
  for (const slot of held) {
    const request = sim.state.requests[slot]
    if (request) beginService(sim, slot, request, node)
  }
  if (node.raft) wakeLater(sim, group, node)
}

/** Does what one of a Broker's timers says. */
export function handleBrokerTimer(
  sim: Simulation,
  event: SimulationEvent<'registerTimer' | 'brokerStarted' | 'portCloses'>,
): void {
  const { group, epoch } = event.body
  const node = nodeAt(sim, group, event.body.node)
  if (epoch !== node.epoch) return
  switch (event.kind) {
    case 'registerTimer':
      if (node.process === 'running') registerWithAll(sim, group, node.nodeIndex)
      if (node.process === 'running' || node.process === 'frozen') {
        const periodMs = registerPeriodMs(sim, sim.state.settings.registerNameServerPeriod)
        schedule(sim.state, sim.state.nowMs + periodMs, 'registerTimer', event.body)
      }
      return
    case 'portCloses':
      if (node.process !== 'stopping') return
      changeProcess(sim, group, node, 'stopped')
      loseRequests(sim, group, node)
      closeConnections(sim, group, node)
      controllerMissesSoon(sim, group, node)
      return
    case 'brokerStarted':
      if (node.process !== 'starting') return
      // It may have been taken out of the cluster while it started.
      if (node.removed || groupAt(sim, group).removed) changeProcess(sim, group, node, 'stopped')
      else serveAgain(sim, group, node)
      return
  }
}

function serveAgain(sim: Simulation, group: number, node: BrokerNode): void {
  const broker = groupAt(sim, group)
  changeProcess(sim, group, node, 'running')
  if (sim.state.settings.enableDLegerCommitLog) {
    // A DLedger node begins as a candidate under its own id and learns the rest from the others.
    node.raft = createRaftState(broker, sim.state.nowMs, node.raft ?? diskForNewMember(broker))
    node.brokerId = node.nodeIndex + 1
    wakeLater(sim, group, node)
  } else if (controllerRules(sim)) {
    node.brokerId = slaveId(node)
    controllerSees(sim, group)
  } else {
    node.brokerId = node.nodeIndex
    if (node.brokerId === MASTER_ID) log.masterReady(sim, { group, node: node.nodeIndex })
  }
  registerWithAll(sim, group, node.nodeIndex)
  startRegistering(sim, group, node)
}

/** Does the network between a producer and a Broker node swallow this message? */
export function isPacketLost(sim: Simulation, producer: number, group: number, node: number): boolean {
  const from = sim.state.producers[producer] as Producer
  const lossPercent = from.brokerLoss[group]?.[node] ?? 0
  return lossPercent > 0 && draw(from, 100) < lossPercent
}

/** A request has reached the host. */
export function takeRequest(sim: Simulation, slot: number, request: Request): void {
  const node = nodeAt(sim, request.group, request.node)
  const sameLife = request.epoch === node.epoch
  if (node.process === 'poweredOff' || isPacketLost(sim, request.producer, request.group, request.node)) {
    loseRequest(sim, slot, request)
  } else if (isServing(node.process) && sameLife) {
    acceptRequest(sim, slot, request, node)
  } else if (node.process === 'frozen' && sameLife) {
    request.phase = 'atBroker'
    request.fromMs = sim.state.nowMs
    request.toMs = null
    node.heldRequests.push(slot)
  } else {
    // Nobody knows this connection: the host answers with a reset.
    request.phase = 'reset'
    travel(sim, request, 'resetArrives', slot)
  }
}

/** RocketMQ: BrokerFastFailure#cleanExpiredRequest, waitTimeMillsInSendQueue and osPageCacheBusyTimeOutMills, ms */
const QUEUE_WAIT_MS = 200
const PAGE_CACHE_BUSY_MS = 1000

function acceptRequest(sim: Simulation, slot: number, request: Request, node: BrokerNode): void {
  if (node.injectedTimes > 0) {
    if (node.injectedTimes < MAX_ANSWER_TIMES) node.injectedTimes--
    request.injectedCode = node.injectedCode
  }
  const busyMs = busyFor(sim, node)
  if (busyMs !== null) request.injectedCode = RESPONSE_CODE.SYSTEM_BUSY
  beginService(sim, slot, request, node, busyMs)
}

/** @returns ms after which an overloaded Broker refuses, or null if it serves */
function busyFor(sim: Simulation, node: BrokerNode): number | null {
  if (node.troubles.includes('overloaded')) return QUEUE_WAIT_MS
  const stalled = node.troubles.includes('diskStalled') && sim.state.settings.flushDiskType === 'ASYNC_FLUSH'
  return stalled ? PAGE_CACHE_BUSY_MS : null
}

function beginService(
  sim: Simulation,
  slot: number,
  request: Request,
  node: BrokerNode,
  orderedMs: number | null = null,
): void {
  const serviceMs =
    orderedMs ?? (groupAt(sim, request.group).serviceTimeMs ?? sim.state.settings.brokerServiceTimeMs) + node.slowMs
  node.inService++
  request.phase = 'atBroker'
  request.fromMs = sim.state.nowMs
  request.toMs = sim.state.nowMs + serviceMs
  schedule(sim.state, request.toMs, 'serviceDone', { slot, serial: request.serial, waited: false })
}

/**
 * The request has been worked on for its time: it is stored or refused, and the answer leaves.
 *
 * @param waited - the wait behind the work is over, too
 */
export function serviceDone(sim: Simulation, slot: number, request: Request, waited: boolean): void {
  const group = groupAt(sim, request.group)
  const node = nodeAt(sim, request.group, request.node)
  if (node.process === 'frozen') {
    node.inService--
    request.toMs = null
    node.heldRequests.push(slot)
    return
  }
  if (!waited) {
    const refused = refusal(sim, request, group, node)
    const ordered = request.injectedCode !== null && refused === RESPONSE_CODE.SUCCESS
    request.code = ordered ? (request.injectedCode as number) : refused
    const missed = request.code === RESPONSE_CODE.SUCCESS && !ordered && node.raft !== null && !hasMajority(group)
    if (missed) request.code = RESPONSE_CODE.SYSTEM_ERROR
    else if (isStoredCode(request.code)) store(sim, group, request)
    const waitMs = missed
      ? NO_MAJORITY_WAIT_MS
      : ordered || request.code !== RESPONSE_CODE.SUCCESS
        ? 0
        : waitBeforeAnswer(sim, request, group, node)
    if (waitMs > 0) {
      request.toMs = sim.state.nowMs + waitMs
      schedule(sim.state, request.toMs, 'serviceDone', { slot, serial: request.serial, waited: true })
      return
    }
  }
  node.inService--
  if (request.oneway) {
    freeRequest(sim, slot)
    if (isStoredCode(request.code)) onewayStored(sim, request)
    else onewayLost(sim, request)
  } else {
    request.phase = 'reply'
    travel(sim, request, 'replyArrives', slot)
  }
  if (node.process === 'stopping' && node.inService === 0) {
    schedule(sim.state, sim.state.nowMs + 1, 'portCloses', timerOf(request.group, node))
  }
}

/**
 * How long a stored message's answer waits for the disk and for Slaves; sets the code it will carry.
 *
 * RocketMQ: CommitLog#submitFlushRequest, #submitReplicaRequest, #handleHA
 */
function waitBeforeAnswer(sim: Simulation, request: Request, group: BrokerGroup, node: BrokerNode): number {
  const { settings } = sim.state
  if (settings.flushDiskType === 'SYNC_FLUSH' && node.troubles.includes('diskStalled')) {
    request.code = RESPONSE_CODE.FLUSH_DISK_TIMEOUT
    return settings.syncFlushTimeout
  }
  if (settings.brokerRole !== 'SYNC_MASTER' || node.raft) return 0
  const slaves = group.nodes.filter((one) => one !== node && !one.removed)
  const answering = slaves.filter((one) => one.process === 'running').length
  const acknowledgement = 2 * settings.networkLatencyMs
  if (sim.rules.waitsForInSyncReplicas) {
    if (settings.inSyncReplicas <= 1) return 0
    if (answering + 1 >= settings.inSyncReplicas) return acknowledgement
  } else {
    if (!slaves.some((one) => one.process === 'running' || one.process === 'frozen')) {
      request.code = RESPONSE_CODE.SLAVE_NOT_AVAILABLE
      return 0
    }
    if (answering > 0) return acknowledgement
  }
  request.code = RESPONSE_CODE.FLUSH_SLAVE_TIMEOUT
  return settings.slaveTimeout
}

/**
 * @returns the response code with which this node refuses a write, or SUCCESS
 *
 * RocketMQ: AbstractSendMessageProcessor#msgCheck, DefaultMessageStore#checkStoreStatus
 */
function refusal(sim: Simulation, request: Request, group: BrokerGroup, node: BrokerNode): number {
  if (!group.topicCreated && !createTopic(sim, request, group, node)) return RESPONSE_CODE.TOPIC_NOT_EXIST
  if ((group.perm & PERM_WRITE) === 0) return RESPONSE_CODE.NO_PERMISSION
  if (request.queueId >= Math.max(group.writeQueueNums, group.readQueueNums)) {
    return sim.rules.refusesWithInvalidParameter ? RESPONSE_CODE.INVALID_PARAMETER : RESPONSE_CODE.SYSTEM_ERROR
  }
  const writable = node.brokerId === MASTER_ID && (!node.raft || node.raft.role === 'LEADER')
  return writable && !node.troubles.includes('diskFull') ? RESPONSE_CODE.SUCCESS : RESPONSE_CODE.SERVICE_NOT_AVAILABLE
}

/** Queues of the Topic from which a Broker creates others. RocketMQ: BrokerConfig.defaultTopicQueueNums */
export const BROKER_DEFAULT_TOPIC_QUEUES = 8

/** The first message for an unknown Topic creates it here and nowhere else. RocketMQ: TopicConfigManager#createTopicInSendMessageMethod */
function createTopic(sim: Simulation, request: Request, group: BrokerGroup, node: BrokerNode): boolean {
  const { autoCreateTopicEnable, defaultTopicQueueNums } = sim.state.settings
  if (!autoCreateTopicEnable || node.brokerId !== MASTER_ID) return false
  setQueueNums(group, Math.min(defaultTopicQueueNums, BROKER_DEFAULT_TOPIC_QUEUES))
  group.topicCreated = true
  log.topicCreated(sim, { group: request.group, queues: group.writeQueueNums })
  registerWithAll(sim, request.group, request.node)
  return true
}

/** RocketMQ: CommitLog append and the queue's next queueOffset */
function store(sim: Simulation, group: BrokerGroup, request: Request): void {
  const queueOffset = group.queueOffsets[request.queueId] as number
  group.queueOffsets[request.queueId] = queueOffset + 1
  const recent = group.recentMessages[request.queueId] as number[]
  const kept = recent.length === RECENT_MESSAGES ? recent.slice(1) : recent.slice()
  kept.push(request.message)
  group.recentMessages[request.queueId] = kept
  for (const node of group.nodes) {
    if (node.raft && node.process === 'running') node.raft.ledgerEndIndex++
  }
  sim.state.totals.storedCopies++
  log.stored(sim, {
    message: request.message,
    group: request.group,
    node: request.node,
    queueId: request.queueId,
    queueOffset,
  })
}

/** Sets a request on its way over the network in its present phase. */
export function travel(
  sim: Simulation,
  request: Request,
  kind: 'connectArrives' | 'requestArrives' | 'replyArrives' | 'resetArrives',
  slot: number,
): void {
  request.fromMs = sim.state.nowMs
  request.toMs = sim.state.nowMs + sim.environment.hopMs(sim, request, kind)
  schedule(sim.state, request.toMs, kind, { slot, serial: request.serial })
}

/** It is gone, and whoever waits for it does not know yet. */
export function loseRequest(sim: Simulation, slot: number, request: Request): void {
  request.phase = 'lost'
  request.fromMs = sim.state.nowMs
  request.toMs = null
  if (request.oneway) {
    freeRequest(sim, slot)
    onewayLost(sim, request)
  } else if (request.abandoned) freeRequest(sim, slot)
}

/** Nothing of this request can happen any more. */
export function freeRequest(sim: Simulation, slot: number): void {
  sim.state.requests[slot] = null
  sim.state.freeSlots.push(slot)
}
