// What has become of a stored message for one consumer group at a moment: exactly one of a few things, read from the log and the state.
// Counted are the entries of the log; where a message is now, the state says.

import {
  type BrokerNode,
  type ClusterState,
  type Consumer,
  entryAt,
  firstEntryAfter,
  isTopicQueue,
  type LogEntry,
  type Run,
  retryQueue,
  scheduleQueue,
} from '../rocketmq'
import { queueRecords } from '../rocketmq/state/queueIndex'
import { matches, tagOf } from '../rocketmq/state/tags'
import { answering } from './consumerLag'
import { copiesOf, placeOf } from './copies'
import { messageEntries, newestBefore } from './messageIndex'
import type { Look } from './projection'

type EntryOf<K extends LogEntry['kind']> = Extract<LogEntry, { kind: K }>

/** Why a group does not get a message. */
export type SkipReason =
  | EntryOf<'skipped'>['cause']
  /** No member subscribes to its Tag. */
  | 'notSubscribed'
  /** It had been sent back, and the copy is gone. */
  | 'copyLost'
  /** The log was cut, and the group had been behind this offset before the message was there. */
  | 'offsetReused'
  /** The group's offset is behind it, and nothing says why. */
  | 'passed'

interface Counts {
  /** How often a listener was called with it; how often one returned success. */
  deliveries: number
  successes: number
}

export type Consumption = Counts &
  (
    | { is: 'notPulled' }
    /** `consumer` has it; `runsSinceMs`: when its listener was called, null: it waits. */
    | { is: 'inProcessQueue'; consumer: number; runsSinceMs: number | null }
    /** Success, so many times: 1 or more. */
    | { is: 'consumed'; times: number }
    /** It waits for its delay until then, or (null) in the retry Topic. */
    | { is: 'inRetry'; times: number; dueMs: number | null }
    | { is: 'deadLettered'; times: number }
    | { is: 'skipped'; reason: SkipReason }
  )

/** One record of the message in a queue that the group reads. */
export interface MessageCopy {
  group: number
  queueId: number
  queueOffset: number
  /** Messages one after another that the record stands for. */
  count: number
  /** When it was appended, ms. */
  atMs: number
}

/** All of a message's entries that matter here, up to a moment. */
interface Facts {
  begun: EntryOf<'consumeBegun'>[]
  ended: EntryOf<'consumed'>[]
  sentBack: EntryOf<'sentBack'>[]
  retryReady: EntryOf<'retryReady'>[]
  dead: EntryOf<'deadLettered'>[]
  skipped: EntryOf<'skipped'>[]
  appended: EntryOf<'appended'>[]
}

function factsOf(run: Run, state: ClusterState, message: number, group: number, tMs: number): Facts {
  const facts: Facts = { begun: [], ended: [], sentBack: [], retryReady: [], dead: [], skipped: [], appended: [] }
  const isOfGroup = (consumer: number): boolean => state.consumers[consumer]?.consumerGroup === group
  for (const index of messageEntries(run.log, message)) {
    const entry = entryAt(run.log, index)
    if (entry.atMs > tMs) break
    if (entry.kind === 'appended') facts.appended.push(entry)
    else if (entry.kind === 'consumeBegun' && isOfGroup(entry.consumer)) facts.begun.push(entry)
    else if (entry.kind === 'consumed' && isOfGroup(entry.consumer)) facts.ended.push(entry)
    else if (!('consumerGroup' in entry) || entry.consumerGroup !== group) continue
    else if (entry.kind === 'sentBack') facts.sentBack.push(entry)
    else if (entry.kind === 'retryReady') facts.retryReady.push(entry)
    else if (entry.kind === 'deadLettered') facts.dead.push(entry)
    else if (entry.kind === 'skipped') facts.skipped.push(entry)
  }
  return facts
}

// ---------------------------------------------------------------- where it is

/** Records of the Topic that the node has which answers for their Broker group. */
function topicCopies(state: ClusterState, appended: Facts['appended']): MessageCopy[] {
  return appended.flatMap((entry): MessageCopy[] => {
    const { group, atMs } = entry
    const broker = state.brokerGroups[group]
    const node = answering(state, group)
    const place = isTopicQueue(entry.queueId) && broker && node ? placeOf(broker, entry) : null
    if (!broker || !node || !place || copiesOf(broker, place)[node.nodeIndex]?.inLog !== place.count) return []
    const { queueId, queueOffset, count } = place
    return [{ group, queueId, queueOffset, count, atMs }]
  })
}

/** The message's records in one of the queues that RocketMQ makes for a group, on a node. */
function* recordsIn(state: ClusterState, group: number, node: BrokerNode, queueId: number, message: number) {
  const broker = state.brokerGroups[group]
  if (!broker || !node.store || (node.store.queueOffsets[queueId] ?? 0) === 0) return
  for (const record of queueRecords(broker, node.store, node.store.maxOffset, queueId, 0))
    if (record.message === message) yield record
}

