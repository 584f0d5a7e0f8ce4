// How one producer process lives and learns the route: its timers, its threads, which NameServer it asks and what it keeps.

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

describe('the route', () => {
  test('R1 only a producer that has used the Topic polls, in its own beat', () => {
    const story = tell({ producerCount: 2, sendIntervalMs: 60_000 }, [], 62_000)
    const asked = (producer: number) =>
      story.all('routeRequest').flatMap((entry) => (entry.producer === producer ? [[entry.atMs, entry.cause]] : []))
    expect(asked(0)).toEqual([
      [0, 'send'],
      [10, 'poll'],
      [30_010, 'poll'],
      [60_010, 'poll'],
    ])
    expect(asked(1)).toEqual([
      [30_000, 'send'],
      [30_010, 'poll'],
      [60_010, 'poll'],
    ])
  })

  test('threads that find no route wait for one request together', () => {
    const story = tell({ sendThreadCount: 3, sendIntervalMs: 90, networkLatencyMs: 50, messageLimit: 3 }, [], 2000)
    expect(story.all('routeRequest')).toHaveLength(1)
    expect(story.all('route')).toMatchObject([{ atMs: 100, outcome: 'changed', queues: 4 }])
    // All three are answered at the same moment, and go on in their order.
    expect(story.all('send').map((entry) => [entry.atMs, entry.message])).toEqual([
      [100, 1],
      [100, 2],
      [100, 3],
    ])
  })

  test('R4 an unchanged route leaves the index alone, a changed one begins a new one', () => {
    const indexes = (actions: UserAction[] = []) =>
      tell({ threadLocalIndexStart: 99, pollNameServerInterval: 1000 }, actions, 2500)
        .all('send')
        .map((entry) => entry.index)
    expect(indexes()).toEqual(Array.from({ length: 26 }, (_, place) => 100 + place))
    const changed = indexes([{ atMs: 500, type: 'set', name: 'writeQueueNums', value: 3 }])
    // The poll is at 1,010: the eleven sends up to then go on counting, the twelfth begins anew.
    expect(changed.slice(9, 13)).toEqual([109, 110, 100, 101])
  })

  test('R6 with every NameServer silent a call asks all of them up to 5.2.0 and one from 5.3.0, 3 s each', () => {
    const answers = (clientVersion: string) =>
      tell(
        { clientVersion, nameServerCount: 3, pollNameServerInterval: 20_000, firstPollMs: 10_000 },
        [0, 1, 2].map((one) => act(5000, 'powerOff', `nameserver/${one}`)),
        45_000,
      )
        .all('route')
        .map((entry) => [entry.atMs, entry.outcome])
    expect(answers('5.2.0')).toEqual([
      [2, 'changed'],
      [19_000, 'keptUnreachable'],
      [39_000, 'keptUnreachable'],
    ])
    expect(answers('5.3.0')).toEqual([
      [2, 'changed'],
      [13_000, 'keptUnreachable'],
      [33_000, 'keptUnreachable'],
    ])
  })

  test('R6 it takes the next NameServer when its own is gone, and stays with that', () => {
    const story = tell(
      { clientVersion: '5.3.3', nameServerCount: 3, pollNameServerInterval: 1000 },
      [0, 1].map((one) => act(1500, 'kill', `nameserver/${one}`)),
      8500,
      3,
    )
    const asked = story.all('routeRequest').map((entry) => entry.nameServer)
    const outcomes = story.all('route').map((entry) => entry.outcome)
    for (let poll = 1; poll < asked.length; poll++) {
      const moved = outcomes[poll - 1] === 'keptUnreachable' ? 1 : 0
      expect(asked[poll]).toBe((asked[poll - 1]! + moved) % 3)
    }
    expect(asked.at(-1)).toBe(2)
    expect(outcomes.at(-1)).toBe('unchanged')
  })

  test('R6 producers begin with any of the NameServers', () => {
    const first = new Set<number>()
    for (let seed = 0; seed < 30; seed++)
      first.add(tell({ nameServerCount: 3, messageLimit: 1 }, [], 100, seed).all('routeRequest')[0]!.nameServer)
    expect([...first].sort()).toEqual([0, 1, 2])
  })

  test('an answer counts up to 3 s after the question, whatever made it late', () => {
    const late = (ms: number) =>
      tell({ pollNameServerInterval: 10_000 }, [slow(5000, 'nameserver/0', ms)], 18_000)
        .all('route')
        .slice(2)
        .map((entry) => [entry.atMs, entry.outcome])
    expect(late(2997)).toEqual([[13_009, 'unchanged']])
    for (const ms of [2998, 2999]) expect(late(ms)).toEqual([[13_010, 'keptUnreachable']])
    const far = tell(
      { pollNameServerInterval: 10_000, networkLatencyMs: 50 },
      [slow(5000, 'nameserver/0', 2950)],
      18_000,
    )
    expect(far.all('route').at(-1)).toMatchObject({ atMs: 13_010, outcome: 'keptUnreachable' })
  })

  test('a link to a NameServer loses its share: nothing, one in a hundred, everything', () => {
    const lost = (lossPercent: number) => {
      const link: UserAction = { atMs: 50, type: 'link', target: 'producer/0', peer: 'nameserver/0', lossPercent }
      const untilMs = lossPercent < 100 ? 500_000 : 1_500_000
      const story = tell({ messageLimit: 1, pollNameServerInterval: 100 }, lossPercent > 0 ? [link] : [], untilMs)
      const outcomes = story.all('route').flatMap((entry) => (entry.atMs > 100 ? [entry.outcome] : []))
      expect(outcomes.length).toBeGreaterThan(490)
      return outcomes.filter((outcome) => outcome === 'keptUnreachable').length / outcomes.length
    }
    expect(lost(0)).toBe(0)
    expect(lost(1)).toBeGreaterThan(0.007)
    expect(lost(1)).toBeLessThan(0.014)
    expect(lost(100)).toBe(1)
  })

  test('L6 a list without queues is as good as no route', () => {
    const story = tell(
      { brokerGroupCount: 1, pollNameServerInterval: 1000 },
      [{ atMs: 500, type: 'writePerm', brokerName: 'broker-a', on: false }],
      3000,
    )
    expect(story.all('route').find((entry) => entry.queues === 0)).toMatchObject({ atMs: 1012, outcome: 'changed' })
    const failed = story.all('messageFailed')
    expect(failed.length).toBeGreaterThan(10)
    for (const entry of failed) expect(entry).toMatchObject({ exception: 'noRoute', gets: { responseCode: 10_005 } })
  })

  test('when a NameServer last answered, and when the route in use was applied', () => {
    const story = tell({}, [act(31_000, 'kill', 'nameserver/0')], 70_000)
    const known = (tMs: number) => {
      const { routeAnsweredAtMs, routeAppliedAtMs } = story.at(tMs).producers[0]!
      return [routeAnsweredAtMs, routeAppliedAtMs]
    }
    expect([1, 2, 12, 30_012, 60_012].map(known)).toEqual([
      [null, null],
      [2, 2],
      [12, 2],
      [30_012, 2],
      [30_012, 2],
    ])
  })

  test('L10 calls keep the list they began with; it is forgotten with the last of them', () => {
    const story = tell(
      { sendThreadCount: 3, sendIntervalMs: 900, pollNameServerInterval: 1000 },
      [
        { atMs: 500, type: 'set', name: 'writeQueueNums', value: 3 },
        slow(880, 'broker-a/n0', 1500),
        slow(880, 'broker-b/n0', 1500),
        { atMs: 1500, type: 'set', name: 'writeQueueNums', value: 4 },
        { atMs: 2900, type: 'set', name: 'writeQueueNums', value: 5 },
      ],
      6000,
    )
    const infos = (tMs: number) => story.at(tMs).producers[0]!.publishInfos.map((info) => info.generation)
    const calls = (tMs: number) => story.at(tMs).producers[0]!.calls.flatMap((call) => (call ? [call.generation] : []))
    expect(calls(2013).sort()).toEqual([0, 1, 1])
    expect(infos(2013)).toEqual([0, 1, 2])
    expect(calls(3013)).not.toContain(0)
    expect(infos(3013).at(-1)).toBe(3)
    expect(infos(3013)).not.toContain(0)
    expect(story.at(6000).totals.failed).toBe(0)
  })

  test('R8 one call that waits is enough', () => {
    const story = tell(
      { topicExists: false, sendThreadCount: 2, sendIntervalMs: 1000, networkLatencyMs: 300 },
      [
        act(0, 'kill', 'nameserver/0'),
        { atMs: 3000, type: 'set', name: 'sendThreadCount', value: 1 },
        act(5000, 'restart', 'nameserver/0'),
      ],
      45_000,
    )
    expect(story.at(5000).producers[0]!.calls).toHaveLength(2)
    expect(story.all('route').some((entry) => entry.outcome === 'changed')).toBe(true)
    expect(story.all('stored').length).toBeGreaterThan(0)
  })

  test('a frozen NameServer is silent for 3 s, a killed one refuses at once', () => {
    const outcome = (how: 'kill' | 'freeze') =>
      tell({ pollNameServerInterval: 10_000 }, [act(5000, how, 'nameserver/0')], 18_000)
        .all('route')
        .at(-1)!
    expect(outcome('freeze')).toMatchObject({ atMs: 13_010, outcome: 'keptUnreachable' })
    expect(outcome('kill')).toMatchObject({ atMs: 10_012, outcome: 'keptUnreachable' })
  })

  test('L6 no NameServer and no route: no such Topic up to 4.5.1, an IllegalStateException from 4.6.1', () => {
    const got = (clientVersion: string) =>
      tell({ clientVersion, messageLimit: 1 }, [act(0, 'kill', 'nameserver/0')], 5000).all('messageFailed')
    expect(got('4.5.1')).toMatchObject([{ exception: 'noRoute', attempts: 0, gets: { responseCode: 10_005 } }])
    expect(got('4.6.1')).toMatchObject([
      { exception: 'noNameServer', attempts: 0, gets: { className: 'IllegalStateException' } },
    ])
  })

  test('R8 the default Topic stands in for an unknown one with at most 8 queues a Broker, for a call alone', () => {
    const story = (defaultTopicQueueNums: number) =>
      tell({ topicExists: false, defaultTopicQueueNums, messageLimit: 1, pollNameServerInterval: 60_000 }, [], 1000)
    expect(story(3).all('route')[0]).toMatchObject({ outcome: 'changed', queues: 6 })
    expect(story(16).all('route')[0]).toMatchObject({ outcome: 'changed', queues: 16 })
    expect(story(3).all('topicCreated')).toMatchObject([{ queues: 3 }])
    // Nobody waits for a poll's answer: a Topic that no NameServer knows any more is not asked for as another one.
    const polled = tell({ brokerGroupCount: 1, messageLimit: 1 }, [act(5000, 'kill', 'broker-a/n0')], 31_000)
    expect(polled.all('route').at(-1)).toMatchObject({ outcome: 'keptNotExist', atMs: 30_012, queues: 2 })
  })
})

