// The life of a Broker process: it starts, registers, and ends in several ways. RocketMQ: BrokerController

import { announce, changeProcess, isMaster, registerWithAll, unregisterFromAll } from '../brokers'
import { groupAt, nodeAt, type Simulation } from '../context'
import { log } from '../entryCodec'
import { brokerAddress, type Packet, producerAddress, type ServedRequest, type TimersOf } from '../events'
import { after, lose, send } from '../network'
import { type BrokerNode, isDown, MASTER_ID } from '../state'
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

/** Everything the process held in memory is gone; those at the other ends of its connections may or may not notice. */
function loseRequests(sim: Simulation, group: number, node: BrokerNode): void {
  const atBroker: ServedRequest[] = node.heldRequests
  for (const { kind, content } of sim.state.eventQueue) {
    if (kind !== 'serviceDone') continue
    const { to } = content.packet
    if (to.group === group && to.node === node.nodeIndex && content.epoch === node.epoch) {
      atBroker.push(content)
    }
  }
  node.heldRequests = []
  node.inService = 0
  atBroker.sort((one, other) => one.packet.content.request.exchange - other.packet.content.request.exchange)
  for (const { packet } of atBroker) lose(sim, packet)
}

/**
 * The host closes every connection of the process: FIN to each client and NameServer.
 *
 * Simplified: a connection is kept once, with the client that has opened it, and read there.
 */
function closeConnections(sim: Simulation, group: number, node: BrokerNode): void {
  sim.state.producers.forEach((producer, index) => {
    const connection = producer.connections[group]?.[node.nodeIndex]
    if (connection && connection.epoch === node.epoch) {
      send(sim, 'connectionClosed', brokerAddress(group, node.nodeIndex), producerAddress(index), {
        epoch: producer.epoch,
        brokerEpoch: node.epoch,
      })
    }
  })
  unregisterFromAll(sim, group, node.nodeIndex, 'channelClosed')
}

/** kill -9, or the end of a graceful stop */
export function endBroker(sim: Simulation, group: number, node: BrokerNode, to: 'killed' | 'stopped'): void {
  changeProcess(sim, group, node, to)
  loseRequests(sim, group, node)
  closeConnections(sim, group, node)
  announce(sim, group, node, 'closed')
}

/** The host is gone without a word. */
export function powerOffBroker(sim: Simulation, group: number, node: BrokerNode): void {
  const wasDown = isDown(node.process)
  changeProcess(sim, group, node, 'poweredOff')
  if (!wasDown) loseRequests(sim, group, node)
  announce(sim, group, node, 'silent')
}

/** RocketMQ: BrokerController#shutdown */
export function stopBroker(sim: Simulation, group: number, node: BrokerNode): void {
  changeProcess(sim, group, node, 'stopping')
  unregisterFromAll(sim, group, node.nodeIndex, 'unregister')
  after(sim, node.inService === 0 ? 1 : GRACEFUL_WAIT_MS, 'portCloses', timerOf(group, node))
}

export function startBroker(sim: Simulation, group: number, node: BrokerNode): void {
  node.epoch++
  node.heldRequests = []
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
  changeProcess(sim, group, node, 'running')
  const held = node.heldRequests
  node.heldRequests = []
  for (const { packet, injectedCode } of held) beginService(sim, packet, node, injectedCode)
  announce(sim, group, node, 'resumed')
}

export function registerTimer(sim: Simulation, timer: NodeTimer): void {
  const node = nodeAt(sim, timer.group, timer.node)
  if (timer.epoch !== node.epoch) return
  if (node.process === 'running') registerWithAll(sim, timer.group, timer.node)
  if (node.process === 'running' || node.process === 'frozen') {
    after(sim, registerPeriodMs(sim, sim.state.settings.registerNameServerPeriod), 'registerTimer', timer)
  }
}

export function portCloses(sim: Simulation, { group, node: index, epoch }: NodeTimer): void {
  const node = nodeAt(sim, group, index)
  if (epoch === node.epoch && node.process === 'stopping') endBroker(sim, group, node, 'stopped')
}

export function brokerStarted(sim: Simulation, { group, node: index, epoch }: NodeTimer): void {
  const node = nodeAt(sim, group, index)
  if (epoch !== node.epoch || node.process !== 'starting') return
  // It may have been taken out of the cluster while it started.
  if (node.removed || groupAt(sim, group).removed) return changeProcess(sim, group, node, 'stopped')
  changeProcess(sim, group, node, 'running')
  const { enableDLegerCommitLog, enableControllerMode } = sim.state.settings
  if (!enableDLegerCommitLog && !enableControllerMode) {
    node.brokerId = index
    if (node.brokerId === MASTER_ID) log.masterReady(sim, { group, node: index })
  }
  announce(sim, group, node, 'started')
  registerWithAll(sim, group, index)
  startRegistering(sim, group, node)
}

/**
 * The Controller has elected this node. RocketMQ: ReplicasManager#changeToMaster
 *
 * Simplified: the others learn it in the same moment, each from the Controller: no packet brings them the new Master.
 */
export function roleChanged(sim: Simulation, { to, content }: Packet<'roleChanged'>): void {
  const { group } = to
  const broker = groupAt(sim, group)
  const node = nodeAt(sim, group, to.node)
  if (node.process !== 'running' || node.epoch !== content.epoch || broker.nodes.some(isMaster)) return
  for (const other of broker.nodes) {
    if (other !== node && other.brokerId === MASTER_ID) other.brokerId = other.nodeIndex + 1
  }
  node.brokerId = MASTER_ID
  broker.syncStateSet = [node.nodeIndex]
  log.masterReady(sim, { group, node: node.nodeIndex })
  registerWithAll(sim, group, node.nodeIndex)
}
