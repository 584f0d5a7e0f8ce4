// Messages that wait for their time. RocketMQ: ScheduleMessageService
import type { Simulation } from '../../context'
import type { TimersOf } from '../../events'

export function scheduleTimer(sim: Simulation, timer: TimersOf<'broker'>['scheduleTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}
