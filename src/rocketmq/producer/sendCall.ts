// A send call as it begins: nothing of it is known yet but what the application asked for.

import { producerAt, type Simulation } from '../context'
import { type CommunicationMode, SCENARIO_TOPIC } from '../state'

/** What the application asks for. */
interface Asked {
  message: number
  thread: number
  mode: CommunicationMode
  timeoutMs: number
  /** When it called, ms. */
  startedAtMs: number
}

/** Enters a call into the producer's tables. @returns its slot */
export function openCall(
  sim: Simulation,
  index: number,
  { message, thread, mode, timeoutMs, startedAtMs }: Asked,
): number {
  const { state } = sim
  const producer = producerAt(sim, index)
  const slot = producer.freeCalls.pop() ?? producer.calls.length
  producer.calls[slot] = {
    message,
    topic: SCENARIO_TOPIC,
    thread,
    mode,
    phase: 'fetchingRoute',
    callStartedAtMs: startedAtMs,
    timeoutMs,
    generation: -1,
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
    poolThread: null,
    insideSend: true,
    connectEndsAtMs: null,
    nextQueued: null,
    resent: false,
    lateHandover: null,
  }
  if (slot === producer.callTimers.length) producer.callTimers.push(null)
  producer.sent++
  state.totals.sent++
  return slot
}
