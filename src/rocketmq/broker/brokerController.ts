// The life of a Broker process: it starts, registers, and ends in several ways. RocketMQ: BrokerController

import { announce, changeProcess, isMaster, registerWithAll, replicaId, unregisterFromAll } from '../brokers'
import { groupAt, nodeAt, type Simulation } from '../context'
import { log } from '../entryCodec'
import { brokerAddress, CONTROLLER, type Packet, producerAddress, type ServedRequest, type TimersOf } from '../events'
import { isCut } from '../links'
import { acceptsConnections, after, isServing, lose, send } from '../network'
import { exitMs } from '../processExit'
import { type BrokerNode, isDown, isEnding, MASTER_ID } from '../state'
import { beginService } from './sendMessageProcessor'

type NodeTimer = TimersOf<'broker'>['registerTimer']

/** Simplified: a graceful stop waits at most this long for requests it has begun; RocketMQ has several waits in a row. */
const GRACEFUL_WAIT_MS = 1000
/** RocketMQ: BrokerController registers again 10 s after its start for the first time. */
const FIRST_REGISTER_MS = 10_000

/** With acting Masters a Broker says every second that it lives. RocketMQ: BrokerController#sendHeartbeat, brokerHeartbeatInterval */
const registerPeriodMs = (sim: Simulation, usualMs: number): number =>
  sim.state.settings.enableSlaveActingMaster && sim.rules.serverMayActAsMaster ? 1000 : usualMs

/** What a timer of a Broker process carries. */
const timerOf = (group: number, node: BrokerNode): NodeTimer => ({ group, node: node.nodeIndex, epoch: node.epoch })

/** Sets the registration timer of a process that has just begun to serve. */
export function startRegistering(sim: Simulation, group: number, node: BrokerNode): void {
  after(sim, registerPeriodMs(sim, FIRST_REGISTER_MS), 'registerTimer', timerOf(group, node))
}

/** What the process worked on is gone; those at the other ends of its connections may or may not notice. */
function loseServed(sim: Simulation, group: number, node: BrokerNode): void {
  const served: ServedRequest[] = []
  for (const { kind, content } of sim.state.eventQueue) {
    if (kind !== 'serviceDone') continue
    const { to } = content.packet
    if (to.group === group && to.node === node.nodeIndex && content.epoch === node.epoch) {
      served.push(content)
    }
  }
  node.inService = 0
  if (sim.storage) served.push(...sim.storage.takeRequests(sim, group, node))
  loseAll(sim, served)
}

/** So is what lies at its host. */
function loseHeld(sim: Simulation, node: BrokerNode): void {
  const held = node.heldRequests
  node.heldRequests = []
  loseAll(sim, held)
}

function loseAll(sim: Simulation, requests: ServedRequest[]): void {
  requests.sort((one, other) => one.packet.content.request.exchange - other.packet.content.request.exchange)
  for (const { packet } of requests) lose(sim, packet)
}

/**
 * The host closes the connections that clients have opened.
 *
 * Simplified: a connection is kept once, with the client that has opened it, and read there.
 */
function closeConnections(
  sim: Simulation,
  group: number,
  node: BrokerNode,
  resets: (producer: number) => boolean,
): void {
  sim.state.producers.forEach((producer, index) => {
    const connection = producer.connections[group]?.[node.nodeIndex]
    if (connection && connection.epoch === node.epoch) {
      send(sim, 'connectionClosed', brokerAddress(group, node.nodeIndex), producerAddress(index), {
        epoch: producer.epoch,
        brokerEpoch: node.epoch,
        resets: resets(index),
      })
    }
  })
}

/** kill -9: the process does nothing any more, and is gone a little later. */
export function killBroker(sim: Simulation, group: number, node: BrokerNode): void {
  const { process } = node
  const hasPort = acceptsConnections(process)
  const waitMs = hasPort ? exitMs(sim, groupAt(sim, group)) : 0
  changeProcess(sim, group, node, waitMs === 0 ? 'killed' : 'dying')
  if (hasPort) loseServed(sim, group, node)
  if (process !== 'starting') sim.storage?.ended(sim, group, node, 'killed')
  if (waitMs === 0) closesAll(sim, group, node)
  else after(sim, waitMs, 'exits', timerOf(group, node))
}

