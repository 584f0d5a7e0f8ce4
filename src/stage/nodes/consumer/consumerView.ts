// What a consumer shows at one moment, as plain values: its queues, and the messages that it works on.

import { queueLags } from '../../../projections/consumerLag'
import { type ClusterState, isTopicQueue, type ProcessState } from '../../../rocketmq'

export interface RowView {
  message: number
  /** How often it had been sent back. */
  times: number
  /** Share of its listener's time that is over, 0 to 1; null: it will not return, or is being sent back. */
  share: number | null
  state: 'running' | 'stuck' | 'sendingBack'
}

export interface ConsumerView {
  consumer: number
  process: ProcessState
  instance: number
  consumerGroup: number
  groups: number
  /** "group.queueId" of each queue of the Topic, joined. */
  queues: string
  rows: RowView[]
  waiting: number
  cached: number
  threads: number
  maxThreads: number
  lag: number
  flowControlled: boolean
}

/** More rows than any card has. */
const MAX_ROWS = 12

export function consumerView(state: ClusterState, index: number, tMs: number): ConsumerView | null {
  const one = state.consumers[index]
  if (!one) return null
  const { settings } = state
  const own = one.queues.filter(({ queueId }) => isTopicQueue(queueId))
  const timesOf = (serial: number, offset: number): number => {
    const cached = one.queues.find((queue) => queue.serial === serial)?.cached
    const at = cached?.offset.indexOf(offset) ?? -1
    return at < 0 ? 0 : (cached?.times[at] ?? 0)
  }
  const rows = one.running
    .slice(0, MAX_ROWS)
    .map(({ messages, offsets, queueSerial, startedAtMs, endsAtMs, sendingBack }): RowView => {
      const message = messages[0] ?? 0
      const times = timesOf(queueSerial, offsets[0] ?? -1)
      if (sendingBack > 0) return { message, times, share: null, state: 'sendingBack' }
      if (startedAtMs === null || endsAtMs === null) return { message, times, share: null, state: 'stuck' }
      const span = endsAtMs - startedAtMs
      // Twentieths: what is drawn anew with each of them, not with each frame.
      const share = span <= 0 ? 1 : Math.min(1, Math.floor((20 * (tMs - startedAtMs)) / span) / 20)
      return { message, times, share, state: 'running' }
    })
  const lag = own.reduce(
    (sum, { group, queueId }) => sum + (lagsOf(state, one.consumerGroup, group)[queueId]?.lag ?? 0),
    0,
  )
  return {
    consumer: index,
    process: one.process,
    instance: one.instance,
    consumerGroup: one.consumerGroup,
    groups: settings.consumerGroupCount,
    queues: own.map(({ group, queueId }) => `${group}.${queueId}`).join(','),
    rows,
    waiting: one.waiting.reduce((sum, { messages }) => sum + messages.length, 0),
    cached: one.queues.reduce((sum, { cached }) => sum + cached.offset.length, 0),
    threads: one.running.length,
    maxThreads: settings.consumeThreadMax,
    lag,
    flowControlled: own.some(({ flowControl }) => flowControl !== null),
  }
}

const known = new WeakMap<ClusterState, { atMs: number; lags: Map<number, ReturnType<typeof queueLags>> }>()

/** Of one state all consumers of a group ask for the same. */
function lagsOf(state: ClusterState, consumerGroup: number, group: number): ReturnType<typeof queueLags> {
  const last = known.get(state)
  const entry = last?.atMs === state.nowMs ? last : { atMs: state.nowMs, lags: new Map() }
  known.set(state, entry)
  const key = consumerGroup * 64 + group
  const lags = entry.lags.get(key) ?? queueLags(state, consumerGroup, group)
  entry.lags.set(key, lags)
  return lags
}
