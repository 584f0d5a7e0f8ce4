// Which queue a send goes to. RocketMQ: MQFaultStrategy#selectOneMessageQueue, TopicPublishInfo#selectOneMessageQueue

import { type FaultItem, type MessageQueue, PERM_WRITE } from '../state'
import { isAvailable, isReachable } from './faultStrategy'
import { pickOneAtLeast } from './pickOneAtLeast'
import type { Candidate, PassRule, QueueVerdict, Selection, SelectionContext, SelectionTrace } from './selectionTrace'
import { indexOf, javaAbs, nextIndexValue, positionOf } from './threadLocalIndex'

type Filter = { rule: PassRule; verdict: (group: number) => QueueVerdict }

/**
 * Chooses the queue of the next attempt and moves the thread's index as the release does.
 *
 * @param lastGroup - Broker group of the previous attempt of the same call, or null for the first
 * @param resetIndex - true on retries: from 5.1.4 the index jumps to a random value first
 * @param trace - filled with everything that was looked at, or null
 * @throws RangeError if the list is empty: the send loop checks before it asks
 *
 * RocketMQ: MQFaultStrategy#selectOneMessageQueue
 */
export function selectOneMessageQueue(
  context: SelectionContext,
  lastGroup: number | null,
  resetIndex: boolean,
  trace: SelectionTrace | null,
): Selection {
  if (context.publishInfo.messageQueueList.length === 0) throw new RangeError('messageQueueList is empty')
  if (trace) traceBegins(context, lastGroup, context.sendLatencyFaultEnable, trace)
  if (!context.sendLatencyFaultEnable) return selectPlain(context, lastGroup, trace)
  return context.rules.faultSelector === 'filters'
    ? selectWithFilters(context, lastGroup, resetIndex, trace)
    : selectWithFallback(context, lastGroup, trace)
}

function traceBegins(
  { producer, publishInfo }: SelectionContext,
  lastGroup: number | null,
  sendLatencyFaultEnable: boolean,
  trace: SelectionTrace,
): void {
  trace.listLength = publishInfo.messageQueueList.length
  trace.lastGroup = lastGroup
  trace.sendLatencyFaultEnable = sendLatencyFaultEnable
  trace.messageQueueList = publishInfo.messageQueueList.slice()
  trace.faultItems = producer.faultItems.map((item) => item && { ...item })
}

/**
 * The queue of a key: its hash over the whole list, as it is now. The fault table is not asked, and no index moves.
 *
 * @param key - an Integer: its own hash
 * @throws RangeError if the list is empty: the send loop checks before it asks
 *
 * RocketMQ: SelectMessageQueueByHash#select
 */
export function selectByHash(context: SelectionContext, key: number, trace: SelectionTrace | null): Selection {
  const list = context.publishInfo.messageQueueList
  if (list.length === 0) throw new RangeError('messageQueueList is empty')
  if (trace) traceBegins(context, null, false, trace)
  const queue = list[Math.abs(key % list.length)] as MessageQueue
  trace?.passes.push({
    method: 'SelectMessageQueueByHash#select',
    rule: 'byHash',
    picked: null,
    candidates: [candidate(context, key, queue, 'chosen')],
  })
  return { group: queue.group, queueId: queue.queueId, index: key }
}

/** Switch off: a retry only avoids the Broker that has just failed. */
function selectPlain(context: SelectionContext, lastGroup: number | null, trace: SelectionTrace | null): Selection {
  if (lastGroup === null) return takeNext(context, 'plainFirst', trace)
  const filter: Filter = { rule: 'plainNotLast', verdict: (group) => (group === lastGroup ? 'sameBroker' : 'chosen') }
  const found =
    context.rules.retryWalk === 'copiedIndex'
      ? walkWithCopy(context, filter, trace)
      : walkShared(context, filter, trace)
  return found ?? takeNext(context, 'plain', trace)
}

