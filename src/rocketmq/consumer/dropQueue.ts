// A queue is no longer this member's. RocketMQ: RebalanceImpl#updateProcessQueueTableInRebalance, RebalancePushImpl#removeUnnecessaryMessageQueue

import { consumerAt, type Simulation } from '../context'
import type { ProcessQueue } from '../state'
import { consumerLog } from './consumerCodec'
import { giveBack, isOrderly } from './locks'
import { persistQueue } from './offsets'
import { skipWaiting } from './threads'

/** Its waiting tasks are skipped, results of running ones ignored, its offset is sent. */
export function dropQueue(sim: Simulation, index: number, queue: ProcessQueue): void {
  const consumer = consumerAt(sim, index)
  const { group, queueId } = queue
  if (!consumer.queues.includes(queue)) return
  consumer.queues = consumer.queues.filter((one) => one !== queue)
  skipWaiting(sim, index, queue)
  persistQueue(sim, index, { group, queueId }, true)
  consumerLog.queueRevoked(sim, { consumer: index, group, queueId })
  if (!isOrderly(sim)) return
  consumer.leaving.push(queue)
  giveBack(sim, index, queue)
}
