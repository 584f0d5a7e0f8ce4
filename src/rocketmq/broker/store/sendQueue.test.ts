// The send queue: who waits, who is turned away, when, and with which words. Vectors are named as in the facts.

import { describe, expect, test } from 'vitest'
import type { UserAction } from '../../scenario'
import type { Settings } from '../../settings'
import { type Story, tell } from '../../testDriver'
import './index'
import { isPageCacheBusy } from './sendQueue'

/** One Broker, one queue, a producer whose send() does not wait: what comes is what is offered. */
const OPEN: Partial<Settings> = {
  simulateStore: true,
  brokerGroupCount: 1,
  writeQueueNums: 1,
  communicationMode: 'ASYNC',
  producerCores: 64,
  brokerServiceTimeMs: 1,
}

const does = (atMs: number, type: 'freeze' | 'resume' | 'stop' | 'kill' | 'powerOff' | 'restart'): UserAction => ({
  atMs,
  type,
  target: 'broker-a/n0',
})
const fault = (atMs: number, name: 'overloaded' | 'diskStalled', on: boolean): UserAction => ({
  atMs,
  type: 'setFault',
  target: 'broker-a/n0',
  fault: name,
  on,
})

const busyIn = (story: Story, reason: string) => story.all('busy').filter((entry) => entry.reason === reason)
const reasonsOf = (story: Story) => [...new Set(story.all('busy').map(({ reason }) => reason))].sort()
const nodeAt = (story: Story, tMs: number) => story.at(tMs).brokerGroups[0]!.nodes[0]!
/** Nothing is left in it, and nothing was counted twice. */
const expectEmpty = (story: Story, tMs: number) => {
  const { inService, store } = nodeAt(story, tMs)
  expect([inService, store?.begun, store?.sendQueue, store?.lockWaiters, store?.puts]).toEqual([0, 0, [], [], []])
}

test.each([
  [1000, false],
  [1001, true],
  [9_999_999, true],
  [10_000_000, false],
])('V5, W5: an append lock held for %d ms: busy is %s', (heldMs, busy) => {
  expect(isPageCacheBusy(heldMs, 1000)).toBe(busy)
})

describe('the look at the head of the queue', () => {
  test('V5, W4: an age of 199 stays, of 200 is turned away: 200 to 209 ms after it came', () => {
    const story = tell({ ...OPEN, sendIntervalMs: 7 }, [fault(1000, 'overloaded', true)], 3000)
    const refused = busyIn(story, 'TIMEOUT_CLEAN_QUEUE').filter(({ waitedMs, atMs }) => atMs - waitedMs >= 1000)
    expect(refused.length).toBeGreaterThan(200)
    for (const { atMs, waitedMs } of refused) {
      const cameMs = atMs - waitedMs
      expect(atMs).toBe(Math.ceil((cameMs + 200) / 10) * 10)
    }
    const ages = new Set(refused.map(({ waitedMs }) => waitedMs))
    expect([ages.has(199), ages.has(200), ages.has(209), ages.has(210)]).toEqual([false, true, true, false])
  })

  test('comes 1,000 ms after the start of the process for the first time', () => {
    const story = tell({ ...OPEN, sendIntervalMs: 50 }, [fault(0, 'overloaded', true)], 1500)
    const first = story.all('busy')[0]
    expect(first?.atMs).toBe(1000)
    expect(first?.waitedMs).toBeGreaterThan(900)
  })

  test('follows waitTimeMillsInSendQueue as soon as it is changed', () => {
    const changed: UserAction = { atMs: 2000, type: 'set', name: 'waitTimeMillsInSendQueue', value: 40 }
    const set = { ...OPEN, sendIntervalMs: 7, waitTimeMillsInSendQueue: 5000, sendMsgTimeout: 20_000 }
    const story = tell(set, [fault(1500, 'overloaded', true), changed], 2500)
    expect(story.all('busy')[0]?.atMs).toBe(2010)
    expect(
      Math.max(
        ...story
          .all('busy')
          .filter(({ atMs }) => atMs > 2100)
          .map(({ waitedMs }) => waitedMs),
      ),
    ).toBe(49)
  })
})