export function exits(sim: Simulation, { group, node: index, epoch }: NodeTimer): void {
  const node = nodeAt(sim, group, index)
  if (epoch !== node.epoch || node.process !== 'dying') return
  changeProcess(sim, group, node, 'killed')
  closesAll(sim, group, node)
  if (node.startsAgain) startBroker(sim, group, node)
}

/** A killed process is gone: the host resets the connections with data that was left unread. */
function closesAll(sim: Simulation, group: number, node: BrokerNode): void {
  const { killClosesWith } = sim.state.settings
  loseHeld(sim, node)
  closeConnections(sim, group, node, (producer) =>
    killClosesWith === 'HOST' ? node.unreadFrom.includes(producer) : killClosesWith === 'RST',
  )
  unregisterFromAll(sim, group, node.nodeIndex, 'channelClosed')
  announce(sim, group, node, 'closed')
}

/** The host is gone without a word. */
export function powerOffBroker(sim: Simulation, group: number, node: BrokerNode): void {
  const served = isServing(node.process) || node.process === 'frozen'
  changeProcess(sim, group, node, 'poweredOff')
  node.startsAgain = false
  if (served) loseServed(sim, group, node)
  sim.storage?.ended(sim, group, node, 'poweredOff')
  loseHeld(sim, node)
  announce(sim, group, node, 'silent')
}

/** RocketMQ: BrokerController#shutdown. Simplified: what is in between takes a fixed time. */
export function stopBroker(sim: Simulation, group: number, node: BrokerNode): void {
  changeProcess(sim, group, node, 'stopping')
  node.startsAgain = false
  const { signsOffMs, portClosesMs, endsMs } = sim.rules.gracefulStop
  const timer = timerOf(group, node)
  after(sim, signsOffMs, 'signsOff', timer)
  after(sim, node.inService === 0 ? portClosesMs : portClosesMs + GRACEFUL_WAIT_MS, 'portCloses', timer)
  after(sim, endsMs, 'stopEnds', timer)
}

export function signsOff(sim: Simulation, { group, node: index, epoch }: NodeTimer): void {
  const node = nodeAt(sim, group, index)
  if (epoch !== node.epoch || (node.process !== 'stopping' && node.process !== 'portClosed')) return
  unregisterFromAll(sim, group, index, 'unregister')
}

/** It has answered what it had begun, or waited long enough for that. */
export function portCloses(sim: Simulation, { group, node: index, epoch }: NodeTimer): void {
  const node = nodeAt(sim, group, index)
  if (epoch !== node.epoch || node.process !== 'stopping') return
  changeProcess(sim, group, node, 'portClosed')
  loseServed(sim, group, node)
  closeConnections(sim, group, node, () => false)
  announce(sim, group, node, 'closed')
}

export function stopEnds(sim: Simulation, { group, node: index, epoch }: NodeTimer): void {
  const node = nodeAt(sim, group, index)
  if (epoch !== node.epoch || node.process !== 'portClosed') return
  changeProcess(sim, group, node, 'stopped')
  sim.storage?.ended(sim, group, node, 'stopped')
  unregisterFromAll(sim, group, index, 'channelClosed')
  if (node.startsAgain) startBroker(sim, group, node)
}

/** A start command: it waits for the process that is still ending. */
export function restartBroker(sim: Simulation, group: number, node: BrokerNode): void {
  if (isDown(node.process)) startBroker(sim, group, node)
  else if (isEnding(node.process)) node.startsAgain = true
}

export function startBroker(sim: Simulation, group: number, node: BrokerNode): void {
  node.epoch++
  node.heldRequests = []
  node.unreadFrom = []
  node.startsAgain = false
  node.inService = 0
  changeProcess(sim, group, node, 'starting')
  after(sim, sim.state.settings.brokerStartupMs, 'brokerStarted', timerOf(group, node))
}

/** Stop-the-world: it answers nothing, and no one is notified. */
export function freezeBroker(sim: Simulation, group: number, node: BrokerNode): void {
  changeProcess(sim, group, node, 'frozen')
  announce(sim, group, node, 'silent')
}

