// From the page cache to the disk. RocketMQ: CommitLog.FlushRealTimeService, CommitLog.GroupCommitService, MappedFile#isAbleToFlush

import { groupAt, type Simulation } from '../../context'
import type { TimersOf } from '../../events'
import { after, at } from '../../network'
import type { BrokerNode, LoopClock, NodeStore } from '../../state'
import { split, storeOf } from './commitLog'
import { storeLog } from './storeCodec'

const PAGE_BYTES = 4096
/** RocketMQ: DLedgerConfig.flushFileInterval, ms */
const DLEDGER_FLUSH_MS = 10

/**
 * Is there enough for a flush, or for a commit? What counts are page borders, not bytes.
 *
 * @param done - up to where a file has been flushed (committed)
 * @param written - up to where it is written
 * @param leastPages - 0: anything at all
 * @param fileBytes - a file that is full is always flushed
 *
 * RocketMQ: MappedFile#isAbleToFlush, #isAbleToCommit
 */
export function isAbleToFlush(done: number, written: number, leastPages: number, fileBytes = Infinity): boolean {
  if (written === fileBytes) return true
  if (leastPages === 0) return written > done
  return Math.floor(written / PAGE_BYTES) - Math.floor(done / PAGE_BYTES) >= leastPages
}

/** How far one pass can come: to the end of the file that it is in. RocketMQ: MappedFileQueue#flush, #commit */
export const passEnd = (done: number, written: number, fileBytes: number): number =>
  Math.min(written, (Math.floor(done / fileBytes) + 1) * fileBytes)

/** Would a pass do anything? The same as isAbleToFlush, of offsets in the whole CommitLog. */
export function isPassAble(done: number, written: number, leastPages: number, fileBytes: number): boolean {
  if (written <= done) return false
  const fileFrom = Math.floor(done / fileBytes) * fileBytes
  return isAbleToFlush(done - fileFrom, passEnd(done, written, fileBytes) - fileFrom, leastPages, fileBytes)
}

// ---------------------------------------------------------------- loops

/** A loop at its start: its first pass, one interval later, leaves nothing behind. */
export const loopFrom = (nowMs: number): LoopClock => ({ lookedMs: nowMs, thoroughMs: nowMs, isThorough: true })

/** It has looked and decides for its next pass. */
export function looked(clock: LoopClock, atMs: number, thoroughMs: number): void {
  clock.lookedMs = atMs
  clock.isThorough = atMs >= clock.thoroughMs + thoroughMs
  if (clock.isThorough) clock.thoroughMs = atMs
}

/** Brings a clock forward over passes before a moment that were not simulated, because there was nothing for them to do. */
export function skipPasses(clock: LoopClock, beforeMs: number, intervalMs: number, thoroughMs: number): void {
  const passes = Math.max(0, Math.ceil((beforeMs - clock.lookedMs) / intervalMs) - 1)
  if (passes === 0) return
  const lastMs = clock.lookedMs + passes * intervalMs
  // It decides to be thorough at its first pass when that is due, and then again and again.
  const toFirst = Math.max(1, Math.ceil((clock.thoroughMs + thoroughMs - clock.lookedMs) / intervalMs))
  const firstMs = clock.lookedMs + toFirst * intervalMs
  if (firstMs <= lastMs) {
    const everyMs = Math.max(1, Math.ceil(thoroughMs / intervalMs)) * intervalMs
    clock.thoroughMs = firstMs + Math.floor((lastMs - firstMs) / everyMs) * everyMs
  }
  clock.lookedMs = lastMs
  clock.isThorough = clock.thoroughMs === lastMs
}

// ---------------------------------------------------------------- flushing

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
  if (isSyncFlush(sim, node)) return startFlush(sim, group, node, store.committedOffset)
  const rules = flushRules(sim, node)
  if (!rules.timed) return flushPass(sim, group, node, rules)
  if (store.flushTimerMs === null) planPass(sim, group, node, rules)
}

