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
] as const
export type Counted = (typeof COUNTED)[number]

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
] as const
export type Marked = (typeof MARKED)[number]

/** The first thing of a kind after a moment, of one Broker group or of any. */
export interface Mark {
  mark: Marked
  brokerName?: string
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

type Count = Extract<Figure, { kind: 'count' }>

export const countOf = (what: Counted, fromMs: number, toMs: number): Count => ({ kind: 'count', what, fromMs, toMs })

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
      return 'count'
    case 'share':
      return 'percent'
    case 'queueOf':
    case 'brokerOf':
    case 'outcomeOf':
      return 'name'
    case 'elapsedOf':
    case 'percentile':
    case 'between':
    case 'windowOf':
    case 'isolationOf':
      return 'ms'
    case 'momentOf':
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
      return figure.toMs
    case 'isolationOf':
    case 'queuesKnown':
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
}

/** ms of virtual time beyond which nothing is looked for. */
export const FIGURE_HORIZON_MS = 900_000
