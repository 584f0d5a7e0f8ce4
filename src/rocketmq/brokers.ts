// What processes on the hosts of a Broker group have in common: who belongs to it, what becomes of its processes, and whom they
// register with.

import { groupAt, type HostChange, nodeAt, type Simulation } from './context'
import { log } from './entryCodec'
import { brokerAddress, nameServerAddress } from './events'
import { isCut } from './links'
import { isServing, send } from './network'
import { type BrokerGroup, type BrokerNode, MASTER_ID, type ProcessState, type RegisterBrokerBody } from './state'

/** Nodes that belong to the group, whatever state they are in. */
export const members = (group: BrokerGroup): BrokerNode[] => group.nodes.filter((node) => !node.removed)

/** RocketMQ: MemberState#isQuorum */
export const isQuorum = (group: BrokerGroup, votes: number): boolean =>
  votes >= Math.floor(members(group).length / 2) + 1

/** Does anything that the two nodes of a group send each other arrive? */
export const areConnected = (sim: Simulation, group: number, one: BrokerNode, other: BrokerNode): boolean =>
  one === other || !isCut(sim, brokerAddress(group, one.nodeIndex), brokerAddress(group, other.nodeIndex))

/** Do enough nodes answer the leader for what it writes to be stored? */
export function hasMajority(sim: Simulation, group: number, leader: BrokerNode): boolean {
  const broker = groupAt(sim, group)
  const answers = (node: BrokerNode) => isServing(node.process) && areConnected(sim, group, leader, node)
  return isQuorum(broker, members(broker).filter(answers).length)
}

/** Controller mode: the id of a node that is not Master, given once and for all. RocketMQ: ReplicasInfoManager#applyBrokerId */
export const replicaId = (group: BrokerGroup, node: BrokerNode): number => group.replicas.indexOf(node.member) + 1

/** The one that was made Master last; null of none. */
export const newestMaster = (nodes: readonly BrokerNode[]): BrokerNode | null =>
  nodes.reduce<BrokerNode | null>(
    (newest, node) => (newest && newest.masterEpoch >= node.masterEpoch ? newest : node),
    null,
  )

/** The node that is Master: the one that serves as such, the newest where two believe it; else the last one that did. */
export function masterOf(sim: Simulation, group: number): number {
  const { nodes: hosts } = groupAt(sim, group)
  const there = hosts.filter((node) => !node.removed)
  const nodes = there.length > 0 ? there : hosts
  const serving = newestMaster(nodes.filter((node) => node.brokerId === MASTER_ID && isServing(node.process)))
  return (serving ?? nodes.find((node) => node.brokerId === MASTER_ID) ?? (nodes[0] as BrokerNode)).nodeIndex
}

export const isMaster = (node: BrokerNode): boolean =>
  node.brokerId === MASTER_ID && node.process === 'running' && !node.removed

export function changeProcess(sim: Simulation, group: number, node: BrokerNode, to: ProcessState): void {
  node.process = to
  node.processSinceMs = sim.state.nowMs
  log.brokerProcess(sim, { group, node: node.nodeIndex, to })
}

/** Gives those beside a Broker process, and those who watch it, what has become of it. */
export function announce(sim: Simulation, group: number, node: BrokerNode, change: HostChange): void {
  for (const kind of Object.values(sim.processes)) kind.onBroker?.(sim, group, node, change)
}

const NO_TOPICS: readonly boolean[] = []

/** What a Broker node says of itself and of its part of the Topic. */
export function registrationOf(sim: Simulation, group: number, node: number): RegisterBrokerBody {
  const { dataVersion, topicCreated, hasDefaultTopic, readQueueNums, writeQueueNums, perm } = groupAt(sim, group)
  const queueData = topicCreated ? { readQueueNums, writeQueueNums, perm } : null
  const { brokerId, masterEpoch, consuming } = nodeAt(sim, group, node)
  const retryTopics = consuming?.retryTopics.slice() ?? NO_TOPICS
  return { brokerId, masterEpoch, dataVersion, queueData, hasDefaultTopic, retryTopics }
}

/**
 * A Broker node says to every NameServer who it is. RocketMQ: BrokerController#registerBrokerAll
 *
 * Simplified: it knows the epoch of a NameServer, which stands for the connection between the two: what was sent to a process
 * that is gone does not reach the one after it.
 */
export function registerWithAll(sim: Simulation, group: number, node: number): void {
  const body = registrationOf(sim, group, node)
  sim.state.nameServers.forEach(({ epoch: nameServerEpoch }, index) => {
    send(sim, 'registration', brokerAddress(group, node), nameServerAddress(index), { ...body, nameServerEpoch })
  })
}

/** A Broker node leaves every NameServer, by its own word or by a closed channel. Simplified: as registerWithAll. */
export function unregisterFromAll(
  sim: Simulation,
  group: number,
  node: number,
  cause: 'channelClosed' | 'unregister',
): void {
  sim.state.nameServers.forEach((server, index) => {
    send(sim, 'unregistration', brokerAddress(group, node), nameServerAddress(index), {
      cause,
      brokerId: nodeAt(sim, group, node).brokerId,
      nameServerEpoch: server.epoch,
    })
  })
}
