// The life of one producer process: its start, its end, and how many threads it has. RocketMQ: DefaultMQProducer#start, MQClientInstance

import { streamState } from '../../sim/random'
import { draw, producerAt, type Simulation } from '../context'
import { log } from '../entryCodec'
import { after, at } from '../network'
import type { ProcessState, Producer, SenderThread, ThreadSelector } from '../state'
import { STREAM } from '../streams'
import { copyAsyncPool, createAsyncPool } from './asyncPool'
import { createThread, planCall, startThread } from './senderThread'
import { endAllCalls } from './sendLoop'

/** RocketMQ: MQClientInstance#startScheduledTask, ms after the client's start */
const FIRST_HOUSEKEEPING_MS = 1000
/** RocketMQ: LatencyFaultToleranceImpl#startDetector, first run and period */
export const DETECTOR_PERIOD_MS = 3000

export function createProducer(
  threads: SenderThread[],
  randomState: number,
  poolThreads: ThreadSelector[] = [],
): Producer {
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
    handshakes: [],
    asyncPool: createAsyncPool(poolThreads),
    nameServerIndex: 0,
    brokerLoss: [],
    nameServerLoss: [],
    nameServerConnected: false,
    nameServerSilentSinceMs: null,
    pollMetCall: false,
    fetching: false,
    fetchingCall: null,
    fetchStartedAtMs: 0,
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
  const timer = { producer: index, epoch: producer.epoch }
  at(sim, producer.nextPollAtMs, 'pollTimer', timer)
  after(sim, FIRST_HOUSEKEEPING_MS, 'housekeepingTimer', timer)
  after(sim, DETECTOR_PERIOD_MS, 'detectorTimer', timer)
  after(sim, sim.rules.firstSweepMs, 'sweepTimer', timer)
  producer.threads.forEach((_, thread) => {
    startThread(sim, index, thread)
  })
}

/** A producer with its threads, each with random numbers of its own; it has not started. */
export function addProducer(sim: Simulation): void {
  const { producers, settings } = sim.state
  const index = producers.length
  const threads = Array.from({ length: settings.sendThreadCount }, (_, thread) => threadOf(sim, index, thread))
  const poolThreads = Array.from({ length: settings.producerCores }, (_, thread) => ({
    whichItemWorst: null,
    randomState: streamState(sim.input.seed, STREAM.poolThread, index, thread),
  }))
  producers.push(createProducer(threads, streamState(sim.input.seed, STREAM.producer, index), poolThreads))
}

const threadOf = (sim: Simulation, index: number, thread: number): SenderThread =>
  createThread(streamState(sim.input.seed, STREAM.thread, index, thread))

/** Gives a producer another number of threads; those too many end with their current message. */
export function changeThreadCount(sim: Simulation, index: number, wanted: number): void {
  const producer = producerAt(sim, index)
  producer.threads.forEach((thread, threadIndex) => {
    const retired = threadIndex >= wanted
    if (thread.retired === retired) return
    thread.retired = retired
    if (!retired) planCall(sim, index, threadIndex)
  })
  while (producer.threads.length < wanted) {
    const threadIndex = producer.threads.length
    producer.threads.push(threadOf(sim, index, threadIndex))
    if (producer.process === 'running') startThread(sim, index, threadIndex)
  }
}

/** The process ends or begins as another one. */
export function changeProducer(sim: Simulation, index: number, to: ProcessState): void {
  producerAt(sim, index).process = to
  log.producerProcess(sim, { producer: index, to })
  if (to === 'running') restartProducer(sim, index)
  else endProducer(sim, index)
}

/** The process is gone: its calls end without a result. */
function endProducer(sim: Simulation, index: number): void {
  const producer = producerAt(sim, index)
  producer.epoch++
  for (const thread of producer.threads) thread.callPending = false
  producer.callTimers = producer.callTimers.map(() => null)
  endAllCalls(sim, index)
  producer.connections = []
  producer.handshakes = []
  producer.asyncPool = createAsyncPool(producer.asyncPool.selectors)
  producer.nameServerConnected = false
  producer.nameServerSilentSinceMs = null
  producer.pollMetCall = false
  producer.fetching = false
  producer.fetchingCall = null
}

/** A new process in the place of the old one: no route, no fault table, new indexes. */
function restartProducer(sim: Simulation, index: number): void {
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
  for (const thread of [...producer.threads, ...producer.asyncPool.selectors]) thread.whichItemWorst = null
  startProducer(sim, index)
}

/** All of a producer but its calls, which are copied a part at a time. */
export const copyProducer = (producer: Producer): Producer => ({
  ...producer,
  brokerAddrTable: producer.brokerAddrTable.slice(),
  publishInfos: producer.publishInfos.map((info) => ({
    ...info,
    sendWhichQueue: info.sendWhichQueue.slice(),
  })),
  brokerLoss: producer.brokerLoss.map((nodes) => nodes.slice()),
  nameServerLoss: producer.nameServerLoss.slice(),
  faultItems: producer.faultItems.map((item) => (item ? { ...item } : null)),
  threads: producer.threads.map((thread) => ({ ...thread })),
  calls: [],
  freeCalls: producer.freeCalls.slice(),
  callTimers: producer.callTimers.slice(),
  connections: producer.connections.map((nodes) => nodes.slice()),
  handshakes: producer.handshakes.slice(),
  asyncPool: copyAsyncPool(producer.asyncPool),
})

/** Of a copy, its calls included. */
export function wordsOf({ threads, calls, faultItems, connections, publishInfos, asyncPool }: Producer): number {
  const lists = 10 * threads.length + 28 * calls.length + 10 * (faultItems.length + connections.length)
  return 66 + 5 * asyncPool.threads.length + lists + publishInfos.length * (8 + threads.length)
}
