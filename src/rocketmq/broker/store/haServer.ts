// A Master's side: it takes the connections of its Slaves, sends what it appends, and counts what they have. RocketMQ: HAService,
// HAConnection, GroupTransferService; DefaultHAService, AutoSwitchHAConnection

import { groupAt, nodeAt, type Simulation } from '../../context'
import { awaitsCopies } from '../../copiesAsked'
import { brokerAddress, type Packet } from '../../events'
import { isLost } from '../../links'
import { acceptsConnections, at, deliver, isServing, isUnread, send } from '../../network'
import { RESPONSE_CODE } from '../../releases'
import { type BrokerNode, MASTER_ID, type SlaveProgress } from '../../state'
import { partsBetween } from '../../state/sameBytes'
import { lastWholeEnd, split, storeOf } from './commitLog'
import {
  addressOf,
  comesLater,
  HOUSEKEEPING_MS,
  newProgress,
  replicationMode,
  sendClosed,
  slaveBehind,
  wireMs,
} from './haLink'
import type { ReplicaWait } from './replicaWait'
import { storeLog } from './storeCodec'
import { allHave, alterSyncStateSet, confirm, confirmOffset, maybeExpand } from './syncStateSet'

/** RocketMQ: HAConnection.WriteSocketService waits so long where it has nothing to send. */
const SENDER_REST_MS = 100
/** Simplified: what is sent at once takes at most so long on the wire, so that a Slave can be seen to catch up. */
const CHUNK_MS = 100
const BYTES_PER_MB_MS = 1000

// ---------------------------------------------------------------- connections

/** A Slave dials. */
export function haConnect(sim: Simulation, { from, to, content }: Packet<'haConnect'>): void {
  if (isLost(sim, from, to)) return
  const { group } = to
  const node = nodeAt(sim, group, to.node)
  if (node.process === 'poweredOff' || isUnread(node.process)) return
  const accepted = acceptsConnections(node.process) && node.brokerId === MASTER_ID && node.store !== null
  const masterEpoch = node.epoch
  let parts: Packet<'haConnected'>['content']['parts'] = null
  if (accepted) {
    const store = storeOf(node)
    const slave = newProgress(nodeAt(sim, group, from.node), content.serial, sim.state.nowMs)
    slave.slaveEpoch = content.slaveEpoch
    store.slaves = [...store.slaves.filter((one) => one.node !== from.node), slave]
    if (replicationMode(sim) === 'CONTROLLER') parts = store.parts.map((part) => ({ ...part }))
    planSender(sim, group, node, slave)
  }
  send(sim, 'haConnected', to, from, { ...content, masterEpoch, accepted, parts })
}

/** The Master ends a connection. */
function closeSlave(sim: Simulation, group: number, node: BrokerNode, slave: SlaveProgress): void {
  const { serial, slaveEpoch } = slave
  sendClosed(sim, addressOf(group, node), brokerAddress(group, slave.node), {
    serial,
    slaveEpoch,
    masterEpoch: node.epoch,
  })
  forgetSlave(sim, group, node, slave)
}

function forgetSlave(sim: Simulation, group: number, node: BrokerNode, slave: SlaveProgress): void {
  const store = storeOf(node)
  store.slaves = store.slaves.filter((one) => one !== slave)
  alterSyncStateSet(sim, group, node, slave.node, false)
  if (replicationMode(sim) === 'CONTROLLER') confirm(sim, group, node)
  sim.storage?.progress(sim, group, node)
}

/** The Slave's end is closed. @returns false if it is none of this node's Slaves */
export function closedBySlave(sim: Simulation, { from, to, content }: Packet<'haClosed'>): boolean {
  const node = nodeAt(sim, to.group, to.node)
  const slave = slaveBehind(node, from, content)
  if (slave) forgetSlave(sim, to.group, node, slave)
  return slave !== null
}

