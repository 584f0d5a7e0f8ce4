// What the producer lives through: budgets of time, connections, NameServers.

import { describe, expect, test } from 'vitest'
import { tell } from '../testDriver'

const kill = (atMs: number, target = 'broker-a/master') => ({ atMs, type: 'kill', target }) as const

const powerOff = (atMs: number, target = 'broker-a/master') => ({ atMs, type: 'powerOff', target }) as const

const restart = (atMs: number, target = 'broker-a/n0') => ({ atMs, type: 'restart', target }) as const

describe('the time budget', () => {
  test('S6 power off on an open connection: one attempt of 3 s, then "call timeout"; 4.2.0 goes on to b', () => {
    for (const clientVersion of ['4.3.0', '4.7.1', '4.9.7', '5.1.3', '5.3.3']) {
      const story = tell({ clientVersion }, [powerOff(5000)], 9000)
      const lost = story.all('messageFailed')[0]!
      expect(lost).toMatchObject({ exception: 'callTimeout', attempts: 1, elapsedMs: 3000 })
      expect(story.all('sendFailed')[0]).toMatchObject({ failure: 'timeout', latencyMs: 3000, attempt: 1 })
    }
    const old = tell({ clientVersion: '4.2.0' }, [powerOff(5000)], 9000)
    const rescued = old.all('sendOk').find((entry) => entry.attempt === 2)!
    // The Broker is one handshake away at most: the connection to b is already open.
    expect(rescued).toMatchObject({ group: 1, elapsedMs: 3005 })
  })

  test('S6 the cap of 5.3.3 leaves time for b', () => {
    const story = tell({ clientVersion: '5.3.3', sendMsgMaxTimeoutPerRequest: 1000 }, [powerOff(5000)], 9000)
    expect(story.all('sendOk').find((entry) => entry.attempt === 2)).toMatchObject({ group: 1, elapsedMs: 1005 })
  })

  test('V22 a silent host without a connection: connect error at 3 s whatever the timeout', () => {
    const story = tell({ clientVersion: '5.3.3', sendMsgTimeout: 1000 }, [powerOff(0)], 8000)
    const failed = story.all('sendFailed').find((entry) => entry.group === 0)!
    expect(failed).toMatchObject({ failure: 'connectTimeout', latencyMs: 3000 })
  })

  test('S26 the cap does not cover connecting', () => {
    const story = tell({ clientVersion: '5.3.3', sendMsgMaxTimeoutPerRequest: 1000 }, [powerOff(5000)], 20_000)
    const second = story.all('sendFailed').filter((entry) => entry.group === 0)[1]!
    expect(second).toMatchObject({ failure: 'connectTimeout', latencyMs: 3000 })
    expect(story.all('messageFailed')[0]).toMatchObject({ exception: 'callTimeout', attempts: 1 })
  })
})

