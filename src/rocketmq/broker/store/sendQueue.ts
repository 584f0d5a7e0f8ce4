// The send queue of a Broker: who waits for a thread and for the append lock, and who is turned away.
// RocketMQ: SendMessageProcessor#rejectRequest, NettyRemotingAbstract#processRequestCommand, BrokerFastFailure

import { groupAt, type Simulation } from '../../context'
import { log } from '../../entryCodec'
import type { Packet, ServedRequest, TimersOf } from '../../events'
import { at } from '../../network'
import { RESPONSE_CODE } from '../../releases'
import type { BrokerNode, NodeStore } from '../../state'
import { answer, beginService } from '../sendMessageProcessor'
import { storeOf } from './commitLog'
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
  sendQueue.length * sim.state.settings.sendsPerPacket

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
  if (node.troubles.includes('overloaded')) {
    node.inService--
    return beginService(sim, packet, node, RESPONSE_CODE.SYSTEM_BUSY, settings.waitTimeMillsInSendQueue)
  }
  const ahead = queuedMessages(sim, store)
  if (ahead >= settings.sendThreadPoolQueueCapacity) return turnAway(sim, node, served, 'OVERLOAD')
  store.sendQueue.push(served)
  takeRequests(sim, group, node)
  if (store.sendQueue.at(-1) !== served) return
  const { message } = packet.content.request
  log.queued(sim, { message, group, node: node.nodeIndex, ahead })
  planCleaning(sim, group, node)
}

/** Answers SYSTEM_BUSY and says why. */
function turnAway(sim: Simulation, node: BrokerNode, served: ServedRequest, reason: BusyReason): void {
  const { packet, sinceMs } = served
  const { message, group } = packet.content.request
  log.busy(sim, { message, group, node: node.nodeIndex, reason, waitedMs: sim.state.nowMs - sinceMs })
  answer(sim, node, packet, node.epoch, RESPONSE_CODE.SYSTEM_BUSY)
}

const threads = (sim: Simulation): number => sim.state.settings.sendMessageThreadPoolNums ?? sim.rules.sendThreads

/** Threads that wait, for the lock or (up to 4.6.1) with a message for the disk and the Slave. */
const waitingThreads = (sim: Simulation, { lockWaiters, puts }: NodeStore): number =>
  lockWaiters.length + (sim.rules.sendThreadWaits ? puts.length : 0)

/**
 * Threads take requests from the queue as the append lock allows.
 *
 * Simplified: the lock is what limits a Broker, so that a thread's own work takes brokerServiceTimeMs and no capacity; threads are
 * counted while they wait.
 */
export function takeRequests(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  const { nowMs, settings } = sim.state
  if (node.process === 'frozen') return
  const costNs = Math.floor((1000 * NS_PER_MS) / settings.brokerWritesPerSecond) * settings.sendsPerPacket
  while (store.sendQueue.length > 0) {
    if (waitingThreads(sim, store) + (sim.rules.sendThreadWaits ? store.begun : 0) >= threads(sim)) return
    if (store.freeAtNs >= (nowMs + 1) * NS_PER_MS) return planQueue(sim, group, node)
    const served = store.sendQueue.shift() as ServedRequest
    store.freeAtNs = Math.max(store.freeAtNs, nowMs * NS_PER_MS) + costNs
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
  store.lockWaiters.push(served)
  planCleaning(sim, group, node)
}

/** The append that held it gets on, and the others after it. */
export function lockIsFree(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  const waiting = store.lockWaiters
  store.lockedSinceMs = null
  store.lockWaiters = []
  for (const served of waiting) sim.storage?.put(sim, served, node)
  takeRequests(sim, group, node)
}

// ---------------------------------------------------------------- BrokerFastFailure

/** Plans its next look: the first of its 10 ms looks at which something can have waited too long. */
function planCleaning(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  if (store.fastFailureMs !== null || store.sendQueue.length === 0) return
  const { waitTimeMillsInSendQueue, osPageCacheBusyTimeOutMills } = sim.state.settings
  const head = store.sendQueue[0] as ServedRequest
  const busyAtMs = store.lockedSinceMs === null ? Infinity : store.lockedSinceMs + osPageCacheBusyTimeOutMills + 1
  const dueMs = Math.max(Math.min(head.sinceMs + waitTimeMillsInSendQueue, busyAtMs), sim.state.nowMs + 1)
  const firstMs = store.startedAtMs + FIRST_CLEAN_MS
  store.fastFailureMs = firstMs + Math.max(0, Math.ceil((dueMs - firstMs) / CLEAN_MS)) * CLEAN_MS
  at(sim, store.fastFailureMs, 'fastFailureTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}

/** RocketMQ: BrokerFastFailure#cleanExpiredRequest */
export function fastFailureTimer(
  sim: Simulation,
  { group, node: index, epoch }: TimersOf<'broker'>['fastFailureTimer'],
): void {
  const node = groupAt(sim, group).nodes[index] as BrokerNode
  if (epoch !== node.epoch) return
  const store = storeOf(node)
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

/** After a pause everything goes on that had stopped. */
export function resumeQueue(sim: Simulation, group: number, node: BrokerNode): void {
  takeRequests(sim, group, node)
  planCleaning(sim, group, node)
}
