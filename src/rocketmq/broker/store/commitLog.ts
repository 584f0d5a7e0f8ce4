// A node's CommitLog: where messages go, who has which, and what a cut takes away. RocketMQ: CommitLog, MappedFileQueue

import { groupAt, type Simulation } from '../../context'
import {
  type BrokerGroup,
  type BrokerNode,
  CHUNK_RECORDS,
  type EpochLog,
  type EpochPart,
  type NodeStore,
  RECENT_MESSAGES,
  type RecordChunk,
} from '../../state'
import {
  clipRecord,
  lastRecordBefore,
  recordAt,
  recordsBetween,
  recordsOfLog,
  type StoredRecord,
} from '../../state/records'
import { storeLog } from './storeCodec'

/** Bytes of a record besides body, topic and properties, with IPv4 hosts. RocketMQ: CommitLog#calMsgLength */
const FIXED_BYTES = 91
/** A file ends with at least a length and a magic number. RocketMQ: CommitLog.END_FILE_MIN_BLANK_LENGTH */
const MIN_BLANK_BYTES = 8

export const storeOf = (node: BrokerNode): NodeStore => {
  if (!node.store) throw new TypeError('a node of a run that simulates the store has none')
  return node.store
}

/** @returns bytes of one message in the CommitLog */
export const messageSize = (bodyBytes: number, topicBytes: number, propertiesBytes: number): number =>
  FIXED_BYTES + bodyBytes + topicBytes + propertiesBytes

/** An offset as the log of the run keeps it. */
export const split = (offset: number): { high: number; low: number } => ({
  high: Math.floor(offset / 2 ** 32),
  low: offset % 2 ** 32,
})

/**
 * Where the next message begins: at the end, or in the next file where it does not fit.
 *
 * @throws RangeError if it does not fit into any file
 *
 * RocketMQ: CommitLog.DefaultAppendMessageCallback#doAppend
 */
export function startOf(maxOffset: number, size: number, fileBytes: number): number {
  if (size + MIN_BLANK_BYTES > fileBytes) throw new RangeError('a message that no file can hold')
  const room = fileBytes - (maxOffset % fileBytes)
  return size + MIN_BLANK_BYTES > room ? maxOffset + room : maxOffset
}

/**
 * Where a node's CommitLog would end if only what is before an offset were there: behind the last whole message, or behind the
 * filler of a file that is there to its end. Two searches in each part.
 */
export function lastWholeEnd(group: BrokerGroup, store: NodeStore, offset: number, fileBytes: number): number {
  if (offset >= store.maxOffset) return store.maxOffset
  for (let at = store.parts.length - 1; at >= 0; at--) {
    const { epoch, endOffset } = store.parts[at] as EpochPart
    const from = Math.max(store.minOffset, store.parts[at - 1]?.endOffset ?? 0)
    if (from >= offset) continue
    const record = lastRecordBefore(group.epochLogs[epoch] as EpochLog, from, Math.min(endOffset, offset))
    if (record) return offset % fileBytes === 0 ? offset : record.endOffset
  }
  return store.minOffset
}

/** Records that no node has any more are forgotten: chunks that end before the first byte of every node. */
export function forgetBefore({ nodes, epochLogs }: BrokerGroup): void {
  const kept = Math.min(...nodes.map(({ store }) => store?.minOffset ?? Infinity))
  for (const { chunks } of epochLogs) {
    const whole = chunks.findIndex((chunk) => endOfChunk(chunk) > kept)
    chunks.splice(0, whole === -1 ? Math.max(0, chunks.length - 1) : whole)
  }
}

const endOfChunk = (chunk: RecordChunk): number => recordAt(chunk, chunk.message.length - 1).endOffset

/**
 * Appends messages to a Master's CommitLog.
 *
 * @param count - how many, one after another; those that do not fit into the file begin the next one
 * @param times - how often a consumer had sent it back
 * @returns the offset behind the last
 */
export function append(
  sim: Simulation,
  groupIndex: number,
  node: BrokerNode,
  message: number,
  queueId: number,
  size: number,
  count: number,
  times = 0,
): number {
  const group = groupAt(sim, groupIndex)
  const store = storeOf(node)
  const fileBytes = sim.state.settings.mappedFileSizeCommitLog
  const epochLog = openEpochLog(group, node)
  for (let left = count; left > 0; ) {
    const startOffset = startOf(store.maxOffset, size, fileBytes)
    const room = fileBytes - (startOffset % fileBytes) - MIN_BLANK_BYTES
    const fitting = Math.min(left, Math.floor(room / size))
    const queueOffset = store.queueOffsets[queueId] ?? 0
    push(epochLog, {
      message,
      queueId,
      queueOffset,
      startOffset,
      size,
      count: fitting,
      storedAtMs: sim.state.nowMs,
      times,
    })
    const endOffset = startOffset + fitting * size
    storeLog.appended(sim, {
      message,
      group: groupIndex,
      node: node.nodeIndex,
      queueId,
      count: fitting,
      size,
      ...split(startOffset),
    })
    setQueueOffset(store, queueId, queueOffset + fitting)
    store.maxOffset = endOffset
    epochLog.endOffset = endOffset
    const part = store.parts.at(-1)
    if (part) part.endOffset = endOffset
    left -= fitting
  }
  return store.maxOffset
}

