// The life of one consumer process: start, end, pause, and how many there are. RocketMQ: DefaultMQPushConsumer#start, #shutdown

import { streamState } from '../../sim/random'
import { consumerLog } from '../consumerCodec'
import { type ActionOn, type Command, consumerAt, draw, type Simulation } from '../context'
import { brokerAddress, consumerAddress, type TimersOf } from '../events'
import { after, at, send } from '../network'
import { type Consumer, isDown, type ProcessState } from '../state'
import { STREAM } from '../streams'
import { knownNodes } from './clientRoute'
import { interruptListeners, threadsChanged } from './concurrently'
import { FIRST_LOCK_MS, isOrderly, unlockQueue } from './locks'
import { persistAll } from './offsets'
import { releaseHeld } from './pausable'
import { planRebalance } from './rebalance'
import { oneway } from './remoting'
import { fetchRoute } from './routePoll'

/** RocketMQ: MQClientInstance#startScheduledTask, ms after the client's start */
const FIRST_HEARTBEAT_MS = 1000
const FIRST_PERSIST_MS = 10_000

// ---------------------------------------------------------------- a process

/** What a process has that has just begun: all else is on a disk, or elsewhere. */
const fresh = () => ({
  held: [],
  route: null,
  retryRoute: [],
  nameServerIndex: 0,
  nameServersAsked: 0,
  greeted: false,
  nextPollAtMs: 0,
  calls: [],
  callTimerMs: null,
  queues: [],
  leaving: [],
  rebalanceTimerMs: null,
  rebalancedAtMs: null,
  rebalancing: false,
  rebalanceAgain: false,
  lockRefused: false,
  balanced: true,
  members: [],
  offsets: [],
  running: [],
  waiting: [],
})

function addConsumer(sim: Simulation): void {
  const { consumers, settings } = sim.state
  const { consumerGroupCount, subscription, otherSubscription } = settings
  const index = consumers.length
  const instance = Math.floor(index / consumerGroupCount)
  const consumer: Consumer = {
    consumerGroup: index % consumerGroupCount,
    instance,
    process: 'starting',
    epoch: 0,
    startedAtMs: 0,
    removed: false,
    clientId: '',
    subscription: instance % 2 === 1 && otherSubscription !== 'SAME' ? otherSubscription : subscription,
    subVersion: 0,
    routeSerial: 0,
    nextOpaque: 1,
    nextSerial: 1,
    nextTask: 1,
    localOffsets: [],
    consumed: 0,
    failed: 0,
    randomState: streamState(sim.input.seed, STREAM.consumer, index),
    ...fresh(),
  }
  consumers.push(consumer)
  startAtItsTime(sim, index)
}

/**
 * A new process has a clientId of its own, unless all have the same. A broadcasting one keeps its, under which its offsets are on its
 * disk. RocketMQ: ClientConfig#buildMQClientId, #changeInstanceNameToPID
 */
function clientIdOf({ state: { settings } }: Simulation, index: number, epoch: number): string {
  if (settings.sameClientId) return '10.0.0.10@consumer'
  const own = `10.0.0.${10 + index}@${index}`
  return epoch === 0 || settings.messageModel === 'BROADCASTING' ? own : `${own}#${epoch}`
}

function startAtItsTime(sim: Simulation, index: number): void {
  const consumer = consumerAt(sim, index)
  const { consumersStartAtMs } = sim.state.settings
  if (sim.state.nowMs >= consumersStartAtMs) return start(sim, index)
  consumer.process = 'starting'
  at(sim, consumersStartAtMs, 'consumerStarts', { consumer: index, epoch: consumer.epoch })
}

export function starts(sim: Simulation, { consumer: index }: TimersOf<'consumer'>['consumerStarts']): void {
  if (consumerAt(sim, index).process === 'starting') start(sim, index)
}

/** It fetches the route, and then greets every Broker and rebalances: see endFetch. RocketMQ: DefaultMQPushConsumerImpl#start */
function start(sim: Simulation, index: number): void {
  const consumer = consumerAt(sim, index)
  const { nowMs, nameServers, settings } = sim.state
  const { epoch } = consumer
  consumer.process = 'running'
  if (nowMs > 0) consumerLog.consumerProcess(sim, { consumer: index, to: 'running' })
  consumer.startedAtMs = nowMs
  consumer.subVersion = nowMs
  consumer.clientId = clientIdOf(sim, index, epoch)
  consumer.nameServerIndex = draw(consumer, nameServers.length)
  consumer.nextPollAtMs = nowMs + settings.firstPollMs
  const timer = { consumer: index, epoch }
  fetchRoute(sim, index)
  at(sim, consumer.nextPollAtMs, 'consumerPollTimer', timer)
  after(sim, FIRST_HEARTBEAT_MS, 'consumerHeartbeatTimer', timer)
  after(sim, FIRST_PERSIST_MS, 'persistTimer', timer)
  planRebalance(sim, index, nowMs + settings.rebalanceWaitInterval)
  if (settings.messageListener === 'CONCURRENTLY') after(sim, settings.consumeTimeout, 'expireTimer', timer)
  if (isOrderly(sim)) after(sim, FIRST_LOCK_MS, 'lockTimer', timer)
}

