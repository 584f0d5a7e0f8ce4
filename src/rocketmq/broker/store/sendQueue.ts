// The send queue of a Broker: who waits for a thread and for the append lock, and who is turned away.
// RocketMQ: SendMessageProcessor#rejectRequest, NettyRemotingAbstract#processRequestCommand, BrokerFastFailure

import { groupAt, type Simulation } from '../../context'
import type { Packet, ServedRequest, TimersOf } from '../../events'
import { at } from '../../network'
import { RESPONSE_CODE } from '../../releases'
import { sendsOf } from '../../sends'
import type { BrokerNode, NodeStore } from '../../state'
import { answer, beginService } from '../sendMessageProcessor'
import { storeOf } from './commitLog'
import { storeLog } from './storeCodec'
import { isPoolDeficient } from './transientPool'

type BusyReason = 'REJECTREQUEST' | 'OVERLOAD' | 'TIMEOUT_CLEAN_QUEUE' | 'PCBUSY_CLEAN_QUEUE' | 'PC_SYNCHRONIZED'

/** RocketMQ: BrokerFastFailure#start */
const FIRST_CLEAN_MS = 1000
const CLEAN_MS = 10
/** Beyond it the time in the lock is taken for a mistake. RocketMQ: DefaultMessageStore#isOSPageCacheBusy */
const MAX_LOCK_MS = 10_000_000

const NS_PER_MS = 1_000_000

/**
 * Has somebody held the append lock for too long?
 *
 * @param heldMs - ms for which it has been held, or null
 *
 * RocketMQ: DefaultMessageStore#isOSPageCacheBusy
 */
export const isPageCacheBusy = (heldMs: number | null, timeoutMs: number): boolean =>
  heldMs !== null && heldMs > timeoutMs && heldMs < MAX_LOCK_MS

const heldMs = (sim: Simulation, { lockedSinceMs }: NodeStore): number | null =>
  lockedSinceMs === null ? null : sim.state.nowMs - lockedSinceMs

export const isBusy = (sim: Simulation, store: NodeStore): boolean =>
  isPageCacheBusy(heldMs(sim, store), sim.state.settings.osPageCacheBusyTimeOutMills)

/** Messages in the send queue. */
export const queuedMessages = (sim: Simulation, { sendQueue }: NodeStore): number =>
  sendsOf(sim.state.settings, sendQueue.length)

/** A request has reached the process. */
export function accept(
  sim: Simulation,
  packet: Packet<'sendRequest'>,
  node: BrokerNode,
  injectedCode: number | null,
): void {
  const store = storeOf(node)
  const { group } = packet.to
  const { nowMs, settings } = sim.state
  const served: ServedRequest = { packet, sinceMs: nowMs, injectedCode }
  node.inService++
  if (isBusy(sim, store) || isPoolDeficient(sim, node)) return turnAway(sim, node, served, 'REJECTREQUEST')
  // Of a packet that stands for several sends the first one decides.
  const ahead = queuedMessages(sim, store)
  if (ahead >= settings.sendThreadPoolQueueCapacity) return turnAway(sim, node, served, 'OVERLOAD')
  store.sendQueue.push(served)
  takeRequests(sim, group, node)
  if (store.sendQueue.at(-1) !== served) return
  const { message } = packet.content.request
  storeLog.queued(sim, { message, group, node: node.nodeIndex, ahead })
  planCleaning(sim, group, node)
}

/** Answers that the Broker is busy, and says why. */
export function turnAway(
  sim: Simulation,
  node: BrokerNode,
  served: ServedRequest,
  reason: BusyReason,
  code: number = RESPONSE_CODE.SYSTEM_BUSY,
): void {
  const { packet, sinceMs } = served
  const { message, group } = packet.content.request
  storeLog.busy(sim, { message, group, node: node.nodeIndex, reason, waitedMs: sim.state.nowMs - sinceMs })
  answer(sim, node, packet, node.epoch, code)
}

const threads = (sim: Simulation): number => sim.state.settings.sendMessageThreadPoolNums ?? sim.rules.sendThreads

/** Does a thread wait with its message for the disk or for copies? Up to 4.6.1 it does, where the answer waits for them. */
const waitsWithMessage = ({ rules, state }: Simulation, { raft }: BrokerNode): boolean =>
  rules.sendThreadWaits &&
  (raft !== null || state.settings.flushDiskType === 'SYNC_FLUSH' || state.settings.brokerRole === 'SYNC_MASTER')

/** Threads that take no other request for now. */
function boundThreads(sim: Simulation, node: BrokerNode): number {
  const { lockWaiters, lockedSinceMs, puts, begun } = storeOf(node)
  const waits = waitsWithMessage(sim, node)
  return lockWaiters.length + (waits ? puts.length : 0) + (waits || lockedSinceMs !== null ? begun : 0)
}

/** ns for which the append lock is taken by one packet: rounded up, so that a Broker never takes more than its settings say. */
const lockNs = ({ brokerWritesPerSecond, sendsPerPacket }: Simulation['state']['settings']): number =>
  Math.ceil((sendsPerPacket * 1000 * NS_PER_MS) / brokerWritesPerSecond)

/**
 * Threads take requests from the queue as the append lock allows. Those of an overloaded Broker have other things to do.
 *
 * Simplified: the lock is what limits a Broker, so that a thread's own work takes brokerServiceTimeMs and no capacity; threads are
 * counted where they wait. A packet that stands for several sends takes one thread, and the lock once for each of them.
 */
