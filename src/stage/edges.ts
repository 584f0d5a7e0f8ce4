// Who is connected with whom: routes between two kinds of nodes. A pair that is not in the table is connected by a plain curve.
// What a route leads around is decided beside the kind that it begins at.

import type { BrokerAddress } from '../rocketmq'
import type { NodePlace } from './nodeKind'
import type { NodeKindName, PlacedFrame, PlaceOf } from './nodeKinds'
import { peerPath, registerPath } from './nodes/broker/brokerEdges'
import { consumerAskPath, pullPath } from './nodes/consumer/consumerEdges'
import { askPath, sendPath } from './nodes/producer/producerEdges'
import type { Route } from './routes'

export interface Edge<From extends NodePlace = NodePlace, To extends NodePlace = NodePlace> {
  /** @param lane - which of several routes between the two: 0 to 63 */
  path(from: From, to: To, frame: PlacedFrame, lane: number): Route | null
  /** Which of them a packet takes; left out, the first. */
  laneOf?(from: unknown, to: unknown): number
  /** Is there a quiet line between the two even while nothing moves? */
  isDrawn?(from: From, to: To, frame: PlacedFrame): boolean
}

type EdgeTable = { [From in NodeKindName]?: { [To in NodeKindName]?: Edge<PlaceOf<From>, PlaceOf<To>> } }

/** Lines of more groups to the NameServers would be a hedge. */
const MAX_REGISTER_LINES = 4
/** More than a group has nodes. */
const PEERS = 8

/** Which of the routes inside a group leads from node to node. */
export const peerLane = (from: number, to: number): number => from * PEERS + to

const EDGES: EdgeTable = {
  producer: {
    broker: { path: sendPath },
    nameServer: { path: askPath, isDrawn: ({ expanded }) => expanded },
  },
  consumer: { broker: { path: pullPath }, nameServer: { path: consumerAskPath } },
  broker: {
    nameServer: { path: registerPath, isDrawn: (_from, _to, { places }) => places.broker.length <= MAX_REGISTER_LINES },
    broker: {
      path: (group, _same, _frame, lane) => peerPath(group, Math.floor(lane / PEERS), lane % PEERS),
      laneOf: (from, to) => peerLane((from as BrokerAddress).node, (to as BrokerAddress).node),
    },
  },
}

export const edgeBetween = (from: NodeKindName, to: NodeKindName): Edge | undefined =>
  EDGES[from]?.[to] as Edge | undefined
