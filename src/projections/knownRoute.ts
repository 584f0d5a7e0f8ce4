// What a producer's own route says of a Broker group, right or not. Apart from outlook.ts, because the first picture needs it.

import { MASTER_ID, type MessageQueue, PERM_WRITE, type Producer } from '../rocketmq'

const hasQueueOf = (list: readonly MessageQueue[], group: number): boolean => {
  for (const queue of list) if (queue.group === group) return true
  return false
}

/** Does the list of a producer have a queue of the group? */
export const isListed = (producer: Producer | undefined, group: number): boolean =>
  hasQueueOf(producer?.publishInfos[producer.publishInfos.length - 1]?.messageQueueList ?? [], group)

/** Would the route as it is give the group queues to write to, none of which is left in the list? */
export function isOverwritten(producer: Producer | undefined, group: number): boolean {
  if (!producer?.route || isListed(producer, group)) return false
  const entry = producer.route.find((one) => one.group === group)
  return (
    entry !== undefined &&
    (entry.brokerAddrs[MASTER_ID] ?? null) !== null &&
    (entry.queueData.perm & PERM_WRITE) !== 0 &&
    entry.queueData.writeQueueNums > 0
  )
}

/** nodeIndex of the Master as a producer's address table has it, or null. RocketMQ: MQClientInstance#findBrokerAddressInPublish */
export const knownMasterOf = (producer: Producer | undefined, group: number): number | null =>
  producer?.brokerAddrTable[group]?.[MASTER_ID] ?? null
