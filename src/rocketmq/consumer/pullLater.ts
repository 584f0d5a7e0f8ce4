// When a queue is pulled next. RocketMQ: PullMessageService#executePullRequestLater, #executePullRequestImmediately

import { consumerAt, type Simulation } from '../context'
import { at } from '../network'
import type { ProcessQueue } from '../state'

/** The queue is pulled so many ms from now. */
export function pullLater(sim: Simulation, index: number, queue: ProcessQueue, ms: number): void {
  queue.pull = 'waiting'
  queue.opaque = 0
  queue.pullTimerMs = sim.state.nowMs + ms
  const { epoch } = consumerAt(sim, index)
  at(sim, queue.pullTimerMs, 'pullTimer', { consumer: index, epoch, serial: queue.serial })
}
