// What a person's actions do to the cluster: faults, restarts, and settings changed while it runs.

import { STREAM, streamState } from '../sim/random'
import {
  createBrokerGroup,
  createBrokerNode,
  forgetTopic,
  freezeBroker,
  killBroker,
  powerOffBroker,
  resumeBroker,
  setQueueNums,
  startBroker,
  stopBroker,
} from './broker/broker'
import { log } from './entryCodec'
import { changeWritePerm, registerWithAll, startNameServer } from './nameserver/nameServer'
import { groupAt, isServing, type Simulation } from './network'
import { latencyTable } from './producer/faultStrategy'
import {
  createProducer,
  createThread,
  endProducer,
  planCall,
  restartProducer,
  startProducer,
  startThread,
} from './producer/producer'
import { clientRules } from './releases'
import { defaultBrokerName, parseTarget, type UserAction } from './scenario'
import { type BrokerNode, MASTER_ID, type NameServer, type ProcessState, type Producer } from './state'

type ProcessAction = Exclude<UserAction, { type: 'set' | 'link' | 'writePerm' }>

/**
 * Carries out one action at the present virtual time. An action that makes no sense any more (killing what is dead)
 * does nothing: an earlier action of the same run may have been changed by the person.
 *
 * @throws RangeError if the target is not in the cluster: input is checked before it comes here
 */
export function applyAction(sim: Simulation, action: UserAction): void {
  log.action(sim, { action: sim.state.actionsDone })
  if (action.type === 'set') return applySetting(sim, action)
  if (action.type === 'writePerm') return changeWritePerm(sim, groupNamed(sim, action.brokerName), action.on)
  if (action.type === 'link') return changeLink(sim, action)
  const target = parseTarget(action.target)
  if (!target) throw new RangeError(`not a target: ${action.target}`)
  if (target.kind === 'nameServer') return actOnNameServer(sim, action, target.index)
  if (target.kind === 'producer') return actOnProducer(sim, action, target.index)
  const group = groupNamed(sim, target.brokerName)
  const nodeIndex = target.node === 'master' ? masterOf(sim, group) : target.node
  const node = groupAt(sim, group).nodes[nodeIndex]
  // A Broker that an earlier action has taken out of the cluster cannot be acted on.
  if (node && !node.removed) actOnBroker(sim, action, group, node)
}

function groupNamed(sim: Simulation, brokerName: string): number {
  const group = sim.brokerNames.indexOf(brokerName)
  if (group < 0) throw new RangeError(`no Broker group: ${brokerName}`)
  return group
}

/** Loss on the link between a producer and one Broker node or one NameServer. */
function changeLink(sim: Simulation, action: Extract<UserAction, { type: 'link' }>): void {
  const from = parseTarget(action.target)
  const peer = parseTarget(action.peer)
  const producer = from?.kind === 'producer' ? sim.state.producers[from.index] : undefined
  if (!peer || from?.kind !== 'producer' || peer.kind === 'producer') {
    throw new RangeError(`no link: ${action.target} to ${action.peer}`)
  }
  // A producer that an earlier action has not started has no links yet.
  if (!producer) return
  if (peer.kind === 'nameServer') {
    while (producer.nameServerLoss.length <= peer.index) producer.nameServerLoss.push(0)
    producer.nameServerLoss[peer.index] = action.lossPercent
    return
  }
  const group = groupNamed(sim, peer.brokerName)
  const node = peer.node === 'master' ? masterOf(sim, group) : peer.node
  while (producer.brokerLoss.length <= group) producer.brokerLoss.push([0, 0, 0])
  const losses = producer.brokerLoss[group] as number[]
  losses[node] = action.lossPercent
}

/** The node that is Master: the one that serves as such, else the last one that did. */
export function masterOf(sim: Simulation, group: number): number {
  const nodes = groupAt(sim, group).nodes
  const serving = nodes.find((node) => node.brokerId === MASTER_ID && isServing(node.process))
  return (serving ?? nodes.find((node) => node.brokerId === MASTER_ID) ?? (nodes[0] as BrokerNode)).nodeIndex
}

const isDown = (process: ProcessState): boolean =>
  process === 'killed' || process === 'poweredOff' || process === 'stopped'