const brokersOf = (entries: readonly { group: number }[]): number[] => [...new Set(entries.map(({ group }) => group))]

/** Records in the retry Topic of the group. */
function retryCopies(state: ClusterState, message: number, group: number, facts: Facts): MessageCopy[] {
  return brokersOf(facts.sentBack).flatMap((broker) => {
    const node = answering(state, broker)
    if (!node) return []
    return [...recordsIn(state, broker, node, retryQueue(group), message)].map(
      ({ queueId, queueOffset, count, storedAtMs }) => ({
        group: broker,
        queueId,
        queueOffset,
        count,
        atMs: storedAtMs,
      }),
    )
  })
}

/** The copy that waits for its delay: in memory, or in the log of a process that does not run. */
function delayed(state: ClusterState, message: number, group: number, facts: Facts) {
  for (const broker of brokersOf(facts.sentBack)) {
    const node = answering(state, broker)
    if (!node) continue
    const waits = node.consuming?.scheduled.find((one) => one.message === message && one.consumerGroup === group)
    if (waits) return { times: waits.times, dueMs: waits.dueMs as number | null }
    for (const { level, times } of facts.sentBack.filter((one) => one.group === broker).reverse()) {
      const isThere = [...recordsIn(state, broker, node, scheduleQueue(level, group), message)].some(
        (record) => record.times === times,
      )
      const hasGoneOn = [...recordsIn(state, broker, node, retryQueue(group), message)].some(
        (record) => record.times === times,
      )
      if (isThere && !hasGoneOn) return { times, dueMs: null }
    }
  }
  return null
}

/** Members whose reading counts: those of the group, or one of them. */
type Members = readonly number[]

const isAlive = ({ process, removed }: Consumer): boolean => !removed && (process === 'running' || process === 'frozen')

/** Who has the message in memory. */
function holder(state: ClusterState, members: Members, message: number) {
  for (const index of members) {
    const one = state.consumers[index]
    if (!one || !isAlive(one)) continue
    // A listener may still work on what is of a queue that is no longer its own.
    const task = one.running.find(({ messages }) => messages.includes(message))
    if (task) return { consumer: index, runsSinceMs: task.startedAtMs }
    if (one.queues.some(({ cached }) => cached.message.includes(message))) return { consumer: index, runsSinceMs: null }
  }
  return null
}

/** Offset that the members read next in a queue: an owner's, or else what is stored. */
export function positionOf(
  state: ClusterState,
  members: Members,
  consumerGroup: number,
  group: number,
  queueId: number,
): number {
  const is = (one: { group: number; queueId: number }): boolean => one.group === group && one.queueId === queueId
  let owned = -1
  let local = -1
  for (const index of members) {
    const one = state.consumers[index]
    if (!one) continue
    local = Math.max(local, one.localOffsets.find(is)?.offset ?? -1)
    if (isAlive(one)) owned = Math.max(owned, one.queues.find(is)?.nextOffset ?? -1)
  }
  if (owned >= 0) return owned
  if (state.settings.messageModel === 'BROADCASTING') return Math.max(0, local)
  const stored = answering(state, group)?.consuming?.offsets.find(
    (one) => one.consumerGroup === consumerGroup && one.queueId === queueId,
  )
  return stored?.offset ?? 0
}

// ---------------------------------------------------------------- what it is

/** What an own reading of a message is, the least advanced first: broadcasting, of several members the first counts. */
const ADVANCED: readonly Consumption['is'][] = [
  'inProcessQueue',
  'inRetry',
  'notPulled',
  'skipped',
  'deadLettered',
  'consumed',
]

/**
 * What has become of a message for a group at the end of a millisecond that is computed.
 *
 * A packet that stands for several messages counts as consumed when all of them are; `times` is how often each was, rounded down.
 *
 * @param look - the cluster at a moment
 * @returns null where the message is in no queue of the Topic that a Broker could serve
 */
export function consumptionOf(
  run: Run,
  message: number,
  consumerGroup: number,
  tMs: number,
  look: Look,
): Consumption | null {
  const state = look(tMs)
  const { messageModel } = state.settings
  const facts = factsOf(run, state, message, consumerGroup, tMs)
  const topic = topicCopies(state, facts.appended)
  if (topic.length === 0) return null
  const members = [...state.consumers.keys()].filter((index) => {
    const one = state.consumers[index]
    return one?.consumerGroup === consumerGroup && !one.removed
  })
  const of = (some: Members, ofFacts: Facts): Consumption => {
    const found = classify(look(tMs), message, consumerGroup, some, ofFacts, topic)
    if (found.is === 'skipped' && found.reason === 'passed')
      return { ...found, reason: whyPassed(run, consumerGroup, some, topic, tMs, look) }
    return found
  }
  if (messageModel !== 'BROADCASTING') return of(members, facts)
  const each = members.map((index) => {
    const isOwn = (entry: { consumer: number }) => entry.consumer === index
    return of([index], { ...facts, begun: facts.begun.filter(isOwn), ended: facts.ended.filter(isOwn) })
  })
  each.sort((one, other) => ADVANCED.indexOf(one.is) - ADVANCED.indexOf(other.is))
  return each[0] ?? of([], facts)
}

