// Everything that can be planned: what a timer means, and what a packet says. Each kind is defined once, by name; the compiler
// asks the record of its process (processes.ts) for what happens then.

import type { UnregisterCause } from './state/nameServer'
import type { VoteResult } from './state/raft'
import type { RegisterBrokerBody, TopicRouteData } from './state/topic'

/** A process of the cluster. Indexes are positions in ClusterState; a Broker is a node of a group. */
export type Address =
  | ProducerAddress
  | ConsumerAddress
  | NameServerAddress
  | BrokerAddress
  | DledgerAddress
  | ControllerAddress

export interface ProducerAddress {
  kind: 'producer'
  index: number
}

export interface ConsumerAddress {
  kind: 'consumer'
  index: number
}

export interface NameServerAddress {
  kind: 'nameServer'
  index: number
}

export interface BrokerAddress {
  kind: 'broker'
  group: number
  node: number
}

/** The election inside of a Broker node. */
export interface DledgerAddress {
  kind: 'dledger'
  group: number
  node: number
}

export interface ControllerAddress {
  kind: 'controller'
}

export type ProcessKindName = Address['kind']

// Addresses are plain data that never changes, and most packets need two: each is made once.
const producers: ProducerAddress[] = []
const consumers: ConsumerAddress[] = []
const nameServers: NameServerAddress[] = []
const brokers: BrokerAddress[][] = []
const electors: DledgerAddress[][] = []

export function producerAddress(index: number): ProducerAddress {
  while (producers.length <= index) producers.push({ kind: 'producer', index: producers.length })
  return producers[index] as ProducerAddress
}

export function consumerAddress(index: number): ConsumerAddress {
  while (consumers.length <= index) consumers.push({ kind: 'consumer', index: consumers.length })
  return consumers[index] as ConsumerAddress
}

export function nameServerAddress(index: number): NameServerAddress {
  while (nameServers.length <= index) nameServers.push({ kind: 'nameServer', index: nameServers.length })
  return nameServers[index] as NameServerAddress
}

/** One address for each node of a group. */
function nodeAddress<A>(groups: A[][], group: number, node: number, make: (node: number) => A): A {
  while (groups.length <= group) groups.push([])
  const nodes = groups[group] as A[]
  while (nodes.length <= node) nodes.push(make(nodes.length))
  return nodes[node] as A
}

export const brokerAddress = (group: number, node: number): BrokerAddress =>
  brokers[group]?.[node] ?? nodeAddress(brokers, group, node, (index) => ({ kind: 'broker', group, node: index }))
export const dledgerAddress = (group: number, node: number): DledgerAddress =>
  electors[group]?.[node] ?? nodeAddress(electors, group, node, (index) => ({ kind: 'dledger', group, node: index }))
export const CONTROLLER: ControllerAddress = { kind: 'controller' }

/** A timer of one process; void once its epoch is over. */
interface OfProducer {
  producer: number
  epoch: number
}

interface OfConsumer {
  consumer: number
  epoch: number
}

interface OfNode {
  group: number
  node: number
  epoch: number
}

/** A request at a Broker. */
export interface ServedRequest {
  /** What brought it. */
  packet: Packet<'sendRequest'>
  /** Since when it has been worked on, or held. */
  sinceMs: number
  /** Response code that was ordered for it, or null: the Broker decides. */
  injectedCode: number | null
}

/**
 * One attempt on the wire, never changed: what the client asks for, carried by every packet about it.
 *
 * RocketMQ: RemotingCommand with SendMessageRequestHeader
 */
export interface SendRequest {
  /** Tells its answer from others. RocketMQ: RemotingCommand.opaque */
  opaque: number
  /** Its place among the requests under way; free again when nothing of this one can happen any more. */
  exchange: number
  message: number
  /** Id of its Topic. */
  topic: number
  producer: number
  /** Slot of the call that waits for it, as long as that call's request is this one. */
  call: number
  attempt: number
  group: number
  node: number
  queueId: number
  /** Epoch of the Broker process the connection was made with; -1 before there is one. */
  brokerEpoch: number
  /** No answer is waited for, and none is sent. */
  oneway: boolean
}

