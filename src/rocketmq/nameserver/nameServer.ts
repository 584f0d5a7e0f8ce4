// The registry of Brokers and Topic routes. RocketMQ: RouteInfoManager, BrokerHousekeepingService, NamesrvController

import { streamState } from '../../sim/random'
import { registrationOf } from '../brokers'
import { type ActionOn, type Command, groupNamed, type ProcessKind, type Simulation } from '../context'
import { log } from '../entryCodec'
import type { Packet, TimersOf } from '../events'
import { isLost, unlessLost } from '../links'
import { after, expectAnswer, isServing, send } from '../network'
import { exitMs } from '../processExit'
import {
  isDown,
  MASTER_ID,
  MAX_NODES,
  type NameServer,
  PERM_WRITE,
  type ProcessState,
  type QueueData,
  type RegisterBrokerBody,
  type RegisteredBroker,
  type TopicRouteData,
  type UnregisterCause,
} from '../state'
import { STREAM } from '../streams'

export const nameServer: ProcessKind<'nameServer'> = {
  slice: { name: 'nameServers', copy: copyNameServer, words: ({ brokers }) => 24 * brokers.length },
  create,
  packets: {
    registration: unlessLost(registration),
    unregistration: unlessLost(unregistration),
    routeRequest,
    consumerRouteRequest,
  },
  timers: { scanTimer: scanNotActiveBrokers, nameServerExits: exits },
  onAction,
  onCommand,
}

function copyNameServer(server: NameServer): NameServer {
  const brokers = server.brokers.map(
    (known) =>
      known && {
        ...known,
        queueData: known.queueData && { ...known.queueData },
        retryTopics: known.retryTopics.slice(),
        brokerAddrs: known.brokerAddrs.slice(),
        lastUpdateMs: known.lastUpdateMs.slice(),
        dataVersions: known.dataVersions.slice(),
      },
  )
  return { ...server, brokers }
}

/** RocketMQ: BrokerLiveInfo.heartbeatTimeoutMillis, ms; with acting Masters the Brokers say every second that they live, and say so. */
const BROKER_EXPIRED_MS = 120_000
const ACTING_MASTER_EXPIRED_MS = 10_000

/** RocketMQ: NamesrvController#initialize looks for silent Brokers 5 s after the start for the first time. */
const FIRST_SCAN_MS = 5000

/** Simplified: every Broker has registered everywhere before time 0, without a packet. */
function create(sim: Simulation): void {
  const { nameServers, brokerGroups, settings } = sim.state
  for (let index = 0; index < settings.nameServerCount; index++) {
    const randomState = streamState(sim.input.seed, STREAM.nameServer, index)
    const server: NameServer = { process: 'running', epoch: 0, slowMs: 0, exitsAtMs: null, randomState, brokers: [] }
    nameServers.push(server)
    brokerGroups.forEach((group, position) => {
      for (const { nodeIndex } of group.nodes)
        registerBroker(sim, server, position, nodeIndex, registrationOf(sim, position, nodeIndex))
    })
    startScanning(sim, index)
  }
}

const serverAt = (sim: Simulation, index: number): NameServer => sim.state.nameServers[index] as NameServer

function startScanning(sim: Simulation, index: number): void {
  after(sim, FIRST_SCAN_MS, 'scanTimer', { nameServer: index, epoch: serverAt(sim, index).epoch })
}

