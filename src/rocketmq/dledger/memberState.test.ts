// One node's place in its DLedger group, rule by rule; what comes of it in a group is told in dledger.test.ts.

import { describe, expect, test } from 'vitest'
import type { UserAction } from '../scenario'
import type { Settings } from '../settings'
import { createSimulation } from '../simulation'
import type { BrokerNode, RaftState } from '../state'
import { tell } from '../testDriver'
import {
  changeToCandidate,
  changeToFollower,
  changeToLeader,
  createRaftState,
  diskForNewMember,
  nextTerm,
  wakeLater,
} from './memberState'

const DLEDGER = { enableDLegerCommitLog: true, slaveCount: 2, clientVersion: '4.9.7' } as const

/** A group of three at 7000 ms of which nothing has happened, and its node 1 with its raft state changed. */
function member(changes: Partial<RaftState> = {}, settings: Partial<Settings> = {}) {
  const sim = createSimulation(tell({ ...DLEDGER, ...settings }, [], 0).run.input)
  sim.state.nowMs = 7000
  const group = sim.state.brokerGroups[0]!
  const node = group.nodes[1] as BrokerNode
  const raft = Object.assign(node.raft!, changes)
  /** What is planned for it: the newest first. */
  const planned = (kind: string): number[] =>
    sim.state.eventQueue
      .filter((event) => event.kind === kind)
      .sort((one, other) => other.sequence - one.sequence)
      .map(({ atMs }) => atMs)
  return { sim, group, node, raft, planned, logged: () => sim.log!.written }
}

describe('when the elector looks again, every 10 ms', () => {
  const looksAt = (changes: Partial<RaftState>): number => {
    const { sim, node, planned } = member({
      loopPhaseMs: 0,
      round: null,
      needIncreaseTermImmediately: false,
      ...changes,
    })
    wakeLater(sim, 0, node)
    return planned('raftWake')[0] as number
  }

  test.each<[string, number, Partial<RaftState>]>([
    ['a Leader more than 2 s after its heartbeat', 8010, { role: 'LEADER', lastSentHeartBeatMs: 6000 }],
    ['a Leader on the edge', 8010, { role: 'LEADER', lastSentHeartBeatMs: 6009 }],
    ['a new Leader at its next look', 7010, { role: 'LEADER', lastSentHeartBeatMs: null }],
    ['a follower more than 6 s after a heartbeat', 12_010, { role: 'FOLLOWER', lastLeaderHeartBeatMs: 6000 }],
    ['a follower on the edge', 12_010, { role: 'FOLLOWER', lastLeaderHeartBeatMs: 6009 }],
    ['a candidate at the time of its next vote', 7500, { role: 'CANDIDATE', nextVoteAtMs: 7491 }],
    ['a candidate whose time is over, never at once', 7010, { role: 'CANDIDATE', nextVoteAtMs: 100 }],
    [
      'a candidate that must go to a higher term',
      7010,
      { role: 'CANDIDATE', nextVoteAtMs: 9000, needIncreaseTermImmediately: true },
    ],
    ['the phase of its own', 7003, { role: 'CANDIDATE', nextVoteAtMs: 100, loopPhaseMs: 3 }],
  ])('%s', (_, expected, changes) => {
    expect(looksAt(changes)).toBe(expected)
  })
})

describe('terms', () => {
  test.each([
    [3, 3, 4],
    [3, 7, 7],
    [3, 4, 4],
    [3, 2, 4],
  ])('after term %d with %d known comes %d', (term, knownMaxTerm, expected) => {
    const { raft } = member({ term, knownMaxTerm, votedFor: 2 })
    nextTerm(raft)
    expect(raft).toMatchObject({ term: expected, knownMaxTerm: expected, votedFor: null })
  })

  test('a candidate knows the highest term it was told of, and an older one changes nothing', () => {
    const { sim, node, raft, logged } = member({ role: 'FOLLOWER', term: 5, knownMaxTerm: 6, leader: 0 })
    const before = structuredClone(raft)
    changeToCandidate(sim, 0, node, 4)
    expect([raft, logged()]).toEqual([before, 0])
    changeToCandidate(sim, 0, node, 5)
    expect(raft).toMatchObject({ role: 'CANDIDATE', knownMaxTerm: 6, term: 5, leader: null })
    changeToCandidate(sim, 0, node, 9)
    expect(raft).toMatchObject({ role: 'CANDIDATE', knownMaxTerm: 9, term: 5 })
  })
})

