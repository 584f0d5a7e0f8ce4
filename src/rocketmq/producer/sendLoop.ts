// One send call: choose a queue, send, see what came of it, try again or give up. RocketMQ: DefaultMQProducerImpl, MQClientAPIImpl

import { abandonRequest, connectionsOf, invoke } from '../client/remotingClient'
import { currentPublishInfo, fetchRoute, isOk } from '../client/route'
import { callAt, producerAt, type Simulation } from '../context'
import { log } from '../entryCodec'
import type { SendRequest, TimersOf } from '../events'
import { sendStatusOf } from '../releases'
import { orderKeyOf } from '../sends'
import { attemptLimit } from '../settings'
import {
  type AttemptFailure,
  type CommunicationMode,
  MASTER_ID,
  type Producer,
  type SendCall,
  type SendException,
  type SenderThread,
} from '../state'
import { hasFreeThread, isFull, leaveThread, nextQueuedCall, queueCall, takeThread } from './asyncPool'
import { recordFault } from './faultTable'
import { selectionContext } from './selectionContext'
import { selectByHash, selectOneMessageQueue } from './selectMessageQueue'
import { openCall } from './sendCall'
import { planCall } from './senderThread'

/**
 * The application calls send(). RocketMQ: DefaultMQProducerImpl#sendDefaultImpl, its first lines
 *
 * @param startedAtMs - when it called, if the client has been busy with other things since
 */
export function beginCall(
  sim: Simulation,
  index: number,
  thread: number,
  mode: CommunicationMode,
  timeoutMs: number,
  startedAtMs = sim.state.nowMs,
): void {
  const { state, rules } = sim
  const producer = producerAt(sim, index)
  const slot = openCall(sim, index, { message: state.nextMessage++, thread, mode, timeoutMs, startedAtMs })
  const call = callAt(producer, slot)
  if (mode === 'SYNC') (producer.threads[thread] as SenderThread).call = slot
  if (mode === 'ASYNC' && rules.asyncPool) return enterPool(sim, index, slot)
  beginSending(sim, index, slot)
  // The application's thread waits until its client has connected, or knows the route.
  if (isBlocked(producer, slot, call)) (producer.threads[thread] as SenderThread).call = slot
}

/** The route is known, or asked for: the first attempt. RocketMQ: DefaultMQProducerImpl#sendDefaultImpl, its first lines */
function beginSending(sim: Simulation, index: number, slot: number): void {
  const producer = producerAt(sim, index)
  const call = callAt(producer, slot)
  const info = currentPublishInfo(producer)
  if (isOk(info)) {
    call.generation = info.generation
    nextAttempt(sim, index, slot)
  } else {
    call.phase = 'fetchingRoute'
    fetchRoute(sim, index, slot)
  }
}

/** Is this call still the slot's, and a thread inside of send() for it? */
const isBlocked = (producer: Producer, slot: number, call: SendCall): boolean =>
  producer.calls[slot] === call && call.insideSend

// ---------------------------------------------------------------- the client's pool

/** A thread of the pool sends it, now or when one is free. RocketMQ: DefaultMQProducerImpl#send(Message, SendCallback, long) */
function enterPool(sim: Simulation, index: number, slot: number): void {
  const producer = producerAt(sim, index)
  if (hasFreeThread(producer)) return sendFromPool(sim, index, slot)
  callAt(producer, slot).phase = 'queued'
  queueCall(producer, slot)
}

function sendFromPool(sim: Simulation, index: number, slot: number): void {
  takeThread(producerAt(sim, index), slot)
  beginSending(sim, index, slot)
}

/** Threads are free again: those that have waited too long fail, one after another, others are sent. */
export function poolTimer(sim: Simulation, { producer: index }: TimersOf<'producer'>['poolTimer']): void {
  const producer = producerAt(sim, index)
  producer.asyncPool.pending = false
  while (!isFull(producer)) {
    const slot = nextQueuedCall(producer)
    if (slot === null) return
    const call = callAt(producer, slot)
    if (sim.state.nowMs - call.callStartedAtMs < call.timeoutMs) sendFromPool(sim, index, slot)
    else callFails(sim, index, slot, 'poolTimeout')
  }
}

/** send() is over inside of the client: the thread that was in it goes on. */
function leaveSend(sim: Simulation, index: number, slot: number): void {
  const producer = producerAt(sim, index)
  const call = callAt(producer, slot)
  if (!call.insideSend) return
  call.insideSend = false
  leaveThread(sim, index, slot)
  const thread = producer.threads[call.thread] as SenderThread
  if (thread.call !== slot) return
  thread.call = null
  planCall(sim, index, call.thread)
}

