// All that clients ask but to pull, by code. What each does is in the file of its RocketMQ class.

import { nodeAt, type Simulation } from '../../context'
import type { ConsumerRequestBody, ConsumerResponseBody, Packet } from '../../events'
import { send } from '../../network'
import type { BrokerNode } from '../../state'
import { consumerList, heartbeat, unregisterClient } from './consumerManager'
import { maxOffset, queryOffset, searchOffset, updateOffset } from './consumerOffsetManager'
import type { Handler } from './handler'
import { lockBatch, unlockBatch } from './rebalanceLockManager'
import { consumerSendMsgBack } from './sendMessageBack'

const HANDLERS: { readonly [C in ConsumerRequestBody['code']]: Handler<C> } = {
  HEART_BEAT: heartbeat,
  UNREGISTER_CLIENT: unregisterClient,
  GET_CONSUMER_LIST_BY_GROUP: consumerList,
  QUERY_CONSUMER_OFFSET: queryOffset,
  GET_MAX_OFFSET: maxOffset,
  SEARCH_OFFSET_BY_TIMESTAMP: searchOffset,
  UPDATE_CONSUMER_OFFSET: updateOffset,
  CONSUMER_SEND_MSG_BACK: consumerSendMsgBack,
  LOCK_BATCH_MQ: lockBatch,
  UNLOCK_BATCH_MQ: unlockBatch,
}

type AnyHandler = (
  sim: Simulation,
  node: BrokerNode,
  packet: Packet<'consumerRequest'>,
  body: ConsumerRequestBody,
) => ConsumerResponseBody | null

export function consumerRequest(sim: Simulation, packet: Packet<'consumerRequest'>): void {
  const { from, to, content } = packet
  const { epoch, opaque, body } = content
  const node = nodeAt(sim, to.group, to.node)
  const answer = (HANDLERS[body.code] as AnyHandler)(sim, node, packet, body)
  // A one-way request has no number.
  if (answer && opaque > 0) send(sim, 'consumerResponse', to, from, { epoch, opaque, body: answer }, node.slowMs)
}
