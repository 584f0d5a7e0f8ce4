// Storing a message, and what its answer waits for. RocketMQ: CommitLog#asyncPutMessage, #handleDiskFlushAndHA

import { groupAt, type Simulation } from '../../context'
import type { ServedRequest, TimersOf } from '../../events'
import { at } from '../../network'
import { isStoredCode, RESPONSE_CODE } from '../../releases'
import type { BrokerNode, PendingPut } from '../../state'
import { answer, showStored } from '../sendMessageProcessor'
import { append, messageSize, storeOf } from './commitLog'
import { isSyncFlush, planFlush } from './flush'
import { markUnanswered } from './lostMessages'
import { appended, isReplicated, refusesPut, replicaWait } from './replication'
import { planReput } from './reput'
import { isBusy, takeRequests, turnAway, waitForLock } from './sendQueue'
import { planCommit, usesPool } from './transientPool'

const BYTES_PER_MB = 1_000_000
/** Its turn to wait for copies has not come. */
const NOT_YET = Number.MAX_SAFE_INTEGER

/** A thread puts a message into the store, or waits with it for the append lock. */
export function store(sim: Simulation, served: ServedRequest, node: BrokerNode): void {
  const own = storeOf(node)
  const { settings } = sim.state
  const { packet } = served
  const { request } = packet.content
  const { group, queueId, message } = request
  own.begun = Math.max(0, own.begun - 1)
  if (isBusy(sim, own)) {
    return turnAway(sim, node, served, 'PC_SYNCHRONIZED', sim.rules.storeBusyCode)
  }
  // A page that the disk is writing cannot be written to: the append holds the lock until it can.
  if (node.troubles.includes('diskStalled') && !isSyncFlush(sim, node) && !usesPool(sim, node))
    return waitForLock(sim, group, node, served)
  const refused = refusesPut(sim, group, node, message)
  if (refused !== null) return answer(sim, node, packet, node.epoch, refused)
  const topicBytes = (sim.state.topics[request.topic]?.name ?? '').length
  const size = messageSize(settings.messageBodySize, topicBytes, sim.rules.propertiesBytes)
  if (size + 8 > settings.mappedFileSizeCommitLog) {
    return answer(sim, node, packet, node.epoch, RESPONSE_CODE.MESSAGE_ILLEGAL)
  }
  throttle(sim, node, size * settings.sendsPerPacket)
  const queueOffset = own.queueOffsets[queueId] ?? 0
  const startOffset = own.maxOffset
  const endOffset = append(sim, group, node, message, queueId, size, settings.sendsPerPacket)
  // Without the pool an append is in the page cache at once.
  planCommit(sim, group, node)
  showStored(sim, request, settings.sendsPerPacket, queueOffset)
  appended(sim, group, node)
  planReput(sim, group, node)
  waitForAnswer(sim, served, node, startOffset, endOffset)
  planFlush(sim, group, node)
}

/** Beyond the kernel's limit of dirty pages, an append takes as long as the disk does. Linux: balance_dirty_pages */
function throttle(sim: Simulation, node: BrokerNode, bytes: number): void {
  const own = storeOf(node)
  const { dirtyPageMegabytes, diskMegabytesPerSecond } = sim.state.settings
  if (own.committedOffset - own.flushedOffset + bytes <= dirtyPageMegabytes * BYTES_PER_MB) return
  own.freeAtNs += Math.floor((1000 * bytes) / diskMegabytesPerSecond)
}

/** The message is stored; its answer may wait for the disk and for copies. */
function waitForAnswer(
  sim: Simulation,
  served: ServedRequest,
  node: BrokerNode,
  startOffset: number,
  endOffset: number,
): void {
  const own = storeOf(node)
  const { group } = served.packet.content.request
  const { nowMs, settings } = sim.state
  const wait = replicaWait(sim, group, node, endOffset)
  const put: PendingPut = {
    served,
    processEpoch: node.epoch,
    epoch: own.parts.at(-1)?.epoch ?? 0,
    startOffset,
    endOffset,
    flushCode: isSyncFlush(sim, node) ? null : RESPONSE_CODE.SUCCESS,
    replicaCode: wait.code,
    flushDeadlineMs: nowMs + settings.syncFlushTimeout,
    replicaDeadlineMs: waitsInTurn(sim, node) ? NOT_YET : nowMs + wait.limitMs,
  }
  // A person has said what the answer is.
  if (served.injectedCode !== null) return answerPut(sim, node, put)
  const looked = lookAt(sim, group, node, put)
  if (isDone(looked)) return answerPut(sim, node, looked)
  const last = own.puts.at(-1)
  own.putsInOrder = last ? own.putsInOrder && isBefore(last, looked) : true
  own.puts.push(looked)
  if (looked.replicaDeadlineMs === NOT_YET) settlePuts(sim, group, node)
  else planPutTimer(sim, group, node, looked)
}

/** Up to 4.9.2 messages wait for the Slave one after another. */
const waitsInTurn = (sim: Simulation, node: BrokerNode): boolean => sim.rules.replicaWaitsInTurn && !node.raft

const isDone = ({ flushCode, replicaCode }: PendingPut): boolean => flushCode !== null && replicaCode !== null

