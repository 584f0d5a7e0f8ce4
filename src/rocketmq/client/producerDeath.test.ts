// A producer that dies, stops or loses a thread: what becomes of its calls, connections and requests.

import { describe, expect, test } from 'vitest'
import { requestsInFlight } from '../inFlight'
import type { UserAction } from '../scenario'
import { tell } from '../testDriver'

const act = (atMs: number, type: 'kill' | 'freeze' | 'powerOff' | 'restart', target: string): UserAction => ({
  atMs,
  type,
  target,
})

const slow = (atMs: number, target: string, ms: number): UserAction => ({ atMs, type: 'slow', target, ms })

describe('threads and calls', () => {
  test('the first calls of all threads are spread over one interval', () => {
    const story = tell({ producerCount: 2, sendThreadCount: 2, sendIntervalMs: 1000 }, [], 1900)
    const firsts = [0, 1].flatMap((producer) =>
      [0, 1].map((thread) => story.all('send').find((one) => one.producer === producer && one.thread === thread)!.atMs),
    )
    // Each producer's first call fetches the route, which takes 2 ms.
    expect(firsts).toEqual([2, 500, 252, 750])
  })

  test('a call that took longer than the interval is followed at once, and so is that one; what else was missed is not made up for', () => {
    const story = tell({ messageLimit: 8 }, [slow(190, 'broker-b/n0', 345), slow(560, 'broker-b/n0', 0)], 3000)
    expect(story.all('send').map((entry) => entry.atMs)).toEqual([2, 100, 200, 552, 902, 907, 1002, 1102])
  })

  test('a limit of messages holds for each producer', () => {
    const story = tell({ producerCount: 2, sendThreadCount: 3, messageLimit: 7 }, [], 3000)
    expect(story.at(3000).producers.map((producer) => producer.sent)).toEqual([7, 7])
  })
})

describe('a producer that dies', () => {
  const killed = act(3030, 'kill', 'producer/0')
  const restarted = act(5000, 'restart', 'producer/0')
  const settings = { clientVersion: '4.9.7', sendLatencyFaultEnable: true, networkLatencyMs: 20, brokerGroupCount: 3 }

  test('ends its calls without a result and does nothing any more', () => {
    const story = tell({ ...settings, slaveCount: 0 }, [killed], 9000)
    expect(story.all('messageFailed')).toMatchObject([{ atMs: 3030, exception: 'producerDied', gets: null }])
    expect(story.all('send').every((entry) => entry.atMs <= 3030)).toBe(true)
    const state = story.at(9000)
    const { totals, producers } = state
    expect(totals.sent).toBe(totals.stored + totals.failed)
    expect(producers[0]!.calls.every((call) => call === null)).toBe(true)
    expect(requestsInFlight(state)).toBe(0)
  })

  test('comes back as a new process: no fault table, no connections, a route it has to ask for, a poll beat of its own', () => {
    const story = tell({ ...settings, slaveCount: 0 }, [killed, restarted], 36_000)
    const before = story.at(3029).producers[0]!
    expect(before.faultItems.filter(Boolean)).toHaveLength(3)
    const after = story.at(5000).producers[0]!
    expect(after).toMatchObject({
      route: null,
      routeAnsweredAtMs: null,
      routeAppliedAtMs: null,
      brokerAddrTable: [],
      publishInfos: [],
      faultItems: [],
      connections: [],
      startedAtMs: 5000,
    })
    const asked = story.all('routeRequest').filter((entry) => entry.atMs >= 5000)
    expect(asked.map((entry) => [entry.atMs, entry.cause])).toEqual([
      [5000, 'send'],
      [35_010, 'poll'],
    ])
  })

  test('sends again, wherever it was when it died', () => {
    const sends = (networkLatencyMs: number, atMs: number) => {
      const story = tell(
        { networkLatencyMs },
        [act(atMs, 'kill', 'producer/0'), act(5000, 'restart', 'producer/0')],
        8000,
      )
      expect(story.at(4999).producers[0]!.process).toBe('killed')
      expect(story.all('send').filter((entry) => entry.atMs > 7000).length).toBeGreaterThanOrEqual(9)
    }
    // While it asks for the route; between two calls; within a call.
    sends(50, 20)
    sends(1, 1050)
    sends(20, 1010)
  })

  test('has time limits of its own: those of the process before it are forgotten', () => {
    const story = tell(
      { messageLimit: 11, retryTimesWhenSendFailed: 0 },
      [
        act(990, 'freeze', 'broker-a/n0'),
        act(990, 'freeze', 'broker-b/n0'),
        act(1500, 'kill', 'producer/0'),
        act(1600, 'restart', 'producer/0'),
      ],
      9000,
    )
    expect(story.all('messageFailed').map((entry) => [entry.atMs, entry.exception])).toEqual([[1500, 'producerDied']])
    const limited = tell(
      { messageLimit: 12, retryTimesWhenSendFailed: 0 },
      [
        act(990, 'freeze', 'broker-a/n0'),
        act(990, 'freeze', 'broker-b/n0'),
        act(1500, 'kill', 'producer/0'),
        act(1600, 'restart', 'producer/0'),
      ],
      9000,
    )
    expect(limited.all('sendFailed')).toMatchObject([{ failure: 'timeout', latencyMs: 2998 }])
  })

  test('F10 its detector begins 3 s after its own start and goes on every 3 s', () => {
    const stamps = (actions: UserAction[], moments: number[]) => {
      const story = tell(
        {
          clientVersion: '5.3.3',
          sendLatencyFaultEnable: true,
          startDetectorEnable: true,
          detectInterval: 100,
          sendIntervalMs: 90,
        },
        actions,
        12_000,
      )
      return moments.map((tMs) => story.at(tMs).producers[0]!.faultItems[0]!.checkStampMs)
    }
    expect(stamps([], [2999, 3000, 5999, 6000, 9000])).toEqual([0, 3100, 3100, 6100, 9100])
    const reborn = [act(4000, 'kill', 'producer/0'), act(5500, 'restart', 'producer/0')]
    expect(stamps(reborn, [8499, 8500, 11_500])).toEqual([0, 8600, 11_600])
  })

  test('its links stay cut, and its turn among the less bad Brokers is drawn anew', () => {
    const cut = (peer: string): UserAction => ({
      atMs: 1000,
      type: 'link',
      target: 'producer/0',
      peer,
      lossPercent: 100,
    })
    const story = tell({}, [cut('broker-a/n0'), cut('nameserver/0'), killed, restarted], 9000)
    expect(story.at(9000).links).toHaveLength(2)
    expect(story.at(9000).producers[0]?.publishInfos).toEqual([])
    const worst = tell(
      { ...settings, networkLatencyMs: 1, brokerGroupCount: 4, slaveCount: 0 },
      [...['a', 'b', 'c', 'd'].map((name) => act(1030, 'kill', `broker-${name}/n0`)), killed, restarted],
      6000,
    )
    expect(worst.at(3029).producers[0]!.threads[0]!.whichItemWorst).not.toBeNull()
    expect(worst.at(5000).producers[0]!.threads[0]!.whichItemWorst).toBeNull()
  })
})

test('a thread that is taken away ends with its current call', () => {
  const story = tell({ sendThreadCount: 4 }, [{ atMs: 1000, type: 'set', name: 'sendThreadCount', value: 1 }], 3000)
  const later = story.all('send').filter((entry) => entry.atMs > 1000)
  expect(new Set(later.map((entry) => entry.thread))).toEqual(new Set([0]))
})
