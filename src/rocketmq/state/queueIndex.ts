// Finds the records of one queue in a node's CommitLog without reading the others. What is found follows from the log alone: full
// chunks never change, so that what is known of them is kept beside them and never in a state. RocketMQ: ConsumeQueue

import type { BrokerGroup } from './broker'
import { clipRecord, recordAt, type StoredRecord } from './records'
import { CHUNK_RECORDS, type EpochLog, type EpochPart, type NodeStore, type RecordChunk } from './store'

/** Positions in a full chunk, by queueId, ascending. */
const positions = new WeakMap<RecordChunk, Map<number, number[]>>()

function positionsOf(chunk: RecordChunk): Map<number, number[]> {
  const known = positions.get(chunk)
  if (known) return known
  const found = new Map<number, number[]>()
  chunk.queueId.forEach((queueId, at) => {
    const list = found.get(queueId)
    if (list) list.push(at)
    else found.set(queueId, [at])
  })
  positions.set(chunk, found)
  return found
}

/** Of one EpochLog: its full chunks by the queues that they have records of, and which ones are in here. */
interface LogIndex {
  chunks: Map<number, RecordChunk[]>
  oldest: RecordChunk | undefined
  newest: RecordChunk | undefined
}

const indexes = new WeakMap<EpochLog, LogIndex>()

/** Each full chunk is entered once, and all of them again when files have been deleted. */
function fullChunks(log: EpochLog, queueId: number): RecordChunk[] {
  const { chunks } = log
  let index = indexes.get(log)
  if (!index || index.oldest !== chunks[0]) {
    index = { chunks: new Map(), oldest: chunks[0], newest: undefined }
    indexes.set(log, index)
  }
  const behind = chunks.length - ((chunks.at(-1)?.message.length ?? 0) === CHUNK_RECORDS ? 0 : 1)
  let from = behind
  while (from > 0 && chunks[from - 1] !== index.newest) from--
  for (const chunk of chunks.slice(from, Math.max(from, behind))) {
    for (const id of positionsOf(chunk).keys()) {
      const list = index.chunks.get(id)
      if (list) list.push(chunk)
      else index.chunks.set(id, [chunk])
    }
    index.newest = chunk
  }
  return index.chunks.get(queueId) ?? []
}

/** The last chunk, where it is not full. */
function openChunk({ chunks }: EpochLog): RecordChunk | null {
  const last = chunks.at(-1)
  return last && last.message.length < CHUNK_RECORDS ? last : null
}

/** The first of so many, in order, that a condition holds for: one that goes on holding. */
function firstWhere(length: number, holds: (at: number) => boolean): number {
  let below = -1
  let above = length
  while (above - below > 1) {
    const middle = (below + above) >> 1
    if (holds(middle)) above = middle
    else below = middle
  }
  return above
}

type Condition = (chunk: RecordChunk, at: number) => boolean

/** Records of a queue from the first one that a condition holds for, which then holds for all later ones. */
function* recordsFrom(log: EpochLog, queueId: number, holds: Condition): Generator<StoredRecord> {
  const full = fullChunks(log, queueId)
  const listOf = (chunk: RecordChunk) => positionsOf(chunk).get(queueId) as number[]
  const first = firstWhere(full.length, (at) => {
    const chunk = full[at] as RecordChunk
    return holds(chunk, listOf(chunk).at(-1) as number)
  })
  for (let index = first; index < full.length; index++) {
    const chunk = full[index] as RecordChunk
    const list = listOf(chunk)
    const from = index > first ? 0 : firstWhere(list.length, (at) => holds(chunk, list[at] as number))
    for (let at = from; at < list.length; at++) yield recordAt(chunk, list[at] as number)
  }
  const open = openChunk(log)
  for (let at = 0; open && at < open.message.length; at++) {
    if (open.queueId[at] === queueId && holds(open, at)) yield recordAt(open, at)
  }
}

const startOf = (chunk: RecordChunk, at: number): number => chunk.startOffset[at] as number
const endOf = (chunk: RecordChunk, at: number): number =>
  (chunk.startOffset[at] as number) + (chunk.size[at] as number) * (chunk.count[at] as number)
const behindOf = (chunk: RecordChunk, at: number): number =>
  (chunk.queueOffset[at] as number) + (chunk.count[at] as number)

