// Timers of consumers, and packets to and from them. RocketMQ: RequestCode with its request headers

import type { Between, BrokerAddress, ConsumerAddress, NameServerAddress } from './addresses'
import type { TopicRouteData } from './state/topic'

interface OfConsumer {
  consumer: number
  epoch: number
}

export interface ConsumerTimers {
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

export interface ConsumerMessages {
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
}
