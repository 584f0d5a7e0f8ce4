// The circulating pull requests of a consumer. RocketMQ: PullMessageService, DefaultMQPushConsumerImpl#pullMessage, PullAPIWrapper
import type { Simulation } from '../context'
import type { Packet, TimersOf } from '../events'
import type { ConsumerCall, ProcessQueue } from '../state'

/** The queue is pulled so many ms from now. */
export function pullLater(sim: Simulation, index: number, queue: ProcessQueue, ms: number): void {
  void [sim, index, queue, ms]
  throw new TypeError('not built yet')
}

export function pullTimer(sim: Simulation, timer: TimersOf<'consumer'>['pullTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}

export function pullAnswered(sim: Simulation, packet: Packet<'pullResponse'>): void {
  void [sim, packet]
  throw new TypeError('not built yet')
}

/** A pull has had its time, or its connection is gone. */
export function pullFailed(
  sim: Simulation,
  index: number,
  call: ConsumerCall,
  failure: 'timeout' | 'connectRefused' | 'connectionClosed',
): void {
  void [sim, index, call, failure]
  throw new TypeError('not built yet')
}

export function correctionTimer(sim: Simulation, timer: TimersOf<'consumer'>['correctionTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}
