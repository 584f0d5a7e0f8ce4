// The life of one producer process: its threads, its timers, its start and its end. RocketMQ: DefaultMQProducer#start, MQClientInstance

import { isPacketLost } from '../broker/broker'
import { connectionsOf, deadline, peerClosed, sweep } from '../client/remotingClient'
import { cleanOfflineBrokers, requestRoute, routeAnswered, routeUnreachable } from '../client/route'
import { type SimulationEvent, schedule } from '../events'
import { draw, isServing, nodeAt, producerAt, type Simulation, transmit } from '../network'
import type { Producer, SenderThread } from '../state'
import { detectByOneRound, probeAnswered, windowEnds } from './faultTable'
import { beginCall, endAllCalls } from './sendLoop'

/** RocketMQ: MQClientInstance#startScheduledTask, ms after the client's start */
const FIRST_HOUSEKEEPING_MS = 1000
/** RocketMQ: LatencyFaultToleranceImpl#startDetector, first run and period */
const DETECTOR_PERIOD_MS = 3000

export const createThread = (randomState: number): SenderThread => ({
  retired: false,
  call: null,
  callPending: false,
  nextCallAtMs: 0,
  whichItemWorst: null,
  randomState,
})

export function createProducer(threads: SenderThread[], randomState: number): Producer {
  return {
    process: 'running',
    epoch: 0,
    startedAtMs: 0,
    route: null,
    routeAnsweredAtMs: null,
    routeAppliedAtMs: null,
    nextPollAtMs: 0,
    brokerAddrTable: [],
    publishInfos: [],
    nextGeneration: 0,
    faultItems: [],
    threads,
    calls: [],
    freeCalls: [],
    callTimers: [],
    connections: [],
    nameServerIndex: 0,
    brokerLoss: [],
    nameServerLoss: [],
    fetching: false,
    routeRequestSerial: 0,
    nameServersAsked: 0,
    randomState,
    sent: 0,
    stored: 0,
    failed: 0,
    removed: false,
  }
}

/** Begins the life of a producer process: timers, and the first call of each thread. */
export function startProducer(sim: Simulation, index: number): void {
  const { state } = sim
  const producer = producerAt(sim, index)
  producer.startedAtMs = state.nowMs
  producer.nameServerIndex = draw(producer, state.nameServers.length)
  producer.nextPollAtMs = state.nowMs + state.settings.firstPollMs
  const { epoch } = producer
  schedule(state, producer.nextPollAtMs, 'pollTimer', { producer: index, epoch })
  schedule(state, state.nowMs + FIRST_HOUSEKEEPING_MS, 'housekeepingTimer', { producer: index, epoch })
  schedule(state, state.nowMs + DETECTOR_PERIOD_MS, 'detectorTimer', { producer: index, epoch })
  schedule(state, state.nowMs + sim.rules.firstSweepMs, 'sweepTimer', { producer: index, epoch })
  producer.threads.forEach((_, thread) => {
    startThread(sim, index, thread)
  })
}

/** Spreads the threads' first calls evenly over one interval, so that they do not march in step. */
export function startThread(sim: Simulation, index: number, threadIndex: number): void {
  const { state } = sim
  const { sendIntervalMs, sendThreadCount, producerCount } = state.settings
  const place = (threadIndex * producerCount + index) / (sendThreadCount * producerCount)
  const thread = producerAt(sim, index).threads[threadIndex] as SenderThread
  thread.nextCallAtMs = state.nowMs + Math.floor((sendIntervalMs * place) % sendIntervalMs)
  planCall(sim, index, threadIndex)
}

/** Sets the timer for a thread's next call, unless it is set or the thread waits in a call. */
export function planCall(sim: Simulation, index: number, threadIndex: number): void {
  const { state } = sim
  const producer = producerAt(sim, index)
  const thread = producer.threads[threadIndex] as SenderThread
  if (thread.callPending || thread.call !== null || thread.retired || producer.process !== 'running') return
  if (reachedLimit(sim, producer)) return
  thread.callPending = true
  const { epoch } = producer
  const atMs = Math.max(thread.nextCallAtMs, state.nowMs)
  schedule(state, atMs, 'callTimer', { producer: index, epoch, thread: threadIndex })
}

const reachedLimit = (sim: Simulation, producer: Producer): boolean =>
  sim.state.settings.messageLimit > 0 && producer.sent >= sim.state.settings.messageLimit

function callTimer(sim: Simulation, index: number, threadIndex: number): void {
  const { state } = sim
  const { sendIntervalMs, communicationMode, sendMsgTimeout } = state.settings
  const producer = producerAt(sim, index)
  const thread = producer.threads[threadIndex] as SenderThread
  thread.callPending = false
  if (thread.retired || thread.call !== null || reachedLimit(sim, producer)) return
  // A call that took longer than the interval is followed by the next at once; of those missed meanwhile one is made up for.
  thread.nextCallAtMs = Math.max(thread.nextCallAtMs, state.nowMs - sendIntervalMs) + sendIntervalMs
  beginCall(sim, index, threadIndex, communicationMode, sendMsgTimeout)
  planCall(sim, index, threadIndex)
}

