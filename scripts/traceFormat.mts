// The printed trace: one aligned line for each entry of the log, with RocketMQ's own names. docs/trace.md explains it.
// Reads entries in the order of the log, because a line may name what an earlier one said. Prints nothing itself.

import { exceptionName, responseCodeName } from '../src/i18n/exceptions'
import { actionText } from '../src/io/writeAction'
import { attemptLimit } from '../src/projections/limits'
import { consumerGroupName, storeQueueName } from '../src/projections/queueNames'
import {
  type LogEntry,
  numberedIn,
  numberedTarget,
  SETTING_DEFINITIONS,
  type Settings,
  type UserAction,
} from '../src/rocketmq'

/** What a trace needs to know besides the entries. */
export interface TraceNames {
  brokerName: (group: number) => string
  actions: readonly UserAction[]
  /** As they are at 0; the trace follows the actions that change them. */
  settings: Settings
}

/** One line before it is aligned. */
export interface TraceLine {
  atMs: number
  /** Who did it: `user`, `broker-a/n0`, `nameserver/0`, `producer/0`. */
  actor: string
  event: string
  detail: string
}

const WIDTH = { time: 8, actor: 12, event: 14 } as const

/** One line of the trace. */
export const traceText = ({ atMs, actor, event, detail }: TraceLine): string =>
  `${String(atMs).padStart(WIDTH.time)}  ${actor.padEnd(WIDTH.actor)}  ${event.padEnd(WIDTH.event)}  ${detail}`.trimEnd()

const ROUTE_EVENT = {
  changed: 'route changed',
  unchanged: 'route same',
  keptNotExist: 'route kept',
  keptUnreachable: 'route kept',
  keptTimedOut: 'route kept',
} as const

const ROUTE_CAUSE = {
  changed: '',
  unchanged: '',
  keptNotExist: 'TOPIC_NOT_EXIST (17)',
  keptUnreachable: 'no connection',
  keptTimedOut: 'no answer in time',
} as const

const columns = (...parts: string[]): string => parts.filter((part) => part !== '').join('   ')

const sentBackTimes = (times: number): string => (times > 0 ? `sent back ${times}x` : '')

