// What one consumer has at a moment: its queues with every offset that there is of each, from which node it pulls, and why it has just
// these queues.

import {
  type BrokerNode,
  type ClusterState,
  type Consumer,
  type FlowControl,
  isTopicQueue,
  MASTER_ID,
  type OrderlyWait,
  type ProcessQueue,
  type ProcessState,
  type Settings,
} from '../rocketmq'
import { inMemoryBytes } from '../rocketmq/broker/consuming/getMessage'
import { allocate, averageShare } from '../rocketmq/consumer/allocate'
import { readableQueues } from '../rocketmq/consumer/clientRoute'
import { answering, queueLags } from './consumerLag'

/** Which node a queue is pulled from, and why this one. */
export interface PullSource {
  node: number
  brokerId: number
  /** `master`: as always; `suggested`: a Broker's last answer said so; `noMaster`: the route has no other. */
  why: 'master' | 'suggested' | 'noMaster'
  /** The Broker holds the request until then, ms; null: it is on its way, or about to be answered. */
  heldUntilMs: number | null
}

/** The message that an offset waits for. */
export interface Unfinished {
  offset: number
  message: number
  /** When its listener was called, ms; null: it waits. */
  startedAtMs: number | null
  /** Finished ones behind it, which do not move the offset. */
  finishedBehind: number
}

export interface QueueReading {
  group: number
  queueId: number
  /** Offset of its next pull; null before it is known. */
  nextOffset: number | null
  cached: number
  /** What the client would commit now; null: nothing yet. */
  inMemory: number | null
  /** What the node has that answers for the Broker group: in memory, and in its file. */
  committed: number | null
  onDisk: number | null
  /** Of a queue of the Topic. */
  lag: number | null
  source: PullSource | null
  flowControl: FlowControl | null
  /** Orderly. */
  locked: boolean
  orderlyWait: OrderlyWait | null
  /** Smallest unfinished: what the offset stays at. */
  head: Unfinished | null
}

/** How the strategy came to its share. */
export interface QueueShare {
  strategy: Settings['allocateMessageQueueStrategy']
  /** clientIds as the last answer had them, sorted, and the place of this one; -1: it is not among them. */
  members: readonly string[]
  member: number
  /** Queues of the Topic that its route has. */
  queues: number
  /** What the strategy gives it, by these figures. */
  due: number
  /** AVERAGELY: so many for each, so many left over, and where its own begin. */
  average: ReturnType<typeof averageShare> | null
  /** Everybody reads everything. */
  broadcasting: boolean
}

export interface ConsumerReading {
  consumer: number
  consumerGroup: number
  clientId: string
  process: ProcessState
  subscription: string
  threads: number
  waiting: number
  rebalancedAtMs: number | null
  queues: QueueReading[]
  share: QueueShare | null
}

/** @returns null where there is no such consumer */
export function consumerReading(state: ClusterState, index: number, topic: string): ConsumerReading | null {
  const one = state.consumers[index]
  if (!one || one.removed) return null
  return {
    consumer: index,
    consumerGroup: one.consumerGroup,
    clientId: one.clientId,
    process: one.process,
    subscription: one.subscription,
    threads: one.running.length,
    waiting: one.waiting.length,
    rebalancedAtMs: one.rebalancedAtMs,
    queues: one.queues.map((queue) => readingOf(state, index, one, queue)),
    share: shareOf(state, one, topic),
  }
}

function readingOf(state: ClusterState, index: number, one: Consumer, queue: ProcessQueue): QueueReading {
  const { group, queueId, nextOffset, cached } = queue
  const { consumerGroup } = one
  const isBroadcasting = state.settings.messageModel === 'BROADCASTING'
  const node = answering(state, group)
  const isRow = (row: { consumerGroup: number; queueId: number }): boolean =>
    row.consumerGroup === consumerGroup && row.queueId === queueId
  const isOwn = (row: { group: number; queueId: number }): boolean => row.group === group && row.queueId === queueId
  return {
    group,
    queueId,
    nextOffset: nextOffset < 0 ? null : nextOffset,
    cached: cached.offset.length,
    inMemory: one.offsets.find(isOwn)?.offset ?? null,
    committed: isBroadcasting ? null : (node?.consuming?.offsets.find(isRow)?.offset ?? null),
    onDisk: isBroadcasting
      ? (one.localOffsets.find(isOwn)?.offset ?? null)
      : (node?.consuming?.offsetsOnDisk.find(isRow)?.offset ?? null),
    lag: isTopicQueue(queueId) ? (queueLags(state, consumerGroup, group)[queueId]?.lag ?? null) : null,
    source: sourceOf(state, index, one, queue),
    flowControl: queue.flowControl,
    locked: queue.locked,
    orderlyWait: queue.orderlyWait,
    head: headOf(queue),
  }
}

/** Where its request is, if one is on its way. */
function sourceOf(state: ClusterState, index: number, one: Consumer, queue: ProcessQueue): PullSource | null {
  const call = one.calls.find(({ code, opaque }) => code === 'PULL_MESSAGE' && opaque === queue.opaque)
  const node = call && state.brokerGroups[queue.group]?.nodes[call.node]
  if (!node) return null
  const addresses = one.route?.find(({ group }) => group === queue.group)?.brokerAddrs ?? []
  const brokerId = addresses.indexOf(node.nodeIndex)
  const held = node.consuming?.heldPulls.find(({ consumer, opaque }) => consumer === index && opaque === queue.opaque)
  return {
    node: node.nodeIndex,
    brokerId: brokerId < 0 ? node.brokerId : brokerId,
    why: brokerId === MASTER_ID ? 'master' : queue.suggestedBrokerId !== MASTER_ID ? 'suggested' : 'noMaster',
    heldUntilMs: held?.untilMs ?? null,
  }
}

function headOf({ cached, maxOffset }: ProcessQueue): Unfinished | null {
  const [offset] = cached.offset
  if (offset === undefined) return null
  // What was pulled from there on, less what is still there.
  const finishedBehind = Math.max(0, maxOffset + 1 - offset - cached.offset.length)
  return { offset, message: cached.message[0] as number, startedAtMs: cached.startedAtMs[0] ?? null, finishedBehind }
}

function shareOf(state: ClusterState, one: Consumer, topic: string): QueueShare | null {
  const { allocateMessageQueueStrategy: strategy, messageModel } = state.settings
  if (!one.route) return null
  const brokerNames = state.brokerGroups.map(({ brokerName }) => brokerName)
  const queues = readableQueues({ brokerNames }, one)
  const broadcasting = messageModel === 'BROADCASTING'
  if (!broadcasting && one.members.length === 0) return null
  const member = one.members.indexOf(one.clientId)
  const isAverage = strategy === 'AVERAGELY' && member >= 0 && !broadcasting
  return {
    strategy,
    members: one.members,
    member,
    queues: queues.length,
    due: broadcasting
      ? queues.length
      : allocate(strategy, one.clientId, queues, one.members, topic, brokerNames).length,
    average: isAverage ? averageShare(queues.length, one.members.length, member) : null,
    broadcasting,
  }
}

/** By what a Broker suggests a Slave: bytes behind the offset that is read, and how many of them its memory holds. */
export function memoryFigures({ settings }: ClusterState, node: BrokerNode) {
  return {
    logBytes: node.store ? node.store.maxOffset - node.store.minOffset : 0,
    memoryBytes: inMemoryBytes(settings),
    ratio: settings.accessMessageInMemoryMaxRatio,
    slaveReads: settings.slaveReadEnable,
  }
}
