// What becomes of messages that a consumer has: threads, results, sending back, order, time limits. C and V are of the facts.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { levelOf } from '../broker/consuming/sendMessageBack'
import type { UserAction } from '../scenario'
import type { Settings } from '../settings'
import { DELAY_LEVELS_MS, deadLetterQueue, retryQueue, scheduleQueue } from '../state'
import { recordsBetween } from '../state/records'
import type { Story } from '../testDriver'
import { tellOfConsumers } from './consumerStory.testData'

/** One consumer starts when its one queue has ten messages, 1 to 10 at offsets 0 to 9. */
const ONE: Partial<Settings> = {
  consumerCount: 1,
  writeQueueNums: 1,
  messageLimit: 10,
  sendIntervalMs: 10,
  consumersStartAtMs: 1000,
  consumeTimeMs: 100,
  consumeTimeSpread: 0,
}
const tellOf = (changes: Partial<Settings>, untilMs: number, actions: UserAction[] = []): Story =>
  tellOfConsumers({ ...ONE, ...changes }, actions, untilMs)
const offsetOf = (story: Story, atMs: number) =>
  story.at(atMs).consumers[0]?.offsets.find(({ queueId }) => queueId === 0)?.offset
const results = (story: Story) => story.all('consumed').map(({ message, result }) => `${message} ${result}`)

test('threads take messages in the order in which they came, and free ones the next', () => {
  const story = tellOf({ consumeThreadMax: 4 }, 2000)
  const begun = story.all('consumeBegun')
  const startMs = begun[0]?.atMs ?? 0
  expect(begun.map(({ message, atMs }) => [message, atMs - startMs])).toEqual(
    Array.from({ length: 10 }, (_, at) => [at + 1, 100 * Math.floor(at / 4)]),
  )
  expect(offsetOf(story, 2000)).toBe(10)
  expect(story.at(2000).consumers[0]).toMatchObject({ consumed: 10, failed: 0, running: [], waiting: [] })
})

test('the time of a listener varies by its spread, and one call gets a batch', () => {
  const story = tellOf({ consumeTimeSpread: 50, consumeThreadMax: 1, consumeMessageBatchMaxSize: 4 }, 4000)
  const begun = [...new Set(story.all('consumeBegun').map(({ atMs }) => atMs))]
  const ended = [...new Set(story.all('consumed').map(({ atMs }) => atMs))]
  expect(begun).toHaveLength(3)
  const times = ended.map((atMs, at) => atMs - (begun[at] ?? 0))
  for (const ms of times) expect(ms).toBeGreaterThanOrEqual(50)
  for (const ms of times) expect(ms).toBeLessThanOrEqual(150)
  expect(new Set(times).size).toBeGreaterThan(1)
})

test('C1 V18 a message that never returns: all others are done, nothing is committed, and a killed consumer has nothing left', () => {
  const story = tellOf({ messageLimit: 50, stuckMessage: 1 }, 6000, [
    { atMs: 5000, type: 'kill', target: 'consumer/0' },
  ])
  expect(story.all('consumed')).toHaveLength(49)
  expect(offsetOf(story, 4999)).toBe(0)
  expect(story.at(4999).consumers[0]?.queues[0]?.cached.offset).toEqual([0])
  expect(story.at(6000).consumers[0]).toMatchObject({ running: [], queues: [] })
})

test('a consumer that is stopped interrupts its listeners', () => {
  const story = tellOf({ stuckMessage: 1 }, 6000, [{ atMs: 5000, type: 'stop', target: 'consumer/0' }])
  expect(results(story).at(-1)).toBe('1 discarded')
})

test('a message that fails goes back to the Broker, is finished here, and comes to the retry Topic 10 s later', () => {
  const story = tellOf({ poisonMessage: 3 }, 20_000)
  const [failed] = story.all('consumed').filter(({ result }) => result === 'RECONSUME_LATER')
  const [back] = story.all('sentBack')
  const [ready] = story.all('retryReady')
  expect(failed?.message).toBe(3)
  expect(back).toMatchObject({ message: 3, times: 1, level: 3, atMs: (failed?.atMs ?? 0) + 1 })
  expect(ready).toMatchObject({ message: 3, times: 1, queueOffset: 0 })
  const dueMs = (back?.atMs ?? 0) + 10_000
  expect(ready?.atMs).toBe(Math.ceil(dueMs / 100) * 100)
  expect(offsetOf(story, 20_000)).toBe(10)
  const { brokerGroups, lost } = { ...story.at(20_000), lost: story.all('lost') }
  const [group] = brokerGroups
  const store = group?.nodes[0]?.store
  if (!group || !store) throw new Error('no store')
  const records = [...recordsBetween(group, store, 0, store.maxOffset)].filter(({ message }) => message === 3)
  // The retry Topic's copy fails, too, and goes to the next level.
  expect(records.map(({ queueId, times }) => [queueId, times])).toEqual([
    [0, 0],
    [scheduleQueue(3, 0), 1],
    [retryQueue(0), 1],
    [scheduleQueue(4, 0), 2],
  ])
  expect(lost).toEqual([])
})