/** It is no Master any more, or its host closes everything. */
export function closeSlaves(sim: Simulation, group: number, node: BrokerNode): void {
  const { slaves } = storeOf(node)
  storeOf(node).slaves = []
  for (const { node: slave, serial, slaveEpoch } of slaves) {
    const of = { serial, slaveEpoch, masterEpoch: node.epoch }
    sendClosed(sim, addressOf(group, node), brokerAddress(group, slave), of)
  }
}

// ---------------------------------------------------------------- reports

/**
 * From where a Slave gets its Master's log.
 *
 * @param fromMin - null: a Slave that has nothing begins with the newest file
 *
 * RocketMQ: HAConnection.WriteSocketService#run, AutoSwitchHAConnection
 */
export function startOffset(masterEnd: number, fileBytes: number, slaveEnd: number, fromMin: number | null): number {
  if (slaveEnd > 0) return slaveEnd
  return fromMin ?? masterEnd - (masterEnd % fileBytes)
}

export function haReport(sim: Simulation, packet: Packet<'haReport'>): void {
  if (comesLater(sim, packet)) return
  const { from, to, content } = packet
  const { group } = to
  const node = nodeAt(sim, group, to.node)
  if (node.process === 'poweredOff') return
  const slave = slaveBehind(node, from, content)
  if (!slave || !acceptsConnections(node.process)) return sendClosed(sim, to, from, content)
  if (isServing(node.process)) takeReport(sim, group, node, slave, content.offset)
  else slave.unreadReport = Math.max(slave.unreadReport ?? 0, content.offset)
}

function takeReport(sim: Simulation, group: number, node: BrokerNode, slave: SlaveProgress, offset: number): void {
  const store = storeOf(node)
  const { nowMs, settings } = sim.state
  const isController = replicationMode(sim) === 'CONTROLLER'
  slave.unreadReport = null
  slave.lastReadMs = nowMs
  slave.ackOffset = offset
  if (!slave.streaming) {
    slave.streaming = true
    const fromMin = isController ? store.minOffset : null
    slave.sentOffset = startOffset(store.committedOffset, settings.mappedFileSizeCommitLog, offset, fromMin)
    slave.restMs = nowMs - SENDER_REST_MS
  } else if (sim.rules.haClosesSlaveAhead && offset > store.maxOffset) return closeSlave(sim, group, node, slave)
  if (isController) {
    if (offset >= store.maxOffset) slave.caughtUpAtMs = nowMs
    else if (offset >= slave.transferEnd) slave.caughtUpAtMs = Math.max(slave.caughtUpAtMs, slave.transferAtMs)
    maybeExpand(sim, group, node, slave)
    confirm(sim, group, node)
  } else if (offset > store.confirmOffset) {
    // RocketMQ: HAService.push2SlaveMaxOffset, the highest of any Slave, also beyond the Master's own end.
    store.confirmOffset = offset
    storeLog.confirmed(sim, { group, node: node.nodeIndex, ...split(offset) })
  }
  sim.storage?.progress(sim, group, node)
  planSender(sim, group, node, slave)
}

// ---------------------------------------------------------------- sender

/** The next of its looks at or after a time. */
const nextLookMs = ({ restMs, busyUntilMs }: SlaveProgress, fromMs: number): number => {
  const looks = Math.max(1, Math.ceil((Math.max(fromMs, busyUntilMs) - restMs) / SENDER_REST_MS))
  return restMs + looks * SENDER_REST_MS
}

const hasMore = (node: BrokerNode, { streaming, sentOffset }: SlaveProgress): boolean =>
  streaming && storeOf(node).committedOffset > sentOffset

function planSender(sim: Simulation, group: number, node: BrokerNode, slave: SlaveProgress): void {
  const { nowMs, settings } = sim.state
  let dueMs = slave.lastReadMs + HOUSEKEEPING_MS + 1
  // What is to be sent stands for a heartbeat: one that is due before the next look would be planned for this very moment, for ever.
  if (hasMore(node, slave)) dueMs = Math.min(dueMs, nextLookMs(slave, nowMs))
  else if (slave.streaming) dueMs = Math.min(dueMs, slave.lastWriteMs + settings.haSendHeartbeatInterval)
  dueMs = Math.max(dueMs, nowMs)
  if (slave.timerMs !== null && slave.timerMs <= dueMs) return
  slave.timerMs = dueMs
  at(sim, dueMs, 'haSenderTimer', { group, node: node.nodeIndex, epoch: node.epoch, slave: slave.node })
}

