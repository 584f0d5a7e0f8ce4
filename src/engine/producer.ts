// One producer process: its route, its fault table, and the send loop of its threads.
// RocketMQ: DefaultMQProducerImpl (send loop), MQClientInstance (route and housekeeping), NettyRemotingClient (connections)

import { freeRequest, travel } from './broker'
import { RESPONSE_CODE } from './clientVersion'
import {
  ATTEMPT_FAILURES,
  AVAILABLE_CAUSES,
  LOG,
  ROUTE_CAUSES,
  ROUTE_OUTCOMES,
  SEND_EXCEPTIONS,
  where,
  who,
} from './eventLog'
import { schedule } from './eventQueue'
import { updateFaultItem } from './faultStrategy'
import { pickupTopicRouteData } from './namesrv'
import { acceptsConnections, draw, EVENT, isServing, nodeAt, note, type Simulation, transmit } from './network'
import {
  buildMessageQueueList,
  compareNames,
  type SelectionContext,
  type SelectionRandom,
  type SelectionTrace,
  selectOneMessageQueue,
} from './topicPublishInfo'
import {
  type AttemptFailure,
  type FaultItem,
  MASTER_ID,
  type NameServer,
  type Producer,
  type Request,
  type SendException,
  type SenderThread,
  type SimulationEvent,
  type TopicPublishInfo,
  type TopicRouteData,
} from './types'

/** RocketMQ: MQClientInstance#startScheduledTask, ms after the client's start */
const FIRST_POLL_MS = 10
const FIRST_HOUSEKEEPING_MS = 1000
/** RocketMQ: timeout of one route call, ClientConfig.mqClientApiTimeout */
const ROUTE_TIMEOUT_MS = 3000
/** RocketMQ: LatencyFaultToleranceImpl#startDetector, first run and period */
const DETECTOR_PERIOD_MS = 3000
/** RocketMQ: NettyRemotingClient.MIN_CLOSE_TIMEOUT_MILLIS */
const MIN_CLOSE_TIMEOUT_MS = 100

export function createThread(randomState: number): SenderThread {
  return {
    retired: false,
    phase: 'idle',
    message: null,
    callStartedAtMs: 0,
    generation: -1,
    attempt: 0,
    attemptStartedAtMs: 0,
    attemptGroup: null,
    attemptQueueId: 0,
    attemptBudgetMs: 0,
    requestWaitMs: 0,
    lastGroup: null,
    lastFailure: null,
    lastCode: 0,
    requestSlot: null,
    deadlineMs: null,
    timerAtMs: null,
    callPending: false,
    nextCallAtMs: 0,
    sentMessages: 0,
    whichItemWorst: null,
    randomState,
  }
}

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
    connections: [],
    nameServerIndex: 0,
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

const producerAt = (sim: Simulation, index: number): Producer => sim.state.producers[index] as Producer
const threadAt = (producer: Producer, index: number): SenderThread => producer.threads[index] as SenderThread

/** Begins the life of a producer process: timers, and the first call of each thread. RocketMQ: DefaultMQProducer#start */
export function startProducer(sim: Simulation, index: number): void {
  const { state } = sim
  const producer = producerAt(sim, index)
  producer.startedAtMs = state.nowMs
  producer.nameServerIndex = draw(producer, state.nameServers.length)
  producer.nextPollAtMs = state.nowMs + FIRST_POLL_MS
  schedule(state, producer.nextPollAtMs, EVENT.POLL_TIMER, index, producer.epoch)
  schedule(state, state.nowMs + FIRST_HOUSEKEEPING_MS, EVENT.HOUSEKEEPING_TIMER, index, producer.epoch)
  schedule(state, state.nowMs + DETECTOR_PERIOD_MS, EVENT.DETECTOR_TIMER, index, producer.epoch)
  producer.threads.forEach((_, thread) => {
    startThread(sim, index, thread)
  })
}

/** Spreads the threads' first calls evenly over one interval, so that they do not march in step. */
export function startThread(sim: Simulation, index: number, thread: number): void {
  const { state } = sim
  const { sendIntervalMs, sendThreadCount, producerCount } = state.settings
  const place = (thread * producerCount + index) / (sendThreadCount * producerCount)
  threadAt(producerAt(sim, index), thread).nextCallAtMs =
    state.nowMs + Math.floor((sendIntervalMs * place) % sendIntervalMs)
  planCall(sim, index, thread)
}

