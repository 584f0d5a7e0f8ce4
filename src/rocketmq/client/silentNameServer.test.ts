// A NameServer's host that does not answer: what a call for the route costs, and when the client goes on to the next one.
// Figures in brackets are those of real clients.

import { describe, expect, test } from 'vitest'
import { kill } from '../producer/sends.testData'
import type { UserAction } from '../scenario'
import { tell } from '../testDriver'

const off = (atMs: number, target: string): UserAction => ({ atMs, type: 'powerOff', target })

describe('R9 two NameServers, the one that a fresh producer begins with is silent', () => {
  /** The calls that failed, and the moment of the first route. */
  const fresh = (clientVersion: string, seed = 1) => {
    const story = tell(
      { clientVersion, nameServerCount: 2 },
      [off(0, 'nameserver/0'), kill(1, 'producer/0'), { atMs: 1000, type: 'restart', target: 'producer/0' }],
      70_000,
      seed,
    )
    const begins = story.all('routeRequest').find(({ atMs }) => atMs >= 1000)!.nameServer
    const failed = story.all('messageFailed').filter(({ exception }) => exception !== 'producerDied')
    const routeAtMs = story.all('route').find(({ outcome, atMs }) => outcome === 'changed' && atMs > 1000)!.atMs
    return { begins, failed, routeAtMs }
  }

  test('4.2.0: the call waits for both, and succeeds', () => {
    expect(fresh('4.2.0')).toMatchObject({ begins: 0, failed: [], routeAtMs: 4002 })
  })

  test.each([
    ['4.3.0', 'MQClientException', 10_005],
    ['4.5.1', 'MQClientException', 10_005],
    ['4.6.1', 'IllegalStateException', null],
    ['4.9.0', 'IllegalStateException', null],
    ['5.1.4', 'IllegalStateException', null],
    ['5.2.0', 'IllegalStateException', null],
  ])('%s: one call fails although the other is connected, the next one succeeds', (release, className, code) => {
    const { failed, routeAtMs } = fresh(release)
    expect(failed).toMatchObject([{ elapsedMs: 3002, attempts: 0, gets: { className, responseCode: code } }])
    if (className === 'IllegalStateException') expect(failed[0]!.gets!.cause).toBe('RemotingTimeoutException')
    expect(routeAtMs).toBe(4004)
  })

  test('5.3.3 asks one in a call: it fails with the connection, the next call succeeds', () => {
    const { failed, routeAtMs } = fresh('5.3.3')
    expect(failed).toMatchObject([{ elapsedMs: 3000, gets: { cause: 'RemotingConnectException' } }])
    expect(routeAtMs).toBe(4002)
  })

  test.each(['4.9.1', '4.9.4', '4.9.7', '5.1.3'])(
    '%s closes the good connection: call after call fails, until a poll falls into one [9 of 4.9.4, 1 to 8 or more]',
    (release) => {
      const { failed, routeAtMs } = fresh(release)
      expect(failed.length).toBeGreaterThanOrEqual(9)
      expect(failed.length).toBeLessThanOrEqual(11)
      for (const { elapsedMs, gets } of failed) {
        expect(elapsedMs).toBe(3002)
        expect(gets).toMatchObject({ className: 'IllegalStateException', cause: 'RemotingTimeoutException' })
      }
      expect(routeAtMs).toBeLessThan(35_000)
    },
  )

  test('a producer that begins with the healthy one notices nothing', () => {
    const other = [2, 3, 4, 5, 6, 7].map((seed) => fresh('4.9.4', seed)).find(({ begins }) => begins === 1)!
    expect(other).toMatchObject({ failed: [], routeAtMs: 1002 })
  })
})

