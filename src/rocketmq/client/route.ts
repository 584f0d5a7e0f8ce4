// What one client process knows of the route, and how it gets it: polls, fetches, housekeeping. RocketMQ: MQClientInstance

import { producerAt, type Simulation } from '../context'
import { log } from '../entryCodec'
import { brokerAddress, nameServerAddress, type Packet, producerAddress } from '../events'
import type { EntryFields } from '../logEntries'
import { at, send } from '../network'
import {
  MASTER_ID,
  type Producer,
  SCENARIO_TOPIC,
  type SendException,
  type TopicPublishInfo,
  type TopicRouteData,
} from '../state'
import { joinHandshake } from './handshakes'
import { callbacks, connectionsOf } from './remotingClient'
import { buildMessageQueueList, compareNames } from './topicRoute'

/** RocketMQ: timeout of one route call, ClientConfig.mqClientApiTimeout */
const ROUTE_TIMEOUT_MS = 3000

export const currentPublishInfo = (producer: Producer): TopicPublishInfo | null =>
  producer.publishInfos[producer.publishInfos.length - 1] ?? null

export function requestRoute(sim: Simulation, index: number, cause: 'poll' | 'send'): void {
  const producer = producerAt(sim, index)
  if (producer.fetching) return
  producer.fetching = true
  producer.nameServersAsked = 0
  log.routeRequest(sim, { producer: index, nameServer: producer.nameServerIndex, cause })
  askNameServer(sim, index)
}

function askNameServer(sim: Simulation, index: number, defaultTopic = false): void {
  const producer = producerAt(sim, index)
  const serial = ++producer.routeRequestSerial
  producer.nameServersAsked++
  send(sim, 'routeRequest', producerAddress(index), nameServerAddress(producer.nameServerIndex), {
    epoch: producer.epoch,
    serial,
    topic: SCENARIO_TOPIC,
    defaultTopic,
  })
}

/** Only where no answer will come in time does the time limit matter. */
export function expectRouteAnswer(sim: Simulation, packet: Packet<'routeRequest'>, answerMs: number | null): void {
  if (answerMs !== null && answerMs < ROUTE_TIMEOUT_MS) return
  const { from, content, sentAtMs } = packet
  const { epoch, serial } = content
  const atMs = Math.max(sim.state.nowMs, sentAtMs + ROUTE_TIMEOUT_MS)
  at(sim, atMs, 'routeTimeout', { producer: from.index, epoch, serial })
}

export function routeAnswered(sim: Simulation, { to, content }: Packet<'routeAnswer'>): void {
  const { index } = to
  const { serial, defaultTopic, refused } = content
  const producer = producerAt(sim, index)
  if (!producer.fetching || serial !== producer.routeRequestSerial) return
  if (refused) return routeUnreachable(sim, index)
  // No NameServer has the Topic and a call waits: it may be created by its first message, as the default Topic is.
  const waits = producer.calls.some((call) => call?.phase === 'fetchingRoute')
  if (!content.route && !defaultTopic && waits) return askNameServer(sim, index, true)
  producer.fetching = false
  producer.routeAnsweredAtMs = sim.state.nowMs
  const route = content.route && defaultTopic ? routeForNewTopic(sim, content.route) : content.route
  const outcome = route ? applyRoute(sim, index, route) : 'keptNotExist'
  logRoute(sim, index, outcome)
  resumeFetchers(sim, index, 'noRoute')
}

/** RocketMQ: MQClientInstance#updateTopicRouteInfoFromNameServer(topic, isDefault = true) */
function routeForNewTopic(sim: Simulation, route: TopicRouteData): TopicRouteData {
  const { defaultTopicQueueNums } = sim.state.settings
  return route.map((entry) => {
    const queues = Math.min(defaultTopicQueueNums, entry.queueData.readQueueNums)
    return { ...entry, queueData: { ...entry.queueData, readQueueNums: queues, writeQueueNums: queues } }
  })
}