function actOnBroker(sim: Simulation, action: ProcessAction, group: number, node: BrokerNode): void {
  const { process } = node
  switch (action.type) {
    case 'kill':
      if (!isDown(process)) killBroker(sim, group, node)
      return
    case 'powerOff':
      if (process !== 'poweredOff') powerOffBroker(sim, group, node)
      return
    case 'freeze':
      if (process === 'running') freezeBroker(sim, group, node)
      return
    case 'trouble':
      node.troubles = node.troubles.filter((one) => one !== action.trouble)
      if (action.on) node.troubles.push(action.trouble)
      return
    case 'answer':
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
    case 'restart':
      if (process === 'frozen') resumeBroker(sim, group, node)
      else if (isDown(process)) startBroker(sim, group, node)
      return
  }
}

/** A NameServer keeps nothing on disk: a restarted one knows only who registers again. */
function actOnNameServer(sim: Simulation, action: ProcessAction, index: number): void {
  const server = sim.state.nameServers[index]
  if (!server) return
  const change = (to: ProcessState) => {
    server.process = to
    log.nameServerProcess(sim, { nameServer: index, to })
  }
  const running = server.process === 'running'
  switch (action.type) {
    case 'kill':
      if (!isDown(server.process)) change('killed')
      return
    case 'powerOff':
      if (server.process !== 'poweredOff') change('poweredOff')
      return
    case 'stop':
      if (running) change('stopped')
      return
    case 'freeze':
      if (running) change('frozen')
      return
    case 'slow':
      server.slowMs = action.ms
      return
    case 'resume':
    case 'restart':
      if (server.process === 'frozen') change('running')
      else if (action.type === 'restart' && isDown(server.process)) {
        restartNameServer(sim, server, index)
        change('running')
      }
      return
  }
}

function restartNameServer(sim: Simulation, server: NameServer, index: number): void {
  server.epoch++
  server.brokers = []
  startNameServer(sim, index)
}

/** A producer can be killed and started again; pausing its host is not modelled. */
function actOnProducer(sim: Simulation, action: ProcessAction, index: number): void {
  const producer = sim.state.producers[index]
  if (!producer || producer.removed) return
  if (
    (action.type === 'kill' || action.type === 'powerOff' || action.type === 'stop') &&
    producer.process === 'running'
  ) {
    producerChanges(
      sim,
      producer,
      index,
      action.type === 'stop' ? 'stopped' : action.type === 'kill' ? 'killed' : 'poweredOff',
    )
    endProducer(sim, index)
  } else if (action.type === 'restart' && producer.process !== 'running') {
    producerChanges(sim, producer, index, 'running')
    restartProducer(sim, index)
  }
}

function producerChanges(sim: Simulation, producer: Producer, index: number, to: ProcessState): void {
  producer.process = to
  log.producerProcess(sim, { producer: index, to })
}

// ---------------------------------------------------------------- settings

function applySetting(sim: Simulation, action: Extract<UserAction, { type: 'set' }>): void {
  const { state } = sim
  if (action.name === 'writeQueueNums' && action.brokerName !== undefined) {
    const group = sim.brokerNames.indexOf(action.brokerName)
    if (group >= 0) updateTopic(sim, group, action.value as number)
    return
  }
  state.settings = { ...state.settings, [action.name]: action.value }
  deriveFromSettings(sim)
  switch (action.name) {
    case 'writeQueueNums':
      state.brokerGroups.forEach((_, group) => {
        updateTopic(sim, group, action.value as number)
      })
      return
    case 'brokerGroupCount':
      return changeGroupCount(sim, action.value as number)
    case 'slaveCount':
      state.brokerGroups.forEach((_, group) => {
        changeSlaveCount(sim, group, action.value as number)
      })
      return
    case 'producerCount':
      return changeProducerCount(sim, action.value as number)
    case 'sendThreadCount':
      state.producers.forEach((_, index) => {
        changeThreadCount(sim, index, action.value as number)
      })
      return
    case 'messageLimit':
      state.producers.forEach((producer, index) => {
        producer.threads.forEach((_, thread) => {
          planCall(sim, index, thread)
        })
      })
      return
  }
}

/** Recomputes what follows from the settings. */
export function deriveFromSettings(sim: Simulation): void {
  sim.rules = clientRules(sim.state.settings.clientVersion)
  sim.table = latencyTable(sim.state.settings, sim.rules)
  sim.brokerNames = sim.state.brokerGroups.map((group) => group.brokerName)
}