/** Gives a reader of entries: each call takes the next entry of the log. */
export function createTraceReader(names: TraceNames): (entry: LogEntry) => TraceLine {
  let settings = names.settings
  const broker = names.brokerName
  const tries = (attempt: number): string =>
    `try ${attempt}/${Math.max(attempt, attemptLimit(settings.communicationMode, settings))}`

  const describe = (entry: LogEntry): Omit<TraceLine, 'atMs'> => {
    const node = 'node' in entry ? `${broker(entry.group)}/n${entry.node}` : ''
    const producer = 'producer' in entry ? `producer/${entry.producer}` : ''
    const consumer = 'consumer' in entry ? `consumer/${entry.consumer}` : ''
    const group = 'consumerGroup' in entry ? consumerGroupName(entry.consumerGroup) : ''
    const queue =
      'queueId' in entry && 'group' in entry ? `${broker(entry.group)} ${storeQueueName(entry.queueId)}` : ''
    const call = 'thread' in entry ? `m${entry.message} t${entry.thread}` : ''
    if (entry.kind === 'brokerProcess') return { actor: node, event: entry.to, detail: '' }
    if ('to' in entry) {
      const { kind, index } = numberedIn(entry)
      return { actor: numberedTarget(kind, index), event: entry.to, detail: '' }
    }
    switch (entry.kind) {
      case 'action': {
        const action = names.actions[entry.action]
        if (!action) return { actor: 'user', event: 'action', detail: `#${entry.action}` }
        if (action.type === 'set' && action.brokerName === undefined) {
          settings = { ...settings, [action.name]: action.value }
        }
        const [event = '', ...rest] = actionText(action).split(' ')
        return { actor: 'user', event, detail: rest.slice(0, -1).join(' ') }
      }
      case 'registered':
        return {
          actor: `nameserver/${entry.nameServer}`,
          event: 'registered',
          detail: `${node} as brokerId ${entry.brokerId}`,
        }
      case 'unregistered':
        return {
          actor: `nameserver/${entry.nameServer}`,
          event: 'unregistered',
          detail: columns(`${node} was brokerId ${entry.brokerId}`, entry.cause),
        }
      case 'routeRequest':
        return {
          actor: producer,
          event: 'route request',
          detail: columns(`nameserver/${entry.nameServer}`, entry.cause),
        }
      case 'route':
        return {
          actor: producer,
          event: ROUTE_EVENT[entry.outcome],
          detail: columns(`${entry.queues} queues`, ROUTE_CAUSE[entry.outcome]),
        }
      case 'send':
        return {
          actor: producer,
          event: 'send',
          detail: columns(
            `${call} -> ${broker(entry.group)} q${entry.queueId}`,
            tries(entry.attempt),
            `index ${entry.index}`,
          ),
        }
      case 'stored':
        return {
          actor: node,
          event: 'stored',
          detail: `m${entry.message} in q${entry.queueId} at offset ${entry.queueOffset}`,
        }
      case 'sendOk':
        return {
          actor: producer,
          event: 'send ok',
          detail: columns(
            `${call} -> ${broker(entry.group)} q${entry.queueId}`,
            tries(entry.attempt),
            entry.status === 'SEND_OK' ? '' : entry.status,
            `${entry.latencyMs} ms, call ${entry.elapsedMs} ms`,
          ),
        }
      case 'sendFailed': {
        const code = entry.failure === 'brokerError' ? ` ${responseCodeName(entry.code)}` : ''
        return {
          actor: producer,
          event: 'send failed',
          detail: columns(
            `${call} -> ${broker(entry.group)}`,
            tries(entry.attempt),
            `${entry.className}${code} (${entry.failure}) after ${entry.latencyMs} ms`,
          ),
        }
      }
      case 'messageFailed': {
        const exception = entry.gets ? `${exceptionName(entry.gets)} ` : ''
        return {
          actor: producer,
          event: 'call failed',
          detail: columns(
            call,
            `${exception}(${entry.exception})`,
            `attempts ${entry.attempts}, call ${entry.elapsedMs} ms`,
          ),
        }
      }
      case 'avoided':
        return {
          actor: producer,
          event: 'fault item',
          detail: columns(
            broker(entry.group),
            `avoid until ${entry.untilMs} (${entry.windowMs} ms)`,
            `latency ${entry.latencyMs} ms${entry.isolation ? ', isolation' : ''}`,
          ),
        }
      case 'available':
        return { actor: producer, event: 'available', detail: columns(broker(entry.group), entry.cause) }
      case 'reachable':
        return { actor: producer, event: entry.reachable ? 'reachable' : 'unreachable', detail: broker(entry.group) }
      case 'role':
        return { actor: node, event: 'role', detail: columns(entry.role, `term ${entry.term}`) }
      case 'vote':
        return {
          actor: `${broker(entry.group)}/n${entry.voter}`,
          event: 'vote',
          detail: columns(`to n${entry.candidate}`, `term ${entry.term}`, entry.result),
        }
      case 'masterReady':
        return { actor: node, event: 'master ready', detail: '' }
      case 'topicCreated':
        return { actor: broker(entry.group), event: 'topic created', detail: `${entry.queues} queues` }
      case 'queued':
        return { actor: node, event: 'queued', detail: `m${entry.message} behind ${entry.ahead}` }
      case 'busy':
        return {
          actor: node,
          event: 'busy',
          detail: columns(`m${entry.message}`, `[${entry.reason}]`, `after ${entry.waitedMs} ms`),
        }
      case 'appended': {
        const { queueId, offset, count, size } = entry
        return {
          actor: node,
          event: 'appended',
          detail: columns(
            `m${entry.message} in ${storeQueueName(queueId)}`,
            `at ${offset}`,
            `${count} x ${size} bytes`,
          ),
        }
      }
      case 'committed':
      case 'flushed':
      case 'dispatched':
      case 'replicated':
      case 'confirmed':
        return { actor: node, event: entry.kind, detail: `to ${entry.offset}` }
      case 'haState':
        return { actor: node, event: 'ha', detail: entry.connection }
      case 'syncStateSet':
        return { actor: node, event: entry.isIn ? 'in sync' : 'not in sync', detail: 'SyncStateSet' }
      case 'cut':
        return { actor: node, event: 'log cut', detail: columns(`to ${entry.offset}`, entry.cause) }
      case 'recovered':
        return {
          actor: node,
          event: 'recovered',
          detail: columns(`to ${entry.offset}`, entry.abnormal ? 'abort file' : 'clean stop'),
        }
      case 'lost':
      case 'regained':
        return { actor: broker(entry.group), event: entry.kind, detail: `m${entry.message}   ${entry.count} messages` }
      case 'filesDeleted':
        return { actor: node, event: 'files deleted', detail: `to ${entry.offset}` }
      case 'consumerRoute':
        return {
          actor: consumer,
          event: ROUTE_EVENT[entry.outcome],
          detail: columns(`${entry.queues} queues`, ROUTE_CAUSE[entry.outcome]),
        }
      case 'memberJoined':
        return { actor: node, event: 'member joined', detail: consumer }
      case 'memberLeft':
        return { actor: node, event: 'member left', detail: columns(consumer, entry.cause) }
      case 'rebalanced':
        return {
          actor: consumer,
          event: 'rebalanced',
          detail: columns(`${entry.members} members of ${node}`, `${entry.queues} queues`),
        }
      case 'queueAssigned':
        return { actor: consumer, event: 'queue assigned', detail: queue }
      case 'queueRevoked':
        return { actor: consumer, event: 'queue revoked', detail: queue }
      case 'startOffset':
        return {
          actor: consumer,
          event: 'start offset',
          detail: columns(queue, `at offset ${entry.queueOffset}`, entry.cause),
        }
      case 'queueLocked':
        return { actor: consumer, event: 'locked', detail: queue }
      case 'lockRefused':
        return { actor: consumer, event: 'lock refused', detail: queue }
      case 'queueUnlocked':
        return { actor: consumer, event: 'unlocked', detail: queue }
      case 'pullHeld':
        return {
          actor: node,
          event: 'pull held',
          detail: columns(consumer, `${storeQueueName(entry.queueId)} at offset ${entry.queueOffset}`),
        }
      case 'pulled':
        return {
          actor: consumer,
          event: 'pulled',
          detail: columns(
            `${node} ${storeQueueName(entry.queueId)} at offset ${entry.queueOffset}`,
            `${entry.count} messages`,
          ),
        }
      case 'pullFailed':
        return {
          actor: consumer,
          event: 'pull failed',
          detail: columns(
            `${node} ${storeQueueName(entry.queueId)}`,
            entry.failure === 'error' ? responseCodeName(entry.code) : entry.failure,
          ),
        }
      case 'flowControl':
        return {
          actor: consumer,
          event: entry.reason === 'none' ? 'pulls again' : 'flow control',
          detail: columns(queue, entry.reason === 'none' ? '' : entry.reason),
        }
      case 'offsetMoved':
        return {
          actor: consumer,
          event: 'offset moved',
          detail: columns(queue, `from ${entry.fromOffset} to ${entry.toOffset}`),
        }
      case 'consumeBegun':
        return {
          actor: consumer,
          event: 'consume',
          detail: columns(`m${entry.message} of ${queue} at offset ${entry.queueOffset}`, sentBackTimes(entry.times)),
        }
      case 'consumed':
        return {
          actor: consumer,
          event: 'consumed',
          detail: columns(
            `m${entry.message} of ${queue} at offset ${entry.queueOffset}`,
            sentBackTimes(entry.times),
            entry.result === 'SUCCESS' ? '' : entry.result,
          ),
        }
      case 'offsetCommitted':
        return {
          actor: node,
          event: 'offset stored',
          detail: columns(`${group} ${storeQueueName(entry.queueId)}`, `offset ${entry.queueOffset}`),
        }
      case 'sentBack':
        return {
          actor: node,
          event: 'sent back',
          detail: columns(`m${entry.message} of ${group}`, `level ${entry.level}`, sentBackTimes(entry.times)),
        }
      case 'retryReady':
      case 'deadLettered':
        return {
          actor: node,
          event: entry.kind === 'retryReady' ? 'to retry' : 'to dead letter',
          detail: columns(`m${entry.message} of ${group} at offset ${entry.queueOffset}`, sentBackTimes(entry.times)),
        }
      case 'skipped':
        return {
          actor: broker(entry.group),
          event: 'skipped',
          detail: columns(
            group,
            `m${entry.message} of ${storeQueueName(entry.queueId)} at offset ${entry.queueOffset}`,
            entry.cause,
          ),
        }
      case 'queueRewritten':
        return {
          actor: producer,
          event: 'list rewritten',
          detail: `position ${entry.position} is now ${broker(entry.group)} q${entry.queueId}`,
        }
    }
  }
  return (entry) => ({ atMs: entry.atMs, ...describe(entry) })
}

/** "sendMsgTimeout=500 latencyMax=50,100,500": the settings that are not RocketMQ's own (or ours, where it has none). */
export const settingsText = (settings: Settings): string =>
  SETTING_DEFINITIONS.filter(({ name, realDefault }) => JSON.stringify(settings[name]) !== JSON.stringify(realDefault))
    .map(({ name }) => `${name}=${String(settings[name])}`)
    .join(' ')
