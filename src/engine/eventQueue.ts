// What will happen, ordered by (atMs, sequence). A binary heap in a plain array, so that it survives JSON.

import type { EventBody, EventKind, SimulationEvent } from './events'
import type { ClusterState } from './types'

const before = (one: SimulationEvent, other: SimulationEvent): boolean =>
  one.atMs < other.atMs || (one.atMs === other.atMs && one.sequence < other.sequence)

/** Plans an event; equal times happen in the order of planning. */
export function schedule<K extends EventKind>(state: ClusterState, atMs: number, kind: K, body: EventBody<K>): void {
  const heap = state.eventQueue
  const event = { atMs, sequence: state.nextSequence++, kind, body } as SimulationEvent
  let place = heap.length
  heap.push(event)
  while (place > 0) {
    const parent = (place - 1) >> 1
    const above = heap[parent] as SimulationEvent
    if (!before(event, above)) break
    heap[place] = above
    place = parent
  }
  heap[place] = event
}

/** Takes the first event out; the caller has seen that there is one. */
export function takeFirst(state: ClusterState): SimulationEvent {
  const heap = state.eventQueue
  const first = heap[0] as SimulationEvent
  const moved = heap.pop() as SimulationEvent
  const size = heap.length
  if (size === 0) return first
  let place = 0
  for (;;) {
    let child = 2 * place + 1
    if (child >= size) break
    if (child + 1 < size && before(heap[child + 1] as SimulationEvent, heap[child] as SimulationEvent)) child++
    const below = heap[child] as SimulationEvent
    if (!before(below, moved)) break
    heap[place] = below
    place = child
  }
  heap[place] = moved
  return first
}
