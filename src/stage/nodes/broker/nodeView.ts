// What one node of a Broker group shows: its role and its condition.

import { sufferingOf } from '../../../projections/groupStatus'
import { type BrokerGroup, MASTER_ID, type ProcessState, type Trouble } from '../../../rocketmq'

export type NodeCondition =
  | 'ok'
  | 'killed'
  | 'poweredOff'
  | 'frozen'
  | 'stopping'
  | 'stopped'
  | 'starting'
  | 'candidate'
  | 'voted'
  /** Elected, but not yet serving as Master. */
  | 'elected'
  | 'slow'
  | Trouble
  /** Answers with a response code that was injected. */
  | 'answering'
  /** A Slave that the NameServer names in the place of the Master. */
  | 'acting'
  /** Controller mode, a Slave: could be made Master, or could not. */
  | 'inSync'
  | 'outOfSync'

export interface NodeView {
  node: number
  /** Serves or served last as Master. */
  master: boolean
  condition: NodeCondition
  process: ProcessState
  /** Answers that said yes (candidate), or the node voted for (voted), or ms (slow), or a response code (answering). */
  detail: number
  /** Votes needed by a candidate. */
  needed: number
  term: number
}

export function nodeView(group: BrokerGroup, index: number, master: number | null, acting: number | null): NodeView {
  const node = group.nodes[index]
  const raft = node.raft
  const base = {
    node: index,
    process: node.process,
    term: raft?.term ?? 0,
    master: node.brokerId === MASTER_ID && (master === null || master === index),
    detail: 0,
    needed: 0,
  }
  if (node.process === 'stopping' || node.process === 'starting' || node.process === 'frozen') {
    return { ...base, condition: node.process }
  }
  if (node.process === 'portClosed') return { ...base, condition: 'stopping' }
  if (node.process !== 'running') {
    const condition = node.process === 'dying' ? 'killed' : node.process
    return { ...base, master: base.master && master === null, condition }
  }
  if (raft?.role === 'CANDIDATE') {
    const members = group.nodes.filter((n) => !n.removed).length
    return {
      ...base,
      condition: 'candidate',
      detail: raft.round?.accepted ?? 0,
      needed: Math.floor(members / 2) + 1,
    }
  }
  if (raft?.role === 'LEADER' && node.brokerId !== MASTER_ID) return { ...base, condition: 'elected' }
  if (
    raft &&
    raft.role === 'FOLLOWER' &&
    raft.votedFor !== null &&
    raft.votedFor !== index &&
    master === null &&
    raft.leader === null
  ) {
    return { ...base, condition: 'voted', detail: raft.votedFor }
  }
  const suffers = sufferingOf(node)
  if (suffers === 'slow') return { ...base, condition: suffers, detail: node.slowMs }
  if (suffers === 'answering') return { ...base, condition: suffers, detail: node.injectedCode }
  if (suffers) return { ...base, condition: suffers }
  if (acting === index) return { ...base, condition: 'acting' }
  // Only the Controller has a SyncStateSet.
  if (base.master || group.syncStateSet.length === 0) return { ...base, condition: 'ok' }
  return { ...base, condition: group.syncStateSet.includes(index) ? 'inSync' : 'outOfSync' }
}