/** What is planned by kind, but for packets: the timers of each kind of process. */
interface ProcessTimers {
  producer: {
    /** The application's next call. */
    callTimer: OfProducer & { thread: number }
    /** A SYNC call's time is over; `call` is its slot. */
    deadline: OfProducer & { call: number }
    pollTimer: OfProducer
    housekeepingTimer: OfProducer
    detectorTimer: OfProducer
    sweepTimer: OfProducer
    /** Threads of the pool are free for the calls that wait for one. */
    poolTimer: OfProducer
    /** No answer to the route request of this serial, or (`connecting`) no connection to its NameServer. */
    routeTimeout: OfProducer & { serial: number; connecting: boolean }
    /** A call has waited too long for its turn to ask for the route. */
    lockTimeout: OfProducer & { call: number; message: number; again: boolean }
    /** A heartbeat on an open connection has had its time. */
    heartbeatTimeout: OfProducer & { group: number; node: number; sentAtMs: number }
    /** The end of an avoidance window. */
    windowEnd: OfProducer & { group: number }
    /** The handshake for a request has taken too long. */
    connectTimeout: { request: SendRequest }
  }
  broker: {
    /** A request has been worked on for its time, or (`code` is set) a wait behind the work is over. */
    serviceDone: ServedRequest & { epoch: number; code: number | null }
    /** The Broker registers with every NameServer again. */
    registerTimer: OfNode
    brokerStarted: OfNode
    /** A killed process is gone. */
    exits: OfNode
    /** Graceful stop. */
    signsOff: OfNode
    portCloses: OfNode
    stopEnds: OfNode
    /** The append lock is free for the next request of the send queue. */
    sendQueueTimer: OfNode
    /** BrokerFastFailure looks for requests that have waited too long. */
    fastFailureTimer: OfNode
    /** The flush loop looks whether there is enough to flush. */
    flushTimer: OfNode
    /** The disk has written what a flush was about. */
    flushDone: OfNode & { toOffset: number }
    /** Buffers of transientStorePool may have to go to the page cache. */
    commitTimer: OfNode
    /** The disk is looked at, and old files are deleted. */
    cleanTimer: OfNode
    /** New messages go to their ConsumeQueues. */
    reputTimer: OfNode
    /** A stored message has waited long enough for the disk or for copies. */
    putTimer: OfNode
    /** A Slave has something to do for its connection: dial, report, read, give up. */
    haClientTimer: OfNode
    /** A Master, or a DLedger Leader, has something to do for one of its Slaves. */
    haSenderTimer: OfNode & { slave: number }
    /** A Master looks which Slaves keep up. */
    syncStateSetTimer: OfNode
    /** Held pulls are looked at. RocketMQ: PullRequestHoldService */
    pullHoldTimer: OfNode
    /** Clients that have been silent too long are forgotten. RocketMQ: ClientHousekeepingService, ConsumerManager#scanNotActiveChannel */
    channelScanTimer: OfNode
    /** consumerOffset.json is written. RocketMQ: BrokerController, flushConsumerOffsetInterval */
    offsetFileTimer: OfNode
    /** A Slave copies the offsets of its Master. RocketMQ: SlaveSynchronize */
    offsetSyncTimer: OfNode
    /** A message of SCHEDULE_TOPIC_XXXX is due. RocketMQ: ScheduleMessageService */
    scheduleTimer: OfNode
  }
  consumer: {
    consumerPollTimer: OfConsumer
    consumerHeartbeatTimer: OfConsumer
    /** Offsets go to the Brokers. RocketMQ: MQClientInstance#persistAllConsumerOffset */
    persistTimer: OfConsumer
    /** RocketMQ: RebalanceService. A later plan makes an earlier one void. */
    rebalanceTimer: OfConsumer
    /** A queue is pulled (again). */
    pullTimer: OfConsumer & { serial: number }
    /** A listener returns, or a thread is through with its part. */
    consumeTimer: OfConsumer & { task: number }
    /** Messages that could not be sent back are tried here again. RocketMQ: submitConsumeRequestLater */
    consumeLaterTimer: OfConsumer & { serial: number; offsets: readonly number[] }
    /** Orderly: locks are taken or renewed. RocketMQ: lockMQPeriodically */
    lockTimer: OfConsumer
    /** Orderly: the lock of a queue that is another member's is given back. RocketMQ: unlockDelay */
    unlockTimer: OfConsumer & { group: number; queueId: number }
    /** Orderly: the queue's thread looks again. */
    orderlyTimer: OfConsumer & { serial: number }
    /** Messages whose listener takes too long are sent back. RocketMQ: cleanExpireMsg */
    expireTimer: OfConsumer
    /** The time of a call is over, the first of all that wait. */
    consumerCallTimeout: OfConsumer
    /** The process begins. */
    consumerStarts: OfConsumer
    /** A corrected offset is stored, and the queue given up. RocketMQ: OFFSET_ILLEGAL */
    correctionTimer: OfConsumer & { serial: number }
    /** No answer to the route request of this serial. */
    consumerRouteTimeout: OfConsumer & { serial: number }
  }
  nameServer: {
    scanTimer: { nameServer: number; epoch: number }
    /** A killed process is gone. */
    nameServerExits: { nameServer: number; epoch: number }
  }
  dledger: {
    /** The elector looks again; a later plan makes an earlier one void. */
    raftWake: { group: number; node: number; epoch: number; serial: number }
    /** The new leader may have caught up. */
    masterReady: { group: number; node: number; term: number }
  }
  controller: {
    /** The Controller notices that a node is away, if it has been since then. */
    controllerMisses: { group: number; node: number; awaySinceMs: number }
    controllerCheck: { group: number }
    /** A Broker that was cut off asks for what it has missed. */
    metadataSync: OfNode
  }
}

