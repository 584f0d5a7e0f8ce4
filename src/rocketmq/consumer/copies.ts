// What a copy of a state has of consumers, and how much room it takes: see Slice. Rows that are only ever replaced are shared.

import type { BrokerConsuming, Consumer, ConsumeTask, ProcessQueue } from '../state'

const copyQueue = (queue: ProcessQueue): ProcessQueue => {
  const { offset, message, times, size, startedAtMs } = queue.cached
  return {
    ...queue,
    cached: {
      offset: offset.slice(),
      message: message.slice(),
      times: times.slice(),
      size: size.slice(),
      startedAtMs: startedAtMs.slice(),
    },
  }
}

// Its columns are never changed.
const copyTask = (task: ConsumeTask): ConsumeTask => ({ ...task })

const copyRow = <Row extends object>(row: Row): Row => ({ ...row })

export const copyConsumer = (consumer: Consumer): Consumer => ({
  ...consumer,
  held: consumer.held.slice(),
  retryRoute: consumer.retryRoute.slice(),
  calls: consumer.calls.slice(),
  queues: consumer.queues.map(copyQueue),
  leaving: consumer.leaving.map(copyQueue),
  members: consumer.members.slice(),
  offsets: consumer.offsets.map(copyRow),
  localOffsets: consumer.localOffsets.map(copyRow),
  running: consumer.running.map(copyTask),
  waiting: consumer.waiting.map(copyTask),
})

const queueWords = ({ cached }: ProcessQueue): number => 40 + 5 * cached.offset.length
const taskWords = ({ offsets }: ConsumeTask): number => 24 + 4 * offsets.length
const sum = <One>(all: readonly One[], words: (one: One) => number): number =>
  all.reduce((total, one) => total + words(one), 0)

export const consumerWords = (consumer: Consumer): number =>
  90 +
  2 * consumer.held.length +
  15 * consumer.calls.length +
  consumer.members.length +
  5 * (consumer.offsets.length + consumer.localOffsets.length) +
  sum(consumer.queues, queueWords) +
  sum(consumer.leaving, queueWords) +
  sum(consumer.running, taskWords) +
  sum(consumer.waiting, taskWords)

export const copyConsuming = (consuming: BrokerConsuming): BrokerConsuming => ({
  ...consuming,
  channels: consuming.channels.map(copyRow),
  subscriptions: consuming.subscriptions.slice(),
  unread: consuming.unread.slice(),
  heldPulls: consuming.heldPulls.map(copyRow),
  locks: consuming.locks.map(copyRow),
  offsets: consuming.offsets.map(copyRow),
  offsetsOnDisk: consuming.offsetsOnDisk.map(copyRow),
  retryTopics: consuming.retryTopics.slice(),
  deadLetterTopics: consuming.deadLetterTopics.slice(),
  scheduled: consuming.scheduled.slice(),
  delayOffsets: consuming.delayOffsets.slice(),
})

export const consumingWords = (consuming: BrokerConsuming): number =>
  40 +
  2 * consuming.unread.length +
  10 * consuming.channels.length +
  12 * consuming.heldPulls.length +
  7 * consuming.locks.length +
  5 * (consuming.offsets.length + consuming.offsetsOnDisk.length) +
  12 * consuming.scheduled.length +
  6 * consuming.delayOffsets.length
