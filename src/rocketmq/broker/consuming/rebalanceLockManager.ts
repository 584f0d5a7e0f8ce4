// Who may read which queue in order. RocketMQ: RebalanceLockManager

import type { QueueLock } from '../../state'
import { consumingOf } from './brokerSide'
import type { Handler } from './handler'

const isOf =
  (consumerGroup: number, queueId: number) =>
  (lock: QueueLock): boolean =>
    lock.consumerGroup === consumerGroup && lock.queueId === queueId

/** A client gets a lock that is free, that it has, or that its owner has not renewed in time. RocketMQ: #tryLockBatch */
export const lockBatch: Handler<'LOCK_BATCH_MQ'> = (sim, node, _packet, { consumerGroup, clientId, queueIds }) => {
  const { locks } = consumingOf(node)
  const { nowMs, settings } = sim.state
  const locked = queueIds.filter((queueId) => {
    const lock = locks.find(isOf(consumerGroup, queueId))
    if (!lock) locks.push({ consumerGroup, queueId, clientId, lastMs: nowMs })
    else if (lock.clientId === clientId || nowMs - lock.lastMs > settings.rebalanceLockMaxLiveTime) {
      lock.clientId = clientId
      lock.lastMs = nowMs
    } else return false
    return true
  })
  return { code: 'locked', queueIds: locked }
}

/** RocketMQ: #unlockBatch */
export const unlockBatch: Handler<'UNLOCK_BATCH_MQ'> = (_sim, node, _packet, { consumerGroup, clientId, queueIds }) => {
  const consuming = consumingOf(node)
  consuming.locks = consuming.locks.filter(
    (lock) => lock.clientId !== clientId || !queueIds.some((queueId) => isOf(consumerGroup, queueId)(lock)),
  )
  return { code: 'done' }
}
