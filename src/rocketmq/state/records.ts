// Reads what is in a CommitLog: records between two offsets, the newest ones, and the file that holds an offset. What writes it is
// in broker/store, which is loaded only for runs that simulate it.

import type { BrokerGroup } from './broker'
import type { EpochLog, NodeStore, RecordChunk } from './store'

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
  }
}

/** The records of an EpochLog that end behind `from` and begin before `to`, ascending. */
export function* recordsOfLog({ chunks }: EpochLog, from: number, to: number): Generator<StoredRecord> {
  let first = 0
  let behind = chunks.length
  // The last chunk that begins at or before `from`.
  while (behind - first > 1) {
    const middle = (first + behind) >> 1
    if (((chunks[middle] as RecordChunk).startOffset[0] as number) <= from) first = middle
    else behind = middle
  }
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
  group: BrokerGroup,
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

/** The whole messages of a record between two offsets, or null. */
export function clipRecord(record: StoredRecord, from: number, to: number): StoredRecord | null {
  if (record.startOffset >= from && record.endOffset <= to) return record
  const { startOffset, size, count } = record
  const skipped = Math.max(0, Math.ceil((from - startOffset) / size))
  const kept = Math.min(count, Math.floor((to - startOffset) / size)) - skipped
  if (kept <= 0) return null
  const start = startOffset + skipped * size
  return {
    ...record,
    startOffset: start,
    endOffset: start + kept * size,
    queueOffset: record.queueOffset + skipped,
    count: kept,
  }
}
