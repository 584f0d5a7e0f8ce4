// What a member does to have the queues that it should have. RocketMQ: RebalanceService, RebalanceImpl, RebalancePushImpl

import { consumerLog } from '../consumerCodec'
import { consumerRules } from '../consumerRules'
import { consumerAt, draw, type Simulation } from '../context'
import type { ConsumerResponseBody, Packet, TimersOf } from '../events'
import { type Consumer, type ConsumerCall, isTopicQueue, MASTER_ID, type ProcessQueue, type QueuePlace } from '../state'
import { allocate } from './allocate'
import { readableQueues, retryQueues } from './clientRoute'
import { dropQueue } from './dropQueue'
import { API_TIMEOUT_MS } from './heartbeat'
import { locateQueue } from './locate'
import { giveBack, isOrderly, lockNew } from './locks'
import { emptyQueue } from './processQueue'
import { hasQueue, isSameQueue, planRebalance, rebalanceSoon } from './rebalance'
import { call } from './remoting'

/** A queue that has not been pulled for so long is given up, ms. RocketMQ: ProcessQueue.PULL_MAX_IDLE_TIME */
const PULL_MAX_IDLE_MS = 120_000

// ---------------------------------------------------------------- when

/** RocketMQ: RebalanceService#run */
export function rebalanceTimer(sim: Simulation, { consumer: index }: TimersOf<'consumer'>['rebalanceTimer']): void {
  const consumer = consumerAt(sim, index)
  const { rebalanceTimerMs, rebalancing } = consumer
  if (rebalancing || rebalanceTimerMs === null || rebalanceTimerMs > sim.state.nowMs) return
  consumer.rebalanceTimerMs = null
  doRebalance(sim, index)
}

export function membersChanged(sim: Simulation, { to }: Packet<'membersChanged'>): void {
  rebalanceSoon(sim, to.index)
}

/** @param balanced - it has now what it should have. RocketMQ: RebalanceImpl#doRebalance, from 5.2.0 */
function endRebalance(sim: Simulation, index: number, balanced: boolean): void {
  const consumer = consumerAt(sim, index)
  const { nowMs, settings } = sim.state
  const { rebalanceUnbalancedMs } = consumerRules(sim)
  consumer.rebalancing = false
  consumer.rebalancedAtMs = nowMs
  consumer.balanced = balanced
  planRebalance(sim, index, nowMs + ((balanced ? null : rebalanceUnbalancedMs) ?? settings.rebalanceWaitInterval))
  if (consumer.rebalanceAgain) rebalanceSoon(sim, index)
  consumer.rebalanceAgain = false
}

// ---------------------------------------------------------------- what

/**
 * Asks one Broker of the Topic who the members are. Simplified: once for the Topic and the retry Topic, where RocketMQ asks once
 * for each and may get two answers that differ.
 *
 * RocketMQ: RebalanceImpl#rebalanceByTopic, MQClientInstance#findConsumerIdList, #findBrokerAddrByTopic
 */
function doRebalance(sim: Simulation, index: number): void {
  const consumer = consumerAt(sim, index)
  const { consumerGroup, route } = consumer
  if (!route || route.length === 0) return endRebalance(sim, index, true)
  consumer.rebalancing = true
  if (sim.state.settings.messageModel === 'BROADCASTING') return takeShare(sim, index, readableQueues(sim, consumer))
  const { group, brokerAddrs } = route[draw(consumer, route.length)] as (typeof route)[number]
  const slaves = brokerAddrs.filter((node) => node !== null)
  const node = brokerAddrs[MASTER_ID] ?? slaves[slaves.length > 1 ? draw(consumer, slaves.length) : 0]
  if (node === undefined) return endRebalance(sim, index, true)
  call(sim, index, group, node, { code: 'GET_CONSUMER_LIST_BY_GROUP', consumerGroup }, API_TIMEOUT_MS)
}

