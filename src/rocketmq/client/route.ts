// What one client process knows of the route, and how it gets it: polls, fetches, housekeeping. RocketMQ: MQClientInstance

import { callAt, producerAt, type Simulation } from '../context'
import { log } from '../entryCodec'
import { nameServerAddress, type Packet, producerAddress, type TimersOf } from '../events'
import type { EntryFields } from '../logEntries'
import { after, at, send } from '../network'
import {
  MASTER_ID,
  type Producer,
  SCENARIO_TOPIC,
  type SendException,
  type TopicPublishInfo,
  type TopicRouteData,
} from '../state'
import { callbacks, sendHeartbeat } from './remotingClient'
import { buildMessageQueueList, compareNames } from './topicRoute'

/** RocketMQ: timeout of one route call, ClientConfig.mqClientApiTimeout */
const ROUTE_TIMEOUT_MS = 3000
/** RocketMQ: MQClientInstance.LOCK_TIMEOUT_MILLIS */
const LOCK_TIMEOUT_MS = 3000
/** An open connection whose other side is silent is given up by Linux after its retransmissions, about 15 minutes. */
const TCP_GIVES_UP_MS = 924_600

export const currentPublishInfo = (producer: Producer): TopicPublishInfo | null =>
  producer.publishInfos[producer.publishInfos.length - 1] ?? null

/** Asks for the route, unless a call is asking: that serves as this poll. */
export function pollRoute(sim: Simulation, index: number): void {
  if (!producerAt(sim, index).fetching) startFetch(sim, index, null)
}

/**
 * A call has no route and asks for it, each in its turn: one lock stands before all that ask.
 *
 * RocketMQ: DefaultMQProducerImpl#tryToFindTopicPublishInfo, MQClientInstance.lockNamesrv
 */
export function fetchRoute(sim: Simulation, index: number, slot: number): void {
  const producer = producerAt(sim, index)
  if (!producer.fetching) return startFetch(sim, index, slot)
  waitForLock(sim, index, slot, false)
}

function waitForLock(sim: Simulation, index: number, slot: number, again: boolean): void {
  const producer = producerAt(sim, index)
  const { message } = callAt(producer, slot)
  const content = { producer: index, epoch: producer.epoch, call: slot, message, again }
  after(sim, LOCK_TIMEOUT_MS, 'lockTimeout', content)
}

/** It goes on with what route there is by now; without one it tries again, for the default Topic, and then gives up. */
export function lockTimeout(sim: Simulation, timer: TimersOf<'producer'>['lockTimeout']): void {
  const { producer: index, call: slot, message, again } = timer
  const producer = producerAt(sim, index)
  const call = producer.calls[slot]
  if (call?.message !== message || call.phase !== 'fetchingRoute' || producer.fetchingCall === slot) return
  if (again || isOk(currentPublishInfo(producer))) resumeFetcher(sim, index, slot, 'noRoute')
  else waitForLock(sim, index, slot, true)
}

function startFetch(sim: Simulation, index: number, slot: number | null): void {
  const producer = producerAt(sim, index)
  const { nowMs } = sim.state
  producer.fetching = true
  producer.fetchingCall = slot
  producer.fetchStartedAtMs = nowMs
  producer.nameServersAsked = 0
  const { nameServerSilentSinceMs: silentSinceMs } = producer
  if (silentSinceMs !== null && nowMs - silentSinceMs >= TCP_GIVES_UP_MS) leaveNameServer(sim, producer)
  const cause = slot === null ? 'poll' : 'send'
  log.routeRequest(sim, { producer: index, nameServer: producer.nameServerIndex, cause })
  askNameServer(sim, index)
}