/** One turn of the retry loop: choose a queue, see what time is left, send. RocketMQ: DefaultMQProducerImpl#sendDefaultImpl */
export function nextAttempt(sim: Simulation, index: number, slot: number): void {
  const { state, rules } = sim
  const { settings } = state
  const producer = producerAt(sim, index)
  const call = callAt(producer, slot)
  call.attempt++
  const trace = sim.observer.traceFor(call)
  // An ASYNC retry never resets the index, and takes only the Broker from the choice: the queueId stays.
  const asyncRetry = call.mode === 'ASYNC' && call.attempt > 1
  const context = selectionContext(sim, producer, call)
  const selection = isOrdered(sim)
    ? selectByHash(context, orderKeyOf(settings, call.message), trace)
    : selectOneMessageQueue(context, call.lastGroup, call.attempt > 1 && !asyncRetry, trace)
  sim.environment.selected(call, selection, context.publishInfo.sendWhichQueue[context.threadIndex] ?? null)
  const spent = state.nowMs - call.callStartedAtMs
  let budget = rules.budgetPerAttempt ? call.timeoutMs : call.timeoutMs - spent
  if (!asyncRetry && !rules.budgetPerAttempt && sim.environment.isUsedUp(call, call.timeoutMs - spent)) {
    return endWith(sim, index, slot, 'callTimeout')
  }
  const cap = settings.sendMsgMaxTimeoutPerRequest
  const another = call.mode === 'SYNC' && call.attempt < attemptLimit(call.mode, sim.state.settings)
  if (rules.hasMaxTimeoutPerRequest && cap > -1 && another && budget > cap) budget = cap
  if (asyncRetry && rules.asyncRetryHasNoTime) budget = 0

  call.attemptStartedAtMs = state.nowMs
  call.attemptGroup = selection.group
  if (!asyncRetry) call.attemptQueueId = selection.queueId
  call.attemptBudgetMs = budget
  call.resent = false
  call.lastGroup = selection.group
  state.totals.attempts++
  log.send(sim, {
    producer: index,
    thread: call.thread,
    message: call.message,
    attempt: call.attempt,
    group: selection.group,
    queueId: call.attemptQueueId,
    index: selection.index,
  })
  if (trace) sim.observer.chosen(trace, call)

  const master = producer.brokerAddrTable[selection.group]?.[MASTER_ID]
  // A retry without time left connects first if it must, and only then looks at the time.
  const spentAll = asyncRetry && !rules.asyncRetryHasNoTime && sim.environment.isUsedUp(call, budget)
  if (master === null || master === undefined) attemptFails(sim, index, slot, 'noMaster')
  else if (spentAll && (rules.asyncConnectsLater || connectionsOf(producer, selection.group)[master]))
    attemptFails(sim, index, slot, 'noTime')
  else invoke(sim, index, slot, master)
}

/** Does the application send with a MessageQueueSelector? RocketMQ: DefaultMQProducerImpl#sendSelectImpl */
const isOrdered = ({ state }: Simulation): boolean => state.settings.orderKeyCount > 0

/**
 * What came of an attempt goes into the fault table, but not with a MessageQueueSelector. RocketMQ: DefaultMQProducerImpl#updateFaultItem
 */
function updateFaultItem(
  sim: Simulation,
  producer: number,
  call: SendCall,
  latencyMs: number,
  isolation: boolean,
  reachable: boolean,
  group = call.attemptGroup,
): void {
  if (isOrdered(sim)) return
  const { environment, observer } = sim
  const measuredMs = environment.measuredMs(call, group, latencyMs, isolation, reachable)
  observer.beforeFaultUpdate(producerAt(sim, producer).faultItems[group] ?? null)
  recordFault(sim, producer, group, measuredMs, isolation, reachable)
  observer.afterFaultUpdate(sim, call, producer, group, measuredMs, isolation, reachable)
}

/** The request is on the wire and send() returns, for ASYNC and ONEWAY. RocketMQ: DefaultMQProducerImpl#sendDefaultImpl after sendKernelImpl */
export function handedOver(sim: Simulation, index: number, slot: number): void {
  const call = callAt(producerAt(sim, index), slot)
  leaveSend(sim, index, slot)
  if (call.attempt > 1) handsOverLate(sim, index, call)
  else if (!call.resent) updateFaultItem(sim, index, call, sim.state.nowMs - call.attemptStartedAtMs, false, true)
}

