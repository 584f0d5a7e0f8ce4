// The offsets of groups at one Broker: in memory, in consumerOffset.json, and as a Slave copies them. RocketMQ: ConsumerOffsetManager,
// ConsumerManageProcessor, SlaveSynchronize

import { areConnected, masterOf } from '../../brokers'
import { consumerLog } from '../../consumerCodec'
import { consumerRules } from '../../consumerRules'
import { groupAt, nodeAt, type Simulation } from '../../context'
import type { ConsumerResponseBody, TimersOf } from '../../events'
import { at, isServing } from '../../network'
import { type BrokerConsuming, type BrokerNode, type CommittedOffset, MASTER_ID } from '../../state'
import { firstOfQueue, storedFrom } from '../../state/queueIndex'
import { storeOf } from '../store/commitLog'
import { inMemoryBytes, queueEnds } from './getMessage'
import type { Handler } from './handler'
import { consumingOf } from './kept'

const BYTES_PER_MB = 1_000_000
/** RocketMQ: BrokerController#initialize */
const FIRST_FILE_MS = 10_000
/** 4.x: the first copy; 5.x waits a whole interval. RocketMQ: BrokerController#handleSlaveSynchronize */
const FIRST_SYNC_MS = 3000
const SYNC_WITH_ELECTIONS_MS = 10_000

// ---------------------------------------------------------------- the table

/** Rows are in order, and replaced, never changed. */
function rowAt(offsets: readonly CommittedOffset[], consumerGroup: number, queueId: number): number {
  let below = -1
  let above = offsets.length
  while (above - below > 1) {
    const middle = (below + above) >> 1
    const row = offsets[middle] as CommittedOffset
    if (row.consumerGroup < consumerGroup || (row.consumerGroup === consumerGroup && row.queueId < queueId))
      below = middle
    else above = middle
  }
  return above
}

const isRow = (row: CommittedOffset | undefined, consumerGroup: number, queueId: number): row is CommittedOffset =>
  row?.consumerGroup === consumerGroup && row.queueId === queueId

/** @returns the offset that the node has, or -1 */
export function committedAt(node: BrokerNode, consumerGroup: number, queueId: number): number {
  const offsets = node.consuming?.offsets ?? []
  const row = offsets[rowAt(offsets, consumerGroup, queueId)]
  return isRow(row, consumerGroup, queueId) ? row.offset : -1
}

/** @returns the offset that was there, -1 for none */
function put({ offsets }: BrokerConsuming, row: CommittedOffset): number {
  const at = rowAt(offsets, row.consumerGroup, row.queueId)
  const before = offsets[at]
  const isThere = isRow(before, row.consumerGroup, row.queueId)
  offsets.splice(at, isThere ? 1 : 0, row)
  return isThere ? before.offset : -1
}

/** Stores whatever a client says, also a smaller offset. RocketMQ: ConsumerOffsetManager#commitOffset */
export function commitOffset(
  sim: Simulation,
  group: number,
  node: BrokerNode,
  consumerGroup: number,
  queueId: number,
  offset: number,
): void {
  if (committedAt(node, consumerGroup, queueId) === offset) return
  put(consumingOf(node), { consumerGroup, queueId, offset })
  consumerLog.offsetCommitted(sim, { consumerGroup, group, node: node.nodeIndex, queueId, queueOffset: offset })
  planFile(sim, group, node)
  planCopies(sim, group)
}

// ---------------------------------------------------------------- what clients ask

export const queryOffset: Handler<'QUERY_CONSUMER_OFFSET'> = (sim, node, packet, { consumerGroup, queueId }) => {
  const offset = committedAt(node, consumerGroup, queueId)
  if (offset >= 0) return { code: 'offset', offset }
  return { code: 'offset', offset: isZero(sim, packet.to.group, node, queueId) ? 0 : null }
}

/**
 * Does a queue without a stored offset begin at 0, whatever consumeFromWhere says? While message 0 is near the end of the log; from
 * 5.1.0 while its page is in memory.
 *
 * Simplified: its page is in memory as long as the whole log would fit into the Broker's memory.
 *
 * RocketMQ: ConsumerManageProcessor#queryConsumerOffset
 */
function isZero(sim: Simulation, group: number, node: BrokerNode, queueId: number): boolean {
  const { zeroWhere, emptyQueueIsZero } = consumerRules(sim)
  const { settings } = sim.state
  const store = storeOf(node)
  const broker = groupAt(sim, group)
  if (queueEnds(broker, store, queueId).min > 0) return false
  const first = firstOfQueue(broker, store, store.reputOffset, queueId)
  if (!first) return emptyQueueIsZero
  return zeroWhere === 'near'
    ? store.maxOffset - first.startOffset <= inMemoryBytes(settings)
    : store.maxOffset <= settings.brokerMemoryMegabytes * BYTES_PER_MB
}

export const maxOffset: Handler<'GET_MAX_OFFSET'> = (sim, node, packet, { queueId }) => ({
  code: 'offset',
  offset: queueEnds(groupAt(sim, packet.to.group), storeOf(node), queueId).max,
})

