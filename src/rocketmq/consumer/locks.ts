// Orderly: the locks that a client has at Brokers. RocketMQ: RebalanceImpl#lock, #lockAll, #unlock

import { consumerLog } from '../consumerCodec'
import { consumerRules } from '../consumerRules'
import { consumerAt, type Simulation } from '../context'
import type { TimersOf } from '../events'
import { after } from '../network'
import { MASTER_ID, type ProcessQueue, type QueuePlace } from '../state'
import { findBroker } from './clientRoute'
import { call, oneway } from './remoting'

/** RocketMQ: ConsumeMessageOrderlyService#start; rocketmq.client.rebalance.lockInterval */
export const FIRST_LOCK_MS = 1000
const LOCK_INTERVAL_MS = 20_000
const LOCK_TIMEOUT_MS = 1000
/** RocketMQ: rocketmq.client.unlockDelayTimeMills */
const UNLOCK_DELAY_MS = 20_000

/** Simplified: broadcasting consumers, which take no locks, read in order like concurrent ones. */
export const isOrderly = ({ state: { settings } }: Simulation): boolean =>
  settings.messageListener === 'ORDERLY' && settings.messageModel === 'CLUSTERING'

/** Every lock is taken again. RocketMQ: #lockAll */
export function lockTimer(sim: Simulation, timer: TimersOf<'consumer'>['lockTimer']): void {
  after(sim, LOCK_INTERVAL_MS, 'lockTimer', timer)
  lock(sim, timer.consumer, consumerAt(sim, timer.consumer).queues, false)
}

export function lockQueue(sim: Simulation, index: number, queue: ProcessQueue): void {
  lock(sim, index, [queue], false)
}

/** Queues that are to be this member's: it has each as soon as it has its lock. @see lockAnswered */
export function lockNew(sim: Simulation, index: number, places: readonly QueuePlace[]): void {
  lock(sim, index, places, true)
}

/** One request for each Broker group, to its Master. */
function lock(sim: Simulation, index: number, places: readonly QueuePlace[], adds: boolean): void {
  const consumer = consumerAt(sim, index)
  const { consumerGroup, clientId } = consumer
  for (const group of new Set(places.map((place) => place.group))) {
    const queueIds = places.filter((place) => place.group === group).map(({ queueId }) => queueId)
    const master = findBroker(sim, consumer, group, MASTER_ID, true)
    if (master) {
      const body = { code: 'LOCK_BATCH_MQ', consumerGroup, clientId, queueIds } as const
      call(sim, index, group, master.node, body, LOCK_TIMEOUT_MS, { queueIds, adds })
    } else if (adds) consumer.lockRefused = true
  }
}

/**
 * A queue that is another member's goes when no listener runs on it, or when that has taken too long; what becomes of its lock
 * differs by release. RocketMQ: RebalancePushImpl#removeUnnecessaryMessageQueue
 */
export function giveBack(sim: Simulation, index: number, queue: ProcessQueue): void {
  const consumer = consumerAt(sim, index)
  const { unlocksAtOnce } = consumerRules(sim)
  const isBusy = consumer.running.some(({ queueSerial }) => queueSerial === queue.serial)
  const isForced = unlocksAtOnce && sim.state.nowMs > queue.lastLockMs + UNLOCK_DELAY_MS
  if (isBusy && !isForced) return
  consumer.leaving = consumer.leaving.filter((one) => one !== queue)
  if (unlocksAtOnce || queue.cached.offset.length === 0) return unlockQueue(sim, index, queue)
  const { group, queueId } = queue
  after(sim, UNLOCK_DELAY_MS, 'unlockTimer', { consumer: index, epoch: consumer.epoch, group, queueId })
}

export function unlockTimer(sim: Simulation, timer: TimersOf<'consumer'>['unlockTimer']): void {
  unlockQueue(sim, timer.consumer, timer)
}

export function unlockQueue(sim: Simulation, index: number, { group, queueId }: QueuePlace): void {
  const consumer = consumerAt(sim, index)
  const { consumerGroup, clientId } = consumer
  const master = findBroker(sim, consumer, group, MASTER_ID, true)
  if (!master) return
  oneway(sim, index, group, master.node, { code: 'UNLOCK_BATCH_MQ', consumerGroup, clientId, queueIds: [queueId] })
  consumerLog.queueUnlocked(sim, { consumer: index, group, queueId })
}
