// Offsets that a client has: where it begins, what it may commit, and what it sends to Brokers. RocketMQ: RemoteBrokerOffsetStore,
// LocalFileOffsetStore, RebalancePushImpl#computePullFromWhere
import type { Simulation } from '../context'
import type { ConsumerResponseBody, TimersOf } from '../events'
import type { Consumer, ConsumerCall, ProcessQueue, QueuePlace } from '../state'

/** A queue is new: finds out where to begin, and has it pulled from there. */
export function locateQueue(sim: Simulation, index: number, queue: ProcessQueue): void {
  void [sim, index, queue]
  throw new TypeError('not built yet')
}

/** An answer to a question for an offset, or its failure (null). */
export function offsetAnswered(
  sim: Simulation,
  index: number,
  call: ConsumerCall,
  body: ConsumerResponseBody | null,
): void {
  void [sim, index, call, body]
  throw new TypeError('not built yet')
}

/** @returns the offset in memory, or -1 */
export function offsetInMemory(consumer: Consumer, place: QueuePlace): number {
  void [consumer, place]
  throw new TypeError('not built yet')
}

/** RocketMQ: OffsetStore#updateOffset */
export function updateOffset(consumer: Consumer, place: QueuePlace, offset: number, increaseOnly: boolean): void {
  void [consumer, place, offset, increaseOnly]
  throw new TypeError('not built yet')
}

/** Sends one queue's offset; `forget`: the queue is no longer its. RocketMQ: #persist, #removeOffset */
export function persistQueue(sim: Simulation, index: number, place: QueuePlace, forget: boolean): void {
  void [sim, index, place, forget]
  throw new TypeError('not built yet')
}

/** RocketMQ: #persistAll */
export function persistAll(sim: Simulation, index: number): void {
  void [sim, index]
  throw new TypeError('not built yet')
}

export function persistTimer(sim: Simulation, timer: TimersOf<'consumer'>['persistTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}
