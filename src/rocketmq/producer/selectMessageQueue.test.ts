// What a selection says of itself: every pass, every look and why it was passed over, as it is shown to whoever asks. And the
// corners of the list and of the fallback.

import { describe, expect, test } from 'vitest'
import { buildMessageQueueList, compareNames } from '../client/topicRoute'
import { clientRules } from '../releases'
import type { FaultItem, QueueData } from '../state'
import { createProducer } from './producerLife'
import { createSelectionTrace, type SelectionContext } from './selectionTrace'
import { selectOneMessageQueue } from './selectMessageQueue'
import { createThread } from './senderThread'

const NAMES = ['broker-a', 'broker-b']
const [A, B] = [0, 1]
const NOW_MS = 1000
const item = (untilMs: number, reachable = true, currentLatency = 5): FaultItem => ({
  currentLatency,
  startTimestamp: untilMs,
  reachable,
  checkStampMs: 0,
  windowMs: 0,
})

/** Two Brokers with two queues each; the next queue is a's first. */
function selector(
  release: string,
  on: boolean,
  faultItems: (FaultItem | null)[] = [],
  queueData: Partial<QueueData> = {},
) {
  const producer = createProducer([createThread(1)], 1)
  producer.faultItems = faultItems
  const data = { readQueueNums: 2, writeQueueNums: 2, perm: 6 }
  const route = NAMES.map((_, group) => ({ group, queueData: data, brokerAddrs: [0, null, null, null] }))
  const rewrites: number[] = []
  const context: SelectionContext = {
    producer,
    thread: producer.threads[0]!,
    threadIndex: 0,
    publishInfo: {
      generation: 0,
      messageQueueList: buildMessageQueueList(route, NAMES),
      queueDatas: [{ ...data, ...queueData }, data],
      sendWhichQueue: [99],
    },
    brokerNames: NAMES,
    nowMs: NOW_MS,
    rules: clientRules(release),
    sendLatencyFaultEnable: on,
    random: {
      startOfQueueIndex: () => 99,
      startOfWorstIndex: () => 0,
      reset: () => 199,
      shuffle: (groups) => groups,
    },
    onRewrite: (position) => rewrites.push(position),
  }
  return { context, producer, rewrites }
}

/** Passes as "rule method: queue verdict …"; the method without its class where it is TopicPublishInfo's. */
function told(release: string, on: boolean, last: number | null, faultItems: (FaultItem | null)[] = []) {
  const { context } = selector(release, on, faultItems)
  const trace = createSelectionTrace()
  const chosen = selectOneMessageQueue(context, last, last !== null, trace)
  expect(trace).toMatchObject({ listLength: 4, lastGroup: last, sendLatencyFaultEnable: on })
  expect(trace.messageQueueList).toHaveLength(4)
  const looks = trace.passes.flatMap((pass) => pass.candidates)
  expect(looks.at(-1)).toMatchObject({
    group: chosen.group,
    queueId: chosen.queueId,
    index: chosen.index,
    verdict: 'chosen',
  })
  for (const look of looks) expect(look.position).toBe(look.index % 4)
  const lines = trace.passes.map(({ rule, method, candidates }) => {
    const seen = candidates.map(({ group, queueId, verdict }) => `${'ab'[group]}${queueId} ${verdict}`)
    return `${rule} ${method}: ${seen.join(', ')}`
  })
  return { lines, trace, looks }
}

const PLAIN = 'TopicPublishInfo#selectOneMessageQueue()'
const LAST = 'TopicPublishInfo#selectOneMessageQueue(lastBrokerName)'
const FILTERS = 'TopicPublishInfo#selectOneMessageQueue(QueueFilter...)'
const STRATEGY = 'MQFaultStrategy#selectOneMessageQueue'
const PICK = 'LatencyFaultTolerance#pickOneAtLeast'

