// A recording as a run: the cluster of its input without any timer of its own, to which happens what was seen to happen. No
// rule of the simulation decides anything here; states and entries are the ordinary ones. The calls are in recordedCalls.ts.
//
// What nobody saw is left as it was. A route request that changed nothing, heartbeats, votes, what the other
// producers of the experiment sent, and messages that were stored although their client had given up are in no entry.

import type { System } from '../sim/run'
import { changeProcess } from './brokers'
import { groupAt, groupNamed, nodeAt, producerAt, type Simulation } from './context'
import { log } from './entryCodec'
import { isPacket, type SimulationEvent } from './events'
import { after, at } from './network'
import { windowEnd } from './producer/faultTable'
import { attemptEnds, attemptStarts, callEnds, callStarts, PRODUCER, requestArrives } from './recordedCalls'
import { type RecordedSteps, STEP, type StepKind, stepsOf } from './recordedSteps'
import type { RecordedRoute, Recording } from './recording'
import { recordingOf, setRecording } from './recordings'
import { exceededLimit, type RunEnd, weightOf } from './runLimits'
import { MAX_RUN_MS, type RunInput, type UserAction } from './scenario'
import { continueFrom, createSimulation } from './simulation'
import {
  type BrokerNode,
  type ClusterState,
  isDown,
  MASTER_ID,
  MAX_NODES,
  type NameServer,
  PERM_WRITE,
  type RegisteredBroker,
  type TopicRouteData,
  type UnregisterCause,
} from './state'
import { startCopy } from './state/copy'
import { takeInput } from './takeInput'
import { parseTarget } from './targets'

const stepsOfRun = (sim: Simulation): RecordedSteps => stepsOf(recordingOf(sim) as Recording)

/** Recorded with one NameServer. */
const NAME_SERVER = 0

function create(input: RunInput): Simulation {
  const { state, log: entries } = createSimulation(input)
  // What would happen by itself.
  state.eventQueue = []
  state.exchanges = []
  state.lostPackets = []
  state.freeExchanges = []
  const sim = continueFrom(input, state, entries)
  for (const server of state.nameServers) server.brokers = []
  for (const group of state.brokerGroups) {
    // Who voted for whom and who was in sync was not recorded; who is Master is what the NameServer says.
    group.syncStateSet = []
    for (const node of group.nodes) node.raft = null
  }
  const producer = producerAt(sim, PRODUCER)
  for (const thread of producer.threads) thread.callPending = false
  if (recordingOf(sim)?.attempts.startMs.length === 0) producer.removed = true
  at(sim, producer.nextPollAtMs, 'pollTimer', { producer: PRODUCER, epoch: producer.epoch })
  planStep(sim, 0)
  return sim
}

const planStep = (sim: Simulation, position: number): void => {
  const atMs = stepsOfRun(sim).atMs[position]
  if (atMs !== undefined) at(sim, atMs, 'recorded', { position })
}

function handleEvent(sim: Simulation, event: SimulationEvent): void {
  if (isPacket(event)) {
    if (event.kind === 'sendRequest' || event.kind === 'connect') requestArrives(sim, event)
    return
  }
  switch (event.kind) {
    case 'recorded': {
      const { position } = event.content
      const steps = stepsOfRun(sim)
      planStep(sim, position + 1)
      HANDLERS[steps.kind[position] as StepKind](sim, steps, steps.position[position] as number)
      return
    }
    case 'windowEnd':
      return windowEnd(sim, event.content)
    case 'pollTimer': {
      // RocketMQ polls at a fixed rate. A poll that changes nothing was not recorded; when the next one is due is known.
      const { pollNameServerInterval } = sim.state.settings
      producerAt(sim, PRODUCER).nextPollAtMs = sim.state.nowMs + pollNameServerInterval
      after(sim, pollNameServerInterval, 'pollTimer', event.content)
    }
  }
}

