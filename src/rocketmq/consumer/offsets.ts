// Offsets that a client has: where it begins, what it may commit, and what it sends to Brokers. RocketMQ: RemoteBrokerOffsetStore,
// LocalFileOffsetStore, RebalancePushImpl#computePullFromWhere

import { committedAt } from '../broker/consuming/consumerOffsetManager'
import { storeOf } from '../broker/store/commitLog'
import { consumerAt, groupAt, nodeAt, type Simulation } from '../context'
import type { ConsumerRequestBody, ConsumerResponseBody, TimersOf } from '../events'
import { after } from '../network'
import {
  type Consumer,
  type ConsumerCall,
  isTopicQueue,
  type OffsetEntry,
  type ProcessQueue,
  type QueuePlace,
} from '../state'
import { queueRecords } from '../state/queueIndex'
import { findBroker } from './clientRoute'
import { consumerLog } from './consumerCodec'
import { consumerRules } from './consumerRules'
import { dropQueue } from './dropQueue'
import { pullLater } from './pull'
import { queueBySerial } from './rebalance'
import { call, oneway } from './remoting'

/** RocketMQ: RemoteBrokerOffsetStore#fetchConsumeOffsetFromBroker; MQAdminImpl.timeoutMillis */
const QUERY_MS = 5000
const ADMIN_MS = 6000
/** RocketMQ: DefaultMQPushConsumer.consumeTimestamp: half an hour before the start */
const TIMESTAMP_BEFORE_MS = 1_800_000
/** Messages that a start at the end leaves out and that are written down one by one. */
const MAX_SKIPPED = 1000

// ---------------------------------------------------------------- in memory

const key = ({ group, queueId }: QueuePlace): number => 256 * group + queueId

/** Rows are in order, and replaced, never changed. */
function rowAt(offsets: readonly OffsetEntry[], place: QueuePlace): number {
  let below = -1
  let above = offsets.length
  while (above - below > 1) {
    const middle = (below + above) >> 1
    if (key(offsets[middle] as OffsetEntry) < key(place)) below = middle
    else above = middle
  }
  return above
}

function rowOf(offsets: readonly OffsetEntry[], place: QueuePlace): OffsetEntry | null {
  const row = offsets[rowAt(offsets, place)]
  return row && key(row) === key(place) ? row : null
}

/** @returns the offset in memory, or -1 */
export const offsetInMemory = ({ offsets }: Consumer, place: QueuePlace): number => rowOf(offsets, place)?.offset ?? -1

/** RocketMQ: OffsetStore#updateOffset */
export function updateOffset({ offsets }: Consumer, place: QueuePlace, offset: number, increaseOnly: boolean): void {
  const before = rowOf(offsets, place)
  if (before && (before.offset === offset || (increaseOnly && before.offset > offset))) return
  const { group, queueId } = place
  offsets.splice(rowAt(offsets, place), before ? 1 : 0, { group, queueId, offset })
}

/** RocketMQ: #removeOffset, which a LocalFileOffsetStore does not do */
function forgetOffset(sim: Simulation, { offsets }: Consumer, place: QueuePlace): void {
  if (!isBroadcasting(sim) && rowOf(offsets, place)) offsets.splice(rowAt(offsets, place), 1)
}

const isBroadcasting = (sim: Simulation): boolean => sim.state.settings.messageModel === 'BROADCASTING'

// ---------------------------------------------------------------- where to begin

/** A queue is new: finds out where to begin, and has it pulled from there. */
export function locateQueue(sim: Simulation, index: number, queue: ProcessQueue): void {
  const consumer = consumerAt(sim, index)
  queue.pull = 'locating'
  if (isBroadcasting(sim)) {
    const local = rowOf(consumer.offsets, queue) ?? rowOf(consumer.localOffsets, queue)
    if (!local) return locateByPolicy(sim, index, queue)
    updateOffset(consumer, queue, local.offset, false)
    return begin(sim, index, queue, local.offset, 'local')
  }
  if (queue.nextOffset === -1) forgetOffset(sim, consumer, queue)
  const { consumerGroup } = consumer
  ask(sim, index, queue, { code: 'QUERY_CONSUMER_OFFSET', consumerGroup, queueId: queue.queueId }, QUERY_MS, false)
}

function ask(
  sim: Simulation,
  index: number,
  queue: ProcessQueue,
  body: ConsumerRequestBody,
  timeoutMs: number,
  onlyMaster: boolean,
): void {
  const broker = findBroker(sim, consumerAt(sim, index), queue.group, 0, onlyMaster)
  if (!broker) return notLocated(sim, index, queue)
  call(sim, index, queue.group, broker.node, body, timeoutMs, { queueSerial: queue.serial })
}

/** No offset is stored. RocketMQ: RebalancePushImpl#computePullFromWhere */
function locateByPolicy(sim: Simulation, index: number, queue: ProcessQueue): void {
  const { consumeFromWhere } = sim.state.settings
  const { queueId } = queue
  if (consumeFromWhere === 'CONSUME_FROM_FIRST_OFFSET') return begin(sim, index, queue, 0, 'min')
  if (consumeFromWhere === 'CONSUME_FROM_LAST_OFFSET' && !isTopicQueue(queueId)) {
    return begin(sim, index, queue, 0, 'min')
  }
  if (consumeFromWhere === 'CONSUME_FROM_LAST_OFFSET' || !isTopicQueue(queueId)) {
    return ask(sim, index, queue, { code: 'GET_MAX_OFFSET', queueId }, ADMIN_MS, true)
  }
  const atMs = consumerAt(sim, index).startedAtMs - TIMESTAMP_BEFORE_MS
  ask(sim, index, queue, { code: 'SEARCH_OFFSET_BY_TIMESTAMP', queueId, atMs }, ADMIN_MS, true)
}

