// A Slave's side: it dials its Master, reports its end, and appends what comes. RocketMQ: HAService.HAClient, DefaultHAClient,
// AutoSwitchHAClient

import { groupAt, nodeAt, type Simulation } from '../../context'
import { brokerAddress, type Packet, type TimersOf } from '../../events'
import { isLost } from '../../links'
import { at, deliver, send } from '../../network'
import { type BrokerNode, type HaClient, type HaFrame, MASTER_ID } from '../../state'
import { commonEnd } from '../../state/sameBytes'
import { copyBytes, split, storeOf } from './commitLog'
import { addressOf, changeState, comesLater, connectionFrom, HOUSEKEEPING_MS, isOwn, sendClosed } from './haLink'
import { cutTail } from './lostMessages'
import { storeLog } from './storeCodec'

/** RocketMQ: HAClient#run waits 5,000 ms where it has no Master or cannot connect; RemotingUtil#connect takes as long at most. */
const REDIAL_MS = 5000
const CONNECT_MS = 5000

/**
 * Whom a Slave dials: the newest Master of its group that is not itself.
 *
 * Simplified: it reads who that is; RocketMQ takes the address from the answer to its registration, or from the Controller.
 */
function masterFor(sim: Simulation, group: number, node: BrokerNode): BrokerNode | null {
  let newest: BrokerNode | null = null
  for (const one of groupAt(sim, group).nodes) {
    if (one === node || one.removed || one.brokerId !== MASTER_ID) continue
    if (!newest || one.masterEpoch > newest.masterEpoch) newest = one
  }
  return newest
}

/** It begins to look for its Master, which it does first after so many ms. */
export function startDialling(sim: Simulation, group: number, node: BrokerNode, afterMs: number): void {
  const { ha } = storeOf(node)
  ha.dialling = false
  ha.unread = []
  ha.nextMs = sim.state.nowMs + afterMs
  changeState(sim, group, node, 'DIAL')
  planClient(sim, group, node)
}

/** A process that has just started has no Master's address at its first look. */
export const FIRST_DIAL_MS = REDIAL_MS

/** It takes writes itself now, or is gone. */
export function stopClient(sim: Simulation, group: number, node: BrokerNode): void {
  endConnection(sim, group, node)
  dropClient(sim, group, node)
}

/** There is another Master. */
export function changeMaster(sim: Simulation, group: number, node: BrokerNode): void {
  endConnection(sim, group, node)
  storeOf(node).ha.serial++
  startDialling(sim, group, node, 0)
}

function endConnection(sim: Simulation, group: number, node: BrokerNode): void {
  const { ha } = storeOf(node)
  if (ha.state !== 'SILENT' && ha.state !== 'STREAM' && !ha.dialling) return
  sendClosed(sim, addressOf(group, node), brokerAddress(group, ha.master), connectionFrom(node))
}

/** The same without a word. */
export function dropClient(sim: Simulation, group: number, node: BrokerNode): void {
  const { ha } = storeOf(node)
  ha.serial++
  ha.dialling = false
  ha.unread = []
  ha.timerMs = null
  changeState(sim, group, node, 'OFF')
}

/** After an error: 4.x dials again at once. */
function redial(sim: Simulation, group: number, node: BrokerNode): void {
  storeOf(node).ha.serial++
  startDialling(sim, group, node, sim.rules.haRedialsAtOnce ? 0 : REDIAL_MS)
}

function closeAndRedial(sim: Simulation, group: number, node: BrokerNode): void {
  const { ha } = storeOf(node)
  sendClosed(sim, addressOf(group, node), brokerAddress(group, ha.master), connectionFrom(node))
  redial(sim, group, node)
}

function dueMs(sim: Simulation, ha: HaClient): number {
  if (ha.state === 'DIAL' || ha.state === 'SILENT') return ha.nextMs
  const heartbeatMs = ha.lastWriteMs + sim.state.settings.haSendHeartbeatInterval
  return Math.min(heartbeatMs, ha.lastReadMs + HOUSEKEEPING_MS + 1)
}

