// What becomes of what a Broker keeps for consumers when its process starts, pauses and ends.
import type { HostChange, Simulation } from '../../context'
import type { BrokerConsuming, BrokerNode } from '../../state'

/** What a node keeps. Made where it is first needed. */
export function consumingOf(node: BrokerNode): BrokerConsuming {
  void [node]
  throw new TypeError('not built yet')
}

export function nodeCreated(sim: Simulation, group: number, node: BrokerNode): void {
  void [sim, group, node]
  throw new TypeError('not built yet')
}

export function hostChanged(sim: Simulation, group: number, node: BrokerNode, change: HostChange): void {
  void [sim, group, node, change]
  throw new TypeError('not built yet')
}

export function moved(sim: Simulation, group: number, from: BrokerNode, to: BrokerNode): void {
  void [sim, group, from, to]
  throw new TypeError('not built yet')
}
