// How a consumer pulls, what a Broker holds, and where offsets go, by the vectors of the facts.

import { expect, test } from 'vitest'
import type { Simulation } from '../context'
import type { UserAction } from '../scenario'
import type { Settings } from '../settings'
import { REAL_SETTINGS } from '../settings'
import { isTopicQueue, type ProcessQueue } from '../state'
import { tellOfConsumers } from './consumerStory.testData'
import { emptyQueue } from './processQueue'
import { flowControl } from './pull'

const ONE: Partial<Settings> = { consumerCount: 1, writeQueueNums: 1, consumeTimeMs: 1, consumeTimeSpread: 0 }

function cached(offsets: number[], bytes = 0, changes: Partial<Settings> = {}) {
  const queue: ProcessQueue = { ...emptyQueue({ group: 0, queueId: 0 }, 1, 0), cachedBytes: bytes }
  queue.cached.offset = offsets
  return flowControl({ state: { settings: { ...REAL_SETTINGS, ...changes } } } as Simulation, queue)
}

const first = (count: number) => Array.from({ length: count }, (_, offset) => offset)

test('W13 W14 W15 V16 pulling is put off above each limit, in this order', () => {
  expect([cached(first(1000)), cached(first(1001))]).toEqual([null, 'count'])
  expect([cached([0], 105_906_175), cached([0], 105_906_176)]).toEqual([null, 'size'])
  expect([cached([0, 2000]), cached([0, 2001])]).toEqual([null, 'span'])
  expect(cached([0, 2001], 0, { messageListener: 'ORDERLY' })).toBe('notLocked')
  expect(cached(first(1001), 200_000_000)).toBe('count')
})

test('V16 with full batches the cache tops at 1,024, and is written down only where it changes', () => {
  const story = tellOfConsumers(
    {
      ...ONE,
      messageLimit: 2000,
      sendIntervalMs: 1,
      consumersStartAtMs: 8000,
      consumeThreadMax: 1,
      consumeTimeMs: 60_000,
    },
    [],
    10_000,
  )
  expect(story.at(10_000).consumers[0]?.queues[0]?.maxOffset).toBe(1023)
  expect(story.all('flowControl').map(({ reason }) => reason)).toEqual(['count'])
})

test('V19 W24 a pull without news is answered at the first look after 15,000 ms, one with news at once', () => {
  const story = tellOfConsumers({ ...ONE, consumersStartAtMs: 4700, messageLimit: 1, sendIntervalMs: 1 }, [], 60_000)
  const empty = story.all('pulled').filter(({ queueId, count }) => isTopicQueue(queueId) && count === 0)
  const holds = story.all('pullHeld').filter(({ queueId }) => isTopicQueue(queueId))
  expect(empty.length).toBeGreaterThan(1)
  for (const [at, { atMs }] of empty.entries()) {
    const heldMs = atMs - 1 - (holds[at]?.atMs ?? 0)
    expect((atMs - 1) % 5000).toBe(0)
    expect(heldMs).toBeGreaterThanOrEqual(15_000)
    expect(heldMs).toBeLessThan(20_000)
  }
  const busy = tellOfConsumers({ ...ONE, messageLimit: 40, sendIntervalMs: 100, consumersStartAtMs: 0 }, [], 10_000)
  const delays = busy.all('consumeBegun').map(({ atMs, message }) => {
    return atMs - (busy.all('appended').find((entry) => entry.message === message)?.atMs ?? 0)
  })
  // Behind the first pull, which takes its time: 1 ms to dispatch, 1 on its way.
  expect(new Set(delays.slice(15))).toEqual(new Set([2]))
})

const CUT: UserAction[] = [
  { atMs: 9000, type: 'powerOff', target: 'broker-a/n0' },
  { atMs: 9500, type: 'restart', target: 'broker-a/n0' },
]

