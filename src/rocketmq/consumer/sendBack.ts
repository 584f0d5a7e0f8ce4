// Failed messages go back to the Broker: what comes of it. RocketMQ: DefaultMQPushConsumerImpl#sendMessageBack
import { consumerAt, type Simulation } from '../context'
import type { ConsumerResponseBody } from '../events'
import type { ConsumerCall } from '../state'
import { sentBack } from './concurrently'
import { expiredSentBack } from './expire'
import { isOrderly } from './locks'
import { orderlySentBack } from './orderly'
import { queueBySerial } from './rebalance'
import { giveThreads, taskById } from './threads'

/** An answer to CONSUMER_SEND_MSG_BACK, or its failure (null). */
export function sendBackAnswered(
  sim: Simulation,
  index: number,
  call: ConsumerCall,
  body: ConsumerResponseBody | null,
): void {
  const consumer = consumerAt(sim, index)
  const queue = queueBySerial(consumer, call.queueSerial)
  const isStored = body?.code === 'done'
  if (call.task === null) {
    if (queue) expiredSentBack(sim, index, queue, isStored)
    return
  }
  const task = taskById(consumer, call.task)
  if (!task) return
  if (queue && isOrderly(sim)) orderlySentBack(sim, index, queue, task, isStored)
  else sentBack(sim, index, queue, task, isStored)
  giveThreads(sim, index)
}