/** Of no process: in a run that plays a recording, the next of what was seen. */
interface PlaybackTimers {
  recorded: { position: number }
}

/** Timers of one kind of process, by name. */
export type TimersOf<N extends ProcessKindName> = ProcessTimers[N]

type Timers = ProcessTimers['producer'] &
  ProcessTimers['consumer'] &
  ProcessTimers['broker'] &
  ProcessTimers['nameServer'] &
  ProcessTimers['dledger'] &
  ProcessTimers['controller'] &
  PlaybackTimers

/** The sender's term, and how far its log goes. */
interface LedgerEnd {
  term: number
  ledgerEndIndex: number
  ledgerEndTerm: number
}

/** A connection from a Slave to its Master: which one of the Slave's process, and the Master's process where it is known. */
interface OfConnection {
  serial: number
  slaveEpoch: number
  masterEpoch: number
}

/** Sent again so often, because the link had lost it: TCP's work. */
interface Repeated {
  tries: number
}

/** As NodeStore.parts. */
type Parts = readonly { epoch: number; endOffset: number }[]

/** What a DLedger Leader asks of a follower. RocketMQ: PushEntryRequest.Type */
type PushType = 'COMPARE' | 'TRUNCATE' | 'APPEND' | 'COMMIT'

/** What a client asks, by its RequestCode. A queue is named by its Broker group and its number in the store. */
export type ConsumerRequestBody =
  | { code: 'HEART_BEAT'; consumerGroup: number; clientId: string; subscription: string; subVersion: number }
  | { code: 'UNREGISTER_CLIENT'; consumerGroup: number; clientId: string }
  | { code: 'GET_CONSUMER_LIST_BY_GROUP'; consumerGroup: number }
  | { code: 'QUERY_CONSUMER_OFFSET'; consumerGroup: number; queueId: number }
  | { code: 'GET_MAX_OFFSET'; queueId: number }
  | { code: 'SEARCH_OFFSET_BY_TIMESTAMP'; queueId: number; atMs: number }
  /** One-way. */
  | { code: 'UPDATE_CONSUMER_OFFSET'; consumerGroup: number; queueId: number; offset: number }
  | {
      code: 'CONSUMER_SEND_MSG_BACK'
      consumerGroup: number
      message: number
      times: number
      size: number
      /** 0: 3 + times; -1: to the dead-letter queue at once. RocketMQ: ConsumerSendMsgBackRequestHeader.delayLevel */
      delayLevel: number
      maxReconsumeTimes: number
    }
  | { code: 'LOCK_BATCH_MQ'; consumerGroup: number; clientId: string; queueIds: readonly number[] }
  | { code: 'UNLOCK_BATCH_MQ'; consumerGroup: number; clientId: string; queueIds: readonly number[] }

/** `failed`: nothing answers; the connection was refused, or reset. */
export type ConsumerResponseBody =
  | { code: 'failed'; failure: 'connectRefused' | 'connectionClosed' }
  | { code: 'error'; responseCode: number }
  | { code: 'done' }
  | { code: 'members'; clientIds: readonly string[] }
  /** null: no offset is stored. RocketMQ: QUERY_NOT_FOUND */
  | { code: 'offset'; offset: number | null }
  | { code: 'locked'; queueIds: readonly number[] }

export interface PullRequestBody {
  consumerGroup: number
  queueId: number
  offset: number
  maxCount: number
  /** Offset to commit along, or null. RocketMQ: FLAG_COMMIT_OFFSET */
  commitOffset: number | null
  suspendMs: number
  subscription: string
  subVersion: number
}

/** A message as a consumer gets it. RocketMQ: MessageExt */
export interface PulledMessage {
  offset: number
  message: number
  times: number
  size: number
}