/** The Master tells the NameServers at once. RocketMQ: AdminBrokerProcessor#updateAndCreateTopic */
function updateTopic(sim: Simulation, group: number, queues: number): void {
  const broker = groupAt(sim, group)
  setQueueNums(broker, queues)
  const master = broker.nodes[masterOf(sim, group)] as BrokerNode
  if (master.process === 'running') registerWithAll(sim, group, master.nodeIndex)
}

function changeGroupCount(sim: Simulation, wanted: number): void {
  const { state } = sim
  state.brokerGroups.forEach((group, index) => {
    const keep = index < wanted
    if (group.removed === !keep) return
    group.removed = !keep
    for (const node of group.nodes) {
      if (node.removed) continue
      if (!keep && (node.process === 'running' || node.process === 'frozen')) stopBroker(sim, index, node)
      else if (keep && isDown(node.process)) startBroker(sim, index, node)
    }
  })
  while (state.brokerGroups.length < wanted) addBrokerGroup(sim)
}

/** A new group joins: its nodes start like any other Broker. */
function addBrokerGroup(sim: Simulation): void {
  const { state } = sim
  const index = state.brokerGroups.length
  const spec = sim.input.scenario.brokerGroups[index] ?? {}
  const group = createBrokerGroup(
    spec.brokerName ?? defaultBrokerName(index),
    spec.slaveCount ?? state.settings.slaveCount,
    spec.writeQueueNums ?? state.settings.writeQueueNums,
    spec.serviceTimeMs ?? null,
    streamState(sim.input.seed, STREAM.brokerGroup, index),
  )
  if (!state.settings.topicExists) forgetTopic(group)
  state.brokerGroups.push(group)
  deriveFromSettings(sim)
  for (const node of group.nodes) startBroker(sim, index, node)
}

function changeSlaveCount(sim: Simulation, group: number, wanted: number): void {
  const broker = groupAt(sim, group)
  if (broker.removed) return
  for (let nodeIndex = 0; nodeIndex <= 2; nodeIndex++) {
    const node = broker.nodes[nodeIndex]
    const keep = nodeIndex <= wanted
    if (keep && !node) {
      const added = createBrokerNode(nodeIndex)
      broker.nodes.push(added)
      startBroker(sim, group, added)
    } else if (keep && node?.removed) {
      node.removed = false
      node.raft = null
      startBroker(sim, group, node)
    } else if (!keep && node && !node.removed) {
      node.removed = true
      if (node.process === 'running' || node.process === 'frozen') stopBroker(sim, group, node)
    }
  }
}

function changeProducerCount(sim: Simulation, wanted: number): void {
  const { state } = sim
  state.producers.forEach((producer, index) => {
    const keep = index < wanted
    if (producer.removed === !keep) return
    producer.removed = !keep
    if (!keep && producer.process === 'running') {
      producerChanges(sim, producer, index, 'stopped')
      endProducer(sim, index)
    } else if (keep) {
      producerChanges(sim, producer, index, 'running')
      restartProducer(sim, index)
    }
  })
  while (state.producers.length < wanted) {
    const index = state.producers.length
    state.producers.push(newProducer(sim, index))
    startProducer(sim, index)
  }
}

/** A producer with its threads, each with random numbers of its own. */
export function newProducer(sim: Simulation, index: number): Producer {
  const threads = Array.from({ length: sim.state.settings.sendThreadCount }, (_, thread) =>
    createThread(streamState(sim.input.seed, STREAM.thread, index, thread)),
  )
  return createProducer(threads, streamState(sim.input.seed, STREAM.producer, index))
}

function changeThreadCount(sim: Simulation, index: number, wanted: number): void {
  const producer = sim.state.producers[index] as Producer
  producer.threads.forEach((thread, threadIndex) => {
    const retired = threadIndex >= wanted
    if (thread.retired === retired) return
    thread.retired = retired
    if (!retired) planCall(sim, index, threadIndex)
  })
  while (producer.threads.length < wanted) {
    const threadIndex = producer.threads.length
    producer.threads.push(createThread(streamState(sim.input.seed, STREAM.thread, index, threadIndex)))
    if (producer.process === 'running') startThread(sim, index, threadIndex)
  }
}
