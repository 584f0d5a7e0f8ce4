// How a store comes to its end, and what the next start finds. RocketMQ: DefaultMessageStore#shutdown, #recover,
// CommitLog#recoverNormally, #recoverAbnormally

import { groupAt, type Simulation, type StoreEnd } from '../../context'
import { type BrokerGroup, type BrokerNode, type EpochPart, MASTER_ID, type NodeStore } from '../../state'
import { queueOffsetsOf, recordsBetween } from '../../state/records'
import { cutTo, lastWholeEnd, showQueuesOf, split, storeOf } from './commitLog'
import { flushAll } from './flush'
import { syncLedgerEnd } from './ledgerEnd'
import { storeLog } from './storeCodec'

/** RocketMQ: StoreCheckpoint#getMinTimestamp, ms */
const CHECKPOINT_MARGIN_MS = 3000
/** RocketMQ: CommitLog#recoverNormally */
const NORMAL_FILES = 3

const TIMERS = [
  'queueTimerMs',
  'fastFailureMs',
  'flushTimerMs',
  'commitTimerMs',
  'reputTimerMs',
  'putTimerMs',
] as const satisfies readonly (keyof NodeStore)[]

/** What the memory of a process had is gone with it, and what the page cache had with its host. */
export function ended(sim: Simulation, group: number, node: BrokerNode, how: StoreEnd): void {
  const { store } = node
  // A node that has never been up has none.
  if (!store) return
  store.flushing = null
  store.lockedSinceMs = null
  for (const timer of TIMERS) store[timer] = null
  if (how === 'stopped') return stopped(node, store)
  cutAt(sim, group, node, how === 'killed' ? store.committedOffset : store.diskOffset, how)
}

/**
 * A clean stop writes everything and takes the abort file away, unless the store cannot be written, or something is left to dispatch.
 *
 * Simplified: on a disk that hangs it ends all the same, and leaves what it has in the page cache.
 */
function stopped({ troubles }: BrokerNode, store: NodeStore): void {
  if (troubles.includes('diskStalled')) return
  flushAll(store)
  store.abortFile = store.diskFull || troubles.includes('diskFull') || store.reputOffset < store.maxOffset
}

/** A node keeps whole messages before an offset only. */
function cutAt(sim: Simulation, index: number, node: BrokerNode, offset: number, how: 'killed' | 'poweredOff'): void {
  const group = groupAt(sim, index)
  const store = storeOf(node)
  // Of what is not there any more, nothing can be read again.
  if (how === 'poweredOff') store.leftBehind = null
  const end = lastWholeEnd(group, store, offset, sim.state.settings.mappedFileSizeCommitLog)
  if (end >= store.maxOffset) return
  cutTo(group, store, end)
  syncLedgerEnd(group, node)
  const cause = how === 'killed' ? 'killed' : 'powerOff'
  storeLog.cut(sim, { group: index, node: node.nodeIndex, cause, ...split(end) })
  if (node.brokerId === MASTER_ID) showQueuesOf(sim, index, node)
}

// ---------------------------------------------------------------- the next start

/**
 * Reads the CommitLog again. Everything that it reads counts as flushed from then on, whether it is on disk or not.
 *
 * Simplified: it takes no time besides brokerStartupMs, and ConsumeQueues are whole when it is over.
 */
export function recover(sim: Simulation, index: number, node: BrokerNode): void {
  const group = groupAt(sim, index)
  const store = storeOf(node)
  const abnormal = store.abortFile
  store.recoveredFrom = abnormal
    ? abnormalStart(group, store, sim.state.settings.mappedFileSizeCommitLog)
    : normalStart(sim, store)
  readLeftBehind(group, store)
  endAtDamage(sim, index, node)
  store.committedOffset = store.maxOffset
  store.flushedOffset = store.maxOffset
  if (node.brokerId === MASTER_ID) showQueuesOf(sim, index, node)
  storeLog.recovered(sim, { group: index, node: node.nodeIndex, abnormal, ...split(store.maxOffset) })
  store.abortFile = true
}

