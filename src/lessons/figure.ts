// Questions to a run that can be written down as data: what a lesson says, asks and promises is read from the log by these.

import {
  clientRules,
  entryAt,
  entryKind,
  entryTime,
  firstEntryAfter,
  type LogEntry,
  type Run,
  stateAt,
} from '../engine'
import { endings, entries } from './reading'

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
    case 'capacity':
      return figure.toMs
    case 'isolationOf':
    case 'queuesKnown':
      return figure.atMs
    default:
      return null
  }
}

/** ms of virtual time beyond which nothing is looked for. */
const HORIZON_MS = 900_000
export const FIGURE_HORIZON_MS = HORIZON_MS

const names = (run: Run, atMs: number): string[] =>
  stateAt(run, Math.min(atMs, run.endMs)).brokerGroups.map((group) => group.brokerName)

/** @throws RangeError if no Broker group of the run has that name */
function groupOf(run: Run, brokerName: string): number {
  const group = names(run, run.endMs).indexOf(brokerName)
  if (group < 0) throw new RangeError(`no Broker group ${brokerName}`)
  return group
}

/**
 * The answer, read from a run.
 *
 * @returns null where the run, as far as it is computed, has no answer
 * @throws RangeError if the figure names a Broker group that is not there
 */
export function readFigure(run: Run, figure: Figure): FigureValue | null {
  switch (figure.kind) {
    case 'count':
      return figure.toMs > run.endMs ? null : countOf(run, figure)
    case 'share': {
      if (figure.toMs > run.endMs) return null
      const group = groupOf(run, figure.brokerName)
      const stored = firstCopies(run, figure.fromMs ?? 0, figure.toMs)
      const mine = stored.filter((one) => one.group === group && (figure.queueId ?? one.queueId) === one.queueId)
      return stored.length === 0 ? null : (100 * mine.length) / stored.length
    }
    case 'perBroker':
      return figure.perBroker
    case 'capacity': {
      if (figure.toMs > run.endMs) return null
      const stored = firstCopies(run, figure.fromMs ?? 0, figure.toMs)
      const perGroup = new Map<number, number>()
      for (const { group } of stored) perGroup.set(group, (perGroup.get(group) ?? 0) + 1)
      const most = Math.max(0, ...perGroup.values())
      return most === 0 ? null : Math.floor((figure.perBroker * stored.length) / most)
    }
    case 'queueOf': {
      const sent = attempt(run, figure.message, figure.attempt ?? 1)
      return sent && `${names(run, sent.atMs)[sent.group]} q${sent.queueId}`
    }
    case 'brokerOf': {
      const sent = attempt(run, figure.message, figure.attempt ?? 1)
      return sent && (names(run, sent.atMs)[sent.group] as string)
    }
    case 'outcomeOf': {
      const end = ending(run, figure.message)
      if (!end) return null
      return end.kind === 'messageFailed' ? 'failed' : end.attempt === 1 ? 'stored' : 'retried'
    }
    case 'attemptsOf':
      return ending(run, figure.message)
        ? entries(run, 'send').filter((one) => one.message === figure.message).length
        : null
    case 'elapsedOf':
      return ending(run, figure.message)?.elapsedMs ?? null
    case 'momentOf':
      return markOf(run, figure.mark)?.atMs ?? null
    case 'between': {
      const from = markOf(run, figure.from)
      const to = markOf(run, figure.to)
      return from && to ? to.atMs - from.atMs : null
    }
    case 'windowOf': {
      const found = markOf(run, { mark: 'avoided', brokerName: figure.brokerName, afterMs: figure.afterMs })
      return found?.kind === 'avoided' ? found.windowMs : null
    }
    case 'isolationOf':
      return figure.atMs > run.endMs
        ? null
        : clientRules(stateAt(run, figure.atMs).settings.clientVersion).isolationLatency
    case 'queuesKnown': {
      if (figure.atMs > run.endMs) return null
      const route = entries(run, 'route', 0, figure.atMs).filter((one) => one.producer === 0)
      return route.at(-1)?.queues ?? null
    }
    case 'messageOf': {
      const found = markOf(run, figure.mark)
      return found && 'message' in found ? found.message : null
    }
  }
}

/** A message counts where its first copy is; what a retry stored a second time is an extra copy. */
function firstCopies(run: Run, fromMs: number, toMs: number) {
  const seen = new Set<number>()
  return entries(run, 'stored', 0, toMs).filter((one) => {
    const first = !seen.has(one.message)
    seen.add(one.message)
    return first && one.atMs >= fromMs
  })
}

function countOf(run: Run, figure: Extract<Figure, { kind: 'count' }>): number {
  const { what, brokerName, queueId, fromMs = 0, toMs } = figure
  const group = brokerName === undefined ? null : groupOf(run, brokerName)
  const here = (one: { group: number; queueId?: number }) =>
    (group === null || one.group === group) && (queueId === undefined || one.queueId === queueId)
  switch (what) {
    case 'sent':
      return entries(run, 'send', fromMs, toMs).filter((one) => one.attempt === 1 && here(one)).length
    case 'stored':
      return firstCopies(run, fromMs, toMs).filter(here).length
    case 'failedMessages':
      return entries(run, 'messageFailed', fromMs, toMs).length
    case 'failedAttempts':
      return entries(run, 'sendFailed', fromMs, toMs).filter(here).length
    case 'attempts':
      return entries(run, 'send', fromMs, toMs).filter(here).length
    case 'retriedMessages':
      return new Set(entries(run, 'send', fromMs, toMs).flatMap((one) => (one.attempt > 1 ? [one.message] : []))).size
    case 'rescuedMessages':
      return entries(run, 'sendOk', fromMs, toMs).filter((one) => one.attempt > 1 && here(one)).length
    case 'routeChanges':
      return entries(run, 'route', fromMs, toMs).filter((one) => one.outcome === 'changed').length
    case 'windows':
      return entries(run, 'avoided', fromMs, toMs).filter((one) => one.windowMs > 0 && here(one)).length
    case 'elections':
      return entries(run, 'masterReady', fromMs, toMs).filter(here).length
    case 'extraCopies': {
      const copies = entries(run, 'stored', fromMs, toMs)
      return copies.length - new Set(copies.map((one) => one.message)).size
    }
  }
}

const attempt = (run: Run, message: number, number: number) =>
  entries(run, 'send').find((one) => one.message === message && one.attempt === number) ?? null

const ending = (run: Run, message: number) => endings(run).find((one) => one.message === message) ?? null

/** The entry a mark stands for. */
export function markOf(run: Run, { mark, brokerName, afterMs }: Mark): LogEntry | null {
  const group = brokerName === undefined ? null : groupOf(run, brokerName)
  const from = firstEntryAfter(run.log, afterMs - 1)
  for (let index = from; index < run.log.length && entryTime(run.log, index) <= afterMs + HORIZON_MS; index++) {
    if (!KINDS[mark].includes(entryKind(run.log, index))) continue
    const entry = entryAt(run.log, index)
    if (mark === 'routeChanged' && !(entry.kind === 'route' && entry.outcome === 'changed')) continue
    if (mark === 'avoided' && !(entry.kind === 'avoided' && entry.windowMs > 0)) continue
    if (group === null || ('group' in entry && entry.group === group)) return entry
  }
  return null
}

const KINDS: Record<Marked, readonly string[]> = {
  attemptFailed: ['sendFailed'],
  messageFailed: ['messageFailed'],
  avoided: ['avoided'],
  available: ['available'],
  masterReady: ['masterReady'],
  routeChanged: ['route'],
  firstUse: ['send'],
}
