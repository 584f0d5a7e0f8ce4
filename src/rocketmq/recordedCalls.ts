// Send calls and their attempts as a recording has them.

import { callAt, groupAt, nodeAt, producerAt, type Simulation } from './context'
import { log } from './entryCodec'
import { brokerAddress, type Packet, producerAddress, type SendRequest } from './events'
import { at, closeExchange, deliver, isUnderWay, openExchange } from './network'
import type { Candidate } from './producer/selectionTrace'
import { endOf, type RecordedSteps } from './recordedSteps'
import { ATTEMPT_OUTCOMES, type RecordedCall, type Recording } from './recording'
import {
  type AttemptFailure,
  type FaultItem,
  type Producer,
  RECENT_MESSAGES,
  SCENARIO_TOPIC,
  type SendCall,
  type SenderThread,
} from './state'

/** Recorded with one producer. */
export const PRODUCER = 0

/** ms after which a request that gets no answer is drawn as one that waits; the recording only says that none came. */
const DRAWN_HOP_MS = 1

const cellOf = (column: readonly number[], position: number): number => column[position] as number

type Outcome = (typeof ATTEMPT_OUTCOMES)[number]

const outcomeOf = ({ attempts }: Recording, position: number): Outcome =>
  ATTEMPT_OUTCOMES[cellOf(attempts.outcome, position)] as Outcome

const slotOf = (producer: Producer, message: number): number =>
  producer.calls.findIndex((call) => call?.message === message)

/** Which thread made a call was not recorded: the first that is free. */
function freeThread(producer: Producer): number {
  const found = producer.threads.findIndex(({ call }) => call === null)
  return Math.max(0, found)
}

export function callStarts(sim: Simulation, { recording }: RecordedSteps, position: number): void {
  const { state } = sim
  const producer = producerAt(sim, PRODUCER)
  const message =
    position < 0
      ? (recording.calls[-1 - position] as RecordedCall).message
      : cellOf(recording.attempts.message, position)
  const thread = freeThread(producer)
  const { sendMsgTimeout: timeoutMs } = state.settings
  const call: SendCall = {
    message,
    topic: SCENARIO_TOPIC,
    thread,
    mode: state.settings.communicationMode,
    phase: 'fetchingRoute',
    callStartedAtMs: state.nowMs,
    timeoutMs,
    generation: producer.publishInfos.at(-1)?.generation ?? -1,
    attempt: 0,
    attemptStartedAtMs: state.nowMs,
    attemptGroup: 0,
    attemptQueueId: 0,
    attemptBudgetMs: timeoutMs,
    requestWaitMs: 0,
    lastGroup: null,
    lastFailure: null,
    lastCode: 0,
    result: null,
    request: null,
    deadlineMs: null,
    resent: false,
    lateHandover: null,
    poolThread: null,
    insideSend: true,
    connectEndsAtMs: null,
    nextQueued: null,
  }
  const slot = producer.freeCalls.pop() ?? producer.calls.length
  producer.calls[slot] = call
  if (slot === producer.callTimers.length) producer.callTimers.push(null)
  const sender = producer.threads[thread] as SenderThread
  sender.call = slot
  sender.nextCallAtMs = state.nowMs + state.settings.sendIntervalMs
  producer.sent++
  state.totals.sent++
}

export function attemptStarts(sim: Simulation, { recording }: RecordedSteps, position: number): void {
  const { state } = sim
  const { attempts } = recording
  const producer = producerAt(sim, PRODUCER)
  const message = cellOf(attempts.message, position)
  const slot = slotOf(producer, message)
  if (slot < 0) return
  const call = callAt(producer, slot)
  const group = cellOf(attempts.group, position)
  const queueId = cellOf(attempts.queueId, position)
  if (call.generation < 0) call.generation = producer.publishInfos.at(-1)?.generation ?? -1
  call.attempt = cellOf(attempts.attempt, position)
  call.attemptStartedAtMs = state.nowMs
  call.attemptGroup = group
  call.attemptQueueId = queueId
  call.attemptBudgetMs = Math.max(0, call.timeoutMs - (state.nowMs - call.callStartedAtMs))
  const lastGroup = call.attempt > 1 ? call.lastGroup : null
  call.lastGroup = group
  call.phase = 'waiting'
  state.totals.attempts++
  log.send(sim, {
    producer: PRODUCER,
    thread: call.thread,
    message,
    attempt: call.attempt,
    group,
    queueId,
    index: indexOf(producer, call, group, queueId),
  })
  observe(sim, call, group, queueId, lastGroup)
  request(sim, recording, position, slot)
}

