// When a Broker process registers, what its ends leave behind, and which of its timers still count.

import { describe, expect, test } from 'vitest'
import { brokerAddress } from '../events'
import type { UserAction } from '../scenario'
import type { Settings } from '../settings'
import { tell } from '../testDriver'

const A0 = 'broker-a/n0'
const does = (
  atMs: number,
  type: 'kill' | 'freeze' | 'resume' | 'stop' | 'restart' | 'powerOff',
  target = A0,
): UserAction => ({ atMs, type, target })
const slaves = (atMs: number, value: number): UserAction => ({ atMs, type: 'set', name: 'slaveCount', value })

describe('registrations', () => {
  const AGAIN = [does(500, 'kill'), does(1000, 'restart')]

  /** When the NameServer had last heard from the Master of broker-a, at each of some moments. */
  const heard = (changes: Partial<Settings>, actions: UserAction[], atMs: readonly number[]) => {
    const story = tell({ brokerStartupMs: 1000, ...changes }, actions, Math.max(...atMs))
    return atMs.map((tMs) => story.at(tMs).nameServers[0]?.brokers[0]?.lastUpdateMs[0])
  }

  test('10 s after its start for the first time, then each registerNameServerPeriod', () => {
    const times = heard({}, AGAIN, [12_000, 12_001, 42_000, 42_001, 72_000, 72_001])
    expect(times).toEqual([2001, 12_001, 12_001, 42_001, 42_001, 72_001])
  })

  test('a paused one does not register, and goes on in its time', () => {
    const paused = [...AGAIN, does(30_000, 'freeze'), does(50_000, 'resume')]
    expect(heard({}, paused, [12_001, 43_000, 72_000, 72_001])).toEqual([12_001, 12_001, 12_001, 72_001])
  })

  test.each([
    ['5.3.3', true, [3001, 4001]],
    ['5.3.3', false, [2001, 2001]],
    ['4.9.7', true, [2001, 2001]],
  ] as const)('%s, enableSlaveActingMaster %s', (clientVersion, enableSlaveActingMaster, times) => {
    expect(heard({ clientVersion, enableSlaveActingMaster }, AGAIN, [3500, 4500])).toEqual(times)
  })
})

describe('a graceful stop', () => {
  const became = (changes: Partial<Settings>, actions: UserAction[]) =>
    tell(changes, actions, 40_000)
      .all('brokerProcess')
      .filter(({ group }) => group === 0)
      .map(({ to, atMs }) => [to, atMs])

  test('waits 1 s for a request that takes longer, which is lost then', () => {
    const changes = { clientVersion: '4.9.8', brokerServiceTimeMs: 3000, messageLimit: 1, sendMsgTimeout: 9000 }
    const story = tell(changes, [does(500, 'stop')], 20_000)
    expect(story.all('brokerProcess').map(({ to, atMs }) => [to, atMs])).toEqual([
      ['stopping', 500],
      ['portClosed', 1501],
      ['stopped', 4300],
    ])
    expect(story.all('stored').filter(({ group }) => group === 0)).toEqual([])
    expect(story.at(3000).brokerGroups[0]?.nodes[0]?.inService).toBe(0)
  })

  test('one that is killed before it signs off does not sign off any more', () => {
    const story = tell({ clientVersion: '5.3.3' }, [does(10_000, 'stop'), does(10_020, 'kill')], 20_000)
    expect(story.all('unregistered')).toMatchObject([{ cause: 'channelClosed', atMs: 10_021 }])
  })

  test('nothing that was planned for it reaches the process after it', () => {
    const again = [does(10_000, 'stop'), does(10_010, 'kill'), does(10_015, 'restart')]
    const states = became({ clientVersion: '5.3.3', brokerStartupMs: 20 }, again)
    expect(states).toEqual([
      ['stopping', 10_000],
      ['killed', 10_010],
      ['starting', 10_015],
      ['running', 10_035],
    ])
  })

  test('a start command that waits is forgotten when the host loses its power', () => {
    for (const end of ['stop', 'kill'] as const) {
      const changes = { clientVersion: '5.3.3', processExitMs: 500 }
      const states = became(changes, [does(10_000, end), does(10_010, 'restart'), does(10_015, 'powerOff')])
      expect(states.at(-1)).toEqual(['poweredOff', 10_015])
    }
  })
})

test('what a killed process had been given is lost at once, and what its host had taken is lost when it is gone', () => {
  const changes = { brokerServiceTimeMs: 200, sendThreadCount: 4, sendIntervalMs: 20, clientVersion: '5.3.3' }
  const story = tell({ ...changes, processExitMs: 520 }, [does(1000, 'kill')], 3000)
  const goneAtMs = story.all('brokerProcess').find(({ to }) => to === 'killed')?.atMs as number
  const node = (atMs: number) => story.at(atMs).brokerGroups[0]?.nodes[0]
  expect(node(999)?.inService).toBeGreaterThan(1)
  expect(node(1000)?.inService).toBe(0)
  // What the other Broker works on is none of it.
  const lost = story.at(1000).lostPackets.filter((packet) => packet !== null)
  expect(lost.map(({ to }) => to)).toEqual(Array.from({ length: node(999)?.inService ?? 0 }, () => brokerAddress(0, 0)))
  expect(node(goneAtMs - 1)?.heldRequests.length).toBeGreaterThan(0)
  expect(node(goneAtMs)?.heldRequests).toEqual([])
})

test('what a paused process has left unread it has read once it goes on', () => {
  const story = tell({}, [does(1000, 'freeze'), does(2000, 'resume')], 4000)
  const unread = (atMs: number) => story.at(atMs).brokerGroups[0]?.nodes[0]?.unreadFrom
  expect([unread(1999), unread(2000)]).toEqual([[0], []])
  const held = (atMs: number) => story.at(atMs).brokerGroups[0]?.nodes[0]?.heldRequests.length
  expect([held(1999), held(2000)]).toEqual([1, 0])
  // Nor has the process after it.
  const killed = tell({}, [does(1000, 'freeze'), does(1500, 'kill'), does(1600, 'restart')], 1700)
  expect(killed.at(1600).brokerGroups[0]?.nodes[0]?.unreadFrom).toEqual([])
})

test('a Slave that is taken out of the cluster while it starts does not begin to serve', () => {
  const story = tell({ slaveCount: 1, brokerStartupMs: 2000 }, [slaves(1000, 2), slaves(2000, 1)], 10_000)
  const states = story.all('brokerProcess').filter(({ group, node }) => group === 0 && node === 2)
  expect(states.map(({ to, atMs }) => [to, atMs])).toEqual([
    ['starting', 1000],
    ['stopped', 3000],
  ])
})
