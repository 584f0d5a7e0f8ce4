// The circulating pull requests of a consumer. RocketMQ: PullMessageService, DefaultMQPushConsumerImpl#pullMessage, PullAPIWrapper

import { consumerLog } from '../consumerCodec'
import { CONSUMER_CODE, consumerRules } from '../consumerRules'
import { consumerAt, type Simulation } from '../context'
import {
  brokerAddress,
  consumerAddress,
  type Packet,
  type PulledMessage,
  type PullRequestBody,
  type TimersOf,
} from '../events'
import { after, send } from '../network'
import {
  type Consumer,
  type ConsumerCall,
  type FlowControl,
  isTopicQueue,
  MASTER_ID,
  type ProcessQueue,
} from '../state'
import { matches, tagOf } from '../state/tags'
import { findBroker } from './clientRoute'
import { messagesArrived } from './concurrently'
import { dropQueue } from './dropQueue'
import { locateQueue } from './locate'
import { offsetInMemory, updateOffset } from './offsets'
import { maxSpan } from './processQueue'
import { pullLater } from './pullLater'
import { queueBySerial, rebalanceSoon } from './rebalance'
import { closeCall, openCall } from './remoting'
import { skipWaiting } from './threads'

const BYTES_PER_MIB = 1_048_576
/** RocketMQ: DefaultMQPushConsumerImpl.PULL_TIME_DELAY_MILLS_WHEN_CACHE_FLOW_CONTROL, ..._WHEN_BROKER_FLOW_CONTROL */
const CACHE_FULL_MS = 50
const BROKER_BUSY_MS = 20
/** RocketMQ: DefaultMQPushConsumer.consumerTimeoutMillisWhenSuspend */
const TIMEOUT_MS = 30_000
/** Up to 5.1.4, from an offset that is not there to the queue's end. */
const CORRECTION_MS = 10_000
/** Between two questions for the same offset that bring nothing. Simplified: RocketMQ asks again at once. */
const SPIN_MS = 100

// ---------------------------------------------------------------- when

/** A later plan makes an earlier one void. */
export function pullTimer(sim: Simulation, { consumer: index, serial }: TimersOf<'consumer'>['pullTimer']): void {
  const queue = queueBySerial(consumerAt(sim, index), serial)
  if (queue && queue.pullTimerMs !== null && queue.pullTimerMs <= sim.state.nowMs) pullNow(sim, index, queue)
}

// ---------------------------------------------------------------- asking

/** RocketMQ: DefaultMQPushConsumerImpl#pullMessage */
function pullNow(sim: Simulation, index: number, queue: ProcessQueue): void {
  queue.pullTimerMs = null
  if (queue.pull !== 'waiting' || queue.correctingTo !== null) return
  queue.lastPullMs = sim.state.nowMs
  const reason = flowControl(sim, queue)
  if (reason !== queue.flowControl) {
    const { group, queueId } = queue
    consumerLog.flowControl(sim, { consumer: index, group, queueId, reason: reason ?? 'none' })
    queue.flowControl = reason
  }
  if (reason) {
    return pullLater(sim, index, queue, reason === 'notLocked' ? consumerRules(sim).pullExceptionMs : CACHE_FULL_MS)
  }
  if (isOrderly(sim) && !queue.previouslyLocked) {
    // Whoever had the lock before may have gone on since the queue was given.
    queue.previouslyLocked = true
    return locateQueue(sim, index, queue)
  }
  ask(sim, index, queue)
}

const isOrderly = (sim: Simulation): boolean => sim.state.settings.messageListener === 'ORDERLY'

/** Why a queue is not pulled now, or null; in this order. */
export function flowControl(sim: Simulation, queue: ProcessQueue): FlowControl | null {
  const { pullThresholdForQueue, pullThresholdSizeForQueue, consumeConcurrentlyMaxSpan } = sim.state.settings
  if (queue.cached.offset.length > pullThresholdForQueue) return 'count'
  if (Math.floor(queue.cachedBytes / BYTES_PER_MIB) > pullThresholdSizeForQueue) return 'size'
  if (isOrderly(sim)) return queue.locked ? null : 'notLocked'
  return maxSpan(queue) > consumeConcurrentlyMaxSpan ? 'span' : null
}

/** RocketMQ: PullAPIWrapper#pullKernelImpl */
function ask(sim: Simulation, index: number, queue: ProcessQueue): void {
  const consumer = consumerAt(sim, index)
  const { settings } = sim.state
  const { group, queueId, suggestedBrokerId, nextOffset } = queue
  const broker = findBroker(sim, consumer, group, suggestedBrokerId, false)
  if (!broker) return pullLater(sim, index, queue, consumerRules(sim).pullExceptionMs)
  const { node, brokerId } = broker
  const opaque = openCall(sim, index, group, node, 'PULL_MESSAGE', TIMEOUT_MS, { queueSerial: queue.serial })
  queue.pull = 'pulling'
  queue.opaque = opaque
  const { consumerGroup, subscription, subVersion, epoch } = consumer
  const body: PullRequestBody = {
    ...{ consumerGroup, queueId, offset: nextOffset, maxCount: settings.pullBatchSize },
    commitOffset: brokerId === MASTER_ID ? offsetToCommit(sim, consumer, queue) : null,
    ...{ suspendMs: settings.brokerSuspendMaxTimeMillis, subscription, subVersion },
  }
  send(sim, 'pullRequest', consumerAddress(index), brokerAddress(group, node), { epoch, opaque, ...body })
}

