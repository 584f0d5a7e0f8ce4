// Messages that wait for their time. RocketMQ: ScheduleMessageService

import { consumerLog } from '../../consumerCodec'
import { groupAt, nodeAt, type Simulation } from '../../context'
import type { TimersOf } from '../../events'
import { at, isServing } from '../../network'
import {
  type BrokerConsuming,
  type BrokerGroup,
  type BrokerNode,
  DELAY_LEVELS_MS,
  type DelayOffset,
  retryQueue,
  type ScheduledMessage,
  storeQueue,
} from '../../state'
import { recordsBetween } from '../../state/records'
import { storeOf } from '../store/commitLog'
import { appendInternal, takesWrites } from '../store/internalPuts'
import { consumingOf } from './kept'

/** RocketMQ: ScheduleMessageService.FIRST_DELAY_TIME, .DELAY_FOR_A_WHILE, .DELAY_FOR_A_PERIOD, ms */
const FIRST_MS = 1000
const LOOK_MS = 100
const REFUSED_MS = 10_000
/** RocketMQ: MessageStoreConfig.flushDelayOffsetInterval, ms */
const PERSIST_MS = 10_000

/** A message has come to SCHEDULE_TOPIC_XXXX. */
export function schedule(sim: Simulation, group: number, node: BrokerNode, message: ScheduledMessage): void {
  consumingOf(node).scheduled.push(message)
  planLook(sim, group, node, message.dueMs)
}