/** Sets the timer for a thread's next call, unless it is set or the thread is busy. */
export function planCall(sim: Simulation, index: number, threadIndex: number): void {
  const { state } = sim
  const producer = producerAt(sim, index)
  const thread = threadAt(producer, threadIndex)
  if (thread.callPending || thread.phase !== 'idle' || thread.retired || producer.process !== 'running') return
  if (state.settings.messageLimit > 0 && producer.sent >= state.settings.messageLimit) return
  thread.callPending = true
  schedule(state, Math.max(thread.nextCallAtMs, state.nowMs), EVENT.CALL_TIMER, index, producer.epoch, threadIndex)
}

/** Does what one of the producer's own events says. */
export function handleProducerEvent(sim: Simulation, event: SimulationEvent): void {
  const producer = producerAt(sim, event.a)
  if (event.b !== producer.epoch || producer.process !== 'running') return
  switch (event.kind) {
    case EVENT.CALL_TIMER:
      return beginCall(sim, event.a, event.c)
    case EVENT.DEADLINE:
      return deadline(sim, event.a, event.c)
    case EVENT.POLL_TIMER:
      producer.nextPollAtMs = sim.state.nowMs + sim.state.settings.pollNameServerInterval
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
      schedule(
        sim.state,
        sim.state.nowMs + sim.state.settings.heartbeatBrokerInterval,
        EVENT.HOUSEKEEPING_TIMER,
        event.a,
        event.b,
      )
      return keepHouse(sim, event.a)
    case EVENT.HEARTBEAT_ANSWERED:
      connectionsOf(producer, event.c)[event.d] ??= { epoch: event.e }
      return
    case EVENT.CONNECTION_CLOSED:
      return peerClosed(sim, event)
    case EVENT.WINDOW_END:
      return windowEnds(sim, event.a, event.c)
    case EVENT.DETECTOR_TIMER:
      schedule(sim.state, sim.state.nowMs + DETECTOR_PERIOD_MS, EVENT.DETECTOR_TIMER, event.a, event.b)
      return detectByOneRound(sim, event.a)
    case EVENT.PROBE_ANSWERED:
      return probeAnswered(sim, event)
  }
}

/** Events that reach a Broker or a NameServer on a producer's behalf, whether the producer still lives or not. */
export function handleArrival(sim: Simulation, event: SimulationEvent): void {
  const { state } = sim
  if (event.kind === EVENT.ROUTE_REQUEST_ARRIVES) {
    const server = state.nameServers[event.c] as NameServer
    if (isServing(server.process)) {
      transmit(
        sim,
        EVENT.ROUTE_ANSWER_ARRIVES,
        event.a,
        event.b,
        event.c,
        event.d,
        0,
        server.slowMs,
        pickupTopicRouteData(server),
      )
    } else if (server.process !== 'poweredOff' && server.process !== 'frozen') {
      transmit(sim, EVENT.ROUTE_ANSWER_ARRIVES, event.a, event.b, event.c, event.d, 1)
    }
    return
  }
  const node = nodeAt(sim, event.c, event.d)
  if (event.kind === EVENT.HEARTBEAT_ARRIVES) {
    if (isServing(node.process)) transmit(sim, EVENT.HEARTBEAT_ANSWERED, event.a, event.b, event.c, event.d, node.epoch)
  } else if (isServing(node.process)) {
    transmit(sim, EVENT.PROBE_ANSWERED, event.a, event.b, event.c, event.d, event.e, node.slowMs)
  }
}

// ---------------------------------------------------------------- route

const currentPublishInfo = (producer: Producer): TopicPublishInfo | null =>
  producer.publishInfos[producer.publishInfos.length - 1] ?? null

function requestRoute(sim: Simulation, index: number, cause: 'poll' | 'send'): void {
  const producer = producerAt(sim, index)
  if (producer.fetching) return
  producer.fetching = true
  producer.nameServersAsked = 0
  note(sim, LOG.routeRequest, who(index), 0, 0, ROUTE_CAUSES.indexOf(cause), producer.nameServerIndex)
  askNameServer(sim, index)
}

function askNameServer(sim: Simulation, index: number): void {
  const { state } = sim
  const producer = producerAt(sim, index)
  const serial = ++producer.routeRequestSerial
  producer.nameServersAsked++
  transmit(sim, EVENT.ROUTE_REQUEST_ARRIVES, index, producer.epoch, producer.nameServerIndex, serial)
  const server = state.nameServers[producer.nameServerIndex] as NameServer
  // Only a silent or slow NameServer can let the call run into its time limit: no timer for the others.
  if (server.process !== 'running' || server.slowMs + 2 * state.settings.networkLatencyMs >= ROUTE_TIMEOUT_MS) {
    schedule(
      state,
      state.nowMs + ROUTE_TIMEOUT_MS,
      EVENT.ROUTE_TIMEOUT,
      index,
      producer.epoch,
      producer.nameServerIndex,
      serial,
    )
  }
}