describe('R7 housekeeping', () => {
  test('opens connections to all Masters after one second, and not before', () => {
    const story = tell({ messageLimit: 1 }, [], 3000)
    const open = (tMs: number) => story.at(tMs).producers[0]!.connections.map((nodes) => nodes.slice(0, 3).map(Boolean))
    expect(open(1001)).toEqual([
      [true, false, false],
      [false, false, false],
    ])
    expect(open(1002)).toEqual([
      [true, false, false],
      [true, false, false],
    ])
  })

  test('mends a lost connection in its beat', () => {
    const story = tell(
      { messageLimit: 1, heartbeatBrokerInterval: 10_000, brokerStartupMs: 0 },
      [act(5000, 'kill', 'broker-a/n0'), act(6000, 'restart', 'broker-a/n0')],
      25_000,
    )
    const open = (tMs: number) => Boolean(story.at(tMs).producers[0]!.connections[0]?.[0])
    expect([4999, 5001, 11_001, 11_002].map(open)).toEqual([true, false, false, true])
  })

  test('forgets the addresses that the route no longer names, and keeps those it does', () => {
    const story = tell({ slaveCount: 1, messageLimit: 1 }, [act(5000, 'kill', 'broker-a/n0')], 65_000)
    const addresses = (tMs: number) => story.at(tMs).producers[0]!.brokerAddrTable.map((ids) => ids?.slice(0, 4))
    expect(addresses(29_000)).toEqual([
      [0, 1, null, null],
      [0, 1, null, null],
    ])
    expect(addresses(32_000)).toEqual([
      [null, 1, null, null],
      [0, 1, null, null],
    ])
  })
})

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

  test('its links are whole again, and its turn among the less bad Brokers is drawn anew', () => {
    const cut = (peer: string): UserAction => ({
      atMs: 1000,
      type: 'link',
      target: 'producer/0',
      peer,
      lossPercent: 100,
    })
    const story = tell({}, [cut('broker-a/n0'), cut('nameserver/0'), killed, restarted], 9000)
    expect(story.all('messageFailed').filter((entry) => entry.atMs > 5000)).toEqual([])
    expect(story.attemptsOn(0, 5100).length).toBeGreaterThan(10)
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