function planPass(sim: Simulation, group: number, node: BrokerNode, { intervalMs, thoroughMs }: FlushRules): void {
  const store = storeOf(node)
  const { nowMs } = sim.state
  skipPasses(store.flushLoop, nowMs + 1, intervalMs, thoroughMs)
  const dueMs = Math.max(nowMs + 1, store.flushLoop.lookedMs + intervalMs)
  // The interval may have become shorter; a timer that comes too early plans itself again.
  if (store.flushTimerMs !== null && store.flushTimerMs <= dueMs) return
  store.flushTimerMs = dueMs
  at(sim, dueMs, 'flushTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}

/** One pass of the loop: it flushes if there is enough, and decides what the next one will do. */
function flushPass(sim: Simulation, group: number, node: BrokerNode, rules: FlushRules): void {
  const store = storeOf(node)
  const { nowMs, settings } = sim.state
  const { flushLoop, flushedOffset, committedOffset } = store
  skipPasses(flushLoop, nowMs, rules.intervalMs, rules.thoroughMs)
  const leastPages = flushLoop.isThorough ? 0 : rules.leastPages
  const fileBytes = settings.mappedFileSizeCommitLog
  if (isPassAble(flushedOffset, committedOffset, leastPages, fileBytes)) {
    return startFlush(sim, group, node, passEnd(flushedOffset, committedOffset, fileBytes))
  }
  looked(flushLoop, nowMs, rules.thoroughMs)
  if (committedOffset > flushedOffset) planPass(sim, group, node, rules)
}

/** A pass of the flush loop. Those at which there would be nothing to flush are skipped. */
export function flushTimer(sim: Simulation, { group, node: index, epoch }: TimersOf<'broker'>['flushTimer']): void {
  const node = groupAt(sim, group).nodes[index] as BrokerNode
  const store = storeOf(node)
  if (epoch !== node.epoch || store.flushTimerMs !== sim.state.nowMs) return
  store.flushTimerMs = null
  if (node.process === 'frozen' || store.flushing || isSyncFlush(sim, node)) return
  const rules = flushRules(sim, node)
  // Puts have woken it since: it looks later.
  if (sim.state.nowMs < store.flushLoop.lookedMs + rules.intervalMs) return planPass(sim, group, node, rules)
  flushPass(sim, group, node, rules)
}

/** The disk begins to write what is in the page cache now. */
function startFlush(sim: Simulation, group: number, node: BrokerNode, toOffset: number): void {
  const store = storeOf(node)
  store.flushing = { toOffset, endsAtMs: null }
  continueFlush(sim, group, node)
}

/** Gives a flush its end; while the disk is stalled it has none. */
function continueFlush(sim: Simulation, group: number, node: BrokerNode): void {
  const { flushing, diskOffset } = storeOf(node)
  if (!flushing || node.troubles.includes('diskStalled')) return
  const { fsyncMs, diskMegabytesPerSecond } = sim.state.settings
  const bytes = Math.max(0, flushing.toOffset - diskOffset)
  const ms = fsyncMs + Math.floor(bytes / (1000 * diskMegabytesPerSecond))
  flushing.endsAtMs = sim.state.nowMs + ms
  const { toOffset } = flushing
  after(sim, ms, 'flushDone', { group, node: node.nodeIndex, epoch: node.epoch, toOffset })
}

export function flushDone(sim: Simulation, { group, node: index, epoch }: TimersOf<'broker'>['flushDone']): void {
  const node = groupAt(sim, group).nodes[index] as BrokerNode
  const store = storeOf(node)
  const { flushing } = store
  if (epoch !== node.epoch || !flushing || flushing.endsAtMs !== sim.state.nowMs) return
  // A truncation may have taken what it was about.
  const toOffset = Math.min(flushing.toOffset, store.maxOffset)
  store.flushing = null
  store.diskOffset = Math.max(store.diskOffset, toOffset)
  // The loop goes on from here: it has not looked while the disk wrote.
  if (!isSyncFlush(sim, node)) looked(store.flushLoop, sim.state.nowMs, flushRules(sim, node).thoroughMs)
  if (toOffset > store.flushedOffset) {
    store.flushedOffset = toOffset
    storeLog.flushed(sim, { group, node: index, ...split(toOffset) })
  }
  sim.storage?.progress(sim, group, node)
}

/** The disk has begun to hang, or works again. */
export function diskChanged(sim: Simulation, group: number, node: BrokerNode): void {
  const { flushing } = storeOf(node)
  if (!flushing) return
  if (node.troubles.includes('diskStalled')) flushing.endsAtMs = null
  else if (flushing.endsAtMs === null) continueFlush(sim, group, node)
}

/** Everything is on disk: what a process does last when it is stopped. RocketMQ: FlushCommitLogService#run behind its loop */
export function flushAll(store: NodeStore): void {
  store.committedOffset = store.maxOffset
  store.flushedOffset = store.maxOffset
  store.diskOffset = store.maxOffset
}
