// Old files are deleted, and a disk without room refuses what is sent. RocketMQ: DefaultMessageStore.CleanCommitLogService

import { groupAt, type Simulation } from '../../context'
import type { TimersOf } from '../../events'
import { after } from '../../network'
import type { BrokerGroup, BrokerNode, NodeStore } from '../../state'
import { recordsBetween, storedAt } from '../../state/records'
import { forgetBefore, split, storeOf } from './commitLog'
import { storeLog } from './storeCodec'

/** RocketMQ: MessageStoreConfig.cleanResourceInterval, ms */
const CLEAN_MS = 10_000
/** RocketMQ: DefaultMessageStore#addScheduleTask */
const FIRST_DELETE_MS = 60_000
/** RocketMQ: FlushConsumeQueueService, flushConsumeQueueThoroughInterval, behind which the checkpoint is written */
const CHECKPOINT_MS = 60_000
/** RocketMQ: CleanCommitLogService.diskSpaceWarningLevelRatio, .diskSpaceCleanForciblyRatio, as percentages */
const FULL_PERCENT = 90
const FORCED_PERCENT = 85
/** RocketMQ: CleanCommitLogService.DELETE_BATCH_MAX */
const DELETE_BATCH_MAX = 10

const POSITIONS = [
  'committedOffset',
  'flushedOffset',
  'diskOffset',
  'reputOffset',
] as const satisfies (keyof NodeStore)[]

const HOUR_MS = 3_600_000
const BYTES_PER_MB = 1_000_000

/** What a look at the disk comes to. */
export interface DiskLook {
  /** Files older than fileReservedTime are deleted. */
  deletes: boolean
  /** The oldest files are deleted, however old. */
  forced: boolean
  /** It becomes full, or is no longer; null: as before. */
  full: boolean | null
}

/**
 * The rules of one look.
 *
 * @param usedPercent - of the disk
 * @param isDeleteHour - it is the hour of deleteWhen
 * @param clearsAtWarning - 4.x: a second look clears at 90 % what this one does at 85 %
 *
 * RocketMQ: CleanCommitLogService#isSpaceToDelete, #deleteExpiredFiles
 */
export function lookAtDisk(
  usedPercent: number,
  maxUsedPercent: number,
  isDeleteHour: boolean,
  clearsAtWarning: boolean,
): DiskLook {
  const forced = usedPercent > FORCED_PERCENT
  const isFull = usedPercent > FULL_PERCENT
  const limit = Math.min(95, Math.max(10, maxUsedPercent))
  return {
    deletes: isDeleteHour || usedPercent > limit || forced,
    forced,
    full: isFull ? true : !forced || clearsAtWarning ? false : null,
  }
}

/** Percentage of a disk that a CommitLog takes. Simplified: nothing else is on it. */
export const usedPercent = ({ minOffset, maxOffset }: NodeStore, capacityMegabytes: number): number =>
  (100 * (maxOffset - minOffset)) / (capacityMegabytes * BYTES_PER_MB)

/**
 * The offset up to which files are deleted in one look: the oldest ones that have expired, or are deleted by force; never the last.
 *
 * @param reservedMs - how long after its last message a file stays; null: it need not have expired
 *
 * RocketMQ: MappedFileQueue#deleteExpiredFileByTime
 */
export function deletedUpTo(
  group: BrokerGroup,
  store: NodeStore,
  nowMs: number,
  reservedMs: number | null,
  fileBytes: number,
): number {
  let upTo = store.minOffset
  for (let files = 0; files < DELETE_BATCH_MAX; files++) {
    const fileEnd = (Math.floor(upTo / fileBytes) + 1) * fileBytes
    if (fileEnd >= store.maxOffset) break
    if (reservedMs !== null && nowMs < (storedAt(group, store, fileEnd) ?? 0) + reservedMs) break
    upTo = fileEnd
  }
  return upTo
}

/** The looks of a process begin with it. */
export function planCleaning(sim: Simulation, group: number, node: BrokerNode): void {
  after(sim, CLEAN_MS, 'cleanTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}

/**
 * Looks at the disk every 10 s, and writes the checkpoint every minute.
 *
 * Simplified: files of one look go at once, not 100 ms apart; a run begins at midnight.
 */
export function cleanTimer(sim: Simulation, timer: TimersOf<'broker'>['cleanTimer']): void {
  const { group: index } = timer
  const group = groupAt(sim, index)
  const node = group.nodes[timer.node] as BrokerNode
  const isUp = node.process === 'running' || node.process === 'stopping' || node.process === 'frozen'
  if (timer.epoch !== node.epoch || !isUp) return
  planCleaning(sim, index, node)
  if (node.process === 'frozen') return
  const store = storeOf(node)
  const { nowMs, settings } = sim.state
  const sinceStartMs = nowMs - store.startedAtMs
  if (sinceStartMs % CHECKPOINT_MS === 0) writeCheckpoint(group, store)
  const used = usedPercent(store, settings.diskCapacityMegabytes)
  const { clearsDiskFullAtWarning } = sim.rules
  if (clearsDiskFullAtWarning) store.diskFull = used > FULL_PERCENT
  if (sinceStartMs < FIRST_DELETE_MS) return
  const isDeleteHour = Math.floor(nowMs / HOUR_MS) % 24 === settings.deleteWhen
  const look = lookAtDisk(used, settings.diskMaxUsedSpaceRatio, isDeleteHour, clearsDiskFullAtWarning)
  store.diskFull = look.full ?? store.diskFull
  if (look.deletes) deleteFiles(sim, index, node, look.forced)
}

function deleteFiles(sim: Simulation, index: number, node: BrokerNode, forced: boolean): void {
  const group = groupAt(sim, index)
  const store = storeOf(node)
  const { nowMs, settings } = sim.state
  const reservedMs = forced ? null : settings.fileReservedTime * HOUR_MS
  const upTo = deletedUpTo(group, store, nowMs, reservedMs, settings.mappedFileSizeCommitLog)
  if (upTo <= store.minOffset) return
  store.minOffset = upTo
  // By force also goes what has not been flushed or dispatched.
  for (const position of POSITIONS) store[position] = Math.max(store[position], upTo)
  const gone = store.parts.filter(({ endOffset }) => endOffset <= upTo)
  if (gone.length > 0) store.parts = store.parts.slice(gone.length)
  forgetBefore(group)
  storeLog.filesDeleted(sim, { group: index, node: node.nodeIndex, ...split(upTo) })
}

/** RocketMQ: StoreCheckpoint#flush */
export function writeCheckpoint(group: BrokerGroup, store: NodeStore): void {
  store.checkpoint = {
    physicMsgTimestamp: storedAt(group, store, store.flushedOffset) ?? 0,
    logicsMsgTimestamp: storedAt(group, store, store.reputOffset) ?? 0,
  }
}

/** Messages that a node still has of a queue: from the first one to the next queueOffset. RocketMQ: ConsumeQueue#getMinOffsetInQueue */
export function minQueueOffset(group: BrokerGroup, store: NodeStore, queueId: number): number {
  for (const record of recordsBetween(group, store, store.minOffset, store.maxOffset)) {
    if (record.queueId === queueId) return record.queueOffset
  }
  return store.queueOffsets[queueId] ?? 0
}