/** The first message that is not older; the end of the queue where all are. RocketMQ: ConsumeQueue#getOffsetInQueueByTime */
export const searchOffset: Handler<'SEARCH_OFFSET_BY_TIMESTAMP'> = (
  sim,
  node,
  packet,
  { queueId, atMs },
): ConsumerResponseBody => {
  const group = groupAt(sim, packet.to.group)
  const store = storeOf(node)
  const found = storedFrom(group, store, store.reputOffset, queueId, atMs)
  return { code: 'offset', offset: found?.queueOffset ?? queueEnds(group, store, queueId).max }
}

export const updateOffset: Handler<'UPDATE_CONSUMER_OFFSET'> = (
  sim,
  node,
  packet,
  { consumerGroup, queueId, offset },
) => {
  commitOffset(sim, packet.to.group, node, consumerGroup, queueId, offset)
  return null
}

// ---------------------------------------------------------------- consumerOffset.json

/** The next time of a beat that began with the process. */
export function nextBeat(sim: Simulation, startedAtMs: number, firstMs: number, intervalMs: number): number {
  const { nowMs } = sim.state
  const beats = Math.floor((nowMs - startedAtMs - firstMs) / intervalMs) + 1
  return startedAtMs + firstMs + Math.max(0, beats) * intervalMs
}

/** The table differs from the file. */
function planFile(sim: Simulation, group: number, node: BrokerNode): void {
  const consuming = consumingOf(node)
  if (consuming.offsetFileTimerMs !== null) return
  const { flushConsumerOffsetInterval } = sim.state.settings
  consuming.offsetFileTimerMs = nextBeat(sim, consuming.startedAtMs, FIRST_FILE_MS, flushConsumerOffsetInterval)
  at(sim, consuming.offsetFileTimerMs, 'offsetFileTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}

export function offsetFileTimer(sim: Simulation, timer: TimersOf<'broker'>['offsetFileTimer']): void {
  const node = nodeAt(sim, timer.group, timer.node)
  if (timer.epoch !== node.epoch) return
  consumingOf(node).offsetFileTimerMs = null
  if (node.process === 'frozen') return planFile(sim, timer.group, node)
  if (isServing(node.process)) writeOffsets(node)
}

/** As a timer does, and a clean stop. RocketMQ: ConfigManager#persist */
export function writeOffsets(node: BrokerNode): void {
  const consuming = consumingOf(node)
  consuming.offsetsOnDisk = consuming.offsets.slice()
}

// ---------------------------------------------------------------- what a Slave copies

const isSlave = (node: BrokerNode): boolean => node.brokerId !== MASTER_ID && !node.removed

/**
 * Something in a group has changed, or a process has started: each Slave copies its Master's offsets at its next beat.
 *
 * Simplified: a Slave's beats at which there is nothing new are left out.
 */
export function planCopies(sim: Simulation, group: number): void {
  for (const node of groupAt(sim, group).nodes) {
    if (!isSlave(node) || !node.consuming || !isServing(node.process)) continue
    const consuming = consumingOf(node)
    if (consuming.offsetSyncTimerMs !== null) continue
    const { slaveOffsetSyncMs, slaveRefusesPulls } = consumerRules(sim)
    const { enableDLegerCommitLog, enableControllerMode } = sim.state.settings
    const intervalMs =
      enableDLegerCommitLog || enableControllerMode
        ? Math.min(SYNC_WITH_ELECTIONS_MS, slaveOffsetSyncMs)
        : slaveOffsetSyncMs
    const firstMs = slaveRefusesPulls ? intervalMs : FIRST_SYNC_MS
    consuming.offsetSyncTimerMs = nextBeat(sim, consuming.startedAtMs, firstMs, intervalMs)
    at(sim, consuming.offsetSyncTimerMs, 'offsetSyncTimer', { group, node: node.nodeIndex, epoch: node.epoch })
  }
}

/**
 * A Slave takes over all rows that its Master has, also where its own are larger; as long as nothing answers, it tries again.
 *
 * Simplified: it takes no time.
 *
 * RocketMQ: SlaveSynchronize#syncConsumerOffset
 */
export function offsetSyncTimer(sim: Simulation, timer: TimersOf<'broker'>['offsetSyncTimer']): void {
  const node = nodeAt(sim, timer.group, timer.node)
  if (timer.epoch !== node.epoch) return
  const consuming = consumingOf(node)
  consuming.offsetSyncTimerMs = null
  if (!isSlave(node) || !isServing(node.process)) return
  const master = nodeAt(sim, timer.group, masterOf(sim, timer.group))
  const answers = isServing(master.process) && !isSlave(master) && areConnected(sim, timer.group, node, master)
  if (!answers) return planCopies(sim, timer.group)
  for (const row of consumingOf(master).offsets) {
    const { consumerGroup, queueId, offset } = row
    // What goes forward is the ordinary course.
    if (put(consuming, row) > offset) {
      consumerLog.offsetCommitted(sim, {
        consumerGroup,
        group: timer.group,
        node: timer.node,
        queueId,
        queueOffset: offset,
      })
    }
  }
  writeOffsets(node)
}
