// Where a client begins in a queue. RocketMQ: RebalancePushImpl#computePullFromWhere, RemoteBrokerOffsetStore#readOffset

import { consumerLog } from '../consumerCodec'
import { consumerRules } from '../consumerRules'
import { consumerAt, groupAt, nodeAt, type Simulation } from '../context'
import type { ConsumerRequestBody, ConsumerResponseBody } from '../events'
import { type Consumer, type ConsumerCall, isTopicQueue, type ProcessQueue } from '../state'
import { queueRecords } from '../state/queueIndex'
import { findBroker } from './clientRoute'
import { dropQueue } from './dropQueue'
import { forgetOffset, isBroadcasting, rowOf, updateOffset } from './offsets'
import { pullLater } from './pullLater'
import { queueBySerial } from './rebalance'
import { call } from './remoting'

/** RocketMQ: RemoteBrokerOffsetStore#fetchConsumeOffsetFromBroker; MQAdminImpl.timeoutMillis */
const QUERY_MS = 5000
const ADMIN_MS = 6000
/** RocketMQ: DefaultMQPushConsumer.consumeTimestamp: half an hour before the start */
const TIMESTAMP_BEFORE_MS = 1_800_000
/** Messages that a start at the end leaves out and that are written down one by one. */
const MAX_SKIPPED = 1000

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
    const isStored = nodeAt(sim, group, node).consuming?.offsets.some(
      (row) => row.consumerGroup === consumer.consumerGroup && row.queueId === queue.queueId,
    )
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
  const { store } = nodeAt(sim, group, node)
  if (!store) return
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
