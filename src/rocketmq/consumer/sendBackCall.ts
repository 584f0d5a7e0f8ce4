// What a client asks of a Broker for messages that have failed. RocketMQ: DefaultMQPushConsumerImpl#sendMessageBack

import { consumerAt, type Simulation } from '../context'
import { type ConsumeTask, MASTER_ID } from '../state'
import { findBroker } from './clientRoute'
import { type CallPurpose, call } from './remoting'

/** RocketMQ: MQClientAPIImpl#consumerSendMessageBack, timeoutMillis */
const TIMEOUT_MS = 5000
/** delayLevel of a request that leaves it to the Broker. */
const BY_TIMES = 0

export interface FailedMessage {
  message: number
  times: number
  size: number
}

/**
 * To the Master of the Broker that the message is from.
 *
 * Simplified: where the call fails, RocketMQ sends the message to %RETRY%group like any other first, and tries it here again only if
 * that fails too.
 *
 * @returns false: the route has none
 */
export function sendMessageBack(
  sim: Simulation,
  index: number,
  group: number,
  { message, times, size }: FailedMessage,
  delayLevel: number,
  purpose: CallPurpose,
): boolean {
  const consumer = consumerAt(sim, index)
  const master = findBroker(sim, consumer, group, MASTER_ID, true)
  if (!master) return false
  const { consumerGroup } = consumer
  const { maxReconsumeTimes } = sim.state.settings
  const code = 'CONSUMER_SEND_MSG_BACK'
  const body = { code, consumerGroup, message, times, size, delayLevel, maxReconsumeTimes } as const
  call(sim, index, group, master.node, body, TIMEOUT_MS, purpose)
  return true
}

/** The next message of a call of the listener that is still to be sent back. @returns false: it cannot be sent */
export function sendBackNext(sim: Simulation, index: number, task: ConsumeTask): boolean {
  const at = task.offsets.length - task.sendingBack
  const message = task.messages[at] as number
  const failed = { message, times: task.times[at] as number, size: task.sizes[at] as number }
  const purpose = { queueSerial: task.queueSerial, task: task.id }
  return sendMessageBack(sim, index, task.group, failed, BY_TIMES, purpose)
}
