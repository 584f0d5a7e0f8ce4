// Why a group gets a message again, and why it has not got one yet.

import {
  type ClusterState,
  entryAt,
  entryTime,
  type FlowControl,
  firstEntryAfter,
  isTopicQueue,
  type LogEntry,
  type LogKind,
  type OrderlyWait,
  type Run,
  retryQueue,
} from '../rocketmq'
import { type Consumption, consumptionOf, positionOf } from './consumption'
import { messageEntries, newestBefore } from './messageIndex'
import type { Look } from './projection'

type EntryOf<K extends LogKind> = Extract<LogEntry, { kind: K }>
type Begun = EntryOf<'consumeBegun'>

// ---------------------------------------------------------------- again

/** What made a group get a message once more. `atMs`: when that was. */
export type AgainCause =
  /** Its listener failed, or took too long, and the client sent it back. */
  | { why: 'sentBack' | 'timeout'; atMs: number; consumer: number }
  /** Orderly: the queue was suspended. Concurrently: it could not be sent back. It is tried at the same place. */
  | { why: 'suspended' | 'notSentBack'; atMs: number; consumer: number }
  /** Who had it ended before its offset was committed. */
  | { why: 'ownerEnded'; atMs: number; consumer: number; to: EntryOf<'consumerProcess'>['to'] }
  /** The queue went to another member before its offset was committed. */
  | { why: 'rebalanced'; atMs: number; consumer: number }
  /** The Broker took the owner out of its group, which has not heard of it. */
  | { why: 'ownerSilent'; atMs: number; consumer: number }
  /** The producer stored it twice. */
  | { why: 'storedTwice'; atMs: number }
  /** A Broker put the same retry into the retry Topic twice. */
  | { why: 'retriedTwice'; atMs: number }
  /** Two members have the queue at the same time. */
  | { why: 'sharedQueue'; atMs: number; consumer: number }

/** One call of a listener. */
export interface Delivery {
  atMs: number
  consumer: number
  /** 1 for the first one that the group got. */
  number: number
  /** null for the first one. */
  again: AgainCause | null
  /** What came of it, as far as the moment. */
  result: EntryOf<'consumed'>['result'] | null
}

const isSamePlace = (one: Begun, other: Begun): boolean =>
  one.group === other.group && one.queueId === other.queueId && one.queueOffset === other.queueOffset

/** Every time that a listener of the group was called with the message, up to a moment. Broadcasting: of all members. */
export function deliveriesOf(run: Run, message: number, consumerGroup: number, tMs: number): Delivery[] {
  const { consumerGroupCount, messageModel } = run.input.scenario.settings
  const isOfGroup = (consumer: number): boolean => consumer % Math.max(1, consumerGroupCount) === consumerGroup
  const begun: { entry: Begun; index: number }[] = []
  const ended: EntryOf<'consumed'>[] = []
  for (const index of messageEntries(run.log, message)) {
    const entry = entryAt(run.log, index)
    if (entry.atMs > tMs) break
    if (entry.kind === 'consumeBegun' && isOfGroup(entry.consumer)) begun.push({ entry, index })
    if (entry.kind === 'consumed' && isOfGroup(entry.consumer)) ended.push(entry)
  }
  return begun.map(({ entry, index }, at) => {
    // In a packet that stands for several messages, each offset is one.
    const earlier = begun
      .slice(0, at)
      .filter((one) => messageModel !== 'BROADCASTING' || one.entry.consumer === entry.consumer)
    const last = earlier.findLast((one) => isSamePlace(one.entry, entry)) ?? earlier.at(-1)
    const next = begun
      .slice(at + 1)
      .find((one) => isSamePlace(one.entry, entry) && one.entry.consumer === entry.consumer)
    const result = ended.find(
      (one) =>
        one.atMs >= entry.atMs &&
        one.atMs <= (next?.entry.atMs ?? tMs) &&
        one.consumer === entry.consumer &&
        one.queueId === entry.queueId &&
        one.group === entry.group &&
        one.queueOffset === entry.queueOffset,
    )
    const isSibling =
      last !== undefined &&
      !isSamePlace(last.entry, entry) &&
      last.entry.times === entry.times &&
      last.entry.group === entry.group &&
      last.entry.queueId === entry.queueId &&
      isTopicQueue(entry.queueId) &&
      run.input.scenario.settings.sendsPerPacket > 1
    return {
      atMs: entry.atMs,
      consumer: entry.consumer,
      number: at + 1,
      again: last && !isSibling ? causeOf(run, last, { entry, index }, ended) : null,
      result: result?.result ?? null,
    }
  })
}