describe('a selection tells what it looked at', () => {
  test('Q2 switch off, first attempt', () => {
    expect(told('4.9.7', false, null).lines).toEqual([`plainFirst ${PLAIN}: a0 chosen`])
    expect(told('5.3.3', false, null).lines).toEqual([`plainFirst ${FILTERS}: a0 chosen`])
  })

  test('Q3 switch off, retry', () => {
    const retry = 'a0 sameBroker, a1 sameBroker, b0 chosen'
    expect(told('4.7.1', false, A).lines).toEqual([`plainNotLast ${LAST}: ${retry}`])
    expect(told('4.9.7', false, A).lines).toEqual([`plainNotLast ${LAST}: ${retry}`])
    expect(told('5.3.3', false, A).lines).toEqual([`plainNotLast ${FILTERS}: ${retry}`])
  })

  test('Q3 switch off, retry, one Broker: simply the next queue', () => {
    const { context } = selector('4.9.7', false)
    context.publishInfo.messageQueueList = context.publishInfo.messageQueueList.slice(0, 2)
    const trace = createSelectionTrace()
    expect(selectOneMessageQueue(context, A, true, trace)).toEqual({ group: A, queueId: 0, index: 102 })
    expect(trace.passes.map((pass) => pass.rule)).toEqual(['plainNotLast', 'plain'])
  })

  test('Q4 from 5.0.0 to 5.1.3 a walk past 2^31-1 trips, and the next queue is taken unseen', () => {
    const { context } = selector('5.1.3', true, [item(1500), item(1500)])
    context.publishInfo.sendWhichQueue = [0x7ffffffd]
    const trace = createSelectionTrace()
    expect(selectOneMessageQueue(context, null, false, trace).index).toBe(0x7fffffff)
    expect(trace.passes.map(({ rule, candidates }) => [rule, candidates.length])).toEqual([
      ['availableNotLast', 2],
      ['plain', 1],
    ])
  })

  test('Q4 switch on up to 5.1.3: the walk', () => {
    const avoided = [item(1500), null]
    expect(told('4.9.7', true, null, avoided).lines).toEqual([
      `available ${STRATEGY}: a0 avoided, a1 avoided, b0 chosen`,
    ])
    expect(told('5.1.3', true, B, []).lines).toEqual([`availableNotLast ${STRATEGY}: a0 chosen`])
    expect(told('5.1.3', true, A, []).lines).toEqual([
      `availableNotLast ${STRATEGY}: a0 sameBroker, a1 sameBroker, b0 chosen`,
    ])
    expect(told('5.1.3', true, B, avoided).lines[0]).toBe(
      `availableNotLast ${STRATEGY}: a0 avoided, a1 avoided, b0 sameBroker, b1 sameBroker`,
    )
    expect(told('4.7.1', true, B, []).lines).toEqual([
      `availableAndSame ${STRATEGY}: a0 notSameBroker, a1 notSameBroker, b0 chosen`,
    ])
    expect(told('4.7.1', true, null, avoided).lines).toEqual([
      `availableAndSame ${STRATEGY}: a0 avoided, a1 avoided, b0 chosen`,
    ])
  })

  test('Q5 the fallback, which names the less bad Broker', () => {
    const { lines, trace } = told('4.9.7', true, null, [item(1800), item(1500, true, 3)])
    expect(lines).toEqual([
      `available ${STRATEGY}: a0 avoided, a1 avoided, b0 avoided, b1 avoided`,
      `fallback ${PICK}: b0 chosen`,
    ])
    expect(trace.passes[1]).toMatchObject({ picked: B, candidates: [{ position: 1, availableInMs: 500 }] })
    // The list and the table are told as they were before the choice.
    expect(trace.messageQueueList[1]).toMatchObject({ group: A, queueId: 1, rewritten: false })
    expect(trace.faultItems).toEqual([item(1800), item(1500, true, 3)])
  })

  test('Q6 switch on from 5.1.4: reset, three passes', () => {
    expect(told('5.3.3', true, null, [item(1500), null]).lines).toEqual([
      `availableNotLast ${FILTERS}: a0 avoided, a1 avoided, b0 chosen`,
    ])
    const { lines, trace, looks } = told('5.3.3', true, B, [item(1500, false), item(1500)])
    expect(lines).toEqual([
      `availableNotLast ${FILTERS}: a0 avoided, a1 avoided, b0 avoided, b1 avoided`,
      `reachableNotLast ${FILTERS}: a0 unreachable, a1 unreachable, b0 sameBroker, b1 sameBroker`,
      `plain ${PLAIN}: a0 chosen`,
    ])
    expect(trace.resetTo).toBe(199)
    expect(looks.map((look) => look.index)).toEqual([200, 201, 202, 203, 204, 205, 206, 207, 208])
    expect(told('5.3.3', true, A, []).lines).toEqual([
      `availableNotLast ${FILTERS}: a0 sameBroker, a1 sameBroker, b0 chosen`,
    ])
    expect(told('5.3.3', true, null, []).trace.resetTo).toBeNull()
    const now = item(1500)
    expect(told('5.3.3', true, null, [now]).trace.faultItems[A]).not.toBe(now)
  })

  test('how long each Broker is still avoided; 0 where it is not', () => {
    expect(told('4.9.7', true, null, [item(1500), item(400)]).looks.map((look) => look.availableInMs)).toEqual([
      500, 500, 0,
    ])
    expect(told('4.9.7', true, null, []).looks.map((look) => look.availableInMs)).toEqual([0])
  })

  test('Q5 a fallback that leads nowhere, and the queue that is taken then', () => {
    const { context } = selector('5.1.3', true, [item(1500), null], { writeQueueNums: 0 })
    const trace = createSelectionTrace()
    selectOneMessageQueue(context, B, true, trace)
    expect(trace.passes.map(({ rule, method, picked }) => [rule, method, picked])).toEqual([
      ['availableNotLast', STRATEGY, null],
      ['fallback', PICK, A],
      ['plain', PLAIN, null],
    ])
    expect(trace.passes[1]!.candidates).toEqual([])
  })
})