/** What is not on disk when the power goes is lost; the consumer's memory, and its next pull, are ahead of the Broker's log. */
const cutStory = (clientVersion: string, messageLimit: number) =>
  tellOfConsumers(
    { ...ONE, clientVersion, messageLimit, sendIntervalMs: 100, messageBodySize: 100, slaveCount: 0 },
    CUT,
    90_000,
  )

const ofTopic = <E extends { queueId: number }>(entries: E[]): E[] =>
  entries.filter(({ queueId }) => isTopicQueue(queueId))

test('V22 an offset behind the end is stored 10,000 ms later, and read with a rebalance; from 5.2.0 at once', () => {
  for (const [release, waitMs, rebalanceMs] of [
    ['4.9.7', 10_000, 20_010],
    ['5.3.3', 0, 1010],
  ] as const) {
    const story = cutStory(release, 80)
    const moved = ofTopic(story.all('offsetMoved'))[0]
    if (!moved) throw new Error(`no offset was moved at ${release}`)
    expect(moved.toOffset).toBeLessThan(moved.fromOffset)
    const revoked = ofTopic(story.all('queueRevoked')).find(({ atMs }) => atMs >= moved.atMs)
    const again = ofTopic(story.all('startOffset')).find(({ atMs }) => atMs > moved.atMs)
    expect((revoked?.atMs ?? 0) - moved.atMs).toBe(waitMs)
    expect((again?.atMs ?? 0) - (revoked?.atMs ?? 0)).toBeLessThan(rebalanceMs)
    expect([again?.queueOffset, again?.cause]).toEqual([moved.toOffset, 'stored'])
  }
})

test('V23 where new messages come before the next pull, those below its offset are left out without a word', () => {
  const story = cutStory('4.9.7', 0)
  const stored = ofTopic(story.all('appended')).filter(({ atMs }) => atMs > 9500)
  const pulled = ofTopic(story.all('pulled')).find(({ atMs, count }) => atMs > 9500 && count > 0)
  const firstNew = story.at(9600).brokerGroups[0]?.nodes[0]?.store?.queueOffsets[0] ?? 0
  expect(story.all('offsetMoved')).toEqual([])
  expect(pulled?.queueOffset).toBeGreaterThan(firstNew)
  const consumed = new Set(story.all('consumed').map(({ message }) => message))
  const leftOut = stored.filter(({ atMs, message }) => atMs < 60_000 && !consumed.has(message))
  expect(leftOut.length).toBe((pulled?.queueOffset ?? 0) - firstNew)
})

const KILL: UserAction[] = [{ atMs: 20_000, type: 'kill', target: 'broker-a/n0' }]

test('a dead Master: a 4.x Slave serves what it has, a 5.x Slave refuses it but with slaveReadEnable', () => {
  const backlog = {
    ...ONE,
    slaveCount: 1,
    messageLimit: 3000,
    sendIntervalMs: 5,
    consumeTimeMs: 10,
    consumeThreadMax: 1,
  }
  const story = (clientVersion: string, slaveReadEnable: boolean) =>
    tellOfConsumers({ ...backlog, clientVersion, slaveReadEnable, consumersStartAtMs: 12_000 }, KILL, 120_000)
  const done = (clientVersion: string, slaveReadEnable: boolean) =>
    new Set(
      story(clientVersion, slaveReadEnable)
        .all('consumed')
        .map(({ message }) => message),
    ).size
  const stored = new Set(
    story('5.3.3', false)
      .all('appended')
      .map(({ message }) => message),
  ).size
  expect(stored).toBe(3000)
  expect(done('4.9.7', false)).toBe(3000)
  expect(done('5.3.3', true)).toBe(3000)
  const refused = story('5.3.3', false)
  expect(new Set(refused.all('consumed').map(({ message }) => message)).size).toBeLessThan(3000)
  const codes = refused.all('pullFailed').filter(({ failure }) => failure === 'error')
  expect(new Set(codes.map(({ code }) => code))).toEqual(new Set([2]))
  const beat = codes.filter(({ queueId }) => isTopicQueue(queueId)).map(({ atMs }) => atMs)
  expect((beat[1] ?? 0) - (beat[0] ?? 0)).toBe(1002)
})

