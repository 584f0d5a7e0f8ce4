// What comes of a consumer's calls: an answer, or none. RocketMQ: NettyRemotingAbstract#processResponseCommand, #scanResponseTable

import { consumerAt, type Simulation } from '../context'
import type { ConsumerResponseBody, Packet, TimersOf } from '../events'
import type { ConsumerCall, ConsumerRequestCode } from '../state'
import { offsetAnswered } from './locate'
import { lockAnswered } from './lockAnswers'
import { pullFailed } from './pull'
import { membersAnswered } from './rebalanceImpl'
import { closeCall, planTimeout } from './remoting'
import { sendBackAnswered } from './sendBack'

type Answered = (sim: Simulation, index: number, call: ConsumerCall, body: ConsumerResponseBody | null) => void

/** Whose the answer is. What is not here is sent for what it does at the Broker. */
const ANSWERED: { readonly [C in ConsumerRequestCode]?: Answered } = {
  GET_CONSUMER_LIST_BY_GROUP: membersAnswered,
  QUERY_CONSUMER_OFFSET: offsetAnswered,
  GET_MAX_OFFSET: offsetAnswered,
  SEARCH_OFFSET_BY_TIMESTAMP: offsetAnswered,
  CONSUMER_SEND_MSG_BACK: sendBackAnswered,
  LOCK_BATCH_MQ: lockAnswered,
}

export function responded(sim: Simulation, { to, content }: Packet<'consumerResponse'>): void {
  const one = closeCall(consumerAt(sim, to.index), content.opaque)
  if (one) ANSWERED[one.code]?.(sim, to.index, one, content.body.code === 'failed' ? null : content.body)
}

export function callTimeout(sim: Simulation, { consumer: index }: TimersOf<'consumer'>['consumerCallTimeout']): void {
  const consumer = consumerAt(sim, index)
  const { nowMs } = sim.state
  if (consumer.callTimerMs === null || consumer.callTimerMs > nowMs) return
  consumer.callTimerMs = null
  failCalls(sim, index, 'timeout', ({ deadlineMs }) => deadlineMs <= nowMs)
  const next = consumer.calls.reduce((first, { deadlineMs }) => Math.min(first, deadlineMs), Number.POSITIVE_INFINITY)
  if (Number.isFinite(next)) planTimeout(sim, index, next)
}

export function brokerClosed(sim: Simulation, { from, to }: Packet<'brokerClosed'>): void {
  failCalls(sim, to.index, 'connectionClosed', ({ group, node }) => group === from.group && node === from.node)
}

function failCalls(
  sim: Simulation,
  index: number,
  failure: 'timeout' | 'connectionClosed',
  isOver: (call: ConsumerCall) => boolean,
): void {
  const consumer = consumerAt(sim, index)
  const over = consumer.calls.filter(isOver)
  if (over.length === 0) return
  consumer.calls = consumer.calls.filter((one) => !isOver(one))
  for (const one of over) {
    if (one.code === 'PULL_MESSAGE') pullFailed(sim, index, one, failure)
    else ANSWERED[one.code]?.(sim, index, one, null)
  }
}
