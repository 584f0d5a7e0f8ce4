// Replays what Apache's own selector and fault table did, step by step, through the engine's. Nothing is compared loosely:
// the real client's random draws are inputs here.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  type ClientRules,
  clientRules,
  type Producer,
  REAL_SETTINGS,
  type SenderThread,
  type TopicPublishInfo,
} from '../src/rocketmq'
import { buildMessageQueueList } from '../src/rocketmq/client/topicRoute'
import { latencyTable, updateFaultItem } from '../src/rocketmq/producer/faultStrategy'
import { detectItem } from '../src/rocketmq/producer/faultTable'
import { hashOrder } from '../src/rocketmq/producer/pickOneAtLeast'
import { createProducer } from '../src/rocketmq/producer/producerLife'
import type { SelectionContext } from '../src/rocketmq/producer/selectionTrace'
import { selectOneMessageQueue } from '../src/rocketmq/producer/selectMessageQueue'
import { createThread } from '../src/rocketmq/producer/senderThread'
import type { After, Draw, FaultRow, QueueRef, SelectorRecording, SelectorSequence, SelectorStep } from './recording'

const folder = new URL('./recordings/', import.meta.url)

/** The engine's side of one recorded sequence. */
interface Player {
  sequence: SelectorSequence
  rules: ClientRules
  producer: Producer
  publishInfo: TopicPublishInfo
  nowMs: number
}

/** A route as the client installs it: sorted, only Brokers with write permission and a Master. */
function publishInfoOf(sequence: SelectorSequence, route: number): TopicPublishInfo {
  const entries = (sequence.routes[route] ?? []).map(([group, readQueueNums, writeQueueNums, perm, master]) => ({
    group,
    queueData: { readQueueNums, writeQueueNums, perm },
    brokerAddrs: [master === 1 ? 0 : null, null, null, null],
  }))
  return {
    generation: 0,
    messageQueueList: buildMessageQueueList(entries, sequence.brokers),
    queueDatas: sequence.brokers.map((_, group) => entries.find((entry) => entry.group === group)?.queueData ?? null),
    sendWhichQueue: new Array(sequence.threads).fill(null),
  }
}

const afterOf = (step: SelectorStep): After => {
  const last: unknown = step[step.length - 1]
  return typeof last === 'object' && last !== null && !Array.isArray(last) ? (last as After) : {}
}

/** 4.x clients make the first value of a counter positive as they draw it. */
const startValue = (drawn: number, rules: ClientRules): number =>
  rules.release.startsWith('4') ? Math.abs(drawn) & 0x7fffffff : drawn

/** One selection by the engine with the recorded draws; returns broker, queueId and the counter afterwards. */
function select(
  player: Player,
  step: Extract<SelectorStep, ['s', ...unknown[]]>,
  after: After,
): [number, number, number | null] {
  const { sequence, rules, producer, publishInfo, nowMs } = player
  const [, threadIndex, last, reset] = step
  const draws: Draw[] = [...(after.draws ?? [])]
  const take = (kind: Draw[0]): number => {
    const at = draws.findIndex((one) => one[0] === kind)
    if (at < 0) throw new Error(`the engine draws "${kind}" where the client did not`)
    return (draws.splice(at, 1)[0] as Draw)[1]
  }
  const thread = producer.threads[threadIndex] as SenderThread
  const context: SelectionContext = {
    producer,
    thread,
    threadIndex,
    publishInfo,
    brokerNames: sequence.brokers,
    nowMs,
    rules,
    sendLatencyFaultEnable: sequence.sendLatencyFaultEnable,
    random: {
      startOfQueueIndex: () => startValue(take('queue'), rules),
      startOfWorstIndex: () => startValue(take('worst'), rules),
      reset: () => take('reset'),
      shuffle: (groups) => {
        const order = after.order ?? []
        expect([...order].sort()).toEqual([...groups].sort())
        return [...order]
      },
    },
    onRewrite: (position, queue) => expect(publishInfo.messageQueueList[position]).toBe(queue),
  }
  if (after.order && !rules.pickShuffles)
    expect(itemsInHashOrder(player), 'the order of a ConcurrentHashMap').toEqual(after.order)
  const chosen = selectOneMessageQueue(context, last === -1 ? null : last, reset === 1, null)
  expect(draws, 'draws of the client that the engine did not make').toEqual([])
  return [chosen.group, chosen.queueId, publishInfo.sendWhichQueue[threadIndex] ?? null]
}

