// The registry: one line for each kind of node, in the order in which they are drawn and reached by Tab.

import type { Address, ClusterState, ProcessKindName } from '../rocketmq'
import type { Box } from './boxes'
import type { NodeKind, NodePlace, StageFrame } from './nodeKind'
import { brokerKind } from './nodes/broker/brokerKind'
import { consumerKind } from './nodes/consumer/consumerKind'
import { nameServerKind } from './nodes/nameServer/nameServerKind'
import { producerKind } from './nodes/producer/producerKind'

/** Kinds of processes inside of another one's node, or nowhere. */
type OffStage = 'dledger' | 'controller'

const NODE_KINDS = {
  producer: producerKind,
  nameServer: nameServerKind,
  broker: brokerKind,
  consumer: consumerKind,
} satisfies Record<Exclude<ProcessKindName, OffStage>, unknown>

export type NodeKindName = keyof typeof NODE_KINDS
type PartsOf<K extends NodeKindName> =
  (typeof NODE_KINDS)[K] extends NodeKind<infer Spec, infer Place, infer Of>
    ? { spec: Spec; place: Place; of: Of }
    : never
export type PlaceOf<K extends NodeKindName> = PartsOf<K>['place']
/** Address of anything on the stage. */
export type NodeAddress = { [K in NodeKindName]: PartsOf<K>['of'] }[NodeKindName]
/** What the stage needs room for, by kind. */
export type Topology = { [K in NodeKindName]: PartsOf<K>['spec'][] }
export type Places = { [K in NodeKindName]: PlaceOf<K>[] }

/** The stage with everything placed: what routes lead around. */
export interface PlacedFrame extends StageFrame {
  places: Places
  /** What each column takes; none for kinds that are not on the stage. */
  columns: Partial<Record<NodeKindName, Box>>
}

export const NODE_KIND_NAMES = Object.keys(NODE_KINDS) as NodeKindName[]

export const nodeKind = (name: NodeKindName): NodeKind<unknown, NodePlace, NodeAddress> => NODE_KINDS[name]

/** Is that kind of process on the stage? */
export const isNodeAddress = (address: Address): address is NodeAddress => address.kind in NODE_KINDS

/** One value for each kind. */
export const byKind = <V>(of: (name: NodeKindName) => V): Record<NodeKindName, V> =>
  Object.fromEntries(NODE_KIND_NAMES.map((name) => [name, of(name)])) as Record<NodeKindName, V>

export const topologyOf = (state: ClusterState): Topology => byKind((name) => nodeKind(name).specs(state)) as Topology

/** Equal for states with the same topology. */
export function topologyKey(state: ClusterState): string {
  let key = ''
  for (const name of NODE_KIND_NAMES) key += `${NODE_KINDS[name].key(state)};`
  return key
}
