// What a queue has from an offset on. RocketMQ: DefaultMessageStore#getMessage
import type { Simulation } from '../../context'
import type { PulledMessage } from '../../events'
import type { BrokerGroup, BrokerNode, NodeStore } from '../../state'

export interface QueueEnds {
  /** Offset of the first entry that is there, and of the next one that will come: of what is dispatched. */
  min: number
  max: number
}

export function queueEnds(group: BrokerGroup, store: NodeStore, queueId: number): QueueEnds {
  void [group, store, queueId]
  throw new TypeError('not built yet')
}

export interface Found {
  status:
    | 'FOUND'
    | 'NO_MATCHED_MESSAGE'
    | 'OFFSET_TOO_SMALL'
    | 'OFFSET_OVERFLOW_ONE'
    | 'OFFSET_OVERFLOW_BADLY'
    | 'NO_MESSAGE_IN_QUEUE'
  messages: PulledMessage[]
  nextOffset: number
  min: number
  max: number
  /** A Slave should be asked next: too much lies behind what was read. */
  suggestPullingFromSlave: boolean
}

export function getMessage(
  sim: Simulation,
  group: number,
  node: BrokerNode,
  queueId: number,
  offset: number,
  maxCount: number,
  subscription: string,
): Found {
  void [sim, group, node, queueId, offset, maxCount, subscription]
  throw new TypeError('not built yet')
}

/** Tag of a message: they take turns. */
export function tagOf(message: number, tagCount: number): string {
  void [message, tagCount]
  throw new TypeError('not built yet')
}

/** Does a message with this Tag match? RocketMQ: SubscriptionData.tagsSet */
export function matches(subscription: string, tag: string): boolean {
  void [subscription, tag]
  throw new TypeError('not built yet')
}
