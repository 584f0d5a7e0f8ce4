// Pull requests that wait for messages. RocketMQ: PullRequestHoldService, NotifyMessageArrivingListener
import type { Simulation } from '../../context'
import type { TimersOf } from '../../events'
import type { BrokerNode, HeldPull } from '../../state'

export function hold(sim: Simulation, group: number, node: BrokerNode, held: HeldPull): void {
  void [sim, group, node, held]
  throw new TypeError('not built yet')
}

export function dispatched(sim: Simulation, group: number, node: BrokerNode): void {
  void [sim, group, node]
  throw new TypeError('not built yet')
}

export function pullHoldTimer(sim: Simulation, timer: TimersOf<'broker'>['pullHoldTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}