/** One look of the sender for a Slave. */
export function senderLooks(sim: Simulation, group: number, node: BrokerNode, slave: SlaveProgress): void {
  const { nowMs, settings } = sim.state
  if (nowMs - slave.lastReadMs > HOUSEKEEPING_MS) return closeSlave(sim, group, node, slave)
  if (hasMore(node, slave)) {
    if (nextLookMs(slave, nowMs) === nowMs) transfer(sim, group, node, slave)
  } else if (slave.streaming && nowMs - slave.lastWriteMs >= settings.haSendHeartbeatInterval) {
    sendFrame(sim, group, node, slave, slave.sentOffset)
  }
  planSender(sim, group, node, slave)
}

/** Sends what there is. */
function transfer(sim: Simulation, group: number, node: BrokerNode, slave: SlaveProgress): void {
  const store = storeOf(node)
  const fileBytes = sim.state.settings.mappedFileSizeCommitLog
  const most = slave.sentOffset + sim.state.settings.haMegabytesPerSecond * BYTES_PER_MB_MS * CHUNK_MS
  const whole = lastWholeEnd(groupAt(sim, group), store, Math.min(most, store.committedOffset), fileBytes)
  sendFrame(sim, group, node, slave, whole > slave.sentOffset ? whole : store.committedOffset)
}

function sendFrame(sim: Simulation, group: number, node: BrokerNode, slave: SlaveProgress, toOffset: number): void {
  const store = storeOf(node)
  const { nowMs } = sim.state
  const fromOffset = slave.sentOffset
  const ms = wireMs(sim, toOffset - fromOffset)
  const content = {
    serial: slave.serial,
    slaveEpoch: slave.slaveEpoch,
    masterEpoch: node.epoch,
    tries: 0,
    frame: slave.framesSent++,
    fromOffset,
    parts: toOffset > fromOffset ? partsBetween(store, fromOffset, toOffset) : [],
    confirmOffset: replicationMode(sim) === 'CONTROLLER' ? confirmOffset(sim, group, node) : store.maxOffset,
  }
  const arrivesMs = nowMs + ms + sim.environment.hopMs(sim, 'haFrame', content)
  deliver(sim, 'haFrame', addressOf(group, node), brokerAddress(group, slave.node), content, nowMs, arrivesMs)
  slave.lastWriteMs = nowMs
  slave.sentOffset = toOffset
  slave.transferAtMs = nowMs
  slave.transferEnd = store.maxOffset
  slave.busyUntilMs = nowMs + ms
  // Behind a transfer that took time it looks at once whether there is more. Simplified: a rest behind one that did not is 1 ms
  // shorter, so that its looks do not keep in step with a producer's sends; real clocks drift.
  slave.restMs = ms > 0 ? slave.busyUntilMs - SENDER_REST_MS : nowMs - 1
}

/** The Master has more than before; who waits for copies wakes the senders. */
export function sendAppended(sim: Simulation, group: number, node: BrokerNode): void {
  const { slaves, maxOffset } = storeOf(node)
  const wakes = slaves.length > 0 && haWait(sim, group, node, maxOffset).code === null
  for (const slave of slaves) {
    if (wakes && hasMore(node, slave) && slave.busyUntilMs <= sim.state.nowMs) transfer(sim, group, node, slave)
    planSender(sim, group, node, slave)
  }
}

/** The cluster has been up for a while: the Master sends its heartbeats. */
export function startSenders(sim: Simulation, group: number, node: BrokerNode): void {
  for (const slave of storeOf(node).slaves) planSender(sim, group, node, slave)
}

