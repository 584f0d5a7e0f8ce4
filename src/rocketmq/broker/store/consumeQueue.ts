// What a node's files are called and what is in them: CommitLog, ConsumeQueue, IndexFile. They follow from the log; nothing here is
// simulated, and nothing changes. RocketMQ: MappedFileQueue, ConsumeQueue, IndexFile

import type { BrokerGroup, NodeStore } from '../../state'
import { recordsBetween } from '../../state/records'

/** RocketMQ: ConsumeQueue.CQ_STORE_UNIT_SIZE */
export const ENTRY_BYTES = 20
/** RocketMQ: MessageStoreConfig.mappedFileSizeConsumeQueue, in entries */
export const ENTRIES_PER_FILE = 300_000
/** A header, 5,000,000 slots and 20,000,000 entries. RocketMQ: IndexFile */
export const INDEX_FILE_BYTES = 40 + 5_000_000 * 4 + 20_000_000 * 20
/** Entries that one IndexFile takes; the first place stays empty. RocketMQ: IndexFile#putKey */
const INDEX_ENTRIES = 20_000_000 - 1

/** A file is named after the offset of its first byte, in 20 digits. RocketMQ: UtilAll#offset2FileName */
export const fileName = (offset: number): string => String(offset).padStart(20, '0')

/** Where in which file of a ConsumeQueue an entry is. */
export function consumeQueueFile(queueOffset: number): { file: string; position: number } {
  const bytes = queueOffset * ENTRY_BYTES
  const fileBytes = ENTRIES_PER_FILE * ENTRY_BYTES
  const from = Math.floor(bytes / fileBytes) * fileBytes
  return { file: fileName(from), position: bytes - from }
}

export interface CommitLogFile {
  name: string
  startOffset: number
  /** Behind what is in it: its end, where the next one has begun. */
  writtenTo: number
}

/** The files of a CommitLog, oldest first: those that have something, and the one that an allocator has made ahead. */
export function commitLogFiles(
  { minOffset, maxOffset }: Pick<NodeStore, 'minOffset' | 'maxOffset'>,
  fileBytes: number,
): CommitLogFile[] {
  const files: CommitLogFile[] = []
  const last = Math.floor(maxOffset / fileBytes) * fileBytes
  for (let from = Math.floor(minOffset / fileBytes) * fileBytes; from <= last + fileBytes; from += fileBytes) {
    const writtenTo = Math.max(from, Math.min(maxOffset, from + fileBytes))
    files.push({ name: fileName(from), startOffset: from, writtenTo })
  }
  return files
}

/** One entry as it is in a ConsumeQueue, and the message that it leads to. Messages have no tag: its hash is 0. */
export interface ConsumeQueueEntry {
  queueOffset: number
  message: number
  physicalOffset: number
  size: number
  tagHash: number
}

/** Entries of a queue that a node has dispatched, ascending, from one queueOffset to (and without) another. */
export function* consumeQueueEntries(
  group: BrokerGroup,
  store: NodeStore,
  queueId: number,
  from: number,
  to: number,
): Generator<ConsumeQueueEntry> {
  for (const record of recordsBetween(group, store, store.minOffset, store.reputOffset)) {
    if (record.queueId !== queueId || record.queueOffset + record.count <= from) continue
    if (record.queueOffset >= to) return
    const { message, size } = record
    const first = Math.max(from, record.queueOffset)
    const behind = Math.min(to, record.queueOffset + record.count)
    for (let queueOffset = first; queueOffset < behind; queueOffset++) {
      const physicalOffset = record.startOffset + (queueOffset - record.queueOffset) * size
      yield { queueOffset, message, physicalOffset, size, tagHash: 0 }
    }
  }
}

/** Bytes that are not dispatched yet. RocketMQ: DefaultMessageStore#dispatchBehindBytes */
export const dispatchBehindBytes = ({ maxOffset, reputOffset }: NodeStore): number => maxOffset - reputOffset

/** How many IndexFiles so many messages fill: each has one entry, of its uniqKey, where an application gives no keys. */
export const indexFiles = (messages: number): number => Math.ceil(messages / INDEX_ENTRIES)
