// Glossary of the RocketMQ terms that appear on the screen: what each is, and why it matters to a producer.
// Two sentences each; RocketMQ's own spelling is the name.

/** The names of the terms, as lessons give them. */
export const TERMS = [
  'nameServer',
  'brokerGroup',
  'master',
  'slave',
  'brokerId',
  'topic',
  'messageQueue',
  'writeQueueNums',
  'queueOffset',
  'route',
  'topicPublishInfo',
  'sendWhichQueue',
  'sendLatencyFaultEnable',
  'avoidanceWindow',
  'latencyMax',
  'notAvailableDuration',
  'faultItem',
  'isolation',
  'reachable',
  'detector',
  'retryTimes',
  'sendMsgTimeout',
  'maxTimeoutPerRequest',
  'pollNameServerInterval',
  'dledger',
  'term',
  'candidate',
  'sendResult',
  'heartbeat',
  'registration',
] as const

/** Of the chapter Storing. */
export const STORE_TERMS = [
  'commitLog',
  'consumeQueue',
  'indexFile',
  'sendQueue',
  'fastFailure',
  'pageCache',
  'flush',
  'dispatch',
  'transientStorePool',
  'checkpoint',
  'abortFile',
] as const

/** Of the chapter Replicating. */
export const REPLICATION_TERMS = [
  'highAvailability',
  'lag',
  'syncStateSet',
  'confirmOffset',
  'quorum',
  'truncate',
  'epoch',
] as const

/** Of the chapter Consuming. */
export const CONSUMING_TERMS = [
  'consumerGroup',
  'rebalance',
  'pull',
  'processQueue',
  'consumerOffset',
  'consumerLag',
  'retryTopic',
  'deadLetterQueue',
  'orderly',
  'broadcasting',
] as const

export const ALL_TERMS = [...TERMS, ...STORE_TERMS, ...REPLICATION_TERMS, ...CONSUMING_TERMS] as const

export interface Term {
  /** As it stands on the screen. */
  name: string
  meaning: string
}

export type TermName = (typeof ALL_TERMS)[number]

export type GlossaryMessages = Record<TermName, Term>