function routeAnswered(sim: Simulation, event: SimulationEvent): void {
  const producer = producerAt(sim, event.a)
  if (!producer.fetching || event.d !== producer.routeRequestSerial) return
  if (event.e === 1) return routeUnreachable(sim, event.a)
  producer.fetching = false
  producer.routeAnsweredAtMs = sim.state.nowMs
  const outcome = event.route ? applyRoute(sim, event.a, event.route) : 'keptNotExist'
  noteRoute(sim, event.a, outcome)
  resumeFetchers(sim, event.a)
}

/** The next NameServer in the list is asked; old clients do so within the same call. RocketMQ: NettyRemotingClient */
function routeUnreachable(sim: Simulation, index: number): void {
  const producer = producerAt(sim, index)
  const servers = sim.state.nameServers.length
  producer.nameServerIndex = (producer.nameServerIndex + 1) % servers
  if (sim.rules.asksEveryNameServer && producer.nameServersAsked < servers) return askNameServer(sim, index)
  producer.fetching = false
  noteRoute(sim, index, 'keptUnreachable')
  resumeFetchers(sim, index)
}

function noteRoute(sim: Simulation, index: number, outcome: (typeof ROUTE_OUTCOMES)[number]): void {
  const queues = currentPublishInfo(producerAt(sim, index))?.messageQueueList.length ?? 0
  note(sim, LOG.route, who(index), 0, 0, ROUTE_OUTCOMES.indexOf(outcome), queues)
}

/** Does the cached list allow sending? RocketMQ: TopicPublishInfo#ok */
const isOk = (info: TopicPublishInfo | null): info is TopicPublishInfo =>
  info !== null && info.messageQueueList.length > 0

/** RocketMQ: MQClientInstance#updateTopicRouteInfoFromNameServer, the part after the answer */
function applyRoute(sim: Simulation, index: number, route: TopicRouteData): 'changed' | 'unchanged' {
  const producer = producerAt(sim, index)
  const names = sim.brokerNames
  const sorted = [...route].sort((one, other) => compareNames(names[one.group] as string, names[other.group] as string))
  const same = producer.route !== null && JSON.stringify(producer.route) === JSON.stringify(sorted)
  if (same) return 'unchanged'
  producer.route = sorted
  producer.routeAppliedAtMs = sim.state.nowMs
  for (const entry of sorted) {
    while (producer.brokerAddrTable.length <= entry.group) producer.brokerAddrTable.push(null)
    producer.brokerAddrTable[entry.group] = entry.brokerAddrs.slice()
  }
  const queueDatas: TopicPublishInfo['queueDatas'] = sim.state.brokerGroups.map(() => null)
  for (const entry of sorted) queueDatas[entry.group] = { ...entry.queueData }
  producer.publishInfos.push({
    generation: producer.nextGeneration++,
    messageQueueList: buildMessageQueueList(sorted, names),
    queueDatas,
    sendWhichQueue: producer.threads.map(() => null),
  })
  dropUnusedPublishInfos(producer)
  return 'changed'
}

/** A call keeps the TopicPublishInfo it began with; others are garbage once a newer one is there. */
function dropUnusedPublishInfos(producer: Producer): void {
  const newest = producer.nextGeneration - 1
  producer.publishInfos = producer.publishInfos.filter(
    (info) =>
      info.generation === newest ||
      producer.threads.some((thread) => thread.message !== null && thread.generation === info.generation),
  )
}

/** Threads that waited for the synchronous fetch go on, or give up. */
function resumeFetchers(sim: Simulation, index: number): void {
  const producer = producerAt(sim, index)
  producer.threads.forEach((thread, threadIndex) => {
    if (thread.phase !== 'fetchingRoute') return
    const info = currentPublishInfo(producer)
    if (isOk(info)) {
      thread.generation = info.generation
      nextAttempt(sim, index, threadIndex)
    } else {
      callFails(sim, index, threadIndex, 'noRoute')
    }
  })
}

/** Drops addresses that no route names any more and opens connections to Masters. RocketMQ: #cleanOfflineBroker, #sendHeartbeatToAllBroker */
function keepHouse(sim: Simulation, index: number): void {
  const producer = producerAt(sim, index)
  producer.brokerAddrTable.forEach((addresses, group) => {
    if (!addresses) return
    const listed = producer.route?.find((entry) => entry.group === group)?.brokerAddrs ?? []
    const kept = addresses.map((node) => (node !== null && listed.includes(node) ? node : null))
    producer.brokerAddrTable[group] = kept.some((node) => node !== null) ? kept : null
    const master = kept[MASTER_ID]
    if (master === null || master === undefined || connectionsOf(producer, group)[master]) return
    transmit(sim, EVENT.HEARTBEAT_ARRIVES, index, producer.epoch, group, master)
  })
}

