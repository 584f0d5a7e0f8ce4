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
  if (node.troubles.includes('diskStalled') && !isSyncFlush(sim, node)) return waitForLock(sim, group, node, served)
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
  if (!settings.transientStorePoolEnable) own.committedOffset = own.maxOffset
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
  const { group } = served.packet.content.request
  const { nowMs, settings } = sim.state
  const wait = replicaWait(sim, group, node, endOffset)
  storeOf(node).puts.push({
    served,
    processEpoch: node.epoch,
    epoch: storeOf(node).parts.at(-1)?.epoch ?? 0,
    startOffset,
    endOffset,
    flushCode: isSyncFlush(sim, node) ? null : RESPONSE_CODE.SUCCESS,
    replicaCode: wait.code,
    flushDeadlineMs: nowMs + settings.syncFlushTimeout,
    replicaDeadlineMs: sim.rules.replicaWaitsInTurn && !node.raft ? NOT_YET : nowMs + wait.limitMs,
  })
  settlePuts(sim, group, node)
}

/** Answers what has waited enough. The code of the copies, if it is not SUCCESS, hides that of the disk. */
export function settlePuts(sim: Simulation, group: number, node: BrokerNode): void {
  const own = storeOf(node)
  if (own.puts.length === 0 || node.process === 'frozen') return
  const { nowMs } = sim.state
  const done: PendingPut[] = []
  let turnIsTaken = false
  own.puts = own.puts.filter((put) => {
    if (put.flushCode === null) {
      if (own.flushedOffset >= put.endOffset) put.flushCode = RESPONSE_CODE.SUCCESS
      else if (nowMs >= put.flushDeadlineMs) put.flushCode = RESPONSE_CODE.FLUSH_DISK_TIMEOUT
    }
    if (put.replicaCode === null) {
      if (put.replicaDeadlineMs === NOT_YET && !turnIsTaken) {
        put.replicaDeadlineMs = nowMs + replicaWait(sim, group, node, put.endOffset).limitMs
      }
      if (isReplicated(sim, group, node, put.endOffset)) put.replicaCode = RESPONSE_CODE.SUCCESS
      else if (nowMs >= put.replicaDeadlineMs) put.replicaCode = replicaWait(sim, group, node, put.endOffset).lateCode
    }
    if (put.replicaCode === null) turnIsTaken = true
    if (put.flushCode === null || put.replicaCode === null) return true
    done.push(put)
    return false
  })
  for (const put of done) {
    const { served, processEpoch, flushCode, replicaCode } = put
    const stored = (replicaCode !== RESPONSE_CODE.SUCCESS ? replicaCode : flushCode) as number
    // What a person has ordered the Broker to answer comes first.
    const code = served.injectedCode ?? stored
    if (!isStoredCode(code) || served.packet.content.request.oneway) markUnanswered(groupAt(sim, group), put)
    answer(sim, node, served.packet, processEpoch, code)
  }
  planPutTimer(sim, group, node)
  if (done.length > 0 && sim.rules.sendThreadWaits) takeRequests(sim, group, node)
}

function planPutTimer(sim: Simulation, group: number, node: BrokerNode): void {
  const own = storeOf(node)
  const deadlines = own.puts.flatMap((put) => [
    ...(put.flushCode === null ? [put.flushDeadlineMs] : []),
    ...(put.replicaCode === null ? [put.replicaDeadlineMs] : []),
  ])
  if (deadlines.length === 0) return
  const firstMs = Math.min(...deadlines)
  if (own.putTimerMs !== null && own.putTimerMs <= firstMs) return
  own.putTimerMs = firstMs
  at(sim, firstMs, 'putTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}

export function putTimer(sim: Simulation, { group, node: index, epoch }: TimersOf<'broker'>['putTimer']): void {
  const node = groupAt(sim, group).nodes[index] as BrokerNode
  if (epoch !== node.epoch || storeOf(node).putTimerMs !== sim.state.nowMs) return
  storeOf(node).putTimerMs = null
  settlePuts(sim, group, node)
}