export function takeRequests(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  const { nowMs, settings } = sim.state
  if (node.process === 'frozen' || node.troubles.includes('overloaded')) return
  while (store.sendQueue.length > 0) {
    if (boundThreads(sim, node) >= threads(sim)) return
    if (store.freeAtNs >= (nowMs + 1) * NS_PER_MS) return planQueue(sim, group, node)
    const served = store.sendQueue.shift() as ServedRequest
    store.freeAtNs = Math.max(store.freeAtNs, nowMs * NS_PER_MS) + lockNs(settings)
    store.begun++
    beginService(sim, served.packet, node, served.injectedCode, null, served.sinceMs)
  }
}

function planQueue(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  if (store.queueTimerMs !== null) return
  store.queueTimerMs = Math.floor(store.freeAtNs / NS_PER_MS)
  at(sim, store.queueTimerMs, 'sendQueueTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}

export function sendQueueTimer(
  sim: Simulation,
  { group, node: index, epoch }: TimersOf<'broker'>['sendQueueTimer'],
): void {
  const node = groupAt(sim, group).nodes[index] as BrokerNode
  if (epoch !== node.epoch) return
  storeOf(node).queueTimerMs = null
  takeRequests(sim, group, node)
}

/** An append holds the lock, and does not get on: the thread waits with its request. */
export function waitForLock(sim: Simulation, group: number, node: BrokerNode, served: ServedRequest): void {
  const store = storeOf(node)
  store.lockedSinceMs ??= sim.state.nowMs
  if (store.lockWaiters.length < threads(sim)) store.lockWaiters.push(served)
  else putBack(sim, group, node, served)
  planCleaning(sim, group, node)
}

/** A request that was begun as if there were threads without end: none is left for it, so it is in the queue in fact. */
function putBack(sim: Simulation, group: number, node: BrokerNode, served: ServedRequest): void {
  const { sendQueue } = storeOf(node)
  const { message, opaque } = served.packet.content.request
  const isLater = (other: ServedRequest) =>
    other.sinceMs > served.sinceMs || (other.sinceMs === served.sinceMs && other.packet.content.request.opaque > opaque)
  const later = sendQueue.findIndex(isLater)
  const place = later < 0 ? sendQueue.length : later
  sendQueue.splice(place, 0, served)
  storeLog.queued(sim, { message, group, node: node.nodeIndex, ahead: sendsOf(sim.state.settings, place) })
}

/** Something speaks against storing what a thread has worked on: it is answered, and the thread is free. */
export function refuse(sim: Simulation, node: BrokerNode, served: ServedRequest, code: number): void {
  const store = storeOf(node)
  store.begun = Math.max(0, store.begun - 1)
  // An answer that a person has ordered has no reason.
  const reason = served.injectedCode === code ? null : busyReason(sim, node, code)
  if (reason === null) answer(sim, node, served.packet, node.epoch, code)
  else turnAway(sim, node, served, reason, code)
}

function busyReason({ rules }: Simulation, { raft }: BrokerNode, code: number): BusyReason | null {
  if (raft && !raft.hasRole && code === rules.storeBusyCode) return 'PC_SYNCHRONIZED'
  return code === RESPONSE_CODE.SYSTEM_BUSY ? 'REJECTREQUEST' : null
}

/** The append that held it gets on, and the others after it. */
export function lockIsFree(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  const waiting = store.lockWaiters
  store.lockedSinceMs = null
  store.lockWaiters = []
  store.begun += waiting.length
  for (const served of waiting) sim.storage?.put(sim, served, node, null)
  takeRequests(sim, group, node)
}

// ---------------------------------------------------------------- BrokerFastFailure

/** Plans its next look: the first of its 10 ms looks at which something can have waited too long. */
function planCleaning(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  if (store.sendQueue.length === 0) return
  const { waitTimeMillsInSendQueue, osPageCacheBusyTimeOutMills } = sim.state.settings
  const head = store.sendQueue[0] as ServedRequest
  const busyAtMs = store.lockedSinceMs === null ? Infinity : store.lockedSinceMs + osPageCacheBusyTimeOutMills + 1
  const dueMs = Math.max(Math.min(head.sinceMs + waitTimeMillsInSendQueue, busyAtMs), sim.state.nowMs + 1)
  const firstMs = store.startedAtMs + FIRST_CLEAN_MS
  const lookMs = firstMs + Math.max(0, Math.ceil((dueMs - firstMs) / CLEAN_MS)) * CLEAN_MS
  if (store.fastFailureMs !== null && store.fastFailureMs <= lookMs) return
  store.fastFailureMs = lookMs
  at(sim, store.fastFailureMs, 'fastFailureTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}

/** RocketMQ: BrokerFastFailure#cleanExpiredRequest */
export function fastFailureTimer(
  sim: Simulation,
  { group, node: index, epoch }: TimersOf<'broker'>['fastFailureTimer'],
): void {
  const node = groupAt(sim, group).nodes[index] as BrokerNode
  const store = storeOf(node)
  if (epoch !== node.epoch || store.fastFailureMs !== sim.state.nowMs) return
  store.fastFailureMs = null
  if (node.process === 'frozen') return
  const { nowMs, settings } = sim.state
  const busy = isBusy(sim, store)
  while (store.sendQueue.length > 0) {
    const head = store.sendQueue[0] as ServedRequest
    if (!busy && nowMs - head.sinceMs < settings.waitTimeMillsInSendQueue) break
    store.sendQueue.shift()
    turnAway(sim, node, head, busy ? 'PCBUSY_CLEAN_QUEUE' : 'TIMEOUT_CLEAN_QUEUE')
  }
  planCleaning(sim, group, node)
}

/** What threads may do, or how long a request may wait, is another thing from now on. */
export function queueChanged(sim: Simulation, group: number, node: BrokerNode): void {
  takeRequests(sim, group, node)
  planCleaning(sim, group, node)
}
