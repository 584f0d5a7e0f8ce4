// How the queues of a Topic are shared among the members of a group. RocketMQ: AllocateMessageQueueAveragely, #ByCircle, #ConsistentHash
import type { Settings } from '../settings'
import type { QueuePlace } from '../state'

/**
 * @param queues - sorted by brokerName and queueId; `members` - sorted clientIds
 * @returns those of the member `clientId`, in the order of the strategy; none where it is not among the members
 */
export function allocate(
  strategy: Settings['allocateMessageQueueStrategy'],
  clientId: string,
  queues: readonly QueuePlace[],
  members: readonly string[],
  topic: string,
  brokerNames: readonly string[],
): QueuePlace[] {
  void [strategy, clientId, queues, members, topic, brokerNames]
  throw new TypeError('not built yet')
}