/** `code`: RocketMQ: PullStatus and what a failed call is. */
export interface PullResponseBody {
  code: 'FOUND' | 'NO_NEW_MSG' | 'NO_MATCHED_MSG' | 'OFFSET_ILLEGAL' | 'error' | 'failed'
  queueId: number
  /** Of `error`. RocketMQ: ResponseCode */
  responseCode: number
  messages: readonly PulledMessage[]
  nextOffset: number
  minOffset: number
  maxOffset: number
  suggestedBrokerId: number
}

interface Between<From extends Address, To extends Address, Content> {
  from: From
  to: To
  content: Content
}

/** Packets by type: from whom, to whom, and what they say. `epoch` is that of the producer's process, unless named otherwise. */
interface Messages {
  /** TCP's handshake, before the request can be sent. */
  connect: Between<ProducerAddress, BrokerAddress, { request: SendRequest }>
  connectAnswer: Between<
    BrokerAddress,
    ProducerAddress,
    { request: SendRequest; accepted: boolean; brokerEpoch: number }
  >
  sendRequest: Between<ProducerAddress, BrokerAddress, { request: SendRequest }>
  /** `code` 0 is SUCCESS. RocketMQ: ResponseCode */
  sendResponse: Between<BrokerAddress, ProducerAddress, { request: SendRequest; code: number }>
  /** RST: the host knows no such connection. */
  reset: Between<BrokerAddress, ProducerAddress, { request: SendRequest }>
  registration: Between<BrokerAddress, NameServerAddress, RegisterBrokerBody & { nameServerEpoch: number }>
  unregistration: Between<
    BrokerAddress,
    NameServerAddress,
    { cause: UnregisterCause; brokerId: number; nameServerEpoch: number }
  >
  routeRequest: Between<
    ProducerAddress,
    NameServerAddress,
    {
      epoch: number
      serial: number
      /** Id of the Topic that is asked about. */
      topic: number
      /** Asks for the default Topic, from which others are created. */
      defaultTopic: boolean
    }
  >
  routeAnswer: Between<
    NameServerAddress,
    ProducerAddress,
    {
      epoch: number
      serial: number
      topic: number
      defaultTopic: boolean
      /** Nothing listens there: the host answers with a reset. */
      refused: boolean
      /** null stands for TOPIC_NOT_EXIST. */
      route: TopicRouteData | null
    }
  >
  heartbeat: Between<ProducerAddress, BrokerAddress, { epoch: number }>
  heartbeatAnswer: Between<BrokerAddress, ProducerAddress, { epoch: number; brokerEpoch: number }>
  /** Of the detector. */
  probe: Between<ProducerAddress, BrokerAddress, { epoch: number; startedAtMs: number }>
  probeAnswer: Between<BrokerAddress, ProducerAddress, { epoch: number; startedAtMs: number }>
  /** FIN, or a reset, of a connection that was made with the Broker process of that epoch. */
  connectionClosed: Between<BrokerAddress, ProducerAddress, { epoch: number; brokerEpoch: number; resets: boolean }>
  /** RocketMQ: the same request, for the Topic and for %RETRY%group */
  consumerRouteRequest: Between<
    ConsumerAddress,
    NameServerAddress,
    { epoch: number; serial: number; consumerGroup: number }
  >
  /** `route` of the Topic; `retryRoute`: by Broker group, whether it has the retry Topic of the consumer's group. */
  consumerRouteAnswer: Between<
    NameServerAddress,
    ConsumerAddress,
    { epoch: number; serial: number; refused: boolean; route: TopicRouteData | null; retryRoute: boolean[] }
  >
  /** All that a client asks a Broker but to pull. */
  consumerRequest: Between<ConsumerAddress, BrokerAddress, { epoch: number; opaque: number; body: ConsumerRequestBody }>
  consumerResponse: Between<
    BrokerAddress,
    ConsumerAddress,
    { epoch: number; opaque: number; body: ConsumerResponseBody }
  >
  /** RocketMQ: PullMessageRequestHeader */
  pullRequest: Between<ConsumerAddress, BrokerAddress, { epoch: number; opaque: number } & PullRequestBody>
  /** RocketMQ: PullMessageResponseHeader, PullResult */
  pullResponse: Between<BrokerAddress, ConsumerAddress, { epoch: number; opaque: number } & PullResponseBody>
  /** The members of a group have changed. RocketMQ: NOTIFY_CONSUMER_IDS_CHANGED */
  membersChanged: Between<BrokerAddress, ConsumerAddress, { epoch: number; consumerGroup: number }>
  /** The end of a client's connection, as the Broker's host sees it. */
  consumerClosed: Between<ConsumerAddress, BrokerAddress, { epoch: number }>
  /** The same, as the client's host sees it: all that waits for this node fails. */
  brokerClosed: Between<BrokerAddress, ConsumerAddress, { epoch: number }>
  raftHeartbeat: Between<DledgerAddress, DledgerAddress, LedgerEnd>
  raftHeartbeatAnswer: Between<DledgerAddress, DledgerAddress, { term: number; success: boolean }>
  voteRequest: Between<DledgerAddress, DledgerAddress, LedgerEnd>
  /** `term` is that of the round; `result` is null where the host is up and no node answers. */
  voteAnswer: Between<
    DledgerAddress,
    DledgerAddress,
    { term: number; result: VoteResult; voterTerm: number } | { term: number; result: null }
  >
  /** The Controller says to the process of that epoch which node is Master. RocketMQ: NotifyBrokerRoleChangedRequestHeader */
  roleChanged: Between<ControllerAddress, BrokerAddress, { epoch: number; master: number; masterEpoch: number }>
  /** A Slave dials the Master's HA port. RocketMQ: HAClient#connectMaster */
  haConnect: Between<BrokerAddress, BrokerAddress, OfConnection>
  /** `parts`: what the Master has, where the two compare their epochs. RocketMQ: AutoSwitchHAConnection, handshake */
  haConnected: Between<BrokerAddress, BrokerAddress, OfConnection & { accepted: boolean; parts: Parts | null }>
  /** Up to where the Slave has everything. RocketMQ: HAClient#reportSlaveMaxOffset */
  haReport: Between<BrokerAddress, BrokerAddress, OfConnection & Repeated & { offset: number }>
  /**
   * Bytes of the Master's CommitLog, which `parts` names: one packet stands for all frames of 32 KiB that leave together. None: a
   * heartbeat. RocketMQ: HAConnection.WriteSocketService
   */
  haFrame: Between<
    BrokerAddress,
    BrokerAddress,
    OfConnection & Repeated & { frame: number; fromOffset: number; parts: Parts; confirmOffset: number }
  >
  /** One of the two ends the connection, or has no such one. */
  haClosed: Between<BrokerAddress, BrokerAddress, OfConnection>
  /** RocketMQ: DLedgerEntryPusher.EntryDispatcher, PushEntryRequest */
  dledgerPush: Between<
    BrokerAddress,
    BrokerAddress,
    { term: number; type: PushType; fromOffset: number; parts: Parts; committed: number; late: boolean }
  >
  /** `ended`: the end of the follower's log; `parts` for COMPARE. RocketMQ: PushEntryResponse */
  dledgerPushAnswer: Between<
    BrokerAddress,
    BrokerAddress,
    { term: number; type: PushType; success: boolean; endOffset: number; parts: Parts | null }
  >
}

