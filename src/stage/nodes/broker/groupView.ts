// What the card of a Broker group shows at one moment, as plain values.

import { producerToGroupLoss, serverLinkLoss } from '../../../projections/linkLoss'
import { actingMaster, type Statuses, statusesOf } from '../../../projections/statuses'
import type { ClusterState } from '../../../rocketmq'
import { type NodeView, nodeView } from './nodeView'

export interface GroupView extends Statuses {
  group: number
  name: string
  /** Percent lost on the link to the producer. */
  loss: number
  /** False while no message has created the Topic here. */
  topicCreated: boolean
  term: number
  total: number
  nodes: NodeView[]
  /** Stored in each queue. */
  counts: number[]
  /** Newest message first, joined by commas: a string compares as a value. Empty unless asked for. */
  recent: string[]
}

/**
 * Everything about one Broker group that is visible.
 *
 * @param producer - whose belief is shown
 * @param lanes - whether recent messages are wanted
 */
export function groupView(
  state: ClusterState,
  group: number,
  producer: number,
  tMs: number,
  lanes: boolean,
): GroupView {
  const g = state.brokerGroups[group]
  const statuses = statusesOf(state, group, producer, tMs)
  const master = statuses.actualMaster
  const server = state.nameServers.find((one) => one.process === 'running')
  const acting = server ? actingMaster(state, server, group) : null
  const nodes: NodeView[] = []
  let term = 0
  for (let i = 0; i < g.nodes.length; i++) {
    if (g.nodes[i].removed) continue
    const view = nodeView(g, i, master, acting, serverLinkLoss(state, group, i))
    nodes.push(view)
    if (g.nodes[i].process === 'running' && view.term > term) term = view.term
  }
  const queues = Math.max(1, g.writeQueueNums)
  const counts: number[] = []
  const recent: string[] = []
  let total = 0
  for (const stored of g.queueOffsets) total += stored
  for (let q = 0; q < queues; q++) {
    counts.push(g.queueOffsets[q] ?? 0)
    if (lanes) recent.push(newestFirst(g.recentMessages[q]))
  }
  return {
    ...statuses,
    group,
    name: g.brokerName,
    loss: producerToGroupLoss(state, producer, group),
    topicCreated: g.topicCreated,
    term,
    total,
    nodes,
    counts,
    recent,
  }
}

function newestFirst(messages: readonly number[] | undefined): string {
  if (!messages) return ''
  let text = ''
  for (let i = messages.length - 1; i >= 0; i--) text += i === 0 ? messages[i] : `${messages[i]},`
  return text
}