describe('Q5 the fallback', () => {
  test('drops the item of a Broker to which the route gives no queue, or that has no route at all', () => {
    for (const gone of [{ writeQueueNums: 0 }, null]) {
      const { context, producer } = selector('4.9.7', true, [item(1500), null])
      const forgotten: number[] = []
      context.onForget = (group) => forgotten.push(group)
      context.publishInfo.queueDatas[A] = gone && { readQueueNums: 2, perm: 6, ...gone }
      // Only a's queues are left in the list.
      context.publishInfo.messageQueueList = context.publishInfo.messageQueueList.slice(0, 2)
      const chosen = selectOneMessageQueue(context, null, false, null)
      expect(producer.faultItems).toEqual([null, null])
      expect(forgotten).toEqual([A])
      expect(chosen).toMatchObject({ group: A, queueId: 1, index: 101 })
    }
  })

  test('tells of an entry that it overwrites, and of none that says the same already', () => {
    const bothAvoided = () => [item(1500), item(1500, true, 900)]
    const differs = selector('4.9.7', true, bothAvoided())
    differs.context.publishInfo.sendWhichQueue = [100]
    selectOneMessageQueue(differs.context, null, false, null)
    expect(differs.rewrites).toEqual([2])
    expect(differs.context.publishInfo.messageQueueList[2]).toEqual({ group: A, queueId: 1, rewritten: true })

    const same = selector('4.9.7', true, bothAvoided())
    same.context.publishInfo.messageQueueList[1] = { group: A, queueId: 0, rewritten: false }
    expect(selectOneMessageQueue(same.context, null, false, null)).toMatchObject({ group: A, queueId: 0 })
    expect(same.rewrites).toEqual([])
    expect(same.context.publishInfo.messageQueueList[1]!.rewritten).toBe(false)
  })
})

test('R3 the list has only groups with the write bit and a Master, in plain string order', () => {
  const names = ['broker-2', 'broker-10', 'broker-1', 'broker-3', 'broker-4']
  const entry = (group: number, perm: number, master: number | null) => ({
    group,
    queueData: { readQueueNums: 1, writeQueueNums: 1, perm },
    brokerAddrs: [master, null, null, null],
  })
  const list = buildMessageQueueList(
    [entry(0, 6, 0), entry(1, 2, 1), entry(2, 7, 0), entry(3, 5, 0), entry(4, 6, null)],
    names,
  )
  expect(list.map((queue) => names[queue.group])).toEqual(['broker-1', 'broker-10', 'broker-2'])
  expect([compareNames('a', 'b'), compareNames('b', 'a'), compareNames('a', 'a')]).toEqual([-1, 1, 0])
})

test('an empty list is asked of nobody', () => {
  const { context } = selector('5.3.3', false)
  context.publishInfo.messageQueueList = []
  expect(() => selectOneMessageQueue(context, null, false, null)).toThrow('messageQueueList is empty')
})