/** An answer to a question for an offset, or its failure (null). */
export function offsetAnswered(
  sim: Simulation,
  index: number,
  { code, group, node, queueSerial }: ConsumerCall,
  body: ConsumerResponseBody | null,
): void {
  const consumer = consumerAt(sim, index)
  const queue = queueBySerial(consumer, queueSerial)
  if (queue?.pull !== 'locating') return
  if (code === 'QUERY_CONSUMER_OFFSET') {
    // Up to 4.9.8 any code but SUCCESS is taken for "none".
    if (body?.code === 'error' && consumerRules(sim).anyErrorMeansNoOffset) return locateByPolicy(sim, index, queue)
    if (body?.code !== 'offset') return notLocated(sim, index, queue)
    if (body.offset === null) return locateByPolicy(sim, index, queue)
    updateOffset(consumer, queue, body.offset, false)
    // Only the log can tell the two: the client gets the same answer.
    const isStored = committedAt(nodeAt(sim, group, node), consumer.consumerGroup, queue.queueId) >= 0
    return begin(sim, index, queue, body.offset, isStored || body.offset > 0 ? 'stored' : 'zero')
  }
  if (body?.code !== 'offset' || body.offset === null) return notLocated(sim, index, queue)
  begin(sim, index, queue, body.offset, code === 'GET_MAX_OFFSET' ? 'max' : 'timestamp')
  if (code === 'GET_MAX_OFFSET' && !isBroadcasting(sim)) logSkipped(sim, consumer, queue, node)
}

/** A queue that was just given is left to a later rebalance; one that is pulled is pulled later. */
function notLocated(sim: Simulation, index: number, queue: ProcessQueue): void {
  if (queue.nextOffset === -1) return dropQueue(sim, index, queue)
  queue.previouslyLocked = false
  pullLater(sim, index, queue, consumerRules(sim).pullExceptionMs)
}

type StartCause = 'stored' | 'zero' | 'max' | 'min' | 'timestamp' | 'local'

function begin(sim: Simulation, index: number, queue: ProcessQueue, queueOffset: number, cause: StartCause): void {
  const { group, queueId, nextOffset } = queue
  const isNew = nextOffset === -1
  if (queueOffset !== nextOffset) consumerLog.startOffset(sim, { consumer: index, group, queueId, queueOffset, cause })
  queue.nextOffset = queueOffset
  pullLater(sim, index, queue, isNew ? consumerRules(sim).firstPullMs : 0)
}

/**
 * Messages that were in a queue when the group began at its end: nothing will ever deliver them. At most the newest 1,000 are written
 * down, newest first; those that are older than that are skipped all the same.
 */
function logSkipped(sim: Simulation, { consumerGroup }: Consumer, queue: ProcessQueue, node: number): void {
  const { group, queueId, nextOffset } = queue
  const broker = groupAt(sim, group)
  const store = storeOf(nodeAt(sim, group, node))
  const skipped: { message: number; queueOffset: number }[] = []
  const from = Math.max(0, nextOffset - MAX_SKIPPED)
  for (const { message, queueOffset, count } of queueRecords(broker, store, store.reputOffset, queueId, from)) {
    for (let at = 0; at < count; at++) skipped.push({ message, queueOffset: queueOffset + at })
  }
  for (const one of skipped.reverse()) {
    if (one.queueOffset < nextOffset)
      consumerLog.skipped(sim, { consumerGroup, group, queueId, ...one, cause: 'startOffset' })
  }
}

// ---------------------------------------------------------------- what is sent to Brokers

/** Sends one queue's offset; `forget`: the queue is no longer its. RocketMQ: #persist, #removeOffset */
export function persistQueue(sim: Simulation, index: number, place: QueuePlace, forget: boolean): void {
  const consumer = consumerAt(sim, index)
  const { group, queueId } = place
  const offset = offsetInMemory(consumer, place)
  if (offset === -1 || isBroadcasting(sim)) return
  const { consumerGroup } = consumer
  // A Slave takes it where the route has no Master.
  const broker = findBroker(sim, consumer, group, 0, false)
  if (broker) oneway(sim, index, group, broker.node, { code: 'UPDATE_CONSUMER_OFFSET', consumerGroup, queueId, offset })
  if (forget) forgetOffset(sim, consumer, place)
}

/** Sends the offsets of all queues that it has, whether they have changed or not. RocketMQ: #persistAll */
export function persistAll(sim: Simulation, index: number): void {
  const consumer = consumerAt(sim, index)
  if (isBroadcasting(sim)) {
    consumer.localOffsets = consumer.offsets.slice()
    return
  }
  for (const queue of consumer.queues) persistQueue(sim, index, queue, false)
}

/** The first one comes 10,000 ms after the start. RocketMQ: MQClientInstance#startScheduledTask */
export function persistTimer(sim: Simulation, timer: TimersOf<'consumer'>['persistTimer']): void {
  persistAll(sim, timer.consumer)
  after(sim, sim.state.settings.persistConsumerOffsetInterval, 'persistTimer', timer)
}
