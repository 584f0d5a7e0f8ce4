// The Broker as a kind of process: what it is sent, its timers, and what a person does to it.

import { streamState } from '../../sim/random'
import { masterOf, registerWithAll } from '../brokers'
import {
  type ActionOn,
  type BrokerConsumptionPacket,
  type BrokerConsumptionTimer,
  type Command,
  groupAt,
  groupNamed,
  nodeAt,
  type ProcessKind,
  type Simulation,
  type Storage,
  type StoragePacket,
  type StorageTimer,
} from '../context'
import type { BrokerAddress, Packet, ProducerAddress, TimersOf } from '../events'
import { isLost } from '../links'
import { acceptsConnections, closeExchange, isAwaited, isServing, isUnderWay, isUnread, lose, send } from '../network'
import { defaultBrokerName } from '../scenario'
import { type BrokerNode, isDown } from '../state'
import { STREAM } from '../streams'
import {
  brokerStarted,
  exits,
  freezeBroker,
  killBroker,
  portCloses,
  powerOffBroker,
  registerTimer,
  restartBroker,
  resumeBroker,
  roleChanged,
  signsOff,
  startBroker,
  startRegistering,
  stopBroker,
  stopEnds,
} from './brokerController'
import { copyGroup, createBrokerGroup, groupWords, setQueueNums } from './brokerGroup'
import { addNode, relocateBroker } from './relocateBroker'
import { leaveUnread, requestArrives, serviceDone } from './sendMessageProcessor'

export const broker: ProcessKind<'broker'> = {
  slice: {
    name: 'brokerGroups',
    copy: copyGroup,
    words: groupWords,
  },
  create,
  packets: {
    connect,
    sendRequest: requestArrives,
    heartbeat,
    probe,
    roleChanged,
    haConnect: toStore('haConnect'),
    haConnected: toStore('haConnected'),
    haReport: toStore('haReport'),
    haFrame: toStore('haFrame'),
    haClosed: toStore('haClosed'),
    dledgerPush: toStore('dledgerPush'),
    dledgerPushAnswer: toStore('dledgerPushAnswer'),
    consumerRequest: toConsumption('consumerRequest'),
    pullRequest: toConsumption('pullRequest'),
    consumerClosed: toConsumption('consumerClosed'),
  },
  timers: {
    serviceDone,
    registerTimer,
    brokerStarted,
    exits,
    signsOff,
    portCloses,
    stopEnds,
    sendQueueTimer: inStore('sendQueueTimer'),
    fastFailureTimer: inStore('fastFailureTimer'),
    flushTimer: inStore('flushTimer'),
    flushDone: inStore('flushDone'),
    commitTimer: inStore('commitTimer'),
    cleanTimer: inStore('cleanTimer'),
    reputTimer: inStore('reputTimer'),
    putTimer: inStore('putTimer'),
    haClientTimer: inStore('haClientTimer'),
    haSenderTimer: inStore('haSenderTimer'),
    syncStateSetTimer: inStore('syncStateSetTimer'),
    pullHoldTimer: forConsumers('pullHoldTimer'),
    channelScanTimer: forConsumers('channelScanTimer'),
    offsetFileTimer: forConsumers('offsetFileTimer'),
    offsetSyncTimer: forConsumers('offsetSyncTimer'),
    scheduleTimer: forConsumers('scheduleTimer'),
  },
  onAction,
  onCommand,
  onBroker(sim, group, node, change) {
    sim.storage?.hostChanged(sim, group, node, change)
    sim.consumption?.hostChanged(sim, group, node, change)
  },
}

/** A timer of the inside of Brokers. */
function inStore<T extends StorageTimer>(kind: T): (sim: Simulation, timer: TimersOf<'broker'>[T]) => void {
  return (sim, timer) => sim.storage?.timers[kind](sim, timer)
}

/** A packet between the insides of two Brokers. */
function toStore<P extends StoragePacket>(kind: P): (sim: Simulation, packet: Packet<P>) => void {
  return (sim, packet) => sim.storage?.packets[kind](sim, packet)
}

