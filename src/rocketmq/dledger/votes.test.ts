// What an elector makes of one vote request, one answer, one heartbeat, one round; what comes of it in a group is in dledger.test.ts.

import { describe, expect, test } from 'vitest'
import { dledgerAddress, type Packet, type SimulationEvent } from '../events'
import type { UserAction } from '../scenario'
import { createSimulation, handleEvent } from '../simulation'
import type { RaftState, VoteRound } from '../state'
import { tell } from '../testDriver'

const DLEDGER = { enableDLegerCommitLog: true, slaveCount: 2, clientVersion: '4.9.7', brokerGroupCount: 1 } as const

type Kind = 'raftHeartbeat' | 'raftHeartbeatAnswer' | 'voteRequest' | 'voteAnswer'

/** Node 1 of a group of three at 7000 ms, in term 5 with a log that ends at 20 in term 4. */
function elector(changes: Partial<RaftState>) {
  const sim = createSimulation(tell(DLEDGER, [], 0).run.input)
  sim.state.nowMs = 7000
  sim.state.eventQueue = []
  const raft = sim.state.brokerGroups[0]!.nodes[1]!.raft!
  Object.assign(raft, { term: 5, knownMaxTerm: 5, votedFor: null, ledgerEndIndex: 20, ledgerEndTerm: 4 }, changes)
  const event = { atMs: 7000, sequence: 0, sentAtMs: 6999, lost: false }
  return {
    raft,
    /** Something comes from node 0. */
    gets: <K extends Kind>(kind: K, content: Packet<K>['content']) =>
      handleEvent(sim, {
        ...event,
        kind,
        from: dledgerAddress(0, 0),
        to: dledgerAddress(0, 1),
        content,
      } as unknown as SimulationEvent),
    wakes: () => {
      const content = { group: 0, node: 1, epoch: 0, serial: raft.wakeSerial }
      handleEvent(sim, { ...event, kind: 'raftWake', from: null, to: null, content } as SimulationEvent)
    },
    /** What it has sent, without the times. */
    sent: <K extends Kind>(kind: K) =>
      sim.state.eventQueue.flatMap((one) => (one.kind === kind ? [one.content as Packet<K>['content']] : [])),
  }
}

const candidate = { role: 'CANDIDATE', leader: null } as const

describe('a vote request', () => {
  test.each([
    ['of a log that ends in an older term', { ledgerEndTerm: 3, ledgerEndIndex: 99 }, 'REJECT_EXPIRED_LEDGER_TERM'],
    ['of a shorter log', { ledgerEndIndex: 19 }, 'REJECT_SMALL_LEDGER_END_INDEX'],
    ['of a shorter log in a newer term', { ledgerEndTerm: 5, ledgerEndIndex: 1 }, 'ACCEPT'],
    ['of an older term', { term: 4 }, 'REJECT_EXPIRED_VOTE_TERM'],
    ['of a newer term', { term: 6 }, 'REJECT_TERM_NOT_READY'],
    ['of this term and with the same log', {}, 'ACCEPT'],
  ] as const)('%s', (_, asked, result) => {
    const { gets, sent, raft } = elector(candidate)
    gets('voteRequest', { term: 5, ledgerEndIndex: 20, ledgerEndTerm: 4, ...asked })
    expect(sent('voteAnswer')).toMatchObject([{ result, voterTerm: 5 }])
    expect(raft.votedFor).toBe(result === 'ACCEPT' ? 0 : null)
    expect(raft.needIncreaseTermImmediately).toBe(result === 'REJECT_TERM_NOT_READY')
    expect(raft.knownMaxTerm).toBe(result === 'REJECT_TERM_NOT_READY' ? 6 : 5)
  })

  test.each([
    [{ votedFor: 2, leader: null }, 'REJECT_ALREADY_VOTED'],
    [{ votedFor: 2, leader: 2 }, 'REJECT_ALREADY_HAS_LEADER'],
    [{ votedFor: 0, leader: null }, 'ACCEPT'],
  ] as const)('of one with a vote, %o: %s', (changes, result) => {
    const { gets, sent } = elector({ role: 'FOLLOWER', ...changes })
    gets('voteRequest', { term: 5, ledgerEndIndex: 20, ledgerEndTerm: 4 })
    expect(sent('voteAnswer')).toMatchObject([{ result }])
  })
})