function offsetToCommit(sim: Simulation, consumer: Consumer, queue: ProcessQueue): number | null {
  const offset = sim.state.settings.messageModel === 'CLUSTERING' ? offsetInMemory(consumer, queue) : 0
  return offset > 0 ? offset : null
}

// ---------------------------------------------------------------- what comes of it

/** A call is over. @returns its queue, if it is still this client's and waits for this one */
function queueOf(consumer: Consumer, { opaque, queueSerial }: ConsumerCall): ProcessQueue | null {
  const queue = queueBySerial(consumer, queueSerial)
  if (queue?.opaque !== opaque || queue.pull !== 'pulling') return null
  queue.opaque = 0
  return queue
}

export function pullAnswered(sim: Simulation, packet: Packet<'pullResponse'>): void {
  const { from, to, content } = packet
  const { index } = to
  const consumer = consumerAt(sim, index)
  const call = closeCall(consumer, content.opaque)
  if (!call) return
  if (content.code === 'failed') return pullFailed(sim, index, call, 'connectRefused')
  const queue = queueOf(consumer, call)
  if (!queue) return
  const { group, queueId } = queue
  const { code, responseCode, messages, nextOffset } = content
  if (code === 'error') {
    consumerLog.pullFailed(sim, {
      consumer: index,
      group,
      node: from.node,
      queueId,
      failure: 'error',
      code: responseCode,
    })
    const { knowsFlowControl, pullExceptionMs } = consumerRules(sim)
    const isBusy = knowsFlowControl && responseCode === CONSUMER_CODE.FLOW_CONTROL
    return pullLater(sim, index, queue, isBusy ? BROKER_BUSY_MS : pullExceptionMs)
  }
  queue.suggestedBrokerId = content.suggestedBrokerId
  if (code === 'OFFSET_ILLEGAL') return correct(sim, index, queue, nextOffset)
  const asked = queue.nextOffset
  // A Slave may have the client ask for the same offset for ever: that is no news.
  const isNews = code !== 'NO_MATCHED_MSG' || nextOffset !== asked
  if (isNews) {
    consumerLog.pulled(sim, {
      consumer: index,
      group,
      node: from.node,
      queueId,
      queueOffset: asked,
      count: messages.length,
    })
  }
  queue.nextOffset = nextOffset
  const wanted = code === 'FOUND' ? filterByText(sim, consumer, queue, messages) : []
  if (wanted.length > 0) messagesArrived(sim, index, queue, wanted)
  // What is left out moves the offset on where nothing is in work.
  else if (queue.cached.offset.length === 0) updateOffset(consumer, queue, nextOffset, true)
  pullLater(sim, index, queue, isNews ? 0 : SPIN_MS)
}

/**
 * The client compares Tags by their text. What it drops here, another member's subscription has let pass: that member never gets it.
 *
 * RocketMQ: PullAPIWrapper#processPullResult
 */
function filterByText(
  sim: Simulation,
  { subscription, consumerGroup }: Consumer,
  { group, queueId }: ProcessQueue,
  messages: readonly PulledMessage[],
): readonly PulledMessage[] {
  if (subscription === '*' || !isTopicQueue(queueId)) return messages
  const { tagCount } = sim.state.settings
  return messages.filter(({ message, offset: queueOffset }) => {
    const isWanted = matches(subscription, tagOf(message, tagCount))
    if (!isWanted) consumerLog.skipped(sim, { consumerGroup, message, group, queueId, queueOffset, cause: 'filtered' })
    return isWanted
  })
}

/** A pull has had its time, or its connection is gone. */
export function pullFailed(
  sim: Simulation,
  index: number,
  call: ConsumerCall,
  failure: 'timeout' | 'connectRefused' | 'connectionClosed',
): void {
  const queue = queueOf(consumerAt(sim, index), call)
  if (!queue) return
  const { group, queueId } = queue
  consumerLog.pullFailed(sim, { consumer: index, group, node: call.node, queueId, failure, code: 0 })
  pullLater(sim, index, queue, consumerRules(sim).pullExceptionMs)
}

// ---------------------------------------------------------------- an offset that is not there

/** The queue is given up, and comes back at the corrected offset with a rebalance. */
function correct(sim: Simulation, index: number, queue: ProcessQueue, to: number): void {
  const { group, queueId, nextOffset, serial } = queue
  consumerLog.offsetMoved(sim, { consumer: index, group, queueId, fromOffset: nextOffset, toOffset: to })
  queue.nextOffset = to
  queue.correctingTo = to
  queue.pull = 'waiting'
  const { epoch } = consumerAt(sim, index)
  if (consumerRules(sim).correctsAtOnce) return giveUp(sim, index, queue)
  skipWaiting(sim, index, queue)
  after(sim, CORRECTION_MS, 'correctionTimer', { consumer: index, epoch, serial })
}

export function correctionTimer(sim: Simulation, { consumer, serial }: TimersOf<'consumer'>['correctionTimer']): void {
  const queue = queueBySerial(consumerAt(sim, consumer), serial)
  if (queue) giveUp(sim, consumer, queue)
}

/** The corrected offset is stored: dropping the queue sends it. */
function giveUp(sim: Simulation, index: number, queue: ProcessQueue): void {
  updateOffset(consumerAt(sim, index), queue, queue.correctingTo as number, false)
  dropQueue(sim, index, queue)
  if (consumerRules(sim).correctsAtOnce) rebalanceSoon(sim, index)
}
