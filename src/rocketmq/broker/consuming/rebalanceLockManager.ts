// Who may read which queue in order. RocketMQ: RebalanceLockManager
import type { Handler } from './requests'

export const lockBatch: Handler<'LOCK_BATCH_MQ'> = () => {
  throw new TypeError('not built yet')
}
export const unlockBatch: Handler<'UNLOCK_BATCH_MQ'> = () => {
  throw new TypeError('not built yet')
}
