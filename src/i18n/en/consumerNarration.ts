import { consumerGroupName, storeQueueName } from '../../projections/queueNames'
import { DELAY_LEVELS_MS, deadLetterQueue, retryQueue } from '../../rocketmq'
import type { ConsumerNarrationMessages } from '../consumerNarration'
import type { EntryOf } from '../entryTraits'
import { responseCodeName } from '../exceptions'
import { type Entry, type NarrationContext, nodeName } from '../narrationContext'
import { formatDuration, formatNumber } from './format'
import { consumerName, countWords } from './narrationContext'

const ROUTE: Record<Entry<'consumerRoute'>['outcome'], (name: string, queues: string) => string> = {
  changed: (name, queues) => `${name} gets a new route: ${queues} to read.`,
  unchanged: (name, queues) => `${name} gets the same route again: ${queues}.`,
  keptNotExist: (name, queues) => `${name} keeps its route (${queues}): NameServer does not know the Topic.`,
  keptUnreachable: (name, queues) => `${name} keeps its route (${queues}): it cannot connect to a NameServer.`,
  keptTimedOut: (name, queues) => `${name} keeps its route (${queues}): no NameServer has answered in time.`,
}

const LEFT: Record<Entry<'memberLeft'>['cause'], (expiredMs: number) => string> = {
  heartbeat: () => 'another process has sent a heartbeat with its clientId',
  unregister: () => 'it has unregistered',
  channelClosed: () => 'its connection is closed',
  expired: (expiredMs) => `no heartbeat for more than ${formatDuration(expiredMs)}`,
}

const START: Record<Entry<'startOffset'>['cause'], string> = {
  stored: 'the offset its group has committed',
  zero: 'the group has committed none, and the Broker answers 0 instead',
  max: 'no offset is stored, so it starts at the end',
  min: 'no offset is stored, so it starts at the beginning',
  timestamp: 'no offset is stored, so it starts at its consumeTimestamp',
  local: 'the offset in its own file',
}

const PULL_FAILURE: Record<Entry<'pullFailed'>['failure'], (code: number) => string> = {
  error: (code) => `the Broker answers ${responseCodeName(code)}`,
  connectRefused: () => 'the connection is refused',
  connectionClosed: () => 'the connection is closed',
  timeout: () => 'no answer in time',
}

const FLOW: Record<Entry<'flowControl'>['reason'], (settings: NarrationContext['settings']) => string> = {
  count: (settings) =>
    `more than ${formatNumber(settings.pullThresholdForQueue)} of its messages are not finished (pullThresholdForQueue)`,
  size: (settings) =>
    `its unfinished messages take more than ${formatNumber(settings.pullThresholdSizeForQueue)} MiB (pullThresholdSizeForQueue)`,
  span: (settings) =>
    `its unfinished offsets span more than ${formatNumber(settings.consumeConcurrentlyMaxSpan)} (consumeConcurrentlyMaxSpan)`,
  notLocked: () => 'the Broker has not locked it for this consumer',
  none: () => '',
}

const RESULT: Record<Entry<'consumed'>['result'], (name: string, message: number, limitMs: number) => string> = {
  SUCCESS: (name, message) => `${name} has consumed message ${message}.`,
  RECONSUME_LATER: (name, message) => `${name} fails on message ${message}: its listener returns RECONSUME_LATER.`,
  SUSPEND: (name, message) =>
    `${name} fails on message ${message}: its listener suspends the queue (SUSPEND_CURRENT_QUEUE_A_MOMENT).`,
  discarded: (name, message) =>
    `${name} finishes message ${message} too late: the queue is no longer its own, and the result does not count.`,
  timeout: (name, message, limitMs) =>
    `${name} sends message ${message} back: its listener has taken more than ${formatDuration(limitMs)} (consumeTimeout) and still runs.`,
}

const SKIPPED: Record<Entry<'skipped'>['cause'], string> = {
  startOffset: 'it started behind it',
  offsetMoved: 'its offset was corrected to one behind it',
  filtered: 'the group does not subscribe to its Tag',
  sharedFilter: 'the member that has the queue subscribes to other Tags than the rest of the group',
  broadcastFailure: 'in BROADCASTING a failed message is dropped',
}

const queueOf = (context: NarrationContext, { group, queueId }: { group: number; queueId: number }): string =>
  `${context.brokerName(group)} ${storeQueueName(queueId)}`

