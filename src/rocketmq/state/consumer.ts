// A consumer process with one DefaultMQPushConsumer, and what a Broker keeps for consumers. What changes it is in consumer/ and
// broker/consuming/, which are loaded only for runs that have consumers.

import type { SimulationEvent } from '../events'
import type { ProcessState } from './process'
import type { TopicRouteData } from './topic'

/** One queue of one Broker group. `queueId` is that of the store: see queues.ts. RocketMQ: MessageQueue */
export interface QueuePlace {
  group: number
  queueId: number
}

/**
 * Messages of one queue that a consumer has pulled and not finished, as columns in the order of their offsets. RocketMQ:
 * ProcessQueue.msgTreeMap
 */
export interface CachedMessages {
  offset: number[]
  message: number[]
  /** How often it has been sent back before. RocketMQ: MessageExt.reconsumeTimes */
  times: number[]
  size: number[]
  /** When its listener was called, ms; null: it waits. */
  startedAtMs: (number | null)[]
}

/** How far the pulling of one queue is. */
export type PullState =
  /** It pulls as soon as its timer is over. */
  | 'waiting'
  /** A request is on its way, or held at the Broker. */
  | 'pulling'
  /** It does not pull: the queue was just given, and its start offset is asked for. */
  | 'locating'

/** Why a pull is put off. RocketMQ: DefaultMQPushConsumerImpl#pullMessage */
export type FlowControl = 'count' | 'size' | 'span' | 'notLocked'

/** Why an orderly queue's thread is put off: a listener asked for it, it has no lock, others shall have the thread. */
export type OrderlyWait = 'suspended' | 'notLocked' | 'yields'

/** A queue that a consumer has. RocketMQ: ProcessQueue, PullRequest */
export interface ProcessQueue extends QueuePlace {
  /** Tells it from one that the same consumer had of this queue before. */
  serial: number
  cached: CachedMessages
  cachedBytes: number
  /** Highest offset that was ever put into it; -1 before there is one. RocketMQ: queueOffsetMax */
  maxOffset: number
  /** Offset of its next pull; -1 before it is known. */
  nextOffset: number
  pull: PullState
  /** Call that is on its way, or 0. RocketMQ: RemotingCommand.opaque */
  opaque: number
  /** brokerId that the last answer suggested. RocketMQ: pullFromWhichNodeTable */
  suggestedBrokerId: number
  flowControl: FlowControl | null
  /** RocketMQ: lastPullTimestamp */
  lastPullMs: number
  /** When its pull timer is over, or null. */
  pullTimerMs: number | null
  /** Orderly: it has been pulled under a lock, and its offset read again for that. RocketMQ: PullRequest.previouslyLocked */
  previouslyLocked: boolean
  /** Orderly: the Broker has locked it for this client; when that was last confirmed. RocketMQ: locked, lastLockTimestamp */
  locked: boolean
  lastLockMs: number
  /** Orderly: since when a thread has worked on it without a break, ms; null: none does. */
  orderlyThread: number | null
  /** Orderly: its thread is put off until then, and why; null: it is not. */
  orderlyTimerMs: number | null
  orderlyWait: OrderlyWait | null
  /** Orderly: how often the messages at its head have failed here, one time after another. */
  headTries: number
  /** A message that is sent back because its listener takes too long, and how many more of this run may be. Replaced, never changed. */
  expiring: { readonly offset: number; readonly left: number } | null
  /** It was pulled, but the corrected offset is stored first: see OFFSET_ILLEGAL. */
  correctingTo: number | null
}

/** Where in which queue a client is with what it has asked. One row for each call that waits for an answer. */
export interface ConsumerCall {
  opaque: number
  group: number
  node: number
  /** What it asked for: RocketMQ: RequestCode */
  code: ConsumerRequestCode
  /** Serial of its ProcessQueue, or 0. */
  queueSerial: number
  /** Of CONSUMER_SEND_MSG_BACK: which thread's task. */
  task: number | null
  /** Of LOCK_BATCH_MQ: the queues that it asks for, and whether it gets those that it has not yet. */
  queueIds: readonly number[]
  adds: boolean
  sentAtMs: number
  deadlineMs: number
}

export type ConsumerRequestCode =
  | 'HEART_BEAT'
  | 'UNREGISTER_CLIENT'
  | 'GET_CONSUMER_LIST_BY_GROUP'
  | 'QUERY_CONSUMER_OFFSET'
  | 'GET_MAX_OFFSET'
  | 'SEARCH_OFFSET_BY_TIMESTAMP'
  | 'UPDATE_CONSUMER_OFFSET'
  | 'CONSUMER_SEND_MSG_BACK'
  | 'LOCK_BATCH_MQ'
  | 'UNLOCK_BATCH_MQ'
  | 'PULL_MESSAGE'

/**
 * Messages that one thread has, or that wait for one: offsets of a ProcessQueue, ascending; an orderly queue that waits for a thread
 * has none yet. Columns are never changed. RocketMQ: ConsumeRequest
 */
export interface ConsumeTask {
  id: number
  queueSerial: number
  group: number
  queueId: number
  offsets: readonly number[]
  messages: readonly number[]
  times: readonly number[]
  sizes: readonly number[]
  /** null while it waits for a thread. */
  startedAtMs: number | null
  /** When its listener returns; null: it waits, or never returns. */
  endsAtMs: number | null
  /** Of its messages, so many of the last ones have failed and are still to be sent back, one after another; the thread waits. */
  sendingBack: number
}

/** An offset that a client has in memory, or a Broker in its table. */
export interface OffsetEntry extends QueuePlace {
  offset: number
}