/** 5.1.4 and later: three passes, every look takes an index. */
function selectWithFilters(
  context: SelectionContext,
  lastGroup: number | null,
  resetIndex: boolean,
  trace: SelectionTrace | null,
): Selection {
  if (resetIndex) {
    const value = context.random.reset()
    context.publishInfo.sendWhichQueue[context.threadIndex] = value
    if (trace) trace.resetTo = value
  }
  const { producer, nowMs, rules } = context
  const available = walkShared(
    context,
    {
      rule: 'availableNotLast',
      verdict: (group) => {
        if (!isAvailable(producer.faultItems[group], nowMs, rules)) return 'avoided'
        return group === lastGroup ? 'sameBroker' : 'chosen'
      },
    },
    trace,
  )
  if (available) return available
  const reachable = walkShared(
    context,
    {
      rule: 'reachableNotLast',
      verdict: (group) => {
        if (!isReachable(producer.faultItems[group])) return 'unreachable'
        return group === lastGroup ? 'sameBroker' : 'chosen'
      },
    },
    trace,
  )
  return reachable ?? takeNext(context, 'plain', trace)
}

/** Up to 5.1.3: one walk with a copied index, then the fallback. */
function selectWithFallback(
  context: SelectionContext,
  lastGroup: number | null,
  trace: SelectionTrace | null,
): Selection {
  const { producer, nowMs, rules } = context
  const available = (group: number) => isAvailable(producer.faultItems[group], nowMs, rules)
  const filters: Record<'sameBrokerOnRetry' | 'available' | 'availableNotLast', Filter> = {
    sameBrokerOnRetry: {
      rule: 'availableAndSame',
      verdict: (group) => {
        if (!available(group)) return 'avoided'
        return lastGroup !== null && group !== lastGroup ? 'notSameBroker' : 'chosen'
      },
    },
    available: { rule: 'available', verdict: (group) => (available(group) ? 'chosen' : 'avoided') },
    availableNotLast: {
      rule: 'availableNotLast',
      verdict: (group) => {
        if (!available(group)) return 'avoided'
        return group === lastGroup ? 'sameBroker' : 'chosen'
      },
    },
  }
  const filter = filters[rules.faultSelector as keyof typeof filters]
  const found = walkWithCopy(context, filter, trace)
  if (found) return found
  return walkOverflows(context) ? takeNext(context, 'plain', trace) : fallBack(context, trace)
}

/**
 * Releases 5.0.0 to 5.1.3 count the walk's copy past 2^31-1 into negative positions, trip over that, and take the next
 * queue unseen.
 */
const walkOverflows = (context: SelectionContext): boolean =>
  context.rules.walkTripsOnOverflow && looksBeforeOverflow(context) < context.publishInfo.messageQueueList.length

/** How many looks fit between the counter and 2^31-1. */
const looksBeforeOverflow = (context: SelectionContext): number =>
  0x80000000 - indexOf(context.publishInfo.sendWhichQueue[context.threadIndex] as number, context.rules)

const PICK_METHOD = 'LatencyFaultTolerance#pickOneAtLeast'

/** RocketMQ: the part of MQFaultStrategy#selectOneMessageQueue behind pickOneAtLeast */
function fallBack(context: SelectionContext, trace: SelectionTrace | null): Selection {
  const { producer, publishInfo, rules } = context
  const picked = pickOneAtLeast(context)
  const queueData = picked === null ? null : publishInfo.queueDatas[picked]
  const usable = queueData && (!rules.fallbackNeedsWritePerm || (queueData.perm & PERM_WRITE) !== 0)
  const writeQueueNums = usable ? queueData.writeQueueNums : -1
  if (picked === null || writeQueueNums <= 0) {
    if (picked !== null) {
      producer.faultItems[picked] = null
      context.onForget?.(picked)
    }
    trace?.passes.push({ method: PICK_METHOD, rule: 'fallback', picked, candidates: [] })
    return takeNext(context, 'plain', trace)
  }
  const list = publishInfo.messageQueueList
  const index = nextIndex(context)
  const position = positionOf(index, list.length)
  const queueId = positionOf(nextIndex(context), writeQueueNums)
  if (rules.fallbackRewritesList) {
    const entry = list[position] as MessageQueue
    if (entry.group !== picked || entry.queueId !== queueId) {
      const rewritten = { group: picked, queueId, rewritten: true }
      // In RocketMQ the list itself is changed. Here it is replaced, so that copies of a state can share it.
      publishInfo.messageQueueList = list.with(position, rewritten)
      context.onRewrite(position, rewritten)
    }
  }
  trace?.passes.push({
    method: PICK_METHOD,
    rule: 'fallback',
    picked,
    candidates: [
      { index, position, group: picked, queueId, verdict: 'chosen', availableInMs: availableIn(context, picked) },
    ],
  })
  return { group: picked, queueId, index }
}

