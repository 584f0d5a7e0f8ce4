// Who can be sent something: the processes of the cluster.

/** A process of the cluster. Indexes are positions in ClusterState; a Broker is a node of a group. */
export type Address =
  | ProducerAddress
  | ConsumerAddress
  | NameServerAddress
  | BrokerAddress
  | DledgerAddress
  | ControllerAddress

export interface ProducerAddress {
  kind: 'producer'
  index: number
}

export interface ConsumerAddress {
  kind: 'consumer'
  index: number
}

export interface NameServerAddress {
  kind: 'nameServer'
  index: number
}

export interface BrokerAddress {
  kind: 'broker'
  group: number
  node: number
}

/** The election inside of a Broker node. */
export interface DledgerAddress {
  kind: 'dledger'
  group: number
  node: number
}

export interface ControllerAddress {
  kind: 'controller'
}

export type ProcessKindName = Address['kind']

// Addresses are plain data that never changes, and most packets need two: each is made once.
const producers: ProducerAddress[] = []
const consumers: ConsumerAddress[] = []
const nameServers: NameServerAddress[] = []
const brokers: BrokerAddress[][] = []
const electors: DledgerAddress[][] = []

export function producerAddress(index: number): ProducerAddress {
  while (producers.length <= index) producers.push({ kind: 'producer', index: producers.length })
  return producers[index] as ProducerAddress
}

export function consumerAddress(index: number): ConsumerAddress {
  while (consumers.length <= index) consumers.push({ kind: 'consumer', index: consumers.length })
  return consumers[index] as ConsumerAddress
}

export function nameServerAddress(index: number): NameServerAddress {
  while (nameServers.length <= index) nameServers.push({ kind: 'nameServer', index: nameServers.length })
  return nameServers[index] as NameServerAddress
}

/** One address for each node of a group. */
function nodeAddress<A>(groups: A[][], group: number, node: number, make: (node: number) => A): A {
  while (groups.length <= group) groups.push([])
  const nodes = groups[group] as A[]
  while (nodes.length <= node) nodes.push(make(nodes.length))
  return nodes[node] as A
}

export const brokerAddress = (group: number, node: number): BrokerAddress =>
  brokers[group]?.[node] ?? nodeAddress(brokers, group, node, (index) => ({ kind: 'broker', group, node: index }))
export const dledgerAddress = (group: number, node: number): DledgerAddress =>
  electors[group]?.[node] ?? nodeAddress(electors, group, node, (index) => ({ kind: 'dledger', group, node: index }))
export const CONTROLLER: ControllerAddress = { kind: 'controller' }

/** A packet: from whom, to whom, and what it says. */
export interface Between<From extends Address, To extends Address, Content> {
  from: From
  to: To
  content: Content
}
