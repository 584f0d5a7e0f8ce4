// A Broker that comes back on another host, as a Pod does: the same member of its group, under a new address.

import { groupAt, type Simulation } from '../context'
import { type BrokerGroup, type BrokerNode, MAX_NODES } from '../state'
import { powerOffBroker, startBroker } from './brokerController'
import { createBrokerNode } from './brokerGroup'

/** Where its group has a host that nobody uses: a new one, or the one that was left first. */
export function freeHost({ nodes }: BrokerGroup): number {
  if (nodes.length < MAX_NODES) return nodes.length
  const left = nodes.filter(({ removed }) => removed)
  return left.reduce((oldest, node) => (node.processSinceMs < oldest.processSinceMs ? node : oldest)).nodeIndex
}

/**
 * Nothing answers at the old address any more, and what was on its disk is on the new host, as with a volume that moves along. Its
 * peers find it there, as with names that are resolved again; clients only know what the NameServers say.
 */
export function relocateBroker(sim: Simulation, group: number, node: BrokerNode): void {
  if (node.process !== 'poweredOff') powerOffBroker(sim, group, node)
  node.removed = true
  const broker = groupAt(sim, group)
  const host = freeHost(broker)
  const moved = createBrokerNode(host, node.member)
  // Connections to an earlier process on that host are none of this one's.
  moved.epoch = broker.nodes[host]?.epoch ?? 0
  moved.brokerId = node.brokerId
  moved.masterEpoch = node.masterEpoch
  moved.raft = node.raft
  broker.nodes[host] = moved
  node.raft = null
  broker.syncStateSet = broker.syncStateSet.map((one) => (one === node.nodeIndex ? host : one))
  startBroker(sim, group, moved)
}
