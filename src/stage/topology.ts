// What the stage needs room for: Broker groups, their nodes and queues, producers and NameServers, read from a state.

import type { ClusterState } from '../rocketmq'

/** What a Broker group needs room for. Positions are those in ClusterState. */
export interface GroupSpec {
  group: number
  name: string
  queues: number
  /** Positions of the nodes that are still part of the cluster. */
  nodes: number[]
}

export interface Topology {
  groups: GroupSpec[]
  /** Positions of the producers that are still there. */
  producers: number[]
  nameServers: number
}

/** What the layout needs to know of a state. */
export function topologyOf(state: ClusterState): Topology {
  return {
    groups: state.brokerGroups.flatMap((g, group) =>
      g.removed
        ? []
        : [
            {
              group,
              name: g.brokerName,
              queues: Math.max(1, g.writeQueueNums),
              nodes: g.nodes.flatMap((node, i) => (node.removed ? [] : [i])),
            },
          ],
    ),
    producers: state.producers.flatMap((producer, i) => (producer.removed ? [] : [i])),
    nameServers: state.nameServers.length,
  }
}

/** Equal for states with the same topology. */
export function topologyKey(state: ClusterState): string {
  let key = `${state.nameServers.length}|`
  for (const p of state.producers) key += p.removed ? '-' : 'p'
  for (const g of state.brokerGroups) {
    if (g.removed) key += `|-${g.brokerName}`
    else {
      key += `|${g.brokerName}:${g.writeQueueNums}:`
      for (const node of g.nodes) key += node.removed ? '-' : 'n'
    }
  }
  return key
}