function forConsumers<T extends BrokerConsumptionTimer>(
  kind: T,
): (sim: Simulation, timer: TimersOf<'broker'>[T]) => void {
  return (sim, timer) => sim.consumption?.timers[kind](sim, timer)
}

function toConsumption<P extends BrokerConsumptionPacket>(kind: P): (sim: Simulation, packet: Packet<P>) => void {
  return (sim, packet) => sim.consumption?.packets[kind](sim, packet)
}

/** Every Broker up, and about to register from time to time. */
function create(sim: Simulation): void {
  const { state } = sim
  for (let index = 0; index < state.settings.brokerGroupCount; index++) addGroup(sim, state.settings.topicExists)
  state.brokerGroups.forEach((group, index) => {
    for (const kind of Object.values(sim.processes)) kind.onGroup?.(sim, index)
    for (const node of group.nodes) {
      sim.storage?.create(sim, index, node)
      sim.consumption?.nodeCreated(sim, index, node)
      startRegistering(sim, index, node)
    }
  })
}

function addGroup(sim: Simulation, hasTopic: boolean): void {
  const { brokerGroups, settings } = sim.state
  const { scenario, seed } = sim.input
  const index = brokerGroups.length
  const randomState = streamState(seed, STREAM.brokerGroup, index)
  brokerGroups.push(
    createBrokerGroup(defaultBrokerName(index), scenario.brokerGroups[index] ?? {}, settings, randomState, hasTopic),
  )
  sim.brokerNames = brokerGroups.map((group) => group.brokerName)
}

// ---------------------------------------------------------------- packets

/** The handshake has reached the host. */
function connect(sim: Simulation, packet: Packet<'connect'>): void {
  const { to, from, content } = packet
  const { request } = content
  if (!isUnderWay(sim, request)) return
  if (!isAwaited(sim, request)) return closeExchange(sim, request)
  const node = nodeAt(sim, to.group, to.node)
  if (node.process === 'poweredOff' || isLost(sim, from, to)) return lose(sim, packet)
  const accepted = acceptsConnections(node.process)
  // The connection itself waits for the process to take it.
  if (isUnread(node.process)) leaveUnread(node, from.index)
  send(sim, 'connectAnswer', to, from, { request, accepted, brokerEpoch: node.epoch })
}

/** The node that answers a client's heartbeat or probe, or null where nothing does. */
function answering(sim: Simulation, from: ProducerAddress, to: BrokerAddress): BrokerNode | null {
  if (isLost(sim, from, to)) return null
  const node = nodeAt(sim, to.group, to.node)
  if (isUnread(node.process)) leaveUnread(node, from.index)
  return isServing(node.process) ? node : null
}

function heartbeat(sim: Simulation, { from, to, content }: Packet<'heartbeat'>): void {
  const node = answering(sim, from, to)
  if (node) send(sim, 'heartbeatAnswer', to, from, { epoch: content.epoch, brokerEpoch: node.epoch })
}

function probe(sim: Simulation, { from, to, content }: Packet<'probe'>): void {
  const node = answering(sim, from, to)
  if (node) send(sim, 'probeAnswer', to, from, content, node.slowMs)
}

// ---------------------------------------------------------------- actions