/** One instance of a consumer group. RocketMQ: DefaultMQPushConsumerImpl, MQClientInstance */
export interface Consumer {
  /** Position of its group, and its own in the group. */
  consumerGroup: number
  instance: number
  process: ProcessState
  epoch: number
  startedAtMs: number
  /** Taken out by a smaller consumerCount. */
  removed: boolean
  /** What has come for a paused process, and which of its timers are over meanwhile. */
  held: SimulationEvent[]
  clientId: string
  /** The same for all processes with this clientId: of those a Broker keeps the newest. */
  subscription: string
  /** When it subscribed, ms. RocketMQ: SubscriptionData.subVersion */
  subVersion: number
  route: TopicRouteData | null
  /** By Broker group: it has the group's retry Topic in its route. */
  retryRoute: boolean[]
  nameServerIndex: number
  /** Of its newest route request, and how many NameServers it has asked for it; 0: none is under way. */
  routeSerial: number
  nameServersAsked: number
  /** Its first route request is over, and it has sent its first heartbeats: start() has returned. */
  greeted: boolean
  nextPollAtMs: number
  nextOpaque: number
  calls: ConsumerCall[]
  /** When the first of them may be over, or null. */
  callTimerMs: number | null
  queues: ProcessQueue[]
  /** Orderly: queues that it has lost and whose locks it still has, because a listener runs. RocketMQ: ProcessQueue.dropped */
  leaving: ProcessQueue[]
  nextSerial: number
  /** RocketMQ: RebalanceService */
  rebalanceTimerMs: number | null
  rebalancedAtMs: number | null
  /** It has asked for the members of its group and waits for them. */
  rebalancing: boolean
  /** Something has happened meanwhile that needs another one. */
  rebalanceAgain: boolean
  /** Orderly: this one has met a lock that another member has. */
  lockRefused: boolean
  /** The last one left something to be done. RocketMQ: RebalanceImpl#doRebalance, from 5.2.0 */
  balanced: boolean
  /** clientIds of the members in the newest answer, sorted. */
  members: string[]
  /** RocketMQ: RemoteBrokerOffsetStore.offsetTable */
  offsets: OffsetEntry[]
  /** Broadcasting: what is in its file, which survives the process. RocketMQ: LocalFileOffsetStore */
  localOffsets: OffsetEntry[]
  /** Being worked on, at most consumeThreadMax; and those that wait, in order. */
  running: ConsumeTask[]
  waiting: ConsumeTask[]
  nextTask: number
  /** Messages for which its listener returned success; failure. Results that came too late are not counted. */
  consumed: number
  failed: number
  randomState: number
}

// ---------------------------------------------------------------- what a Broker keeps

/** A client as a Broker knows it. RocketMQ: ClientChannelInfo */
export interface ConsumerChannel {
  /** Position in ClusterState.consumers, and the epoch of its process: the connection. */
  consumer: number
  epoch: number
  clientId: string
  consumerGroup: number
  lastHeartbeatMs: number
  subscription: string
  subVersion: number
}

/** A pull request that a Broker holds. RocketMQ: PullRequestHoldService, PullRequest */
export interface HeldPull {
  consumer: number
  epoch: number
  opaque: number
  consumerGroup: number
  queueId: number
  offset: number
  maxCount: number
  subscription: string
  sinceMs: number
  /** Until then it is held: the request's suspendTimeoutMillis. */
  untilMs: number
}

/** RocketMQ: RebalanceLockManager.LockEntry */
export interface QueueLock {
  consumerGroup: number
  queueId: number
  clientId: string
  lastMs: number
}

/** A message that waits in SCHEDULE_TOPIC_XXXX; never changed. RocketMQ: ScheduleMessageService */
export interface ScheduledMessage {
  /** Where it lies there. */
  queueId: number
  queueOffset: number
  message: number
  times: number
  size: number
  level: number
  consumerGroup: number
  dueMs: number
}

/**
 * How far the messages of a queue of SCHEDULE_TOPIC_XXXX have gone on: in memory, since when, and in delayOffset.json. Replaced, never
 * changed. RocketMQ: ScheduleMessageService.offsetTable
 */
export interface DelayOffset {
  queueId: number
  offset: number
  sinceMs: number
  persisted: number
}

export interface CommittedOffset {
  consumerGroup: number
  queueId: number
  offset: number
}

/** What one Broker node keeps for consumers. */
export interface BrokerConsuming {
  /** Gone with the process. RocketMQ: ConsumerManager.consumerTable */
  channels: ConsumerChannel[]
  /** By consumer group: the newest that a member has brought, also one that has left. RocketMQ: ConsumerGroupInfo.subscriptionTable */
  subscriptions: (Pick<ConsumerChannel, 'subscription' | 'subVersion'> | null)[]
  /** When it looks for silent clients, or null: it has none. */
  scanTimerMs: number | null
  /** What has come while the process was frozen. */
  unread: SimulationEvent[]
  heldPulls: HeldPull[]
  locks: QueueLock[]
  /** In its memory, and in consumerOffset.json. RocketMQ: ConsumerOffsetManager */
  offsets: CommittedOffset[]
  offsetsOnDisk: CommittedOffset[]
  /** By consumer group: it has the Topic %RETRY%group; %DLQ%group. */
  retryTopics: boolean[]
  deadLetterTopics: boolean[]
  /** In the order in which they came. */
  scheduled: ScheduledMessage[]
  delayOffsets: DelayOffset[]
  scheduleTimerMs: number | null
  /** Times of timers that are set, or null: to look at held pulls, to write the file, to copy the Master's offsets. */
  pullHoldTimerMs: number | null
  offsetFileTimerMs: number | null
  offsetSyncTimerMs: number | null
  /** When its loops began. */
  startedAtMs: number
}
