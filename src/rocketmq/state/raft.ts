// What a DLedger node knows of its group.

/** DLedger's roles. RocketMQ: io.openmessaging.storage.dledger.MemberState.Role */
export type RaftRole = 'FOLLOWER' | 'CANDIDATE' | 'LEADER'

/** What a voter answers. RocketMQ: io.openmessaging.storage.dledger.protocol.VoteResponse.RESULT */
export type VoteResult =
  | 'ACCEPT'
  | 'REJECT_ALREADY_VOTED'
  | 'REJECT_ALREADY_HAS_LEADER'
  | 'REJECT_EXPIRED_VOTE_TERM'
  | 'REJECT_TERM_NOT_READY'
  | 'REJECT_SMALL_LEDGER_END_INDEX'
  | 'REJECT_EXPIRED_LEDGER_TERM'

/** One election round of a candidate, while answers come in. RocketMQ: DLedgerLeaderElector#maintainAsCandidate */
export interface VoteRound {
  term: number
  startedAtMs: number
  /** Gives up waiting for silent peers at this time. */
  waitUntilMs: number
  answered: number
  valid: number
  accepted: number
  notReadyTerm: number
  biggerLedger: number
  alreadyHasLeader: boolean
  maxTerm: number
}

/** RocketMQ: MemberState and DLedgerLeaderElector of one DLedger node */
export interface RaftState {
  role: RaftRole
  term: number
  /** Highest term seen anywhere in the group. */
  knownMaxTerm: number
  /** Node index this node voted for in `term`. */
  votedFor: number | null
  leader: number | null
  ledgerEndIndex: number
  /** Term of the newest entry in its log. */
  ledgerEndTerm: number
  /** When the newest entry came; null if none has since the process started. */
  lastEntryAtMs: number | null
  /** Its Leader went before it could say that the newest entry is committed. */
  commitLags: boolean
  /** It has been follower or Leader since its process started; before that the Broker has no role, and is not registered. */
  hasRole: boolean
  lastLeaderHeartBeatMs: number
  lastSentHeartBeatMs: number | null
  lastQuorumHeartBeatMs: number
  /** Answers to the newest heartbeat round, this node included. */
  heartBeatAnswers: number
  nextVoteAtMs: number
  lastParseResult: 'WAIT_TO_REVOTE' | 'REVOTE_IMMEDIATELY' | 'WAIT_TO_VOTE_NEXT' | 'PASSED'
  needIncreaseTermImmediately: boolean
  round: VoteRound | null
  /** The elector looks at the world every 10 ms; this is where in those 10 ms. */
  loopPhaseMs: number
  /** Counts wake-ups, so that a newer one makes an older one void. */
  wakeSerial: number
}