function onAction(sim: Simulation, { action, target }: ActionOn<'broker'>): void {
  const group = groupNamed(sim, target.brokerName)
  const node = groupAt(sim, group).nodes[target.node === 'master' ? masterOf(sim, group) : target.node]
  // A Broker that an earlier action has taken out of the cluster cannot be acted on.
  if (!node || node.removed) return
  const { process } = node
  switch (action.type) {
    case 'kill':
      if (!isDown(process) && process !== 'dying') killBroker(sim, group, node)
      return
    case 'powerOff':
      if (process !== 'poweredOff') powerOffBroker(sim, group, node)
      return
    case 'freeze':
      if (process === 'running') freezeBroker(sim, group, node)
      return
    case 'setFault':
      node.troubles = node.troubles.filter((one) => one !== action.fault)
      if (action.on) node.troubles.push(action.fault)
      sim.storage?.faultChanged(sim, group, node)
      return
    case 'injectResponse':
      node.injectedCode = action.code
      node.injectedTimes = action.times
      return
    case 'resume':
      if (process === 'frozen') resumeBroker(sim, group, node)
      return
    case 'slow':
      node.slowMs = action.ms
      return
    case 'stop':
      if (process === 'running') stopBroker(sim, group, node)
      return
    case 'relocate':
      if (process !== 'starting') relocateBroker(sim, group, node)
      return
    case 'restart':
      if (process === 'frozen') resumeBroker(sim, group, node)
      else restartBroker(sim, group, node)
      return
  }
}

// ---------------------------------------------------------------- settings

function onCommand(sim: Simulation, command: Command): void {
  if (command.type !== 'set') return
  const { name, value, brokerName } = command
  if (sim.storage) settingsChanged(sim, sim.storage)
  if (name === 'brokerGroupCount') return changeGroupCount(sim, value as number)
  if (name !== 'writeQueueNums' && name !== 'slaveCount') return
  sim.state.brokerGroups.forEach((group, index) => {
    if (brokerName !== undefined && group.brokerName !== brokerName) return
    if (name === 'slaveCount') changeSlaveCount(sim, index, value as number)
    else updateTopic(sim, index, value as number)
  })
}

function settingsChanged(sim: Simulation, storage: Storage): void {
  sim.state.brokerGroups.forEach(({ nodes }, group) => {
    for (const node of nodes) if (node.store && isServing(node.process)) storage.settingsChanged(sim, group, node)
  })
}

/** The Master registers at once. RocketMQ: AdminBrokerProcessor#updateAndCreateTopic */
function updateTopic(sim: Simulation, group: number, queues: number): void {
  setQueueNums(groupAt(sim, group), queues)
  const master = nodeAt(sim, group, masterOf(sim, group))
  if (master.process === 'running') registerWithAll(sim, group, master.nodeIndex)
}

const isUp = (node: BrokerNode): boolean => node.process === 'running' || node.process === 'frozen'

function changeGroupCount(sim: Simulation, wanted: number): void {
  const { brokerGroups } = sim.state
  brokerGroups.forEach((group, index) => {
    const stays = index < wanted
    if (group.removed === !stays) return
    group.removed = !stays
    for (const node of group.nodes) {
      if (node.removed) continue
      if (!stays && isUp(node)) stopBroker(sim, index, node)
      else if (stays) restartBroker(sim, index, node)
    }
  })
  while (brokerGroups.length < wanted) {
    const index = brokerGroups.length
    // Only updateTopic brings the Topic to a new group: no message for it arrives there, and the others do not pass it on.
    addGroup(sim, false)
    // Its nodes start like any other Broker.
    for (const node of groupAt(sim, index).nodes) startBroker(sim, index, node)
  }
}

function changeSlaveCount(sim: Simulation, group: number, wanted: number): void {
  const broker = groupAt(sim, group)
  const { nodes } = broker
  if (broker.removed) return
  for (const node of nodes) {
    if (node.removed || node.member <= wanted) continue
    node.removed = true
    if (isUp(node)) stopBroker(sim, group, node)
  }
  for (let member = 0; member <= wanted; member++) {
    const hosts = nodes.filter((node) => node.member === member)
    if (hosts.some(({ removed }) => !removed)) continue
    // It starts again where it was last.
    const last = hosts.reduce<BrokerNode | null>(
      (newest, node) => (newest && newest.processSinceMs >= node.processSinceMs ? newest : node),
      null,
    )
    if (last) {
      last.removed = false
      last.raft = null
      restartBroker(sim, group, last)
    } else {
      startBroker(sim, group, addNode(broker, member))
    }
  }
}
