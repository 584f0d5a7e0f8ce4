// All that clients ask but to pull, by code. What each does is in the file of its RocketMQ class.
import type { Simulation } from '../../context'
import type { ConsumerResponseBody, Packet } from '../../events'
import type { BrokerNode } from '../../state'

export function consumerRequest(sim: Simulation, packet: Packet<'consumerRequest'>): void {
  void [sim, packet]
  throw new TypeError('not built yet')
}

/** What comes from one handler: an answer, or null for what is not answered. */
export type Handler<C extends string> = (
  sim: Simulation,
  node: BrokerNode,
  packet: Packet<'consumerRequest'>,
  body: Extract<Packet<'consumerRequest'>['content']['body'], { code: C }>,
) => ConsumerResponseBody | null
