// The registry of Brokers and Topic routes. RocketMQ: RouteInfoManager, BrokerHousekeepingService, NamesrvController

import { LOG, UNREGISTER_CAUSES, where } from './eventLog'
import { schedule } from './eventQueue'
import { EVENT, groupAt, isServing, nodeAt, note, type Simulation, transmit } from './network'
import { MASTER_ID, type NameServer, type RegisteredBroker, type SimulationEvent, type TopicRouteData } from './types'

/** brokerIds a group can have: 0 to 3. */
const BROKER_IDS = 4

/** RocketMQ: BrokerLiveInfo.heartbeatTimeoutMillis, ms */
const BROKER_EXPIRED_MS = 120_000

/** RocketMQ: NamesrvController 4.x scans every 10 s, first after 5 s; 5.x every 5 s. */
const scanPeriodMs = (release: string): number => (release.startsWith('4') ? 10_000 : 5000)

export const createNameServer = (): NameServer => ({ process: 'running', epoch: 0, slowMs: 0, brokers: [] })

export function startNameServer(sim: Simulation, index: number): void {
  const { state } = sim
  const server = state.nameServers[index] as NameServer
  schedule(state, state.nowMs + 5000, EVENT.SCAN_TIMER, index, server.epoch)
}

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
    known = { brokerAddrs: new Array(BROKER_IDS).fill(null), queueData: null, lastUpdateMs: [null, null, null] }
    while (server.brokers.length < group) server.brokers.push(null)
    server.brokers[group] = known
    changed = true
  }
  for (let id = 0; id < BROKER_IDS; id++) {
    if (id !== brokerId && known.brokerAddrs[id] === node) {
      known.brokerAddrs[id] = null
      changed = true
    }
  }
  if (known.brokerAddrs[brokerId] !== node) {
    known.brokerAddrs[brokerId] = node
    changed = true
  }
  known.lastUpdateMs[node] = sim.state.nowMs
  const lowest = known.brokerAddrs.findIndex((address) => address !== null)
  const mayUpdateTopic = brokerId === MASTER_ID || (!sim.rules.release.startsWith('4') && brokerId === lowest)
  if (mayUpdateTopic) {
    const old = known.queueData
    if (
      !old ||
      old.writeQueueNums !== broker.writeQueueNums ||
      old.readQueueNums !== broker.readQueueNums ||
      old.perm !== broker.perm
    ) {
      known.queueData = {
        readQueueNums: broker.readQueueNums,
        writeQueueNums: broker.writeQueueNums,
        perm: broker.perm,
      }
      changed = true
    }
  }
  return changed
}

/** RocketMQ: RouteInfoManager#onChannelDestroy, #unregisterBroker */
function removeAddress(sim: Simulation, index: number, group: number, node: number, cause: number): void {
  const server = sim.state.nameServers[index] as NameServer
  const known = server.brokers[group]
  if (!known || known.lastUpdateMs[node] === null) return
  known.lastUpdateMs[node] = null
  const brokerId = known.brokerAddrs.indexOf(node)
  if (brokerId >= 0) {
    known.brokerAddrs[brokerId] = null
    note(sim, LOG.unregistered, 0, where(group, node), 0, brokerId, index, cause)
  }
  if (known.brokerAddrs.every((address) => address === null)) server.brokers[group] = null
}

/**
 * What this NameServer answers about the Topic.
 *
 * @returns null for TOPIC_NOT_EXIST (17)
 *
 * RocketMQ: RouteInfoManager#pickupTopicRouteData
 */
export function pickupTopicRouteData(server: NameServer): TopicRouteData | null {
  const route: TopicRouteData = []
  server.brokers.forEach((known: RegisteredBroker | null, group) => {
    if (known?.queueData) {
      route.push({ group, queueData: { ...known.queueData }, brokerAddrs: known.brokerAddrs.slice() })
    }
  })
  return route.length === 0 ? null : route
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
    server.brokers.forEach((known, group) => {
      known?.lastUpdateMs.forEach((last, node) => {
        if (last !== null && last + BROKER_EXPIRED_MS < state.nowMs) {
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
      note(sim, LOG.registered, 0, where(event.b, event.c), 0, event.d, event.a)
    }
  } else {
    removeAddress(sim, event.a, event.b, event.c, event.d)
  }
}

const scanLater = (sim: Simulation, event: SimulationEvent): void =>
  schedule(sim.state, sim.state.nowMs + scanPeriodMs(sim.rules.release), EVENT.SCAN_TIMER, event.a, event.b)

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
