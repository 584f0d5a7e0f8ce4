// Pull requests that wait for messages. RocketMQ: PullRequestHoldService, NotifyMessageArrivingListener

import { consumerRules } from '../../consumerRules'
import { groupAt, nodeAt, type Simulation } from '../../context'
import type { TimersOf } from '../../events'
import { type BrokerNode, type HeldPull, isTopicQueue, MASTER_ID } from '../../state'
import { recordsBetween } from '../../state/records'
import { matchesHash, tagOf } from '../../state/tags'
import { storeOf } from '../store/commitLog'
import { queueEnds } from './getMessage'
import { planLook } from './heldPulls'
import { consumingOf } from './kept'
import { answerHeld, filterOf } from './pullMessageProcessor'

/** Takes out those that are answered now. */
function take(sim: Simulation, group: number, node: BrokerNode, isOver: (held: HeldPull) => boolean): void {
  const consuming = consumingOf(node)
  const over = consuming.heldPulls.filter(isOver)
  if (over.length === 0) return
  consuming.heldPulls = consuming.heldPulls.filter((held) => !over.includes(held))
  for (const held of over) answerHeld(sim, group, node, held)
}

/** Entries were made, of what lies behind an offset of the CommitLog: wakes those who wait for a message with such a Tag. */
export function dispatched(sim: Simulation, group: number, node: BrokerNode, fromOffset: number): void {
  if (!node.consuming || node.consuming.heldPulls.length === 0) return
  if (node.brokerId !== MASTER_ID && !consumerRules(sim).slaveWakesPulls) return
  const store = storeOf(node)
  const { tagCount } = sim.state.settings
  /** Tags that have come, and the offset behind them, by queueId. */
  const arrived = new Map<number, { behind: number; tags: Set<string> }>()
  for (const { queueId, queueOffset, count, message } of recordsBetween(
    groupAt(sim, group),
    store,
    fromOffset,
    store.reputOffset,
  )) {
    const one = arrived.get(queueId) ?? { behind: 0, tags: new Set() }
    one.behind = Math.max(one.behind, queueOffset + count)
    one.tags.add(isTopicQueue(queueId) ? tagOf(message, tagCount) : '')
    arrived.set(queueId, one)
  }
  take(sim, group, node, ({ consumerGroup, queueId, offset }) => {
    const one = arrived.get(queueId)
    if (!one || one.behind <= offset) return false
    const filter = filterOf(node, consumerGroup, queueId)
    return [...one.tags].some((tag) => matchesHash(filter, tag))
  })
}

/** RocketMQ: PullRequestHoldService#checkHoldRequest */
export function pullHoldTimer(sim: Simulation, timer: TimersOf<'broker'>['pullHoldTimer']): void {
  const node = nodeAt(sim, timer.group, timer.node)
  if (timer.epoch !== node.epoch) return
  consumingOf(node).pullHoldTimerMs = null
  if (node.process !== 'frozen') {
    const group = groupAt(sim, timer.group)
    const { nowMs } = sim.state
    take(
      sim,
      timer.group,
      node,
      ({ queueId, offset, untilMs }) => nowMs >= untilMs || queueEnds(group, storeOf(node), queueId).max > offset,
    )
  }
  planLook(sim, timer.group, node)
}