const messages = (count: number): string => `${formatNumber(count)} ${count === 1 ? 'message' : 'messages'}`

const times = (count: number): string => (count === 1 ? 'once' : `${formatNumber(count)} times`)

function consume(entry: EntryOf<'consume'>, context: NarrationContext): string {
  const { settings } = context
  const name = 'consumer' in entry ? consumerName(context, entry.consumer) : consumerGroupName(entry.consumerGroup)
  const node = 'node' in entry ? nodeName(context, entry.group, entry.node) : ''
  switch (entry.kind) {
    case 'consumerRoute':
      return ROUTE[entry.outcome](name, countWords(entry.queues))
    case 'memberJoined':
      return `${name} joins its consumer group on ${node}.`
    case 'memberLeft':
      return `${node} removes ${name} from its consumer group: ${LEFT[entry.cause](settings.channelExpiredTimeout)}.`
    case 'rebalanced':
      return `${name} rebalances ${context.brokerName(entry.group)}: ${entry.members} ${entry.members === 1 ? 'member' : 'members'} according to ${node}, ${countWords(entry.queues)} for this one.`
    case 'queueAssigned':
      return `${name} gets ${queueOf(context, entry)}.`
    case 'queueRevoked':
      return `${name} gives up ${queueOf(context, entry)}.`
    case 'startOffset':
      return `${name} starts ${queueOf(context, entry)} at offset ${formatNumber(entry.queueOffset)}: ${START[entry.cause]}.`
    case 'queueLocked':
      return `${name} has the lock of ${queueOf(context, entry)}.`
    case 'lockRefused':
      return `${name} does not get the lock of ${queueOf(context, entry)}: another client has it.`
    case 'queueUnlocked':
      return `${name} releases the lock of ${queueOf(context, entry)}.`
    case 'pullHeld':
      return `${node} holds the pull request of ${name}: ${storeQueueName(entry.queueId)} has nothing from offset ${formatNumber(entry.queueOffset)} on yet.`
    case 'pulled':
      return entry.count > 0
        ? `${name} pulls ${messages(entry.count)} of ${storeQueueName(entry.queueId)} from ${node}, from offset ${formatNumber(entry.queueOffset)} on.`
        : `${name} gets no message of ${storeQueueName(entry.queueId)} from ${node} and goes on at offset ${formatNumber(entry.queueOffset)}.`
    case 'pullFailed':
      return `${name} cannot pull ${storeQueueName(entry.queueId)} from ${node}: ${PULL_FAILURE[entry.failure](entry.code)}.`
    case 'flowControl':
      return entry.reason === 'none'
        ? `${name} pulls ${queueOf(context, entry)} again.`
        : `${name} stops pulling ${queueOf(context, entry)}: ${FLOW[entry.reason](settings)}.`
    case 'offsetMoved':
      return `${name} moves in ${queueOf(context, entry)} from offset ${formatNumber(entry.fromOffset)}, which is not there, to ${formatNumber(entry.toOffset)}.`
    case 'consumeBegun':
      return `${name} begins message ${entry.message} (${queueOf(context, entry)}, offset ${formatNumber(entry.queueOffset)}${entry.times > 0 ? `, sent back ${times(entry.times)}` : ''}).`
    case 'consumed':
      return RESULT[entry.result](name, entry.message, settings.consumeTimeout)
    case 'offsetCommitted':
      return `${node} stores offset ${formatNumber(entry.queueOffset)} of ${storeQueueName(entry.queueId)} for ${name}.`
    case 'sentBack':
      return `${node} takes message ${entry.message} back: ${name} gets it again in ${formatDuration(DELAY_LEVELS_MS[entry.level - 1] ?? 0)} (delay level ${entry.level}).`
    case 'retryReady':
      return `${node} puts message ${entry.message} into ${storeQueueName(retryQueue(entry.consumerGroup))}, offset ${formatNumber(entry.queueOffset)} (sent back ${times(entry.times)}).`
    case 'deadLettered':
      return `${node} puts message ${entry.message} into ${storeQueueName(deadLetterQueue(entry.consumerGroup))} after ${entry.times} ${entry.times === 1 ? 'retry' : 'retries'}: ${name} does not get it again.`
    case 'skipped':
      return `${name} does not get message ${entry.message} of ${queueOf(context, entry)}: ${SKIPPED[entry.cause]}.`
  }
}

export const consumerNarration: ConsumerNarrationMessages = { consume }