test('V17 W17 delay levels: 3 and the times, 18 at most; the 17th delivery is the last, after 17,140 s', () => {
  const levels = Array.from({ length: 16 }, (_, times) => levelOf(times, 0, -1) as number)
  expect(levels).toEqual(Array.from({ length: 16 }, (_, times) => 3 + times))
  const delays = levels.map((level) => (DELAY_LEVELS_MS[level - 1] ?? 0) / 1000)
  expect(delays).toEqual([10, 30, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600, 1200, 1800, 3600, 7200])
  expect(delays.reduce((sum, one) => sum + one, 0)).toBe(17_140)
  expect(levelOf(16, 0, -1)).toBeNull()
  expect([levelOf(0, -1, -1), levelOf(20, 0, 30), levelOf(5, 3, -1)]).toEqual([null, 18, 3])
})

test('after its last time a message goes to the dead-letter Topic', () => {
  const story = tellOf({ poisonMessage: 3, maxReconsumeTimes: 0 }, 5000)
  expect(story.all('deadLettered')).toMatchObject([{ message: 3, times: 1, queueOffset: 0 }])
  const node = story.at(5000).brokerGroups[0]?.nodes[0]
  expect(node?.store?.queueOffsets[deadLetterQueue(0)]).toBe(1)
  expect(node?.consuming?.deadLetterTopics).toEqual([true])
})

test('a Broker that is gone: the message is tried here again after 5 s, counted once more', () => {
  const story = tellOf({ poisonMessage: 3, consumeTimeMs: 2000 }, 9000, [
    { atMs: 2000, type: 'kill', target: 'broker-a/n0' },
  ])
  const [first, second] = story.all('consumeBegun').filter(({ message }) => message === 3)
  expect(second).toMatchObject({ times: 1 })
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(7000)
  expect(offsetOf(story, 6000)).toBe(2)
})

test('broadcasting: what fails is dropped', () => {
  const story = tellOf({ poisonMessage: 3, messageModel: 'BROADCASTING', consumersStartAtMs: 0 }, 5000)
  expect(story.all('skipped')).toMatchObject([{ message: 3, cause: 'broadcastFailure' }])
  expect(story.all('sentBack')).toEqual([])
  expect(offsetOf(story, 5000)).toBe(10)
})

test('a Broker that starts again knows what waits from its CommitLog; one that is paused brings it later', () => {
  const restarted = tellOf({ poisonMessage: 3 }, 20_000, [
    { atMs: 2000, type: 'kill', target: 'broker-a/n0' },
    { atMs: 4000, type: 'restart', target: 'broker-a/n0' },
  ])
  expect(restarted.all('retryReady')).toHaveLength(1)
  const paused = tellOf({ poisonMessage: 3 }, 30_000, [
    { atMs: 2000, type: 'freeze', target: 'broker-a/n0' },
    { atMs: 25_000, type: 'resume', target: 'broker-a/n0' },
  ])
  expect(paused.all('retryReady').map(({ atMs }) => atMs)).toEqual([25_000])
})

test('24.14 what had come since delayOffset.json was written comes again after a crash', () => {
  const crash = (atMs: number) =>
    tellOf({ poisonMessage: 3 }, 40_000, [
      { atMs, type: 'kill', target: 'broker-a/n0' },
      { atMs: atMs + 1000, type: 'restart', target: 'broker-a/n0' },
    ]).all('retryReady').length
  expect([crash(15_000), crash(25_000)]).toEqual([2, 1])
})

test('C13 consumeTimeout stops nothing: the message comes again while its listener goes on', () => {
  const story = tellOf({ consumeTimeMs: 170_000, consumeTimeout: 60_000 }, 200_000)
  const timeouts = story.all('consumed').filter(({ result, queueId }) => result === 'timeout' && queueId === 0)
  expect(timeouts).toHaveLength(10)
  expect(timeouts[0]?.atMs).toBeGreaterThan(120_000)
  expect(story.all('retryReady')).toHaveLength(10)
  expect(story.all('consumed').filter(({ result }) => result === 'SUCCESS')).toHaveLength(10)
  const own = story.at(160_000).consumers[0]?.running.filter(({ queueId }) => queueId === 0)
  expect(own).toHaveLength(10)
  expect(story.all('consumeBegun').filter(({ queueId }) => queueId === retryQueue(0))).toHaveLength(10)
})

test.each([
  ['5.0.0', 2],
  ['5.1.0', 1],
] as const)(
  'C13 in %s a message that took too long and then fails has been sent back %i times',
  (clientVersion, times) => {
    const story = tellOf(
      { consumeTimeMs: 170_000, consumeTimeout: 60_000, poisonMessage: 1, messageLimit: 1, clientVersion },
      200_000,
    )
    expect(story.all('sentBack')).toHaveLength(times)
  },
)

