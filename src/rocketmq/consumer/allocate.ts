// How the queues of a Topic are shared among the members of a group. RocketMQ: AllocateMessageQueueAveragely, #ByCircle, #ConsistentHash

import { compareNames } from '../client/topicRoute'
import type { Settings } from '../settings'
import type { QueuePlace } from '../state'
import { md5Head } from './md5'

/** RocketMQ: AllocateMessageQueueConsistentHash.virtualNodeCnt */
const VIRTUAL_NODES = 10

/** How AVERAGELY divides: `start` and `count` are the share of the member at a position. */
export function averageShare(queues: number, members: number, member: number) {
  const each = Math.floor(queues / members)
  const left = queues % members
  return { each, left, start: member * each + Math.min(member, left), count: each + (member < left ? 1 : 0) }
}

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
  const member = members.indexOf(clientId)
  if (member < 0) return []
  switch (strategy) {
    case 'AVERAGELY': {
      const { start, count } = averageShare(queues.length, members.length, member)
      return queues.slice(start, start + count)
    }
    case 'AVERAGELY_BY_CIRCLE':
      return queues.filter((_, position) => position % members.length === member)
    case 'CONSISTENT_HASH': {
      const ring = ringOf(members)
      return queues.filter((queue) => ownerOn(ring, keyOf(queue, topic, brokerNames)) === clientId)
    }
  }
}

type Ring = { hash: number; member: string }[]

/** RocketMQ: ConsistentHashRouter#addNode, VirtualNode#getKey */
const ringOf = (members: readonly string[]): Ring =>
  [...new Set(members)]
    .flatMap((member) =>
      Array.from({ length: VIRTUAL_NODES }, (_, node) => ({ hash: md5Head(`${member}-${node}`), member })),
    )
    .sort((one, other) => one.hash - other.hash || compareNames(one.member, other.member))

/** RocketMQ: MessageQueue#toString */
const keyOf = ({ group, queueId }: QueuePlace, topic: string, brokerNames: readonly string[]): string =>
  `MessageQueue [topic=${topic}, brokerName=${brokerNames[group]}, queueId=${queueId}]`

/** The first node at the key's place on the ring or behind it. RocketMQ: ConsistentHashRouter#routeNode */
const ownerOn = (ring: Ring, key: string): string | undefined => {
  const hash = md5Head(key)
  return (ring.find((node) => node.hash >= hash) ?? ring[0])?.member
}
