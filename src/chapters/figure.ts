// Questions to a run that can be written down as data: what a lesson says, asks and promises is read from the log by these.

import type { LogKind } from '../rocketmq'

/** A stretch of virtual time, ms; both ends belong to it. Left out: from the start, or to the end the lesson names. */
interface Stretch {
  fromMs?: number
  toMs: number
}

/** What can be counted. */
export const COUNTED = [
  'sent',
  'stored',
  'failedMessages',
  'failedAttempts',
  'retriedMessages',
  'rescuedMessages',
  'attempts',
  'routeChanges',
  'windows',
  'elections',
  'extraCopies',
  'lostMessages',
  'busyReplies',
] as const
export type Counted = (typeof COUNTED)[number]

/** What can be waited for inside of Brokers. */
export const STORE_MARKED = [
  'busy',
  'flushed',
  'replicated',
  'cut',
  'lost',
  'recovered',
  'filesDeleted',
  'leftSyncStateSet',
] as const

/** What can be counted of consumers. */
export const CONSUMER_COUNTED = [
  'deliveries',
  'consumed',
  'failures',
  'deliveredAgain',
  'sentBack',
  'deadLettered',
  'skipped',
  'queuesAssigned',
  'queuesRevoked',
  'locksRefused',
  'pulled',
] as const
export type ConsumerCounted = (typeof CONSUMER_COUNTED)[number]

/** What can be waited for of consumers. */
export const CONSUMER_MARKED = [
  'memberJoined',
  'memberLeft',
  'rebalanced',
  'queueAssigned',
  'queueRevoked',
  'consumeBegun',
  'consumed',
  'deliveredAgain',
  'sentBack',
  'retryReady',
  'deadLettered',
  'skipped',
  'pullHeld',
  'flowControl',
  'queueLocked',
  'lockRefused',
] as const
export type ConsumerMarked = (typeof CONSUMER_MARKED)[number]

/** Where a message comes by on its way; `acknowledged` is the answer that reaches the producer. */
export const STATIONS = ['chosen', 'appended', 'dispatched', 'flushed', 'replicated', 'acknowledged'] as const
export type Station = (typeof STATIONS)[number]

/** What can be waited for. */
export const MARKED = [
  'attemptFailed',
  'messageFailed',
  'avoided',
  'available',
  'masterReady',
  'routeChanged',
  'firstUse',
  'stored',
  ...STORE_MARKED,
  ...CONSUMER_MARKED,
] as const
export type Marked = (typeof MARKED)[number]

/** The first thing of a kind after a moment, of one Broker group, queue, consumer and message or of any. */
export interface Mark {
  mark: Marked
  brokerName?: string
  queueId?: number
  consumer?: number
  message?: number
  afterMs: number
}

/** A question to the log. Its answer is a number, or the name of a queue, a Broker group or an outcome. */
export type Figure =
  /** How many there were; messages by when their call began, all else by when it happened. */
  | ({ kind: 'count'; what: Counted; brokerName?: string; queueId?: number } & Stretch)
  /** Of the stored copies of a stretch, how many in a hundred went to a Broker group, or to one of its queues. */
  | ({ kind: 'share'; brokerName: string; queueId?: number } & Stretch)
  /** "broker-a q0": where an attempt of a message went. */
  | { kind: 'queueOf'; message: number; attempt?: number }
  | { kind: 'brokerOf'; message: number; attempt?: number }
  /** 'stored', 'retried' (stored, but not by the first attempt) or 'failed'. */
  | { kind: 'outcomeOf'; message: number }
  | { kind: 'attemptsOf'; message: number }
  /** ms the application waited for the call. */
  | { kind: 'elapsedOf'; message: number }
  /** ms that so many in a hundred of the calls that ended in a stretch took at most: the nearest rank. */
  | ({ kind: 'percentile'; percent: number } & Stretch)
  /** The moment of a mark, ms. */
  | { kind: 'momentOf'; mark: Mark }
  /** ms from one mark to another. */
  | { kind: 'between'; from: Mark; to: Mark }
  /** ms of the window that is opened first after a moment. */
  | { kind: 'windowOf'; brokerName?: string; afterMs: number }
  /** ms the client counts for an attempt that failed, in the release of that moment. */
  | { kind: 'isolationOf'; atMs: number }
  /** Queues in the list the first producer chooses from. */
  | { kind: 'queuesKnown'; atMs: number }
  /**
   * Messages per second that the whole cluster takes when one Broker takes `perBroker`: the Broker with the largest share of
   * the stretch is full first.
   */
  | ({ kind: 'capacity'; perBroker: number } & Stretch)
  /** Messages per second that one Broker is said to take. */
  | { kind: 'perBroker'; perBroker: number }
  /** The number of a message that is the first to do something after a moment. */
  | { kind: 'messageOf'; mark: Mark }
  /**
   * The moment at which a message comes by a station, ms. Of `dispatched` and `flushed` that of the node which appended it, of
   * `replicated` the first other node; with `node` that node.
   */
  | { kind: 'stationOf'; message: number; station: Station; node?: number }
  /** ms from one station to another; below 0 where the message comes by the second one first. */
  | { kind: 'stationGap'; message: number; from: Station; to: Station; node?: number }
  /** Where its first copy begins in the CommitLog, bytes. */
  | { kind: 'offsetOf'; message: number }
  /** The SendStatus of its answer, or the failure of its last attempt. */
  | { kind: 'statusOf'; message: number }
  /** What the Broker gives as its reason the first time after a moment that it refuses a request. */
  | { kind: 'busyReason'; afterMs: number }
  /** The most messages that a request of a stretch found before it in a send queue. */
  | ({ kind: 'queuePeak' } & Stretch)
  /** How much of something consumers did or got: of one Broker group, queue, node, consumer (from 0) or message, or of all. */
  | ({
      kind: 'consumption'
      what: ConsumerCounted
      brokerName?: string
      queueId?: number
      node?: number
      consumer?: number
      message?: number
    } & Stretch)
  /** "consumer-1": whose listener gets a message, the first time or the one that is named. */
  | { kind: 'consumerOf'; message: number; delivery?: number }
  /** Why a queue is pulled from where it is, the first time after a moment: stored, zero, max, min, timestamp or local. */
  | { kind: 'startCauseOf'; brokerName?: string; queueId?: number; consumer?: number; afterMs: number }
  /** Messages that a group (from 0) is behind, in all queues or some. */
  | { kind: 'lagOf'; consumerGroup?: number; brokerName?: string; queueId?: number; atMs: number }
  /** Queues of the Topic that a consumer has. */
  | { kind: 'queuesOf'; consumer: number; atMs: number }
  /** The offset that a group has committed in a queue. */
  | { kind: 'committedOf'; consumerGroup?: number; brokerName: string; queueId: number; atMs: number }