const HANDLERS: Record<StepKind, (sim: Simulation, steps: RecordedSteps, position: number) => void> = {
  [STEP.exit]: (sim, { recording }, position) => {
    const { group, node } = recording.exits[position] as Recording['exits'][number]
    exits(sim, group, nodeAt(sim, group, node))
  },
  [STEP.nameServerRoute]: (sim, { recording }, position) => {
    const { groups } = recording.nameServerRoutes[position] as Recording['nameServerRoutes'][number]
    groupsAnswered(sim, groups)
  },
  [STEP.brokerAddrTable]: (sim, { recording }, position) => {
    const { groups } = recording.brokerAddrTables[position] as Recording['brokerAddrTables'][number]
    producerAt(sim, PRODUCER).brokerAddrTable = groups.map((addresses) => addresses?.slice() ?? null)
  },
  [STEP.connections]: (sim, { recording }, position) => {
    const { open } = recording.connections[position] as Recording['connections'][number]
    const { brokerGroups } = sim.state
    const connections = brokerGroups.map(() => new Array(MAX_NODES).fill(null))
    for (const [group, node] of open) (connections[group] ?? [])[node] = { epoch: nodeAt(sim, group, node).epoch }
    producerAt(sim, PRODUCER).connections = connections
  },
  [STEP.producerRoute]: (sim, { recording }, position) => {
    const { queues } = recording.producerRoutes[position] as Recording['producerRoutes'][number]
    listChanges(sim, queues)
  },
  [STEP.callStart]: callStarts,
  [STEP.attemptStart]: attemptStarts,
  [STEP.attemptEnd]: attemptEnds,
  [STEP.callEnd]: callEnds,
  [STEP.end]: () => undefined,
}

// ---------------------------------------------------------------- processes

/** What was done, as it was done: what came of it is in the steps. */
function handleAction(sim: Simulation, action: UserAction): void {
  log.action(sim, { action: sim.state.actionsDone })
  const target = 'target' in action ? parseTarget(action.target) : null
  if (target?.kind !== 'broker' || target.node === 'master') return
  const group = groupNamed(sim, target.brokerName)
  const node = nodeAt(sim, group, target.node)
  if (action.type === 'kill' && !isDown(node.process)) changeProcess(sim, group, node, 'dying')
  else if (action.type === 'freeze') changeProcess(sim, group, node, 'frozen')
  else if (action.type === 'resume') {
    // What it did with them, nobody saw.
    node.heldRequests = []
    changeProcess(sim, group, node, 'running')
  } else if (action.type === 'stop') changeProcess(sim, group, node, 'stopping')
  else if (action.type === 'restart' && isDown(node.process)) {
    node.epoch++
    changeProcess(sim, group, node, 'starting')
  }
}

function exits(sim: Simulation, group: number, node: BrokerNode): void {
  node.heldRequests = []
  changeProcess(sim, group, node, node.process === 'stopping' ? 'stopped' : 'killed')
}

// ---------------------------------------------------------------- the NameServer

function groupsAnswered(sim: Simulation, groups: readonly RecordedRoute[]): void {
  const server = sim.state.nameServers[NAME_SERVER] as NameServer
  const isFirst = server.brokers.length === 0
  server.brokers = sim.state.brokerGroups.map((_, group) => {
    const route = groups[group] ?? null
    const before = (server.brokers[group]?.brokerAddrs ?? []) as (number | null)[]
    const now = route?.brokerAddrs ?? []
    before.forEach((node, brokerId) => {
      if (node === null || now[brokerId] === node) return
      log.unregistered(sim, {
        nameServer: NAME_SERVER,
        group,
        node,
        brokerId,
        cause: causeOf(nodeAt(sim, group, node)),
      })
    })
    now.forEach((node, brokerId) => {
      if (node !== null && before[brokerId] !== node)
        isNamed(sim, group, nodeAt(sim, group, node), brokerId, route, isFirst)
    })
    return route && registered(sim, route)
  })
}

/** Why an address is gone follows from what was done to its process. */
const causeOf = ({ process }: BrokerNode): UnregisterCause =>
  process === 'stopping' || process === 'stopped' ? 'unregister' : process === 'frozen' ? 'expired' : 'channelClosed'

