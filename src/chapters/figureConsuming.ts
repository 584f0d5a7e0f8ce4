// How figures about consumers are answered: what a group was given, who got a message, how far it is and how far behind.

import { queueLags } from '../projections/consumerLag'
import { createAgain } from '../projections/deliveredAgain'
import { numberedProcess } from '../projections/numberedProcess'
import { type ClusterState, isTopicQueue, type LogEntry, type LogKind, type Run, stateAt } from '../rocketmq'
import type { ConsumerCounted, ConsumerMarked, Figure, Mark } from './figure'
import type { Answer, Watch } from './figureWatch'

export type ConsumerFigure = Extract<
  Figure,
  { kind: 'consumption' | 'consumerOf' | 'startCauseOf' | 'lagOf' | 'queuesOf' | 'committedOf' }
>

const CONSUMPTION_KINDS: Record<ConsumerCounted, LogKind> = {
  deliveries: 'consumeBegun',
  consumed: 'consumed',
  failures: 'consumed',
  deliveredAgain: 'consumeBegun',
  sentBack: 'sentBack',
  deadLettered: 'deadLettered',
  skipped: 'skipped',
  queuesAssigned: 'queueAssigned',
  queuesRevoked: 'queueRevoked',
  locksRefused: 'lockRefused',
  pulled: 'pulled',
}

type GroupName = (group: number) => string

/** What of an entry a figure or a mark may be about; left out, it is about any. */
type Place = Pick<Mark, 'brokerName' | 'queueId' | 'consumer' | 'message'>

export const isAt = (entry: LogEntry, { brokerName, queueId, consumer, message }: Place, nameOf: GroupName): boolean =>
  (brokerName === undefined || ('group' in entry && nameOf(entry.group) === brokerName)) &&
  (queueId === undefined || ('queueId' in entry && entry.queueId === queueId)) &&
  (consumer === undefined || ('consumer' in entry && entry.consumer === consumer)) &&
  (message === undefined || ('message' in entry && entry.message === message))

/** Whether an entry of the kind is what the mark means. */
export function isMarked(mark: ConsumerMarked, entry: LogEntry): boolean {
  if (mark === 'consumed') return entry.kind === 'consumed' && entry.result === 'SUCCESS'
  if (mark === 'flowControl') return entry.kind === 'flowControl' && entry.reason !== 'none'
  if (mark === 'queueAssigned' || mark === 'queueRevoked') return 'queueId' in entry && isTopicQueue(entry.queueId)
  return true
}

export function consumerAnswer(run: Run, figure: ConsumerFigure, nameOf: GroupName): Answer {
  switch (figure.kind) {
    case 'consumption':
      return consumptionAnswer(run, figure, nameOf)
    case 'consumerOf': {
      let left = figure.delivery ?? 1
      let found: number | null = null
      const given = watch(['consumeBegun'], (entry) => {
        if (entry.kind !== 'consumeBegun' || entry.message !== figure.message || --left > 0) return false
        found = entry.consumer
        return true
      })
      return {
        watches: [given],
        value: () =>
          found === null ? null : `consumer-${numberedProcess('consumer', found, run.input.scenario.settings).number}`,
      }
    }
    case 'startCauseOf': {
      let cause: string | null = null
      const started = watch(
        ['startOffset'],
        (entry) => {
          if (entry.kind !== 'startOffset' || !isTopicQueue(entry.queueId) || !isAt(entry, figure, nameOf)) return false
          cause = entry.cause
          return true
        },
        figure.afterMs,
      )
      return { watches: [started], value: () => cause }
    }
    case 'lagOf':
    case 'committedOf':
    case 'queuesOf':
      return stateAnswer(run, figure, nameOf)
  }
}

const watch = (kinds: readonly LogKind[], see: (entry: LogEntry) => boolean, fromMs = 0): Watch => ({
  kinds,
  fromMs,
  toMs: Number.POSITIVE_INFINITY,
  see,
})

/** What listeners were given is logged for each offset, so that it needs no weight. */
function consumptionAnswer(run: Run, figure: Extract<Figure, { kind: 'consumption' }>, nameOf: GroupName): Answer {
  const { what, fromMs = 0, toMs, node } = figure
  const isAgain = createAgain(run)
  let count = 0
  const counts: Watch = {
    kinds: [CONSUMPTION_KINDS[what]],
    // What was given before the stretch can be given again in it.
    fromMs: what === 'deliveredAgain' ? 0 : fromMs,
    toMs,
    see(entry) {
      if (what === 'deliveredAgain' && !isAgain(entry)) return false
      if (entry.atMs < fromMs || !isAt(entry, figure, nameOf)) return false
      if (node !== undefined && !('node' in entry && entry.node === node)) return false
      if (entry.kind === 'consumed' && (entry.result === 'SUCCESS') !== (what === 'consumed')) return false
      if (what.startsWith('queues') && !('queueId' in entry && isTopicQueue(entry.queueId))) return false
      count += entry.kind === 'pulled' ? entry.count : 1
      return false
    },
  }
  return { watches: [counts], value: () => (toMs > run.endMs ? null : count) }
}

/** Read from the state of its moment, once. */
function stateAnswer(
  run: Run,
  figure: Extract<Figure, { kind: 'lagOf' | 'committedOf' | 'queuesOf' }>,
  nameOf: GroupName,
): Answer {
  let known: number | null = null
  return {
    watches: [],
    value() {
      if (known === null && figure.atMs <= run.endMs) known = read(stateAt(run, figure.atMs), figure, nameOf)
      return known
    },
  }
}

function read(
  state: ClusterState,
  figure: Extract<Figure, { kind: 'lagOf' | 'committedOf' | 'queuesOf' }>,
  nameOf: GroupName,
): number | null {
  if (figure.kind === 'queuesOf')
    return state.consumers[figure.consumer]?.queues.filter(({ queueId }) => isTopicQueue(queueId)).length ?? null
  const { brokerName, queueId, consumerGroup = 0 } = figure
  const lags = state.brokerGroups
    .flatMap((_, group) => queueLags(state, consumerGroup, group))
    .filter(
      (one) =>
        (brokerName === undefined || nameOf(one.group) === brokerName) && (queueId ?? one.queueId) === one.queueId,
    )
  if (figure.kind === 'committedOf') return lags[0]?.consumerOffset ?? null
  return lags.reduce((sum, { lag }) => sum + lag, 0)
}