export function resumeBroker(sim: Simulation, group: number, node: BrokerNode): void {
  const frozenAtMs = node.processSinceMs
  changeProcess(sim, group, node, 'running')
  const held = node.heldRequests
  node.heldRequests = []
  node.unreadFrom = []
  for (const { packet, injectedCode, sinceMs } of held) {
    if (sim.storage && node.store && sinceMs < frozenAtMs) {
      // A thread had begun it, so it goes on with it and nothing turns it away.
      node.inService++
      node.store.begun++
      beginService(sim, packet, node, injectedCode, null, sinceMs)
    } else if (sim.storage) sim.storage.accept(sim, packet, node, injectedCode)
    else beginService(sim, packet, node, injectedCode)
  }
  sim.storage?.resumed(sim, group, node)
  announce(sim, group, node, 'resumed')
}

export function registerTimer(sim: Simulation, timer: NodeTimer): void {
  const node = nodeAt(sim, timer.group, timer.node)
  if (timer.epoch !== node.epoch) return
  if (node.process === 'running' && node.raft?.hasRole !== false) registerWithAll(sim, timer.group, timer.node)
  if (node.process === 'running' || node.process === 'frozen') {
    after(sim, registerPeriodMs(sim, sim.state.settings.registerNameServerPeriod), 'registerTimer', timer)
  }
}

export function brokerStarted(sim: Simulation, { group, node: index, epoch }: NodeTimer): void {
  const node = nodeAt(sim, group, index)
  if (epoch !== node.epoch || node.process !== 'starting') return
  // It may have been taken out of the cluster while it started.
  if (node.removed || groupAt(sim, group).removed) return changeProcess(sim, group, node, 'stopped')
  changeProcess(sim, group, node, 'running')
  const { autoCreateTopicEnable, enableDLegerCommitLog, enableControllerMode } = sim.state.settings
  // RocketMQ: TopicConfigManager's constructor; what is on disk already stays.
  groupAt(sim, group).hasDefaultTopic ||= autoCreateTopicEnable
  if (!enableDLegerCommitLog && !enableControllerMode) {
    node.brokerId = node.member
    if (node.brokerId === MASTER_ID) log.masterReady(sim, { group, node: index })
  }
  sim.storage?.started(sim, group, node)
  announce(sim, group, node, 'started')
  // A node of a DLedger group registers when it has a role.
  if (!enableDLegerCommitLog) registerWithAll(sim, group, index)
  startRegistering(sim, group, node)
}

/**
 * The Controller says who is Master: this node, or another one. RocketMQ: ReplicasManager#changeToMaster, #changeToSlave
 *
 * Simplified: with the new Master the others learn it in the same moment, each from the Controller, as far as it reaches them: no
 * packet brings them the new Master.
 */
export function roleChanged(sim: Simulation, { to, content }: Packet<'roleChanged'>): void {
  const { group } = to
  const { epoch, master, masterEpoch } = content
  const broker = groupAt(sim, group)
  const node = nodeAt(sim, group, to.node)
  if (node.process !== 'running' || node.epoch !== epoch) return
  if (master !== to.node) {
    if (node.brokerId !== MASTER_ID) return
    node.brokerId = replicaId(broker, node)
    sim.storage?.roleChanged(sim, group, node)
    return registerWithAll(sim, group, to.node)
  }
  const isKnown = (other: BrokerNode) => !isCut(sim, CONTROLLER, brokerAddress(group, other.nodeIndex))
  if (broker.nodes.some((other) => isMaster(other) && isKnown(other))) return
  for (const other of broker.nodes) {
    if (other === node || other.brokerId !== MASTER_ID || !isKnown(other)) continue
    other.brokerId = replicaId(broker, other)
    sim.storage?.roleChanged(sim, group, other)
  }
  node.brokerId = MASTER_ID
  node.masterEpoch = masterEpoch
  broker.syncStateSet = [node.nodeIndex]
  log.masterReady(sim, { group, node: node.nodeIndex })
  sim.storage?.masterChanged(sim, group, node)
  sim.consumption?.masterChanged(sim, group, node)
  registerWithAll(sim, group, node.nodeIndex)
}