/** Slaves act for a missing Master: 5.x, when switched on. RocketMQ: NamesrvConfig.supportActingMaster, BrokerConfig.enableSlaveActingMaster */
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
  { brokerId, masterEpoch, dataVersion, queueData, hasDefaultTopic, retryTopics }: RegisterBrokerBody,
): boolean {
  let known = server.brokers[group]
  let changed = false
  if (!known) {
    known = {
      brokerAddrs: new Array(MAX_NODES + 1).fill(null),
      queueData: null,
      retryTopics: [],
      hasDefaultTopic: false,
      dataVersions: new Array(MAX_NODES).fill(null),
      masterEpoch: 0,
      lastUpdateMs: new Array(MAX_NODES).fill(null),
    }
    while (server.brokers.length < group) server.brokers.push(null)
    server.brokers[group] = known
    changed = true
  }
  for (let id = 0; sim.rules.forgetsFormerBrokerId && id < known.brokerAddrs.length; id++) {
    if (id !== brokerId && known.brokerAddrs[id] === node) {
      known.brokerAddrs[id] = null
      changed = true
    }
  }
  // What has been registered stays, whatever becomes of the switch.
  known.hasDefaultTopic ||= hasDefaultTopic
  for (const [consumerGroup, has] of retryTopics.entries()) known.retryTopics[consumerGroup] ||= has
  if (brokerId === MASTER_ID) {
    const listed = known.brokerAddrs[MASTER_ID]
    // A Master that the Controller has replaced, and that does not know it yet. RocketMQ: "Registering Broker conflicts with the existed one"
    if (listed !== null && listed !== node && masterEpoch < known.masterEpoch) {
      known.lastUpdateMs[node] = null
      return changed
    }
    known.masterEpoch = masterEpoch
  }
  const first = known.brokerAddrs[brokerId] === null
  if (known.brokerAddrs[brokerId] !== node) {
    known.brokerAddrs[brokerId] = node
    changed = true
  }
  const unchanged = known.dataVersions[node] === dataVersion
  known.lastUpdateMs[node] = sim.state.nowMs
  known.dataVersions[node] = dataVersion
  const lowest = known.brokerAddrs.findIndex((address) => address !== null)
  const mayUpdateTopic = brokerId === MASTER_ID || (sim.rules.lowestBrokerUpdatesTopic && brokerId === lowest)
  // What this very Broker has brought before is not taken again, not even from a Slave that has become Master since, unless
  // the brokerId was free: wiped permissions stay wiped.
  if (mayUpdateTopic && queueData && (first || !unchanged)) {
    const { readQueueNums, writeQueueNums } = queueData
    const readOnly = brokerId !== MASTER_ID && (sim.rules.lowestBrokerOnlyOffersReading || hasActingMasters(sim))
    const perm = readOnly ? queueData.perm & ~PERM_WRITE : queueData.perm
    const old = known.queueData
    changed ||=
      !old || old.writeQueueNums !== writeQueueNums || old.readQueueNums !== readQueueNums || old.perm !== perm
    known.queueData = { readQueueNums, writeQueueNums, perm }
  }
  return changed
}

