// Messages in any order, by a pool of threads. RocketMQ: ConsumeMessageConcurrentlyService
import type { Simulation } from '../context'
import type { PulledMessage, TimersOf } from '../events'
import type { ProcessQueue } from '../state'

/** Messages have come: puts them into the queue and gives them to the threads, in order or not as the listener is. */
export function messagesArrived(
  sim: Simulation,
  index: number,
  queue: ProcessQueue,
  messages: readonly PulledMessage[],
): void {
  void [sim, index, queue, messages]
  throw new TypeError('not built yet')
}

export function consumeTimer(sim: Simulation, timer: TimersOf<'consumer'>['consumeTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}

export function consumeLaterTimer(sim: Simulation, timer: TimersOf<'consumer'>['consumeLaterTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}

/** The queue is dropped, or the process ends: what waits is skipped. */
export function skipWaiting(sim: Simulation, index: number, queue: ProcessQueue): void {
  void [sim, index, queue]
  throw new TypeError('not built yet')
}

/** Another number of threads. */
export function threadsChanged(sim: Simulation, index: number): void {
  void [sim, index]
  throw new TypeError('not built yet')
}
