// The shapes of everything the simulated cluster is made of. Plain data that survives JSON: no classes, no functions,
// "never" is null. What changes them is in the files named after RocketMQ's classes.

import type { SimulationEvent } from './events'
import type { Trouble } from './scenario'
import type { Settings } from './settings'

/** brokerId of the node that takes writes. RocketMQ: MixAll.MASTER_ID */
export const MASTER_ID = 0

/** How a process is, whatever anybody else believes about it. */
export type ProcessState =
  | 'running'
  /** The process was killed; its host still answers "connection refused". */
  | 'killed'
  /** The host is gone: nothing answers, connections stay open on the other side. */
  | 'poweredOff'
  /** The process exists but does nothing (stop-the-world pause, SIGSTOP); the kernel still accepts connections. */
  | 'frozen'
  /** Graceful stop: it has left the NameServer and finishes what it has begun. */
  | 'stopping'
  | 'stopped'
  /** Started again, not yet serving. */
  | 'starting'

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

/** One Broker process on its own host. */
export interface BrokerNode {
  /** Position in its group; also DLedger's node number (n0, n1, n2) and the host, so it never changes. */
  nodeIndex: number
  process: ProcessState
  /** Since when it is so. */
  processSinceMs: number
  /** The id under which it serves and registers: 0 is the Master. Changes when roles change. */
  brokerId: number
  /** Raised at every process start; what was sent to an earlier life of the process is lost. */
  epoch: number
  /** ms of virtual time added to every request, set by the person who breaks things. */
  slowMs: number
  /** What it suffers from while it answers. */
  troubles: Trouble[]
  /** Response code for the next `injectedTimes` requests. */
  injectedCode: number
  injectedTimes: number
  /** Slots of requests that a frozen process has not looked at yet. */
  heldRequests: number[]
  /** Requests being served. */
  inService: number
  raft: RaftState | null
  /** Taken out of the cluster by a smaller slaveCount. */
  removed: boolean
}

/** A Broker group: one brokerName, one Master, 0-2 Slaves, and its shards of the Topic. */
export interface BrokerGroup {
  brokerName: string
  nodes: BrokerNode[]
  writeQueueNums: number
  readQueueNums: number
  /** False until a message for the Topic has arrived, where it is created by itself. */
  topicCreated: boolean
  /** Raised by every change of the Topic's configuration. RocketMQ: DataVersion */
  dataVersion: number
  /** Controller mode: nodes that hold everything the Master has told it stored, by nodeIndex. RocketMQ: SyncStateSet */
  syncStateSet: number[]
  /** Permission bits of the Topic on this group: WRITE 2, READ 4. RocketMQ: PermName */
  perm: number
  /** Next queueOffset of each queue, by queueId: the number of messages stored in it. */
  queueOffsets: number[]
  /** Newest message ids of each queue, oldest first, at most RECENT_MESSAGES. A list is replaced, never changed. */
  recentMessages: number[][]
  /** ms of virtual time to serve one request; null takes brokerServiceTimeMs. */
  serviceTimeMs: number | null
  randomState: number
  /** Taken out of the cluster by a smaller brokerGroupCount. */
  removed: boolean
}

/** How many message ids a queue keeps for show. */
export const RECENT_MESSAGES = 12

/** RocketMQ: QueueData. One Broker group's part of a Topic, as registered. */
export interface QueueData {
  readQueueNums: number
  writeQueueNums: number
  perm: number
}

/** What one NameServer knows of one Broker group. RocketMQ: RouteInfoManager's tables */
export interface RegisteredBroker {
  /** RocketMQ: BrokerData.brokerAddrs. Index is the brokerId (0-3), value the nodeIndex that has it. */
  brokerAddrs: (number | null)[]
  queueData: QueueData | null
  /**
   * By nodeIndex: the dataVersion it last registered with, null if it is not alive here. A Broker that brings the one it
   * brought before changes nothing, so that wiped permissions stay wiped. RocketMQ: BrokerLiveInfo.dataVersion
   */
  dataVersions: (number | null)[]
  /** By nodeIndex: virtual time of the last registration; null means not alive here. RocketMQ: brokerLiveTable */
  lastUpdateMs: (number | null)[]
}

export interface NameServer {
  process: ProcessState
  epoch: number
  slowMs: number
  /** By Broker group index; null means never registered. */
  brokers: (RegisteredBroker | null)[]
}

/** One group in a route answer. RocketMQ: QueueData and BrokerData with the same brokerName */
export interface RouteEntry {
  group: number
  queueData: QueueData
  /** Index is the brokerId (0-3), value the nodeIndex. */
  brokerAddrs: (number | null)[]
}

/** RocketMQ: TopicRouteData. null stands for TOPIC_NOT_EXIST (17). */
export type TopicRouteData = RouteEntry[]

