// What a NameServer does by itself: it looks for silent Brokers in its own beat, asleep and awake, and forgets with its process.

import { describe, expect, test } from 'vitest'
import { EVENT } from './network'
import type { UserAction } from './scenario'
import { tell } from './testDriver'

type Simple = 'kill' | 'freeze' | 'resume' | 'powerOff' | 'restart'
const act = (atMs: number, type: Simple, target: string): UserAction => ({ atMs, type, target })

/** Registrations at 10 s, 56 s and 102 s, so that scans of 5 s and of 10 s do not fall together. */
const QUIET = { sendIntervalMs: 60_000, registerNameServerPeriod: 46_000, networkLatencyMs: 2 }

/** Which NameServer dropped which node, when and why. */
const dropped = (story: ReturnType<typeof tell>) =>
  story.all('unregistered').map(({ atMs, nameServer, group, node, cause }) => [atMs, nameServer, group, node, cause])

/** The addresses of a group that a NameServer has, by brokerId. */
const addressesAt = (story: ReturnType<typeof tell>, tMs: number, nameServer = 0, group = 0) =>
  story.at(tMs).nameServers[nameServer]?.brokers[group]?.brokerAddrs ?? null

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
      act(60_000, 'powerOff', 'broker-a/master'),
    ]
    const story = tell({ ...QUIET, clientVersion: '4.9.7' }, actions, 200_000)
    expect(addressesAt(story, 22_500)).toBeNull()
    expect(addressesAt(story, 56_002)?.[0]).toBe(0)
    // Its first scan is 5 s after its start at 22,000 ms.
    expect(dropped(story)).toEqual([[177_000, 0, 0, 0, 'expired']])
    expect(story.at(199_000).eventQueue.filter(({ kind }) => kind === EVENT.SCAN_TIMER)).toHaveLength(1)
  })

  test('N9 with acting Masters a Broker speaks every second, and 10 s of silence are too long', () => {
    const acting = { ...QUIET, clientVersion: '5.3.3', enableSlaveActingMaster: true, slaveCount: 1 }
    const story = tell(acting, [act(31_500, 'powerOff', 'broker-a/master')], 60_000)
    expect(dropped(story)).toEqual([[45_000, 0, 0, 0, 'expired']])
    // 4.x has no acting Masters, whatever the setting says.
    expect(
      dropped(tell({ ...acting, clientVersion: '4.9.7' }, [act(31_500, 'powerOff', 'broker-a/master')], 60_000)),
    ).toEqual([])
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
