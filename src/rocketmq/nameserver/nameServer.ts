// The registry of Brokers and Topic routes. RocketMQ: RouteInfoManager, BrokerHousekeepingService, NamesrvController

import { log } from '../entryCodec'
import { brokerAddress, type EventBody, nameServerAddress, type SimulationEvent, schedule } from '../events'
import type { UnregisterCause } from '../logEntries'
import { groupAt, isServing, nodeAt, type Simulation, transmit } from '../network'
import { PERM_WRITE } from '../producer/topicPublishInfo'
import { MASTER_ID, type NameServer, type QueueData, type RegisteredBroker, type TopicRouteData } from '../state'

/** brokerIds a group can have: 0 to 3. */
const BROKER_IDS = 4

/** RocketMQ: BrokerLiveInfo.heartbeatTimeoutMillis, ms; with acting Masters the Brokers say every second that they live, and say so. */
const BROKER_EXPIRED_MS = 120_000
const ACTING_MASTER_EXPIRED_MS = 10_000

export const createNameServer = (): NameServer => ({ process: 'running', epoch: 0, slowMs: 0, brokers: [] })

export function startNameServer(sim: Simulation, index: number): void {
  const { state } = sim
  const server = state.nameServers[index] as NameServer
  schedule(state, state.nowMs + 5000, 'scanTimer', { nameServer: index, epoch: server.epoch })
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
function removeAddress(sim: Simulation, index: number, group: number, node: number, cause: UnregisterCause): void {
  const server = sim.state.nameServers[index] as NameServer
  const known = server.brokers[group]
  const signsOff = cause === 'unregister'
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
    log.unregistered(sim, { nameServer: index, group, node: gone, brokerId, cause })
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

/** RocketMQ: RouteInfoManager#scanNotActiveBroker, every few seconds */
export function scanNotActiveBrokers(sim: Simulation, { nameServer, epoch }: EventBody<'scanTimer'>): void {
  const { state } = sim
  const server = state.nameServers[nameServer] as NameServer
  // A frozen NameServer looks again when it wakes; a dead one gets a new timer when it starts.
  if (epoch !== server.epoch || (server.process !== 'running' && server.process !== 'frozen')) return
  if (server.process === 'running') {
    const expiredMs = hasActingMasters(sim) ? ACTING_MASTER_EXPIRED_MS : BROKER_EXPIRED_MS
    server.brokers.forEach((known, group) => {
      known?.lastUpdateMs.forEach((last, node) => {
        if (last !== null && last + expiredMs < state.nowMs) removeAddress(sim, nameServer, group, node, 'expired')
      })
    })
  }
  schedule(state, state.nowMs + sim.rules.nameServerScanMs, 'scanTimer', { nameServer, epoch })
}

/** A Broker's word, or the end of its connection, has reached a NameServer. */
export function handleNameServerPacket(
  sim: Simulation,
  event: SimulationEvent<'registration' | 'unregistration'>,
): void {
  const { group, node } = event.body.from
  const { index } = event.body.to
  const server = sim.state.nameServers[index] as NameServer
  if (event.body.content.nameServerEpoch !== server.epoch || !isServing(server.process)) return
  if (event.kind === 'unregistration') return removeAddress(sim, index, group, node, event.body.content.cause)
  const { brokerId } = event.body.content
  if (registerBroker(sim, server, group, node, brokerId)) {
    log.registered(sim, { nameServer: index, group, node, brokerId })
  }
}

/** A Broker node tells every NameServer who it is. RocketMQ: BrokerController#registerBrokerAll */
export function registerWithAll(sim: Simulation, group: number, node: number): void {
  sim.state.nameServers.forEach((server, index) => {
    transmit(sim, 'registration', brokerAddress(group, node), nameServerAddress(index), {
      brokerId: nodeAt(sim, group, node).brokerId,
      nameServerEpoch: server.epoch,
    })
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
    transmit(sim, 'unregistration', brokerAddress(group, node), nameServerAddress(index), {
      cause,
      nameServerEpoch: server.epoch,
    })
  })
}
