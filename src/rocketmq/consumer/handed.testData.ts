// Instead of pulling: every queue of the Topic gets so many messages when a consumer gets it, numbered by queue.
import type { Simulation } from '../context'
import { type Consumer, isTopicQueue, type ProcessQueue, type QueuePlace } from '../state'
import type { messagesArrived } from './concurrently'

/** `arrive` is set by the test: its file imports this one. */
export const handed: { count: number; arrive: typeof messagesArrived } = { count: 10, arrive: () => undefined }
export const messageAt = (queueId: number, offset: number): number => 1 + 1000 * queueId + offset

export function locateQueue(sim: Simulation, index: number, queue: ProcessQueue): void {
  queue.lastPullMs = 1e12
  if (!isTopicQueue(queue.queueId)) return
  const messages = Array.from({ length: handed.count }, (_, offset) => {
    return { offset, message: messageAt(queue.queueId, offset), times: 0, size: 200 }
  })
  handed.arrive(sim, index, queue, messages)
}

export function updateOffset(
  consumer: Consumer,
  { group, queueId }: QueuePlace,
  offset: number,
  increaseOnly: boolean,
): void {
  const known = consumer.offsets.find((one) => one.group === group && one.queueId === queueId)
  if (!known) consumer.offsets.push({ group, queueId, offset })
  else if (!increaseOnly || offset > known.offset) known.offset = offset
}

const nothing = (): void => undefined
export const offsetAnswered = nothing
export const persistQueue = nothing
export const persistAll = nothing
export const persistTimer = nothing
export const dispatched = nothing
export const pullHoldTimer = nothing
