// What a NameServer does by itself: it looks for silent Brokers in its own beat, asleep and awake, and forgets with its process.

import { describe, expect, test } from 'vitest'
import type { UserAction } from '../scenario'
import { tell } from '../testDriver'

type Simple = 'kill' | 'freeze' | 'resume' | 'powerOff' | 'restart' | 'stop'
const act = (atMs: number, type: Simple, target: string): UserAction => ({ atMs, type, target })

/** Registrations at 10 s, 56 s and 102 s, so that scans of 5 s and of 10 s do not fall together. */
const QUIET = { sendIntervalMs: 60_000, registerNameServerPeriod: 46_000, networkLatencyMs: 2 }

/** Which NameServer dropped which node, when and why. */
const dropped = (story: ReturnType<typeof tell>) =>
  story.all('unregistered').map(({ atMs, nameServer, group, node, cause }) => [atMs, nameServer, group, node, cause])

/** The addresses of a group that a NameServer has, by brokerId. */
const addressesAt = (story: ReturnType<typeof tell>, tMs: number, nameServer = 0, group = 0) =>
  story.at(tMs).nameServers[nameServer]?.brokers[group]?.brokerAddrs.slice(0, 4) ?? null

describe('silence', () => {
  // It has been heard at 56,002 ms for the last time.
  const off = act(100_000, 'powerOff', 'broker-a/master')

  test('N4 a Broker is dropped at the first scan after 120 s without a word: each 10 s in 4.x, each 5 s in 5.x', () => {
    expect(dropped(tell({ ...QUIET, clientVersion: '4.9.7' }, [off], 200_000))).toEqual([[185_000, 0, 0, 0, 'expired']])
    expect(dropped(tell({ ...QUIET, clientVersion: '5.3.3' }, [off], 200_000))).toEqual([[180_000, 0, 0, 0, 'expired']])
  })

  test('N4 120 s to the millisecond are not yet too long', () => {
    // Heard at 10,000 and then at 55,000 ms on the dot: the scan at 175,000 lets it be, the next does not.
    const heard = { ...QUIET, clientVersion: '5.3.3', registerNameServerPeriod: 44_999, networkLatencyMs: 1 }
    const story = tell(heard, [act(60_000, 'powerOff', 'broker-a/master')], 190_000)
    expect(story.at(60_000).nameServers[0]?.brokers[0]?.lastUpdateMs[0]).toBe(55_000)
    expect(dropped(story)).toEqual([[180_000, 0, 0, 0, 'expired']])
  })

  test('N4 whoever goes on registering stays, on every NameServer', () => {
    const story = tell({ ...QUIET, nameServerCount: 2 }, [], 400_000)
    expect(dropped(story)).toEqual([])
    for (const nameServer of [0, 1]) expect(addressesAt(story, 400_000, nameServer)?.[0]).toBe(0)
  })

  test('N4 each NameServer finds out for itself', () => {
    const story = tell({ ...QUIET, nameServerCount: 2 }, [off], 200_000)
    expect(dropped(story)).toEqual([
      [180_000, 0, 0, 0, 'expired'],
      [180_000, 1, 0, 0, 'expired'],
    ])
  })

  test('N4 a frozen NameServer drops nobody until it goes on, and then keeps its beat', () => {
    const actions = [off, act(170_000, 'freeze', 'nameserver/0'), act(203_000, 'resume', 'nameserver/0')]
    const story = tell({ ...QUIET, clientVersion: '4.9.7' }, actions, 230_000)
    expect(addressesAt(story, 204_000)?.[0]).toBe(0)
    expect(dropped(story)).toEqual([
      // All that broker-b said meanwhile waits in front of it.
      [205_000, 0, 0, 0, 'expired'],
    ])
  })

  test('N7 a restarted NameServer knows nobody, and scans in a new beat, once', () => {
    const actions = [
      act(20_000, 'kill', 'nameserver/0'),
      act(22_000, 'restart', 'nameserver/0'),
      // Asleep when the scan of the process before it would have come.
      act(23_000, 'freeze', 'nameserver/0'),
      act(26_000, 'resume', 'nameserver/0'),
      act(60_000, 'powerOff', 'broker-a/master'),
    ]
    const story = tell({ ...QUIET, clientVersion: '4.9.7' }, actions, 200_000)
    expect(addressesAt(story, 22_500)).toBeNull()
    expect(addressesAt(story, 56_002)?.[0]).toBe(0)
    // Its first scan is 5 s after its start at 22,000 ms.
    expect(dropped(story)).toEqual([[177_000, 0, 0, 0, 'expired']])
    for (const tMs of [25_500, 199_000]) {
      expect(story.at(tMs).eventQueue.filter(({ kind }) => kind === 'scanTimer')).toHaveLength(1)
    }
  })

  test('N9 with acting Masters a Broker speaks every second, and 10 s of silence are too long', () => {
    const acting = { ...QUIET, clientVersion: '5.3.3', enableSlaveActingMaster: true, slaveCount: 1 }
    const story = tell(acting, [act(31_500, 'powerOff', 'broker-a/master')], 60_000)
    expect(dropped(story)).toEqual([[45_000, 0, 0, 0, 'expired']])
    // Heard at 34,999 ms: 10,001 ms are too long.
    const late = tell({ ...acting, networkLatencyMs: 999 }, [act(34_500, 'powerOff', 'broker-a/master')], 60_000)
    expect(dropped(late)).toEqual([[45_000, 0, 0, 0, 'expired']])
    // 4.x has no acting Masters, whatever the setting says.
    expect(
      dropped(tell({ ...acting, clientVersion: '4.9.7' }, [act(31_500, 'powerOff', 'broker-a/master')], 60_000)),
    ).toEqual([])
  })
})

