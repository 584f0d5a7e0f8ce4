// What both ends of the connection from a Slave to its Master have in common. RocketMQ: HAService, DefaultHAService

import { nodeAt, type Simulation } from '../../context'
import { type BrokerAddress, brokerAddress, type Packet } from '../../events'
import { isLost } from '../../links'
import { deliver, send } from '../../network'
import type { BrokerNode, HaClient, HaState, SlaveProgress } from '../../state'
import { storeOf } from './commitLog'
import { storeLog } from './storeCodec'

/** RocketMQ: MessageStoreConfig.haHousekeepingInterval, ms */
export const HOUSEKEEPING_MS = 20_000
/** Linux: TCP_RTO_MIN, ms; it doubles each time. */
const RESEND_MS = 200
const MAX_DOUBLINGS = 4
const BYTES_PER_MB_MS = 1000

/** How the nodes of a group get what their Master stores. */
export type ReplicationMode = 'HA' | 'CONTROLLER' | 'DLEDGER'

export function replicationMode({ state }: Simulation): ReplicationMode {
  if (state.settings.enableDLegerCommitLog) return 'DLEDGER'
  return state.settings.enableControllerMode ? 'CONTROLLER' : 'HA'
}

export const newClient = (nowMs: number): HaClient => ({
  state: 'OFF',
  sinceMs: nowMs,
  master: 0,
  serial: 0,
  masterEpoch: 0,
  dialling: false,
  nextMs: nowMs,
  lastReadMs: nowMs,
  lastWriteMs: nowMs,
  nextFrame: 0,
  unread: [],
  timerMs: null,
})

export const newProgress = (slave: BrokerNode, serial: number, nowMs: number): SlaveProgress => ({
  node: slave.nodeIndex,
  slaveEpoch: slave.epoch,
  serial,
  streaming: false,
  ackOffset: 0,
  sentOffset: 0,
  framesSent: 0,
  caughtUpAtMs: nowMs,
  transferAtMs: nowMs,
  transferEnd: 0,
  lastReadMs: nowMs,
  lastWriteMs: nowMs,
  busyUntilMs: nowMs,
  restMs: nowMs,
  unreadReport: null,
  committedSent: 0,
  timerMs: null,
})

export function changeState(sim: Simulation, group: number, node: BrokerNode, state: HaState): void {
  const { ha } = storeOf(node)
  if (ha.state === state) return
  ha.state = state
  ha.sinceMs = sim.state.nowMs
  storeLog.haState(sim, { group, node: node.nodeIndex, connection: state })
}

/** ms that so many bytes are on the wire. */
export const wireMs = ({ state }: Simulation, bytes: number): number =>
  Math.floor(bytes / (state.settings.haMegabytesPerSecond * BYTES_PER_MB_MS))

type Connection = Packet<'haClosed'>['content']

/** The Slave that a packet from it names, as its Master knows it; null if there is no such connection. */
export function slaveBehind({ store, epoch }: BrokerNode, from: BrokerAddress, of: Connection): SlaveProgress | null {
  if (of.masterEpoch !== epoch) return null
  const isIt = (slave: SlaveProgress) =>
    slave.node === from.node && slave.serial === of.serial && slave.slaveEpoch === of.slaveEpoch
  return store?.slaves.find(isIt) ?? null
}

/** Is it the connection that a Slave has now? */
export const isOwn = ({ store, epoch }: BrokerNode, from: BrokerAddress, of: Connection): boolean =>
  store !== null &&
  store.ha.master === from.node &&
  store.ha.serial === of.serial &&
  of.slaveEpoch === epoch &&
  (store.ha.masterEpoch === of.masterEpoch || store.ha.dialling)

/** The connection from a Slave's side. */
export const connectionFrom = ({ epoch, store }: BrokerNode): Connection => ({
  serial: store?.ha.serial ?? 0,
  slaveEpoch: epoch,
  masterEpoch: store?.ha.masterEpoch ?? 0,
})

export function sendClosed(sim: Simulation, from: BrokerAddress, to: BrokerAddress, of: Connection): void {
  const { serial, slaveEpoch, masterEpoch } = of
  send(sim, 'haClosed', from, to, { serial, slaveEpoch, masterEpoch })
}

/**
 * Has the link lost it? TCP sends it again, as long as its sender keeps the connection.
 *
 * Simplified: each packet by itself; whoever reads takes them in their order.
 */
export function comesLater(sim: Simulation, packet: Packet<'haReport'> | Packet<'haFrame'>): boolean {
  const { from, to } = packet
  if (!isLost(sim, from, to)) return false
  const { content } = packet
  const sender = nodeAt(sim, from.group, from.node)
  const isOpen =
    packet.kind === 'haReport'
      ? isOwn(sender, to, content) && sender.process !== 'poweredOff'
      : slaveBehind(sender, to, content) !== null
  if (!isOpen) return true
  const sentAtMs =
    sim.state.nowMs +
    Math.max(RESEND_MS, 2 * sim.state.settings.networkLatencyMs) * 2 ** Math.min(content.tries, MAX_DOUBLINGS)
  const atMs = sentAtMs + packet.atMs - packet.sentAtMs
  const tries = content.tries + 1
  if (packet.kind === 'haReport') deliver(sim, 'haReport', from, to, { ...packet.content, tries }, sentAtMs, atMs)
  else deliver(sim, 'haFrame', from, to, { ...packet.content, tries }, sentAtMs, atMs)
  return true
}

export const addressOf = (group: number, node: BrokerNode): BrokerAddress => brokerAddress(group, node.nodeIndex)
