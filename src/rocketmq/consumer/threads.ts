// The threads that call listeners: who gets one, what a listener is given, and how long it takes. RocketMQ: ConsumeMessageService

import { consumerAt, draw, type Simulation } from '../context'
import { after, at } from '../network'
import type { Consumer, ConsumeTask, OrderlyWait, ProcessQueue } from '../state'
import { consumerLog } from './consumerCodec'
import { cachedAt, markStarted } from './processQueue'
import { queueBySerial } from './rebalance'

/** RocketMQ: ProcessQueue.REBALANCE_LOCK_MAX_LIVE_TIME, ms */
const LOCK_TRUST_MS = 30_000
/** RocketMQ: ConsumeMessageOrderlyService.MAX_TIME_CONSUME_CONTINUOUSLY, ms */
const MAX_TURN_MS = 60_000
/** ms until it looks again after its turn; where it has no lock; where it has lost it. RocketMQ: ConsumeMessageOrderlyService.ConsumeRequest#run */
const NEXT_TURN_MS = 10
const NO_LOCK_MS = 100
const LOST_LOCK_MS = 10

/** Of this queue's messages a thread has, or shall have, some. */
export const isGiven = ({ running, waiting }: Consumer, { serial }: ProcessQueue): boolean =>
  running.some(({ queueSerial }) => queueSerial === serial) || waiting.some(({ queueSerial }) => queueSerial === serial)

/** Messages of a queue for one call of the listener; none: an orderly queue, whose thread takes what is there then. */
export function newTask(consumer: Consumer, queue: ProcessQueue, offsets: readonly number[]): ConsumeTask {
  const places = offsets.map((offset) => cachedAt(queue, offset))
  const column = (values: readonly number[]) => places.map((place) => values[place] as number)
  const { group, queueId, serial: queueSerial, cached } = queue
  return {
    id: consumer.nextTask++,
    queueSerial,
    group,
    queueId,
    offsets,
    messages: column(cached.message),
    times: column(cached.times),
    sizes: column(cached.size),
    startedAtMs: null,
    endsAtMs: null,
    sendingBack: 0,
  }
}

/** Threads that are free take what waits longest. */
export function giveThreads(sim: Simulation, index: number): void {
  const consumer = consumerAt(sim, index)
  while (consumer.running.length < sim.state.settings.consumeThreadMax) {
    const task = consumer.waiting.shift()
    if (!task) return
    const queue = queueBySerial(consumer, task.queueSerial)
    if (!queue) continue
    if (task.offsets.length > 0) callListener(sim, index, queue, task)
    else {
      queue.orderlyThread = sim.state.nowMs
      if (holdsLock(sim, queue)) goOnInOrder(sim, index, queue)
      else putOff(sim, index, queue, 'notLocked', NO_LOCK_MS)
    }
  }
}

// ---------------------------------------------------------------- one call

/** ms that the listener takes for this call; null: it never returns. */
function listenerMs(sim: Simulation, consumer: Consumer, { messages }: ConsumeTask): number | null {
  const { consumeTimeMs, consumeTimeSpread, stuckMessage } = sim.state.settings
  const spreadMs = Math.floor((consumeTimeMs * consumeTimeSpread) / 100)
  const ms = consumeTimeMs - spreadMs + (spreadMs > 0 ? draw(consumer, 2 * spreadMs + 1) : 0)
  return messages.includes(stuckMessage) ? null : ms
}

/** Does the listener fail for these messages? It does for all of a call. RocketMQ: RECONSUME_LATER, null or an exception */
export function listenerFails(sim: Simulation, consumer: Consumer, { messages }: ConsumeTask): boolean {
  const { consumeFailurePercent, poisonMessage } = sim.state.settings
  const fails = consumeFailurePercent > 0 && draw(consumer, 100) < consumeFailurePercent
  return fails || messages.includes(poisonMessage)
}

