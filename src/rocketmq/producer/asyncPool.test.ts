// ASYNC and a host that does not answer: connecting blocks threads of the client's pool, and sends to healthy Brokers wait
// behind them. The figures in brackets are those of real clients against scripted peers.

import { describe, expect, test } from 'vitest'
import { callAt } from '../context'
import type { Settings } from '../settings'
import { createSimulation } from '../simulation'
import { type Story, tell } from '../testDriver'
import { hasFreeThread, leaveThread, nextQueuedCall, queueCall, takeThread } from './asyncPool'
import { cut } from './sends.testData'

type Gets = { className?: string; text?: string | null; cause?: string | null } | null

/** broker-a or broker-b of two does not answer from the start on. */
const withSilent = (changes: Partial<Settings>, untilMs = 40_000, seed = 1, silent = 'broker-a/master'): Story =>
  tell({ communicationMode: 'ASYNC', threadLocalIndexStart: null, ...changes }, [cut(0, silent)], untilMs, seed)

const stored = (story: Story): number => story.at(story.run.endMs).totals.stored
const failedWith = (story: Story, className: string): number =>
  story.all('messageFailed').filter(({ gets }) => (gets as Gets)?.className === className).length
const POOL = 'DEFAULT ASYNC send call timeout'
const starved = (story: Story) => story.all('messageFailed').filter(({ gets }) => (gets as Gets)?.text === POOL)

describe('L15 connecting blocks a thread of the pool, as many as the machine has cores', () => {
  test('8 cores, 10 messages a second: of 200 few are stored, most fail in the queue [29 or 37, 49, 122 or 114]', () => {
    for (const [seed, silent] of [
      [1, 'broker-a/master'],
      [2, 'broker-b/master'],
    ] as const) {
      const story = withSilent({ clientVersion: '4.9.7', messageLimit: 200, producerCores: 8 }, 40_000, seed, silent)
      expect(stored(story)).toBeGreaterThan(10)
      expect(stored(story)).toBeLessThan(45)
      expect(failedWith(story, 'RemotingConnectException')).toBeGreaterThan(40)
      expect(failedWith(story, 'RemotingConnectException')).toBeLessThan(65)
      expect(starved(story).length).toBeGreaterThan(105)
      expect(starved(story).length).toBeLessThan(140)
      // They waited their whole time, and nothing was sent.
      for (const { elapsedMs, attempts } of starved(story)) {
        expect(elapsedMs).toBeGreaterThanOrEqual(3000)
        expect(attempts).toBe(0)
      }
    }
  })

  test.each([
    ['4.9.7', 3, 12],
    ['5.1.4', 1, 12],
    ['4.7.1', 25, 45],
    ['4.4.0', 25, 45],
  ])('4 cores, 50 messages a second, %s: almost nothing of 500 is stored [5, 2, 37]', (clientVersion, min, max) => {
    const story = withSilent({ clientVersion, messageLimit: 500, sendIntervalMs: 20 })
    expect(stored(story)).toBeGreaterThanOrEqual(min)
    expect(stored(story)).toBeLessThanOrEqual(max)
  })

  test('with the switch on the Broker is chosen by the first few only [187 or 197 of 200]', () => {
    const story = withSilent({
      clientVersion: '4.9.7',
      messageLimit: 200,
      producerCores: 8,
      sendLatencyFaultEnable: true,
    })
    expect(stored(story)).toBeGreaterThan(180)
  })

  test('from 5.3.0 the client connects in the background, and no thread waits [476 or 485 of 500]', () => {
    for (const clientVersion of ['5.3.0', '5.3.1', '5.3.3']) {
      const story = withSilent({ clientVersion, messageLimit: 500, sendIntervalMs: 20 })
      expect(stored(story)).toBeGreaterThan(470)
      expect(starved(story)).toEqual([])
    }
  })

  test('as many threads as cores are blocked, and what comes later waits in the order of its calls', () => {
    const story = withSilent({ clientVersion: '5.2.0', messageLimit: 60, producerCores: 2 }, 20_000)
    const producer = story.at(2900).producers[0]!
    expect(producer.asyncPool.threads.every((slot) => slot !== null)).toBe(true)
    const queued = producer.calls.filter((call) => call?.phase === 'queued')
    expect(queued).toHaveLength(producer.asyncPool.waiting)
    expect(queued.length).toBeGreaterThan(10)
    const started = story.all('send').filter(({ attempt }) => attempt === 1)
    const order = started.map(({ message }) => message)
    expect(order).toEqual([...order].sort((one, other) => one - other))
  })

  test('4.2.0 has no pool: the thread that calls send() waits, so fewer are sent', () => {
    const story = withSilent({ clientVersion: '4.2.0', messageLimit: 200 }, 20_000)
    expect(story.at(20_000).totals.sent).toBeLessThan(30)
    expect(starved(story)).toEqual([])
  })

  test('ONEWAY blocks the thread that sends, too, up to 5.2.0', () => {
    const sent = (clientVersion: string) =>
      withSilent({ clientVersion, communicationMode: 'ONEWAY' }, 20_000).at(20_000).totals.sent
    expect(sent('5.2.0')).toBeLessThan(25)
    expect(sent('5.3.0')).toBe(201)
  })
})

