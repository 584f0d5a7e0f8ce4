// The registry of Brokers and Topic routes. RocketMQ: RouteInfoManager, BrokerHousekeepingService, NamesrvController

import { ENTRIES } from './entries'
import { log } from './entryCodec'
import { schedule } from './eventQueue'
import { EVENT, groupAt, isServing, nodeAt, type Simulation, transmit } from './network'
import { PERM_WRITE } from './topicPublishInfo'
import {
  MASTER_ID,
  type NameServer,
  type QueueData,
  type RegisteredBroker,
  type SimulationEvent,
  type TopicRouteData,
} from './types'

export const UNREGISTER_CAUSES = ENTRIES.unregistered.fields.cause.options

/** brokerIds a group can have: 0 to 3. */
const BROKER_IDS = 4

/** RocketMQ: BrokerLiveInfo.heartbeatTimeoutMillis, ms; with acting Masters the Brokers say every second that they live, and say so. */
const BROKER_EXPIRED_MS = 120_000
const ACTING_MASTER_EXPIRED_MS = 10_000

export const createNameServer = (): NameServer => ({ process: 'running', epoch: 0, slowMs: 0, brokers: [] })

export function startNameServer(sim: Simulation, index: number): void {
  const { state } = sim
  const server = state.nameServers[index] as NameServer
  schedule(state, state.nowMs + 5000, EVENT.SCAN_TIMER, index, server.epoch)
}

/** Brokers stand in for a missing Master: 5.x, when switched on. RocketMQ: NamesrvConfig.supportActingMaster, BrokerConfig.enableSlaveActingMaster */
const hasActingMasters = (sim: Simulation): boolean =>
  sim.state.settings.enableSlaveActingMaster && sim.rules.serverMayActAsMaster

/**
 * Takes a registration into the tables.
 *
 * @returns true if it changed what this NameServer answers
 *
 * RocketMQ: RouteInfoManager#registerBroker
 */
export function registerBroker(
  sim: Simulation,
  server: NameServer,
  group: number,
  node: number,
  brokerId: number,
): boolean {
  const broker = groupAt(sim, group)
  let known = server.brokers[group]
  let changed = false
  if (!known) {
    known = {
      brokerAddrs: new Array(BROKER_IDS).fill(null),
      queueData: null,
      dataVersions: [null, null, null],
      lastUpdateMs: [null, null, null],
    }
    while (server.brokers.length < group) server.brokers.push(null)
    server.brokers[group] = known
    changed = true
  }
  for (let id = 0; sim.rules.forgetsFormerBrokerId && id < BROKER_IDS; id++) {
    if (id !== brokerId && known.brokerAddrs[id] === node) {
      known.brokerAddrs[id] = null
      changed = true
    }
  }
  const first = known.brokerAddrs[brokerId] === null
  if (known.brokerAddrs[brokerId] !== node) {
    known.brokerAddrs[brokerId] = node
    changed = true
  }
  const told = known.dataVersions[node] === broker.dataVersion
  known.lastUpdateMs[node] = sim.state.nowMs
  known.dataVersions[node] = broker.dataVersion
  const lowest = known.brokerAddrs.findIndex((address) => address !== null)
  const mayUpdateTopic = brokerId === MASTER_ID || (sim.rules.lowestBrokerUpdatesTopic && brokerId === lowest)
  // What this very Broker has told before is not taken again, not even from a Slave that has become Master since, unless
  // nobody had the brokerId: wiped permissions stay wiped.
  if (mayUpdateTopic && broker.topicCreated && (first || !told)) {
    const { readQueueNums, writeQueueNums } = broker
    const readOnly = brokerId !== MASTER_ID && (sim.rules.lowestBrokerOnlyOffersReading || hasActingMasters(sim))
    const perm = readOnly ? broker.perm & ~PERM_WRITE : broker.perm
    const old = known.queueData
    changed ||=
      !old || old.writeQueueNums !== writeQueueNums || old.readQueueNums !== readQueueNums || old.perm !== perm
    known.queueData = { readQueueNums, writeQueueNums, perm }
  }
  return changed
}

/** RocketMQ: RouteInfoManager#onChannelDestroy, #unregisterBroker, from 5.x #unRegisterBroker and #cleanTopicByUnRegisterRequests */
function removeAddress(sim: Simulation, index: number, group: number, node: number, cause: number): void {
  const server = sim.state.nameServers[index] as NameServer
  const known = server.brokers[group]
  const signsOff = cause === UNREGISTER_CAUSES.indexOf('unregister')
  const named = signsOff && !sim.rules.unregistersInBatches
  // A channel says who was behind it only as long as he is alive here.
  if (!known || (!named && known.lastUpdateMs[node] === null)) return
  const brokerId = named ? nodeAt(sim, group, node).brokerId : known.brokerAddrs.indexOf(node)
  if (brokerId < 0 && !signsOff && sim.rules.unregistersInBatches) return
  known.lastUpdateMs[node] = null
  known.dataVersions[node] = null
  const gone = known.brokerAddrs[brokerId] ?? null
  if (gone !== null) {
    known.brokerAddrs[brokerId] = null
    log.unregistered(sim, { nameServer: index, group, node: gone, brokerId, cause: UNREGISTER_CAUSES[cause] })
  }
  if (known.brokerAddrs.every((address) => address === null)) server.brokers[group] = null
  else if (hasActingMasters(sim) && known.brokerAddrs[MASTER_ID] === null && known.queueData) {
    known.queueData.perm &= ~PERM_WRITE
  }
}