/** RocketMQ: MessageQueue; the Topic is the scenario's. */
export interface MessageQueue {
  /** Broker group index (brokerName). */
  group: number
  queueId: number
  /** True once a fallback of an old client has overwritten this list entry in place. */
  rewritten: boolean
}

/** RocketMQ: TopicPublishInfo. Old ones live on while a send that began with them is not over. */
export interface TopicPublishInfo {
  generation: number
  messageQueueList: MessageQueue[]
  /** By Broker group index: what the cached route says. RocketMQ: topicRouteData inside TopicPublishInfo */
  queueDatas: (QueueData | null)[]
  /** By thread: value last returned, or null before the first use. RocketMQ: ThreadLocalIndex sendWhichQueue */
  sendWhichQueue: (number | null)[]
}

/** RocketMQ: LatencyFaultToleranceImpl.FaultItem */
export interface FaultItem {
  /** ms, as measured by the last send, never the stand-in. */
  currentLatency: number
  /** RocketMQ's name for the end of the avoidance window: virtual time from which the Broker is available again. */
  startTimestamp: number
  reachable: boolean
  /** Next time the detector may look. RocketMQ: checkStamp */
  checkStampMs: number
  /** ms: how long the newest window was when it was opened; 0 when none was. Ours, for the countdown. */
  windowMs: number
}

/** Why an attempt failed, in the client's own exception classes. */
export type AttemptFailure =
  /** Nothing listens at the address. */
  | 'connectRefused'
  /** connectTimeoutMillis passed without an answer. */
  | 'connectTimeout'
  /** The connection was closed under a request in flight. RocketMQ: RemotingSendRequestException */
  | 'connectionClosed'
  /** No answer within the time left. RocketMQ: RemotingTimeoutException */
  | 'timeout'
  /** The Broker answered with an error code. RocketMQ: MQBrokerException */
  | 'brokerError'
  /** The cached route has no Master address. RocketMQ: MQClientException "The broker[x] not exist" */
  | 'noMaster'
  /** ASYNC: no time is left for a retry. RocketMQ: RemotingTooMuchRequestException "invokeAsync call timeout" */
  | 'noTime'

/** Why the application got an exception instead of a SendResult. */
export type SendException =
  /** All attempts used up; the last AttemptFailure tells more. */
  | 'attemptsUsedUp'
  /** The time budget ran out before the next attempt. RocketMQ: RemotingTooMuchRequestException "sendDefaultImpl call timeout" */
  | 'callTimeout'
  /** An error code that is not retried. */
  | 'notRetried'
  /** No route for the Topic (10005). */
  | 'noRoute'
  /** No NameServer answers, and there is no route yet. RocketMQ: IllegalStateException (from 4.6.0) */
  | 'noNameServer'
  /** The producer process died during the call. */
  | 'producerDied'
  /** ONEWAY: it never reached a queue, and nobody is told. */
  | 'lostUnseen'

/** RocketMQ: CommunicationMode */
export type CommunicationMode = 'SYNC' | 'ASYNC' | 'ONEWAY'

/** RocketMQ: SendStatus. Every one of them means that a copy is stored. */
export type SendStatus = 'SEND_OK' | 'FLUSH_DISK_TIMEOUT' | 'FLUSH_SLAVE_TIMEOUT' | 'SLAVE_NOT_AVAILABLE'

/** One send call of the application, from its begin to its SendResult or exception. */
export interface SendCall {
  message: number
  thread: number
  mode: CommunicationMode
  phase:
    | 'fetchingRoute'
    | 'connecting'
    | 'waiting'
    /** ONEWAY: on the wire, and the application has gone on. */
    | 'handedOver'
  callStartedAtMs: number
  /** ms for the whole call. */
  timeoutMs: number
  /** Generation of the TopicPublishInfo this call began with. */
  generation: number
  /** 1 for the first attempt of a call. */
  attempt: number
  attemptStartedAtMs: number
  attemptGroup: number
  attemptQueueId: number
  /** ms this attempt may take. */
  attemptBudgetMs: number
  /** ms the request itself may wait for its answer: the budget less the time to connect. */
  requestWaitMs: number
  lastGroup: number | null
  lastFailure: AttemptFailure | null
  lastCode: number
  /** Newest SendResult of the call; replaced, never changed. One that is not SEND_OK is returned if nothing better comes. */
  result: { status: SendStatus; group: number; queueId: number } | null
  requestSlot: number | null
  /** Virtual time at which a SYNC call gives up waiting; ASYNC calls are swept. */
  deadlineMs: number | null
  /** GO_AWAY: the network layer has sent this attempt's request a second time. */
  resent: boolean
  /**
   * ASYNC, 4.9.3 to 5.2.0: the first attempt failed inside send(), which goes on when the retries made there are over,
   * and then counts the first attempt as handed to the network. null when nothing is outstanding.
   */
  lateHandover: { group: number; startedAtMs: number } | null
}

