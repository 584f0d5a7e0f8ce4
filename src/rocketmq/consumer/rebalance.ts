// Which queues this member has. RocketMQ: RebalanceService, RebalanceImpl, RebalancePushImpl
import type { Simulation } from '../context'
import type { ConsumerResponseBody, Packet, TimersOf } from '../events'
import type { Consumer, ConsumerCall, ProcessQueue } from '../state'

export function rebalanceTimer(sim: Simulation, timer: TimersOf<'consumer'>['rebalanceTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}

export function membersChanged(sim: Simulation, packet: Packet<'membersChanged'>): void {
  void [sim, packet]
  throw new TypeError('not built yet')
}

/** As soon as it may be. RocketMQ: #rebalanceImmediately */
export function rebalanceSoon(sim: Simulation, index: number): void {
  void [sim, index]
  throw new TypeError('not built yet')
}

/** An answer to GET_CONSUMER_LIST_BY_GROUP, or its failure (null). */
export function membersAnswered(
  sim: Simulation,
  index: number,
  call: ConsumerCall,
  body: ConsumerResponseBody | null,
): void {
  void [sim, index, call, body]
  throw new TypeError('not built yet')
}

/** The queue is no longer this member's: its waiting tasks are skipped, results of running ones ignored, its offset is sent. */
export function dropQueue(sim: Simulation, index: number, queue: ProcessQueue): void {
  void [sim, index, queue]
  throw new TypeError('not built yet')
}

export function queueBySerial(consumer: Consumer, serial: number): ProcessQueue | null {
  void [consumer, serial]
  throw new TypeError('not built yet')
}
