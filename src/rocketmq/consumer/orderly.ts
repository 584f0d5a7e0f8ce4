// Messages of one queue one after another, under a lock. RocketMQ: ConsumeMessageOrderlyService
import { consumerAt, type Simulation } from '../context'
import type { TimersOf } from '../events'
import type { ConsumeTask, ProcessQueue } from '../state'
import { lockQueue } from './locks'
import { updateOffset } from './offsets'
import { countTry, markStarted, removeMessages } from './processQueue'
import { queueBySerial } from './rebalance'
import { sendBackNext } from './sendBackCall'
import { endTask, giveThreads, goOnInOrder, holdsLock, isGiven, logResults, newTask, putOff } from './threads'

/** After a lock was asked for: 3,000, and the 100 of a queue without one. RocketMQ: #tryLockLaterAndReconsume */
const AGAIN_MS = 3100
/** Limits of suspendCurrentQueueTimeMillis. RocketMQ: #submitConsumeRequestLater */
const SUSPEND_MS = [10, 30_000] as const

/** The queue has messages, or a lock, that it had not before. */
export function consumeInOrder(sim: Simulation, index: number, queue: ProcessQueue): void {
  const consumer = consumerAt(sim, index)
  if (queue.cached.offset.length === 0 || isGiven(consumer, queue)) return
  const isPutOff = queue.orderlyTimerMs !== null
  if (isPutOff && !(queue.orderlyWait === 'notLocked' && holdsLock(sim, queue))) return
  submit(sim, index, queue)
}

function submit(sim: Simulation, index: number, queue: ProcessQueue): void {
  const consumer = consumerAt(sim, index)
  queue.orderlyTimerMs = null
  queue.orderlyWait = null
  consumer.waiting.push(newTask(consumer, queue, []))
  giveThreads(sim, index)
}

export function orderlyTimer(sim: Simulation, { consumer: index, serial }: TimersOf<'consumer'>['orderlyTimer']): void {
  const queue = queueBySerial(consumerAt(sim, index), serial)
  if (!queue || queue.orderlyTimerMs !== sim.state.nowMs) return
  const lacksLock = queue.orderlyWait === 'notLocked' && !holdsLock(sim, queue)
  if (!lacksLock) return submit(sim, index, queue)
  putOff(sim, index, queue, 'notLocked', AGAIN_MS)
  lockQueue(sim, index, queue)
}

/** The listener has returned. RocketMQ: #processConsumeResult, with autoCommit */
export function orderlyReturned(
  sim: Simulation,
  index: number,
  queue: ProcessQueue,
  task: ConsumeTask,
  fails: boolean,
): void {
  const consumer = consumerAt(sim, index)
  const { maxReconsumeTimes } = sim.state.settings
  logResults(sim, index, task, fails ? 'SUSPEND' : 'SUCCESS')
  consumer[fails ? 'failed' : 'consumed'] += task.offsets.length
  if (!fails) return commit(sim, index, queue, task)
  const isOver = (times: number) => maxReconsumeTimes >= 0 && times >= maxReconsumeTimes
  // Of a batch the messages that have had their tries are sent back; where any has not, all of it comes again.
  if (!task.times.every(isOver)) return suspend(sim, index, queue, task)
  task.sendingBack = task.offsets.length
  if (!sendBackNext(sim, index, task)) orderlySentBack(sim, index, queue, task, false)
}

/** An answer to what it has sent back, or its failure. RocketMQ: #checkReconsumeTimes */
export function orderlySentBack(
  sim: Simulation,
  index: number,
  queue: ProcessQueue,
  task: ConsumeTask,
  isStored: boolean,
): void {
  if (!isStored) return suspend(sim, index, queue, task)
  task.sendingBack--
  if (task.sendingBack === 0) commit(sim, index, queue, task)
  else if (!sendBackNext(sim, index, task)) suspend(sim, index, queue, task)
}

function commit(sim: Simulation, index: number, queue: ProcessQueue, task: ConsumeTask): void {
  const consumer = consumerAt(sim, index)
  endTask(consumer, task)
  removeMessages(queue, task.offsets)
  queue.headTries = 0
  updateOffset(consumer, queue, (task.offsets.at(-1) as number) + 1, false)
  goOnInOrder(sim, index, queue)
}

/** The same messages again, and nothing of the queue before. RocketMQ: SUSPEND_CURRENT_QUEUE_A_MOMENT */
function suspend(sim: Simulation, index: number, queue: ProcessQueue, task: ConsumeTask): void {
  const [least, most] = SUSPEND_MS
  task.sendingBack = 0
  endTask(consumerAt(sim, index), task)
  markStarted(queue, task.offsets, null)
  for (const offset of task.offsets) countTry(queue, offset)
  queue.headTries++
  const ms = Math.min(most, Math.max(least, sim.state.settings.suspendCurrentQueueTimeMillis))
  putOff(sim, index, queue, 'suspended', ms)
}