/** The first look at a moment or behind it, unless there is an earlier one. */
function planLook(sim: Simulation, group: number, node: BrokerNode, dueMs: number): void {
  const consuming = consumingOf(node)
  const firstMs = consuming.startedAtMs + FIRST_MS
  const looks = Math.max(0, Math.ceil((Math.max(dueMs, sim.state.nowMs) - firstMs) / LOOK_MS))
  const lookMs = firstMs + looks * LOOK_MS
  if (consuming.scheduleTimerMs !== null && consuming.scheduleTimerMs <= lookMs) return
  consuming.scheduleTimerMs = lookMs
  at(sim, lookMs, 'scheduleTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}

/** Looks when the first of what waits is due, and not before `fromMs`. */
function planNext(sim: Simulation, group: number, node: BrokerNode, fromMs = sim.state.nowMs): void {
  const { scheduled } = consumingOf(node)
  const firstMs = scheduled.reduce((least, { dueMs }) => Math.min(least, dueMs), Infinity)
  if (firstMs < Infinity) planLook(sim, group, node, Math.max(firstMs, fromMs))
}

/** Those whose time has come go to the retry Topic of their group. */
export function scheduleTimer(
  sim: Simulation,
  { group, node: index, epoch }: TimersOf<'broker'>['scheduleTimer'],
): void {
  const node = nodeAt(sim, group, index)
  const consuming = consumingOf(node)
  if (epoch !== node.epoch || consuming.scheduleTimerMs !== sim.state.nowMs) return
  consuming.scheduleTimerMs = null
  // A paused process looks when it goes on.
  if (!isServing(node.process)) return
  // Another node is Master now, and has them, too.
  if (!takesWrites(node)) {
    consuming.scheduled = []
    return
  }
  const { nowMs } = sim.state
  const waiting: ScheduledMessage[] = []
  let refused = false
  for (const message of consuming.scheduled) {
    refused ||= message.dueMs <= nowMs && !goesOn(sim, group, node, message)
    if (refused || message.dueMs > nowMs) waiting.push(message)
  }
  consuming.scheduled = waiting
  planNext(sim, group, node, refused ? nowMs + REFUSED_MS : nowMs)
}

/** @returns false: the store refuses */
function goesOn(sim: Simulation, group: number, node: BrokerNode, scheduled: ScheduledMessage): boolean {
  const { message, times, size, consumerGroup } = scheduled
  const put = appendInternal(sim, group, node, { message, queueId: retryQueue(consumerGroup), size, times })
  if ('refusal' in put) return false
  moveOn(sim, consumingOf(node), scheduled)
  const { queueOffset } = put
  consumerLog.retryReady(sim, { consumerGroup, message, group, node: node.nodeIndex, times, queueOffset })
  return true
}

// ---------------------------------------------------------------- how far it is

/** Which writing of delayOffset.json comes next after a moment, by number. */
const writings = ({ startedAtMs }: BrokerConsuming, atMs: number): number =>
  Math.floor((atMs - startedAtMs) / PERSIST_MS)

/** What is in delayOffset.json at a moment. */
const onDisk = (consuming: BrokerConsuming, { offset, sinceMs, persisted }: DelayOffset, nowMs: number): number =>
  writings(consuming, sinceMs) < writings(consuming, nowMs) ? offset : persisted

function moveOn(sim: Simulation, consuming: BrokerConsuming, { queueId, queueOffset }: ScheduledMessage): void {
  const { nowMs } = sim.state
  const before = consuming.delayOffsets.find((one) => one.queueId === queueId)
  const persisted = before ? onDisk(consuming, before, nowMs) : 0
  const after: DelayOffset = { queueId, offset: queueOffset + 1, sinceMs: nowMs, persisted }
  consuming.delayOffsets = [...consuming.delayOffsets.filter((one) => one !== before), after]
}

/** The process is gone: of how far it was, its file has what it had written, or (`clean`) everything. */
export function scheduleEnded(sim: Simulation, node: BrokerNode, clean: boolean): void {
  const consuming = consumingOf(node)
  const { nowMs } = sim.state
  consuming.scheduled = []
  consuming.scheduleTimerMs = null
  consuming.delayOffsets = consuming.delayOffsets.map((one) => {
    const persisted = clean ? one.offset : onDisk(consuming, one, nowMs)
    return { ...one, offset: persisted, persisted, sinceMs: nowMs }
  })
}

/**
 * The process serves as Master (again): what waits is what its CommitLog has behind its delayOffset.json; of a node that was a Slave
 * that is a copy of what the others had. What had gone on since that was written comes again.
 */
export function scheduleStarted(sim: Simulation, groupIndex: number, node: BrokerNode): void {
  const consuming = consumingOf(node)
  consuming.scheduled = []
  consuming.scheduleTimerMs = null
  if (!takesWrites(node)) return
  const group = groupAt(sim, groupIndex)
  const { nowMs } = sim.state
  const { queueOffsets } = storeOf(node)
  // A CommitLog that was cut may end before what had gone on.
  consuming.delayOffsets = [...delayOffsetsOf(group, nowMs)].map(([queueId, known]) => {
    const offset = Math.min(known, queueOffsets[queueId] ?? 0)
    return { queueId, offset, sinceMs: nowMs, persisted: offset }
  })
  consuming.scheduled = [...waitingIn(group, node)]
  planNext(sim, groupIndex, node)
}

/** What the files of a group's nodes say: the farthest. */
function delayOffsetsOf({ nodes }: BrokerGroup, nowMs: number): Map<number, number> {
  const known = new Map<number, number>()
  for (const { consuming } of nodes) {
    for (const one of consuming?.delayOffsets ?? []) {
      const offset = onDisk(consuming as BrokerConsuming, one, nowMs)
      known.set(one.queueId, Math.max(known.get(one.queueId) ?? 0, offset))
    }
  }
  return known
}

function* waitingIn(group: BrokerGroup, node: BrokerNode): Generator<ScheduledMessage> {
  const store = storeOf(node)
  const gone = new Map(consumingOf(node).delayOffsets.map(({ queueId, offset }) => [queueId, offset]))
  for (const record of recordsBetween(group, store, store.minOffset, store.maxOffset)) {
    const { queueId, queueOffset, message, times, size, storedAtMs } = record
    const queue = storeQueue(queueId)
    if (queue.topic !== 'schedule' || queueOffset < (gone.get(queueId) ?? 0)) continue
    const { level, consumerGroup } = queue
    const dueMs = storedAtMs + (DELAY_LEVELS_MS[level - 1] as number)
    yield { queueId, queueOffset, message, times, size, level, consumerGroup, dueMs }
  }
}

/** A paused process goes on. */
export const scheduleResumed = (sim: Simulation, group: number, node: BrokerNode): void => planNext(sim, group, node)
