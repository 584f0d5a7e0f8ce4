// How one producer process lives and learns the route: its timers, its threads, which NameServer it asks and what it keeps.

import { describe, expect, test } from 'vitest'
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

  test('R11 threads that find no route ask one after another', () => {
    const story = tell({ sendThreadCount: 3, sendIntervalMs: 90, networkLatencyMs: 50, messageLimit: 3 }, [], 2000)
    expect(story.all('routeRequest').map(({ atMs }) => atMs)).toEqual([0, 100, 200])
    expect(story.all('route')[0]).toMatchObject({ atMs: 100, outcome: 'changed', queues: 4 })
    expect(story.all('send').map((entry) => [entry.atMs, entry.message])).toEqual([
      [100, 1],
      [200, 2],
      [300, 3],
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

  test('R6 R10 with every NameServer silent a call first waits for its own, then asks all others up to 5.2.0 and one from 5.3.0, 3 s each', () => {
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
      [13_000, 'keptTimedOut'],
      [39_000, 'keptUnreachable'],
    ])
    expect(answers('5.3.0')).toEqual([
      [2, 'changed'],
      [13_000, 'keptTimedOut'],
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
    for (const ms of [2998, 2999]) expect(late(ms)).toEqual([[13_010, 'keptTimedOut']])
    const far = tell(
      { pollNameServerInterval: 10_000, networkLatencyMs: 50 },
      [slow(5000, 'nameserver/0', 2950)],
      18_000,
    )
    expect(far.all('route').at(-1)).toMatchObject({ atMs: 13_010, outcome: 'keptTimedOut' })
  })

  test('a link to a NameServer loses its share: nothing, one in a hundred, everything', () => {
    const lost = (lossPercent: number) => {
      const link: UserAction = { atMs: 50, type: 'link', target: 'producer/0', peer: 'nameserver/0', lossPercent }
      const untilMs = lossPercent < 100 ? 500_000 : 1_500_000
      const story = tell({ messageLimit: 1, pollNameServerInterval: 100 }, lossPercent > 0 ? [link] : [], untilMs)
      const outcomes = story.all('route').flatMap((entry) => (entry.atMs > 100 ? [entry.outcome] : []))
      expect(outcomes.length).toBeGreaterThan(490)
      return (
        outcomes.filter((outcome) => outcome === 'keptTimedOut' || outcome === 'keptUnreachable').length /
        outcomes.length
      )
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
    expect(outcome('freeze')).toMatchObject({ atMs: 13_010, outcome: 'keptTimedOut' })
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