type Count = Extract<Figure, { kind: 'count' }>

export const countOf = (what: Counted, fromMs: number, toMs: number): Count => ({ kind: 'count', what, fromMs, toMs })

export const consumption = (
  what: ConsumerCounted,
  fromMs: number,
  toMs: number,
  of: { consumer?: number; message?: number; brokerName?: string; queueId?: number; node?: number } = {},
): Extract<Figure, { kind: 'consumption' }> => ({ kind: 'consumption', what, fromMs, toMs, ...of })

/** Messages that a Broker group, or one of its queues, stored. */
export const storedIn = (brokerName: string, fromMs: number, toMs: number, queueId?: number): Count => ({
  ...countOf('stored', fromMs, toMs),
  brokerName,
  queueId,
})

export const shareOf = (brokerName: string, fromMs: number, toMs: number, queueId?: number): Figure => ({
  kind: 'share',
  brokerName,
  queueId,
  fromMs,
  toMs,
})

export type FigureValue = number | string

/** What a value is, so that it can be written the way people write it. */
export type FigureUnit = 'count' | 'ms' | 'moment' | 'percent' | 'name' | 'message'

export function unitOf(figure: Figure): FigureUnit {
  switch (figure.kind) {
    case 'count':
    case 'attemptsOf':
    case 'queuesKnown':
    case 'capacity':
    case 'perBroker':
    case 'offsetOf':
    case 'queuePeak':
    case 'consumption':
    case 'lagOf':
    case 'queuesOf':
    case 'committedOf':
      return 'count'
    case 'share':
      return 'percent'
    case 'queueOf':
    case 'brokerOf':
    case 'outcomeOf':
    case 'statusOf':
    case 'busyReason':
    case 'consumerOf':
    case 'startCauseOf':
      return 'name'
    case 'elapsedOf':
    case 'stationGap':
    case 'percentile':
    case 'between':
    case 'windowOf':
    case 'isolationOf':
      return 'ms'
    case 'momentOf':
    case 'stationOf':
      return 'moment'
    case 'messageOf':
      return 'message'
  }
}

/** ms of virtual time a run must reach before the figure can be read from it; null: it is not known beforehand. */
export function neededMs(figure: Figure): number | null {
  switch (figure.kind) {
    case 'count':
    case 'share':
    case 'percentile':
    case 'capacity':
    case 'queuePeak':
    case 'consumption':
      return figure.toMs
    case 'isolationOf':
    case 'queuesKnown':
    case 'lagOf':
    case 'queuesOf':
    case 'committedOf':
      return figure.atMs
    default:
      return null
  }
}

/** Kinds of entries a mark may stand for. */
export const MARK_KINDS: Record<Marked, LogKind> = {
  attemptFailed: 'sendFailed',
  messageFailed: 'messageFailed',
  avoided: 'avoided',
  available: 'available',
  masterReady: 'masterReady',
  routeChanged: 'route',
  firstUse: 'send',
  stored: 'stored',
  busy: 'busy',
  flushed: 'flushed',
  replicated: 'replicated',
  cut: 'cut',
  lost: 'lost',
  recovered: 'recovered',
  filesDeleted: 'filesDeleted',
  leftSyncStateSet: 'syncStateSet',
  memberJoined: 'memberJoined',
  memberLeft: 'memberLeft',
  rebalanced: 'rebalanced',
  queueAssigned: 'queueAssigned',
  queueRevoked: 'queueRevoked',
  consumeBegun: 'consumeBegun',
  consumed: 'consumed',
  deliveredAgain: 'consumeBegun',
  sentBack: 'sentBack',
  retryReady: 'retryReady',
  deadLettered: 'deadLettered',
  skipped: 'skipped',
  pullHeld: 'pullHeld',
  flowControl: 'flowControl',
  queueLocked: 'queueLocked',
  lockRefused: 'lockRefused',
}

/** ms of virtual time beyond which nothing is looked for. */
export const FIGURE_HORIZON_MS = 900_000
