// When this member rebalances, and which queues it has. What it does then is in rebalanceImpl.ts. RocketMQ: RebalanceService

import { consumerRules } from '../consumerRules'
import { consumerAt, type Simulation } from '../context'
import { at } from '../network'
import type { Consumer, ProcessQueue, QueuePlace } from '../state'

/** As soon as it may be. RocketMQ: #rebalanceImmediately */
export function rebalanceSoon(sim: Simulation, index: number): void {
  const consumer = consumerAt(sim, index)
  // The thread that does it is busy with the last one.
  if (consumer.rebalancing) consumer.rebalanceAgain = true
  else planRebalance(sim, index, soonest(sim, consumer))
}

const soonest = (sim: Simulation, { rebalancedAtMs }: Consumer): number =>
  Math.max(sim.state.nowMs, rebalancedAtMs === null ? 0 : rebalancedAtMs + consumerRules(sim).rebalanceMinMs)

/** At that time, unless it happens before. */
export function planRebalance(sim: Simulation, index: number, atMs: number): void {
  const consumer = consumerAt(sim, index)
  if (consumer.rebalanceTimerMs !== null && consumer.rebalanceTimerMs <= atMs) return
  consumer.rebalanceTimerMs = atMs
  at(sim, atMs, 'rebalanceTimer', { consumer: index, epoch: consumer.epoch })
}

export const isSameQueue = (one: QueuePlace, other: QueuePlace): boolean =>
  one.group === other.group && one.queueId === other.queueId

export const hasQueue = (places: readonly QueuePlace[], place: QueuePlace): boolean =>
  places.some((one) => isSameQueue(one, place))

export function queueBySerial({ queues }: Consumer, serial: number): ProcessQueue | null {
  return queues.find((queue) => queue.serial === serial) ?? null
}