/** For whoever looks at this choice: what it led to, in the list and the fault table as they were. */
function observe(sim: Simulation, call: SendCall, group: number, queueId: number, lastGroup: number | null): void {
  const trace = sim.observer.traceFor(call)
  if (!trace) return
  const producer = producerAt(sim, PRODUCER)
  const list = producer.publishInfos.find(({ generation }) => generation === call.generation)?.messageQueueList ?? []
  const position = Math.max(0, indexOf(producer, call, group, queueId))
  const item = producer.faultItems[group]
  const availableInMs = Math.max(0, (item?.startTimestamp ?? 0) - sim.state.nowMs)
  const chosen: Candidate = { index: position, position, group, queueId, verdict: 'chosen', availableInMs }
  trace.listLength = list.length
  trace.messageQueueList = [...list]
  trace.sendLatencyFaultEnable = sim.state.settings.sendLatencyFaultEnable
  trace.faultItems = producer.faultItems.map((one) => one && { ...one })
  trace.lastGroup = lastGroup
  trace.passes = [
    { method: 'MQFaultStrategy#selectOneMessageQueue', rule: 'recorded', candidates: [chosen], picked: null },
  ]
  sim.observer.chosen(trace, call)
}

/** The value of sendWhichQueue was not recorded: the place in the list that it led to stands for it, and for all equal to it modulo the list. */
function indexOf(producer: Producer, call: SendCall, group: number, queueId: number): number {
  const info = producer.publishInfos.find(({ generation }) => generation === call.generation)
  const place = info?.messageQueueList.findIndex((one) => one.group === group && one.queueId === queueId) ?? -1
  if (!info || place < 0) return 0
  info.sendWhichQueue[call.thread] = place
  return place
}

/** The request on its way: when it was at the Broker, nobody saw; half of the time is drawn for each way. */
function request(sim: Simulation, recording: Recording, position: number, slot: number): void {
  const { attempts } = recording
  const node = cellOf(attempts.node, position)
  if (node < 0) return
  const { state } = sim
  const call = callAt(producerAt(sim, PRODUCER), slot)
  const { attemptGroup: group, message, attempt, attemptQueueId: queueId } = call
  const opaque = position + 1
  call.request = {
    opaque,
    exchange: openExchange(sim, opaque),
    message,
    topic: SCENARIO_TOPIC,
    producer: PRODUCER,
    call: slot,
    attempt,
    group,
    node,
    queueId,
    brokerEpoch: nodeAt(sim, group, node).epoch,
    oneway: false,
  }
  const content = { request: call.request }
  const from = producerAddress(PRODUCER)
  const to = brokerAddress(group, node)
  const startMs = state.nowMs
  const endMs = Math.max(startMs, endOf(recording, position))
  const outcome = outcomeOf(recording, position)
  const halfMs = startMs + Math.ceil((endMs - startMs) / 2)
  const code = cellOf(attempts.code, position)
  call.deadlineMs = startMs + call.attemptBudgetMs
  switch (outcome) {
    case 'connectRefused':
    case 'connectTimeout':
      call.phase = 'connecting'
      deliver(sim, 'connect', from, to, content, startMs, halfMs)
      if (outcome === 'connectRefused') {
        deliver(sim, 'connectAnswer', to, from, { ...content, accepted: false, brokerEpoch: -1 }, halfMs, endMs)
      }
      return
    case 'ok':
    case 'brokerError':
      deliver(sim, 'sendRequest', from, to, content, startMs, halfMs)
      deliver(sim, 'sendResponse', to, from, { ...content, code }, halfMs, endMs)
      return
    default:
      deliver(sim, 'sendRequest', from, to, content, startMs, Math.min(endMs, startMs + DRAWN_HOP_MS))
  }
}

/** One that gets no answer waits: held by a process that was frozen, else wherever it got lost. */
export function requestArrives(sim: Simulation, packet: Packet<'sendRequest' | 'connect'>): void {
  const { request } = packet.content
  const { nowMs: atMs, lostPackets } = sim.state
  if (!isUnderWay(sim, request) || isAnswered(sim, request)) return
  const node = nodeAt(sim, request.group, request.node)
  if (packet.kind === 'sendRequest' && node.process === 'frozen') {
    node.heldRequests = [...node.heldRequests, { packet, sinceMs: atMs, injectedCode: null }]
  } else lostPackets[request.exchange] = { ...packet, lost: true, atMs }
}

/** Is its answer on the way? */
const isAnswered = (sim: Simulation, { opaque }: SendRequest): boolean =>
  sim.state.eventQueue.some(
    ({ kind, content }) => (kind === 'sendResponse' || kind === 'connectAnswer') && content.request.opaque === opaque,
  )