describe('a heartbeat', () => {
  const beat = { ledgerEndIndex: 31, ledgerEndTerm: 5 }

  test('of this term: it follows, and has the log and what is committed of it', () => {
    const { gets, sent, raft } = elector({ ...candidate, commitLags: true, lastLeaderHeartBeatMs: 0 })
    gets('raftHeartbeat', { term: 5, ...beat })
    expect(raft).toMatchObject({ role: 'FOLLOWER', leader: 0, commitLags: false, lastLeaderHeartBeatMs: 7000, ...beat })
    expect(sent('raftHeartbeatAnswer')).toEqual([{ term: 5, success: true }])
  })

  test('of a newer one: a Leader becomes a candidate that goes to that term at its next look', () => {
    const { gets, sent, raft, wakes } = elector({ role: 'LEADER', leader: 1 })
    gets('raftHeartbeat', { term: 8, ...beat })
    expect(raft).toMatchObject({ role: 'CANDIDATE', term: 5, knownMaxTerm: 8, needIncreaseTermImmediately: true })
    expect(sent('raftHeartbeatAnswer')).toEqual([{ term: 5, success: false }])
    wakes()
    expect(raft).toMatchObject({ term: 8, needIncreaseTermImmediately: false })
  })

  test.each([
    ['of an older term', { role: 'FOLLOWER', leader: 2 }, 4],
    ['of another Leader', { role: 'FOLLOWER', leader: 2 }, 5],
    ['to a Leader of the same term', { role: 'LEADER', leader: 1 }, 5],
  ] as const)('%s changes nothing', (_, changes, term) => {
    const { gets, sent, raft } = elector(changes)
    const before = structuredClone(raft)
    gets('raftHeartbeat', { term, ...beat })
    expect(raft).toEqual(before)
    expect(sent('raftHeartbeatAnswer')).toEqual([{ term: 5, success: false }])
  })

  test.each([
    [6, 'CANDIDATE'],
    [5, 'LEADER'],
    [4, 'LEADER'],
  ] as const)('refused in term %d: the Leader of term 5 is %s', (term, role) => {
    const { gets, raft } = elector({ role: 'LEADER', leader: 1 })
    gets('raftHeartbeatAnswer', { term, success: false })
    expect(raft.role).toBe(role)
  })

  test.each([
    [6000, 'LEADER', 2],
    [6001, 'CANDIDATE', 0],
  ] as const)('%d ms after the last majority: %s', (ms, role, heartbeats) => {
    const { wakes, sent, raft } = elector({ role: 'LEADER', leader: 1, lastQuorumHeartBeatMs: 7000 - ms })
    wakes()
    expect(raft.role).toBe(role)
    expect(sent('raftHeartbeat')).toHaveLength(heartbeats)
  })
})