// ---------------------------------------------------------------- the send loop

/** The application calls send(). RocketMQ: DefaultMQProducerImpl#sendDefaultImpl, its first lines */
function beginCall(sim: Simulation, index: number, threadIndex: number): void {
  const { state } = sim
  const producer = producerAt(sim, index)
  const thread = threadAt(producer, threadIndex)
  thread.callPending = false
  if (thread.retired || thread.phase !== 'idle') return
  if (state.settings.messageLimit > 0 && producer.sent >= state.settings.messageLimit) return
  thread.message = state.nextMessage++
  thread.callStartedAtMs = state.nowMs
  thread.nextCallAtMs =
    Math.max(thread.nextCallAtMs, state.nowMs - state.settings.sendIntervalMs) + state.settings.sendIntervalMs
  thread.attempt = 0
  thread.lastGroup = null
  thread.lastFailure = null
  thread.lastCode = 0
  thread.sentMessages++
  producer.sent++
  state.totals.sent++
  const info = currentPublishInfo(producer)
  if (isOk(info)) {
    thread.generation = info.generation
    nextAttempt(sim, index, threadIndex)
  } else {
    thread.phase = 'fetchingRoute'
    requestRoute(sim, index, 'send')
  }
}

/**
 * What a selection's random draws are. With threadLocalIndexStart set, indexes begin there and are reset to small values
 * that people can read; their places in the list are as even as RocketMQ's.
 */
const selectionRandom = (sim: Simulation, context: () => SelectionContext): SelectionRandom => {
  const fixedStart = () => sim.state.settings.threadLocalIndexStart
  return {
    startOfQueueIndex: () => {
      const fixed = fixedStart()
      return fixed === null ? draw(context().thread, 0x80000000) : fixed + context().threadIndex
    },
    startOfWorstIndex: () => draw(context().thread, 0x80000000),
    reset: () =>
      draw(context().thread, fixedStart() === null ? 0x7fffffff : context().publishInfo.messageQueueList.length * 10),
    shuffle: (groups) => {
      const shuffled = groups.slice()
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = draw(context().thread, last + 1)
        const moved = shuffled[last] as number
        shuffled[last] = shuffled[other] as number
        shuffled[other] = moved
      }
      return shuffled
    },
  }
}

/** The selector's view of one thread; the object is made once for a simulation, since it is needed at every attempt. */
function selectionContext(
  sim: Simulation,
  producer: Producer,
  thread: SenderThread,
  threadIndex: number,
): SelectionContext {
  const publishInfo = publishInfoOf(producer, thread)
  const present = {
    producer,
    thread,
    threadIndex,
    publishInfo,
    brokerNames: sim.brokerNames,
    nowMs: sim.state.nowMs,
    rules: sim.rules,
  }
  const { sendLatencyFaultEnable } = sim.state.settings
  if (sim.selection) return Object.assign(sim.selection, present, { sendLatencyFaultEnable })
  const context: SelectionContext = {
    ...present,
    sendLatencyFaultEnable,
    random: selectionRandom(sim, () => context),
    onRewrite: (position, queue) => {
      const index = sim.state.producers.indexOf(context.producer)
      note(sim, LOG.queueRewritten, who(index), where(queue.group, 0, queue.queueId), 0, position)
    },
  }
  sim.selection = context
  return context
}

/** The TopicPublishInfo the thread's call began with. */
function publishInfoOf(producer: Producer, thread: SenderThread): TopicPublishInfo {
  for (let at = producer.publishInfos.length - 1; at >= 0; at--) {
    const info = producer.publishInfos[at] as TopicPublishInfo
    if (info.generation === thread.generation) return info
  }
  throw new TypeError(`a call lost its TopicPublishInfo ${thread.generation}`)
}

