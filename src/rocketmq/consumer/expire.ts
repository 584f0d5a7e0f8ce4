// Messages whose listener takes too long. RocketMQ: ConsumeMessageConcurrentlyService#cleanExpireMsg, ProcessQueue#cleanExpiredMsg
import type { Simulation } from '../context'
import type { TimersOf } from '../events'

export function expireTimer(sim: Simulation, timer: TimersOf<'consumer'>['expireTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}
