// The registry: one line for each kind of node that stage/nodeKinds.ts lists.

import type { NodeKindName } from '../../stage/nodeKinds'
import type { NodeKindUi } from './nodeKind'
import { brokerNodeKind } from './nodes/broker/brokerNodeKind'
import { nameServerNodeKind } from './nodes/nameServer/nameServerNodeKind'
import { producerNodeKind } from './nodes/producer/producerNodeKind'

// biome-ignore lint/suspicious/noExplicitAny: each kind has a view of its own, which only the kind itself reads
const NODE_KINDS: { [K in NodeKindName]: NodeKindUi<K, any> } = {
  producer: producerNodeKind,
  nameServer: nameServerNodeKind,
  broker: brokerNodeKind,
}

/** How nodes of a kind are drawn, whichever it is. */
export const nodeKindUi = (name: NodeKindName) => NODE_KINDS[name] as NodeKindUi<NodeKindName, unknown>
