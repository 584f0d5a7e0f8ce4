// From a route to the list of queues that a producer sends to. RocketMQ: MQClientInstance#topicRouteData2TopicPublishInfo

import { type MessageQueue, PERM_WRITE, type RouteEntry } from '../state'

/** Plain string order, as Java compares: "broker-10" comes before "broker-2". RocketMQ: QueueData#compareTo */
export const compareNames = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/**
 * The producer's list from a route answer: only groups with write permission and a Master address, by brokerName.
 *
 * RocketMQ: MQClientInstance#topicRouteData2TopicPublishInfo
 */
export function buildMessageQueueList(route: readonly RouteEntry[], brokerNames: readonly string[]): MessageQueue[] {
  const sorted = [...route].sort((one, other) =>
    compareNames(brokerNames[one.group] as string, brokerNames[other.group] as string),
  )
  const list: MessageQueue[] = []
  for (const entry of sorted) {
    const master = entry.brokerAddrs[0]
    if ((entry.queueData.perm & PERM_WRITE) === 0 || master === null || master === undefined) continue
    for (let queueId = 0; queueId < entry.queueData.writeQueueNums; queueId++) {
      list.push({ group: entry.group, queueId, rewritten: false })
    }
  }
  return list
}