export type TimerKind = keyof Timers
export type PacketKind = keyof Messages

/** Types of packets that reach a kind of process. */
export type PacketsTo<N extends ProcessKindName> = {
  [K in PacketKind]: Messages[K]['to']['kind'] extends N ? K : never
}[PacketKind]

/** Packets about a request to send. */
export type SendPacketKind = {
  [K in PacketKind]: Messages[K]['content'] extends { request: SendRequest } ? K : never
}[PacketKind]

/**
 * Something on its way from one process to another: the event of its arrival. Never changed once it is sent. Packets and
 * timers have the same shape, for speed.
 */
export type Packet<K extends PacketKind = PacketKind> = {
  [P in K]: {
    /** When it reaches the other end, or fell into a host or link that lost it. */
    atMs: number
    sequence: number
    kind: P
    from: Messages[P]['from']
    to: Messages[P]['to']
    sentAtMs: number
    /** It has not arrived, and whoever sent it does not know yet. */
    lost: boolean
    content: Messages[P]['content']
  }
}[K]

/** A process has planned it for itself. */
export type Timer<K extends TimerKind = TimerKind> = {
  [T in K]: {
    atMs: number
    sequence: number
    kind: T
    from: null
    to: null
    /** When it was set. */
    sentAtMs: number
    lost: false
    content: Timers[T]
  }
}[K]

export type EventKind = TimerKind | PacketKind

/** Something timed that will happen. Plain data. */
export type SimulationEvent = Packet | Timer

/** The request that a packet is about, or null. */
export const requestOf = ({ content }: Packet): SendRequest | null => ('request' in content ? content.request : null)

/** Is it a packet on its way? */
export const isPacket = (event: SimulationEvent): event is Packet => event.to !== null