/** The connection to this NameServer is gone: the next call begins with the next one. */
function leaveNameServer(sim: Simulation, producer: Producer): void {
  producer.nameServerConnected = false
  producer.nameServerSilentSinceMs = null
  producer.nameServerIndex = (producer.nameServerIndex + 1) % sim.state.nameServers.length
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

/**
 * Only where no answer will come in time does the time limit matter.
 *
 * Simplified: a NameServer that answers does so without a handshake before.
 */
export function expectRouteAnswer(
  sim: Simulation,
  packet: Packet<'routeRequest'>,
  answerMs: number | null,
  connects: boolean,
): void {
  const { from, content, sentAtMs } = packet
  const { epoch, serial } = content
  const producer = producerAt(sim, from.index)
  const { connectTimeoutMillis, networkLatencyMs } = sim.state.settings
  const connecting = !producer.nameServerConnected && !connects
  const sinceMs = sim.rules.callTimeoutCoversConnecting ? producer.fetchStartedAtMs : sentAtMs
  const limitMs = connecting ? sentAtMs + connectTimeoutMillis : sinceMs + ROUTE_TIMEOUT_MS
  if (answerMs !== null && sentAtMs + answerMs < limitMs) return
  // It connects first, and only then sees that its time is over.
  const atMs = Math.max(limitMs, connects ? sentAtMs + 2 * networkLatencyMs : sim.state.nowMs)
  at(sim, atMs, 'routeTimeout', { producer: from.index, epoch, serial, connecting })
}

/** RocketMQ: NettyRemotingClient#invokeSync, #getAndCreateNameserverChannel */
export function routeTimeout(sim: Simulation, timer: TimersOf<'producer'>['routeTimeout']): void {
  const { producer: index, serial, connecting } = timer
  const producer = producerAt(sim, index)
  if (!producer.fetching || serial !== producer.routeRequestSerial) return
  if (connecting) return routeUnreachable(sim, index)
  const { rules, state } = sim
  // Connecting has taken all the time: from 5.1.4 that is no reason to close the connection.
  const spentConnecting = producer.nameServersAsked > 1
  // Simplified: a poll that waits behind such a call keeps the connection. In reality that is a race.
  const spared = spentConnecting && (rules.sparesShortTimeouts || producer.pollMetCall)
  if (rules.closesSocketOnTimeout && !spared) leaveNameServer(sim, producer)
  else {
    producer.nameServerConnected = true
    if (!spentConnecting) producer.nameServerSilentSinceMs ??= state.nowMs
  }
  fetchFails(sim, index, 'keptTimedOut', rules.throwsWithoutNameServer ? 'nameServerTimeout' : 'noRoute')
}

export function routeAnswered(sim: Simulation, { to, content }: Packet<'routeAnswer'>): void {
  const { index } = to
  const { serial, defaultTopic, refused } = content
  const producer = producerAt(sim, index)
  if (!producer.fetching || serial !== producer.routeRequestSerial) return
  if (refused) return routeUnreachable(sim, index)
  // No NameServer has the Topic and a call waits: it may be created by its first message, as the default Topic is.
  producer.nameServerConnected = true
  producer.nameServerSilentSinceMs = null
  if (!content.route && !defaultTopic && producer.fetchingCall !== null) {
    producer.fetchStartedAtMs = sim.state.nowMs
    return askNameServer(sim, index, true)
  }
  producer.routeAnsweredAtMs = sim.state.nowMs
  const route = content.route && defaultTopic ? routeForNewTopic(sim, content.route) : content.route
  const outcome = route ? applyRoute(sim, index, route) : 'keptNotExist'
  logRoute(sim, index, outcome)
  endFetch(sim, index, 'noRoute')
}

/** RocketMQ: MQClientInstance#updateTopicRouteInfoFromNameServer(topic, isDefault = true) */
function routeForNewTopic(sim: Simulation, route: TopicRouteData): TopicRouteData {
  const { defaultTopicQueueNums } = sim.state.settings
  return route.map((entry) => {
    const queues = Math.min(defaultTopicQueueNums, entry.queueData.readQueueNums)
    return { ...entry, queueData: { ...entry.queueData, readQueueNums: queues, writeQueueNums: queues } }
  })
}

/** No connection to this NameServer. The next one is asked; old clients do so within the same call. RocketMQ: NettyRemotingClient */
function routeUnreachable(sim: Simulation, index: number): void {
  const producer = producerAt(sim, index)
  leaveNameServer(sim, producer)
  if (sim.rules.asksEveryNameServer && producer.nameServersAsked < sim.state.nameServers.length) {
    return askNameServer(sim, index)
  }
  fetchFails(sim, index, 'keptUnreachable', sim.rules.throwsWithoutNameServer ? 'noNameServer' : 'noRoute')
}

type RouteOutcome = EntryFields<'route'>['outcome']

function fetchFails(sim: Simulation, index: number, outcome: RouteOutcome, otherwise: SendException): void {
  logRoute(sim, index, outcome)
  endFetch(sim, index, otherwise)
}

function logRoute(sim: Simulation, index: number, outcome: RouteOutcome): void {
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

/** The call that asked goes on, or gives up; the one that has waited longest asks next, whatever is known by now. */
function endFetch(sim: Simulation, index: number, otherwise: SendException): void {
  const producer = producerAt(sim, index)
  const { fetchingCall } = producer
  producer.fetching = false
  producer.fetchingCall = null
  producer.pollMetCall = false
  const next = producer.calls.reduce<number | null>((first, call, slot) => {
    if (call?.phase !== 'fetchingRoute' || slot === fetchingCall) return first
    return first === null || call.message < callAt(producer, first).message ? slot : first
  }, null)
  if (next !== null) startFetch(sim, index, next)
  if (fetchingCall !== null) resumeFetcher(sim, index, fetchingCall, otherwise)
}

function resumeFetcher(sim: Simulation, index: number, slot: number, otherwise: SendException): void {
  const producer = producerAt(sim, index)
  const info = currentPublishInfo(producer)
  if (!isOk(info)) return callbacks(sim).routeMissing(sim, index, slot, otherwise)
  callAt(producer, slot).generation = info.generation
  callbacks(sim).routeFound(sim, index, slot)
}

/** Drops addresses that no route names any more and greets Masters, which opens connections. RocketMQ: #cleanOfflineBroker, #sendHeartbeatToAllBroker */
export function cleanOfflineBrokers(sim: Simulation, index: number): void {
  const producer = producerAt(sim, index)
  producer.brokerAddrTable.forEach((addresses, group) => {
    if (!addresses) return
    const listed = producer.route?.find((entry) => entry.group === group)?.brokerAddrs ?? []
    const named = addresses.map((node) => (node !== null && listed.includes(node) ? node : null))
    producer.brokerAddrTable[group] = named.some((node) => node !== null) ? named : null
    const master = named[MASTER_ID]
    if (master !== null && master !== undefined) sendHeartbeat(sim, index, group, master)
  })
}
