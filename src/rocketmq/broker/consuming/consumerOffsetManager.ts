// The offsets of groups at one Broker: in memory, in consumerOffset.json, and as a Slave copies them. RocketMQ: ConsumerOffsetManager,
// ConsumerManageProcessor, SlaveSynchronize
import type { Simulation } from '../../context'
import type { TimersOf } from '../../events'
import type { BrokerNode } from '../../state'
import type { Handler } from './handler'

export const queryOffset: Handler<'QUERY_CONSUMER_OFFSET'> = () => {
  throw new TypeError('not built yet')
}
export const maxOffset: Handler<'GET_MAX_OFFSET'> = () => {
  throw new TypeError('not built yet')
}
export const searchOffset: Handler<'SEARCH_OFFSET_BY_TIMESTAMP'> = () => {
  throw new TypeError('not built yet')
}
export const updateOffset: Handler<'UPDATE_CONSUMER_OFFSET'> = () => {
  throw new TypeError('not built yet')
}

/** @returns the offset that the node has, or -1 */
export function committedAt(node: BrokerNode, consumerGroup: number, queueId: number): number {
  void [node, consumerGroup, queueId]
  throw new TypeError('not built yet')
}

export function commitOffset(
  sim: Simulation,
  group: number,
  node: BrokerNode,
  consumerGroup: number,
  queueId: number,
  offset: number,
): void {
  void [sim, group, node, consumerGroup, queueId, offset]
  throw new TypeError('not built yet')
}

export function offsetFileTimer(sim: Simulation, timer: TimersOf<'broker'>['offsetFileTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}

export function offsetSyncTimer(sim: Simulation, timer: TimersOf<'broker'>['offsetSyncTimer']): void {
  void [sim, timer]
  throw new TypeError('not built yet')
}
