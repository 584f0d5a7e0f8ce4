// The threads of the client that send ASYNC messages, and the calls that wait for one. What a call does with its thread is in
// sendLoop.ts. RocketMQ: DefaultMQProducerImpl.defaultAsyncSenderExecutor, up to 4.3.x NettyRemotingClient.publicExecutor

import { callAt, producerAt, type Simulation } from '../context'
import { after } from '../network'
import type { AsyncPool, Producer, ThreadSelector } from '../state'

/** As many threads as the machine has cores. RocketMQ: DefaultMQProducerImpl, Runtime#availableProcessors */
export const createAsyncPool = (selectors: ThreadSelector[]): AsyncPool => ({
  threads: selectors.map(() => null),
  idle: selectors.map((_, thread) => thread),
  selectors,
  first: null,
  last: null,
  waiting: 0,
  pending: false,
})

export const copyAsyncPool = (pool: AsyncPool): AsyncPool => ({
  ...pool,
  threads: pool.threads.slice(),
  idle: pool.idle.slice(),
  selectors: pool.selectors.map((selector) => ({ ...selector })),
})

export const isFull = ({ asyncPool }: Producer): boolean => asyncPool.idle.length === 0

/** Would a call get a thread at once? */
export const hasFreeThread = (producer: Producer): boolean => producer.asyncPool.waiting === 0 && !isFull(producer)

/**
 * A call gets the thread that has been free for longest: tasks wake threads in the order in which these began to wait.
 *
 * @throws RangeError if all threads are taken: a bug in the caller
 */
export function takeThread(producer: Producer, slot: number): void {
  const { asyncPool } = producer
  const thread = asyncPool.idle.shift()
  if (thread === undefined) throw new RangeError('no thread of the pool is free')
  asyncPool.threads[thread] = slot
  callAt(producer, slot).poolThread = thread
}

/** The thread of a call is free again, if it has one; calls that wait get it once what is happening now is over. */
export function leaveThread(sim: Simulation, index: number, slot: number): void {
  const producer = producerAt(sim, index)
  const { asyncPool } = producer
  const thread = callAt(producer, slot).poolThread
  if (thread === null || asyncPool.threads[thread] !== slot) return
  asyncPool.threads[thread] = null
  asyncPool.idle.push(thread)
  if (asyncPool.waiting === 0 || asyncPool.pending) return
  asyncPool.pending = true
  after(sim, 0, 'poolTimer', { producer: index, epoch: producer.epoch })
}

export function queueCall(producer: Producer, slot: number): void {
  const { asyncPool } = producer
  if (asyncPool.last === null) asyncPool.first = slot
  else callAt(producer, asyncPool.last).nextQueued = slot
  asyncPool.last = slot
  asyncPool.waiting++
}

/** The call that has waited longest, which waits no more; null if there is none. */
export function nextQueuedCall(producer: Producer): number | null {
  const { asyncPool } = producer
  const slot = asyncPool.first
  if (slot === null) return null
  const call = callAt(producer, slot)
  asyncPool.first = call.nextQueued
  if (asyncPool.first === null) asyncPool.last = null
  asyncPool.waiting--
  call.nextQueued = null
  return slot
}