function push({ chunks }: EpochLog, record: Omit<StoredRecord, 'endOffset'>): void {
  let chunk = chunks.at(-1)
  if (!chunk || chunk.message.length === CHUNK_RECORDS) {
    chunk = {
      message: [],
      queueId: [],
      queueOffset: [],
      startOffset: [],
      size: [],
      count: [],
      storedAtMs: [],
      times: [],
    }
    chunks.push(chunk)
  }
  chunk.message.push(record.message)
  chunk.queueId.push(record.queueId)
  chunk.queueOffset.push(record.queueOffset)
  chunk.startOffset.push(record.startOffset)
  chunk.size.push(record.size)
  chunk.count.push(record.count)
  chunk.storedAtMs.push(record.storedAtMs)
  chunk.times.push(record.times)
}

function setQueueOffset({ queueOffsets }: NodeStore, queueId: number, next: number): void {
  while (queueOffsets.length <= queueId) queueOffsets.push(0)
  queueOffsets[queueId] = next
}

/** The EpochLog that a Master goes on with: its own, as long as its CommitLog ends where that one does; else a new one. */
function openEpochLog(group: BrokerGroup, node: BrokerNode): EpochLog {
  const term = node.raft?.term ?? node.masterEpoch
  const store = storeOf(node)
  const part = store.parts.at(-1)
  const current = part && group.epochLogs[part.epoch]
  const goesOn = current?.node === node.nodeIndex && current.term === term && current.endOffset === store.maxOffset
  if (goesOn) return current
  const { maxOffset } = store
  const created: EpochLog = { node: node.nodeIndex, term, startOffset: maxOffset, endOffset: maxOffset, chunks: [] }
  group.epochLogs.push(created)
  store.parts.push({ epoch: group.epochLogs.length - 1, endOffset: maxOffset })
  return created
}

/**
 * A node gets the bytes of another one from its own end on.
 *
 * @param toOffset - the new end, at most the other's
 */
export function copyBytes(
  group: BrokerGroup,
  from: { parts: readonly EpochPart[]; minOffset: number },
  to: NodeStore,
  toOffset: number,
): void {
  let partFrom = from.minOffset
  for (const { epoch, endOffset } of from.parts) {
    const start = Math.max(partFrom, to.maxOffset)
    const end = Math.min(endOffset, toOffset)
    partFrom = endOffset
    if (start >= end) continue
    const part = to.parts.at(-1)
    if (part?.epoch === epoch && part.endOffset === start) part.endOffset = end
    else to.parts.push({ epoch, endOffset: end })
    for (const record of recordsOfLog(group.epochLogs[epoch] as EpochLog, start, end)) {
      const clipped = clipRecord(record, start, end)
      if (clipped) setQueueOffset(to, clipped.queueId, clipped.queueOffset + clipped.count)
    }
    to.maxOffset = end
  }
  to.committedOffset = to.maxOffset
}

/**
 * Everything from an offset on is gone from a node.
 *
 * @param offset - where its CommitLog ends from now on: the end of a message
 */
export function cutTo(group: BrokerGroup, store: NodeStore, offset: number): void {
  for (const { queueId, queueOffset } of recordsBetween(group, store, offset, store.maxOffset)) {
    store.queueOffsets[queueId] = Math.min(store.queueOffsets[queueId] ?? 0, queueOffset)
  }
  while ((store.parts.at(-1)?.endOffset ?? 0) > offset) {
    const last = store.parts.pop()
    const from = store.parts.at(-1)?.endOffset ?? store.minOffset
    if (last && from < offset) store.parts.push({ ...last, endOffset: offset })
  }
  store.maxOffset = offset
  store.committedOffset = Math.min(store.committedOffset, offset)
  store.flushedOffset = Math.min(store.flushedOffset, offset)
  store.diskOffset = Math.min(store.diskOffset, offset)
  if (store.flushing) store.flushing.toOffset = Math.min(store.flushing.toOffset, offset)
  store.reputOffset = Math.min(store.reputOffset, offset)
  store.confirmOffset = Math.min(store.confirmOffset, offset)
}

/** What the group shows of its queues is what the node that takes writes has. */
export function showQueuesOf(sim: Simulation, groupIndex: number, node: BrokerNode): void {
  const group = groupAt(sim, groupIndex)
  const store = storeOf(node)
  const queues = group.queueOffsets.length
  const recent: number[][] = Array.from({ length: queues }, () => [])
  // Enough of the newest records for every queue, where it is not very uneven.
  let left = queues * RECENT_MESSAGES
  let to = store.maxOffset
  for (const { epoch } of store.parts.toReversed()) {
    const { chunks, startOffset } = group.epochLogs[epoch] as EpochLog
    for (const chunk of chunks.toReversed()) {
      if (left <= 0) break
      const from = Math.max(chunk.startOffset[0] ?? startOffset, startOffset)
      if (from >= to) continue
      const records = [...recordsBetween(group, store, from, to)]
      for (const { queueId, message } of records.reverse()) {
        const ids = recent[queueId]
        if (ids && ids.length < RECENT_MESSAGES) ids.unshift(message)
        left--
      }
      to = from
    }
  }
  group.queueOffsets = Array.from({ length: queues }, (_, queueId) => store.queueOffsets[queueId] ?? 0)
  group.recentMessages = recent
}
