// Answers to pull requests. RocketMQ: PullMessageProcessor

import { consumerLog } from '../../consumer/consumerCodec'
import { CONSUMER_CODE, consumerRules } from '../../consumer/consumerRules'
import { nodeAt, type Simulation } from '../../context'
import { brokerAddress, consumerAddress, type Packet, type PullResponseBody } from '../../events'
import { send } from '../../network'
import { RESPONSE_CODE } from '../../releases'
import { type BrokerNode, type HeldPull, isTopicQueue, MASTER_ID } from '../../state'
import { matches, tagOf } from '../../state/tags'
import { subscriptionOf } from './consumerManager'
import { commitOffset } from './consumerOffsetManager'
import { type Found, getMessage } from './getMessage'
import { hold } from './heldPulls'
import { consumingOf } from './kept'

/** RocketMQ: SubscriptionGroupConfig.whichBrokerWhenConsumeSlowly */
const SLOW_BROKER_ID = 1

/** A request, without what only the network knows. */
type Pull = Omit<HeldPull, 'sinceMs' | 'untilMs'>

export function pullRequest(sim: Simulation, packet: Packet<'pullRequest'>): void {
  const { from, to, content } = packet
  const node = nodeAt(sim, to.group, to.node)
  const pull: Pull = { ...content, consumer: from.index }
  const refused = refusal(sim, node, content.consumerGroup, content.queueId, content.subVersion)
  if (refused !== null)
    return answer(sim, to.group, node, pull, {
      ...NOTHING,
      queueId: pull.queueId,
      code: 'error',
      responseCode: refused,
    })
  const found = find(sim, to.group, node, pull)
  const { commitOffset: offset, suspendMs } = content
  if (offset !== null && node.brokerId === MASTER_ID) {
    commitOffset(sim, to.group, node, content.consumerGroup, content.queueId, offset)
  }
  const body = bodyOf(sim, node, pull, found)
  if (body.code !== 'NO_NEW_MSG') return answer(sim, to.group, node, pull, body)
  const { nowMs } = sim.state
  const { consumer, epoch, opaque, consumerGroup, queueId, maxCount, subscription } = pull
  hold(sim, to.group, node, {
    ...{ consumer, epoch, opaque, consumerGroup, queueId, maxCount, subscription, offset: pull.offset },
    ...{ sinceMs: nowMs, untilMs: nowMs + suspendMs },
  })
}

/** A request that was held is answered now, and not held again. RocketMQ: #executeRequestWhenWakeup */
export function answerHeld(sim: Simulation, group: number, node: BrokerNode, held: HeldPull): void {
  const { channels } = consumingOf(node)
  // Nothing can be written to a connection that has been closed.
  if (!channels.some(({ consumer, epoch }) => consumer === held.consumer && epoch === held.epoch)) return
  if (subscriptionOf(node, held.consumerGroup) === null) return
  answer(sim, group, node, held, bodyOf(sim, node, held, find(sim, group, node, held)))
}

/**
 * Code of a request that is not looked at, or null.
 *
 * Simplified: a Broker that looks through a queue takes no time for it, and no request waits for a thread.
 */
function refusal(
  sim: Simulation,
  node: BrokerNode,
  consumerGroup: number,
  queueId: number,
  subVersion: number,
): number | null {
  const { settings } = sim.state
  if (node.brokerId !== MASTER_ID && consumerRules(sim).slaveRefusesPulls && !settings.slaveReadEnable) {
    return RESPONSE_CODE.SYSTEM_BUSY
  }
  if (subscriptionOf(node, consumerGroup) === null) return CONSUMER_CODE.SUBSCRIPTION_NOT_EXIST
  const newest = consumingOf(node).subscriptions[consumerGroup]?.subVersion ?? 0
  return isTopicQueue(queueId) && newest < subVersion ? CONSUMER_CODE.SUBSCRIPTION_NOT_LATEST : null
}

/** What a Broker filters a queue by: every group subscribes to all of its own retry Topic. */
export const filterOf = (node: BrokerNode, consumerGroup: number, queueId: number): string =>
  isTopicQueue(queueId) ? (subscriptionOf(node, consumerGroup) ?? '*') : '*'

/** What is there; messages that only the Broker's newest subscription of the group leaves out are lost to it. */
function find(sim: Simulation, group: number, node: BrokerNode, pull: Pull): Found {
  const { consumerGroup, queueId, offset, maxCount, subscription } = pull
  const filter = filterOf(node, consumerGroup, queueId)
  const found = getMessage(sim, group, node, queueId, offset, maxCount, filter)
  const { tagCount } = sim.state.settings
  for (const { message, offset: queueOffset } of found.filtered) {
    if (!matches(subscription, tagOf(message, tagCount))) continue
    consumerLog.skipped(sim, { consumerGroup, message, group, queueId, queueOffset, cause: 'sharedFilter' })
  }
  return found
}

const NOTHING: Omit<PullResponseBody, 'queueId'> = {
  ...{ code: 'NO_NEW_MSG', responseCode: 0, messages: [] },
  ...{ nextOffset: 0, minOffset: 0, maxOffset: 0, suggestedBrokerId: MASTER_ID },
}

/** RocketMQ: PullMessageProcessor#processRequest, from the status of the store to that of the answer */
function bodyOf(sim: Simulation, node: BrokerNode, pull: Pull, found: Found): PullResponseBody {
  const { status, messages, nextOffset, min: minOffset, max: maxOffset } = found
  const suggestsSlave = sim.state.settings.slaveReadEnable && found.suggestPullingFromSlave
  return {
    ...{ code: codeOf(node, pull.offset, status), responseCode: 0 },
    ...{ queueId: pull.queueId, messages, nextOffset, minOffset, maxOffset },
    suggestedBrokerId: suggestsSlave ? SLOW_BROKER_ID : MASTER_ID,
  }
}

function codeOf({ brokerId }: BrokerNode, offset: number, status: Found['status']): PullResponseBody['code'] {
  // A Slave does not correct an offset: it has the client ask again. RocketMQ: offsetCheckInSlave
  const moved = brokerId === MASTER_ID ? 'OFFSET_ILLEGAL' : 'NO_MATCHED_MSG'
  switch (status) {
    case 'FOUND':
      return 'FOUND'
    case 'NO_MATCHED_MESSAGE':
      return 'NO_MATCHED_MSG'
    case 'OFFSET_OVERFLOW_ONE':
      return 'NO_NEW_MSG'
    case 'NO_MESSAGE_IN_QUEUE':
      return offset === 0 ? 'NO_NEW_MSG' : moved
    default:
      return moved
  }
}

function answer(sim: Simulation, group: number, node: BrokerNode, pull: Pull, body: PullResponseBody): void {
  const { consumer, epoch, opaque } = pull
  const from = brokerAddress(group, node.nodeIndex)
  send(sim, 'pullResponse', from, consumerAddress(consumer), { epoch, opaque, ...body }, node.slowMs)
}
