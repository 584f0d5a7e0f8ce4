// Calls of a consumer to Brokers: each has a time limit, and fails where nothing listens or the connection ends. RocketMQ: MQClientAPIImpl

import { consumerAt, type Simulation } from '../context'
import { brokerAddress, type ConsumerRequestBody, consumerAddress } from '../events'
import { at, send } from '../network'
import type { Consumer, ConsumerCall, ConsumerRequestCode } from '../state'

/** What an answer, or a failure, is for: a ProcessQueue by its serial, a task by its id. */
export interface CallPurpose {
  queueSerial?: number
  task?: number
  queueIds?: readonly number[]
  adds?: boolean
}

/** A call that waits for its answer from now on; whoever opens it sends it. @returns its opaque */
export function openCall(
  sim: Simulation,
  index: number,
  group: number,
  node: number,
  code: ConsumerRequestCode,
  timeoutMs: number,
  { queueSerial = 0, task, queueIds = [], adds = false }: CallPurpose = {},
): number {
  const consumer = consumerAt(sim, index)
  const { nowMs } = sim.state
  const opaque = consumer.nextOpaque++
  const deadlineMs = nowMs + timeoutMs
  const purpose = { queueSerial, task: task ?? null, queueIds, adds }
  consumer.calls.push({ opaque, group, node, code, ...purpose, sentAtMs: nowMs, deadlineMs })
  planTimeout(sim, index, deadlineMs)
  return opaque
}

/** One timer serves all calls: with every pull a timer of its own, most that is planned would be of calls long answered. */
export function planTimeout(sim: Simulation, index: number, deadlineMs: number): void {
  const consumer = consumerAt(sim, index)
  if (consumer.callTimerMs !== null && consumer.callTimerMs <= deadlineMs) return
  consumer.callTimerMs = deadlineMs
  at(sim, deadlineMs, 'consumerCallTimeout', { consumer: index, epoch: consumer.epoch })
}

/** The call is over. @returns it, or null: its time was over before */
export function closeCall(consumer: Consumer, opaque: number): ConsumerCall | null {
  const position = consumer.calls.findIndex((one) => one.opaque === opaque)
  return position < 0 ? null : (consumer.calls.splice(position, 1)[0] ?? null)
}

/** Sends a call that is answered; which file takes the answer follows from its code. @returns its opaque */
export function call(
  sim: Simulation,
  index: number,
  group: number,
  node: number,
  body: ConsumerRequestBody,
  timeoutMs: number,
  purpose?: CallPurpose,
): number {
  const opaque = openCall(sim, index, group, node, body.code, timeoutMs, purpose)
  sendBody(sim, index, group, node, opaque, body)
  return opaque
}

/** Sends what is not answered. */
export const oneway = (sim: Simulation, index: number, group: number, node: number, body: ConsumerRequestBody): void =>
  sendBody(sim, index, group, node, 0, body)

function sendBody(
  sim: Simulation,
  index: number,
  group: number,
  node: number,
  opaque: number,
  body: ConsumerRequestBody,
): void {
  const { epoch } = consumerAt(sim, index)
  send(sim, 'consumerRequest', consumerAddress(index), brokerAddress(group, node), { epoch, opaque, body })
}