/** Up to 5.3.0 the last three files; later the file where the ConsumeQueues end. */
function normalStart(sim: Simulation, store: NodeStore): number {
  const fileBytes = sim.state.settings.mappedFileSizeCommitLog
  const { recoversFromConsumeQueue } = sim.rules
  return recoversFromConsumeQueue
    ? Math.max(store.minOffset, fileOf(store.reputOffset, fileBytes))
    : lastFilesFrom(store, fileBytes, NORMAL_FILES)
}

const fileOf = (offset: number, fileBytes: number): number => Math.floor(offset / fileBytes) * fileBytes

/** Where the last so many files begin. */
export const lastFilesFrom = (
  { minOffset, maxOffset }: Pick<NodeStore, 'minOffset' | 'maxOffset'>,
  fileBytes: number,
  files: number,
): number => Math.max(minOffset, fileOf(maxOffset, fileBytes) - (files - 1) * fileBytes)

/**
 * Where an abnormal start begins: at the newest file whose first message is old enough for the checkpoint, or at the oldest file.
 *
 * RocketMQ: CommitLog#isMappedFileMatchedRecover
 */
export function abnormalStart(
  group: Pick<BrokerGroup, 'epochLogs'>,
  store: Pick<NodeStore, 'parts' | 'minOffset' | 'maxOffset' | 'checkpoint'>,
  fileBytes: number,
): number {
  const { physicMsgTimestamp, logicsMsgTimestamp } = store.checkpoint
  const oldEnough = Math.min(physicMsgTimestamp, logicsMsgTimestamp) - CHECKPOINT_MARGIN_MS
  let from = fileOf(store.maxOffset, fileBytes)
  for (; from > store.minOffset; from -= fileBytes) {
    const [first] = recordsBetween(group, store, from, Math.min(store.maxOffset, from + fileBytes))
    if (first && first.storedAtMs > 0 && first.storedAtMs <= oldEnough) break
  }
  return Math.max(store.minOffset, from)
}

/** The first message that cannot be read ends the CommitLog; what is behind it stays in the file. */
function endAtDamage(sim: Simulation, index: number, node: BrokerNode): void {
  const store = storeOf(node)
  const { damagedAt } = store
  store.damagedAt = null
  if (damagedAt === null || damagedAt >= store.maxOffset || damagedAt < (store.recoveredFrom ?? 0)) return
  const group = groupAt(sim, index)
  const fileBytes = sim.state.settings.mappedFileSizeCommitLog
  const end = lastWholeEnd(group, store, damagedAt, fileBytes)
  // Later files are deleted: only what is in this one can come back.
  const fileEnd = fileOf(end, fileBytes) + fileBytes
  const [damaged] = recordsBetween(group, store, end, store.maxOffset)
  const parts = partsBetween(store.parts, end, Math.min(fileEnd, store.maxOffset))
  store.leftBehind = damaged ? { fromOffset: end + damaged.size, parts } : null
  cutTo(group, store, end)
  syncLedgerEnd(group, node)
  storeLog.cut(sim, { group: index, node: node.nodeIndex, cause: 'damaged', ...split(end) })
}

/** Parts between two offsets, as they would follow the first one. */
const partsBetween = (parts: readonly EpochPart[], from: number, to: number): EpochPart[] =>
  parts
    .filter(({ endOffset }) => endOffset > from)
    .map((part) => ({ ...part, endOffset: Math.min(part.endOffset, to) }))

/**
 * A cut does not erase: where the CommitLog has grown to just where a message of old begins, reading goes on with that one.
 */
export function readLeftBehind(group: BrokerGroup, store: NodeStore): void {
  const { leftBehind, maxOffset } = store
  // What cannot be read has not been written over yet.
  if (!leftBehind || maxOffset < leftBehind.fromOffset) return
  store.leftBehind = null
  const parts = leftBehind.parts.filter(({ endOffset }) => endOffset > maxOffset)
  const end = parts.at(-1)?.endOffset ?? maxOffset
  const found = { parts, minOffset: maxOffset }
  const [first] = recordsBetween(group, found, maxOffset, end)
  if (first?.startOffset !== maxOffset) return
  for (const [queueId, next] of queueOffsetsOf(recordsBetween(group, found, maxOffset, end))) {
    store.queueOffsets[queueId] = Math.max(store.queueOffsets[queueId] ?? 0, next)
  }
  store.parts.push(...parts.map((part) => ({ ...part })))
  store.maxOffset = end
  store.diskOffset = end
}
