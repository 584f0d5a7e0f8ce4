// What a consumer knows of the route: polls, and what queues there are to read. RocketMQ: MQClientInstance#updateTopicRouteInfoFromNameServer
import type { Simulation } from '../context'
import type { Packet, TimersOf } from '../events'
import type { Consumer, QueuePlace } from '../state'

export function pollTimer(sim: Simulation, timer: TimersOf<'consumer'>['consumerPollTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}

export function routeAnswered(sim: Simulation, packet: Packet<'consumerRouteAnswer'>): void {
  void [sim, packet]
  throw new TypeError('not built yet')
}

export function routeTimeout(sim: Simulation, timer: TimersOf<'consumer'>['consumerRouteTimeout']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}

/** The queues of the Topic that can be read, sorted as rebalancing sorts them. RocketMQ: MQClientInstance#topicRouteData2TopicSubscribeInfo */
export function readableQueues(sim: Simulation, consumer: Consumer): QueuePlace[] {
  void [sim, consumer]
  throw new TypeError('not built yet')
}

/**
 * Which node of a Broker group a call goes to, or null where the route has none. RocketMQ: MQClientInstance#findBrokerAddressInSubscribe
 *
 * @param onlyThis - no other node than that of the brokerId
 */
export function findBroker(
  sim: Simulation,
  consumer: Consumer,
  group: number,
  brokerId: number,
  onlyThis: boolean,
): { node: number; brokerId: number } | null {
  void [sim, consumer, group, brokerId, onlyThis]
  throw new TypeError('not built yet')
}
