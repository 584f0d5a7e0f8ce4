// The messages of one queue that are pulled and not finished. RocketMQ: ProcessQueue
//
// Simplified: what counts against pullThresholdSizeForQueue is whole records, not bodies.
import type { PulledMessage } from '../events'
import type { CachedMessages, ProcessQueue, QueuePlace } from '../state'

export const emptyQueue = (place: QueuePlace, serial: number, nowMs: number): ProcessQueue => ({
  group: place.group,
  queueId: place.queueId,
  serial,
  cached: { offset: [], message: [], times: [], size: [], startedAtMs: [] },
  cachedBytes: 0,
  maxOffset: -1,
  nextOffset: -1,
  pull: 'locating',
  opaque: 0,
  suggestedBrokerId: 0,
  flowControl: null,
  lastPullMs: nowMs,
  pullTimerMs: null,
  previouslyLocked: false,
  locked: false,
  lastLockMs: 0,
  orderlyThread: null,
  orderlyTimerMs: null,
  orderlyWait: null,
  headTries: 0,
  expiring: null,
  correctingTo: null,
})

/** Position of the first cached offset that is not below this one. */
function placeOf({ offset }: CachedMessages, wanted: number): number {
  let from = 0
  let to = offset.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((offset[middle] as number) < wanted) from = middle + 1
    else to = middle
  }
  return from
}

/** Position of the message with this offset, or -1. */
export function cachedAt({ cached }: ProcessQueue, offset: number): number {
  const place = placeOf(cached, offset)
  return cached.offset[place] === offset ? place : -1
}

/** RocketMQ: #putMessage */
export function putMessages(queue: ProcessQueue, messages: readonly PulledMessage[]): void {
  const { cached } = queue
  for (const { offset, message, times, size } of messages) {
    const place = placeOf(cached, offset)
    // TreeMap#put keeps one of two with the same offset: the later.
    const replaced = cached.offset[place] === offset ? 1 : 0
    cached.offset.splice(place, replaced, offset)
    cached.message.splice(place, replaced, message)
    cached.times.splice(place, replaced, times)
    const [before] = cached.size.splice(place, replaced, size)
    cached.startedAtMs.splice(place, replaced, null)
    queue.cachedBytes += size - (before ?? 0)
    if (!replaced) queue.maxOffset = offset
  }
}

/** Messages are finished. @returns the offset that may be committed, or -1: no change. RocketMQ: #removeMessage */
export function removeMessages(queue: ProcessQueue, offsets: readonly number[]): number {
  const { cached } = queue
  if (cached.offset.length === 0) return -1
  for (const offset of offsets) {
    const place = cachedAt(queue, offset)
    if (place < 0) continue
    queue.cachedBytes -= cached.size[place] as number
    for (const column of Object.values(cached)) column.splice(place, 1)
  }
  return cached.offset[0] ?? queue.maxOffset + 1
}

/** RocketMQ: #getMaxSpan */
export function maxSpan({ cached }: ProcessQueue): number {
  const { offset } = cached
  return offset.length === 0 ? 0 : (offset.at(-1) as number) - (offset[0] as number)
}

/** Listeners have them from now on (ms), or they wait (null). */
export function markStarted(queue: ProcessQueue, offsets: readonly number[], atMs: number | null): void {
  for (const offset of offsets) {
    const place = cachedAt(queue, offset)
    if (place >= 0) queue.cached.startedAtMs[place] = atMs
  }
}

/** Does any listener have this message, or what comes after it until it is finished? */
export const isWaiting = (queue: ProcessQueue, offset: number): boolean => {
  const place = cachedAt(queue, offset)
  return place >= 0 && queue.cached.startedAtMs[place] === null
}

/** A message has failed here once more. RocketMQ: MessageExt#setReconsumeTimes */
export function countTry(queue: ProcessQueue, offset: number): void {
  const place = cachedAt(queue, offset)
  if (place >= 0) queue.cached.times[place] = (queue.cached.times[place] as number) + 1
}