describe('a Broker takes what its lock allows', () => {
  const offered = (sends: number, more: Partial<Settings> = {}) =>
    // 10 ms between two packets of one producer.
    tell({ ...OPEN, brokerWritesPerSecond: 1000, sendsPerPacket: sends, sendIntervalMs: 10, ...more }, [], 20_000)
  const storedIn = (story: Story, fromMs: number, toMs: number) =>
    story
      .all('appended')
      .filter(({ atMs }) => atMs > fromMs && atMs <= toMs)
      .reduce((sum, { count }) => sum + count, 0)

  test('below its capacity nothing waits for long', () => {
    const story = offered(5)
    expect(story.all('busy')).toEqual([])
    expect(storedIn(story, 10_000, 20_000)).toBe(5000)
    expect(Math.max(0, ...story.all('queued').map(({ ahead }) => ahead))).toBe(0)
  })

  test('[TIMEOUT_CLEAN_QUEUE] where the queue is longer than 200 ms, and throughput stays what it is', () => {
    const story = offered(20)
    expect(reasonsOf(story)).toEqual(['TIMEOUT_CLEAN_QUEUE'])
    expect(storedIn(story, 10_000, 20_000)).toBeLessThanOrEqual(10_000 + 20)
    expect(storedIn(story, 10_000, 20_000)).toBeGreaterThan(9_900)
  })

  test('[OVERLOAD] where it is full: sendThreadPoolQueueCapacity counts messages, not packets', () => {
    const story = offered(20, { sendThreadPoolQueueCapacity: 100 })
    expect(reasonsOf(story)).toEqual(['OVERLOAD'])
    expect(busyIn(story, 'OVERLOAD').every(({ waitedMs }) => waitedMs === 0)).toBe(true)
    // Five packets of 20 are 100.
    expect(Math.max(...story.all('queued').map(({ ahead }) => ahead))).toBe(80)
  })

  test('and never more than it says, where a packet cannot be divided evenly', () => {
    const story = offered(7, { brokerWritesPerSecond: 333 })
    expect(storedIn(story, 5000, 20_000)).toBeLessThanOrEqual(333 * 15 + 7)
  })
})

describe('an append that holds the lock', () => {
  test('W5: 200 ms long requests wait, then time out; after 1,000 ms all are turned away, and none gets in', () => {
    const story = tell({ ...OPEN, sendIntervalMs: 5 }, [fault(2000, 'diskStalled', true)], 4000)
    const held = nodeAt(story, 2500).store!
    // The threads of 5.3.3 are four.
    expect(held.lockWaiters).toHaveLength(4)
    const since = held.lockedSinceMs as number
    expect(since).toBeGreaterThan(2000)
    expect(reasonsOf(story)).toEqual(['PCBUSY_CLEAN_QUEUE', 'REJECTREQUEST', 'TIMEOUT_CLEAN_QUEUE'])
    const cleaned = busyIn(story, 'PCBUSY_CLEAN_QUEUE')
    expect(new Set(cleaned.map(({ atMs }) => atMs))).toEqual(new Set([Math.ceil((since + 1001) / 10) * 10]))
    expect(cleaned.every(({ waitedMs }) => waitedMs < 210)).toBe(true)
    expect(Math.min(...busyIn(story, 'REJECTREQUEST').map(({ atMs }) => atMs))).toBeGreaterThanOrEqual(since + 1001)
    expect(Math.max(...busyIn(story, 'TIMEOUT_CLEAN_QUEUE').map(({ atMs }) => atMs))).toBeLessThan(since + 1001)
  })

  test('[PC_SYNCHRONIZED] for what a thread has begun before it counts as busy: 1 up to 5.2.0, 2 from 5.3.0', () => {
    const codeOf = (clientVersion: string) => {
      // One request holds the lock; the other one is worked on for 400 ms, and comes to the store when it is busy.
      const story = tell(
        { ...OPEN, clientVersion, brokerServiceTimeMs: 400, sendIntervalMs: 1200, sendMsgTimeout: 9000 },
        [fault(1, 'diskStalled', true)],
        3000,
      )
      const { message } = busyIn(story, 'PC_SYNCHRONIZED')[0]!
      return story.all('sendFailed').find((entry) => entry.message === message)?.code
    }
    expect(['4.9.7', '5.1.4', '5.3.3'].map(codeOf)).toEqual([1, 1, 2])
  })

  test('and gets on lets the others in, each once, in the order in which they came', () => {
    const actions = [fault(2000, 'diskStalled', true), fault(2150, 'diskStalled', false)]
    const story = tell({ ...OPEN, sendIntervalMs: 5, messageLimit: 500 }, actions, 9000)
    expect(story.all('busy')).toEqual([])
    const stored = story.all('stored').map(({ message }) => message)
    expect(stored).toEqual([...stored].sort((one, other) => one - other))
    expect(new Set(stored).size).toBe(500)
    expectEmpty(story, 9000)
  })
})

describe('threads', () => {
  const slowFlush = { ...OPEN, sendIntervalMs: 5, flushDiskType: 'SYNC_FLUSH', fsyncMs: 100 } as const

  test.each([
    ['4.6.1', null, 1],
    ['4.6.1', 3, 3],
  ])('%s waits with its message for the disk: of %s threads %d wait', (clientVersion, threads, most) => {
    const story = tell({ ...slowFlush, clientVersion, sendMessageThreadPoolNums: threads }, [], 3000)
    expect(nodeAt(story, 2500).store!.puts.length + nodeAt(story, 2500).store!.begun).toBe(most)
    expect(reasonsOf(story)).toEqual(['TIMEOUT_CLEAN_QUEUE'])
  })

  test('4.7.1 and later are free after the append', () => {
    const story = tell({ ...slowFlush, clientVersion: '4.7.1' }, [], 3000)
    expect(nodeAt(story, 2500).store!.puts.length).toBeGreaterThan(10)
    expect(story.all('busy')).toEqual([])
  })

  test('4.6.1: a thread that has been refused is free again', () => {
    const full: UserAction = { atMs: 1000, type: 'setFault', target: 'broker-a/n0', fault: 'diskFull', on: true }
    const story = tell({ ...slowFlush, clientVersion: '4.6.1', sendIntervalMs: 50 }, [full], 4000)
    expect(story.all('sendFailed').filter(({ code, atMs }) => code === 14 && atMs > 3500).length).toBeGreaterThan(5)
  })
})

