// What will happen, ordered by (atMs, sequence). A binary heap in a plain array, so that it survives JSON.

/** Anything planned: when, and which of those planned for the same time comes first. */
export interface Planned {
  atMs: number
  sequence: number
}

const before = (one: Planned, other: Planned): boolean =>
  one.atMs < other.atMs || (one.atMs === other.atMs && one.sequence < other.sequence)

/** Plans an event. @param heap - changed in place */
export function plan<E extends Planned>(heap: E[], event: E): void {
  let place = heap.length
  heap.push(event)
  while (place > 0) {
    const parent = (place - 1) >> 1
    const above = heap[parent] as E
    if (!before(event, above)) break
    heap[place] = above
    place = parent
  }
  heap[place] = event
}

/** Takes the first event out; the caller has seen that there is one. */
export function takeFirst<E extends Planned>(heap: E[]): E {
  const first = heap[0] as E
  const moved = heap.pop() as E
  const size = heap.length
  if (size === 0) return first
  let place = 0
  for (;;) {
    let child = 2 * place + 1
    if (child >= size) break
    if (child + 1 < size && before(heap[child + 1] as E, heap[child] as E)) child++
    const below = heap[child] as E
    if (!before(below, moved)) break
    heap[place] = below
    place = child
  }
  heap[place] = moved
  return first
}
