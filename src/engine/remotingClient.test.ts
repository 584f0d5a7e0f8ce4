// Connections and time limits where a recording on one machine's loopback cannot go: slow networks, silent hosts, sweeps by the clock.

import { describe, expect, test } from 'vitest'
import type { UserAction } from './scenario'
import type { Settings } from './settings'
import { type Story, tell } from './testDriver'

const act = (atMs: number, type: 'kill' | 'freeze' | 'powerOff', target: string): UserAction => ({ atMs, type, target })
const slow = (atMs: number, target: string, ms: number): UserAction => ({ atMs, type: 'slow', target, ms })

const A = 0
const isOpen = (story: Story, tMs: number, group = A, node = 0) =>
  Boolean(story.at(tMs).producers[0]!.connections[group]?.[node])
const nothingLeft = (story: Story) => {
  const { requests, producers } = story.at(story.run.endMs)
  return requests.every((request) => request === null) && producers[0]!.calls.every((call) => call === null)
}

describe('a slow network', () => {
  /** One message over a new connection; housekeeping comes later. Asking for the route has taken two hops of its time. */
  const first = (networkLatencyMs: number, changes: Partial<Settings>) =>
    tell(
      { networkLatencyMs, messageLimit: 1, retryTimesWhenSendFailed: 0, brokerGroupCount: 1, ...changes },
      [],
      20_000,
    )

  test('L7 a handshake that is back before connectTimeoutMillis counts, one that is not does not', () => {
    const outcome = (latencyMs: number) => {
      const story = first(latencyMs, { sendMsgTimeout: 10_000, connectTimeoutMillis: 600 })
      expect(nothingLeft(story)).toBe(true)
      return [story.all('sendOk').length, story.all('sendFailed').map((entry) => [entry.failure, entry.latencyMs])]
    }
    expect(outcome(299)).toEqual([1, []])
    expect(outcome(301)).toEqual([0, [['connectTimeout', 600]]])
  })

  test('L7 what connecting takes is taken from the limit of the attempt, and noticed only when connected', () => {
    const failed = (latencyMs: number) =>
      first(latencyMs, { clientVersion: '5.3.3', sendMsgTimeout: 100 + 2 * latencyMs })
        .all('sendFailed')
        .map((entry) => [entry.failure, entry.latencyMs])
    expect(failed(51)).toEqual([['timeout', 102]])
    expect(failed(50)).toEqual([['timeout', 100]])
    expect(failed(20)).toEqual([])
  })

  test('L8 a limit that connecting has used up closes the connection from 4.9.1 to 5.1.3', () => {
    const closes = (clientVersion: string) => {
      const story = first(51, { clientVersion, sendMsgTimeout: 202 })
      const failed = story.all('sendFailed')[0]!
      expect(failed.failure).toBe('timeout')
      return !isOpen(story, failed.atMs)
    }
    expect(['4.9.0', '4.9.1', '5.1.3', '5.1.4'].map(closes)).toEqual([false, true, true, false])
  })

  test('L8 from 5.1.4 a wait of 100 ms or less that is a quarter of the limit or less does not close it', () => {
    const closes = (clientVersion: string, latencyMs: number, limitMs: number) => {
      const story = first(latencyMs, { clientVersion, sendMsgTimeout: limitMs + 2 * latencyMs })
      const failed = story.all('sendFailed')[0]!
      expect(failed).toMatchObject({ failure: 'timeout', latencyMs: limitMs })
      return !isOpen(story, failed.atMs)
    }
    // Connecting takes twice the latency; the wait is the rest.
    expect(closes('5.1.4', 150, 400)).toBe(false)
    expect(closes('5.1.4', 152, 405)).toBe(true)
    expect(closes('5.1.4', 148, 396)).toBe(true)
    expect(closes('5.1.3', 150, 400)).toBe(true)
    expect(closes('4.9.0', 150, 400)).toBe(false)
  })
})