describe('a process that does not go on', () => {
  const LOADED: Partial<Settings> = { ...OPEN, sendIntervalMs: 4, brokerWritesPerSecond: 200, processExitMs: 0 }

  test('that is frozen turns nothing away; when it goes on, what is too old is turned away at the next look', () => {
    const story = tell(LOADED, [does(2000, 'freeze'), does(2503, 'resume')], 2600)
    expect(story.all('busy').filter(({ atMs }) => atMs > 2000 && atMs < 2503)).toEqual([])
    const first = story.all('busy').find(({ atMs }) => atMs > 2000)
    expect([first?.atMs, first?.reason]).toEqual([2510, 'TIMEOUT_CLEAN_QUEUE'])
  })

  test.each(['kill', 'powerOff', 'stop'] as const)(
    '%s: nothing of its queue is left, and the next life begins empty',
    (how) => {
      const story = tell(
        { ...LOADED, messageLimit: 600, brokerStartupMs: 1000 },
        [does(2000, how), does(2001, 'restart')],
        20_000,
      )
      expect(nodeAt(story, 1999).store!.sendQueue.length).toBeGreaterThan(10)
      expectEmpty(story, 20_000)
      const { sent, stored, failed } = story.at(20_000).totals
      expect([sent, stored + failed]).toEqual([600, 600])
    },
  )

  test('what a thread had begun when it was frozen goes on, though it is old', () => {
    const set = { ...OPEN, brokerServiceTimeMs: 50, messageLimit: 1, sendMsgTimeout: 9000 }
    const story = tell(set, [does(20, 'freeze'), does(1500, 'resume')], 5000)
    expect(story.all('busy')).toEqual([])
    expect(story.all('stored')).toMatchObject([{ atMs: 1550 }])
    expectEmpty(story, 5000)
  })
})

describe('what a person orders', () => {
  test('an overloaded Broker says why it refuses, and takes what it has when it is over', () => {
    const set = { ...OPEN, sendIntervalMs: 10, messageLimit: 400 }
    const story = tell(set, [fault(2000, 'overloaded', true), fault(3000, 'overloaded', false)], 9000)
    expect(reasonsOf(story)).toEqual(['TIMEOUT_CLEAN_QUEUE'])
    expect(story.all('sendFailed').every(({ code }) => code === 2)).toBe(true)
    // Those of the last 200 ms are stored.
    expect(story.all('stored').filter(({ atMs }) => atMs > 3000 && atMs < 3003).length).toBeGreaterThan(15)
    expectEmpty(story, 9000)
  })

  test.each([
    [10, 'FLUSH_DISK_TIMEOUT'],
    [12, 'FLUSH_SLAVE_TIMEOUT'],
  ])('the answer %d is given to a message that is stored', (code, status) => {
    const inject: UserAction = { atMs: 1, type: 'injectResponse', target: 'broker-a/n0', code, times: 1 }
    const story = tell({ ...OPEN, messageLimit: 2 }, [inject], 3000)
    expect(story.all('sendOk').map((entry) => entry.status)).toEqual([status, 'SEND_OK'])
    expect(story.all('stored')).toHaveLength(2)
  })

  test('the answer SYSTEM_BUSY has no reason of the Broker', () => {
    const inject: UserAction = { atMs: 1, type: 'injectResponse', target: 'broker-a/n0', code: 2, times: 1 }
    const story = tell({ ...OPEN, messageLimit: 2 }, [inject], 3000)
    expect(story.all('sendFailed').map(({ code }) => code)).toEqual([2])
    expect(story.all('busy')).toEqual([])
  })
})

test.each(['SYNC', 'ASYNC', 'ONEWAY'] as const)(
  '%s: sent = stored + failed + in flight, all the time',
  (communicationMode) => {
    const actions = [fault(1500, 'diskStalled', true), does(2800, 'freeze'), does(3400, 'resume'), does(5000, 'kill')]
    const set = { ...OPEN, communicationMode, sendThreadCount: 20, sendIntervalMs: 20, brokerWritesPerSecond: 300 }
    const story = tell({ ...set, sendsPerPacket: 3 }, actions, 6000)
    for (let tMs = 0; tMs <= 6000; tMs += 250) {
      const { totals, producers } = story.at(tMs)
      const calls = producers.flatMap((one) => one.calls).filter((call) => call !== null).length
      expect(totals.sent).toBe(totals.stored + totals.failed + calls)
    }
  },
)
