// How a queue of a Broker's store is called, over all Topics, and a consumer group: everywhere the same.

import { storeQueue } from '../rocketmq'

/** "group-a" */
export const consumerGroupName = (consumerGroup: number): string => `group-${'abcd'[consumerGroup] ?? consumerGroup}`

/**
 * "q3", "%RETRY%group-a", "SCHEDULE_TOPIC_XXXX level 3"
 *
 * @param queueId - its number in the store: state/queues.ts
 * @param level - what a language calls a delay level
 */
export function storeQueueName(queueId: number, level = 'level'): string {
  const queue = storeQueue(queueId)
  switch (queue.topic) {
    case 'scenario':
      return `q${queueId}`
    case 'retry':
      return `%RETRY%${consumerGroupName(queue.consumerGroup)}`
    case 'deadLetter':
      return `%DLQ%${consumerGroupName(queue.consumerGroup)}`
    case 'schedule':
      return `SCHEDULE_TOPIC_XXXX ${level} ${queue.level}`
  }
}