describe('L11 no time is left after a connection timeout as long as the budget', () => {
  const slow = (clientVersion: string, changes: Partial<Settings> = {}) =>
    withSilent({ clientVersion, sendIntervalMs: 3500, messageLimit: 16, ...changes }, 70_000)

  test.each(['4.9.3', '4.9.7', '5.1.4', '5.2.0'])(
    '%s: the call fails after 3 s with the connection error',
    (release) => {
      const story = slow(release)
      const failed = story.all('messageFailed')
      // Each call that waits for broker-a the whole time fails; one that joins a heartbeat's handshake has time left.
      const waited = story.all('sendFailed').filter(({ attempt, latencyMs }) => attempt === 1 && latencyMs === 3000)
      expect(failed.map(({ message }) => message)).toEqual(waited.map(({ message }) => message))
      // Threads that have met it come back to it more often than not: the retries move their index.
      expect(failed.length).toBeGreaterThan(6)
      for (const { elapsedMs, gets, attempts } of failed) {
        expect(gets).toMatchObject({ className: 'RemotingConnectException', via: 'callback' })
        expect(elapsedMs).toBeLessThan(3100)
        expect(attempts).toBe(3)
      }
      expect(stored(story)).toBe(16 - failed.length)
    },
  )

  test('5.3.1: MQClientException, once for the connection and once for the time; from 5.3.2 no retry', () => {
    for (const [release, cause] of [
      ['5.3.1', 'RemotingTooMuchRequestException'],
      ['5.3.2', 'RemotingConnectException'],
    ] as const) {
      const failed = slow(release).all('messageFailed')
      expect(failed.length).toBeGreaterThan(3)
      for (const { elapsedMs, gets } of failed) {
        expect(gets).toMatchObject({ className: 'MQClientException', cause })
        expect(elapsedMs).toBeLessThan(3100)
      }
    }
  })

  test.each(['4.9.7', '5.1.4', '5.3.1', '5.3.3'])('%s with sendMsgTimeout 6000: all are stored', (release) => {
    const story = slow(release, { sendMsgTimeout: 6000 })
    expect(stored(story)).toBe(16)
    const late = story.all('sendOk').filter(({ attempt }) => attempt === 2)
    expect(late.length).toBeGreaterThan(3)
    for (const { elapsedMs } of late) expect(elapsedMs).toBeLessThan(3100)
  })

  test('4.7.1 does not retry a failed connection at all', () => {
    const story = slow('4.7.1', { sendMsgTimeout: 6000 })
    expect(stored(story)).toBeLessThan(16)
    for (const { attempts } of story.all('messageFailed')) expect(attempts).toBe(1)
  })
})

test('L16 who joins a handshake late loses it with the others, and has time left for another Broker', () => {
  const story = withSilent(
    { clientVersion: '4.9.7', communicationMode: 'SYNC', sendThreadCount: 4, sendIntervalMs: 1000 },
    5000,
  )
  const timeouts = story.all('sendFailed').filter(({ failure }) => failure === 'connectTimeout')
  expect(timeouts.length).toBeGreaterThan(1)
  expect(new Set(timeouts.slice(0, 2).map(({ atMs }) => atMs)).size).toBe(1)
  expect(Math.min(...timeouts.map(({ latencyMs }) => latencyMs))).toBeLessThan(3000)
  expect(story.all('sendOk').some(({ attempt }) => attempt === 2)).toBe(true)
})

describe('the threads themselves', () => {
  /** A client of two cores with four calls of which none has a thread yet. */
  function pool() {
    const { run } = tell({ communicationMode: 'ASYNC', producerCores: 2 }, [], 1)
    const sim = createSimulation(run.input)
    const producer = sim.state.producers[0]!
    const [call] = tell({ communicationMode: 'ASYNC', sendIntervalMs: 1 }, [], 5).at(5).producers[0]!.calls
    for (let slot = 0; slot < 4; slot++) producer.calls[slot] = { ...call!, poolThread: null, nextQueued: null }
    const timers = () => sim.state.eventQueue.filter(({ kind }) => kind === 'poolTimer').length
    return { sim, producer, timers, asyncPool: producer.asyncPool, leave: (slot: number) => leaveThread(sim, 0, slot) }
  }

  test('the one that has been free for longest is taken, and one that is left is free', () => {
    const { producer, asyncPool, leave, timers } = pool()
    takeThread(producer, 0)
    leave(0)
    expect(asyncPool).toMatchObject({ threads: [null, null], idle: [1, 0] })
    takeThread(producer, 1)
    expect(callAt(producer, 1).poolThread).toBe(1)
    takeThread(producer, 2)
    expect(asyncPool).toMatchObject({ threads: [2, 1], idle: [] })
    expect(() => takeThread(producer, 3)).toThrow('no thread of the pool is free')
    // Its thread is another call's by now.
    leave(0)
    leave(3)
    expect(asyncPool).toMatchObject({ threads: [2, 1], idle: [] })
    // Nobody waits for one.
    leave(2)
    expect(timers()).toBe(0)
  })

  test('those that wait are called once, however many threads are left in a moment', () => {
    const { producer, asyncPool, leave, timers } = pool()
    takeThread(producer, 0)
    takeThread(producer, 1)
    queueCall(producer, 2)
    queueCall(producer, 3)
    leave(0)
    expect([timers(), hasFreeThread(producer)]).toEqual([1, false])
    leave(1)
    expect(timers()).toBe(1)
    expect([nextQueuedCall(producer), nextQueuedCall(producer), nextQueuedCall(producer)]).toEqual([2, 3, null])
    expect(callAt(producer, 2).nextQueued).toBeNull()
    expect(asyncPool).toMatchObject({ first: null, last: null, waiting: 0 })
    expect(hasFreeThread(producer)).toBe(true)
  })

  test('one that waits alone is called, too', () => {
    const { producer, leave, timers } = pool()
    takeThread(producer, 0)
    queueCall(producer, 1)
    leave(0)
    expect(timers()).toBe(1)
  })
})