/** The NameServer names a node under a brokerId: so it serves, and that is its role. */
function isNamed(
  sim: Simulation,
  group: number,
  node: BrokerNode,
  brokerId: number,
  route: RecordedRoute,
  isFirst: boolean,
): void {
  const { nodeIndex } = node
  if (!isFirst) log.registered(sim, { nameServer: NAME_SERVER, group, node: nodeIndex, brokerId })
  if (node.process === 'starting') changeProcess(sim, group, node, 'running')
  // A Slave that only acts as Master is named under 0 without write permission.
  const actsOnly = brokerId === MASTER_ID && ((route?.perm ?? 0) & PERM_WRITE) === 0
  if (actsOnly) return
  if (brokerId === MASTER_ID) {
    for (const other of groupAt(sim, group).nodes) {
      if (other !== node && other.brokerId === MASTER_ID) other.brokerId = other.nodeIndex + 1
    }
    if (!isFirst) log.masterReady(sim, { group, node: nodeIndex })
  }
  node.brokerId = brokerId
}

function registered(
  sim: Simulation,
  { brokerAddrs, writeQueueNums, perm }: NonNullable<RecordedRoute>,
): RegisteredBroker {
  const addresses: (number | null)[] = new Array(MAX_NODES + 1).fill(null)
  const byNode = (value: number): (number | null)[] =>
    Array.from({ length: MAX_NODES }, (_, node) => (brokerAddrs.includes(node) ? value : null))
  brokerAddrs.forEach((node, brokerId) => {
    addresses[brokerId] = node
  })
  return {
    brokerAddrs: addresses,
    queueData: { readQueueNums: writeQueueNums, writeQueueNums, perm },
    hasDefaultTopic: false,
    retryTopics: [],
    dataVersions: byNode(0),
    masterEpoch: 0,
    lastUpdateMs: byNode(sim.state.nowMs),
  }
}

// ---------------------------------------------------------------- the producer's route

function listChanges(sim: Simulation, queues: readonly (readonly [group: number, queueId: number])[]): void {
  const producer = producerAt(sim, PRODUCER)
  const { nowMs, brokerGroups, nameServers } = sim.state
  const groups = [...new Set(queues.map(([group]) => group))]
  const writeQueueNums = (group: number) => queues.filter(([one]) => one === group).length
  const perm = (group: number) => nameServers[NAME_SERVER]?.brokers[group]?.queueData?.perm ?? PERM_WRITE
  const route: TopicRouteData = groups.map((group) => {
    const queueData = { readQueueNums: writeQueueNums(group), writeQueueNums: writeQueueNums(group), perm: perm(group) }
    return { group, queueData, brokerAddrs: producer.brokerAddrTable[group]?.slice() ?? [] }
  })
  // Before its first route, a producer has an empty list.
  if (queues.length === 0 && producer.route === null) return
  producer.route = route
  producer.routeAppliedAtMs = nowMs
  producer.routeAnsweredAtMs = nowMs
  producer.publishInfos = [
    ...producer.publishInfos.filter(({ generation }) => producer.calls.some((call) => call?.generation === generation)),
    {
      generation: producer.nextGeneration++,
      messageQueueList: queues.map(([group, queueId]) => ({ group, queueId, rewritten: false })),
      queueDatas: brokerGroups.map((_, group) => route.find((entry) => entry.group === group)?.queueData ?? null),
      sendWhichQueue: producer.threads.map(() => null),
    },
  ]
  log.route(sim, { producer: PRODUCER, outcome: 'changed', queues: queues.length })
}

// ---------------------------------------------------------------- the system

/** It ends where the recording does. */
function recordingEnd(sim: Simulation): Pick<RunEnd, 'limit' | 'most'> | null {
  const { endMs } = recordingOf(sim) as Recording
  return sim.state.nowMs > endMs ? { limit: 'recording', most: endMs } : exceededLimit(sim)
}

const PLAYBACK: System<RunInput, Simulation, ClusterState> = {
  maxMs: MAX_RUN_MS,
  takeInput,
  // Two recordings have nothing in common, and a recording has nothing in common with a simulated run.
  startsAlike: (one, other) => one.recording === other.recording,
  create,
  resume: continueFrom,
  handleEvent,
  handleAction,
  startCopy,
  partsOf: (state) => state.exchanges.length + state.eventQueue.length,
  weightOf,
  exceededLimit: recordingEnd,
}

/**
 * From now on inputs can name it.
 *
 * @param recording - checked by whoever has read it (io/recording); frozen from now on
 */
export const addRecording = (recording: Recording): void => setRecording(recording, PLAYBACK)