describe('R10 a connected NameServer falls silent', () => {
  const polls = (clientVersion: string, actions: UserAction[], untilMs = 130_000) => {
    const story = tell({ clientVersion, nameServerCount: 2 }, actions, untilMs)
    const first = story.all('routeRequest')[0]!.nameServer
    const asked = story.all('routeRequest').filter(({ atMs }) => atMs > 30_000)
    const answers = story.all('route').filter(({ atMs }) => atMs > 30_000)
    return { own: asked.map(({ nameServer }) => nameServer === first), answers }
  }
  const silent = [off(5000, 'nameserver/1'), kill(40_000, 'broker-a/master')]

  test.each(['4.3.0', '4.7.1', '4.9.0'])(
    '%s asks it at every poll: a timeout neither closes nor moves on [10 in a row]',
    (release) => {
      const { own, answers } = polls(release, silent)
      expect(own).toEqual([true, true, true, true])
      expect(answers.map(({ atMs }) => atMs)).toEqual([33_010, 63_010, 93_010, 123_010])
      expect(answers.every(({ outcome }) => outcome === 'keptTimedOut')).toBe(true)
    },
  )

  test.each(['4.9.1', '4.9.7', '5.2.0', '5.3.3'])('%s: this poll fails, the next asks the other one', (release) => {
    const { own, answers } = polls(release, silent)
    expect(own.slice(0, 3)).toEqual([true, false, false])
    expect(answers.slice(0, 2)).toMatchObject([
      { atMs: 33_010, outcome: 'keptTimedOut' },
      { atMs: 60_012, outcome: 'changed' },
    ])
  })

  test('TCP gives the connection up after a quarter of an hour, and 4.7.1 goes on', () => {
    const { own } = polls('4.7.1', [off(5000, 'nameserver/1')], 1_100_000)
    expect(own.indexOf(false)).toBe(31)
  })

  test('without power before it was connected it costs the time to connect, and the other answers in the same call', () => {
    const story = tell(
      { clientVersion: '4.9.7', nameServerCount: 2, connectTimeoutMillis: 1000 },
      [off(0, 'nameserver/1')],
      20_000,
    )
    expect(story.all('route')[0]).toMatchObject({ atMs: 1002, outcome: 'changed' })
  })
})

describe('R11 one lock stands before all that ask for the route', () => {
  const first = (clientVersion: string, mode: 'SYNC' | 'ASYNC' = 'SYNC') =>
    tell(
      {
        clientVersion,
        communicationMode: mode,
        sendThreadCount: 20,
        sendIntervalMs: 20,
        messageLimit: 20,
        producerCores: 20,
      },
      [{ atMs: 0, type: 'slow', target: 'nameserver/0', ms: 298 }],
      20_000,
    )

  test.each(['4.7.1', '4.9.7', '5.3.3'])(
    '%s: 20 threads, 300 ms each: half of the first calls fail at 3 s [11 or 12]',
    (release) => {
      const failed = first(release).all('messageFailed')
      expect(failed.length).toBeGreaterThanOrEqual(10)
      expect(failed.length).toBeLessThanOrEqual(12)
      for (const { exception, elapsedMs } of failed) {
        expect(exception).toBe('callTimeout')
        expect(elapsedMs).toBeGreaterThanOrEqual(3000)
        expect(elapsedMs).toBeLessThanOrEqual(3300)
      }
    },
  )

  test('each of them asks, one after another, though the first has brought the route', () => {
    const requests = first('4.9.7')
      .all('routeRequest')
      .filter(({ cause }) => cause === 'send')
    expect(requests.slice(0, 10).map(({ atMs }) => atMs)).toEqual([
      0, 300, 600, 900, 1200, 1500, 1800, 2100, 2400, 2700,
    ])
    // Who waited 3 s for the lock goes on without having asked.
    expect(requests.length).toBeLessThan(20)
  })

  test('so do the threads of the pool', () => {
    expect(first('4.9.7', 'ASYNC').all('messageFailed').length).toBeGreaterThanOrEqual(10)
  })

  test('who waits twice 3 s for the lock, and there is no route by then, gives up for want of one', () => {
    const story = tell(
      { clientVersion: '4.9.7', sendThreadCount: 4 },
      [off(0, 'nameserver/0'), kill(1, 'producer/0'), { atMs: 1000, type: 'restart', target: 'producer/0' }],
      9000,
    )
    const failed = story.all('messageFailed').filter(({ exception }) => exception !== 'producerDied')
    // The first two have asked, the third is asking.
    expect(failed).toMatchObject([
      { thread: 0, exception: 'noNameServer' },
      { thread: 1, exception: 'noNameServer' },
      { thread: 3, exception: 'noRoute', elapsedMs: 6000 },
    ])
  })
})