function callListener(sim: Simulation, index: number, queue: ProcessQueue, task: ConsumeTask): void {
  const consumer = consumerAt(sim, index)
  const { nowMs } = sim.state
  const ms = listenerMs(sim, consumer, task)
  task.startedAtMs = nowMs
  task.endsAtMs = ms === null ? null : nowMs + ms
  markStarted(queue, task.offsets, nowMs)
  consumer.running.push(task)
  task.offsets.forEach((queueOffset, at) => {
    const message = task.messages[at] as number
    const times = task.times[at] as number
    const { group, queueId } = queue
    consumerLog.consumeBegun(sim, { consumer: index, message, group, queueId, queueOffset, times })
  })
  if (ms !== null) after(sim, ms, 'consumeTimer', { consumer: index, epoch: consumer.epoch, task: task.id })
}

/** What came of some messages of a call. */
export function logResults(
  sim: Simulation,
  index: number,
  { group, queueId, offsets, messages, times }: ConsumeTask,
  result: Parameters<typeof consumerLog.consumed>[1]['result'],
): void {
  offsets.forEach((queueOffset, at) => {
    const message = messages[at] as number
    consumerLog.consumed(sim, {
      consumer: index,
      message,
      group,
      queueId,
      queueOffset,
      times: times[at] as number,
      result,
    })
  })
}

export const taskById = ({ running }: Consumer, id: number): ConsumeTask | undefined =>
  running.find((task) => task.id === id)

/** Its thread is free. */
export function endTask(consumer: Consumer, task: ConsumeTask): void {
  consumer.running = consumer.running.filter((one) => one !== task)
}

/** The queue is dropped, or the process ends: what waits is skipped. */
export function skipWaiting(sim: Simulation, index: number, { serial }: ProcessQueue): void {
  const consumer = consumerAt(sim, index)
  consumer.waiting = consumer.waiting.filter(({ queueSerial }) => queueSerial !== serial)
}

// ---------------------------------------------------------------- in order

/** Does the client take this queue for locked? RocketMQ: ProcessQueue#isLocked, #isLockExpired */
export const holdsLock = ({ state }: Simulation, { locked, lastLockMs }: ProcessQueue): boolean =>
  locked && state.nowMs - lastLockMs <= LOCK_TRUST_MS

/** The thread of an orderly queue takes the next messages, or leaves it. RocketMQ: ConsumeMessageOrderlyService.ConsumeRequest#run, its loop */
export function goOnInOrder(sim: Simulation, index: number, queue: ProcessQueue): void {
  const { nowMs, settings } = sim.state
  const sinceMs = queue.orderlyThread ?? nowMs
  if (!holdsLock(sim, queue)) return putOff(sim, index, queue, 'notLocked', LOST_LOCK_MS)
  if (nowMs - sinceMs > MAX_TURN_MS) return putOff(sim, index, queue, 'yields', NEXT_TURN_MS)
  const { offset, startedAtMs } = queue.cached
  const offsets = offset
    .slice(0, settings.consumeMessageBatchMaxSize)
    .filter((_offset, place) => startedAtMs[place] === null)
  if (offsets.length === 0) {
    queue.orderlyThread = null
    return
  }
  queue.orderlyThread = sinceMs
  callListener(sim, index, queue, newTask(consumerAt(sim, index), queue, offsets))
}

/** Its thread is free, and it looks again later. RocketMQ: #submitConsumeRequestLater, #tryLockLaterAndReconsume */
export function putOff(sim: Simulation, index: number, queue: ProcessQueue, why: OrderlyWait, ms: number): void {
  const { epoch } = consumerAt(sim, index)
  queue.orderlyThread = null
  queue.orderlyWait = why
  queue.orderlyTimerMs = sim.state.nowMs + ms
  at(sim, queue.orderlyTimerMs, 'orderlyTimer', { consumer: index, epoch, serial: queue.serial })
}
