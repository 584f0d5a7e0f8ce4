// Controller mode: which nodes have what their Master has, as the Master reports it. RocketMQ: AutoSwitchHAService#maybeExpandInSyncStateSet,
// #maybeShrinkSyncStateSet, ReplicasManager#checkSyncStateSetAndDoReport
//
// Simplified: the Controller knows a change at once, wherever the Master reaches it, so that none is ever unconfirmed.

import { groupAt, nodeAt, type Simulation } from '../../context'
import { brokerAddress, CONTROLLER, type TimersOf } from '../../events'
import { isCut } from '../../links'
import { at } from '../../network'
import { type BrokerNode, MASTER_ID, type SlaveProgress } from '../../state'
import { split, storeOf } from './commitLog'
import { replicationMode } from './haLink'
import { storeLog } from './storeCodec'

/** RocketMQ: BrokerConfig.checkSyncStateSetPeriod, ms; its first look comes sooner. */
const CHECK_MS = 5000
const FIRST_CHECK_MS = 3000
/** RocketMQ: MessageStoreConfig.haMaxTimeSlaveNotCatchup, ms */
const NOT_CAUGHT_UP_MS = 15_000

/** Has a Slave been behind for too long? */
export const isLeftBehind = (caughtUpAtMs: number, nowMs: number): boolean => nowMs - caughtUpAtMs > NOT_CAUGHT_UP_MS

/** Is this node the Master in whom the Controller believes, and do the two hear each other? */
function mayReport(sim: Simulation, group: number, node: BrokerNode): boolean {
  const { nodes } = groupAt(sim, group)
  if (node.brokerId !== MASTER_ID || nodes.some(({ masterEpoch }) => masterEpoch > node.masterEpoch)) return false
  return !isCut(sim, CONTROLLER, brokerAddress(group, node.nodeIndex))
}

/** The Master takes a Slave into the set, or out of it. */
export function alterSyncStateSet(
  sim: Simulation,
  group: number,
  master: BrokerNode,
  slave: number,
  isIn: boolean,
): void {
  if (replicationMode(sim) !== 'CONTROLLER' || !mayReport(sim, group, master)) return
  const broker = groupAt(sim, group)
  if (broker.syncStateSet.includes(slave) === isIn) return
  broker.syncStateSet = isIn
    ? [...broker.syncStateSet, slave].sort((one, other) => one - other)
    : broker.syncStateSet.filter((one) => one !== slave)
  storeLog.syncStateSet(sim, { group, node: slave, isIn })
}

/** A Slave that has reported may be one of the set from now on. */
export function maybeExpand(sim: Simulation, group: number, master: BrokerNode, slave: SlaveProgress): void {
  const { parts, minOffset } = storeOf(master)
  const epochStart = parts.at(-2)?.endOffset ?? minOffset
  const { ackOffset } = slave
  if (ackOffset < confirmOffset(sim, group, master) || ackOffset < epochStart) return
  alterSyncStateSet(sim, group, master, slave.node, true)
}

/** The members besides the Master, as it knows them; undefined for one without a connection. */
const others = (sim: Simulation, group: number, master: BrokerNode): (SlaveProgress | undefined)[] =>
  groupAt(sim, group)
    .syncStateSet.filter((index) => index !== master.nodeIndex)
    .map((index) => storeOf(master).slaves.find(({ node }) => node === index))

/** Has every member of the set everything up to an offset? */
export const allHave = (sim: Simulation, group: number, master: BrokerNode, offset: number): boolean =>
  others(sim, group, master).every((slave) => slave !== undefined && slave.ackOffset >= offset)

/**
 * @param ownEnd - of the Master
 * @param ends - of the other members of the set
 *
 * RocketMQ: AutoSwitchHAService#computeConfirmOffset
 */
export const confirmOffsetOf = (ownEnd: number, ends: readonly number[]): number => Math.min(ownEnd, ...ends)

/** What a Master shows its consumers. It stays where it is while a member has no connection. RocketMQ: CommitLog#getConfirmOffset */
export function confirmOffset(sim: Simulation, group: number, master: BrokerNode): number {
  const store = storeOf(master)
  const bySet = sim.rules.confirmsBySyncStateSet || sim.state.settings.allAckInSyncStateSet
  if (!bySet) return store.maxOffset
  const members = others(sim, group, master)
  const connected = members.flatMap((slave) => slave ?? [])
  if (connected.length < members.length) return Math.min(store.confirmOffset, store.maxOffset)
  return confirmOffsetOf(
    store.maxOffset,
    connected.map(({ ackOffset }) => ackOffset),
  )
}

/** Something that the confirmOffset depends on has changed. */
export function confirm(sim: Simulation, group: number, master: BrokerNode): void {
  const store = storeOf(master)
  const offset = Math.max(store.confirmOffset, confirmOffset(sim, group, master))
  if (offset === store.confirmOffset) return
  store.confirmOffset = offset
  storeLog.confirmed(sim, { group, node: master.nodeIndex, ...split(offset) })
}

export function startChecking(sim: Simulation, group: number, node: BrokerNode): void {
  planCheck(sim, group, node, FIRST_CHECK_MS)
}

function planCheck(sim: Simulation, group: number, node: BrokerNode, ms: number): void {
  const store = storeOf(node)
  store.checkTimerMs = sim.state.nowMs + ms
  at(sim, store.checkTimerMs, 'syncStateSetTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}

export function syncStateSetTimer(
  sim: Simulation,
  { group, node: index, epoch }: TimersOf<'broker'>['syncStateSetTimer'],
): void {
  const node = nodeAt(sim, group, index)
  if (epoch !== node.epoch || node.store?.checkTimerMs !== sim.state.nowMs) return
  if (node.brokerId !== MASTER_ID) {
    node.store.checkTimerMs = null
    return
  }
  planCheck(sim, group, node, CHECK_MS)
  if (node.process !== 'running') return
  for (const member of groupAt(sim, group).syncStateSet) {
    if (member === index) continue
    const slave = node.store.slaves.find((one) => one.node === member)
    if (slave && keepsUp(sim, node, slave)) continue
    alterSyncStateSet(sim, group, node, member, false)
  }
  confirm(sim, group, node)
  sim.storage?.progress(sim, group, node)
}

function keepsUp(sim: Simulation, node: BrokerNode, slave: SlaveProgress): boolean {
  const { maxOffset } = storeOf(node)
  if (slave.ackOffset >= maxOffset && slave.streaming)
    slave.caughtUpAtMs = Math.max(slave.caughtUpAtMs, slave.lastReadMs)
  if (sim.rules.sentCountsAsCaughtUp && slave.streaming && slave.sentOffset >= maxOffset) return true
  return !isLeftBehind(slave.caughtUpAtMs, sim.state.nowMs)
}