describe('the end of a round', () => {
  const counts = { answered: 2, valid: 2, accepted: 0, notReadyTerm: 0, biggerLedger: 0, alreadyHasLeader: false }
  const round = (changes: Partial<VoteRound>): VoteRound => ({
    term: 5,
    startedAtMs: 5000,
    waitUntilMs: 7000,
    maxTerm: -1,
    ...counts,
    ...changes,
  })
  /** The range of waits until the next vote, over many draws; and the state after the last. */
  const ended = (changes: Partial<VoteRound>) => {
    const { raft, wakes } = elector(candidate)
    const waits: number[] = []
    for (let time = 0; time < 5000; time++) {
      Object.assign(raft, { round: round(changes), lastParseResult: 'PASSED', nextVoteAtMs: 7000 })
      wakes()
      waits.push(raft.nextVoteAtMs - 7000)
      if (raft.role !== 'CANDIDATE') break
    }
    return { raft, range: [Math.min(...waits), Math.max(...waits)] }
  }

  test.each([
    ['someone is in a newer term', { maxTerm: 7 }, 'WAIT_TO_VOTE_NEXT', 0],
    ['there is a Leader', { alreadyHasLeader: true }, 'WAIT_TO_REVOTE', 6000],
    ['too few have answered', { valid: 1 }, 'WAIT_TO_REVOTE', 0],
    ['too few have a log that is no longer', { biggerLedger: 1 }, 'WAIT_TO_REVOTE', 1000],
    ['too few have accepted', { accepted: 1 }, 'WAIT_TO_VOTE_NEXT', 0],
  ] as const)('%s', (_, changes, result, moreMs) => {
    const { raft, range } = ended(changes)
    expect(raft).toMatchObject({ role: 'CANDIDATE', term: 5, round: null, lastParseResult: result })
    expect(raft.knownMaxTerm).toBe('maxTerm' in changes ? 7 : 5)
    expect(range).toEqual([moreMs + 300, moreMs + 999])
  })

  test('some will be ready for the term: it asks again at once', () => {
    const { raft, range } = ended({ accepted: 1, notReadyTerm: 1 })
    expect(raft).toMatchObject({ role: 'CANDIDATE', lastParseResult: 'REVOTE_IMMEDIATELY' })
    expect(range).toEqual([0, 0])
  })

  test('a majority: it leads', () => {
    expect(ended({ accepted: 2 }).raft).toMatchObject({ role: 'LEADER', leader: 1, lastParseResult: 'PASSED' })
  })

  test('of an older term counts for nothing', () => {
    expect(ended({ term: 4, accepted: 2 }).raft).toMatchObject({ role: 'CANDIDATE', round: null, nextVoteAtMs: 7000 })
  })

  test('an answer counts for what it says', () => {
    const answered = (
      result: 'REJECT_EXPIRED_VOTE_TERM' | 'REJECT_ALREADY_VOTED' | 'REJECT_SMALL_LEDGER_END_INDEX',
    ) => {
      const counted = round({ answered: 1, valid: 1, accepted: 0 })
      const { gets } = elector({ ...candidate, round: counted })
      gets('voteAnswer', { term: 5, result, voterTerm: 9 })
      return counted
    }
    expect(answered('REJECT_EXPIRED_VOTE_TERM')).toEqual(round({ maxTerm: 9 }))
    expect(answered('REJECT_ALREADY_VOTED')).toEqual(round({}))
    expect(answered('REJECT_SMALL_LEDGER_END_INDEX')).toEqual(round({ biggerLedger: 1 }))
  })
})

test('at time 0 node 0 leads in term 1, with the votes of all', () => {
  const { nodes } = tell(DLEDGER, [], 0).at(0).brokerGroups[0]!
  expect(nodes.map(({ raft }) => raft?.role)).toEqual(['LEADER', 'FOLLOWER', 'FOLLOWER'])
  for (const { raft } of nodes) {
    expect(raft).toMatchObject({ term: 1, votedFor: 0, leader: 0, ledgerEndIndex: 0, ledgerEndTerm: 1 })
  }
})

test('followers that go on after a pause look whether their Leader is there', () => {
  const does = (atMs: number, type: 'freeze' | 'kill' | 'resume', node: number): UserAction => ({
    atMs,
    type,
    target: `broker-a/n${node}`,
  })
  const story = tell(
    DLEDGER,
    [
      does(10_000, 'freeze', 1),
      does(10_000, 'freeze', 2),
      does(11_000, 'kill', 0),
      does(20_000, 'resume', 1),
      does(20_000, 'resume', 2),
    ],
    40_000,
  )
  expect(story.all('role').some(({ role, atMs }) => role === 'LEADER' && atMs > 20_000)).toBe(true)
})
