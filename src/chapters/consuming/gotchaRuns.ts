// The runs of the gotchas of this chapter, and how their numbers are read from the log.

import type { Run, Settings, UserAction } from '../../rocketmq'
import { consumption } from '../figure'
import { powerOff } from '../lessonInput'
import { readFigure } from '../readFigure'
import { entries } from '../reading'
import { toConsumer } from './inputs'

export const GROUP: Partial<Settings> = { simulateStore: true, brokerGroupCount: 1, consumerGroupCount: 1 }
export const ALONE: Partial<Settings> = { ...GROUP, writeQueueNums: 1, consumerCount: 1, consumeTimeSpread: 0 }

export const counted =
  (...about: Parameters<typeof consumption>) =>
  (run: Run): number =>
    Number(readFigure(run, consumption(...about)) ?? Number.NaN)

/** ms from a moment until consumer-2 gets the first message of q0. */
export const takenOver =
  (fromMs: number) =>
  (run: Run): number =>
    (entries(run, 'consumeBegun', fromMs).find(({ consumer, queueId }) => consumer === 1 && queueId === 0)?.atMs ??
      Number.NaN) - fromMs

/** ms between the deliveries of a message, from one to the next. */
export const gaps = (run: Run, message: number): number[] => {
  const begun = entries(run, 'consumeBegun').filter((entry) => entry.message === message)
  return begun.slice(1).map(({ atMs }, at) => atMs - (begun[at]?.atMs ?? Number.NaN))
}

/** The middle of the times from being stored to a listener. */
export function usualWait(run: Run): number {
  const stored = new Map(entries(run, 'stored').map(({ message, atMs }) => [message, atMs]))
  const waits = entries(run, 'consumeBegun', 20_000).map(
    ({ message, atMs }) => atMs - (stored.get(message) ?? Number.NaN),
  )
  return waits.sort((one, other) => one - other)[Math.floor(waits.length / 2)] ?? Number.NaN
}

/** Messages of a stretch that no listener was given. */
export const neverGiven =
  (fromMs: number, toMs: number) =>
  (run: Run): number => {
    const given = new Set(entries(run, 'consumeBegun').map(({ message }) => message))
    return entries(run, 'stored', fromMs, toMs).filter(({ message }) => !given.has(message)).length
  }

/** Queues of the Topic that no consumer has, and consumers without a queue, at the end of a run. */
export const idle = (count: number, atMs: number) => (run: Run) =>
  Array.from({ length: count }, (_, consumer) => readFigure(run, { kind: 'queuesOf', consumer, atMs })).filter(
    (queues) => queues === 0,
  ).length

export const stopProducer = (atMs: number): UserAction => ({ atMs, type: 'freeze', target: 'producer/0' })
export const restartMaster = (atMs: number): UserAction => ({ atMs, type: 'restart', target: 'broker-a/n0' })

export const C4_MS = 41_300
export const backlog: Partial<Settings> = {
  ...ALONE,
  slaveCount: 1,
  sendIntervalMs: 10,
  consumeThreadMax: 1,
  consumeTimeMs: 20,
}
export const cut: Partial<Settings> = {
  ...ALONE,
  consumeTimeMs: 5,
  messageBodySize: 100,
  persistConsumerOffsetInterval: 500,
  flushConsumerOffsetInterval: 500,
}
export const powerCut = [
  powerOff(19_900, 'broker-a/n0'),
  toConsumer('kill', 20_000),
  restartMaster(21_000),
  toConsumer('restart', 60_000),
]
export const moreQueues: UserAction[] = [{ atMs: 21_000, type: 'set', name: 'writeQueueNums', value: 8 }]