describe('connections', () => {
  const slowA = { atMs: 1000, type: 'slow', target: 'broker-a/n0', ms: 2000 } as const

  test('V20 killed under a request: at once from 5.1.3, at its timeout before', () => {
    for (const [clientVersion, failure, latencyMs] of [
      ['5.1.2', 'timeout', 3000],
      ['5.1.3', 'connectionClosed', null],
    ] as const) {
      const story = tell({ clientVersion }, [slowA, kill(1500)], 6000)
      const failed = story.all('sendFailed')[0]!
      expect(failed.failure).toBe(failure)
      if (latencyMs) expect(failed.latencyMs).toBe(latencyMs)
      else expect(failed.atMs).toBe(1501)
    }
  })

  test('V21 one timeout takes its neighbour on the same connection down from 4.9.1', () => {
    const outcome = (clientVersion: string) => {
      const story = tell(
        {
          clientVersion,
          sendThreadCount: 2,
          brokerGroupCount: 1,
          sendMsgTimeout: 1000,
          sendIntervalMs: 1000,
          retryTimesWhenSendFailed: 0,
        },
        [{ atMs: 1900, type: 'freeze', target: 'broker-a/n0' }],
        4000,
      )
      return story
        .all('sendFailed')
        .slice(0, 2)
        .map((entry) => [entry.failure, entry.latencyMs])
    }
    expect(outcome('4.9.0')).toEqual([
      ['timeout', 1000],
      ['timeout', 1000],
    ])
    const [first, second] = outcome('4.9.1')
    expect(first).toEqual(['connectionClosed', 500])
    expect(second).toEqual(['timeout', 1000])
  })

  test('a frozen Broker answers what it held when it wakes', () => {
    const story = tell(
      { sendMsgTimeout: 10_000 },
      [
        { atMs: 5000, type: 'freeze', target: 'broker-a/n0' },
        { atMs: 7000, type: 'resume', target: 'broker-a/n0' },
      ],
      9000,
    )
    const late = story.all('sendOk').find((entry) => entry.latencyMs > 100)!
    expect(late.group).toBe(0)
    expect(late.atMs).toBe(7004)
    expect(story.at(9000).totals.failed).toBe(0)
  })

  test('S20 a Broker that stores late makes a second copy of the same message', () => {
    const story = tell(
      { clientVersion: '5.3.3', sendMsgMaxTimeoutPerRequest: 1000 },
      [{ atMs: 4990, type: 'slow', target: 'broker-a/n0', ms: 1500 }],
      9000,
    )
    const copies = new Map<number, number>()
    for (const entry of story.all('stored')) copies.set(entry.message, (copies.get(entry.message) ?? 0) + 1)
    expect([...copies.values()].filter((count) => count === 2).length).toBeGreaterThan(0)
    const end = story.at(9000)
    expect(end.totals.storedCopies).toBeGreaterThan(end.totals.stored)
  })

  test('a graceful stop loses nothing', () => {
    const story = tell({ sendIntervalMs: 10 }, [{ atMs: 5000, type: 'stop', target: 'broker-a/n0' }], 40_000)
    expect(story.at(40_000).totals.failed).toBe(0)
    expect(story.all('unregistered')[0]).toMatchObject({ cause: 'unregister', atMs: 5041 })
  })
})

describe('NameServer', () => {
  test('a silent Broker is dropped 90 to 120 s after its death, at a scan', () => {
    for (const [clientVersion, period] of [
      ['4.9.7', 10_000],
      ['5.3.3', 5000],
    ] as const) {
      const story = tell({ clientVersion, sendIntervalMs: 1000 }, [powerOff(25_000)], 300_000)
      const dropped = story.all('unregistered')[0]!
      expect(dropped.cause).toBe('expired')
      expect(dropped.atMs - 25_000).toBeGreaterThanOrEqual(90_000)
      expect(dropped.atMs - 25_000).toBeLessThanOrEqual(120_000 + period)
      expect(dropped.atMs % 5000).toBe(0)
    }
  })

  test('S21 the producer outlives every NameServer', () => {
    const story = tell({ nameServerCount: 2 }, [kill(5000, 'nameserver/0'), kill(5000, 'nameserver/1')], 120_000)
    expect(story.at(120_000).totals.failed).toBe(0)
    expect(
      new Set(
        story
          .all('route')
          .slice(2)
          .map((entry) => entry.outcome),
      ),
    ).toEqual(new Set(['keptUnreachable']))
  })

  test('a restarted NameServer knows nothing until the Brokers register again', () => {
    const story = tell({}, [kill(41_000, 'nameserver/0'), restart(42_000, 'nameserver/0')], 100_000)
    const registered = story.all('registered').filter((entry) => entry.atMs > 42_000)
    expect(registered.map((entry) => entry.group)).toEqual([0, 1])
    expect(registered[0]?.atMs).toBe(70_001)
    expect(story.all('route').map((entry) => entry.outcome)).toContain('keptNotExist')
  })

  test('the first poll fixes the phase of all later ones, whatever happens in between', () => {
    const story = tell({ firstPollMs: 7000, pollNameServerInterval: 10_000 }, [kill(9000)], 40_000)
    const polls = story.all('routeRequest').filter((entry) => entry.cause === 'poll')
    expect(polls.map((entry) => entry.atMs)).toEqual([7000, 17_000, 27_000, 37_000])
  })

  test('more queues are seen at the next poll', () => {
    const story = tell({}, [{ atMs: 5000, type: 'set', name: 'writeQueueNums', value: 4 }], 40_000)
    expect(story.all('route').map((entry) => [entry.outcome, entry.queues])).toEqual([
      ['changed', 4],
      ['unchanged', 4],
      ['changed', 8],
    ])
  })
})
