// Where a DLedger node's log ends, as its elector compares it. RocketMQ: DLedgerStore#getLedgerEndIndex, #getLedgerEndTerm

import type { BrokerGroup, BrokerNode } from '../../state'
import { storeOf } from './commitLog'

/** Simplified: the offset stands for the index; the two grow together. */
export function syncLedgerEnd({ epochLogs }: BrokerGroup, node: BrokerNode): void {
  if (!node.raft) return
  const { parts, maxOffset } = storeOf(node)
  const last = parts.at(-1)
  node.raft.ledgerEndIndex = maxOffset
  node.raft.ledgerEndTerm = last ? (epochLogs[last.epoch]?.term ?? 0) : 0
}
