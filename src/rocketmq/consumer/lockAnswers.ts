// What a client does with a lock that it has got, or has not. RocketMQ: RebalanceImpl#lock, #lockAll

import { consumerLog } from '../consumerCodec'
import { consumerRules } from '../consumerRules'
import { consumerAt, type Simulation } from '../context'
import type { ConsumerResponseBody } from '../events'
import type { ConsumerCall, ProcessQueue } from '../state'
import { consumeInOrder } from './orderly'
import { addQueue, finishRebalance } from './rebalanceImpl'

/** An answer to LOCK_BATCH_MQ, or its failure (null): then nothing changes, until a lock is too old to be trusted. */
export function lockAnswered(
  sim: Simulation,
  index: number,
  { group, queueIds, adds }: ConsumerCall,
  body: ConsumerResponseBody | null,
): void {
  const consumer = consumerAt(sim, index)
  const locked = body?.code === 'locked' ? body.queueIds : []
  const answered = body?.code === 'locked'
  for (const queueId of answered ? queueIds : []) {
    const place = { group, queueId }
    let queue = consumer.queues.find((one) => one.group === group && one.queueId === queueId) ?? null
    const isLocked = locked.includes(queueId)
    if (!isLocked && (adds || queue?.locked)) consumerLog.lockRefused(sim, { consumer: index, ...place })
    if (isLocked && adds) {
      queue ??= addQueue(sim, index, place)
      // Before, a client set the mark on a queue that was not in its table yet: it waited for the next round.
      if (!consumerRules(sim).locksNewQueue) continue
    }
    if (queue) mark(sim, index, queue, isLocked)
  }
  if (adds)
    finishRebalance(
      sim,
      index,
      queueIds.some((queueId) => !locked.includes(queueId)),
    )
}

function mark(sim: Simulation, index: number, queue: ProcessQueue, isLocked: boolean): void {
  const { group, queueId } = queue
  const isNew = isLocked && !queue.locked
  queue.locked = isLocked
  if (!isLocked) return
  queue.lastLockMs = sim.state.nowMs
  if (!isNew) return
  consumerLog.queueLocked(sim, { consumer: index, group, queueId })
  consumeInOrder(sim, index, queue)
}
