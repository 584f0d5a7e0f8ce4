// Reads what is in a CommitLog: records between two offsets, the newest ones, and the file that holds an offset. What writes it is
// in broker/store. What writes is loaded only for runs that simulate it.

import type { BrokerGroup } from './broker'
import { CHUNK_RECORDS, type EpochLog, type EpochPart, type NodeStore, type RecordChunk } from './store'

/** One record as it is looked at. */
export interface StoredRecord {
  message: number
  queueId: number
  queueOffset: number
  startOffset: number
  endOffset: number
  size: number
  count: number
  storedAtMs: number
  /** As RecordChunk.times. */
  times: number
}

export function recordAt(chunk: RecordChunk, at: number): StoredRecord {
  const size = chunk.size[at] as number
  const count = chunk.count[at] as number
  const startOffset = chunk.startOffset[at] as number
  return {
    message: chunk.message[at] as number,
    queueId: chunk.queueId[at] as number,
    queueOffset: chunk.queueOffset[at] as number,
    startOffset,
    endOffset: startOffset + size * count,
    size,
    count,
    storedAtMs: chunk.storedAtMs[at] as number,
    times: chunk.times[at] as number,
  }
}

/** The records of an EpochLog that end behind `from` and begin before `to`, ascending. */
export function* recordsOfLog({ chunks }: EpochLog, from: number, to: number): Generator<StoredRecord> {
  const first = Math.max(
    0,
    lastAtOrBefore(chunks.length, (at) => (chunks[at] as RecordChunk).startOffset[0] as number, from),
  )
  for (let index = first; index < chunks.length; index++) {
    const chunk = chunks[index] as RecordChunk
    for (let at = 0; at < chunk.message.length; at++) {
      const record = recordAt(chunk, at)
      if (record.startOffset >= to) return
      if (record.endOffset > from) yield record
    }
  }
}

/**
 * What a node has in its CommitLog between two offsets, ascending: records that begin and end between them, at a cut perhaps with
 * fewer messages than were appended.
 */
export function* recordsBetween(
  group: Pick<BrokerGroup, 'epochLogs'>,
  { parts, minOffset }: Pick<NodeStore, 'parts' | 'minOffset'>,
  from: number,
  to: number,
): Generator<StoredRecord> {
  let partFrom = minOffset
  for (const { epoch, endOffset } of parts) {
    const start = Math.max(partFrom, from)
    const end = Math.min(endOffset, to)
    if (start < end) {
      for (const record of recordsOfLog(group.epochLogs[epoch] as EpochLog, start, end)) {
        const clipped = clipRecord(record, start, end)
        if (clipped) yield clipped
      }
    }
    partFrom = endOffset
  }
}

/** Of messages one after another, where they begin and how many of them lie whole between two offsets. */
export function wholeBetween(
  { startOffset, size, count }: Pick<StoredRecord, 'startOffset' | 'size' | 'count'>,
  from: number,
  to: number,
): { skipped: number; kept: number } {
  const skipped = Math.max(0, Math.ceil((from - startOffset) / size))
  return { skipped, kept: Math.max(0, Math.min(count, Math.floor((to - startOffset) / size)) - skipped) }
}

/** The whole messages of a record between two offsets, or null. */
export function clipRecord(record: StoredRecord, from: number, to: number): StoredRecord | null {
  if (record.startOffset >= from && record.endOffset <= to) return record
  const { startOffset, size } = record
  const { skipped, kept } = wholeBetween(record, from, to)
  if (kept === 0) return null
  const start = startOffset + skipped * size
  return {
    ...record,
    startOffset: start,
    endOffset: start + kept * size,
    queueOffset: record.queueOffset + skipped,
    count: kept,
  }
}

/** The last whole messages of an EpochLog between two offsets, or null. */
export function lastRecordBefore({ chunks }: EpochLog, from: number, to: number): StoredRecord | null {
  let index = lastAtOrBefore(chunks.length, (at) => (chunks[at] as RecordChunk).startOffset[0] as number, to - 1)
  for (; index >= 0; index--) {
    const chunk = chunks[index] as RecordChunk
    let at = lastAtOrBefore(chunk.message.length, (one) => chunk.startOffset[one] as number, to - 1)
    // What begins last may have no whole message before `to`; then what comes before it has.
    for (; at >= 0; at--) {
      const record = recordAt(chunk, at)
      if (record.endOffset <= from) return null
      const clipped = clipRecord(record, from, to)
      if (clipped) return clipped
    }
  }
  return null
}