/** send() returns from a first attempt that failed inside it, and takes it for handed to the network. */
function handsOverLate(sim: Simulation, index: number, call: SendCall): void {
  if (!call.lateHandover) return
  const { group, startedAtMs } = call.lateHandover
  call.lateHandover = null
  updateFaultItem(sim, index, call, sim.state.nowMs - startedAtMs, false, true, group)
}

/** What an attempt's failure means for the fault table, and what comes next. RocketMQ: DefaultMQProducerImpl#sendDefaultImpl, MQClientAPIImpl#onExceptionImpl */
export function attemptFails(sim: Simulation, index: number, slot: number, failure: AttemptFailure, code = 0): void {
  const { state, rules } = sim
  const call = callAt(producerAt(sim, index), slot)
  const { attemptGroup: group } = call
  const latencyMs = state.nowMs - call.attemptStartedAtMs
  const connecting = call.phase === 'connecting'
  call.request = null
  call.deadlineMs = null
  call.lastFailure = failure
  call.lastCode = code
  state.totals.failedAttempts++
  log.sendFailed(sim, {
    producer: index,
    thread: call.thread,
    message: call.message,
    attempt: call.attempt,
    group,
    failure,
    code,
    latencyMs,
  })
  if (
    call.mode === 'ASYNC' &&
    !(call.attempt === 1 && (failure === 'noMaster' || (connecting && !rules.asyncRetriesConnect)))
  ) {
    return asyncAttemptFails(sim, index, slot, failure, latencyMs, connecting)
  }
  // It connected in the background, long after send() had returned.
  if (call.mode === 'ONEWAY' && connecting && rules.asyncConnectsLater) {
    return callFails(sim, index, slot, 'lostUnseen')
  }
  const remotingFailure = failure !== 'noMaster' && failure !== 'brokerError'
  const reachable = remotingFailure ? !state.settings.startDetectorEnable : failure === 'noMaster'
  // From 5.1.4 a missing Master address counts with its measured latency only.
  updateFaultItem(sim, index, call, latencyMs, failure !== 'noMaster' || !rules.hasDetector, reachable)
  if (failure === 'brokerError' && !rules.retryResponseCodes.includes(code)) {
    return endWith(sim, index, slot, 'notRetried')
  }
  if (call.mode !== 'SYNC' || call.attempt >= attemptLimit(call.mode, sim.state.settings)) {
    return endWith(sim, index, slot, 'attemptsUsedUp')
  }
  nextAttempt(sim, index, slot)
}

/** RocketMQ: MQClientAPIImpl#sendMessageAsync (callback and catch block), #onExceptionImpl */
function asyncAttemptFails(
  sim: Simulation,
  index: number,
  slot: number,
  failure: AttemptFailure,
  latencyMs: number,
  connecting: boolean,
): void {
  const { rules } = sim
  const call = callAt(producerAt(sim, index), slot)
  const noTime = failure === 'noTime'
  if (!noTime || rules.asyncRetriesConnect) {
    // What is thrown before the request is on the wire counts as unreachable from 5.1.4.
    const thrown = (connecting || noTime || failure === 'noMaster') && !rules.asyncConnectsLater
    const countsMs = connecting ? (rules.asyncRetryConnectLatency ?? latencyMs) : latencyMs
    updateFaultItem(sim, index, call, countsMs, true, !thrown)
    if (noTime && rules.asyncNoTimeFailsTwice) updateFaultItem(sim, index, call, countsMs, true, true)
    if (thrown && call.attempt === 1) {
      call.lateHandover = { group: call.attemptGroup, startedAtMs: call.attemptStartedAtMs }
    }
  }
  if (failure === 'brokerError') endWith(sim, index, slot, 'notRetried')
  else if (asyncRetries(sim, call, failure)) nextAttempt(sim, index, slot)
  else endWith(sim, index, slot, 'attemptsUsedUp')
}

/** RocketMQ: MQClientAPIImpl#onExceptionImpl, needRetry and the remaining timeout */
function asyncRetries(sim: Simulation, call: SendCall, failure: AttemptFailure): boolean {
  const { rules } = sim
  // Without time, the releases that connect inside send() try on to the end; the others stop.
  if (failure === 'noTime' && (rules.asyncConnectsLater || !rules.asyncRetriesConnect)) return false
  const leftMs = call.timeoutMs - (sim.state.nowMs - call.callStartedAtMs)
  return call.attempt < attemptLimit(call.mode, sim.state.settings) && !(rules.asyncRetryNeedsTime && leftMs <= 0)
}