/** One turn of the retry loop: choose a queue, see what time is left, send. RocketMQ: DefaultMQProducerImpl#sendDefaultImpl */
function nextAttempt(sim: Simulation, index: number, threadIndex: number): void {
  const { state, rules } = sim
  const { settings } = state
  const producer = producerAt(sim, index)
  const thread = threadAt(producer, threadIndex)
  thread.attempt++
  const trace: SelectionTrace | null = sim.onSelection
    ? { passes: [], listLength: 0, lastGroup: null, resetTo: null }
    : null
  const context = selectionContext(sim, producer, thread, threadIndex)
  const selection = selectOneMessageQueue(context, thread.lastGroup, thread.attempt > 1, trace)
  const spent = state.nowMs - thread.callStartedAtMs
  // RocketMQ compares with <, on a clock on which a wait of 3000 ms always ends a little later; here it ends on the dot.
  if (!rules.budgetPerAttempt && spent > 0 && settings.sendMsgTimeout <= spent)
    return callFails(sim, index, threadIndex, 'callTimeout')
  let budget = rules.budgetPerAttempt ? settings.sendMsgTimeout : settings.sendMsgTimeout - spent
  const cap = settings.sendMsgMaxTimeoutPerRequest
  if (rules.hasMaxTimeoutPerRequest && cap > -1 && thread.attempt <= settings.retryTimesWhenSendFailed && budget > cap)
    budget = cap

  thread.attemptStartedAtMs = state.nowMs
  thread.attemptGroup = selection.group
  thread.attemptQueueId = selection.queueId
  thread.attemptBudgetMs = budget
  thread.lastGroup = selection.group
  state.totals.attempts++
  note(
    sim,
    LOG.send,
    who(index, threadIndex, thread.attempt),
    where(selection.group, 0, selection.queueId),
    thread.message as number,
    selection.index,
  )
  if (trace) sim.onSelection?.(trace)

  const master = producer.brokerAddrTable[selection.group]?.[MASTER_ID]
  if (master === null || master === undefined) return attemptFails(sim, index, threadIndex, 'noMaster')
  const connection = connectionsOf(producer, selection.group)[master]
  const slot = takeSlot(sim, index, threadIndex, master)
  const request = state.requests[slot] as Request
  thread.requestSlot = slot
  if (connection) {
    request.epoch = connection.epoch
    sendRequest(sim, index, threadIndex, slot, budget)
    return
  }
  thread.phase = 'connecting'
  request.phase = 'connecting'
  travel(sim, request, EVENT.CONNECT_ARRIVES, slot)
  if (2 * settings.networkLatencyMs >= settings.connectTimeoutMillis) {
    schedule(state, state.nowMs + settings.connectTimeoutMillis, EVENT.CONNECT_TIMEOUT, slot, request.serial)
  }
}

function takeSlot(sim: Simulation, producer: number, threadIndex: number, node: number): number {
  const { state } = sim
  const thread = threadAt(producerAt(sim, producer), threadIndex)
  const request: Request = {
    serial: state.nextRequestSerial++,
    message: thread.message as number,
    producer,
    thread: threadIndex,
    attempt: thread.attempt,
    group: thread.attemptGroup as number,
    node,
    queueId: thread.attemptQueueId,
    phase: 'toBroker',
    fromMs: state.nowMs,
    toMs: null,
    epoch: 0,
    code: 0,
    abandoned: false,
  }
  const slot = state.freeSlots.pop() ?? state.requests.length
  state.requests[slot] = request
  return slot
}

function sendRequest(sim: Simulation, index: number, threadIndex: number, slot: number, waitMs: number): void {
  const { state } = sim
  const producer = producerAt(sim, index)
  const thread = threadAt(producer, threadIndex)
  const request = state.requests[slot] as Request
  thread.phase = 'waiting'
  request.phase = 'toBroker'
  travel(sim, request, EVENT.REQUEST_ARRIVES, slot)
  thread.requestWaitMs = waitMs
  thread.deadlineMs = state.nowMs + waitMs
  setDeadlineTimer(sim, index, threadIndex)
}

/** One timer per thread serves all its attempts: when it rings early it is set again. */
function setDeadlineTimer(sim: Simulation, index: number, threadIndex: number): void {
  const producer = producerAt(sim, index)
  const thread = threadAt(producer, threadIndex)
  const due = thread.deadlineMs as number
  if (thread.timerAtMs !== null && thread.timerAtMs <= due) return
  thread.timerAtMs = due
  schedule(sim.state, due, EVENT.DEADLINE, index, producer.epoch, threadIndex)
}

function deadline(sim: Simulation, index: number, threadIndex: number): void {
  const producer = producerAt(sim, index)
  const thread = threadAt(producer, threadIndex)
  if (thread.timerAtMs !== sim.state.nowMs) return
  thread.timerAtMs = null
  if (thread.deadlineMs === null) return
  if (thread.deadlineMs > sim.state.nowMs) return setDeadlineTimer(sim, index, threadIndex)
  timesOut(sim, index, threadIndex)
}