/** When the last whole message before an offset was stored, ms; null where there is none. */
export function storedAt(group: BrokerGroup, { parts, minOffset }: NodeStore, offset: number): number | null {
  for (let at = parts.length - 1; at >= 0; at--) {
    const { epoch, endOffset } = parts[at] as EpochPart
    const from = Math.max(minOffset, parts[at - 1]?.endOffset ?? 0)
    const record = lastRecordBefore(group.epochLogs[epoch] as EpochLog, from, Math.min(endOffset, offset))
    if (record) return record.storedAtMs
  }
  return null
}

/** The next queueOffset of each queue behind such records, by queueId. */
export function queueOffsetsOf(records: Iterable<StoredRecord>): Map<number, number> {
  const next = new Map<number, number>()
  for (const { queueId, queueOffset, count } of records) next.set(queueId, queueOffset + count)
  return next
}

/** Position of the last of so many ascending numbers that is not above a limit, or -1. */
function lastAtOrBefore(length: number, valueAt: (at: number) => number, limit: number): number {
  let below = -1
  let above = length
  while (above - below > 1) {
    const middle = (below + above) >> 1
    if (valueAt(middle) <= limit) below = middle
    else above = middle
  }
  return below
}

/** A record, and where it is among those of its EpochLog. */
export interface NumberedRecord extends StoredRecord {
  /** Position in BrokerGroup.epochLogs. */
  epoch: number
  /** From 0. */
  index: number
}

/** What a node has in its CommitLog, from the end backwards. */
export function* recordsFromEnd(
  group: BrokerGroup,
  { parts, minOffset }: Pick<NodeStore, 'parts' | 'minOffset'>,
): Generator<NumberedRecord> {
  for (let p = parts.length - 1; p >= 0; p--) {
    const { epoch, endOffset } = parts[p] as NodeStore['parts'][number]
    const from = p > 0 ? (parts[p - 1] as NodeStore['parts'][number]).endOffset : minOffset
    const { chunks } = group.epochLogs[epoch] as EpochLog
    for (let c = chunks.length - 1; c >= 0; c--) {
      const chunk = chunks[c] as RecordChunk
      if ((chunk.startOffset[0] as number) >= endOffset) continue
      for (let at = chunk.message.length - 1; at >= 0; at--) {
        const record = recordAt(chunk, at)
        if (record.endOffset <= from) break
        const clipped = clipRecord(record, from, endOffset)
        if (clipped) yield { ...clipped, epoch, index: c * CHUNK_RECORDS + at }
      }
      if ((chunk.startOffset[0] as number) <= from) break
    }
  }
}

/** Messages that a node has between two offsets that are ends of messages. */
export function messagesBetween(
  group: BrokerGroup,
  { parts, minOffset }: Pick<NodeStore, 'parts' | 'minOffset'>,
  from: number,
  to: number,
): number {
  let messages = 0
  let partFrom = minOffset
  for (const { epoch, endOffset } of parts) {
    const start = Math.max(partFrom, from)
    const end = Math.min(endOffset, to)
    partFrom = endOffset
    if (start >= end) continue
    const { chunks } = group.epochLogs[epoch] as EpochLog
    for (let c = chunks.length - 1; c >= 0; c--) {
      const { startOffset, size, count } = chunks[c] as RecordChunk
      if ((startOffset[0] as number) >= end) continue
      for (let at = startOffset.length - 1; at >= 0; at--) {
        const record = { startOffset: startOffset[at] as number, size: size[at] as number, count: count[at] as number }
        messages += wholeBetween(record, start, end).kept
      }
      if ((startOffset[0] as number) <= start) break
    }
  }
  return messages
}

/** Name of the file that holds an offset. RocketMQ: UtilAll#offset2FileName */
export const commitLogFile = (offset: number, fileBytes: number): string =>
  String(offset - (offset % fileBytes)).padStart(20, '0')
