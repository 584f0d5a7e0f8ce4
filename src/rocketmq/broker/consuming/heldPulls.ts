// What a Broker holds for clients, and when it looks at it. RocketMQ: PullRequestHoldService

import { consumerLog } from '../../consumerCodec'
import type { Simulation } from '../../context'
import { at } from '../../network'
import type { BrokerNode, HeldPull } from '../../state'
import { nextBeat } from './consumerOffsetManager'
import { consumingOf } from './kept'

/** RocketMQ: PullRequestHoldService#run */
const LOOK_MS = 5000

export function hold(sim: Simulation, group: number, node: BrokerNode, held: HeldPull): void {
  const { consumer, queueId, offset } = held
  consumingOf(node).heldPulls.push(held)
  consumerLog.pullHeld(sim, { consumer, group, node: node.nodeIndex, queueId, queueOffset: offset })
  planLook(sim, group, node)
}

/** Only while something is held, on the beat that began with the process. */
export function planLook(sim: Simulation, group: number, node: BrokerNode): void {
  const consuming = consumingOf(node)
  if (consuming.pullHoldTimerMs !== null || consuming.heldPulls.length === 0) return
  consuming.pullHoldTimerMs = nextBeat(sim, consuming.startedAtMs, LOOK_MS, LOOK_MS)
  at(sim, consuming.pullHoldTimerMs, 'pullHoldTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}
