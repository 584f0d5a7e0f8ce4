// How a consumer gets the route: at its start, and in a poll from time to time. RocketMQ: MQClientInstance#updateTopicRouteInfoFromNameServer

import { consumerLog } from '../consumerCodec'
import { consumerAt, type Simulation } from '../context'
import { consumerAddress, nameServerAddress, type Packet, type TimersOf } from '../events'
import type { EntryFields } from '../logEntries'
import { after, at, send } from '../network'
import type { Consumer } from '../state'
import { readableQueues } from './clientRoute'
import { sendHeartbeats } from './heartbeat'
import { rebalanceSoon } from './rebalance'

/** RocketMQ: timeout of one route call */
const ROUTE_TIMEOUT_MS = 3000

export function pollTimer(sim: Simulation, timer: TimersOf<'consumer'>['consumerPollTimer']): void {
  const { pollNameServerInterval } = sim.state.settings
  const consumer = consumerAt(sim, timer.consumer)
  // After a pause the beat is still that of the start.
  const lateMs = (sim.state.nowMs - consumer.nextPollAtMs) % pollNameServerInterval
  consumer.nextPollAtMs = sim.state.nowMs + pollNameServerInterval - lateMs
  at(sim, consumer.nextPollAtMs, 'consumerPollTimer', timer)
  fetchRoute(sim, timer.consumer)
}

/** Asks for the route, unless it waits for one already. */
export function fetchRoute(sim: Simulation, index: number): void {
  if (consumerAt(sim, index).nameServersAsked === 0) askNameServer(sim, index)
}

function askNameServer(sim: Simulation, index: number): void {
  const consumer = consumerAt(sim, index)
  const { epoch, consumerGroup, nameServerIndex } = consumer
  const serial = ++consumer.routeSerial
  consumer.nameServersAsked++
  const content = { epoch, serial, consumerGroup }
  send(sim, 'consumerRouteRequest', consumerAddress(index), nameServerAddress(nameServerIndex), content)
  after(sim, ROUTE_TIMEOUT_MS, 'consumerRouteTimeout', { consumer: index, epoch, serial })
}

const waitsFor = ({ nameServersAsked, routeSerial }: Consumer, serial: number): boolean =>
  nameServersAsked > 0 && routeSerial === serial

const nextNameServer = (sim: Simulation, consumer: Consumer): void => {
  consumer.nameServerIndex = (consumer.nameServerIndex + 1) % sim.state.nameServers.length
}

export function routeAnswered(sim: Simulation, { to, content }: Packet<'consumerRouteAnswer'>): void {
  const { index } = to
  const consumer = consumerAt(sim, index)
  if (!waitsFor(consumer, content.serial)) return
  if (content.refused) {
    nextNameServer(sim, consumer)
    const asksNext = sim.rules.asksEveryNameServer && consumer.nameServersAsked < sim.state.nameServers.length
    return asksNext ? askNameServer(sim, index) : endFetch(sim, index, 'keptUnreachable')
  }
  if (!content.route) return endFetch(sim, index, 'keptNotExist')
  const { route, retryRoute } = content
  const same = JSON.stringify([consumer.route, consumer.retryRoute]) === JSON.stringify([route, retryRoute])
  consumer.route = route
  consumer.retryRoute = retryRoute
  endFetch(sim, index, same ? 'unchanged' : 'changed')
}

/** Simplified: whatever a consumer's connection to the NameServer is like, it leaves one that has not answered in time. */
export function routeTimeout(sim: Simulation, timer: TimersOf<'consumer'>['consumerRouteTimeout']): void {
  const consumer = consumerAt(sim, timer.consumer)
  if (!waitsFor(consumer, timer.serial)) return
  nextNameServer(sim, consumer)
  endFetch(sim, timer.consumer, 'keptTimedOut')
}

/** The first one is a part of start(), which goes on with what it has. RocketMQ: DefaultMQPushConsumerImpl#start */
function endFetch(sim: Simulation, index: number, outcome: EntryFields<'consumerRoute'>['outcome']): void {
  const consumer = consumerAt(sim, index)
  consumer.nameServersAsked = 0
  if (outcome !== 'unchanged') {
    consumerLog.consumerRoute(sim, { consumer: index, outcome, queues: readableQueues(sim, consumer).length })
  }
  if (consumer.greeted) return
  consumer.greeted = true
  sendHeartbeats(sim, index)
  rebalanceSoon(sim, index)
}
