// Orderly: the locks that a client has at Brokers. RocketMQ: RebalanceImpl#lock, #lockAll, #unlock
import type { Simulation } from '../context'
import type { ConsumerResponseBody, TimersOf } from '../events'
import type { ConsumerCall, ProcessQueue } from '../state'

export function lockTimer(sim: Simulation, timer: TimersOf<'consumer'>['lockTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}

export function lockQueue(sim: Simulation, index: number, queue: ProcessQueue): void {
  void [sim, index, queue]
  throw new TypeError('not built yet')
}

export function unlockQueue(sim: Simulation, index: number, queue: ProcessQueue): void {
  void [sim, index, queue]
  throw new TypeError('not built yet')
}

export function lockAnswered(
  sim: Simulation,
  index: number,
  call: ConsumerCall,
  body: ConsumerResponseBody | null,
): void {
  void [sim, index, call, body]
  throw new TypeError('not built yet')
}
