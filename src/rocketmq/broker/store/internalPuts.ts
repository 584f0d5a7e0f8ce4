// What a Broker itself appends: messages that consumers have sent back, and those whose delay is over. Nothing waits for the disk or for
// copies. RocketMQ: MessageExtBrokerInner#isWaitStoreMsgOK, DefaultMessageStore#putMessage

import type { Simulation } from '../../context'
import { RESPONSE_CODE } from '../../releases'
import { type BrokerNode, MASTER_ID } from '../../state'
import { append, storeOf } from './commitLog'
import { isSyncFlush, planFlush } from './flush'
import { appended, refusesPut } from './replication'
import { planReput } from './reput'
import { isBusy } from './sendQueue'
import { isPoolDeficient, planCommit, usesPool } from './transientPool'

/** A message for a queue of the Topics that consumers have. */
export interface InternalMessage {
  message: number
  queueId: number
  /** Bytes of its record. */
  size: number
  /** How often it has been sent back. */
  times: number
}

/** Does this node take writes? */
export const takesWrites = ({ brokerId, raft }: BrokerNode): boolean =>
  brokerId === MASTER_ID && (!raft || (raft.hasRole && raft.role === 'LEADER'))

/**
 * Appends a message, or refuses to.
 *
 * Simplified: where the append would have to wait for a page that the disk is writing, it is refused; what it takes of the append
 * lock is not counted.
 *
 * @returns its queueOffset, or the code of the refusal
 */
export function appendInternal(
  sim: Simulation,
  group: number,
  node: BrokerNode,
  { message, queueId, size, times }: InternalMessage,
): { queueOffset: number } | { refusal: number } {
  const store = storeOf(node)
  if (!takesWrites(node) || node.troubles.includes('diskFull') || store.diskFull)
    return { refusal: RESPONSE_CODE.SYSTEM_ERROR }
  const waitsForDisk = node.troubles.includes('diskStalled') && !isSyncFlush(sim, node) && !usesPool(sim, node)
  if (isBusy(sim, store) || waitsForDisk || isPoolDeficient(sim, node)) return { refusal: RESPONSE_CODE.SYSTEM_BUSY }
  const refusal = refusesPut(sim, group, node, message)
  if (refusal !== null) return { refusal }
  const queueOffset = store.queueOffsets[queueId] ?? 0
  append(sim, group, node, message, queueId, size, 1, times)
  planCommit(sim, group, node)
  appended(sim, group, node)
  planReput(sim, group, node)
  planFlush(sim, group, node)
  return { queueOffset }
}
