// From the CommitLog to ConsumeQueue and IndexFile. RocketMQ: DefaultMessageStore.ReputMessageService

import { groupAt, type Simulation } from '../../context'
import type { TimersOf } from '../../events'
import { at } from '../../network'
import type { BrokerNode } from '../../state'
import { split, storeOf } from './commitLog'
import { isSyncFlush } from './flush'
import { confirmedEnd } from './replication'
import { storeLog } from './storeCodec'

/** RocketMQ: ReputMessageService#run */
const REPUT_MS = 1

/** Up to where consumers may see what a node has: dispatch goes no further. RocketMQ: CommitLog#getConfirmOffset, DLedger's committed position */
export function visibleEnd(sim: Simulation, group: number, node: BrokerNode): number {
  const store = storeOf(node)
  const confirmed = confirmedEnd(sim, group, node)
  const inCache = Math.min(store.committedOffset, confirmed)
  return sim.rules.hidesUnflushed && isSyncFlush(sim, node) ? Math.min(inCache, store.flushedOffset) : inCache
}

/** There may be more to dispatch than before. */
export function planReput(sim: Simulation, group: number, node: BrokerNode): void {
  const store = storeOf(node)
  if (store.reputTimerMs !== null || visibleEnd(sim, group, node) <= store.reputOffset) return
  store.reputTimerMs = sim.state.nowMs + REPUT_MS
  at(sim, store.reputTimerMs, 'reputTimer', { group, node: node.nodeIndex, epoch: node.epoch })
}

export function reputTimer(sim: Simulation, { group, node: index, epoch }: TimersOf<'broker'>['reputTimer']): void {
  const node = groupAt(sim, group).nodes[index] as BrokerNode
  if (epoch !== node.epoch) return
  const store = storeOf(node)
  store.reputTimerMs = null
  if (node.process === 'frozen') return
  const end = visibleEnd(sim, group, node)
  if (end <= store.reputOffset) return
  const from = store.reputOffset
  store.reputOffset = end
  storeLog.dispatched(sim, { group, node: index, ...split(end) })
  sim.consumption?.dispatched(sim, group, node, from)
}