describe('roles', () => {
  test('who becomes a candidate may ask for votes at once; who is one keeps its wait', () => {
    const waits = { nextVoteAtMs: 9000, lastParseResult: 'WAIT_TO_VOTE_NEXT' } as const
    const late = member({ role: 'FOLLOWER', ...waits })
    changeToCandidate(late.sim, 0, late.node, late.raft.term)
    expect(late.raft).toMatchObject({ nextVoteAtMs: 7000, lastParseResult: 'WAIT_TO_REVOTE' })
    expect(late.logged()).toBe(1)
    const one = member({ role: 'CANDIDATE', ...waits })
    changeToCandidate(one.sim, 0, one.node, one.raft.term)
    expect(one.raft).toMatchObject(waits)
    // Only what changes is told.
    expect(one.logged()).toBe(0)
  })

  test('a follower knows its Leader and has given up its own round', () => {
    const round = { term: 2 } as unknown as RaftState['round']
    const { sim, node, raft } = member({ role: 'CANDIDATE', leader: null, round })
    changeToFollower(sim, 0, node, 2)
    expect(raft).toMatchObject({ role: 'FOLLOWER', leader: 2, round: null })
  })

  test('a Leader begins with a heartbeat, from which its 6 s without a majority count', () => {
    const { sim, node, raft } = member({ role: 'CANDIDATE', leader: null, lastSentHeartBeatMs: 6900, commitLags: true })
    changeToLeader(sim, 0, node)
    expect(raft).toMatchObject({ role: 'LEADER', leader: 1, lastSentHeartBeatMs: null, lastQuorumHeartBeatMs: 7000 })
    expect(raft.commitLags).toBe(false)
  })

  /** ms from Leader to Master, 2000 times. */
  const untilMaster = (commitLags: boolean, networkLatencyMs = 1): number[] => {
    const { sim, node, raft, planned } = member({}, { networkLatencyMs })
    for (let time = 0; time < 2000; time++) {
      raft.commitLags = commitLags
      changeToLeader(sim, 0, node)
    }
    return planned('masterReady').map((atMs) => atMs - 7000)
  }
  const range = (times: number[]) => [Math.min(...times), Math.max(...times)]

  test('a Leader with nothing to catch up on is Master after 6 to 23 ms', () => {
    expect(range(untilMaster(false))).toEqual([6, 23])
  })

  test.each([
    // Asked and answered twice, 4 latencies, then at a look every 100 ms; 2 more and 500 ms after an error.
    [1, 100, 600],
    [40, 200, 800],
    [50, 200, 800],
  ])(
    'with a latency of %d ms one with open entries is Master after %d ms, or in 7 of 9 cases after %d',
    (latency, quick, slow) => {
      const times = untilMaster(true, latency)
      expect(range(times.filter((ms) => ms < slow))).toEqual([quick + 6, quick + 23])
      const late = times.filter((ms) => ms >= slow)
      expect(range(late)).toEqual([slow + 6, slow + 23])
      expect(Math.abs(late.length / 2000 - 7 / 9)).toBeLessThan(0.03)
    },
  )
})

describe('what a node starts with', () => {
  test('a candidate without a role that may vote at once, with what its disk has', () => {
    const { group } = member()
    const disk = { term: 4, votedFor: 2, ledgerEndIndex: 17, ledgerEndTerm: 3 }
    expect(createRaftState(group, 7000, disk)).toMatchObject({
      ...disk,
      role: 'CANDIDATE',
      knownMaxTerm: 4,
      leader: null,
      commitLags: false,
      hasRole: false,
      nextVoteAtMs: 7000,
      lastParseResult: 'WAIT_TO_REVOTE',
    })
  })

  test('a new member has the disk of the newest, the first of those alike', () => {
    const { group } = member()
    const raftAt = (node: number) => group.nodes[node]?.raft as RaftState
    group.nodes.push({ ...group.nodes[2]!, nodeIndex: 3, raft: null })
    Object.assign(raftAt(0), { term: 2 })
    Object.assign(raftAt(1), { term: 5, ledgerEndIndex: 9 })
    Object.assign(raftAt(2), { term: 5, ledgerEndIndex: 8 })
    expect(diskForNewMember(group)).toBe(raftAt(1))
    for (const node of group.nodes) node.raft = null
    expect(diskForNewMember(group)).toEqual({ term: 0, votedFor: null, ledgerEndIndex: 0, ledgerEndTerm: 0 })
  })
})

describe('in a group', () => {
  const does = (atMs: number, type: 'kill' | 'restart', node: number): UserAction => ({
    atMs,
    type,
    target: `broker-a/n${node}`,
  })
  const NODES = [0, 1, 2]

  test('all start again: they elect one of them, and the Leader registers as Master first of all', () => {
    const story = tell(
      { ...DLEDGER, brokerGroupCount: 1, brokerStartupMs: 1000 },
      [...NODES.map((node) => does(10_000, 'kill', node)), ...NODES.map((node) => does(12_000, 'restart', node))],
      40_000,
    )
    const leader = story.all('role').find(({ role }) => role === 'LEADER')
    expect(leader).toBeDefined()
    const { nodes } = story.at(40_000).brokerGroups[0]!
    expect(nodes.map(({ raft }) => raft?.leader)).toEqual(NODES.map(() => leader?.node))
    const registered = story.all('registered').find(({ node, atMs }) => node === leader?.node && atMs > 12_000)
    expect(registered?.brokerId).toBe(0)
  })

  test('a Leader that dies before it serves as Master never does', () => {
    const killed = [does(10_000, 'kill', 0)]
    const { node, atMs } = tell(DLEDGER, killed, 20_000)
      .all('role')
      .find(({ role }) => role === 'LEADER')!
    const story = tell(DLEDGER, [...killed, does(atMs + 1, 'kill', node)], 40_000)
    expect(story.all('role').filter(({ role }) => role === 'LEADER')).toMatchObject([{ node, atMs }])
    expect(story.all('masterReady')).toEqual([])
  })

  test.each([
    [1, 7800, 1000],
    [2, 3600, 500],
    [2, 7100, 1000],
  ])(
    'seed %d: a follower that is soon back is not woken by what was planned for its earlier process',
    (seed, atMs, up) => {
      const story = tell(
        { ...DLEDGER, brokerStartupMs: up, brokerGroupCount: 1, messageLimit: 1 },
        [does(atMs, 'kill', 1), does(atMs + 10, 'restart', 1)],
        20_000,
        seed,
      )
      expect(story.all('role')).toMatchObject([{ node: 1, role: 'FOLLOWER' }])
    },
  )
})
