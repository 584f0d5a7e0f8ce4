// Messages in any order, by a pool of threads. RocketMQ: ConsumeMessageConcurrentlyService
import { consumerAt, type Simulation } from '../context'
import type { PulledMessage, TimersOf } from '../events'
import { after } from '../network'
import type { ConsumeTask, ProcessQueue } from '../state'
import { consumerLog } from './consumerCodec'
import { consumerRules } from './consumerRules'
import { isOrderly } from './locks'
import { updateOffset } from './offsets'
import { consumeInOrder, orderlyReturned } from './orderly'
import { cachedAt, countTry, isWaiting, markStarted, putMessages, removeMessages } from './processQueue'
import { queueBySerial } from './rebalance'
import { sendBackNext } from './sendBackCall'
import { endTask, giveThreads, listenerFails, logResults, newTask, taskById } from './threads'

/** RocketMQ: #submitConsumeRequestLater, ms */
const LATER_MS = 5000

/** Messages have come: puts them into the queue and gives them to the threads, in order or not as the listener is. */
export function messagesArrived(
  sim: Simulation,
  index: number,
  queue: ProcessQueue,
  messages: readonly PulledMessage[],
): void {
  putMessages(queue, messages)
  if (isOrderly(sim)) return consumeInOrder(sim, index, queue)
  const offsets = messages.map(({ offset }) => offset)
  const consumer = consumerAt(sim, index)
  const size = sim.state.settings.consumeMessageBatchMaxSize
  for (let at = 0; at < offsets.length; at += size)
    consumer.waiting.push(newTask(consumer, queue, offsets.slice(at, at + size)))
  giveThreads(sim, index)
}

/** A listener returns. */
export function consumeTimer(
  sim: Simulation,
  { consumer: index, task: id }: TimersOf<'consumer'>['consumeTimer'],
): void {
  const consumer = consumerAt(sim, index)
  const task = taskById(consumer, id)
  if (!task || task.endsAtMs === null) return
  task.endsAtMs = null
  const fails = listenerFails(sim, consumer, task)
  const queue = queueBySerial(consumer, task.queueSerial)
  if (!queue) {
    endTask(consumer, task)
    logResults(sim, index, task, 'discarded')
  } else if (isOrderly(sim)) orderlyReturned(sim, index, queue, task, fails)
  else returned(sim, index, queue, task, fails)
  giveThreads(sim, index)
}

/** RocketMQ: #processConsumeResult */
function returned(sim: Simulation, index: number, queue: ProcessQueue, task: ConsumeTask, fails: boolean): void {
  const consumer = consumerAt(sim, index)
  logResults(sim, index, task, fails ? 'RECONSUME_LATER' : 'SUCCESS')
  consumer[fails ? 'failed' : 'consumed'] += task.offsets.length
  if (!fails) return finish(sim, index, task, [])
  if (sim.state.settings.messageModel === 'BROADCASTING') {
    const { consumerGroup } = consumer
    const { group, queueId } = queue
    task.offsets.forEach((queueOffset, at) => {
      const message = task.messages[at] as number
      consumerLog.skipped(sim, { consumerGroup, message, group, queueId, queueOffset, cause: 'broadcastFailure' })
    })
    return finish(sim, index, task, [])
  }
  task.sendingBack = task.offsets.length
  sendBack(sim, index, queue, task)
}

/** Sends back what is left of a call's messages, one after another: its thread waits for each answer. */
function sendBack(sim: Simulation, index: number, queue: ProcessQueue, task: ConsumeTask): void {
  const { expiredIsSentBackOnce } = consumerRules(sim)
  for (; task.sendingBack > 0; task.sendingBack--) {
    const offset = nextOffset(task)
    // It took too long, and is gone from the queue.
    if (expiredIsSentBackOnce && cachedAt(queue, offset) < 0) continue
    if (sendBackNext(sim, index, task)) return
    comesAgain(queue, offset)
  }
  const again = task.offsets.filter((offset) => isWaiting(queue, offset))
  finish(sim, index, task, again)
}

const nextOffset = ({ offsets, sendingBack }: ConsumeTask): number => offsets[offsets.length - sendingBack] as number

/** It is tried here again. */
function comesAgain(queue: ProcessQueue, offset: number): void {
  countTry(queue, offset)
  markStarted(queue, [offset], null)
}

/** An answer to what a thread has sent back, or its failure. The queue may be gone meanwhile. */
export function sentBack(
  sim: Simulation,
  index: number,
  queue: ProcessQueue | null,
  task: ConsumeTask,
  isStored: boolean,
): void {
  if (!queue) return finish(sim, index, task, [])
  if (!isStored) comesAgain(queue, nextOffset(task))
  task.sendingBack--
  sendBack(sim, index, queue, task)
}

/** The thread is through with a call: its messages leave the queue, but those that come again here. */
function finish(sim: Simulation, index: number, task: ConsumeTask, again: readonly number[]): void {
  const consumer = consumerAt(sim, index)
  endTask(consumer, task)
  const queue = queueBySerial(consumer, task.queueSerial)
  if (!queue) return
  const done = again.length === 0 ? task.offsets : task.offsets.filter((offset) => !again.includes(offset))
  const offset = removeMessages(queue, done)
  if (offset >= 0) updateOffset(consumer, queue, offset, true)
  if (again.length === 0) return
  after(sim, LATER_MS, 'consumeLaterTimer', {
    consumer: index,
    epoch: consumer.epoch,
    serial: queue.serial,
    offsets: again,
  })
}

export function consumeLaterTimer(
  sim: Simulation,
  { consumer: index, serial, offsets }: TimersOf<'consumer'>['consumeLaterTimer'],
): void {
  const consumer = consumerAt(sim, index)
  const queue = queueBySerial(consumer, serial)
  if (!queue) return
  const there = offsets.filter((offset) => isWaiting(queue, offset))
  if (there.length === 0) return
  consumer.waiting.push(newTask(consumer, queue, there))
  giveThreads(sim, index)
}

/** The process shuts down: listeners are interrupted, and nothing comes of what they did. */
export function interruptListeners(sim: Simulation, index: number): void {
  const consumer = consumerAt(sim, index)
  // What has returned has its result already, and only waits to be sent back.
  for (const task of consumer.running) if (task.sendingBack === 0) logResults(sim, index, task, 'discarded')
  consumer.running = []
  consumer.waiting = []
}

/** Another number of threads. */
export const threadsChanged = giveThreads