/** Broker numbers with a fault item, in the order in which the client's map is walked. */
function itemsInHashOrder({ producer, sequence }: Player): number[] {
  const known = producer.faultItems.flatMap((item, group) => (item ? [group] : []))
  return hashOrder(known.map((group) => sequence.brokers[group] as string)).map((at) => known[at] as number)
}

const queueRefs = (info: TopicPublishInfo): QueueRef[] =>
  info.messageQueueList.map((queue) => [queue.group, queue.queueId])

const faultRows = (player: Player): FaultRow[] =>
  player.producer.faultItems.flatMap((item, group): FaultRow[] => {
    if (!item) return []
    return player.rules.hasDetector
      ? [[group, item.currentLatency, item.startTimestamp, item.reachable ? 1 : 0, item.checkStampMs]]
      : [[group, item.currentLatency, item.startTimestamp]]
  })

/** Plays a whole sequence; returns how many steps were compared. */
function play(release: string, startMs: number, sequence: SelectorSequence): number {
  const player: Player = {
    sequence,
    rules: clientRules(release),
    producer: createProducer(
      Array.from({ length: sequence.threads }, () => createThread(0)),
      0,
    ),
    publishInfo: publishInfoOf(sequence, 0),
    nowMs: startMs,
  }
  const table = { latencyMax: sequence.latencyMax, notAvailableDuration: sequence.notAvailableDuration }
  expect(queueRefs(player.publishInfo)).toEqual(sequence.queues)
  if (!sequence.customTables) expect(latencyTable(REAL_SETTINGS, player.rules)).toEqual(table)
  let queues = sequence.queues
  let faults: FaultRow[] = []
  sequence.steps.forEach((step, number) => {
    const at = `${release} sequence ${sequence.id} step ${number} ${JSON.stringify(step)}`
    const after = afterOf(step)
    if (step[0] === 's') {
      const expected = [step[4], step[5], step[6]]
      expect(select(player, step, after), at).toEqual(expected)
      if (after.worst !== undefined) expect(player.producer.threads[step[1]]?.whichItemWorst, at).toBe(after.worst)
    } else if (step[0] === 'u') {
      const reachable = player.rules.hasDetector ? step[4] === 1 : true
      if (sequence.sendLatencyFaultEnable) {
        updateFaultItem(
          player.producer.faultItems,
          step[1],
          player.nowMs,
          step[2],
          step[3] === 1,
          reachable,
          player.rules,
          table,
        )
      }
    } else if (step[0] === 'a') {
      player.nowMs += step[1]
    } else if (step[0] === 'r') {
      player.publishInfo = publishInfoOf(sequence, step[1])
    } else {
      player.producer.faultItems.forEach((item, group) => {
        if (!item) return
        const verdict = detectItem(item, player.nowMs, 2000, step[1].includes(group))
        if (verdict === 'delete') player.producer.faultItems[group] = null
        else if (verdict === 'probe' && step[2].includes(group)) item.reachable = true
      })
    }
    queues = after.queues ?? queues
    expect(queueRefs(player.publishInfo), at).toEqual(queues)
    const sorted = (rows: FaultRow[]) => [...rows].sort((one, other) => one[0] - other[0])
    faults = after.faults ?? faults
    expect(sorted(faultRows(player)), at).toEqual(sorted(faults))
  })
  return sequence.steps.length
}

for (const release of readdirSync(folder)) {
  const recording = JSON.parse(readFileSync(new URL(`${release}/selector.json`, folder), 'utf8')) as SelectorRecording
  test(`the selector and the fault table of ${release} do what Apache's own classes did`, () => {
    let steps = 0
    for (const sequence of recording.sequences) steps += play(release, recording.startMs, sequence)
    expect(recording.sequences.length).toBeGreaterThanOrEqual(200)
    expect(steps).toBeGreaterThan(5000)
  })
}
