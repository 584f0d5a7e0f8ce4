// What a Broker does with one kind of request, as requests.ts calls it.

import type { Simulation } from '../../context'
import type { ConsumerRequestBody, ConsumerResponseBody, Packet } from '../../events'
import type { BrokerNode } from '../../state'

/** @returns an answer, or null: it is not answered, or later */
export type Handler<C extends ConsumerRequestBody['code']> = (
  sim: Simulation,
  node: BrokerNode,
  packet: Packet<'consumerRequest'>,
  body: Extract<ConsumerRequestBody, { code: C }>,
) => ConsumerResponseBody | null
