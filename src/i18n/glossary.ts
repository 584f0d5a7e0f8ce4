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

export interface Term {
  /** As it stands on the screen. */
  name: string
  meaning: string
}

export type TermName = (typeof TERMS)[number]

export type GlossaryMessages = Record<TermName, Term>