function classify(
  state: ClusterState,
  message: number,
  consumerGroup: number,
  members: Members,
  facts: Facts,
  topic: readonly MessageCopy[],
): Consumption {
  const successes = facts.ended.filter(({ result }) => result === 'SUCCESS').length
  const counts: Counts = { deliveries: facts.begun.length, successes }
  const held = holder(state, members, message)
  if (held) return { ...counts, is: 'inProcessQueue', ...held }
  const isAhead = ({ group, queueId, queueOffset, count }: MessageCopy): boolean =>
    positionOf(state, members, consumerGroup, group, queueId) < queueOffset + count
  const wasConsumed = ({ group, queueId, queueOffset }: MessageCopy): boolean =>
    facts.ended.some(
      (one) =>
        one.result === 'SUCCESS' && one.group === group && one.queueId === queueId && one.queueOffset === queueOffset,
    )
  const sentTimes = facts.sentBack.at(-1)?.times ?? 0
  const waits = delayed(state, message, consumerGroup, facts)
  if (waits) return { ...counts, is: 'inRetry', ...waits }
  if (retryCopies(state, message, consumerGroup, facts).some((copy) => isAhead(copy) && !wasConsumed(copy)))
    return { ...counts, is: 'inRetry', times: sentTimes, dueMs: null }
  const times = Math.floor(successes / (topic[0]?.count ?? 1))
  if (times > 0) return { ...counts, is: 'consumed', times }
  const dead = facts.dead.at(-1)
  if (dead) return { ...counts, is: 'deadLettered', times: dead.times }
  if (topic.some(isAhead)) return { ...counts, is: 'notPulled' }
  return { ...counts, is: 'skipped', reason: skipReason(state, message, consumerGroup, members, facts) }
}

function skipReason(
  state: ClusterState,
  message: number,
  consumerGroup: number,
  members: Members,
  facts: Facts,
): SkipReason {
  const logged = facts.skipped.at(-1)
  if (logged) return logged.cause
  if (facts.sentBack.length > 0) return 'copyLost'
  const tag = tagOf(message, state.settings.tagCount)
  // One that has left may have read past it.
  const readers =
    state.settings.messageModel === 'BROADCASTING'
      ? members.flatMap((index) => state.consumers[index] ?? [])
      : state.consumers.filter((one) => one.consumerGroup === consumerGroup)
  const wanting = readers.filter(({ subscription }) => matches(subscription, tag))
  if (wanting.length === readers.length) return 'passed'
  return wanting.length === 0 ? 'notSubscribed' : 'sharedFilter'
}

/** Why an offset is behind a message that no entry names. */
function whyPassed(
  run: Run,
  consumerGroup: number,
  members: Members,
  topic: readonly MessageCopy[],
  tMs: number,
  look: Look,
): SkipReason {
  for (const copy of topic) {
    const cause = jumpOver(run, members, copy, tMs)
    if (cause) return cause
    const state = look(copy.atMs)
    const { group, queueId, queueOffset } = copy
    const stored = (state.brokerGroups[group]?.nodes ?? []).map(
      ({ consuming }) =>
        consuming?.offsets.find((one) => one.consumerGroup === consumerGroup && one.queueId === queueId)?.offset ?? 0,
    )
    if (Math.max(positionOf(state, members, consumerGroup, group, queueId), ...stored) > queueOffset)
      return 'offsetReused'
  }
  return 'passed'
}

/** A member began, or was moved, behind the copy. */
function jumpOver(run: Run, members: Members, copy: MessageCopy, tMs: number): SkipReason | null {
  const kinds = ['startOffset', 'offsetMoved'] as const
  const index = newestBefore(run.log, kinds, firstEntryAfter(run.log, tMs), (at) => {
    const entry = entryAt(run.log, at)
    if (entry.kind !== 'startOffset' && entry.kind !== 'offsetMoved') return false
    if (!members.includes(entry.consumer) || entry.group !== copy.group || entry.queueId !== copy.queueId) return false
    const to = entry.kind === 'startOffset' ? entry.queueOffset : entry.toOffset
    const isChoice = entry.kind === 'offsetMoved' || entry.cause === 'max' || entry.cause === 'timestamp'
    return isChoice && entry.atMs >= copy.atMs && to > copy.queueOffset
  })
  return index < 0 ? null : (entryAt(run.log, index).kind as 'startOffset' | 'offsetMoved')
}