/** Queues and permissions with which every Broker registers the Topic from which others are created. RocketMQ: TopicConfigManager, TBW102 */
const DEFAULT_TOPIC: QueueData = { readQueueNums: 8, writeQueueNums: 8, perm: 7 }

/**
 * What this NameServer answers about the Topic, or about the default Topic TBW102.
 *
 * @returns null for TOPIC_NOT_EXIST (17)
 *
 * RocketMQ: RouteInfoManager#pickupTopicRouteData
 */
export function pickupTopicRouteData(
  sim: Simulation,
  server: NameServer,
  defaultTopic: boolean,
): TopicRouteData | null {
  const { autoCreateTopicEnable } = sim.state.settings
  const actingMaster = hasActingMasters(sim)
  const route: TopicRouteData = []
  server.brokers.forEach((known: RegisteredBroker | null, group) => {
    const queueData = defaultTopic ? (autoCreateTopicEnable ? DEFAULT_TOPIC : null) : known?.queueData
    if (!known || !queueData) return
    const entry = { group, queueData: { ...queueData }, brokerAddrs: known.brokerAddrs.slice() }
    const withoutMaster = actingMaster && known.brokerAddrs[MASTER_ID] === null
    if (withoutMaster && defaultTopic) entry.queueData.perm &= ~PERM_WRITE
    // Where somebody has given the permission back, nobody stands in.
    if (withoutMaster && !(entry.queueData.perm & PERM_WRITE)) {
      const lowest = entry.brokerAddrs.findIndex((address) => address !== null)
      entry.brokerAddrs[MASTER_ID] = entry.brokerAddrs[lowest] ?? null
      entry.brokerAddrs[lowest] = null
    }
    route.push(entry)
  })
  return route.length === 0 ? null : route
}

/** RocketMQ: RouteInfoManager#operateWritePermOfBroker */
export function changeWritePerm(sim: Simulation, group: number, on: boolean): void {
  for (const server of sim.state.nameServers) {
    const queueData = server.brokers[group]?.queueData
    if (queueData) queueData.perm = on ? queueData.perm | PERM_WRITE : queueData.perm & ~PERM_WRITE
  }
}

/** Does what one of the NameServer's events says. */
export function handleNameServerEvent(sim: Simulation, event: SimulationEvent): void {
  const { state } = sim
  const server = state.nameServers[event.a] as NameServer
  if (event.kind === EVENT.SCAN_TIMER) {
    if (event.b !== server.epoch || server.process !== 'running') {
      // A frozen NameServer looks again when it wakes; a dead one gets a new timer when it starts.
      if (event.b === server.epoch && server.process === 'frozen') scanLater(sim, event)
      return
    }
    const expiredMs = hasActingMasters(sim) ? ACTING_MASTER_EXPIRED_MS : BROKER_EXPIRED_MS
    server.brokers.forEach((known, group) => {
      known?.lastUpdateMs.forEach((last, node) => {
        if (last !== null && last + expiredMs < state.nowMs) {
          removeAddress(sim, event.a, group, node, UNREGISTER_CAUSES.indexOf('expired'))
        }
      })
    })
    scanLater(sim, event)
    return
  }
  if (event.e !== server.epoch || !isServing(server.process)) return
  if (event.kind === EVENT.REGISTER_ARRIVES) {
    if (registerBroker(sim, server, event.b, event.c, event.d)) {
      log.registered(sim, { nameServer: event.a, group: event.b, node: event.c, brokerId: event.d })
    }
  } else {
    removeAddress(sim, event.a, event.b, event.c, event.d)
  }
}

const scanLater = (sim: Simulation, event: SimulationEvent): void =>
  schedule(sim.state, sim.state.nowMs + sim.rules.nameServerScanMs, EVENT.SCAN_TIMER, event.a, event.b)

/** A Broker node tells every NameServer who it is. RocketMQ: BrokerController#registerBrokerAll */
export function registerWithAll(sim: Simulation, group: number, node: number): void {
  sim.state.nameServers.forEach((server, index) => {
    transmit(sim, EVENT.REGISTER_ARRIVES, index, group, node, nodeAt(sim, group, node).brokerId, server.epoch)
  })
}

/** A Broker node leaves every NameServer, by its own word or by a closed channel. */
export function unregisterFromAll(
  sim: Simulation,
  group: number,
  node: number,
  cause: 'channelClosed' | 'unregister',
): void {
  sim.state.nameServers.forEach((server, index) => {
    transmit(sim, EVENT.UNREGISTER_ARRIVES, index, group, node, UNREGISTER_CAUSES.indexOf(cause), server.epoch)
  })
}
