// A copy of what consumers are has everything, and is not changed with what it was made of.

import { expect, test } from 'vitest'
import { copyConsumer, copyConsuming } from './copies'

/** Everything in it, lists and rows too, changed in place. */
function spoil(value: unknown): void {
  // Frozen: rows and columns that are replaced, never changed.
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return
  for (const inner of Object.values(value)) spoil(inner)
  if (Array.isArray(value)) value.push('spoilt')
}

const COLUMNS = { offsets: Object.freeze([3]), messages: Object.freeze([7]) }

const busy = () => {
  const cached = { offset: [3], message: [7], times: [0], size: [100], startedAtMs: [null] }
  const queue = {
    ...{ group: 0, queueId: 1, serial: 2, cached, cachedBytes: 100, maxOffset: 3, nextOffset: 4, pull: 'waiting' },
    ...{ opaque: 0, suggestedBrokerId: 0, flowControl: null, lastPullMs: 5, pullTimerMs: null, locked: false },
    ...{ lastLockMs: 0, orderlyThread: null, orderlyTimerMs: null, headTries: 0, correctingTo: null },
  }
  const task = { id: 1, queueSerial: 2, group: 0, queueId: 1, startedAtMs: 1, endsAtMs: 9, ...COLUMNS }
  const row = { group: 0, queueId: 1, offset: 3 }
  return {
    ...{ consumerGroup: 0, instance: 0, process: 'running', held: [], retryRoute: [true], calls: [], members: ['c'] },
    ...{ queues: [queue], leaving: [structuredClone(queue)], offsets: [row], localOffsets: [{ ...row }] },
    ...{ running: [task], waiting: [{ ...task }] },
  } as unknown as Parameters<typeof copyConsumer>[0]
}

const broker = () =>
  ({
    channels: [{ consumer: 0 }],
    subscriptions: [null],
    unread: [],
    heldPulls: [{ opaque: 1 }],
    locks: [{ queueId: 1 }],
    offsets: [{ offset: 1 }],
    offsetsOnDisk: [{ offset: 1 }],
    retryTopics: [true],
    deadLetterTopics: [false],
    scheduled: [{ message: 1 }],
    delayOffsets: [{ level: 3 }],
  }) as unknown as Parameters<typeof copyConsuming>[0]

test.each([
  ['a consumer', () => busy(), (one: never) => copyConsumer(one)],
  ['what a Broker keeps', () => broker(), (one: never) => copyConsuming(one)],
])('%s: a copy and a round trip through JSON give the same, and the copy stays as it is', (_, make, copy) => {
  const one = make() as never
  const copied = copy(one)
  expect(copied).toEqual(one)
  expect(copied).toEqual(JSON.parse(JSON.stringify(one)))
  spoil(one)
  expect(copied).toEqual(make())
})
