// A Broker that comes back at a new address: who knows it, since when, and what those do who do not.

import { describe, expect, test } from 'vitest'
import type { UserAction } from '../scenario'
import { tell } from '../testDriver'
import { freeHost } from './relocateBroker'

const relocate = (atMs: number, target = 'broker-a/n0'): UserAction => ({ atMs, type: 'relocate', target })
const kill = (atMs: number, target = 'broker-a/n0'): UserAction => ({ atMs, type: 'kill', target })
const SETTINGS = { brokerStartupMs: 3000, processExitMs: 0 }
const POLL_MS = 30_010

describe('without Slaves', () => {
  const story = tell(SETTINGS, [kill(5000), relocate(6000)], 60_000)

  test('the NameServer lists it under its brokerId at the new address once it has started', () => {
    expect(story.all('registered').filter(({ atMs }) => atMs > 6000)).toMatchObject([
      { group: 0, node: 1, brokerId: 0, atMs: 9001 },
    ])
    expect(story.at(20_000).nameServers[0]?.brokers[0]?.brokerAddrs[0]).toBe(1)
  })

  test('a producer tries the old address until its poll, and nothing answers there', () => {
    const failed = story.all('sendFailed').filter(({ group, atMs }) => group === 0 && atMs > 10_000 && atMs < POLL_MS)
    expect(failed.length).toBeGreaterThan(0)
    expect(new Set(failed.map(({ failure }) => failure))).toEqual(new Set(['connectTimeout']))
    expect(story.all('stored').filter(({ group, atMs }) => group === 0 && atMs > 5000 && atMs < POLL_MS)).toEqual([])
  })

  test('from the poll on it sends to the new one', () => {
    const stored = story.all('stored').filter(({ group, atMs }) => group === 0 && atMs > POLL_MS)
    expect(stored.length).toBeGreaterThan(50)
    expect(new Set(stored.map(({ node }) => node))).toEqual(new Set([1]))
  })

  test('a host that was lost is replaced in the route as soon as the new one registers', () => {
    const lost = tell(SETTINGS, [{ atMs: 5000, type: 'powerOff', target: 'broker-a/n0' }, relocate(6000)], 20_000)
    expect(lost.at(8000).nameServers[0]?.brokers[0]?.brokerAddrs[0]).toBe(0)
    expect(lost.at(9500).nameServers[0]?.brokers[0]?.brokerAddrs[0]).toBe(1)
    // It is lost once.
    expect(lost.all('brokerProcess').map(({ to }) => to)).toEqual(['poweredOff', 'starting', 'running'])
  })

  test('one that runs is gone without a word, and comes back', () => {
    const pod = tell(SETTINGS, [relocate(6000)], 60_000)
    expect(pod.all('brokerProcess').filter(({ group }) => group === 0)).toMatchObject([
      { node: 0, to: 'poweredOff' },
      { node: 1, to: 'starting' },
      { node: 1, to: 'running' },
    ])
  })

  test('again and again: addresses are used again when there are no more, and no old connection fits', () => {
    const moves = Array.from({ length: 12 }, (_, at) => relocate(5000 + 5000 * at, 'broker-a/master'))
    const many = tell(SETTINGS, moves, 120_000)
    const { nodes } = many.at(120_000).brokerGroups[0] ?? { nodes: [] }
    expect(nodes.filter(({ removed }) => !removed)).toMatchObject([{ member: 0, brokerId: 0, process: 'running' }])
    expect(nodes).toHaveLength(8)
    // The host that was left first is taken first.
    const starts = many.all('brokerProcess').filter(({ to }) => to === 'starting')
    expect(starts.map(({ node }) => node)).toEqual([1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4])
    expect(nodes.map(({ epoch }) => epoch)).toEqual([1, 2, 2, 2, 2, 1, 1, 1])
    const atOnce = nodes.map((node) => ({ ...node, removed: node.nodeIndex > 2, processSinceMs: 7 }))
    expect(freeHost({ ...many.at(0).brokerGroups[0]!, nodes: atOnce })).toBe(3)
    expect(many.attemptsOn(0, 100_000).length).toBeGreaterThan(0)
    expect(many.all('stored').filter(({ group, atMs }) => group === 0 && atMs > 100_000).length).toBeGreaterThan(50)
  })
})

