// Offsets that a client has: what it may commit, and what it sends to Brokers. RocketMQ: RemoteBrokerOffsetStore, LocalFileOffsetStore

import { consumerAt, type Simulation } from '../context'
import type { TimersOf } from '../events'
import { after } from '../network'
import type { Consumer, OffsetEntry, QueuePlace } from '../state'
import { findBroker } from './clientRoute'
import { oneway } from './remoting'

// ---------------------------------------------------------------- in memory

const key = ({ group, queueId }: QueuePlace): number => 256 * group + queueId

/** Rows are in order, and replaced, never changed. */
function rowAt(offsets: readonly OffsetEntry[], place: QueuePlace): number {
  let below = -1
  let above = offsets.length
  while (above - below > 1) {
    const middle = (below + above) >> 1
    if (key(offsets[middle] as OffsetEntry) < key(place)) below = middle
    else above = middle
  }
  return above
}

export function rowOf(offsets: readonly OffsetEntry[], place: QueuePlace): OffsetEntry | null {
  const row = offsets[rowAt(offsets, place)]
  return row && key(row) === key(place) ? row : null
}

/** @returns the offset in memory, or -1 */
export const offsetInMemory = ({ offsets }: Consumer, place: QueuePlace): number => rowOf(offsets, place)?.offset ?? -1

/** RocketMQ: OffsetStore#updateOffset */
export function updateOffset({ offsets }: Consumer, place: QueuePlace, offset: number, increaseOnly: boolean): void {
  const before = rowOf(offsets, place)
  if (before && (before.offset === offset || (increaseOnly && before.offset > offset))) return
  const { group, queueId } = place
  offsets.splice(rowAt(offsets, place), before ? 1 : 0, { group, queueId, offset })
}

/** RocketMQ: #removeOffset, which a LocalFileOffsetStore does not do */
export function forgetOffset(sim: Simulation, { offsets }: Consumer, place: QueuePlace): void {
  if (!isBroadcasting(sim) && rowOf(offsets, place)) offsets.splice(rowAt(offsets, place), 1)
}

export const isBroadcasting = (sim: Simulation): boolean => sim.state.settings.messageModel === 'BROADCASTING'

// ---------------------------------------------------------------- what is sent to Brokers

/** Sends one queue's offset; `forget`: the queue is no longer its. RocketMQ: #persist, #removeOffset */
export function persistQueue(sim: Simulation, index: number, place: QueuePlace, forget: boolean): void {
  const consumer = consumerAt(sim, index)
  const { group, queueId } = place
  const offset = offsetInMemory(consumer, place)
  if (offset === -1 || isBroadcasting(sim)) return
  const { consumerGroup } = consumer
  // A Slave takes it where the route has no Master.
  const broker = findBroker(sim, consumer, group, 0, false)
  if (broker) oneway(sim, index, group, broker.node, { code: 'UPDATE_CONSUMER_OFFSET', consumerGroup, queueId, offset })
  if (forget) forgetOffset(sim, consumer, place)
}

/** Sends the offsets of all queues that it has, whether they have changed or not. RocketMQ: #persistAll */
export function persistAll(sim: Simulation, index: number): void {
  const consumer = consumerAt(sim, index)
  if (isBroadcasting(sim)) {
    consumer.localOffsets = consumer.offsets.slice()
    return
  }
  for (const queue of consumer.queues) persistQueue(sim, index, queue, false)
}

/** The first one comes 10,000 ms after the start. RocketMQ: MQClientInstance#startScheduledTask */
export function persistTimer(sim: Simulation, timer: TimersOf<'consumer'>['persistTimer']): void {
  persistAll(sim, timer.consumer)
  after(sim, sim.state.settings.persistConsumerOffsetInterval, 'persistTimer', timer)
}
