// A Broker that comes back on another host, as a Pod does: the same member of its group, under a new address.

import { groupAt, type Simulation } from '../context'
import { type BrokerGroup, type BrokerNode, MAX_NODES } from '../state'
import { powerOffBroker, startBroker } from './brokerController'
import { createBrokerNode } from './brokerGroup'

/** Where its group has a host that is not in use: a new one, or the one that was left first. */
export function freeHost({ nodes }: BrokerGroup): number {
  if (nodes.length < MAX_NODES) return nodes.length
  const left = nodes.filter(({ removed }) => removed)
  return left.reduce((oldest, node) => (node.processSinceMs < oldest.processSinceMs ? node : oldest)).nodeIndex
}

/** A process of a member on a host of its own, not started yet: connections to an earlier one on that host are none of it. */
export function addNode(group: BrokerGroup, member: number): BrokerNode {
  const host = freeHost(group)
  const node = createBrokerNode(host, member)
  node.epoch = group.nodes[host]?.epoch ?? 0
  group.nodes[host] = node
  return node
}

/**
 * Nothing answers at the old address any more, and what was on its disk is on the new host, as with a volume that moves along. Its
 * peers find it there, as with names that are resolved again; clients only know what the NameServers say.
 */
export function relocateBroker(sim: Simulation, group: number, node: BrokerNode): void {
  if (node.process !== 'poweredOff') powerOffBroker(sim, group, node)
  node.removed = true
  const broker = groupAt(sim, group)
  const moved = addNode(broker, node.member)
  moved.brokerId = node.brokerId
  moved.masterEpoch = node.masterEpoch
  moved.raft = node.raft
  node.raft = null
  sim.storage?.moved(sim, group, node, moved)
  sim.consumption?.moved(sim, group, node, moved)
  broker.syncStateSet = broker.syncStateSet.map((one) => (one === node.nodeIndex ? moved.nodeIndex : one))
  startBroker(sim, group, moved)
}