/** Do the two wait for the same, and the one no longer than the other? */
const isBefore = (one: PendingPut, other: PendingPut): boolean =>
  (one.flushCode === null) === (other.flushCode === null) &&
  (one.replicaCode === null) === (other.replicaCode === null) &&
  one.flushDeadlineMs <= other.flushDeadlineMs &&
  one.replicaDeadlineMs <= other.replicaDeadlineMs

/** What has become of it: the same, or one with both codes, or with that of a wait that has been too long. */
function lookAt(sim: Simulation, group: number, node: BrokerNode, put: PendingPut): PendingPut {
  const { nowMs } = sim.state
  const { endOffset, flushDeadlineMs, replicaDeadlineMs } = put
  const isFlushed = storeOf(node).flushedOffset >= endOffset
  const flushLate = !isFlushed && nowMs >= flushDeadlineMs ? RESPONSE_CODE.FLUSH_DISK_TIMEOUT : null
  const flushCode = put.flushCode ?? (isFlushed ? RESPONSE_CODE.SUCCESS : flushLate)
  const isCopied = put.replicaCode === null && isReplicated(sim, group, node, endOffset)
  const replicaLate =
    put.replicaCode === null && !isCopied && nowMs >= replicaDeadlineMs
      ? replicaWait(sim, group, node, endOffset).lateCode
      : null
  const replicaCode = put.replicaCode ?? (isCopied ? RESPONSE_CODE.SUCCESS : replicaLate)
  if (flushCode !== null && replicaCode !== null) return { ...put, flushCode, replicaCode }
  if (put.flushCode === null && flushLate !== null) return { ...put, flushCode }
  return put.replicaCode === null && replicaLate !== null ? { ...put, replicaCode } : put
}

/** Its turn to wait for the Slave has come. */
const withDeadline = (sim: Simulation, group: number, node: BrokerNode, put: PendingPut): PendingPut => ({
  ...put,
  replicaDeadlineMs: sim.state.nowMs + replicaWait(sim, group, node, put.endOffset).limitMs,
})

/** The code of the copies, if it is not SUCCESS, hides that of the disk. */
function answerPut(sim: Simulation, node: BrokerNode, put: PendingPut): void {
  const { served, processEpoch, flushCode, replicaCode } = put
  const stored = (replicaCode !== RESPONSE_CODE.SUCCESS ? replicaCode : flushCode) as number
  const code = served.injectedCode ?? stored
  const { group, oneway } = served.packet.content.request
  if (!isStoredCode(code) || oneway) markUnanswered(groupAt(sim, group), put)
  answer(sim, node, served.packet, processEpoch, code)
}

/**
 * Answers what has waited enough. Where puts are in order, those that nothing is new for are behind the first such one: only what is
 * answered is looked at.
 */
export function settlePuts(sim: Simulation, group: number, node: BrokerNode): void {
  const own = storeOf(node)
  const { puts } = own
  if (puts.length === 0 || node.process === 'frozen') return
  const done: PendingPut[] = []
  const waiting: PendingPut[] = []
  let at = 0
  let turnIsTaken = false
  for (; at < puts.length; at++) {
    const before = puts[at] as PendingPut
    const itsTurn = before.replicaCode === null && before.replicaDeadlineMs === NOT_YET && !turnIsTaken
    const put = itsTurn ? withDeadline(sim, group, node, before) : before
    const looked = lookAt(sim, group, node, put)
    turnIsTaken ||= looked.replicaCode === null
    if (isDone(looked)) done.push(looked)
    else waiting.push(looked)
    if (looked === before && own.putsInOrder) {
      at++
      break
    }
  }
  // Where one code is known and the other is not, they no longer wait for the same.
  own.putsInOrder = own.putsInOrder && waiting.length <= 1
  if (done.length > 0) own.puts = [...waiting, ...puts.slice(at)]
  else for (const [index, put] of waiting.entries()) puts[index] = put
  if (own.puts.length === 0) own.putsInOrder = true
  for (const put of done) answerPut(sim, node, put)
  const first = own.puts[0]
  if (first && own.putsInOrder) planPutTimer(sim, group, node, first)
  else for (const put of own.puts) planPutTimer(sim, group, node, put)
  if (done.length > 0 && sim.rules.sendThreadWaits) takeRequests(sim, group, node)
}

/** A look when the time of a put is over, unless there is an earlier one. */
function planPutTimer(sim: Simulation, group: number, node: BrokerNode, put: PendingPut): void {
  const own = storeOf(node)
  const { nowMs } = sim.state
  // What is on disk no longer waits for it, though it is answered only with its copies; and the other way round.
  const waitsForDisk = put.flushCode === null && own.flushedOffset < put.endOffset
  const waitsForCopies = put.replicaCode === null && !isReplicated(sim, group, node, put.endOffset)
  const firstMs = Math.max(
    nowMs,
    Math.min(waitsForDisk ? put.flushDeadlineMs : Infinity, waitsForCopies ? put.replicaDeadlineMs : Infinity),
  )
  if (firstMs >= NOT_YET || (own.putTimerMs !== null && own.putTimerMs <= firstMs)) return
  own.putTimerMs = firstMs
  at(sim, firstMs, 'putTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}

export function putTimer(sim: Simulation, { group, node: index, epoch }: TimersOf<'broker'>['putTimer']): void {
  const node = groupAt(sim, group).nodes[index] as BrokerNode
  if (epoch !== node.epoch || storeOf(node).putTimerMs !== sim.state.nowMs) return
  storeOf(node).putTimerMs = null
  settlePuts(sim, group, node)
}