/** RocketMQ: NettyRemotingClient#invokeSync, the branch of RemotingTimeoutException */
function timesOut(sim: Simulation, index: number, threadIndex: number): void {
  const { rules } = sim
  const thread = threadAt(producerAt(sim, index), threadIndex)
  const request = sim.state.requests[thread.requestSlot as number] as Request
  const waited = thread.requestWaitMs
  const tiny = rules.sparesShortTimeouts && waited <= MIN_CLOSE_TIMEOUT_MS && waited <= thread.attemptBudgetMs / 4
  const { group, node } = request
  giveUpRequest(sim, index, threadIndex)
  if (rules.closesSocketOnTimeout && !tiny) closeConnection(sim, index, group, node)
  attemptFails(sim, index, threadIndex, 'timeout')
}

/** The client no longer waits; the request itself may go on. */
function giveUpRequest(sim: Simulation, index: number, threadIndex: number): void {
  const thread = threadAt(producerAt(sim, index), threadIndex)
  const slot = thread.requestSlot
  thread.requestSlot = null
  thread.deadlineMs = null
  if (slot === null) return
  const request = sim.state.requests[slot] as Request
  request.abandoned = true
  if (request.phase === 'lost') freeRequest(sim, slot)
}

/** What an attempt's end teaches, and what the loop does next. RocketMQ: DefaultMQProducerImpl#sendDefaultImpl, its catch blocks */
function attemptFails(sim: Simulation, index: number, threadIndex: number, failure: AttemptFailure, code = 0): void {
  const { state, rules } = sim
  const producer = producerAt(sim, index)
  const thread = threadAt(producer, threadIndex)
  const group = thread.attemptGroup as number
  const latencyMs = state.nowMs - thread.attemptStartedAtMs
  thread.requestSlot = null
  thread.deadlineMs = null
  thread.lastFailure = failure
  thread.lastCode = code
  state.totals.failedAttempts++
  note(
    sim,
    LOG.sendFailed,
    who(index, threadIndex, thread.attempt),
    where(group),
    thread.message as number,
    ATTEMPT_FAILURES.indexOf(failure),
    code,
    latencyMs,
  )
  const remotingFailure = failure !== 'noMaster' && failure !== 'brokerError'
  const reachable = remotingFailure ? !state.settings.startDetectorEnable : failure === 'noMaster'
  // From 5.1.4 a missing Master address counts with its measured latency only.
  record(sim, index, group, latencyMs, failure !== 'noMaster' || !rules.hasDetector, reachable)
  if (failure === 'brokerError' && !rules.retryResponseCodes.includes(code))
    return callFails(sim, index, threadIndex, 'notRetried')
  if (thread.attempt > state.settings.retryTimesWhenSendFailed)
    return callFails(sim, index, threadIndex, 'attemptsUsedUp')
  nextAttempt(sim, index, threadIndex)
}

function attemptSucceeds(sim: Simulation, index: number, threadIndex: number): void {
  const { state } = sim
  const producer = producerAt(sim, index)
  const thread = threadAt(producer, threadIndex)
  const group = thread.attemptGroup as number
  const latencyMs = state.nowMs - thread.attemptStartedAtMs
  producer.stored++
  state.totals.stored++
  note(
    sim,
    LOG.sendOk,
    who(index, threadIndex, thread.attempt),
    where(group, 0, thread.attemptQueueId),
    thread.message as number,
    latencyMs,
    state.nowMs - thread.callStartedAtMs,
  )
  record(sim, index, group, latencyMs, false, true)
  endCall(sim, index, threadIndex)
}

/** The application gets an exception. */
function callFails(sim: Simulation, index: number, threadIndex: number, exception: SendException): void {
  const { state } = sim
  const producer = producerAt(sim, index)
  const thread = threadAt(producer, threadIndex)
  producer.failed++
  state.totals.failed++
  const attempts = exception === 'callTimeout' ? thread.attempt - 1 : thread.attempt
  note(
    sim,
    LOG.messageFailed,
    who(index, threadIndex, attempts),
    0,
    thread.message as number,
    SEND_EXCEPTIONS.indexOf(exception),
    state.nowMs - thread.callStartedAtMs,
  )
  endCall(sim, index, threadIndex)
}

function endCall(sim: Simulation, index: number, threadIndex: number): void {
  const thread = threadAt(producerAt(sim, index), threadIndex)
  thread.phase = 'idle'
  thread.message = null
  thread.requestSlot = null
  thread.deadlineMs = null
  thread.attemptGroup = null
  planCall(sim, index, threadIndex)
}

// ---------------------------------------------------------------- fault table

