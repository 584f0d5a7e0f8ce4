// Messages whose listener takes too long. RocketMQ: ConsumeMessageConcurrentlyService#cleanExpireMsg, ProcessQueue#cleanExpiredMsg
//
// Simplified: all queues are looked at together; RocketMQ's one thread waits for the answers of one queue before it looks at the next.
import { consumerAt, type Simulation } from '../context'
import type { TimersOf } from '../events'
import { after } from '../network'
import type { ProcessQueue } from '../state'
import { isOrderly } from './locks'
import { removeMessages } from './processQueue'
import { queueBySerial } from './rebalance'
import { sendMessageBack } from './sendBackCall'
import { logResults, newTask } from './threads'

/** Messages of one queue in one run; their delay level. RocketMQ: ProcessQueue#cleanExpiredMsg */
const MOST = 16
const LEVEL = 3

export function expireTimer(sim: Simulation, { consumer: index, epoch }: TimersOf<'consumer'>['expireTimer']): void {
  const { consumeTimeout } = sim.state.settings
  after(sim, consumeTimeout, 'expireTimer', { consumer: index, epoch })
  if (isOrderly(sim)) return
  for (const queue of consumerAt(sim, index).queues) if (!queue.expiring) sendHeadBack(sim, index, queue, MOST)
}

/** The message at the head of a queue, if it is with a listener for too long. */
function sendHeadBack(sim: Simulation, index: number, queue: ProcessQueue, left: number): void {
  const { offset, message, times, size, startedAtMs } = queue.cached
  queue.expiring = null
  const [sinceMs] = startedAtMs
  const isLate = typeof sinceMs === 'number' && sim.state.nowMs - sinceMs > sim.state.settings.consumeTimeout
  if (left === 0 || !isLate) return
  const head = { message: message[0] as number, times: times[0] as number, size: size[0] as number }
  if (!sendMessageBack(sim, index, queue.group, head, LEVEL, { queueSerial: queue.serial })) return
  queue.expiring = { offset: offset[0] as number, left: left - 1 }
}

/** Its answer, or its failure. What has been sent back leaves the queue, and nothing is committed for it. */
export function expiredSentBack(sim: Simulation, index: number, queue: ProcessQueue, isStored: boolean): void {
  const { expiring } = queue
  queue.expiring = null
  if (!expiring || !isStored) return
  // Its listener may have returned meanwhile.
  if (queue.cached.offset[0] === expiring.offset) {
    logResults(sim, index, newTask(consumerAt(sim, index), queue, [expiring.offset]), 'timeout')
    removeMessages(queue, [expiring.offset])
  }
  if (queueBySerial(consumerAt(sim, index), queue.serial)) sendHeadBack(sim, index, queue, expiring.left)
}
