// The registry: one line for each kind of node that stage/nodeKinds.ts lists.

import { NODE_KIND_NAMES, type NodeKindName } from '../../stage/nodeKinds'
import type { NodeControls, NodeKindUi } from './nodeKind'
import { BrokerCard } from './nodes/broker/BrokerCard'
import { ConsumerCard } from './nodes/consumer/ConsumerCard'
import { NameServerCard } from './nodes/nameServer/NameServerCard'
import { ProducerCard } from './nodes/producer/ProducerCard'

const NODE_KINDS: { [K in NodeKindName]: NodeKindUi<K> } = {
  producer: { Card: ProducerCard, controls: () => import('./nodes/producer/producerControls') },
  nameServer: { Card: NameServerCard, controls: () => import('./nodes/nameServer/nameServerControls') },
  broker: { Card: BrokerCard, controls: () => import('./nodes/broker/brokerControls') },
  consumer: { Card: ConsumerCard, controls: () => import('./nodes/consumer/consumerControls') },
}

/** The card of a kind, whichever it is. */
export const cardOf = (name: NodeKindName) => NODE_KINDS[name].Card as NodeKindUi<NodeKindName>['Card']

export type Controls = Record<NodeKindName, NodeControls<NodeKindName, unknown>>

/** What can be done to nodes of each kind. */
export async function loadControls(): Promise<Controls> {
  const loaded = NODE_KIND_NAMES.map(async (name) => [name, (await NODE_KINDS[name].controls()).controls] as const)
  return Object.fromEntries(await Promise.all(loaded)) as Controls
}
