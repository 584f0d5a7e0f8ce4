// Messages of one queue one after another, under a lock. RocketMQ: ConsumeMessageOrderlyService
import type { Simulation } from '../context'
import type { TimersOf } from '../events'
import type { ProcessQueue } from '../state'

/** The queue has messages, or a lock, that it had not before. */
export function consumeInOrder(sim: Simulation, index: number, queue: ProcessQueue): void {
  void [sim, index, queue]
  throw new TypeError('not built yet')
}

export function orderlyTimer(sim: Simulation, timer: TimersOf<'consumer'>['orderlyTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}