describe('one connection, several requests', () => {
  test('L8 a timeout leaves the requests to other Brokers alone', () => {
    const story = tell(
      { sendThreadCount: 4, sendIntervalMs: 400, sendMsgTimeout: 1000, retryTimesWhenSendFailed: 0, messageLimit: 12 },
      [act(790, 'freeze', 'broker-a/n0'), slow(790, 'broker-b/n0', 950)],
      6000,
    )
    const cut = story.all('sendFailed')
    expect(cut.some((entry) => entry.failure === 'connectionClosed')).toBe(true)
    expect(cut.every((entry) => entry.group === A)).toBe(true)
    expect(story.all('sendOk').filter((entry) => entry.latencyMs > 900).length).toBeGreaterThan(0)
    expect(isOpen(story, 6000, 1)).toBe(true)
  })

  test('L9 a killed process that resets fails what is in flight from 4.3.0, one that says goodbye from 5.1.3', () => {
    const failure = (clientVersion: string, killClosesWith: 'FIN' | 'RST') => {
      const story = tell(
        { clientVersion, killClosesWith, messageLimit: 9, retryTimesWhenSendFailed: 0 },
        [slow(790, 'broker-a/n0', 500), act(900, 'kill', 'broker-a/n0')],
        6000,
      )
      expect(nothingLeft(story)).toBe(true)
      expect(isOpen(story, 900)).toBe(true)
      expect(isOpen(story, 901)).toBe(false)
      const { failure, atMs } = story.all('sendFailed')[0]!
      return [failure, atMs]
    }
    expect(failure('4.2.0', 'RST')).toEqual(['timeout', 3800])
    expect(failure('4.3.0', 'RST')).toEqual(['connectionClosed', 901])
    expect(failure('4.3.0', 'FIN')).toEqual(['timeout', 3800])
    expect(failure('5.1.2', 'FIN')).toEqual(['timeout', 3800])
    expect(failure('5.1.3', 'FIN')).toEqual(['connectionClosed', 901])
  })

  test('the end of an old connection does not touch the one made since', () => {
    // Slow network: the goodbye of the killed process arrives after the new process has been connected to.
    const story = tell(
      {
        networkLatencyMs: 100,
        brokerStartupMs: 0,
        messageLimit: 1,
        heartbeatBrokerInterval: 10_000,
        brokerGroupCount: 1,
      },
      [act(5000, 'kill', 'broker-a/n0'), { atMs: 5001, type: 'restart', target: 'broker-a/n0' }],
      30_000,
    )
    expect([5099, 5100, 11_199, 11_200, 30_000].map((tMs) => isOpen(story, tMs))).toEqual([
      true,
      false,
      false,
      true,
      true,
    ])
  })

  test('ONEWAY requests on a connection that closes go their way: nobody is told of a failure', () => {
    const story = tell(
      {
        clientVersion: '5.3.3',
        communicationMode: 'ONEWAY',
        networkLatencyMs: 50,
        messageLimit: 9,
        sendIntervalMs: 300,
      },
      [act(2430, 'kill', 'broker-a/n0')],
      6000,
    )
    expect(story.all('sendFailed')).toEqual([])
    expect(story.all('messageFailed').every((entry) => entry.exception === 'lostUnseen' && entry.gets === null)).toBe(
      true,
    )
    expect(nothingLeft(story)).toBe(true)
  })
})

describe('L12 ASYNC time limits are looked at by the clock', () => {
  /** When a message that left at 4,800 for a frozen Broker is given up. */
  const noticed = (clientVersion: string, sendMsgTimeout: number) =>
    tell(
      { communicationMode: 'ASYNC', clientVersion, messageLimit: 49, sendMsgTimeout, retryTimesWhenSendAsyncFailed: 0 },
      [act(4790, 'freeze', 'broker-a/n0')],
      20_000,
    ).all('sendFailed')

  test('at 3 s, 4 s, 5 s … after the start up to 5.1.0; every 1.1 s from 3.1 s on afterwards', () => {
    expect(noticed('5.1.0', 3000)).toMatchObject([{ atMs: 9000, failure: 'timeout' }])
    expect(noticed('5.1.1', 3000)).toMatchObject([{ atMs: 9700, failure: 'timeout' }])
  })

  test('a limit and a second that end on the dot of a look are left to the next', () => {
    expect(noticed('5.1.0', 3199)).toMatchObject([{ atMs: 9000 }])
    expect(noticed('5.1.0', 3200)).toMatchObject([{ atMs: 10_000 }])
    expect(noticed('5.1.1', 3899)).toMatchObject([{ atMs: 9700 }])
    expect(noticed('5.1.1', 3900)).toMatchObject([{ atMs: 10_800 }])
  })

  test('an ASYNC timeout leaves the connection open, and what is answered late is not heard', () => {
    const story = tell(
      { communicationMode: 'ASYNC', messageLimit: 49, retryTimesWhenSendAsyncFailed: 0 },
      [act(4790, 'freeze', 'broker-a/n0'), { atMs: 15_000, type: 'resume', target: 'broker-a/n0' }],
      20_000,
    )
    expect(isOpen(story, 14_000)).toBe(true)
    expect(story.at(20_000).totals).toMatchObject({ sent: 49, stored: 48, failed: 1, storedCopies: 49 })
    expect(nothingLeft(story)).toBe(true)
  })
})

test('a silent host costs connectTimeoutMillis from the start of the attempt, also over a link that loses everything', () => {
  for (const trouble of [
    act(0, 'powerOff', 'broker-a/n0'),
    { atMs: 0, type: 'link', target: 'producer/0', peer: 'broker-a/n0', lossPercent: 100 } as const,
  ]) {
    const story = tell(
      { messageLimit: 1, networkLatencyMs: 50, connectTimeoutMillis: 700, retryTimesWhenSendFailed: 1 },
      [trouble],
      6000,
    )
    expect(story.all('sendFailed')).toMatchObject([{ group: A, failure: 'connectTimeout', latencyMs: 700 }])
    expect(story.all('sendOk')).toMatchObject([{ group: 1, attempt: 2, latencyMs: 203 }])
    expect(nothingLeft(story)).toBe(true)
  }
})