/** Simplified: a graceful stop takes no time; listeners that run are interrupted, as with awaitTerminationMillisWhenShutdown 0. */
function end(sim: Simulation, index: number, to: ProcessState): void {
  const consumer = consumerAt(sim, index)
  if (to === 'stopped' && consumer.process === 'running') signOff(sim, index)
  if (to !== 'poweredOff') closeConnections(sim, index)
  Object.assign(consumer, fresh())
  consumer.epoch++
  consumer.process = to
  consumerLog.consumerProcess(sim, { consumer: index, to })
}

/** RocketMQ: DefaultMQPushConsumerImpl#shutdown */
function signOff(sim: Simulation, index: number): void {
  const consumer = consumerAt(sim, index)
  const { consumerGroup, clientId } = consumer
  if (isOrderly(sim)) for (const queue of [...consumer.queues, ...consumer.leaving]) unlockQueue(sim, index, queue)
  interruptListeners(sim, index)
  persistAll(sim, index)
  for (const { group, node } of knownNodes(consumer)) {
    oneway(sim, index, group, node, { code: 'UNREGISTER_CLIENT', consumerGroup, clientId })
  }
}

/** Its host closes them. Which there are, those at the other end know, and its route: a first heartbeat may be on its way. */
function closeConnections(sim: Simulation, index: number): void {
  const consumer = consumerAt(sim, index)
  const { epoch } = consumer
  const known = knownNodes(consumer)
  sim.state.brokerGroups.forEach(({ nodes }, group) => {
    for (const { nodeIndex: node, consuming } of nodes) {
      const isConnected =
        consuming?.channels.some((channel) => channel.consumer === index && channel.epoch === epoch) ||
        known.some((one) => one.group === group && one.node === node)
      if (isConnected) send(sim, 'consumerClosed', consumerAddress(index), brokerAddress(group, node), { epoch })
    }
  })
}

// ---------------------------------------------------------------- all of them

export function create(sim: Simulation): void {
  changeCount(sim, sim.state.settings.consumerCount)
}

/** Every group has so many. */
function changeCount(sim: Simulation, wanted: number): void {
  const { consumers, settings } = sim.state
  consumers.forEach((consumer, index) => {
    const stays = consumer.instance < wanted
    if (consumer.removed === !stays) return
    consumer.removed = !stays
    if (stays) startAtItsTime(sim, index)
    else if (!isDown(consumer.process)) end(sim, index, 'stopped')
  })
  while (consumers.length < wanted * settings.consumerGroupCount) addConsumer(sim)
}

export function onAction(sim: Simulation, { action, target: { index } }: ActionOn<'consumer'>): void {
  const consumer = sim.state.consumers[index]
  if (!consumer || consumer.removed) return
  const { process } = consumer
  const isUp = !isDown(process)
  switch (action.type) {
    case 'freeze':
      return process === 'running' ? pause(sim, index) : undefined
    case 'resume':
      return process === 'frozen' ? resume(sim, index) : undefined
    case 'restart':
      if (process === 'frozen') return resume(sim, index)
      return isUp ? undefined : startAtItsTime(sim, index)
    case 'kill':
      return isUp ? end(sim, index, 'killed') : undefined
    case 'powerOff':
      return process === 'poweredOff' ? undefined : end(sim, index, 'poweredOff')
    case 'stop':
      return isUp ? end(sim, index, 'stopped') : undefined
  }
}

function pause(sim: Simulation, index: number): void {
  consumerAt(sim, index).process = 'frozen'
  consumerLog.consumerProcess(sim, { consumer: index, to: 'frozen' })
}

function resume(sim: Simulation, index: number): void {
  const consumer = consumerAt(sim, index)
  consumer.process = 'running'
  consumerLog.consumerProcess(sim, { consumer: index, to: 'running' })
  releaseHeld(sim, consumer)
}

export function onCommand(sim: Simulation, command: Command): void {
  if (command.type !== 'set') return
  if (command.name === 'consumerCount') changeCount(sim, command.value as number)
  if (command.name !== 'consumeThreadMax') return
  sim.state.consumers.forEach(({ process }, index) => {
    if (process === 'running') threadsChanged(sim, index)
  })
}