/** The Broker has answered. RocketMQ: MQClientAPIImpl#processSendResponse */
export function attemptAnswered(sim: Simulation, request: SendRequest, code: number): void {
  const { state } = sim
  const { producer: index, call: slot } = request
  const status = sendStatusOf(code)
  if (!status) return attemptFails(sim, index, slot, 'brokerError', code)
  const call = callAt(producerAt(sim, index), slot)
  call.request = null
  call.deadlineMs = null
  updateFaultItem(sim, index, call, state.nowMs - call.attemptStartedAtMs, false, true)
  call.result = { status, group: call.attemptGroup, queueId: call.attemptQueueId }
  const again = call.mode === 'SYNC' && status !== 'SEND_OK' && state.settings.retryAnotherBrokerWhenNotStoreOK
  if (again && call.attempt < attemptLimit(call.mode, sim.state.settings)) return nextAttempt(sim, index, slot)
  callReturns(sim, index, slot)
}

/** The end of a call without a good result: an earlier result that was not SEND_OK is better than an exception. */
function endWith(sim: Simulation, index: number, slot: number, exception: SendException): void {
  const isOnly = isOrdered(sim) && (exception === 'attemptsUsedUp' || exception === 'notRetried')
  if (callAt(producerAt(sim, index), slot).result) callReturns(sim, index, slot)
  else callFails(sim, index, slot, isOnly ? 'oneAttempt' : exception)
}

/** The application gets a SendResult. */
function callReturns(sim: Simulation, index: number, slot: number): void {
  const { state } = sim
  const producer = producerAt(sim, index)
  const call = callAt(producer, slot)
  const { result } = call
  if (!result) throw new TypeError(`message ${call.message} returns without a result`)
  producer.stored++
  state.totals.stored++
  log.sendOk(sim, {
    producer: index,
    thread: call.thread,
    message: call.message,
    attempt: call.attempt,
    group: result.group,
    queueId: result.queueId,
    latencyMs: state.nowMs - call.attemptStartedAtMs,
    elapsedMs: state.nowMs - call.callStartedAtMs,
    status: result.status,
  })
  endCall(sim, index, slot)
}

/** The application gets an exception. */
export function callFails(sim: Simulation, index: number, slot: number, exception: SendException): void {
  const { state } = sim
  const producer = producerAt(sim, index)
  const call = callAt(producer, slot)
  producer.failed++
  state.totals.failed++
  // The attempt that the budget check stopped has chosen a queue but was never made.
  const attempts = exception === 'callTimeout' ? call.attempt - 1 : call.attempt
  log.messageFailed(sim, {
    producer: index,
    thread: call.thread,
    message: call.message,
    exception,
    attempts,
    elapsedMs: state.nowMs - call.callStartedAtMs,
    code: call.lastCode,
    mode: call.mode,
    lastFailure: call.lastFailure,
    release: sim.rules.release,
  })
  endCall(sim, index, slot)
}

/** ONEWAY: the copy is in a queue, or no way is left to any. The producer does not know; the count is ours. */
export function onewayEnded(sim: Simulation, { producer: index, call }: SendRequest, stored: boolean): void {
  if (!stored) return callFails(sim, index, call, 'lostUnseen')
  producerAt(sim, index).stored++
  sim.state.totals.stored++
  endCall(sim, index, call)
}

function endCall(sim: Simulation, index: number, slot: number): void {
  const producer = producerAt(sim, index)
  const call = callAt(producer, slot)
  handsOverLate(sim, index, call)
  leaveSend(sim, index, slot)
  producer.calls[slot] = null
  producer.freeCalls.push(slot)
}

/** The process is gone: its calls end without a result. */
export function endAllCalls(sim: Simulation, index: number): void {
  const producer = producerAt(sim, index)
  for (let slot = 0; slot < producer.calls.length; slot++) {
    const call = producer.calls[slot]
    if (!call) continue
    // A ONEWAY request on the wire needs its process no longer.
    if (call.phase === 'handedOver') continue
    abandonRequest(sim, index, slot)
    call.lateHandover = null
    callFails(sim, index, slot, 'producerDied')
  }
}
