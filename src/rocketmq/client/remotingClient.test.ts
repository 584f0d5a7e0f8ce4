// Connections and time limits where a recording on one machine's loopback cannot go: slow networks, silent hosts, sweeps by the clock.

import { describe, expect, test } from 'vitest'
import { requestOf } from '../events'
import { eachPacket, eachServedRequest, requestsInFlight } from '../inFlight'
import type { UserAction } from '../scenario'
import type { Settings } from '../settings'
import { type Story, tell } from '../testDriver'

const act = (atMs: number, type: 'kill' | 'freeze' | 'powerOff', target: string): UserAction => ({ atMs, type, target })
const slow = (atMs: number, target: string, ms: number): UserAction => ({ atMs, type: 'slow', target, ms })

const A = 0
const isOpen = (story: Story, tMs: number, group = A, node = 0) =>
  Boolean(story.at(tMs).producers[0]!.connections[group]?.[node])
const nothingLeft = (story: Story) => {
  const state = story.at(story.run.endMs)
  return requestsInFlight(state) === 0 && state.producers[0]!.calls.every((call) => call === null)
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
    // On the dot is too late; at 700 ms the handshake itself has not arrived yet.
    for (const latencyMs of [300, 301, 700]) expect(outcome(latencyMs)).toEqual([0, [['connectTimeout', 600]]])
  })

  test('L7 a refusal that is back too late is a timeout of the connection', () => {
    const failed = (networkLatencyMs: number) => {
      const story = tell(
        {
          networkLatencyMs,
          messageLimit: 1,
          retryTimesWhenSendFailed: 0,
          connectTimeoutMillis: 600,
          sendMsgTimeout: 10_000,
        },
        [act(0, 'kill', 'broker-a/n0')],
        9000,
      )
      expect(nothingLeft(story)).toBe(true)
      return story.all('sendFailed').map((entry) => [entry.failure, entry.latencyMs])
    }
    expect(failed(299)).toEqual([['connectRefused', 598]])
    expect(failed(301)).toEqual([['connectTimeout', 600]])
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
      expect(nothingLeft(story)).toBe(true)
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

test('L9 a connection that outlived its host is noticed by the reset: at once from 4.3.0, at the time limit in 4.2.0', () => {
  const failures = (clientVersion: string) => {
    const story = tell(
      { clientVersion, brokerGroupCount: 1, brokerStartupMs: 0, sendIntervalMs: 5000, retryTimesWhenSendFailed: 0 },
      [act(6000, 'powerOff', 'broker-a/n0'), { atMs: 7000, type: 'restart', target: 'broker-a/n0' }],
      24_000,
    )
    expect(isOpen(story, 9999)).toBe(true)
    expect(story.all('sendOk').at(-1)!.atMs).toBeGreaterThan(20_000)
    return story.all('sendFailed').map((entry) => [entry.atMs, entry.failure])
  }
  expect(failures('4.2.0')).toEqual([[13_000, 'timeout']])
  expect(failures('4.3.0')).toEqual([[10_002, 'connectionClosed']])
})

test('L9 GO_AWAY costs a new connection, within the same attempt', () => {
  const answered = (code: number) =>
    tell(
      { clientVersion: '5.3.3', messageLimit: 9 },
      [{ atMs: 750, type: 'injectResponse', target: 'broker-a/n0', code, times: 1 }],
      3000,
    )
      .all('sendOk')
      .at(-1)
  // Five to be sent away, two for the handshake, five for the answer.
  expect(answered(1500)).toMatchObject({ group: A, attempt: 1, latencyMs: 12 })
})

describe('what a request looks like on its way', () => {
  const phases = (actions: UserAction[], moments: number[]) => {
    const story = tell({ networkLatencyMs: 50, messageLimit: 1, retryTimesWhenSendFailed: 0 }, actions, 5000)
    return moments.map((tMs) => {
      const state = story.at(tMs)
      const found: unknown[] = []
      eachPacket(state, (packet) => {
        if (!requestOf(packet)) return
        const accepted = packet.kind === 'connectAnswer' ? [packet.content.accepted] : []
        found.push([packet.lost ? 'lost' : packet.kind, packet.sentAtMs, packet.atMs, ...accepted])
      })
      eachServedRequest(state, ({ sinceMs }, isWorkedOn) => found.push(['atBroker', sinceMs, isWorkedOn]))
      expect(found.length).toBe(requestsInFlight(state))
      return found[0] ?? null
    })
  }

  test('over a new connection', () => {
    expect(phases([], [99, 100, 150, 200, 250, 253, 303])).toEqual([
      null,
      ['connect', 100, 150],
      ['connectAnswer', 150, 200, true],
      ['sendRequest', 200, 250],
      ['atBroker', 250, true],
      ['sendResponse', 253, 303],
      null,
    ])
  })

  test('to a host that refuses, and into one that is silent', () => {
    expect(phases([act(0, 'kill', 'broker-a/n0')], [100, 150, 200])).toEqual([
      ['connect', 100, 150],
      ['connectAnswer', 150, 200, false],
      null,
    ])
    expect(phases([act(0, 'powerOff', 'broker-a/n0')], [100, 150, 3099, 3100])).toEqual([
      ['connect', 100, 150],
      ['lost', 100, 150],
      ['lost', 100, 150],
      null,
    ])
  })
})

describe('a producer that dies', () => {
  /** The route is there at 100, the handshake at the host at 150 and back at 200. */
  const dies = (atMs: number, changes: Partial<Settings> = {}, more: UserAction[] = []) => {
    const story = tell(
      { networkLatencyMs: 50, messageLimit: 1, ...changes },
      [...more, act(atMs, 'kill', 'producer/0')],
      9000,
    )
    expect(story.all('messageFailed')).toMatchObject([{ atMs, exception: 'producerDied' }])
    expect(story.all('sendFailed')).toEqual([])
    expect(nothingLeft(story)).toBe(true)
    return story
  }

  test('while it asks for the route', () => {
    expect(dies(20).all('send')).toEqual([])
  })

  test('while it connects: nobody is connected to, and what is on its way ends where it arrives', () => {
    for (const atMs of [120, 170]) {
      const story = dies(atMs)
      expect(story.all('stored')).toEqual([])
      expect(isOpen(story, 9000)).toBe(false)
      const arrivesMs = atMs < 150 ? 150 : 200
      expect(requestsInFlight(story.at(arrivesMs - 1))).toBe(1)
      expect(requestsInFlight(story.at(arrivesMs))).toBe(0)
    }
  })

  test('while it connects to a host that refuses, is silent, or is too far away', () => {
    dies(170, {}, [act(0, 'kill', 'broker-a/n0')])
    dies(1500, {}, [act(0, 'powerOff', 'broker-a/n0')])
    dies(1500, { networkLatencyMs: 700, connectTimeoutMillis: 600 })
  })

  test('while it waits: the message is stored all the same', () => {
    const story = dies(220)
    expect(story.all('stored')).toHaveLength(1)
    expect(story.at(9000).totals).toMatchObject({ stored: 0, failed: 1, storedCopies: 1 })
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
