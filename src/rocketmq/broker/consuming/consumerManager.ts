// Which clients are in which group, as one Broker knows it. RocketMQ: ConsumerManager, ClientHousekeepingService, DefaultConsumerIdsChangeListener

import { isMaster, registerWithAll } from '../../brokers'
import { consumerLog } from '../../consumerCodec'
import { consumerRules } from '../../consumerRules'
import { groupAt, nodeAt, type Simulation } from '../../context'
import { brokerAddress, consumerAddress, type Packet, type TimersOf } from '../../events'
import type { EntryFields } from '../../logEntries'
import { at, isServing, send } from '../../network'
import type { BrokerNode, ConsumerChannel } from '../../state'
import { consumingOf, timerOf } from './brokerSide'
import type { Handler } from './handler'

/** RocketMQ: ClientHousekeepingService#start */
const SCAN_PERIOD_MS = 10_000

/** RocketMQ: ClientManageProcessor#heartBeat, ConsumerManager#registerConsumer */
export const heartbeat: Handler<'HEART_BEAT'> = (sim, node, { from, to, content }, body) => {
  const consuming = consumingOf(node)
  const { consumerGroup, clientId, subscription, subVersion } = body
  const { epoch } = content
  const { nowMs } = sim.state
  const known = consuming.channels.find(
    (one) => one.consumer === from.index && one.epoch === epoch && one.consumerGroup === consumerGroup,
  )
  const newest = consuming.subscriptions[consumerGroup]
  if (!newest || subVersion > newest.subVersion) {
    while (consuming.subscriptions.length < consumerGroup) consuming.subscriptions.push(null)
    consuming.subscriptions[consumerGroup] = { subscription, subVersion }
  }
  createRetryTopic(sim, to.group, node, consumerGroup)
  if (known) known.lastHeartbeatMs = nowMs
  else {
    const consumer = from.index
    consuming.channels.push({
      consumer,
      epoch,
      clientId,
      consumerGroup,
      lastHeartbeatMs: nowMs,
      subscription,
      subVersion,
    })
    consumerLog.memberJoined(sim, { consumer, group: to.group, node: to.node })
    planScan(sim, to.group, node)
    notify(sim, to.group, node, consumerGroup)
  }
  return { code: 'done' }
}

/** RocketMQ: TopicConfigManager#createTopicInSendMessageBackMethod */
function createRetryTopic(sim: Simulation, group: number, node: BrokerNode, consumerGroup: number): void {
  const { retryTopics } = consumingOf(node)
  if (retryTopics[consumerGroup] || sim.state.settings.messageModel === 'BROADCASTING') return
  while (retryTopics.length < consumerGroup) retryTopics.push(false)
  retryTopics[consumerGroup] = true
  if (!isMaster(node)) return
  groupAt(sim, group).dataVersion++
  registerWithAll(sim, group, node.nodeIndex)
}

/** RocketMQ: NOTIFY_CONSUMER_IDS_CHANGED, one-way */
function notify(sim: Simulation, group: number, node: BrokerNode, consumerGroup: number): void {
  if (sim.state.settings.messageModel === 'BROADCASTING' && !consumerRules(sim).notifiesBroadcasting) return
  for (const { consumer, epoch } of channelsOf(node, consumerGroup)) {
    const content = { epoch, consumerGroup }
    send(sim, 'membersChanged', brokerAddress(group, node.nodeIndex), consumerAddress(consumer), content)
  }
}

const channelsOf = (node: BrokerNode, consumerGroup: number): ConsumerChannel[] =>
  consumingOf(node).channels.filter((channel) => channel.consumerGroup === consumerGroup)

export const unregisterClient: Handler<'UNREGISTER_CLIENT'> = (sim, node, { from, to, content }, { consumerGroup }) => {
  leave(
    sim,
    to.group,
    node,
    'unregister',
    (channel) =>
      channel.consumer === from.index && channel.epoch === content.epoch && channel.consumerGroup === consumerGroup,
  )
  return { code: 'done' }
}

/** One clientId for each channel: the same one twice where two processes have it. RocketMQ: ConsumerGroupInfo#getAllClientId */
export const consumerList: Handler<'GET_CONSUMER_LIST_BY_GROUP'> = (_sim, node, _packet, { consumerGroup }) => ({
  code: 'members',
  clientIds: channelsOf(node, consumerGroup).map(({ clientId }) => clientId),
})

export function consumerClosed(sim: Simulation, { from, to, content }: Packet<'consumerClosed'>): void {
  const isClosed = ({ consumer, epoch }: ConsumerChannel) => consumer === from.index && epoch === content.epoch
  leave(sim, to.group, nodeAt(sim, to.group, to.node), 'channelClosed', isClosed)
}

/** RocketMQ: ConsumerManager#unregisterConsumer, #doChannelCloseEvent */
function leave(
  sim: Simulation,
  group: number,
  node: BrokerNode,
  cause: EntryFields<'memberLeft'>['cause'],
  isGone: (channel: ConsumerChannel) => boolean,
): void {
  const consuming = consumingOf(node)
  const gone = consuming.channels.filter(isGone)
  if (gone.length === 0) return
  consuming.channels = consuming.channels.filter((channel) => !isGone(channel))
  for (const { consumer, consumerGroup } of gone) {
    consumerLog.memberLeft(sim, { consumer, group, node: node.nodeIndex, cause })
    // What its members subscribe to is known as long as there are any.
    if (channelsOf(node, consumerGroup).length === 0) consuming.subscriptions[consumerGroup] = null
    else if (cause !== 'expired') notify(sim, group, node, consumerGroup)
  }
}

/** Every 10,000 ms from the start of the process on, as long as there is a client. */
function planScan(sim: Simulation, group: number, node: BrokerNode): void {
  const consuming = consumingOf(node)
  if (consuming.scanTimerMs !== null || consuming.channels.length === 0) return
  const rounds = Math.floor((sim.state.nowMs - consuming.startedAtMs) / SCAN_PERIOD_MS) + 1
  consuming.scanTimerMs = consuming.startedAtMs + SCAN_PERIOD_MS * rounds
  at(sim, consuming.scanTimerMs, 'channelScanTimer', timerOf(group, node))
}

/** The others are not notified. RocketMQ: ConsumerManager#scanNotActiveChannel */
export function channelScanTimer(sim: Simulation, timer: TimersOf<'broker'>['channelScanTimer']): void {
  const { group, node: index, epoch } = timer
  const node = nodeAt(sim, group, index)
  if (epoch !== node.epoch || !node.consuming || node.consuming.scanTimerMs !== sim.state.nowMs) return
  const { nowMs, settings } = sim.state
  node.consuming.scanTimerMs = null
  if (isServing(node.process)) {
    const isSilent = ({ lastHeartbeatMs }: ConsumerChannel) => nowMs - lastHeartbeatMs > settings.channelExpiredTimeout
    leave(sim, group, node, 'expired', isSilent)
  }
  planScan(sim, group, node)
}

/** The subscription that a Broker filters by for a group: the newest. RocketMQ: ConsumerGroupInfo#findSubscriptionData */
export const subscriptionOf = (node: BrokerNode, consumerGroup: number): string | null =>
  consumingOf(node).subscriptions[consumerGroup]?.subscription ?? null
