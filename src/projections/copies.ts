// Which nodes of a Broker group have a message, and how much of it: on disk, in memory, visible. Two nodes have the same bytes
// exactly where they have the same part of what a Master appended.

import type { BrokerGroup, EpochLog, LogEntry, NodeStore } from '../rocketmq'
import { wholeBetween } from '../rocketmq/state/records'

/** Where the messages of one packet are in what a Master appended. */
export interface MessagePlace {
  group: number
  /** Position in BrokerGroup.epochLogs. */
  epoch: number
  startOffset: number
  endOffset: number
  /** Bytes of one message, and how many there are. */
  size: number
  count: number
  queueId: number
  /** Of its first message. */
  queueOffset: number
}

type Appended = Extract<LogEntry, { kind: 'appended' }>

/** @returns null where the group has nothing of it any more */
export function placeOf(group: BrokerGroup, { group: index, node, offset, size, count, queueId, message }: Appended) {
  for (let epoch = group.epochLogs.length - 1; epoch >= 0; epoch--) {
    const epochLog = group.epochLogs[epoch] as EpochLog
    const queueOffset = epochLog.node === node ? queueOffsetOf(epochLog, offset, message) : null
    if (queueOffset === null) continue
    const endOffset = offset + size * count
    return { group: index, epoch, startOffset: offset, endOffset, size, count, queueId, queueOffset }
  }
  return null
}

/** Where in its queue the record of the message is that begins at an offset of the CommitLog; null where none does. */
function queueOffsetOf({ chunks, startOffset, endOffset }: EpochLog, offset: number, message: number): number | null {
  if (offset < startOffset || offset >= endOffset) return null
  const chunk = chunks.findLast((one) => (one.startOffset[0] as number) <= offset)
  const at = chunk?.startOffset.indexOf(offset) ?? -1
  return chunk?.message[at] === message ? (chunk.queueOffset[at] as number) : null
}

/** Messages of the packet that a node has, 0 to `count`. */
export interface CopyOnNode {
  nodeIndex: number
  inLog: number
  onDisk: number
  /** Dispatched to the ConsumeQueues. */
  dispatched: number
}

/** What a store has of the bytes of the place, below a limit. */
function kept({ parts, minOffset }: NodeStore, place: MessagePlace, limit: number): number {
  let from = minOffset
  let messages = 0
  for (const { epoch, endOffset } of parts) {
    if (epoch === place.epoch) messages += wholeBetween(place, from, Math.min(endOffset, limit)).kept
    from = endOffset
  }
  return messages
}

/** @returns of every node of the group, in order */
export const copiesOf = (group: BrokerGroup, place: MessagePlace): CopyOnNode[] =>
  group.nodes.map(({ nodeIndex, store }) => ({
    nodeIndex,
    inLog: store ? kept(store, place, store.maxOffset) : 0,
    onDisk: store ? kept(store, place, store.flushedOffset) : 0,
    dispatched: store ? kept(store, place, store.reputOffset) : 0,
  }))