/** The process goes on after a pause. */
export function resumeSenders(sim: Simulation, group: number, node: BrokerNode): void {
  for (const slave of storeOf(node).slaves) {
    slave.timerMs = null
    if (slave.unreadReport !== null) takeReport(sim, group, node, slave, slave.unreadReport)
    if (storeOf(node).slaves.includes(slave)) planSender(sim, group, node, slave)
  }
}

// ---------------------------------------------------------------- what a put waits for

/**
 * Is there a Slave that is not too far behind? RocketMQ: HAService#isSlaveOK
 *
 * @param masterEnd - behind the message
 */
export const isSlaveOk = (connections: number, masterEnd: number, push2Slave: number, gap: number): boolean =>
  connections > 0 && masterEnd - push2Slave < gap

/** RocketMQ: CommitLog#submitReplicaRequest, #handleHA */
export function haWait(sim: Simulation, group: number, node: BrokerNode, endOffset: number): ReplicaWait {
  const { rules } = sim
  const { settings } = sim.state
  const lateCode = RESPONSE_CODE.FLUSH_SLAVE_TIMEOUT
  const none = { code: RESPONSE_CODE.SUCCESS, limitMs: 0, lateCode }
  if (!awaitsCopies(settings, rules)) return none
  const inSlaveTimeout = { code: null, limitMs: settings.slaveTimeout, lateCode }
  if (replicationMode(sim) === 'CONTROLLER') {
    // Where it is all of the set, and the set is the Master alone.
    const isAlone = settings.allAckInSyncStateSet && groupAt(sim, group).syncStateSet.length <= 1
    return isAlone ? none : inSlaveTimeout
  }
  if (rules.waitsForInSyncReplicas) return inSlaveTimeout
  const limits = { fiveSeconds: 5000, syncFlushTimeout: settings.syncFlushTimeout, slaveTimeout: settings.slaveTimeout }
  const limitMs = limits[rules.replicaWaitLimit]
  const { slaves, confirmOffset: push2Slave } = storeOf(node)
  // Who waits already goes on when the Slave falls behind or goes.
  const isOk = isSlaveOk(slaves.length, endOffset, push2Slave, settings.haMaxGapNotInSync)
  return { code: isOk ? null : RESPONSE_CODE.SLAVE_NOT_AVAILABLE, limitMs, lateCode }
}

/** RocketMQ: HAService.GroupTransferService#doWaitTransfer */
export function hasCopies(sim: Simulation, group: number, node: BrokerNode, endOffset: number): boolean {
  const { allAckInSyncStateSet, inSyncReplicas } = sim.state.settings
  const { slaves, confirmOffset: push2Slave } = storeOf(node)
  if (replicationMode(sim) === 'CONTROLLER' && allAckInSyncStateSet) return allHave(sim, group, node, endOffset)
  if (!sim.rules.waitsForInSyncReplicas) return push2Slave >= endOffset
  return 1 + slaves.filter(({ ackOffset }) => ackOffset >= endOffset).length >= inSyncReplicas
}

/** Slaves that are not too far behind, and the Master. RocketMQ: HAService#inSyncReplicasNums */
const inSyncReplicasNums = (sim: Simulation, { slaves, maxOffset }: { slaves: SlaveProgress[]; maxOffset: number }) =>
  1 + slaves.filter(({ ackOffset }) => maxOffset - ackOffset < sim.state.settings.haMaxGapNotInSync).length

/** Are there too few copies to store anything? RocketMQ: CommitLog#asyncPutMessage */
export function hasTooFewReplicas(sim: Simulation, group: number, node: BrokerNode): boolean {
  const { brokerRole, enableSlaveActingMaster, inSyncReplicas, minInSyncReplicas } = sim.state.settings
  if (replicationMode(sim) === 'CONTROLLER') return groupAt(sim, group).syncStateSet.length < minInSyncReplicas
  if (!sim.rules.waitsForInSyncReplicas || !enableSlaveActingMaster || brokerRole !== 'SYNC_MASTER') return false
  return inSyncReplicas > inSyncReplicasNums(sim, storeOf(node))
}