/** Timers that most calls set; the rest is {@link handleProducerTimer}'s. */
export function handleCallTimer(sim: Simulation, event: SimulationEvent<'callTimer' | 'deadline'>): void {
  const { producer: index, epoch } = event.body
  if (!isAlive(sim, index, epoch)) return
  if (event.kind === 'callTimer') callTimer(sim, index, event.body.thread)
  else deadline(sim, index, event.body.call)
}

/** Is the process still the one for which something was planned? */
function isAlive(sim: Simulation, index: number, epoch: number): boolean {
  const producer = producerAt(sim, index)
  return epoch === producer.epoch && producer.process === 'running'
}

type ProducerTimer = 'pollTimer' | 'housekeepingTimer' | 'detectorTimer' | 'sweepTimer' | 'routeTimeout' | 'windowEnd'

/** Does what one of the producer's timers says. */
export function handleProducerTimer(sim: Simulation, event: SimulationEvent<ProducerTimer>): void {
  const { producer: index, epoch } = event.body
  if (!isAlive(sim, index, epoch)) return
  const producer = producerAt(sim, index)
  const { settings, nowMs } = sim.state
  switch (event.kind) {
    case 'pollTimer':
      producer.nextPollAtMs = nowMs + settings.pollNameServerInterval
      schedule(sim.state, producer.nextPollAtMs, 'pollTimer', event.body)
      // Only Topics the producer has used are polled, and a fetch under way serves as this poll.
      if (producer.publishInfos.length > 0) requestRoute(sim, index, 'poll')
      return
    case 'routeTimeout':
      if (producer.fetching && event.body.serial === producer.routeRequestSerial) routeUnreachable(sim, index)
      return
    case 'housekeepingTimer':
      schedule(sim.state, nowMs + settings.heartbeatBrokerInterval, 'housekeepingTimer', event.body)
      return cleanOfflineBrokers(sim, index)
    case 'windowEnd':
      return windowEnds(sim, index, event.body.group)
    case 'detectorTimer':
      schedule(sim.state, nowMs + DETECTOR_PERIOD_MS, 'detectorTimer', event.body)
      return detectByOneRound(sim, index)
    case 'sweepTimer':
      schedule(sim.state, nowMs + sim.rules.sweepPeriodMs, 'sweepTimer', event.body)
      return sweep(sim, index)
  }
}

type PacketToProducer = 'routeAnswer' | 'heartbeatAnswer' | 'probeAnswer' | 'connectionClosed'

/** A message has arrived at a producer. */
export function handleProducerPacket(sim: Simulation, event: SimulationEvent<PacketToProducer>): void {
  const { index } = event.body.to
  if (!isAlive(sim, index, event.body.content.epoch)) return
  switch (event.kind) {
    case 'routeAnswer':
      return routeAnswered(sim, event.body)
    case 'heartbeatAnswer': {
      const { from, content } = event.body
      connectionsOf(producerAt(sim, index), from.group)[from.node] ??= { epoch: content.brokerEpoch }
      return
    }
    case 'probeAnswer':
      return probeAnswered(sim, event.body)
    case 'connectionClosed':
      return peerClosed(sim, event.body)
  }
}

/** Heartbeats and probes that reach a Broker, whether the producer still lives or not. */
export function answerProducer(sim: Simulation, event: SimulationEvent<'heartbeat' | 'probe'>): void {
  const { from, to } = event.body
  const node = nodeAt(sim, to.group, to.node)
  if (!isServing(node.process) || isPacketLost(sim, from.index, to.group, to.node)) return
  if (event.kind === 'heartbeat') {
    transmit(sim, 'heartbeatAnswer', to, from, { epoch: event.body.content.epoch, brokerEpoch: node.epoch })
  } else transmit(sim, 'probeAnswer', to, from, event.body.content, node.slowMs)
}

/** The process is gone: its calls end without a result. */
export function endProducer(sim: Simulation, index: number): void {
  const producer = producerAt(sim, index)
  producer.epoch++
  for (const thread of producer.threads) thread.callPending = false
  producer.callTimers = producer.callTimers.map(() => null)
  endAllCalls(sim, index)
  producer.connections = []
  producer.fetching = false
}

/** A new process in the place of the old one: no route, no fault table, new indexes. */
export function restartProducer(sim: Simulation, index: number): void {
  const producer = producerAt(sim, index)
  producer.route = null
  producer.routeAnsweredAtMs = null
  producer.routeAppliedAtMs = null
  producer.brokerAddrTable = []
  producer.publishInfos = []
  producer.faultItems = []
  producer.connections = []
  producer.brokerLoss = []
  producer.nameServerLoss = []
  for (const thread of producer.threads) thread.whichItemWorst = null
  startProducer(sim, index)
}