/** RocketMQ: DefaultMQProducerImpl#updateFaultItem. Nothing is written while the switch is off. */
function record(
  sim: Simulation,
  index: number,
  group: number,
  latencyMs: number,
  isolation: boolean,
  reachable: boolean,
): void {
  const { state, rules, table } = sim
  if (!state.settings.sendLatencyFaultEnable) return
  const producer = producerAt(sim, index)
  while (producer.faultItems.length <= group) producer.faultItems.push(null)
  const before = producer.faultItems[group]
  const untilBefore = before?.startTimestamp ?? 0
  const reachableBefore = before?.reachable ?? true
  const item = updateFaultItem(producer.faultItems, group, state.nowMs, latencyMs, isolation, reachable, rules, table)
  if (item.startTimestamp > state.nowMs && item.startTimestamp !== untilBefore) {
    note(
      sim,
      LOG.avoided,
      who(index, 0, isolation ? 1 : 0),
      where(group),
      0,
      latencyMs,
      item.windowMs,
      item.startTimestamp,
    )
    schedule(state, item.startTimestamp, EVENT.WINDOW_END, index, producer.epoch, group)
  } else if (untilBefore > state.nowMs && item.startTimestamp <= state.nowMs) {
    note(sim, LOG.available, who(index), where(group), 0, AVAILABLE_CAUSES.indexOf('success'))
  }
  if (item.reachable !== reachableBefore) note(sim, LOG.reachable, who(index), where(group), 0, item.reachable ? 1 : 0)
}

function windowEnds(sim: Simulation, index: number, group: number): void {
  const item = producerAt(sim, index).faultItems[group]
  if (!item || item.windowMs === 0 || item.startTimestamp !== sim.state.nowMs) return
  item.windowMs = 0
  if (sim.state.settings.sendLatencyFaultEnable) {
    note(sim, LOG.available, who(index), where(group), 0, AVAILABLE_CAUSES.indexOf('windowEnded'))
  }
}

/**
 * What the detector does with one item: nothing before its check time, delete it when nobody knows an address, else probe.
 * The check time moves on in both last cases.
 *
 * RocketMQ: LatencyFaultToleranceImpl#detectByOneRound
 */
export function detectItem(
  item: FaultItem,
  nowMs: number,
  intervalMs: number,
  hasAddress: boolean,
): 'wait' | 'delete' | 'probe' {
  if (nowMs < item.checkStampMs) return 'wait'
  item.checkStampMs = nowMs + intervalMs
  return hasAddress ? 'probe' : 'delete'
}

/** RocketMQ: LatencyFaultToleranceImpl#startDetector */
function detectByOneRound(sim: Simulation, index: number): void {
  const { state, rules } = sim
  if (!rules.hasDetector || !state.settings.startDetectorEnable) return
  const producer = producerAt(sim, index)
  producer.faultItems.forEach((item: FaultItem | null, group) => {
    if (!item) return
    const master = producer.brokerAddrTable[group]?.[MASTER_ID] ?? null
    const verdict = detectItem(item, state.nowMs, state.settings.detectInterval, master !== null)
    if (verdict === 'delete') {
      producer.faultItems[group] = null
      note(sim, LOG.available, who(index), where(group), 0, AVAILABLE_CAUSES.indexOf('removed'))
    } else if (verdict === 'probe' && master !== null) {
      transmit(sim, EVENT.PROBE_ARRIVES, index, producer.epoch, group, master, state.nowMs)
    }
  })
}

function probeAnswered(sim: Simulation, event: SimulationEvent): void {
  const item = producerAt(sim, event.a).faultItems[event.c]
  if (!item || item.reachable || sim.state.nowMs - event.e > sim.state.settings.detectTimeout) return
  item.reachable = true
  note(sim, LOG.reachable, who(event.a), where(event.c), 0, 1)
}

// ---------------------------------------------------------------- connections

function connectionsOf(producer: Producer, group: number): Producer['connections'][number] {
  while (producer.connections.length <= group) producer.connections.push([null, null, null])
  return producer.connections[group] as Producer['connections'][number]
}

/** The client's end of a connection goes: every other request on it fails at once. RocketMQ: NettyRemotingClient#closeChannel */
function closeConnection(sim: Simulation, index: number, group: number, node: number): void {
  const producer = producerAt(sim, index)
  connectionsOf(producer, group)[node] = null
  producer.threads.forEach((thread, threadIndex) => {
    if (thread.phase !== 'waiting' || thread.requestSlot === null) return
    const request = sim.state.requests[thread.requestSlot] as Request
    if (request.group !== group || request.node !== node) return
    giveUpRequest(sim, index, threadIndex)
    attemptFails(sim, index, threadIndex, 'connectionClosed')
  })
}