/** The next NameServer in the list is asked; old clients do so within the same call. RocketMQ: NettyRemotingClient */
export function routeUnreachable(sim: Simulation, index: number): void {
  const producer = producerAt(sim, index)
  const servers = sim.state.nameServers.length
  producer.nameServerIndex = (producer.nameServerIndex + 1) % servers
  if (sim.rules.asksEveryNameServer && producer.nameServersAsked < servers) return askNameServer(sim, index)
  producer.fetching = false
  logRoute(sim, index, 'keptUnreachable')
  resumeFetchers(sim, index, sim.rules.throwsWithoutNameServer ? 'noNameServer' : 'noRoute')
}

function logRoute(sim: Simulation, index: number, outcome: EntryFields<'route'>['outcome']): void {
  const queues = currentPublishInfo(producerAt(sim, index))?.messageQueueList.length ?? 0
  log.route(sim, { producer: index, outcome, queues })
}

/** Does the cached list allow sending? RocketMQ: TopicPublishInfo#ok */
export const isOk = (info: TopicPublishInfo | null): info is TopicPublishInfo =>
  info !== null && info.messageQueueList.length > 0

/** RocketMQ: MQClientInstance#updateTopicRouteInfoFromNameServer, the part after the answer */
function applyRoute(sim: Simulation, index: number, route: TopicRouteData): 'changed' | 'unchanged' {
  const producer = producerAt(sim, index)
  const names = sim.brokerNames
  const sorted = [...route].sort((one, other) => compareNames(names[one.group] as string, names[other.group] as string))
  const same = producer.route !== null && JSON.stringify(producer.route) === JSON.stringify(sorted)
  if (same) return 'unchanged'
  producer.route = sorted
  producer.routeAppliedAtMs = sim.state.nowMs
  for (const entry of sorted) {
    while (producer.brokerAddrTable.length <= entry.group) producer.brokerAddrTable.push(null)
    producer.brokerAddrTable[entry.group] = entry.brokerAddrs.slice()
  }
  const queueDatas: TopicPublishInfo['queueDatas'] = sim.state.brokerGroups.map(() => null)
  for (const entry of sorted) queueDatas[entry.group] = { ...entry.queueData }
  producer.publishInfos.push({
    generation: producer.nextGeneration++,
    messageQueueList: buildMessageQueueList(sorted, names),
    queueDatas,
    sendWhichQueue: new Array(Math.max(producer.threads.length, producer.asyncPool.threads.length)).fill(null),
  })
  dropUnusedPublishInfos(producer)
  return 'changed'
}

/** A call keeps the TopicPublishInfo it began with; others are garbage once a newer one is there. */
function dropUnusedPublishInfos(producer: Producer): void {
  const newest = producer.nextGeneration - 1
  producer.publishInfos = producer.publishInfos.filter(
    (info) => info.generation === newest || producer.calls.some((call) => call?.generation === info.generation),
  )
}

/** Calls that waited for the synchronous fetch go on, or give up. */
function resumeFetchers(sim: Simulation, index: number, otherwise: SendException): void {
  const producer = producerAt(sim, index)
  for (let slot = 0; slot < producer.calls.length; slot++) {
    const call = producer.calls[slot]
    if (call?.phase !== 'fetchingRoute') continue
    const info = currentPublishInfo(producer)
    if (isOk(info)) {
      call.generation = info.generation
      callbacks(sim).routeFound(sim, index, slot)
    } else {
      callbacks(sim).routeMissing(sim, index, slot, otherwise)
    }
  }
}

/** Drops addresses that no route names any more and opens connections to Masters. RocketMQ: #cleanOfflineBroker, #sendHeartbeatToAllBroker */
export function cleanOfflineBrokers(sim: Simulation, index: number): void {
  const producer = producerAt(sim, index)
  producer.brokerAddrTable.forEach((addresses, group) => {
    if (!addresses) return
    const listed = producer.route?.find((entry) => entry.group === group)?.brokerAddrs ?? []
    const named = addresses.map((node) => (node !== null && listed.includes(node) ? node : null))
    producer.brokerAddrTable[group] = named.some((node) => node !== null) ? named : null
    const master = named[MASTER_ID]
    if (master === null || master === undefined || connectionsOf(producer, group)[master]) return
    joinHandshake(sim, producer, group, master)
    send(sim, 'heartbeat', producerAddress(index), brokerAddress(group, master), { epoch: producer.epoch })
  })
}