describe('in a group', () => {
  test('of DLedger it is the same member, follows again, and the group has as many as before', () => {
    const dledger = { ...SETTINGS, enableDLegerCommitLog: true, slaveCount: 2 }
    const story = tell(dledger, [kill(5000), relocate(6000)], 60_000)
    const { nodes } = story.at(60_000).brokerGroups[0] ?? { nodes: [] }
    const members = nodes.filter(({ removed }) => !removed)
    expect(members.map(({ member, nodeIndex }) => [member, nodeIndex])).toEqual([
      [1, 1],
      [2, 2],
      [0, 3],
    ])
    expect(members.map(({ raft }) => raft?.role).sort()).toEqual(['FOLLOWER', 'FOLLOWER', 'LEADER'])
    expect(nodes[3]).toMatchObject({ raft: { role: 'FOLLOWER' }, brokerId: 1 })
    expect(nodes[0]?.raft).toBeNull()
  })

  test('of DLedger its disk moves with it: it has what it had, not what the others have stored since', () => {
    const dledger = { ...SETTINGS, enableDLegerCommitLog: true, slaveCount: 2 }
    const story = tell(dledger, [kill(5000, 'broker-a/n1'), relocate(6000, 'broker-a/n1')], 20_000)
    const endOf = (atMs: number, node: number) => story.at(atMs).brokerGroups[0]?.nodes[node]?.raft?.ledgerEndIndex ?? 0
    expect(endOf(9000, 3)).toBe(endOf(5000, 1))
    expect(endOf(9000, 3)).toBeLessThan(endOf(9000, 0))
    expect(endOf(20_000, 3)).toBeGreaterThan(endOf(9000, 0))
  })

  test('with a Controller it comes back as a Slave with the id it had', () => {
    const controller = { ...SETTINGS, clientVersion: '5.3.3', enableControllerMode: true, slaveCount: 2 }
    const story = tell(controller, [kill(5000), relocate(6000)], 30_000)
    expect(story.at(30_000).brokerGroups[0]?.nodes[3]).toMatchObject({ process: 'running', brokerId: 1, member: 0 })
    // A Slave that moves stays in sync as the member it is: its place goes with it.
    const moved = tell(controller, [relocate(6000, 'broker-a/n1')], 7000)
    expect(moved.at(5999).brokerGroups[0]?.syncStateSet).toEqual([0, 1, 2])
    expect(moved.at(6000).brokerGroups[0]?.syncStateSet).toEqual([0, 3, 2])
  })

  test('fewer and more Slaves than before are those of the group, wherever they run', () => {
    const slaves = (atMs: number, value: number): UserAction => ({ atMs, type: 'set', name: 'slaveCount', value })
    const story = tell(
      { ...SETTINGS, slaveCount: 2 },
      [relocate(5000, 'broker-a/n1'), slaves(20_000, 1), slaves(30_000, 3)],
      60_000,
    )
    const there = (atMs: number) =>
      story
        .at(atMs)
        .brokerGroups[0]?.nodes.filter(({ removed }) => !removed)
        .map(({ member, nodeIndex }) => [member, nodeIndex])
    expect(there(10_000)).toEqual([
      [0, 0],
      [2, 2],
      [1, 3],
    ])
    expect(there(25_000)).toEqual([
      [0, 0],
      [1, 3],
    ])
    expect(there(60_000)).toEqual([
      [0, 0],
      [2, 2],
      [1, 3],
      [3, 4],
    ])
  })
})
