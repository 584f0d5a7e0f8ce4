// What a copy of a state has of the inside of Brokers, and how much room it takes: see Slice.

import type { EpochLog, NodeStore, RecordChunk } from '../../state'

export const copyStore = (store: NodeStore): NodeStore => ({
  ...store,
  parts: store.parts.map((part) => ({ ...part })),
  checkpoint: { ...store.checkpoint },
  flushLoop: { ...store.flushLoop },
  commitLoop: { ...store.commitLoop },
  queueOffsets: store.queueOffsets.slice(),
  flushing: store.flushing && { ...store.flushing },
  sendQueue: store.sendQueue.slice(),
  lockWaiters: store.lockWaiters.slice(),
  puts: store.puts.slice(),
  ha: { ...store.ha },
  slaves: store.slaves.map((slave) => ({ ...slave })),
})

/** Full chunks are shared. */
export const copyEpochLog = (log: EpochLog): EpochLog => {
  const last = log.chunks.at(-1)
  return { ...log, chunks: last ? [...log.chunks.slice(0, -1), copyChunk(last)] : [] }
}

const copyChunk = (chunk: RecordChunk): RecordChunk => ({
  message: chunk.message.slice(),
  queueId: chunk.queueId.slice(),
  queueOffset: chunk.queueOffset.slice(),
  startOffset: chunk.startOffset.slice(),
  size: chunk.size.slice(),
  count: chunk.count.slice(),
  storedAtMs: chunk.storedAtMs.slice(),
  times: chunk.times.slice(),
})

/** Words of a store's copy: its own numbers, and what waits in it. */
export const storeWords = ({ parts, queueOffsets, sendQueue, lockWaiters, puts, slaves }: NodeStore): number =>
  90 +
  4 * parts.length +
  queueOffsets.length +
  // A request is shared with the present only: its packet, and what it asks for.
  45 * (sendQueue.length + lockWaiters.length) +
  55 * puts.length +
  8 * slaves.length

/** Of an EpochLog: references to its full chunks, which all later states share, and the last one. */
export const epochLogWords = ({ chunks }: EpochLog): number =>
  24 + chunks.length + 8 * (chunks.at(-1)?.message.length ?? 0)