/** What lies between two deliveries. */
function causeOf(
  run: Run,
  last: { entry: Begun; index: number },
  { entry, index }: { entry: Begun; index: number },
  ended: readonly EntryOf<'consumed'>[],
): AgainCause {
  const before = last.entry
  const { consumer } = before
  const result = ended.findLast((one) => one.consumer === consumer && one.atMs >= before.atMs && one.atMs <= entry.atMs)
  if (!isSamePlace(before, entry)) {
    if (isTopicQueue(entry.queueId)) return { why: 'storedTwice', atMs: entry.atMs }
    if (entry.times === before.times && !isTopicQueue(before.queueId)) return { why: 'retriedTwice', atMs: entry.atMs }
    const isLate = result?.result === 'timeout'
    return { why: isLate ? 'timeout' : 'sentBack', atMs: result?.atMs ?? before.atMs, consumer }
  }
  const between = <K extends LogKind>(kind: K, fits: (found: EntryOf<K>) => boolean): EntryOf<K> | null => {
    const at = newestBefore(
      run.log,
      [kind],
      index,
      (one) => one > last.index && fits(entryAt(run.log, one) as EntryOf<K>),
    )
    return at < 0 ? null : (entryAt(run.log, at) as EntryOf<K>)
  }
  const end = between(
    'consumerProcess',
    (one) => one.consumer === consumer && one.to !== 'running' && one.to !== 'frozen',
  )
  if (end) return { why: 'ownerEnded', atMs: end.atMs, consumer, to: end.to }
  const isQueue = (one: { group: number; queueId: number }) =>
    one.group === entry.group && one.queueId === entry.queueId
  const revoked = between('queueRevoked', (one) => one.consumer === consumer && isQueue(one))
  if (revoked) return { why: 'rebalanced', atMs: revoked.atMs, consumer }
  if (entry.consumer === consumer) {
    const why = result?.result === 'SUSPEND' ? 'suspended' : 'notSentBack'
    return { why, atMs: result?.atMs ?? before.atMs, consumer }
  }
  const left = between('memberLeft', (one) => one.consumer === consumer)
  if (left) return { why: 'ownerSilent', atMs: left.atMs, consumer }
  return { why: 'sharedQueue', atMs: entry.atMs, consumer }
}

// ---------------------------------------------------------------- not yet

export type NotYet =
  /** No running member has its queue. */
  | { why: 'noOwner' }
  /** A retry is ready, and no running member has heard of the retry Topic: its next route poll brings it. */
  | { why: 'noRetryOwner' }
  /** A member has just got the queue, and asks where to begin. */
  | { why: 'locating'; consumer: number }
  | { why: 'flowControl'; consumer: number; reason: FlowControl }
  /** So many messages of the queue come before it. */
  | { why: 'behind'; consumer: number; messages: number }
  /** The next pull brings it. */
  | { why: 'nextPull'; consumer: number }
  /** It is in memory and waits for a thread; all `threads` are busy. */
  | { why: 'noThread'; consumer: number; threads: number }
  /** Orderly: another message is first in its queue, since when its listener runs (null: it waits too). */
  | { why: 'head'; consumer: number; message: number; sinceMs: number | null }
  | { why: 'orderly'; consumer: number; reason: OrderlyWait; untilMs: number | null }
  | { why: 'running'; consumer: number; sinceMs: number }
  | { why: 'delay'; untilMs: number | null }