describe('registrations', () => {
  /** What changed what the NameServer knows of broker-a. */
  const taken = (story: ReturnType<typeof tell>) =>
    story.all('registered').flatMap(({ atMs, group, node, brokerId }) => (group === 0 ? [[atMs, node, brokerId]] : []))

  test('N6 only one that changes something is told of: the first, other queues, another permission', () => {
    expect(taken(tell(QUIET, [], 110_000))).toEqual([])
    const set = (atMs: number, name: 'writeQueueNums', value: number): UserAction => ({
      ...{ atMs, type: 'set', name, value },
      brokerName: 'broker-a',
    })
    // A change of the Topic is registered at once.
    expect(taken(tell(QUIET, [set(20_000, 'writeQueueNums', 3), set(30_000, 'writeQueueNums', 3)], 110_000))).toEqual([
      [20_002, 0, 0],
    ])
    const restarted = [act(20_000, 'kill', 'nameserver/0'), act(22_000, 'restart', 'nameserver/0')]
    expect(taken(tell(QUIET, restarted, 110_000))).toEqual([[56_002, 0, 0]])
  })

  test('N6 a Slave made Master is told of under its new brokerId', () => {
    const elected = { ...QUIET, clientVersion: '5.3.3', slaveCount: 2, enableDLegerCommitLog: true }
    const story = tell(elected, [act(20_000, 'kill', 'broker-a/master')], 50_000)
    const [first, ...more] = taken(story)
    expect(first?.[2]).toBe(0)
    expect(first?.[1]).not.toBe(0)
    expect(more).toEqual([])
    expect(addressesAt(story, 49_000)?.[0]).toBe(first?.[1])
  })

  test('what was on its way to a process that has been killed reaches nobody', () => {
    const far = { ...QUIET, networkLatencyMs: 1000 }
    const lastUpdate = (story: ReturnType<typeof tell>, tMs: number) =>
      story.at(tMs).nameServers[0]?.brokers[0]?.lastUpdateMs[0]
    const killed = tell(far, [act(56_500, 'kill', 'nameserver/0')], 58_000)
    expect(lastUpdate(tell(far, [], 58_000), 57_500)).toBe(57_000)
    expect(lastUpdate(killed, 57_500)).toBe(11_000)
    const restarted = [act(56_500, 'kill', 'nameserver/0'), act(56_600, 'restart', 'nameserver/0')]
    expect(addressesAt(tell(far, restarted, 58_000), 57_500)).toBeNull()
  })

  test('N3 whoever signs off without being known takes nobody with it, and nothing is told', () => {
    const actions = [
      act(20_000, 'kill', 'nameserver/0'),
      act(22_000, 'restart', 'nameserver/0'),
      act(23_000, 'kill', 'broker-a/n1'),
      act(24_000, 'restart', 'broker-a/n1'),
      // Only the Slave has registered since.
      act(45_000, 'stop', 'broker-a/master'),
    ]
    const known = { ...QUIET, clientVersion: '4.9.7', slaveCount: 2 }
    // Left alone, the others come beside it with their next registrations.
    expect(taken(tell(known, actions.slice(0, 4), 60_000)).map(([, node]) => node)).toEqual([1, 0, 2])
    const story = tell(known, actions, 55_000)
    expect(addressesAt(story, 44_000)).toEqual([null, 1, null, null])
    expect(addressesAt(story, 54_000)).toEqual([null, 1, null, null])
    expect(story.all('unregistered').filter(({ atMs }) => atMs > 25_000)).toEqual([])
  })
})

describe('write permission', () => {
  const perm = (story: ReturnType<typeof tell>, tMs: number, nameServer = 0) =>
    story.at(tMs).nameServers[nameServer]?.brokers[0]?.queueData?.perm

  test('N8 it is wiped in every NameServer, outlives registrations, and comes back by the same command', () => {
    const actions: UserAction[] = [
      { atMs: 20_000, type: 'writePerm', brokerName: 'broker-a', on: false },
      { atMs: 60_000, type: 'writePerm', brokerName: 'broker-a', on: true },
    ]
    const story = tell({ ...QUIET, nameServerCount: 2 }, actions, 70_000)
    for (const nameServer of [0, 1]) {
      expect(perm(story, 19_000, nameServer)).toBe(6)
      expect(perm(story, 21_000, nameServer)).toBe(4)
      expect(perm(story, 57_000, nameServer)).toBe(4)
      expect(perm(story, 61_000, nameServer)).toBe(6)
    }
  })
})
