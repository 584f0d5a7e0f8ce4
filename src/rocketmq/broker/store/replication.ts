// How what a Master appends reaches the other nodes of its group, and what it waits for. Each way of replication has its file.

import type { Simulation } from '../../context'
import { RESPONSE_CODE } from '../../releases'
import type { BrokerNode } from '../../state'
import { storeOf } from './commitLog'

/** What the answer to a stored message waits for. */
export interface ReplicaWait {
  /** Known at once: it waits for no copy; null while it waits. */
  code: number | null
  /** ms until it waits no longer, and the code that it gets then. */
  limitMs: number
  lateCode: number
}

/** The Master has more than before. */
export function appended(_sim: Simulation, _group: number, _node: BrokerNode): void {
  // No way of replication yet.
}

export const replicaWait = (_sim: Simulation, _group: number, _node: BrokerNode, _endOffset: number): ReplicaWait => ({
  code: RESPONSE_CODE.SUCCESS,
  limitMs: 0,
  lateCode: RESPONSE_CODE.FLUSH_SLAVE_TIMEOUT,
})

/** Do as many copies have it as the answer waits for? */
export const isReplicated = (_sim: Simulation, _group: number, _node: BrokerNode, _endOffset: number): boolean => true

/** @returns the code with which a Master refuses to store, because too few copies are in sync; or null */
export const refusesPut = (_sim: Simulation, _group: number, _node: BrokerNode): number | null => null

/** Up to where enough copies have what this node has, as it knows. */
export const confirmedEnd = (_sim: Simulation, _group: number, node: BrokerNode): number => storeOf(node).maxOffset