const ORDERLY: Partial<Settings> = { messageListener: 'ORDERLY', clientVersion: '5.3.3' }

test('in order: one after another, each committed', () => {
  const story = tellOf(ORDERLY, 5000)
  expect(results(story)).toEqual(Array.from({ length: 10 }, (_, at) => `${at + 1} SUCCESS`))
  const begun = story.all('consumeBegun').map(({ atMs }) => atMs)
  expect(begun.slice(1).map((atMs, at) => atMs - (begun[at] ?? 0))).toEqual(Array(9).fill(100))
  expect(offsetOf(story, 5000)).toBe(10)
})

test('in order: a message that fails holds up its queue, again and again after 1 s', () => {
  const story = tellOf({ ...ORDERLY, poisonMessage: 3 }, 10_000)
  const begun = story.all('consumeBegun')
  expect(begun.at(-1)?.message).toBe(3)
  const tries = begun.filter(({ message }) => message === 3)
  expect((tries[1]?.atMs ?? 0) - (tries[0]?.atMs ?? 0)).toBe(1100)
  expect(tries.slice(0, 3).map(({ times }) => times)).toEqual([0, 1, 2])
  expect(offsetOf(story, 10_000)).toBe(2)
})

test('in order, with maxReconsumeTimes: it is sent back then, and the queue goes on', () => {
  const story = tellOf({ ...ORDERLY, poisonMessage: 3, maxReconsumeTimes: 2 }, 10_000)
  expect(story.all('consumeBegun').filter(({ message }) => message === 3)).toHaveLength(3)
  expect(story.all('deadLettered')).toHaveLength(1)
  expect(offsetOf(story, 10_000)).toBe(10)
})

test('V21 in order: a lock that is not confirmed for 30 s is trusted no longer', () => {
  const story = tellOf({ ...ORDERLY, messageLimit: 600, consumersStartAtMs: 8000 }, 60_000, [
    { atMs: 10_000, type: 'powerOff', target: 'broker-a/n0' },
  ])
  const [locked] = story.all('queueLocked')
  const last = story.all('consumeBegun').at(-1)
  const trustMs = (last?.atMs ?? 0) - (locked?.atMs ?? 0)
  expect(trustMs).toBeGreaterThan(30_000)
  expect(trustMs).toBeLessThanOrEqual(32_000)
})

test('any time, failures and faults: a message is waiting, running, sent back or finished, and never two of them', () => {
  const any = fc.record({
    consumeFailurePercent: fc.constantFrom(0, 30, 100),
    consumeThreadMax: fc.integer({ min: 1, max: 6 }),
    consumeMessageBatchMaxSize: fc.integer({ min: 1, max: 4 }),
    consumeTimeSpread: fc.constantFrom(0, 60),
    messageListener: fc.constantFrom('CONCURRENTLY' as const, 'ORDERLY' as const),
    stuckMessage: fc.integer({ min: 0, max: 20 }),
    maxReconsumeTimes: fc.constantFrom(-1, 0, 2),
    consumeTimeout: fc.constantFrom(1000, 900_000),
  })
  const fault = fc.option(
    fc.record({ atMs: fc.integer({ min: 1000, max: 4000 }), type: fc.constantFrom('kill', 'freeze') }),
  )
  fc.assert(
    fc.property(any, fault, fc.integer({ min: 1000, max: 9000 }), (settings, broken, atMs) => {
      const actions = broken ? [{ ...broken, target: 'broker-a/n0' } as UserAction] : []
      const story = tellOf({ ...settings, messageLimit: 20 }, 9000, actions)
      const consumer = story.at(atMs).consumers[0]
      const queue = consumer?.queues.find(({ queueId }) => queueId === 0)
      if (!consumer || !queue) return
      const { offset, startedAtMs } = queue.cached
      const isOwn = ({ queueSerial }: { queueSerial: number }) => queueSerial === queue.serial
      const running = consumer.running.filter(isOwn).flatMap(({ offsets }) => offsets)
      const waiting = consumer.waiting.filter(isOwn).flatMap(({ offsets }) => offsets)
      expect(new Set([...running, ...waiting]).size).toBe(running.length + waiting.length)
      expect(consumer.running.length).toBeLessThanOrEqual(settings.consumeThreadMax)
      const entries = story.all('consumed').filter((entry) => entry.atMs <= atMs && entry.queueId === 0)
      for (let at = 0; at <= queue.maxOffset; at++) {
        const place = offset.indexOf(at)
        const isRunning = running.includes(at)
        const own = entries.filter(({ queueOffset }) => queueOffset === at).map(({ result }) => result)
        if (place < 0) expect(own.some((result) => result !== 'discarded')).toBe(true)
        else if (startedAtMs[place] === null) expect(isRunning).toBe(false)
        else expect(isRunning).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})