/** @param ownId - the brokerId that the Broker names; RocketMQ: RouteInfoManager#onChannelDestroy, #unregisterBroker, from 5.x #unRegisterBroker and #cleanTopicByUnRegisterRequests */
function removeAddress(
  sim: Simulation,
  index: number,
  group: number,
  node: number,
  cause: UnregisterCause,
  ownId: number | null,
): void {
  const server = sim.state.nameServers[index] as NameServer
  const known = server.brokers[group]
  const signsOff = cause === 'unregister'
  const named = signsOff && !sim.rules.unregistersInBatches
  // A channel says who was behind it only as long as that Broker is alive here.
  if (!known || (!named && known.lastUpdateMs[node] === null)) return
  const brokerId = named && ownId !== null ? ownId : known.brokerAddrs.indexOf(node)
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
  const actingMaster = hasActingMasters(sim)
  const route: TopicRouteData = []
  server.brokers.forEach((known: RegisteredBroker | null, group) => {
    const queueData = defaultTopic ? (known?.hasDefaultTopic ? DEFAULT_TOPIC : null) : known?.queueData
    if (!known || !queueData) return
    const entry = { group, queueData: { ...queueData }, brokerAddrs: known.brokerAddrs.slice() }
    const withoutMaster = actingMaster && known.brokerAddrs[MASTER_ID] === null
    if (withoutMaster && defaultTopic) entry.queueData.perm &= ~PERM_WRITE
    // Where the permission has been given back, no Slave acts as Master.
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
function onCommand(sim: Simulation, command: Command): void {
  if (command.type !== 'writePerm') return
  const { brokerName, on } = command
  const group = groupNamed(sim, brokerName)
  for (const server of sim.state.nameServers) {
    const queueData = server.brokers[group]?.queueData
    if (queueData) queueData.perm = on ? queueData.perm | PERM_WRITE : queueData.perm & ~PERM_WRITE
  }
}

/** RocketMQ: RouteInfoManager#scanNotActiveBroker, every few seconds */
export function scanNotActiveBrokers(sim: Simulation, timer: TimersOf<'nameServer'>['scanTimer']): void {
  const { nameServer: index, epoch } = timer
  const server = serverAt(sim, index)
  // A frozen NameServer looks again when it wakes; a dead one gets a new timer when it starts.
  if (epoch !== server.epoch || (server.process !== 'running' && server.process !== 'frozen')) return
  if (server.process === 'running') {
    const expiredMs = hasActingMasters(sim) ? ACTING_MASTER_EXPIRED_MS : BROKER_EXPIRED_MS
    server.brokers.forEach((known, group) => {
      known?.lastUpdateMs.forEach((last, node) => {
        if (last !== null && last + expiredMs < sim.state.nowMs) removeAddress(sim, index, group, node, 'expired', null)
      })
    })
  }
  after(sim, sim.rules.nameServerScanMs, 'scanTimer', timer)
}

// ---------------------------------------------------------------- packets

/** Does the process read what was sent to it in that epoch? */
const reads = (server: NameServer, epoch: number): boolean => epoch === server.epoch && isServing(server.process)

export function registration(sim: Simulation, { from, to, content }: Packet<'registration'>): void {
  const { group, node } = from
  const server = serverAt(sim, to.index)
  if (!reads(server, content.nameServerEpoch) || !registerBroker(sim, server, group, node, content)) return
  log.registered(sim, { nameServer: to.index, group, node, brokerId: content.brokerId })
}

/** A Broker's word, or the end of its connection. */
export function unregistration(sim: Simulation, { from, to, content }: Packet<'unregistration'>): void {
  if (!reads(serverAt(sim, to.index), content.nameServerEpoch)) return
  removeAddress(sim, to.index, from.group, from.node, content.cause, content.brokerId)
}

function routeRequest(sim: Simulation, packet: Packet<'routeRequest'>): void {
  const { from, to, content } = packet
  const { epoch, serial, topic, defaultTopic } = content
  const { process, slowMs, exitsAtMs } = serverAt(sim, to.index)
  const lost = process === 'poweredOff' || isLost(sim, from, to)
  const silent = lost || process === 'frozen'
  const refused = !isServing(process)
  // What reaches a dying process is refused when that is gone.
  const waitMs = refused ? Math.max(0, (exitsAtMs ?? 0) - sim.state.nowMs) : slowMs
  expectAnswer(sim, packet, silent ? null : Math.max(slowMs, waitMs) + 2 * sim.state.settings.networkLatencyMs, !lost)
  if (silent) return
  const route = refused ? null : pickupTopicRouteData(sim, serverAt(sim, to.index), defaultTopic)
  send(sim, 'routeAnswer', to, from, { epoch, serial, topic, defaultTopic, refused, route }, waitMs)
}

/** RocketMQ: the same, asked for the Topic and for %RETRY%group */
function consumerRouteRequest(sim: Simulation, { from, to, content }: Packet<'consumerRouteRequest'>): void {
  const { epoch, serial, consumerGroup } = content
  const server = serverAt(sim, to.index)
  const { process, slowMs, exitsAtMs } = server
  if (process === 'poweredOff' || process === 'frozen' || isLost(sim, from, to)) return
  const refused = !isServing(process)
  const waitMs = refused ? Math.max(0, (exitsAtMs ?? 0) - sim.state.nowMs) : slowMs
  const route = refused ? null : pickupTopicRouteData(sim, server, false)
  const retryRoute = refused ? [] : server.brokers.map((known) => known?.retryTopics[consumerGroup] ?? false)
  send(sim, 'consumerRouteAnswer', to, from, { epoch, serial, refused, route, retryRoute }, waitMs)
}

function exits(sim: Simulation, { nameServer: index, epoch }: TimersOf<'nameServer'>['nameServerExits']): void {
  const server = serverAt(sim, index)
  if (epoch !== server.epoch || server.process !== 'dying') return
  server.process = 'killed'
  log.nameServerProcess(sim, { nameServer: index, to: 'killed' })
}

// ---------------------------------------------------------------- actions

/** A NameServer keeps nothing on disk: a restarted one knows only who registers again. */
function onAction(sim: Simulation, { action, target }: ActionOn<'nameServer'>): void {
  const { index } = target
  const server = sim.state.nameServers[index]
  if (!server) return
  const change = (to: ProcessState) => {
    server.process = to
    log.nameServerProcess(sim, { nameServer: index, to })
  }
  const running = server.process === 'running'
  switch (action.type) {
    case 'kill':
      if (isDown(server.process) || server.process === 'dying') return
      server.exitsAtMs = sim.state.nowMs + exitMs(sim, server)
      change(server.exitsAtMs > sim.state.nowMs ? 'dying' : 'killed')
      after(sim, server.exitsAtMs - sim.state.nowMs, 'nameServerExits', { nameServer: index, epoch: server.epoch })
      return
    case 'powerOff':
      if (server.process !== 'poweredOff') change('poweredOff')
      return
    case 'stop':
      if (running) change('stopped')
      return
    case 'freeze':
      if (running) change('frozen')
      return
    case 'slow':
      server.slowMs = action.ms
      return
    case 'resume':
    case 'restart':
      if (server.process === 'frozen') change('running')
      else if (action.type === 'restart' && (isDown(server.process) || server.process === 'dying')) {
        server.epoch++
        server.exitsAtMs = null
        server.brokers = []
        startScanning(sim, index)
        change('running')
      }
      return
  }
}