/** A thread of the application that sends one message after another. */
export interface SenderThread {
  /** A retired thread ends with its current message. */
  retired: boolean
  /** Slot of the call this thread waits in: SYNC only, the other modes return at once. */
  call: number | null
  /** True while an event for the next call is pending. */
  callPending: boolean
  /** When the application wanted to make its next call. */
  nextCallAtMs: number
  /** RocketMQ: ThreadLocalIndex whichItemWorst of LatencyFaultToleranceImpl */
  whichItemWorst: number | null
  randomState: number
}

/** A connection of one producer process to one Broker node; absent means closed. */
export interface Connection {
  /** Epoch of the Broker process it was made with. */
  epoch: number
}

export interface Producer {
  process: ProcessState
  epoch: number
  startedAtMs: number
  /** The route as last applied; null before the first answer. */
  route: TopicRouteData | null
  /** When the producer last heard from a NameServer about the Topic, whatever it said. */
  routeAnsweredAtMs: number | null
  /** When the route it uses was applied. */
  routeAppliedAtMs: number | null
  nextPollAtMs: number
  /** By Broker group index. RocketMQ: MQClientInstance.brokerAddrTable */
  brokerAddrTable: ((number | null)[] | null)[]
  /** Newest last; older ones only while a call uses them. */
  publishInfos: TopicPublishInfo[]
  nextGeneration: number
  /** By Broker group index. RocketMQ: LatencyFaultToleranceImpl.faultItemTable */
  faultItems: (FaultItem | null)[]
  threads: SenderThread[]
  /** Slots of calls in progress; null is free. */
  calls: (SendCall | null)[]
  freeCalls: number[]
  /** By call slot: virtual time of the pending deadline event, or null. One event serves a slot's calls one after another. */
  callTimers: (number | null)[]
  /** By Broker group index, then nodeIndex. */
  connections: (Connection | null)[][]
  nameServerIndex: number
  /** Percent lost between this producer and each Broker node (by Broker group, then nodeIndex) and each NameServer. */
  brokerLoss: number[][]
  nameServerLoss: number[]
  /** True while a route request is on its way; its serial makes late answers void. */
  fetching: boolean
  routeRequestSerial: number
  /** How many NameServers the current route request has asked. */
  nameServersAsked: number
  randomState: number
  /** Calls begun, calls that returned a SendResult, calls that threw. */
  sent: number
  stored: number
  failed: number
  /** Taken out by a smaller producerCount. */
  removed: boolean
}

/** Where a request is on its way. Its place on the screen is (t - fromMs) / (toMs - fromMs) along the path. */
export type RequestPhase =
  /** The handshake is on its way to the Broker. */
  | 'connecting'
  /** The answer to the handshake is on its way back: accepted. */
  | 'connected'
  /** ... or refused. */
  | 'refused'
  | 'toBroker'
  /** Being served (or held by a frozen process, then toMs is null). */
  | 'atBroker'
  /** The answer is on its way back. */
  | 'reply'
  /** It fell into a silent host; nobody knows yet. */
  | 'lost'
  /** The connection's end is on its way back to the client. */
  | 'reset'

/** One attempt on the wire. Lives until nothing of it can happen any more. */
export interface Request {
  serial: number
  message: number
  producer: number
  /** Slot of the call it belongs to; void once abandoned. */
  call: number
  attempt: number
  group: number
  node: number
  queueId: number
  phase: RequestPhase
  fromMs: number
  /** null while nobody can say. */
  toMs: number | null
  /** Epoch of the Broker process the connection was made with. */
  epoch: number
  /** Response code of the answer: 0 is SUCCESS. RocketMQ: ResponseCode */
  code: number
  /** Response code somebody ordered for this request, or null: the Broker decides. */
  injectedCode: number | null
  /** True once the client no longer waits for it. */
  abandoned: boolean
  /** Nobody waits for an answer, and none is sent. */
  oneway: boolean
}

export interface Totals {
  /** Send calls begun. sent = stored + failed + calls in flight, always. */
  sent: number
  /** Calls that returned a SendResult. */
  stored: number
  /** Calls that threw. */
  failed: number
  attempts: number
  failedAttempts: number
  /** Copies written to queues: may exceed `stored` when a client gave up on a message that was stored all the same. */
  storedCopies: number
}

/** Everything at one moment of virtual time. */
export interface ClusterState {
  nowMs: number
  settings: Settings
  topic: string
  brokerGroups: BrokerGroup[]
  nameServers: NameServer[]
  producers: Producer[]
  /** Slots; null is free. */
  requests: (Request | null)[]
  freeSlots: number[]
  nextRequestSerial: number
  nextMessage: number
  totals: Totals
  /** Binary heap by (atMs, sequence). */
  eventQueue: SimulationEvent[]
  nextSequence: number
  /** How many of the input's actions have been carried out. */
  actionsDone: number
  /** How many events have been handled since 0. */
  eventsDone: number
}
