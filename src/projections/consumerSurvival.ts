// "If this consumer ended now: is the message consumed again?" Answered as survival.ts does: the run is forked, it happens, and the log
// is counted.

import {
  type ClusterState,
  createCursor,
  extendRun,
  forkRun,
  isTopicQueue,
  MAX_ACTIONS,
  MAX_RUN_MS,
  numberedTarget,
  type Run,
  type RunInput,
  stateAt,
} from '../rocketmq'
import { type Consumption, consumptionOf } from './consumption'
import type { MessagePlace } from './copies'

/** How a consumer may end. */
export const CONSUMER_ENDS = ['kill', 'stop', 'powerOff'] as const
export type ConsumerEnd = (typeof CONSUMER_ENDS)[number]

/** A consumer that has the queue of a message, and so decides. */
export interface ConsumerAtRisk {
  consumer: number
  consumerGroup: number
}

/** ms of virtual time that a fork goes on: members notice a closed connection at once, a silent one when it expires; then they rebalance. */
const TAIL_MS = 45_000

/** Of each group: who has the message's queue, or the message. Broadcasting: everybody has, and nobody takes over. */
export function consumersAtRisk({ consumers, settings }: ClusterState, place: MessagePlace): ConsumerAtRisk[] {
  if (settings.messageModel === 'BROADCASTING' || !isTopicQueue(place.queueId)) return []
  return consumers.flatMap(({ process, removed, queues, consumerGroup }, consumer) => {
    const has = queues.some(({ group, queueId }) => group === place.group && queueId === place.queueId)
    return has && !removed && (process === 'running' || process === 'frozen') ? [{ consumer, consumerGroup }] : []
  })
}

/** The run in which it happens: what the person did up to this moment, and then the end of the consumer. */
export function consumerEndInput(run: Run, consumer: number, end: ConsumerEnd, tMs: number): RunInput | null {
  const before = run.input.actions.filter(({ atMs }) => atMs <= tMs)
  const actions = [...before, { atMs: tMs, type: end, target: numberedTarget('consumer', consumer) }]
  return actions.length > MAX_ACTIONS ? null : { ...run.input, actions }
}

export interface ConsumerSurvival {
  /** What has become of it in the end. */
  consumption: Consumption | null
  /** Times that a listener of the group is called with it after the end; before it there were so many. */
  deliveriesAfter: number
  deliveriesBefore: number
  /** ms of virtual time at which it was counted. */
  atMs: number
}

/** A fork on its way. */
export interface ConsumerFork {
  message: number
  consumerGroup: number
  deliveriesBefore: number
  run: Run
  untilMs: number
}

/** @returns null where it cannot be done: too many actions */
export function startConsumerEnd(
  run: Run,
  message: number,
  { consumer, consumerGroup }: ConsumerAtRisk,
  end: ConsumerEnd,
  tMs: number,
): ConsumerFork | null {
  const input = consumerEndInput(run, consumer, end, tMs)
  if (!input) return null
  const { channelExpiredTimeout, consumeTimeMs } = stateAt(run, tMs).settings
  const cursor = createCursor(run)
  const now = consumptionOf(run, message, consumerGroup, tMs, (atMs) => cursor.seek(atMs))
  const noticed = end === 'powerOff' ? channelExpiredTimeout : 0
  return {
    message,
    consumerGroup,
    deliveriesBefore: now?.deliveries ?? 0,
    run: forkRun(run, input, tMs, 1),
    untilMs: Math.min(MAX_RUN_MS, tMs + noticed + TAIL_MS + consumeTimeMs),
  }
}

/** Computes a fork further. @returns the answer once it is there; null while it is not */
export function continueConsumerEnd(fork: ConsumerFork, maxEvents: number): ConsumerSurvival | null {
  const { run, untilMs, message, consumerGroup, deliveriesBefore } = fork
  extendRun(run, untilMs, maxEvents)
  if (run.endMs < untilMs && !run.endedBy) return null
  const cursor = createCursor(run)
  const consumption = consumptionOf(run, message, consumerGroup, run.endMs, (atMs) => cursor.seek(atMs))
  const deliveriesAfter = Math.max(0, (consumption?.deliveries ?? 0) - deliveriesBefore)
  return { consumption, deliveriesAfter, deliveriesBefore, atMs: run.endMs }
}
