// The messages of one queue that are pulled and not finished. RocketMQ: ProcessQueue
import type { PulledMessage } from '../events'
import type { ProcessQueue, QueuePlace } from '../state'

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
  headTries: 0,
  correctingTo: null,
})

/** RocketMQ: #putMessage */
export function putMessages(queue: ProcessQueue, messages: readonly PulledMessage[]): void {
  void [queue, messages]
  throw new TypeError('not built yet')
}

/** Messages are finished. @returns the offset that may be committed, or -1: no change. RocketMQ: #removeMessage */
export function removeMessages(queue: ProcessQueue, offsets: readonly number[]): number {
  void [queue, offsets]
  throw new TypeError('not built yet')
}

/** RocketMQ: #getMaxSpan */
export function maxSpan(queue: ProcessQueue): number {
  void [queue]
  throw new TypeError('not built yet')
}
