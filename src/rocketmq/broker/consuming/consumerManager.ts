// Which clients are in which group, as one Broker knows it. RocketMQ: ConsumerManager, ClientHousekeepingService, DefaultConsumerIdsChangeListener
import type { Simulation } from '../../context'
import type { ConsumerResponseBody, Packet, TimersOf } from '../../events'
import type { BrokerNode } from '../../state'
import type { Handler } from './requests'

export const heartbeat: Handler<'HEART_BEAT'> = () => {
  throw new TypeError('not built yet')
}
export const unregisterClient: Handler<'UNREGISTER_CLIENT'> = () => {
  throw new TypeError('not built yet')
}
export const consumerList: Handler<'GET_CONSUMER_LIST_BY_GROUP'> = (): ConsumerResponseBody => {
  throw new TypeError('not built yet')
}

export function consumerClosed(sim: Simulation, packet: Packet<'consumerClosed'>): void {
  void [sim, packet]
  throw new TypeError('not built yet')
}

export function channelScanTimer(sim: Simulation, timer: TimersOf<'broker'>['channelScanTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}

/** The subscription that a Broker filters by for a group: the newest. RocketMQ: ConsumerGroupInfo#findSubscriptionData */
export function subscriptionOf(node: BrokerNode, consumerGroup: number): string | null {
  void [node, consumerGroup]
  throw new TypeError('not built yet')
}
