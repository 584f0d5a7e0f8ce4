// How the queues of a Broker's store are numbered, over all Topics: those of the scenario's Topic first, as their queueId says; behind
// them one for each queue of the Topics that RocketMQ makes for consumers.

/** As settings.ts allows for writeQueueNums. */
export const MAX_TOPIC_QUEUES = 48
export const MAX_CONSUMER_GROUPS = 4
/** RocketMQ: MessageStoreConfig.messageDelayLevel */
export const DELAY_LEVELS_MS: readonly number[] = [
  1, 5, 10, 30, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600, 1200, 1800, 3600, 7200,
].map((seconds) => 1000 * seconds)

const RETRY = MAX_TOPIC_QUEUES
const DEAD_LETTER = RETRY + MAX_CONSUMER_GROUPS
const SCHEDULE = DEAD_LETTER + MAX_CONSUMER_GROUPS

/** The one queue of %RETRY%group. RocketMQ: SubscriptionGroupConfig.retryQueueNums */
export const retryQueue = (consumerGroup: number): number => RETRY + consumerGroup
/** The one queue of %DLQ%group. */
export const deadLetterQueue = (consumerGroup: number): number => DEAD_LETTER + consumerGroup
/**
 * The queue of SCHEDULE_TOPIC_XXXX for a delay level, 1 to 18.
 *
 * Simplified: RocketMQ has one for each level, and a message's properties say where it goes on to; here each group has its own.
 */
export const scheduleQueue = (level: number, consumerGroup: number): number =>
  SCHEDULE + consumerGroup * DELAY_LEVELS_MS.length + level - 1

/** The Topic of a queue, and which of it. */
export type StoreQueue =
  | { topic: 'scenario'; queueId: number }
  | { topic: 'retry' | 'deadLetter'; consumerGroup: number }
  | { topic: 'schedule'; level: number; consumerGroup: number }

export function storeQueue(queueId: number): StoreQueue {
  if (queueId < RETRY) return { topic: 'scenario', queueId }
  if (queueId < DEAD_LETTER) return { topic: 'retry', consumerGroup: queueId - RETRY }
  if (queueId < SCHEDULE) return { topic: 'deadLetter', consumerGroup: queueId - DEAD_LETTER }
  const levels = DELAY_LEVELS_MS.length
  const place = queueId - SCHEDULE
  return { topic: 'schedule', level: (place % levels) + 1, consumerGroup: Math.floor(place / levels) }
}

export const isTopicQueue = (queueId: number): boolean => queueId < RETRY
