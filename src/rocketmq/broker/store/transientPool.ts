// transientStorePoolEnable: appends go to buffers outside of the heap first, and from there to the page cache. What has not been
// committed is in the process only. RocketMQ: TransientStorePool, CommitLog.CommitRealTimeService

import { groupAt, type Simulation } from '../../context'
import type { TimersOf } from '../../events'
import { at } from '../../network'
import { type BrokerNode, MASTER_ID } from '../../state'
import { split, storeOf } from './commitLog'
import { isPassAble, looked, passEnd, skipPasses } from './flush'
import { storeLog } from './storeCodec'

/** RocketMQ: MessageStoreConfig.commitIntervalCommitLog, .commitCommitLogThoroughInterval, ms */
const COMMIT_MS = 200
/** RocketMQ: MessageStoreConfig.commitCommitLogLeastPages */
const MIN_PAGES = 4
/** RocketMQ: MessageStoreConfig.transientStorePoolSize */
const POOL_SIZE = 5
/** The allocator is one file ahead, and that one has a buffer, too. RocketMQ: AllocateMappedFileService */
const FILES_AHEAD = 1

/** Only of a Master with ASYNC_FLUSH, and not of DLedger. RocketMQ: MessageStoreConfig#isTransientStorePoolEnable */
export const usesPool = (sim: Simulation, node: BrokerNode): boolean =>
  sim.state.settings.transientStorePoolEnable &&
  sim.state.settings.flushDiskType === 'ASYNC_FLUSH' &&
  node.brokerId === MASTER_ID &&
  !node.raft

/**
 * Buffers that are free: each file has one until all of it is in the page cache.
 *
 * RocketMQ: TransientStorePool#availableBufferNums
 */
export function freeBuffers(committedOffset: number, maxOffset: number, fileBytes: number): number {
  const files = Math.floor(maxOffset / fileBytes) - Math.floor(committedOffset / fileBytes) + 1 + FILES_AHEAD
  return Math.max(0, POOL_SIZE - files)
}

/** Is no buffer free? Then every request is turned away. RocketMQ: DefaultMessageStore#isTransientStorePoolDeficient */
export function isPoolDeficient(sim: Simulation, node: BrokerNode): boolean {
  if (!usesPool(sim, node)) return false
  const { committedOffset, maxOffset } = storeOf(node)
  return freeBuffers(committedOffset, maxOffset, sim.state.settings.mappedFileSizeCommitLog) === 0
}

/** A put wakes the loop, or there may be something that could not be committed before. */
export function planCommit(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  if (store.committedOffset >= store.maxOffset || node.process === 'frozen') return
  if (usesPool(sim, node)) commitPass(sim, group, node)
  else store.committedOffset = store.maxOffset
}

function commitPass(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  const { nowMs, settings } = sim.state
  const { commitLoop } = store
  skipPasses(commitLoop, nowMs, COMMIT_MS, COMMIT_MS)
  looked(commitLoop, nowMs, COMMIT_MS)
  const leastPages = commitLoop.isThorough ? 0 : MIN_PAGES
  const fileBytes = settings.mappedFileSizeCommitLog
  // What goes to the page cache waits for the disk where that hangs.
  if (!node.troubles.includes('diskStalled')) {
    if (isPassAble(store.committedOffset, store.maxOffset, leastPages, fileBytes)) commit(sim, group, node, fileBytes)
  }
  planTimer(sim, group, node)
}

function commit(sim: Simulation, group: number, node: BrokerNode, fileBytes: number): void {
  const store = storeOf(node)
  store.committedOffset = passEnd(store.committedOffset, store.maxOffset, fileBytes)
  store.commitLoop.thoroughMs = sim.state.nowMs
  storeLog.committed(sim, { group, node: node.nodeIndex, ...split(store.committedOffset) })
}

function planTimer(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  if (store.commitTimerMs !== null || store.committedOffset >= store.maxOffset) return
  store.commitTimerMs = Math.max(sim.state.nowMs + 1, store.commitLoop.lookedMs + COMMIT_MS)
  at(sim, store.commitTimerMs, 'commitTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}

export function commitTimer(sim: Simulation, { group, node: index, epoch }: TimersOf<'broker'>['commitTimer']): void {
  const node = groupAt(sim, group).nodes[index] as BrokerNode
  if (epoch !== node.epoch) return
  const store = storeOf(node)
  store.commitTimerMs = null
  if (node.process === 'frozen') return
  // Puts have woken it since: it looks later.
  if (sim.state.nowMs < store.commitLoop.lookedMs + COMMIT_MS) return planTimer(sim, group, node)
  planCommit(sim, group, node)
  sim.storage?.progress(sim, group, node)
}
