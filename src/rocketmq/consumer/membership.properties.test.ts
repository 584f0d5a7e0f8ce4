// What must hold of members and their queues under any faults: when all are over, each queue has one owner.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cases } from '../cases.testData'
import { takeUnchecked } from '../checkInput'
import { RELEASES } from '../releases'
import { step } from '../run'
import type { UserAction } from '../scenario'
import type { Settings } from '../settings'
import { continueFrom, createSimulation } from '../simulation'
import { type ClusterState, type Consumer, isTopicQueue, type ProcessQueue, type QueuePlace } from '../state'
import { consumerInput } from './consumerStory.testData'

const FAULTS_END_MS = 60_000
/** By then the silent are forgotten, locks have run out, and every member has rebalanced: 130 s, 60 s, 20 s, and a poll. */
const QUIET_MS = 320_000
const CONSUMERS = 5
const BROKERS = ['broker-a/n0', 'broker-a/n1', 'broker-b/n0', 'broker-b/n1']
const MEMBERS = Array.from({ length: CONSUMERS }, (_, index) => `consumer/${index}`)

const atMs = fc.integer({ min: 0, max: FAULTS_END_MS })
const anyAction: fc.Arbitrary<UserAction> = fc.oneof(
  fc.record({
    atMs,
    type: fc.constantFrom('kill' as const, 'powerOff' as const, 'freeze' as const, 'stop' as const, 'restart' as const),
    target: fc.constantFrom(...MEMBERS, ...MEMBERS, ...BROKERS),
  }),
  fc.record({
    ...{ atMs, type: fc.constant('link' as const), target: fc.constantFrom(...MEMBERS) },
    ...{ peer: fc.constantFrom(...BROKERS, 'nameserver/0'), lossPercent: fc.constantFrom(0, 50, 100) },
  }),
  fc.record({
    ...{ atMs, type: fc.constant('set' as const), name: fc.constant('consumerCount' as const) },
    value: fc.integer({ min: 1, max: CONSUMERS }),
  }),
)

/** Everything comes back, and every link is whole. */
const healing: UserAction[] = [
  ...MEMBERS.flatMap((target) =>
    [...BROKERS, 'nameserver/0'].map(
      (peer): UserAction => ({ atMs: FAULTS_END_MS, type: 'link', target, peer, lossPercent: 0 }),
    ),
  ),
  ...[...BROKERS, ...MEMBERS].map((target): UserAction => ({ atMs: FAULTS_END_MS + 2000, type: 'restart', target })),
]

const anyRun = fc
  .tuple(
    fc.record({
      clientVersion: fc.constantFrom(...RELEASES),
      consumerCount: fc.integer({ min: 1, max: CONSUMERS }),
      messageListener: fc.constantFrom('CONCURRENTLY' as const, 'ORDERLY' as const),
      allocateMessageQueueStrategy: fc.constantFrom('AVERAGELY', 'AVERAGELY_BY_CIRCLE', 'CONSISTENT_HASH'),
      consumeTimeMs: fc.constantFrom(10, 700, 5000),
      stuckMessage: fc.constantFrom(0, 0, 7),
      consumersStartAtMs: fc.constantFrom(0, 0, 5000),
    }) as fc.Arbitrary<Partial<Settings>>,
    fc.array(anyAction, { maxLength: 10 }),
    fc.nat(1000),
  )
  .map(([settings, actions, seed]) => {
    const all = [...actions].sort((one, other) => one.atMs - other.atMs).concat(healing)
    const changes: Partial<Settings> = { brokerGroupCount: 2, slaveCount: 1, messageLimit: 40, ...settings }
    return takeUnchecked(consumerInput(changes, all, seed))
  })

type Input = ReturnType<typeof takeUnchecked>

/** Goes on to a time. @throws Error where more happens in one ms than could in a run that gets on */
function goOn(sim: ReturnType<typeof createSimulation>, input: Input, untilMs: number): void {
  let events = 0
  let last = -1
  for (;;) {
    const { state } = sim
    const action = input.actions[state.actionsDone]
    const next = Math.min(
      action?.atMs ?? Number.POSITIVE_INFINITY,
      state.eventQueue[0]?.atMs ?? Number.POSITIVE_INFINITY,
    )
    if (next > untilMs) break
    step(sim)
    events = state.nowMs === last ? events + 1 : 0
    last = state.nowMs
    if (events > 20_000) throw new Error(`it does not get on at ${last} ms`)
  }
}

const isQueue = (group: number, queueId: number) => (queue: QueuePlace) =>
  queue.group === group && queue.queueId === queueId

/**
 * Of each queue of the Topic: the positions of those that have it. Up to 5.1.4 a member whose orderly listener never returns does not
 * get rid of a queue that it has lost, and cannot get it back: where it is given to that one again, none reads it any more.
 */
function ownersOf({ brokerGroups, consumers }: ClusterState): Record<string, number[]> {
  const owners: Record<string, number[]> = {}
  const isStuck = ({ running }: Consumer, queue: ProcessQueue): boolean =>
    running.some(({ queueSerial, endsAtMs }) => queueSerial === queue.serial && endsAtMs === null)
  brokerGroups.forEach(({ brokerName, readQueueNums }, group) => {
    for (let queueId = 0; queueId < readQueueNums; queueId++) {
      const is = isQueue(group, queueId)
      const running = [...consumers.entries()].filter(([, { process }]) => process === 'running')
      const having = running.filter(([, { queues }]) => queues.some(is))
      const keeping = running.filter(([, one]) => one.leaving.some((queue) => is(queue) && isStuck(one, queue)))
      owners[`${brokerName} q${queueId}`] = (having.length > 0 ? having : keeping.slice(0, 1)).map(([index]) => index)
    }
  })
  return owners
}

test('when all faults are over, every queue has one owner, and no lock is another’s', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(anyRun, (input) => {
      const sim = createSimulation(input)
      goOn(sim, input, QUIET_MS)
      const { consumers, brokerGroups } = sim.state
      for (const [queue, owners] of Object.entries(ownersOf(sim.state))) expect(owners, queue).toHaveLength(1)
      for (const consumer of consumers) {
        expect(consumer.held).toEqual([])
        for (const { group, queueId, locked } of consumer.queues.filter((queue) => isTopicQueue(queue.queueId))) {
          if (!locked) continue
          const lock = brokerGroups[group]?.nodes
            .filter(({ brokerId }) => brokerId === 0)
            .flatMap(({ consuming }) => consuming?.locks ?? [])
            .find((one) => one.queueId === queueId)
          expect(lock?.clientId).toBe(consumer.clientId)
        }
      }
    }),
    { numRuns: cases(8, 60) },
  )
})

test('a state that went through JSON goes on in the same way', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(anyRun, fc.integer({ min: 1, max: FAULTS_END_MS + 5000 }), (input, middleMs) => {
      const whole = createSimulation(input)
      goOn(whole, input, middleMs)
      const state = JSON.parse(JSON.stringify(whole.state)) as ClusterState
      expect(state).toEqual(whole.state)
      const other = continueFrom(input, state, null)
      goOn(whole, input, middleMs + 30_000)
      goOn(other, input, middleMs + 30_000)
      expect(JSON.stringify(other.state)).toBe(JSON.stringify(whole.state))
    }),
    { numRuns: cases(8, 60) },
  )
})