export function attemptEnds(sim: Simulation, steps: RecordedSteps, position: number): void {
  const { state } = sim
  const { recording, callOf } = steps
  const { attempts } = recording
  const producer = producerAt(sim, PRODUCER)
  const message = cellOf(attempts.message, position)
  const slot = slotOf(producer, message)
  if (slot < 0) return
  const call = callAt(producer, slot)
  const latencyMs = cellOf(attempts.latencyMs, position)
  const group = cellOf(attempts.group, position)
  const outcome = outcomeOf(recording, position)
  if (call.request) closeExchange(sim, call.request)
  call.request = null
  call.deadlineMs = null
  recordItem(sim, recording, position, call)
  if (outcome !== 'ok') {
    fails(sim, call, outcome, cellOf(attempts.code, position), latencyMs)
    return
  }
  store(sim, group, cellOf(attempts.node, position), cellOf(attempts.queueId, position), message)
  producer.stored++
  state.totals.stored++
  const noted = recording.calls[callOf[position] as number]
  log.sendOk(sim, {
    producer: PRODUCER,
    thread: call.thread,
    message,
    attempt: call.attempt,
    group,
    queueId: call.attemptQueueId,
    latencyMs,
    elapsedMs: noted?.elapsedMs ?? state.nowMs - call.callStartedAtMs,
    status: 'SEND_OK',
  })
  endCall(producer, slot)
}

function fails(sim: Simulation, call: SendCall, failure: AttemptFailure, code: number, latencyMs: number): void {
  const { message, attempt, thread, attemptGroup: group } = call
  call.lastFailure = failure
  call.lastCode = code
  sim.state.totals.failedAttempts++
  log.sendFailed(sim, { producer: PRODUCER, thread, message, attempt, group, failure, code, latencyMs })
}

/** A SendResult says that a copy is in the queue. Its offset was not recorded: the messages of this producer are counted. */
function store(sim: Simulation, group: number, node: number, queueId: number, message: number): void {
  const { queueOffsets, recentMessages } = groupAt(sim, group)
  const queueOffset = queueOffsets[queueId] ?? 0
  queueOffsets[queueId] = queueOffset + 1
  recentMessages[queueId] = [...(recentMessages[queueId] ?? []), message].slice(-RECENT_MESSAGES)
  sim.state.totals.storedCopies++
  log.stored(sim, { message, group, node, queueId, queueOffset })
}

/** The item as it was read after updateFaultItem. */
function recordItem(sim: Simulation, { attempts }: Recording, position: number, call: SendCall): void {
  const { state } = sim
  const untilMs = cellOf(attempts.untilMs, position)
  if (untilMs < 0) return
  const producer = producerAt(sim, PRODUCER)
  const group = cellOf(attempts.group, position)
  const latencyMs = cellOf(attempts.latencyMs, position)
  const isolation = cellOf(attempts.isolation, position) === 1
  while (producer.faultItems.length <= group) producer.faultItems.push(null)
  const before = producer.faultItems[group] ?? null
  const untilBefore = before?.startTimestamp ?? 0
  const flag = cellOf(attempts.reachable, position)
  const reachable = flag < 0 ? (before?.reachable ?? true) : flag === 1
  const isNew = untilMs > state.nowMs && untilMs !== untilBefore
  const windowMs = isNew ? untilMs - state.nowMs : untilMs > state.nowMs ? (before?.windowMs ?? 0) : 0
  const item: FaultItem = {
    currentLatency: latencyMs,
    startTimestamp: untilMs,
    reachable,
    checkStampMs: before?.checkStampMs ?? 0,
    windowMs,
  }
  sim.observer.beforeFaultUpdate(before)
  producer.faultItems[group] = item
  if (isNew) {
    log.avoided(sim, { producer: PRODUCER, group, isolation, latencyMs, windowMs, untilMs })
    at(sim, untilMs, 'windowEnd', { producer: PRODUCER, epoch: producer.epoch, group })
  } else if (untilBefore > state.nowMs && untilMs <= state.nowMs) {
    log.available(sim, { producer: PRODUCER, group, cause: 'success' })
  }
  if (reachable !== (before?.reachable ?? true)) log.reachable(sim, { producer: PRODUCER, group, reachable })
  sim.observer.afterFaultUpdate(sim, call, PRODUCER, group, latencyMs, isolation, reachable)
}

/** A call that ends with an exception. One that ends well without a recorded last attempt is counted: in which queue it is, nobody saw. */
export function callEnds(sim: Simulation, { recording }: RecordedSteps, position: number): void {
  const { message, exception, elapsedMs, code } = recording.calls[position] as RecordedCall
  const producer = producerAt(sim, PRODUCER)
  const slot = slotOf(producer, message)
  if (slot < 0) return
  if (exception === null) {
    producer.stored++
    sim.state.totals.stored++
    return endCall(producer, slot)
  }
  const { attempt, thread, mode, lastFailure } = callAt(producer, slot)
  producer.failed++
  sim.state.totals.failed++
  log.messageFailed(sim, {
    producer: PRODUCER,
    thread,
    message,
    exception,
    attempts: attempt,
    elapsedMs,
    code,
    mode,
    lastFailure,
    release: sim.rules.release,
  })
  endCall(producer, slot)
}

function endCall(producer: Producer, slot: number): void {
  const { thread } = callAt(producer, slot)
  producer.calls[slot] = null
  producer.freeCalls.push(slot)
  ;(producer.threads[thread] as SenderThread).call = null
}
