// The life of one producer process: its threads, its timers, its start and its end. RocketMQ: DefaultMQProducer#start, MQClientInstance

import { swallowed } from './broker'
import { keepHouse, requestRoute, routeAnswered, routeRequestArrives, routeUnreachable } from './clientRoute'
import { schedule } from './eventQueue'
import { detectByOneRound, probeAnswered, windowEnds } from './faultTable'
import { draw, EVENT, isServing, nodeAt, producerAt, type Simulation, transmit } from './network'
import { connectionsOf, deadline, peerClosed, sweep } from './remotingClient'
import { beginCall, endAllCalls } from './sendLoop'
import type { Producer, SenderThread, SimulationEvent } from './types'

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
  schedule(state, producer.nextPollAtMs, EVENT.POLL_TIMER, index, producer.epoch)
  schedule(state, state.nowMs + FIRST_HOUSEKEEPING_MS, EVENT.HOUSEKEEPING_TIMER, index, producer.epoch)
  schedule(state, state.nowMs + DETECTOR_PERIOD_MS, EVENT.DETECTOR_TIMER, index, producer.epoch)
  schedule(state, state.nowMs + sim.rules.firstSweepMs, EVENT.SWEEP_TIMER, index, producer.epoch)
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
  schedule(state, Math.max(thread.nextCallAtMs, state.nowMs), EVENT.CALL_TIMER, index, producer.epoch, threadIndex)
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

/** Does what one of the producer's own events says. */
export function handleProducerEvent(sim: Simulation, event: SimulationEvent): void {
  const producer = producerAt(sim, event.a)
  if (event.b !== producer.epoch || producer.process !== 'running') return
  const { settings, nowMs } = sim.state
  switch (event.kind) {
    case EVENT.CALL_TIMER:
      return callTimer(sim, event.a, event.c)
    case EVENT.DEADLINE:
      return deadline(sim, event.a, event.c)
    case EVENT.POLL_TIMER:
      producer.nextPollAtMs = nowMs + settings.pollNameServerInterval
      schedule(sim.state, producer.nextPollAtMs, EVENT.POLL_TIMER, event.a, event.b)
      // Only Topics the producer has used are polled, and a fetch under way serves as this poll.
      if (producer.publishInfos.length > 0) requestRoute(sim, event.a, 'poll')
      return
    case EVENT.ROUTE_ANSWER_ARRIVES:
      return routeAnswered(sim, event)
    case EVENT.ROUTE_TIMEOUT:
      if (producer.fetching && event.d === producer.routeRequestSerial) routeUnreachable(sim, event.a)
      return
    case EVENT.HOUSEKEEPING_TIMER:
      schedule(sim.state, nowMs + settings.heartbeatBrokerInterval, EVENT.HOUSEKEEPING_TIMER, event.a, event.b)
      return keepHouse(sim, event.a)
    case EVENT.HEARTBEAT_ANSWERED:
      connectionsOf(producer, event.c)[event.d] ??= { epoch: event.e }
      return
    case EVENT.CONNECTION_CLOSED:
      return peerClosed(sim, event)
    case EVENT.WINDOW_END:
      return windowEnds(sim, event.a, event.c)
    case EVENT.DETECTOR_TIMER:
      schedule(sim.state, nowMs + DETECTOR_PERIOD_MS, EVENT.DETECTOR_TIMER, event.a, event.b)
      return detectByOneRound(sim, event.a)
    case EVENT.PROBE_ANSWERED:
      return probeAnswered(sim, event)
    case EVENT.SWEEP_TIMER:
      schedule(sim.state, nowMs + sim.rules.sweepPeriodMs, EVENT.SWEEP_TIMER, event.a, event.b)
      return sweep(sim, event.a)
  }
}

/** Events that reach a Broker or a NameServer on a producer's behalf, whether the producer still lives or not. */
export function handleArrival(sim: Simulation, event: SimulationEvent): void {
  if (event.kind === EVENT.ROUTE_REQUEST_ARRIVES) return routeRequestArrives(sim, event)
  const node = nodeAt(sim, event.c, event.d)
  if (!isServing(node.process) || swallowed(sim, event.a, event.c, event.d)) return
  const { a, b, c, d, e } = event
  if (event.kind === EVENT.HEARTBEAT_ARRIVES) transmit(sim, EVENT.HEARTBEAT_ANSWERED, a, b, c, d, node.epoch)
  else transmit(sim, EVENT.PROBE_ANSWERED, a, b, c, d, e, node.slowMs)
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