/** RocketMQ: ThreadLocalIndex#incrementAndGet */
function nextIndex(context: SelectionContext): number {
  const values = context.publishInfo.sendWhichQueue
  const value = nextIndexValue(values[context.threadIndex] ?? context.random.startOfQueueIndex(), context.rules)
  values[context.threadIndex] = value
  return indexOf(value, context.rules)
}

function takeNext(context: SelectionContext, rule: PassRule, trace: SelectionTrace | null): Selection {
  const list = context.publishInfo.messageQueueList
  const index = nextIndex(context)
  const queue = list[positionOf(index, list.length)] as MessageQueue
  const filtered = rule === 'plainFirst' && context.rules.faultSelector === 'filters'
  trace?.passes.push({
    method: `TopicPublishInfo#selectOneMessageQueue(${filtered ? 'QueueFilter...' : ''})`,
    rule,
    picked: null,
    candidates: [candidate(context, index, queue, 'chosen')],
  })
  return { group: queue.group, queueId: queue.queueId, index }
}

/** Every look takes an index from the thread's counter. */
function walkShared(context: SelectionContext, filter: Filter, trace: SelectionTrace | null): Selection | null {
  const method =
    context.rules.faultSelector === 'filters'
      ? 'TopicPublishInfo#selectOneMessageQueue(QueueFilter...)'
      : 'TopicPublishInfo#selectOneMessageQueue(lastBrokerName)'
  return walk(context, filter, trace, method, () => nextIndex(context))
}

/** The thread's counter moves by one; the walk goes on with a copy. */
function walkWithCopy(context: SelectionContext, filter: Filter, trace: SelectionTrace | null): Selection | null {
  const first = nextIndex(context)
  let looks = 0
  const method =
    filter.rule === 'plainNotLast'
      ? 'TopicPublishInfo#selectOneMessageQueue(lastBrokerName)'
      : 'MQFaultStrategy#selectOneMessageQueue'
  const most = context.rules.walkTripsOnOverflow ? looksBeforeOverflow(context) : Number.MAX_SAFE_INTEGER
  return walk(context, filter, trace, method, () => javaAbs((first + looks++) | 0), most)
}

function walk(
  context: SelectionContext,
  filter: Filter,
  trace: SelectionTrace | null,
  method: string,
  takeIndex: () => number,
  most = Number.MAX_SAFE_INTEGER,
): Selection | null {
  const list = context.publishInfo.messageQueueList
  const candidates: Candidate[] | null = trace ? [] : null
  if (candidates) trace?.passes.push({ method, rule: filter.rule, picked: null, candidates })
  for (let looked = 0; looked < list.length && looked < most; looked++) {
    const index = takeIndex()
    const queue = list[positionOf(index, list.length)] as MessageQueue
    const verdict = filter.verdict(queue.group)
    candidates?.push(candidate(context, index, queue, verdict))
    if (verdict === 'chosen') return { group: queue.group, queueId: queue.queueId, index }
  }
  return null
}

const candidate = (
  context: SelectionContext,
  index: number,
  queue: MessageQueue,
  verdict: QueueVerdict,
): Candidate => ({
  index,
  position: positionOf(index, context.publishInfo.messageQueueList.length),
  group: queue.group,
  queueId: queue.queueId,
  verdict,
  availableInMs: availableIn(context, queue.group),
})

const availableIn = (context: SelectionContext, group: number): number => {
  const item: FaultItem | null | undefined = context.producer.faultItems[group]
  return item ? Math.max(0, item.startTimestamp - context.nowMs) : 0
}