/** Why a group has not finished a message. @returns null where it has, or never will */
export function whyNotYet(
  run: Run,
  message: number,
  consumerGroup: number,
  tMs: number,
  look: Look,
  found: Consumption | null = consumptionOf(run, message, consumerGroup, tMs, look),
): NotYet | null {
  if (!found) return null
  const state = look(tMs)
  if (found.is === 'inRetry' && found.dueMs !== null) return { why: 'delay', untilMs: found.dueMs }
  if (found.is === 'inProcessQueue') return whyCached(state, found.consumer, message, found.runsSinceMs)
  if (found.is !== 'notPulled' && found.is !== 'inRetry') return null
  const place = placeIn(run, message, consumerGroup, tMs, found.is === 'inRetry')
  return place ? whyUnread(state, consumerGroup, place) : { why: 'delay', untilMs: null }
}

interface Place {
  group: number
  queueId: number
  queueOffset: number
}

/** Where the group finds it next: in the Topic, or in its retry Topic. */
function placeIn(run: Run, message: number, consumerGroup: number, tMs: number, inRetry: boolean): Place | null {
  const kind = inRetry ? 'retryReady' : 'stored'
  const end = firstEntryAfter(run.log, tMs)
  const at = newestBefore(run.log, [kind], end, (one) => isOf(entryAt(run.log, one), consumerGroup), message)
  if (at < 0 || entryTime(run.log, at) > tMs) return null
  const entry = entryAt(run.log, at)
  if (entry.kind === 'stored') return entry
  return entry.kind === 'retryReady' ? { ...entry, queueId: retryQueue(consumerGroup) } : null
}

const isOf = (entry: LogEntry, consumerGroup: number): boolean =>
  !('consumerGroup' in entry) || entry.consumerGroup === consumerGroup

function whyUnread(state: ClusterState, consumerGroup: number, { group, queueId, queueOffset }: Place): NotYet {
  const is = (one: { group: number; queueId: number }): boolean => one.group === group && one.queueId === queueId
  const index = state.consumers.findIndex(
    (one) => one.consumerGroup === consumerGroup && !one.removed && one.process === 'running' && one.queues.some(is),
  )
  const queue = state.consumers[index]?.queues.find(is)
  if (!queue) return { why: isTopicQueue(queueId) ? 'noOwner' : 'noRetryOwner' }
  if (queue.nextOffset < 0 || queue.pull === 'locating') return { why: 'locating', consumer: index }
  if (queue.flowControl) return { why: 'flowControl', consumer: index, reason: queue.flowControl }
  const messages = queueOffset - positionOf(state, [index], consumerGroup, group, queueId)
  return messages > 0 ? { why: 'behind', consumer: index, messages } : { why: 'nextPull', consumer: index }
}

function whyCached(state: ClusterState, consumer: number, message: number, sinceMs: number | null): NotYet {
  if (sinceMs !== null) return { why: 'running', consumer, sinceMs }
  const one = state.consumers[consumer]
  const queue = one?.queues.find(({ cached }) => cached.message.includes(message))
  if (!one || !queue) return { why: 'noOwner' }
  const [head = message] = queue.cached.message
  if (queue.orderlyWait) return { why: 'orderly', consumer, reason: queue.orderlyWait, untilMs: queue.orderlyTimerMs }
  if (state.settings.messageListener === 'ORDERLY' && head !== message)
    return { why: 'head', consumer, message: head, sinceMs: queue.cached.startedAtMs[0] ?? null }
  return { why: 'noThread', consumer, threads: one.running.length }
}

/** Deliveries of a consumer that are looked at for one that was not the first. */
const MAX_DELIVERIES = 40

/** The newest message that a consumer was given although its group had been given it before; null where none of the last ones was. */
export function lastAgain(run: Run, consumer: number, tMs: number): { message: number; delivery: Delivery } | null {
  const group = consumer % Math.max(1, run.input.scenario.settings.consumerGroupCount)
  let end = firstEntryAfter(run.log, tMs)
  for (let left = MAX_DELIVERIES; left > 0; left--) {
    end = newestBefore(run.log, ['consumeBegun'], end, (at) => {
      const entry = entryAt(run.log, at)
      return entry.kind === 'consumeBegun' && entry.consumer === consumer
    })
    if (end < 0) return null
    const { message, atMs } = entryAt(run.log, end) as Begun
    const delivery = deliveriesOf(run, message, group, atMs).findLast((one) => one.consumer === consumer)
    if (delivery?.again) return { message, delivery }
  }
  return null
}
