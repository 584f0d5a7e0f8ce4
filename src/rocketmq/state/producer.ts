// A producer process: its client's tables, its threads and their send calls.

import type { SendRequest, SimulationEvent } from '../events'
import type { ProcessState } from './process'
import type { MessageQueue, QueueData, TopicRouteData } from './topic'

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
  /** All attempts used up; the last AttemptFailure says more. */
  | 'attemptsUsedUp'
  /** The time budget ran out before the next attempt. RocketMQ: RemotingTooMuchRequestException "sendDefaultImpl call timeout" */
  | 'callTimeout'
  /** An error code that is not retried. */
  | 'notRetried'
  /** Sent with a MessageQueueSelector: there is no other attempt. */
  | 'oneAttempt'
  /** No route for the Topic (10005). */
  | 'noRoute'
  /** No NameServer answers, and there is no route yet. RocketMQ: IllegalStateException (from 4.6.0) */
  | 'noNameServer'
  /**
   * ASYNC: its turn in the client's pool came too late. RocketMQ: RemotingTooMuchRequestException "DEFAULT ASYNC send call
   * timeout"
   */
  | 'poolTimeout'
  /** The route call ran out of time, and there is no route yet. RocketMQ: IllegalStateException (from 4.6.0) */
  | 'nameServerTimeout'
  /** The producer process died during the call. */
  | 'producerDied'
  /** ONEWAY: it never reached a queue, and no one is notified. */
  | 'lostUnseen'

/** RocketMQ: CommunicationMode */
export type CommunicationMode = 'SYNC' | 'ASYNC' | 'ONEWAY'

/** RocketMQ: SendStatus. Every one of them means that a copy is stored. */
export type SendStatus = 'SEND_OK' | 'FLUSH_DISK_TIMEOUT' | 'FLUSH_SLAVE_TIMEOUT' | 'SLAVE_NOT_AVAILABLE'

/** One send call of the application, from its begin to its SendResult or exception. */
export interface SendCall {
  message: number
  /** Id of its Topic. */
  topic: number
  thread: number
  mode: CommunicationMode
  phase: /** ASYNC: no thread of the client's pool is free for it. */
    | 'queued'
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
  /** The attempt on the wire that the client waits for. RocketMQ: ResponseFuture in responseTable */
  request: SendRequest | null
  /** Virtual time at which a SYNC call gives up waiting; ASYNC calls are swept. */
  deadlineMs: number | null
  /** ASYNC: the thread of the client's pool that has sent it; null before, and without a pool. */
  poolThread: number | null
  /**
   * A thread is still inside of send() for it: the application's own, or one of the client's pool. It cannot do anything else
   * while the client connects or asks for the route.
   */
  insideSend: boolean
  /** Virtual time at which the handshake that it waits for is given up. */
  connectEndsAtMs: number | null
  /** Slot of the call behind it in the queue of the client's pool. */
  nextQueued: number | null
  /** GO_AWAY: the network layer has sent this attempt's request a second time. */
  resent: boolean
  /**
   * ASYNC, 4.9.3 to 5.2.0: the first attempt failed inside send(), which goes on when the retries made there are over,
   * and then counts the first attempt as handed to the network. null when nothing is outstanding.
   */
  lateHandover: { group: number; startedAtMs: number } | null
}

/** What a thread brings along when it chooses a queue. */
export interface ThreadSelector {
  /** RocketMQ: ThreadLocalIndex whichItemWorst of LatencyFaultToleranceImpl */
  whichItemWorst: number | null
  randomState: number
}

/** A thread of the application that sends one message after another. */
export interface SenderThread extends ThreadSelector {
  /** A retired thread ends with its current message. */
  retired: boolean
  /** Slot of the call this thread waits in: SYNC to its end, the other modes at most until the request is handed over. */
  call: number | null
  /** True while an event for the next call is pending. */
  callPending: boolean
  /** When the application wanted to make its next call. */
  nextCallAtMs: number
}

/** A connection of one producer process to one Broker node; absent means closed. */
export interface Connection {
  /** Epoch of the Broker process it was made with. */
  epoch: number
  /** When the heartbeat left that has had no answer yet; null without one. */
  heartbeatSentAtMs: number | null
}

/** A handshake under way, which every request to that node waits for. RocketMQ: NettyRemotingClient.ChannelWrapper */
export interface Handshake {
  group: number
  node: number
  startedAtMs: number
}

/** Threads that the client sends ASYNC messages with. RocketMQ: DefaultMQProducerImpl.defaultAsyncSenderExecutor */
export interface AsyncPool {
  /** By thread: slot of the call that it is blocked by, or null. */
  threads: (number | null)[]
  /** Threads that are free, the one that has been so for longest first: it takes the next call. */
  idle: number[]
  /** By thread: what its choices draw from. Its index in a TopicPublishInfo is that of the same number. */
  selectors: ThreadSelector[]
  /** Calls that wait for a thread: a list through SendCall.nextQueued. */
  first: number | null
  last: number | null
  waiting: number
  /** True while an event is pending that gives the next ones a thread. */
  pending: boolean
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
  /** Never more than one with a node. */
  handshakes: Handshake[]
  asyncPool: AsyncPool
  nameServerIndex: number
  /** Is the connection to that NameServer open? (It may be silent all the same.) */
  nameServerConnected: boolean
  /** Since when an open connection has brought no answer; null while it does. */
  nameServerSilentSinceMs: number | null
  /** A poll fell into a call that asks for the route. */
  pollMetCall: boolean
  /** True while a route request is on its way; its serial makes late answers void. RocketMQ: MQClientInstance.lockNamesrv */
  fetching: boolean
  /** Slot of the call that asks; null for a poll. */
  fetchingCall: number | null
  fetchStartedAtMs: number
  routeRequestSerial: number
  /** How many NameServers the current route request has asked. */
  nameServersAsked: number
  randomState: number
  /** Calls begun, calls that returned a SendResult, calls that threw. */
  sent: number
  stored: number
  failed: number
  /** What has come for it while it is paused, in this order. */
  held: SimulationEvent[]
  /** Taken out by a smaller producerCount. */
  removed: boolean
}
