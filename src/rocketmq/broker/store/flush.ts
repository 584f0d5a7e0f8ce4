// From the page cache to the disk. RocketMQ: CommitLog.FlushRealTimeService, CommitLog.GroupCommitService, MappedFile#isAbleToFlush

import { groupAt, type Simulation } from '../../context'
import { log } from '../../entryCodec'
import type { TimersOf } from '../../events'
import { after, at } from '../../network'
import type { BrokerNode, NodeStore } from '../../state'
import { split, storeOf } from './commitLog'

const PAGE_BYTES = 4096
/** RocketMQ: DLedgerConfig.flushFileInterval, ms */
const DLEDGER_FLUSH_MS = 10

/**
 * Is there enough for a flush? What counts are page borders, not bytes.
 *
 * @param leastPages - 0: anything at all
 *
 * RocketMQ: MappedFile#isAbleToFlush
 */
export function isAbleToFlush(flushed: number, written: number, leastPages: number): boolean {
  if (leastPages === 0) return written > flushed
  return Math.floor(written / PAGE_BYTES) - Math.floor(flushed / PAGE_BYTES) >= leastPages
}

/** Does a put wait for the disk, and does every put flush? DLedger flushes by its own clock, whatever flushDiskType says. */
export const isSyncFlush = (sim: Simulation, node: BrokerNode): boolean =>
  sim.state.settings.flushDiskType === 'SYNC_FLUSH' && !node.raft

interface FlushRules {
  intervalMs: number
  leastPages: number
  thoroughMs: number
  /** False: every put wakes the loop. */
  timed: boolean
}

function flushRules(sim: Simulation, node: BrokerNode): FlushRules {
  if (node.raft) return { intervalMs: DLEDGER_FLUSH_MS, leastPages: 0, thoroughMs: DLEDGER_FLUSH_MS, timed: true }
  const { flushIntervalCommitLog, flushCommitLogLeastPages, flushCommitLogThoroughInterval } = sim.state.settings
  return {
    intervalMs: flushIntervalCommitLog,
    leastPages: flushCommitLogLeastPages,
    thoroughMs: flushCommitLogThoroughInterval,
    timed: sim.rules.flushTimed,
  }
}

/** There is more in the page cache than before. */
export function planFlush(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  if (store.flushing || store.committedOffset <= store.flushedOffset) return
  if (isSyncFlush(sim, node)) return startFlush(sim, group, node)
  const { intervalMs, leastPages, timed } = flushRules(sim, node)
  if (!timed && isAbleToFlush(store.flushedOffset, store.committedOffset, leastPages)) {
    return startFlush(sim, group, node)
  }
  if (store.flushTimerMs !== null) return
  const passes = Math.floor((sim.state.nowMs - store.startedAtMs) / intervalMs) + 1
  store.flushTimerMs = store.startedAtMs + passes * intervalMs
  at(sim, store.flushTimerMs, 'flushTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}

/** One pass of the flush loop, which looks at its interval's multiples and is skipped where nothing could be flushed. */
export function flushTimer(sim: Simulation, { group, node: index, epoch }: TimersOf<'broker'>['flushTimer']): void {
  const node = groupAt(sim, group).nodes[index] as BrokerNode
  const store = storeOf(node)
  if (epoch !== node.epoch || store.flushTimerMs !== sim.state.nowMs) return
  store.flushTimerMs = null
  if (node.process === 'frozen' || store.flushing) return
  const rules = flushRules(sim, node)
  const thorough = isThorough(store, sim.state.nowMs, rules)
  const leastPages = thorough ? 0 : rules.leastPages
  if (isAbleToFlush(store.flushedOffset, store.committedOffset, leastPages)) startFlush(sim, group, node)
  else if (store.committedOffset > store.flushedOffset) planFlush(sim, group, node)
}

/**
 * Does this pass flush whatever there is? The first one after the start does, then the first that comes thoroughMs after the last
 * such pass, also where they had nothing to flush.
 */
function isThorough(store: NodeStore, nowMs: number, { intervalMs, thoroughMs }: FlushRules): boolean {
  const stepMs = Math.ceil(thoroughMs / intervalMs) * intervalMs
  const skipped = Math.max(0, Math.floor((nowMs - store.lastThoroughFlushMs) / stepMs))
  store.lastThoroughFlushMs += skipped * stepMs
  return store.lastThoroughFlushMs === nowMs
}

/** The disk begins to write what is in the page cache now. */
function startFlush(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  if (store.committedOffset <= store.flushedOffset) return
  store.flushing = { toOffset: store.committedOffset, endsAtMs: null }
  continueFlush(sim, group, node)
}

/** Gives a flush its end; while the disk is stalled it has none. */
function continueFlush(sim: Simulation, group: number, node: BrokerNode): void {
  const { flushing, flushedOffset } = storeOf(node)
  if (!flushing || node.troubles.includes('diskStalled')) return
  const { fsyncMs, diskMegabytesPerSecond } = sim.state.settings
  const ms = fsyncMs + Math.floor((flushing.toOffset - flushedOffset) / (1000 * diskMegabytesPerSecond))
  flushing.endsAtMs = sim.state.nowMs + ms
  const { toOffset } = flushing
  after(sim, ms, 'flushDone', { group, node: node.nodeIndex, epoch: node.epoch, toOffset })
}

export function flushDone(
  sim: Simulation,
  { group, node: index, epoch, toOffset }: TimersOf<'broker'>['flushDone'],
): void {
  const node = groupAt(sim, group).nodes[index] as BrokerNode
  const store = storeOf(node)
  const { flushing } = store
  if (epoch !== node.epoch || flushing?.toOffset !== toOffset || flushing.endsAtMs !== sim.state.nowMs) return
  store.flushing = null
  store.flushedOffset = Math.max(store.flushedOffset, Math.min(toOffset, store.maxOffset))
  log.flushed(sim, { group, node: index, ...split(store.flushedOffset) })
  sim.storage?.progress(sim, group, node)
}

/** The disk has begun to hang, or works again. */
export function diskChanged(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  if (node.troubles.includes('diskStalled')) {
    if (store.flushing) store.flushing.endsAtMs = null
    return
  }
  if (store.flushing && store.flushing.endsAtMs === null) continueFlush(sim, group, node)
}
