// Every stored message is, at every moment and for every group, one thing: under random faults, against a look through the whole log
// and all stores. Nothing of consumption.ts is used but its answer.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import '../rocketmq/broker/store'
import '../rocketmq/consumer'
import {
  type ClusterState,
  createCursor,
  entryAt,
  isTopicQueue,
  type LogEntry,
  logLength,
  REAL_SETTINGS,
  RELEASES,
  type Run,
  type RunInput,
  type Settings,
  simulate,
  type UserAction,
} from '../rocketmq'
import { cases } from '../rocketmq/cases.testData'
import { recordsBetween } from '../rocketmq/state/records'
import { answering } from './consumerLag'
import { type Consumption, consumptionOf } from './consumption'

const UNTIL_MS = 40_000
const GROUPS = 2

const brokers = ['broker-a/n0', 'broker-a/n1', 'broker-b/n0', 'broker-b/n1']
const members = ['consumer/0', 'consumer/1', 'consumer/2', 'consumer/3']
const atMs = fc.integer({ min: 200, max: 34_000 })
const anyAction: fc.Arbitrary<UserAction> = fc.oneof(
  fc.record({
    atMs,
    type: fc.constantFrom('kill', 'powerOff', 'freeze', 'stop', 'restart', 'restart', 'resume'),
    target: fc.constantFrom(...members, ...members, ...brokers),
  }) as fc.Arbitrary<UserAction>,
  fc.record({
    ...{ atMs, type: fc.constant('link' as const), target: fc.constantFrom(...members) },
    ...{ peer: fc.constantFrom(...brokers, 'nameserver/0'), lossPercent: fc.constantFrom(0, 50, 100) },
  }),
  fc.record({
    ...{ atMs, type: fc.constant('set' as const), name: fc.constant('consumerCount' as const) },
    value: fc.integer({ min: 1, max: 2 }),
  }),
)

const anyRun = fc
  .tuple(
    fc.record({
      clientVersion: fc.constantFrom(...RELEASES),
      messageListener: fc.constantFrom('CONCURRENTLY', 'CONCURRENTLY', 'ORDERLY'),
      messageModel: fc.constantFrom('CLUSTERING', 'CLUSTERING', 'CLUSTERING', 'BROADCASTING'),
      consumeTimeMs: fc.constantFrom(10, 700, 6000),
      consumeFailurePercent: fc.constantFrom(0, 0, 40),
      maxReconsumeTimes: fc.constantFrom(-1, 1, 2),
      poisonMessage: fc.constantFrom(0, 5),
      stuckMessage: fc.constantFrom(0, 0, 7),
      consumeTimeout: fc.constantFrom(3000, 900_000),
      consumeThreadMax: fc.constantFrom(1, 20),
      consumeFromWhere: fc.constantFrom('CONSUME_FROM_LAST_OFFSET', 'CONSUME_FROM_FIRST_OFFSET'),
      consumersStartAtMs: fc.constantFrom(0, 5000),
      otherSubscription: fc.constantFrom('SAME', 'SAME', 'TagB'),
      subscription: fc.constantFrom('*', '*', 'TagA'),
      tagCount: fc.constantFrom(1, 2),
      slaveReadEnable: fc.boolean(),
      slaveCount: fc.constantFrom(0, 1),
      sendIntervalMs: fc.constantFrom(400, 1200),
      sendsPerPacket: fc.constantFrom(1, 1, 3),
    }) as fc.Arbitrary<Partial<Settings>>,
    fc.array(anyAction, { maxLength: 8 }),
    fc.nat(1000),
  )
  .map(([changes, actions, seed]): RunInput => {
    const settings: Settings = {
      ...REAL_SETTINGS,
      ...{ simulateStore: true, brokerGroupCount: 2, writeQueueNums: 2, messageLimit: 30 },
      ...{ consumerGroupCount: GROUPS, consumerCount: 2, brokerStartupMs: 500, processExitMs: 0 },
      ...changes,
    }
    const isThere = (one: UserAction) => settings.slaveCount > 0 || !JSON.stringify(one).includes('/n1')
    const sorted = actions.filter(isThere).sort((one, other) => one.atMs - other.atMs)
    return { scenario: { preset: 'test', topic: 'TopicTest', settings, brokerGroups: [] }, seed, actions: sorted }
  })

interface Stored {
  message: number
  group: number
  queueId: number
  queueOffset: number
  count: number
}