/** An answer to GET_CONSUMER_LIST_BY_GROUP, or its failure (null): then it keeps what it has. */
export function membersAnswered(
  sim: Simulation,
  index: number,
  { group, node }: ConsumerCall,
  body: ConsumerResponseBody | null,
): void {
  const consumer = consumerAt(sim, index)
  const { settings } = sim.state
  if (body?.code !== 'members' || body.clientIds.length === 0) return endRebalance(sim, index, true)
  const members = [...body.clientIds].sort()
  const shareOf = (queues: readonly QueuePlace[], topic: string) =>
    allocate(settings.allocateMessageQueueStrategy, consumer.clientId, queues, members, topic, sim.brokerNames)
  const { topic } = sim.input.scenario
  const share = [
    ...shareOf(readableQueues(sim, consumer), topic),
    ...shareOf(retryQueues(sim, consumer), `%RETRY%${consumer.consumerGroup}`),
  ]
  const same = JSON.stringify(members) === JSON.stringify(consumer.members)
  consumer.members = members
  if (!same || !isWhatItHas(consumer, share)) {
    const queues = share.filter(({ queueId }) => isTopicQueue(queueId)).length
    consumerLog.rebalanced(sim, { consumer: index, group, node, members: members.length, queues })
  }
  takeShare(sim, index, share)
}

const isWhatItHas = ({ queues }: Consumer, share: readonly QueuePlace[]): boolean =>
  queues.length === share.length && share.every((place) => hasQueue(queues, place))

/** RocketMQ: RebalanceImpl#updateProcessQueueTableInRebalance */
function takeShare(sim: Simulation, index: number, share: readonly QueuePlace[]): void {
  const consumer = consumerAt(sim, index)
  const { nowMs } = sim.state
  for (const queue of consumer.leaving.slice()) giveBack(sim, index, queue)
  for (const queue of consumer.queues.slice()) {
    if (!hasQueue(share, queue) || nowMs - queue.lastPullMs > PULL_MAX_IDLE_MS) dropQueue(sim, index, queue)
  }
  // A queue whose lock has yet to be given back is not taken again.
  const added = share.filter((place) => !hasQueue(consumer.queues, place) && !hasQueue(consumer.leaving, place))
  if (isOrderly(sim)) lockNew(sim, index, added)
  else for (const place of added) addQueue(sim, index, place)
  finishRebalance(sim, index)
}

/** As soon as no lock is waited for. */
export function finishRebalance(sim: Simulation, index: number, isRefused = false): void {
  const consumer = consumerAt(sim, index)
  consumer.lockRefused ||= isRefused
  if (consumer.calls.some(({ adds }) => adds)) return
  const { lockRefused, leaving } = consumer
  consumer.lockRefused = false
  endRebalance(sim, index, !lockRefused && leaving.length === 0)
  const { refusedLockMs, unlockWaitMs } = consumerRules(sim)
  const { nowMs } = sim.state
  if (lockRefused && refusedLockMs !== null) planRebalance(sim, index, nowMs + refusedLockMs)
  // The thread waits for a running listener for a moment.
  for (const { serial } of leaving) {
    const task = consumer.running.find(({ queueSerial }) => queueSerial === serial)
    const endsAtMs = task ? task.endsAtMs : nowMs
    if (endsAtMs !== null && endsAtMs <= nowMs + unlockWaitMs) planRebalance(sim, index, endsAtMs)
  }
}

/** The queue is this member's from now on. */
export function addQueue(sim: Simulation, index: number, place: QueuePlace): ProcessQueue {
  const consumer = consumerAt(sim, index)
  const queue = emptyQueue(place, consumer.nextSerial++, sim.state.nowMs)
  consumer.offsets = consumer.offsets.filter((entry) => !isSameQueue(entry, place))
  consumer.queues.push(queue)
  consumerLog.queueAssigned(sim, { consumer: index, group: place.group, queueId: place.queueId })
  locateQueue(sim, index, queue)
  return queue
}
