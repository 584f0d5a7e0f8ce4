// What a consumer makes of the route: which queues there are to read, and which Broker a call goes to. RocketMQ: MQClientInstance

import { compareNames } from '../client/topicRoute'
import { consumerRules } from '../consumerRules'
import type { Simulation } from '../context'
import { type Consumer, MASTER_ID, type QueuePlace, retryQueue } from '../state'

/** Permission bit of RocketMQ's PermName. */
const PERM_READ = 4

const byBrokerName = (sim: Pick<Simulation, 'brokerNames'>, groups: number[]): number[] =>
  groups.sort((one, other) => compareNames(sim.brokerNames[one] as string, sim.brokerNames[other] as string))

/** The queues of the Topic that can be read, sorted as rebalancing sorts them. RocketMQ: MQClientInstance#topicRouteData2TopicSubscribeInfo */
export function readableQueues(sim: Pick<Simulation, 'brokerNames'>, { route }: Consumer): QueuePlace[] {
  const readable = new Map<number, number>()
  for (const { group, queueData } of route ?? [])
    if (queueData.perm & PERM_READ) readable.set(group, queueData.readQueueNums)
  return byBrokerName(sim, [...readable.keys()]).flatMap((group) =>
    Array.from({ length: readable.get(group) as number }, (_, queueId) => ({ group, queueId })),
  )
}

/** The queues of %RETRY%group, as far as the client has heard of them. */
export function retryQueues(sim: Simulation, { retryRoute, consumerGroup }: Consumer): QueuePlace[] {
  const groups = [...retryRoute.keys()].filter((group) => retryRoute[group])
  return byBrokerName(sim, groups).map((group) => ({ group, queueId: retryQueue(consumerGroup) }))
}

/** Every Broker in the route, Slaves too. */
export const knownNodes = ({ route }: Consumer): { group: number; node: number }[] =>
  (route ?? []).flatMap(({ group, brokerAddrs }) =>
    brokerAddrs.flatMap((node) => (node === null ? [] : [{ group, node }])),
  )

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
  const addresses = consumer.route?.find((entry) => entry.group === group)?.brokerAddrs ?? []
  const at = (id: number) => {
    const node = addresses[id] ?? null
    return node === null ? null : { node, brokerId: id }
  }
  const wanted = at(brokerId)
  if (wanted) return wanted
  const next = brokerId !== MASTER_ID && consumerRules(sim).triesNextBrokerId ? at(brokerId + 1) : null
  if (next || onlyThis) return next
  return at(addresses.findIndex((node) => node !== null))
}