/** The last whole messages of a queue in an EpochLog between two offsets, or null. */
function lastRecord(log: EpochLog, queueId: number, from: number, to: number): StoredRecord | null {
  const clipped = (chunk: RecordChunk, at: number) => clipRecord(recordAt(chunk, at), from, to)
  const open = openChunk(log)
  for (let at = (open?.message.length ?? 0) - 1; open && at >= 0; at--) {
    if (open.queueId[at] !== queueId || startOf(open, at) >= to) continue
    if (endOf(open, at) <= from) return null
    const record = clipped(open, at)
    if (record) return record
  }
  const full = fullChunks(log, queueId)
  let index = firstWhere(full.length, (at) => startOf(full[at] as RecordChunk, 0) >= to) - 1
  for (; index >= 0; index--) {
    const chunk = full[index] as RecordChunk
    const list = positionsOf(chunk).get(queueId) as number[]
    let at = firstWhere(list.length, (one) => startOf(chunk, list[one] as number) >= to) - 1
    // What begins last may have no whole message before `to`.
    for (; at >= 0; at--) {
      if (endOf(chunk, list[at] as number) <= from) return null
      const record = clipped(chunk, list[at] as number)
      if (record) return record
    }
  }
  return null
}

type Log = Pick<NodeStore, 'parts' | 'minOffset'>

/** What a node has of each EpochLog up to an offset, in order. */
function* partsUpTo(group: Pick<BrokerGroup, 'epochLogs'>, { parts, minOffset }: Log, upTo: number) {
  let from = minOffset
  for (const { epoch, endOffset } of parts as EpochPart[]) {
    const to = Math.min(endOffset, upTo)
    if (from < to) yield { log: group.epochLogs[epoch] as EpochLog, from, to }
    from = Math.max(from, endOffset)
  }
}

/** Of a record, what is at or behind a queueOffset. */
function from(record: StoredRecord, queueOffset: number): StoredRecord {
  const skipped = queueOffset - record.queueOffset
  if (skipped <= 0) return record
  return {
    ...record,
    queueOffset,
    startOffset: record.startOffset + skipped * record.size,
    count: record.count - skipped,
  }
}

/**
 * Whole messages of a queue from a queueOffset on, as records: those that a node has up to an offset of its CommitLog, ascending. A
 * queueOffset that a node has twice, as a Slave may that was cut, is in the ConsumeQueue once: where it came first.
 *
 * RocketMQ: ConsumeQueue#putMessagePositionInfo
 */
export function* queueRecords(
  group: Pick<BrokerGroup, 'epochLogs'>,
  store: Log,
  upTo: number,
  queueId: number,
  queueOffset: number,
): Generator<StoredRecord> {
  let next = queueOffset
  for (const part of partsUpTo(group, store, upTo)) {
    const holds: Condition = (chunk, at) => behindOf(chunk, at) > next && endOf(chunk, at) > part.from
    for (const record of recordsFrom(part.log, queueId, holds)) {
      if (record.startOffset >= part.to) break
      const clipped = clipRecord(record, part.from, part.to)
      if (!clipped || clipped.queueOffset + clipped.count <= next) continue
      yield from(clipped, next)
      next = clipped.queueOffset + clipped.count
    }
  }
}

/** The first message of a queue that a node has up to an offset, or null. */
export function firstOfQueue(
  group: Pick<BrokerGroup, 'epochLogs'>,
  store: Log,
  upTo: number,
  queueId: number,
): StoredRecord | null {
  for (const record of queueRecords(group, store, upTo, queueId, 0)) return record
  return null
}

/** The queueOffset behind the last message of a queue that a node has up to an offset, or null. */
export function behindQueue(
  group: Pick<BrokerGroup, 'epochLogs'>,
  store: Log,
  upTo: number,
  queueId: number,
): number | null {
  let behind: number | null = null
  for (const { log, from: start, to } of partsUpTo(group, store, upTo)) {
    const last = lastRecord(log, queueId, start, to)
    if (last) behind = Math.max(behind ?? 0, last.queueOffset + last.count)
  }
  return behind
}

/** The first messages of a queue that were stored at a time or later, ms, or null. */
export function storedFrom(
  group: Pick<BrokerGroup, 'epochLogs'>,
  store: Log,
  upTo: number,
  queueId: number,
  atMs: number,
): StoredRecord | null {
  for (const part of partsUpTo(group, store, upTo)) {
    const holds: Condition = (chunk, at) => (chunk.storedAtMs[at] as number) >= atMs && endOf(chunk, at) > part.from
    for (const record of recordsFrom(part.log, queueId, holds)) {
      if (record.startOffset >= part.to) break
      const clipped = clipRecord(record, part.from, part.to)
      if (clipped) return clipped
    }
  }
  return null
}