/** FIN from the Broker's host. RocketMQ: NettyRemotingClient.NettyConnectManageHandler#channelInactive (from 5.1.3) */
function peerClosed(sim: Simulation, event: SimulationEvent): void {
  const producer = producerAt(sim, event.a)
  const connection = connectionsOf(producer, event.c)[event.d]
  if (!connection || connection.epoch !== event.e) return
  if (sim.rules.failsInFlightOnClose) closeConnection(sim, event.a, event.c, event.d)
  else connectionsOf(producer, event.c)[event.d] = null
}

/** The handshake has reached the host. */
export function connectArrives(sim: Simulation, slot: number, request: Request): void {
  const { state } = sim
  const node = nodeAt(sim, request.group, request.node)
  if (request.abandoned) return freeRequest(sim, slot)
  if (node.process === 'poweredOff') {
    request.phase = 'lost'
    request.fromMs = state.nowMs
    request.toMs = null
    const startedAtMs = state.nowMs - state.settings.networkLatencyMs
    schedule(
      state,
      Math.max(state.nowMs, startedAtMs + state.settings.connectTimeoutMillis),
      EVENT.CONNECT_TIMEOUT,
      slot,
      request.serial,
    )
    return
  }
  const accepted = acceptsConnections(node.process)
  request.phase = accepted ? 'connected' : 'refused'
  request.fromMs = state.nowMs
  request.toMs = state.nowMs + state.settings.networkLatencyMs
  schedule(state, request.toMs, EVENT.CONNECT_ANSWERED, slot, request.serial, node.epoch, accepted ? 1 : 0)
}

/** The answer to the handshake is back at the client. */
export function connectAnswered(sim: Simulation, event: SimulationEvent, request: Request): void {
  const producer = producerAt(sim, request.producer)
  if (request.abandoned) return freeRequest(sim, event.a)
  if (event.d === 0) {
    freeRequest(sim, event.a)
    return attemptFails(sim, request.producer, request.thread, 'connectRefused')
  }
  connectionsOf(producer, request.group)[request.node] = { epoch: event.c }
  request.epoch = event.c
  const thread = threadAt(producer, request.thread)
  const left = thread.attemptBudgetMs - (sim.state.nowMs - thread.attemptStartedAtMs)
  if (left < 0) {
    freeRequest(sim, event.a)
    if (sim.rules.closesSocketOnTimeout && !sim.rules.sparesShortTimeouts)
      closeConnection(sim, request.producer, request.group, request.node)
    return attemptFails(sim, request.producer, request.thread, 'timeout')
  }
  sendRequest(sim, request.producer, request.thread, event.a, left)
}

export function connectTimesOut(sim: Simulation, slot: number, request: Request): void {
  const waiting =
    request.phase === 'connecting' ||
    request.phase === 'connected' ||
    request.phase === 'refused' ||
    request.phase === 'lost'
  if (!waiting || request.abandoned) return
  freeRequest(sim, slot)
  attemptFails(sim, request.producer, request.thread, 'connectTimeout')
}

/** The Broker's answer is back at the client. */
export function replyArrives(sim: Simulation, slot: number, request: Request): void {
  freeRequest(sim, slot)
  if (request.abandoned) return
  if (request.code === RESPONSE_CODE.SUCCESS) attemptSucceeds(sim, request.producer, request.thread)
  else attemptFails(sim, request.producer, request.thread, 'brokerError', request.code)
}

/** A reset has reached the client: the connection is gone, whatever the release. */
export function resetArrives(sim: Simulation, slot: number, request: Request): void {
  const producer = producerAt(sim, request.producer)
  const connection = connectionsOf(producer, request.group)[request.node]
  if (connection && connection.epoch === request.epoch) {
    closeConnection(sim, request.producer, request.group, request.node)
  }
  if (request.abandoned) return freeRequest(sim, slot)
  // An old client has closed its end on the FIN before and hears no reset: the request waits for its time limit.
  request.phase = 'lost'
  request.toMs = null
}

// ---------------------------------------------------------------- life and death

/** The process is gone: its calls end without a result. */
export function endProducer(sim: Simulation, index: number): void {
  const producer = producerAt(sim, index)
  producer.epoch++
  producer.threads.forEach((thread, threadIndex) => {
    thread.callPending = false
    thread.timerAtMs = null
    if (thread.phase === 'idle') return
    giveUpRequest(sim, index, threadIndex)
    callFails(sim, index, threadIndex, 'producerDied')
  })
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
  for (const thread of producer.threads) {
    thread.whichItemWorst = null
    thread.generation = -1
  }
  startProducer(sim, index)
}
