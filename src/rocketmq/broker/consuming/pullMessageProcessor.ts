// Answers to pull requests. RocketMQ: PullMessageProcessor
import type { Simulation } from '../../context'
import type { Packet } from '../../events'
import type { BrokerNode, HeldPull } from '../../state'

export function pullRequest(sim: Simulation, packet: Packet<'pullRequest'>): void {
  void [sim, packet]
  throw new TypeError('not built yet')
}

/** A request that was held is answered now, and not held again. RocketMQ: #executeRequestWhenWakeup */
export function answerHeld(sim: Simulation, group: number, node: BrokerNode, held: HeldPull): void {
  void [sim, group, node, held]
  throw new TypeError('not built yet')
}
