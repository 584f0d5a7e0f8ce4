// Calls of a consumer to Brokers: each has a time limit, and fails where nothing listens or the connection ends. RocketMQ: MQClientAPIImpl
import type { Simulation } from '../context'
import type { ConsumerRequestBody, Packet, TimersOf } from '../events'

/** What an answer, or a failure, is for: a ProcessQueue by its serial, a task by its id. */
export interface CallPurpose {
  queueSerial?: number
  task?: number
}

/** Sends a call that is answered; which file takes the answer follows from its code. @returns its opaque */
export function call(
  sim: Simulation,
  index: number,
  group: number,
  node: number,
  body: ConsumerRequestBody,
  timeoutMs: number,
  purpose?: CallPurpose,
): number {
  void [sim, index, group, node, body, timeoutMs, purpose]
  throw new TypeError('not built yet')
}

/** Sends what is not answered. */
export function oneway(sim: Simulation, index: number, group: number, node: number, body: ConsumerRequestBody): void {
  void [sim, index, group, node, body]
  throw new TypeError('not built yet')
}

export function responded(sim: Simulation, packet: Packet<'consumerResponse'>): void {
  void [sim, packet]
  throw new TypeError('not built yet')
}

export function callTimeout(sim: Simulation, timer: TimersOf<'consumer'>['consumerCallTimeout']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}

export function brokerClosed(sim: Simulation, packet: Packet<'brokerClosed'>): void {
  void [sim, packet]
  throw new TypeError('not built yet')
}
