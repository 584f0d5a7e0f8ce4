// How far a group is behind in each queue, as `mqadmin consumerProgress` counts it: what the queue has, less what is committed.

import { type BrokerNode, type ClusterState, isServing, MASTER_ID } from '../rocketmq'

export interface QueueLag {
  group: number
  queueId: number
  /** Offset of the next message that the queue will have. RocketMQ: OffsetWrapper.brokerOffset */
  brokerOffset: number
  /** What the group has committed, or null: nothing yet. RocketMQ: OffsetWrapper.consumerOffset */
  consumerOffset: number | null
  /** Messages; without a committed offset all that are there. */
  lag: number
}

/** The node that answers for a Broker group: its Master, else the first that serves, else the last Master. */
export function answering(state: ClusterState, group: number): BrokerNode | null {
  const nodes = state.brokerGroups[group]?.nodes.filter(({ removed }) => !removed) ?? []
  const serving = nodes.filter(({ process }) => isServing(process))
  const isMaster = ({ brokerId }: BrokerNode) => brokerId === MASTER_ID
  return serving.find(isMaster) ?? serving[0] ?? nodes.find(isMaster) ?? nodes[0] ?? null
}

/** Broadcasting: each member keeps its own offset, and no Broker knows one. null while one of them has none. */
function slowestOf(state: ClusterState, consumerGroup: number, group: number, queueId: number): number | null {
  const members = state.consumers.filter((one) => one.consumerGroup === consumerGroup && !one.removed)
  const offsets = members.map(
    ({ localOffsets }) => localOffsets.find((one) => one.group === group && one.queueId === queueId)?.offset ?? null,
  )
  return offsets.reduce<number | null>(
    (slowest, one) => (slowest === null || one === null ? null : Math.min(slowest, one)),
    offsets[0] ?? null,
  )
}

/** Of a group in the queues of one Broker group's part of the Topic, by queueId. */
export function queueLags(state: ClusterState, consumerGroup: number, group: number): QueueLag[] {
  const broker = state.brokerGroups[group]
  const node = broker && !broker.removed ? answering(state, group) : null
  if (!broker || !node) return []
  return Array.from({ length: broker.readQueueNums }, (_, queueId) => {
    const brokerOffset = node.store?.queueOffsets[queueId] ?? 0
    const consumerOffset =
      state.settings.messageModel === 'BROADCASTING'
        ? slowestOf(state, consumerGroup, group, queueId)
        : (node.consuming?.offsets.find((one) => one.consumerGroup === consumerGroup && one.queueId === queueId)
            ?.offset ?? null)
    return { group, queueId, brokerOffset, consumerOffset, lag: Math.max(0, brokerOffset - (consumerOffset ?? 0)) }
  })
}

/** Of a group in all of the Topic. */
export const groupLag = (state: ClusterState, consumerGroup: number): number =>
  state.brokerGroups.reduce(
    (sum, _, group) => sum + queueLags(state, consumerGroup, group).reduce((own, { lag }) => own + lag, 0),
    0,
  )
