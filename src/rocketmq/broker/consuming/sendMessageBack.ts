// Messages that come back from consumers. RocketMQ: AbstractSendMessageProcessor#consumerSendMsgBack
import { registerWithAll } from '../../brokers'
import { consumerLog } from '../../consumerCodec'
import type { Simulation } from '../../context'
import { type BrokerNode, DELAY_LEVELS_MS, deadLetterQueue, scheduleQueue } from '../../state'
import { appendInternal } from '../store/internalPuts'
import type { Handler } from './handler'
import { consumingOf } from './kept'
import { schedule } from './scheduleMessage'

/** Of a group that sets none (-1). RocketMQ: DefaultMQPushConsumerImpl#getMaxReconsumeTimes */
const DEFAULT_MAX_TIMES = 16
/** Level of a first failure. */
const FIRST_LEVEL = 3
/** Asks for the dead-letter Topic at once. */
const NO_MORE = -1

/**
 * What becomes of a message that failed.
 *
 * @param times - how often it had been sent back before
 * @param delayLevel - as asked for: 0 leaves it to the Broker
 * @returns its delay level, or null: to the dead-letter Topic
 */
export function levelOf(times: number, delayLevel: number, maxReconsumeTimes: number): number | null {
  const most = maxReconsumeTimes === -1 ? DEFAULT_MAX_TIMES : maxReconsumeTimes
  if (delayLevel <= NO_MORE || times >= most) return null
  return Math.min(DELAY_LEVELS_MS.length, delayLevel === 0 ? FIRST_LEVEL + times : delayLevel)
}

export const consumerSendMsgBack: Handler<'CONSUMER_SEND_MSG_BACK'> = (sim, node, packet, body) => {
  const { group } = packet.to
  const { consumerGroup, message, size, delayLevel, maxReconsumeTimes } = body
  const level = levelOf(body.times, delayLevel, maxReconsumeTimes)
  // The copy counts this time.
  const times = body.times + 1
  const place = { consumerGroup, message, group, node: node.nodeIndex, times }
  const topics = level === null ? 'deadLetterTopics' : 'retryTopics'
  makeTopic(sim, group, node, topics, consumerGroup)
  const queueId = level === null ? deadLetterQueue(consumerGroup) : scheduleQueue(level, consumerGroup)
  const put = appendInternal(sim, group, node, { message, queueId, size, times })
  if ('refusal' in put) return { code: 'error', responseCode: put.refusal }
  if (level === null) consumerLog.deadLettered(sim, { ...place, queueOffset: put.queueOffset })
  else {
    consumerLog.sentBack(sim, { ...place, level })
    const dueMs = sim.state.nowMs + (DELAY_LEVELS_MS[level - 1] as number)
    schedule(sim, group, node, {
      queueId,
      queueOffset: put.queueOffset,
      message,
      times,
      size,
      level,
      consumerGroup,
      dueMs,
    })
  }
  return { code: 'done' }
}

/** RocketMQ: TopicConfigManager#createTopicInSendMessageBackMethod */
function makeTopic(
  sim: Simulation,
  group: number,
  node: BrokerNode,
  topics: 'retryTopics' | 'deadLetterTopics',
  consumerGroup: number,
): void {
  const consuming = consumingOf(node)
  if (consuming[topics][consumerGroup]) return
  consuming[topics][consumerGroup] = true
  registerWithAll(sim, group, node.nodeIndex)
}