test('a Broker that is killed keeps the offsets that its file has', () => {
  const story = tellOfConsumers(
    { ...ONE, messageLimit: 0, sendIntervalMs: 100 },
    [{ atMs: 14_900, type: 'kill', target: 'broker-a/n0' }],
    16_000,
  )
  const kept = (atMs: number) => story.at(atMs).brokerGroups[0]?.nodes[0]?.consuming
  const rowAt = (atMs: number) => kept(atMs)?.offsets.find(({ queueId }) => queueId === 0)?.offset
  const atTick = rowAt(9999) ?? 0
  expect(rowAt(14_899)).toBeGreaterThan(atTick)
  expect(kept(16_000)?.offsets).toEqual([])
  expect(kept(16_000)?.offsetsOnDisk.find(({ queueId }) => queueId === 0)?.offset).toBe(atTick)
})

test('a group that begins far from message 0 begins at the end, and what lies before is skipped', () => {
  const settings = { ...ONE, messageLimit: 50, sendIntervalMs: 10, consumersStartAtMs: 5000, brokerMemoryMegabytes: 1 }
  const story = tellOfConsumers({ ...settings, messageBodySize: 100_000 }, [], 20_000)
  const start = story.all('startOffset').find(({ queueId }) => isTopicQueue(queueId))
  expect([start?.cause, start?.queueOffset]).toEqual(['max', 50])
  expect(story.all('skipped').map(({ queueOffset }) => queueOffset)).toEqual(first(50).reverse())
  expect(story.all('consumed')).toEqual([])
  const young = tellOfConsumers({ ...settings, brokerMemoryMegabytes: 16_000 }, [], 20_000)
  expect(young.all('startOffset').find(({ queueId }) => isTopicQueue(queueId))?.cause).toBe('zero')
  expect(young.all('consumed').length).toBe(50)
})

test('two Tags in one group: each member loses what only the other one wants', () => {
  const story = tellOfConsumers(
    {
      writeQueueNums: 2,
      tagCount: 2,
      subscription: 'TagA',
      otherSubscription: 'TagB',
      messageLimit: 100,
      sendIntervalMs: 100,
    },
    [],
    30_000,
  )
  const skipped = story.all('skipped')
  expect(skipped.some(({ cause }) => cause === 'filtered' || cause === 'sharedFilter')).toBe(true)
  const consumed = new Set(story.all('consumed').map(({ message }) => message))
  expect(skipped.filter(({ message }) => consumed.has(message))).toEqual([])
  expect(consumed.size).toBeLessThan(100)
})

test('offsets go back: what a Slave has taken is overwritten by the Master that returns with an older file', () => {
  const story = tellOfConsumers(
    {
      ...{ ...ONE, clientVersion: '4.9.7', slaveCount: 1, consumeTimeMs: 20, consumeThreadMax: 1 },
      ...{ messageLimit: 3000, sendIntervalMs: 5, consumersStartAtMs: 0 },
    },
    [
      { atMs: 20_000, type: 'kill', target: 'broker-a/n0' },
      { atMs: 110_000, type: 'kill', target: 'consumer/0' },
      { atMs: 111_000, type: 'restart', target: 'broker-a/n0' },
    ],
    130_000,
  )
  const offsetAt = (node: number, atMs: number) =>
    story.at(atMs).brokerGroups[0]?.nodes[node]?.consuming?.offsets.find(({ queueId }) => queueId === 0)?.offset ?? -1
  const older = offsetAt(0, 130_000)
  expect(older).toBeGreaterThan(0)
  expect(offsetAt(1, 110_900)).toBeGreaterThan(older)
  expect(offsetAt(1, 130_000)).toBe(older)
})