/** Plans its next look. */
export function planClient(sim: Simulation, group: number, node: BrokerNode): void {
  const { ha } = storeOf(node)
  if (ha.state === 'OFF') return
  const atMs = Math.max(dueMs(sim, ha), sim.state.nowMs)
  if (ha.timerMs !== null && ha.timerMs <= atMs) return
  ha.timerMs = atMs
  at(sim, atMs, 'haClientTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}

export function haClientTimer(
  sim: Simulation,
  { group, node: index, epoch }: TimersOf<'broker'>['haClientTimer'],
): void {
  const node = nodeAt(sim, group, index)
  const { nowMs, settings } = sim.state
  if (epoch !== node.epoch || !node.store || node.store.ha.timerMs !== nowMs) return
  const { ha } = node.store
  ha.timerMs = null
  if (node.process !== 'running') return
  if (ha.state === 'DIAL' && nowMs >= ha.nextMs) {
    if (ha.dialling) {
      ha.dialling = false
      ha.nextMs = nowMs + REDIAL_MS
    } else dial(sim, group, node)
  } else if (ha.state === 'SILENT' && nowMs >= ha.nextMs) report(sim, group, node)
  else if (ha.state === 'STREAM') {
    if (nowMs - ha.lastReadMs > HOUSEKEEPING_MS) return closeAndRedial(sim, group, node)
    if (nowMs - ha.lastWriteMs >= settings.haSendHeartbeatInterval) report(sim, group, node)
  }
  planClient(sim, group, node)
}

function dial(sim: Simulation, group: number, node: BrokerNode): void {
  const { ha } = storeOf(node)
  const master = masterFor(sim, group, node)
  if (!master) {
    ha.nextMs = sim.state.nowMs + REDIAL_MS
    return
  }
  ha.serial++
  ha.master = master.nodeIndex
  ha.dialling = true
  ha.nextMs = sim.state.nowMs + CONNECT_MS
  send(sim, 'haConnect', addressOf(group, node), brokerAddress(group, ha.master), connectionFrom(node))
}

/** The Master's host has answered. */
export function haConnected(sim: Simulation, { from, to, content }: Packet<'haConnected'>): void {
  if (isLost(sim, from, to)) return
  const { group } = to
  const node = nodeAt(sim, group, to.node)
  if (node.process !== 'running' || !isOwn(node, from, content)) return
  const { ha } = storeOf(node)
  if (!ha.dialling) return
  const { nowMs, settings } = sim.state
  ha.dialling = false
  if (!content.accepted) {
    ha.nextMs = nowMs + REDIAL_MS
    return planClient(sim, group, node)
  }
  ha.masterEpoch = content.masterEpoch
  ha.nextFrame = 0
  ha.unread = []
  ha.lastReadMs = nowMs
  ha.lastWriteMs = nowMs
  if (content.parts) truncateTo(sim, group, node, content.parts)
  if (sim.rules.haReportsLate) {
    ha.nextMs = nowMs + settings.haSendHeartbeatInterval
    changeState(sim, group, node, 'SILENT')
  } else report(sim, group, node)
  planClient(sim, group, node)
}

/** What the Master does not have goes. RocketMQ: AutoSwitchHAClient#doTruncate */
function truncateTo(sim: Simulation, group: number, node: BrokerNode, parts: HaFrame['parts']): void {
  const store = storeOf(node)
  const end = commonEnd(store, { parts, minOffset: store.minOffset })
  if (end < store.maxOffset) cutTail(sim, group, node, end)
}

function report(sim: Simulation, group: number, node: BrokerNode): void {
  const { ha, maxOffset } = storeOf(node)
  ha.lastWriteMs = sim.state.nowMs
  changeState(sim, group, node, 'STREAM')
  const to = brokerAddress(group, ha.master)
  send(sim, 'haReport', addressOf(group, node), to, { ...connectionFrom(node), offset: maxOffset, tries: 0 })
}

export function haFrame(sim: Simulation, packet: Packet<'haFrame'>): void {
  if (packet.content.tries >= 0 && comesLater(sim, packet)) return
  const { from, to, content } = packet
  const { group } = to
  const node = nodeAt(sim, group, to.node)
  const { process } = node
  if (process === 'poweredOff' || process === 'dying') return
  if (!isOwn(node, from, content) || storeOf(node).ha.state !== 'STREAM') return sendClosed(sim, to, from, content)
  if (node.slowMs > 0 && content.tries >= 0) {
    // Simplified: a slow Slave takes as much longer to read each of them.
    const late = { ...content, tries: -1 }
    return deliver(sim, 'haFrame', from, to, late, packet.sentAtMs, sim.state.nowMs + node.slowMs)
  }
  const { frame, fromOffset, parts, confirmOffset } = content
  const { ha } = storeOf(node)
  const unread = [...ha.unread, { frame, fromOffset, parts, confirmOffset }]
  ha.unread = unread.sort((one, other) => one.frame - other.frame)
  readFrames(sim, group, node)
}

/** Appends what has come, as long as nothing is missing in between. A page that the disk is writing cannot be written to. */
export function readFrames(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  const { ha } = store
  let read = false
  while (node.process === 'running' && !node.troubles.includes('diskStalled')) {
    const [next, ...others] = ha.unread
    if (!next || next.frame > ha.nextFrame) break
    ha.unread = others
    ha.nextFrame = next.frame + 1
    ha.lastReadMs = sim.state.nowMs
    if (!readFrame(sim, group, node, next)) return closeAndRedial(sim, group, node)
    read = true
  }
  if (!read) return
  sim.storage?.progress(sim, group, node)
  planClient(sim, group, node)
}

/** @returns false if it does not begin where this log ends. RocketMQ: HAClient#dispatchReadRequest */
function readFrame(sim: Simulation, groupIndex: number, node: BrokerNode, frame: HaFrame): boolean {
  const store = storeOf(node)
  const { fromOffset, parts, confirmOffset } = frame
  const isEmpty = store.parts.length === 0 && store.maxOffset === 0
  if (isEmpty && parts.length > 0) beginAt(node, fromOffset)
  if (fromOffset !== store.maxOffset && !(isEmpty && parts.length === 0)) return false
  const toOffset = parts.at(-1)?.endOffset ?? store.maxOffset
  if (toOffset > store.maxOffset) {
    copyBytes(groupAt(sim, groupIndex), { parts, minOffset: fromOffset }, store, toOffset)
    storeLog.replicated(sim, { group: groupIndex, node: node.nodeIndex, ...split(toOffset) })
    report(sim, groupIndex, node)
  }
  store.confirmOffset = Math.max(store.confirmOffset, Math.min(confirmOffset, store.maxOffset))
  return true
}

/** A fresh Slave has nothing before what comes first. */
function beginAt(node: BrokerNode, offset: number): void {
  const store = storeOf(node)
  store.minOffset = offset
  store.maxOffset = offset
  store.committedOffset = offset
  store.flushedOffset = offset
  store.diskOffset = offset
  store.reputOffset = offset
  store.confirmOffset = offset
}

/** The Master's end is closed. */
export function closedByMaster(sim: Simulation, { from, to, content }: Packet<'haClosed'>): void {
  const node = nodeAt(sim, to.group, to.node)
  if (!isOwn(node, from, content) || storeOf(node).ha.state === 'OFF') return
  if (node.process === 'running') redial(sim, to.group, node)
  // A paused process finds it closed when it goes on.
  else if (node.process === 'frozen') startDialling(sim, to.group, node, 0)
}