/** Everything of the Topic in the logs of those who answer. */
const storedIn = (state: ClusterState): Stored[] =>
  state.brokerGroups.flatMap((broker, group) => {
    const store = answering(state, group)?.store
    if (!store) return []
    return [...recordsBetween(broker, store, store.minOffset, store.maxOffset)]
      .filter(({ queueId }) => isTopicQueue(queueId))
      .map(({ message, queueId, queueOffset, count }) => ({ message, group, queueId, queueOffset, count }))
  })

const entriesOf = (run: Run): LogEntry[] => Array.from({ length: logLength(run.log) }, (_, at) => entryAt(run.log, at))

/** What must be so where this is the answer. */
function check(found: Consumption, one: Stored, consumerGroup: number, state: ClusterState, entries: LogEntry[]): void {
  const own = entries.filter(
    (entry) =>
      'message' in entry &&
      entry.message === one.message &&
      (('consumer' in entry && entry.consumer % GROUPS === consumerGroup) ||
        ('consumerGroup' in entry && entry.consumerGroup === consumerGroup)),
  )
  const count = (kind: LogEntry['kind'], fits: (entry: LogEntry) => boolean = () => true) =>
    own.filter((entry) => entry.kind === kind && fits(entry)).length
  const isSuccess = (entry: LogEntry) => entry.kind === 'consumed' && entry.result === 'SUCCESS'
  const isBroadcasting = state.settings.messageModel === 'BROADCASTING'
  const holding = state.consumers.filter(
    ({ consumerGroup: its, process, removed, queues, running }) =>
      its === consumerGroup &&
      !removed &&
      (process === 'running' || process === 'frozen') &&
      (queues.some(({ cached }) => cached.message.includes(one.message)) ||
        running.some(({ messages }) => messages.includes(one.message))),
  )
  if (!isBroadcasting) {
    expect(found.deliveries).toBe(count('consumeBegun'))
    expect(found.successes).toBe(count('consumed', isSuccess))
  }
  if (found.is !== 'inProcessQueue') expect(holding).toHaveLength(0)
  switch (found.is) {
    case 'inProcessQueue':
      expect(holding).toContain(state.consumers[found.consumer])
      return
    case 'consumed':
      expect(found.times).toBeGreaterThan(0)
      expect(found.times).toBe(Math.floor(found.successes / one.count))
      return
    case 'inRetry':
      expect(count('sentBack')).toBeGreaterThan(0)
      expect(count('sentBack')).toBeGreaterThanOrEqual(Math.min(1, found.times))
      return
    case 'deadLettered':
      expect(count('deadLettered')).toBeGreaterThan(0)
      return
    case 'notPulled':
      expect(found.successes).toBeLessThan(one.count)
      return
    case 'skipped':
      expect(found.reason, 'a reason has a name').not.toBe('passed')
      expect(found.successes).toBeLessThan(one.count)
      if (['startOffset', 'offsetMoved', 'broadcastFailure'].includes(found.reason) && !isBroadcasting) {
        const logged = entries.some(
          (entry) => (entry.kind === 'skipped' || entry.kind === found.reason) && 'group' in entry,
        )
        expect(logged).toBe(true)
      }
      if (found.reason === 'copyLost') expect(count('sentBack')).toBeGreaterThan(0)
  }
}

const seen = new Map<string, number>()

test('every stored message is one thing for every group, at every moment, under any faults', {
  timeout: 300_000,
}, () => {
  fc.assert(
    fc.property(
      anyRun,
      fc.array(fc.integer({ min: 500, max: UNTIL_MS }), { minLength: 3, maxLength: 5 }),
      (input, moments) => {
        const run = simulate(input, UNTIL_MS)
        const all = entriesOf(run)
        const cursor = createCursor(run)
        for (const tMs of moments) {
          const entries = all.filter((entry) => entry.atMs <= tMs)
          const stored = storedIn(cursor.seek(tMs))
          for (const one of stored) {
            for (let consumerGroup = 0; consumerGroup < GROUPS; consumerGroup++) {
              const found = consumptionOf(run, one.message, consumerGroup, tMs, (atMs) => cursor.seek(atMs))
              if (!found) throw new Error(`message ${one.message} at ${tMs} ms is nothing`)
              const name = found.is === 'skipped' ? `skipped: ${found.reason}` : found.is
              seen.set(name, (seen.get(name) ?? 0) + 1)
              check(found, one, consumerGroup, cursor.seek(tMs), entries)
            }
          }
        }
      },
    ),
    { numRuns: cases(25, 400) },
  )
  // Or it would have tried nothing.
  for (const name of ['consumed', 'inProcessQueue', 'inRetry', 'notPulled']) expect(seen.get(name)).toBeGreaterThan(0)
})
