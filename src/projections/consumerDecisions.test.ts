// What made a message come again, and why it has not come yet, in runs of which it is known.

import { expect, test } from 'vitest'
import '../rocketmq/broker/store'
import '../rocketmq/consumer'
import { createCursor, presetInput, type Run, type Settings, simulate, type UserAction } from '../rocketmq'
import { deliveriesOf, whyNotYet } from './consumerDecisions'
import { consumerReading } from './consumerReading'
import { consumptionOf } from './consumption'
import { groupLife } from './groupLife'

function tell(changes: Partial<Settings>, actions: UserAction[], untilMs: number): Run {
  const input = presetInput('consume')
  Object.assign(input.scenario.settings, { consumerCount: 2, ...changes })
  return simulate({ ...input, actions }, untilMs)
}

const lookAt = (run: Run) => {
  const cursor = createCursor(run)
  return (tMs: number) => cursor.seek(tMs)
}

/** The causes for which any message of the run was delivered again, by message. */
function causes(run: Run, messages: number): Map<number, string> {
  const found = new Map<number, string>()
  for (let message = 1; message <= messages; message++) {
    const again = deliveriesOf(run, message, 0, run.endMs).find((one) => one.again !== null)
    if (again?.again) found.set(message, again.again.why)
  }
  return found
}

test('an owner that dies before it commits has its messages delivered again', () => {
  const run = tell({ messageLimit: 60 }, [{ atMs: 8000, type: 'kill', target: 'consumer/0' }], 60_000)
  const found = causes(run, 60)
  expect(found.size).toBeGreaterThan(0)
  expect([...new Set(found.values())]).toEqual(['ownerEnded'])
  const [message = 0] = [...found.keys()]
  const [first, second] = deliveriesOf(run, message, 0, run.endMs)
  expect(first?.again).toBeNull()
  expect(second?.again).toMatchObject({ why: 'ownerEnded', consumer: 0, to: 'killed', atMs: 8000 })
  expect(second?.consumer).toBe(1)
})

test('a member that comes takes queues whose offsets are not committed yet', () => {
  const actions: UserAction[] = [{ atMs: 8000, type: 'set', name: 'consumerCount', value: 2 }]
  const run = tell({ consumerCount: 1, messageLimit: 60 }, actions, 60_000)
  expect([...new Set(causes(run, 60).values())]).toEqual(['rebalanced'])
})

test('what fails comes again through the retry Topic, and a message of an orderly queue at its place', () => {
  const run = tell({ messageLimit: 6, poisonMessage: 3 }, [], 60_000)
  expect(causes(run, 6)).toEqual(new Map([[3, 'sentBack']]))
  expect(groupLife(run, 3, 0).map(({ step }) => step)).toEqual(
    expect.arrayContaining(['pulled', 'begun', 'ended', 'sentBack', 'retryReady', 'committed']),
  )
  const orderly = tell({ messageLimit: 6, poisonMessage: 3, messageListener: 'ORDERLY' }, [], 30_000)
  expect(causes(orderly, 6)).toEqual(new Map([[3, 'suspended']]))
  const late = tell({ messageLimit: 6, stuckMessage: 3, consumeTimeout: 3000 }, [], 60_000)
  expect(causes(late, 6)).toEqual(new Map([[3, 'timeout']]))
})

test('why not yet: nobody has the queue, a thread is missing, a head blocks, a delay runs', () => {
  const dead = tell(
    { consumerCount: 1, messageLimit: 40 },
    [{ atMs: 5000, type: 'kill', target: 'consumer/0' }],
    20_000,
  )
  expect(whyNotYet(dead, 30, 0, 20_000, lookAt(dead))).toEqual({ why: 'noOwner' })
  const slow = tell({ consumerCount: 1, messageLimit: 40, consumeThreadMax: 1, consumeTimeMs: 5000 }, [], 20_000)
  expect(whyNotYet(slow, 30, 0, 20_000, lookAt(slow))).toMatchObject({ why: 'noThread', threads: 1 })
  const orderly = tell({ consumerCount: 1, messageLimit: 40, stuckMessage: 1, messageListener: 'ORDERLY' }, [], 20_000)
  const first = createCursor(orderly)
    .seek(20_000)
    .consumers[0]?.queues.find(({ cached }) => cached.message[0] === 1)
  const behind = first?.cached.message[1] as number
  expect(whyNotYet(orderly, behind, 0, 20_000, lookAt(orderly))).toMatchObject({ why: 'head', message: 1 })
  const failing = tell({ messageLimit: 6, poisonMessage: 3 }, [], 60_000)
  const sent = groupLife(failing, 3, 0).find(({ step }) => step === 'sentBack')?.atMs as number
  const look = lookAt(failing)
  expect(consumptionOf(failing, 3, 0, sent + 500, look)).toMatchObject({ is: 'inRetry', times: 1 })
  expect(whyNotYet(failing, 3, 0, sent + 500, look)).toEqual({ why: 'delay', untilMs: sent + 10_000 })
})

test('the arithmetic of a share, and the smallest unfinished message that holds an offset', () => {
  const run = tell({ consumerCount: 3, messageLimit: 200, stuckMessage: 5, sendIntervalMs: 100 }, [], 20_000)
  const state = createCursor(run).seek(20_000)
  const readings = [0, 1, 2].map((index) => consumerReading(state, index, 'TopicTest'))
  const queues = readings[0]?.share?.queues ?? 0
  expect(readings.reduce((sum, one) => sum + (one?.share?.due ?? 0), 0)).toBe(queues)
  for (const [at, one] of readings.entries()) {
    expect(one?.share?.member).toBe(at)
    expect(one?.share?.average?.count).toBe(one?.share?.due)
    expect(one?.queues.filter(({ queueId }) => queueId < 48)).toHaveLength(one?.share?.due ?? -1)
  }
  const stuck = readings.flatMap((one) => one?.queues ?? []).find(({ head }) => head?.message === 5)
  expect(stuck?.head?.finishedBehind).toBeGreaterThan(0)
  expect(stuck?.inMemory).toBe(stuck?.head?.offset)
})
