// The application's threads: when each makes its next call.

import { producerAt, type Simulation } from '../context'
import { at } from '../network'
import { sendsOf } from '../sends'
import type { Producer, SenderThread } from '../state'

export const createThread = (randomState: number): SenderThread => ({
  retired: false,
  call: null,
  callPending: false,
  nextCallAtMs: 0,
  whichItemWorst: null,
  randomState,
})

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
  at(sim, Math.max(thread.nextCallAtMs, state.nowMs), 'callTimer', { producer: index, epoch, thread: threadIndex })
}

export const reachedLimit = (sim: Simulation, producer: Producer): boolean =>
  sim.state.settings.messageLimit > 0 && sendsOf(sim.state.settings, producer.sent) >= sim.state.settings.messageLimit
