// Written by `npm run entries` from logEntries.ts: change that, not this. The entries about consumers, as entryCodec.ts
// has the others.

import { append, type EventLog, wordAt } from '../../sim/logColumns'
import { provideConsumerReader, type Writing } from '../entryCodec'
import { ENTRIES, type EntryFields, type LogEntry } from '../logEntries'

const CONSUMER_PROCESS_TO = ENTRIES.consumerProcess.fields.to.options
const CONSUMER_ROUTE_OUTCOME = ENTRIES.consumerRoute.fields.outcome.options
const MEMBER_LEFT_CAUSE = ENTRIES.memberLeft.fields.cause.options
const START_OFFSET_CAUSE = ENTRIES.startOffset.fields.cause.options
const PULL_FAILED_FAILURE = ENTRIES.pullFailed.fields.failure.options
const FLOW_CONTROL_REASON = ENTRIES.flowControl.fields.reason.options
const CONSUMED_RESULT = ENTRIES.consumed.fields.result.options
const SKIPPED_CAUSE = ENTRIES.skipped.fields.cause.options

const KIND = {
  consumerProcess: 36,
  consumerRoute: 37,
  memberJoined: 38,
  memberLeft: 39,
  rebalanced: 40,
  queueAssigned: 41,
  queueRevoked: 42,
  startOffset: 43,
  queueLocked: 44,
  lockRefused: 45,
  queueUnlocked: 46,
  pullHeld: 47,
  pulled: 48,
  pullFailed: 49,
  flowControl: 50,
  offsetMoved: 51,
  consumeBegun: 52,
  consumed: 53,
  offsetCommitted: 54,
  sentBack: 55,
  retryReady: 56,
  deadLettered: 57,
  skipped: 58,
}

/** Writes an entry at the present virtual time. */
export const consumerLog = {
  consumerProcess({ log, state }: Writing, { consumer, to }: EntryFields<'consumerProcess'>): void {
    if (log) append(log, state.nowMs, KIND.consumerProcess, consumer, 0, 0, CONSUMER_PROCESS_TO.indexOf(to), 0, 0)
  },
  consumerRoute({ log, state }: Writing, { consumer, outcome, queues }: EntryFields<'consumerRoute'>): void {
    if (log)
      append(log, state.nowMs, KIND.consumerRoute, consumer, 0, 0, CONSUMER_ROUTE_OUTCOME.indexOf(outcome), queues, 0)
  },
  memberJoined({ log, state }: Writing, { consumer, group, node }: EntryFields<'memberJoined'>): void {
    if (log) append(log, state.nowMs, KIND.memberJoined, consumer, group | (node << 4), 0, 0, 0, 0)
  },
  memberLeft({ log, state }: Writing, { consumer, group, node, cause }: EntryFields<'memberLeft'>): void {
    if (log)
      append(
        log,
        state.nowMs,
        KIND.memberLeft,
        consumer,
        group | (node << 4),
        0,
        MEMBER_LEFT_CAUSE.indexOf(cause),
        0,
        0,
      )
  },
  rebalanced({ log, state }: Writing, { consumer, group, node, members, queues }: EntryFields<'rebalanced'>): void {
    if (log) append(log, state.nowMs, KIND.rebalanced, consumer, group | (node << 4), 0, members, queues, 0)
  },
  queueAssigned({ log, state }: Writing, { consumer, group, queueId }: EntryFields<'queueAssigned'>): void {
    if (log) append(log, state.nowMs, KIND.queueAssigned, consumer, group | (queueId << 8), 0, 0, 0, 0)
  },
  queueRevoked({ log, state }: Writing, { consumer, group, queueId }: EntryFields<'queueRevoked'>): void {
    if (log) append(log, state.nowMs, KIND.queueRevoked, consumer, group | (queueId << 8), 0, 0, 0, 0)
  },
  startOffset(
    { log, state }: Writing,
    { consumer, group, queueId, queueOffset, cause }: EntryFields<'startOffset'>,
  ): void {
    if (log)
      append(
        log,
        state.nowMs,
        KIND.startOffset,
        consumer,
        group | (queueId << 8),
        0,
        queueOffset,
        START_OFFSET_CAUSE.indexOf(cause),
        0,
      )
  },
  queueLocked({ log, state }: Writing, { consumer, group, queueId }: EntryFields<'queueLocked'>): void {
    if (log) append(log, state.nowMs, KIND.queueLocked, consumer, group | (queueId << 8), 0, 0, 0, 0)
  },
  lockRefused({ log, state }: Writing, { consumer, group, queueId }: EntryFields<'lockRefused'>): void {
    if (log) append(log, state.nowMs, KIND.lockRefused, consumer, group | (queueId << 8), 0, 0, 0, 0)
  },
  queueUnlocked({ log, state }: Writing, { consumer, group, queueId }: EntryFields<'queueUnlocked'>): void {
    if (log) append(log, state.nowMs, KIND.queueUnlocked, consumer, group | (queueId << 8), 0, 0, 0, 0)
  },
  pullHeld({ log, state }: Writing, { consumer, group, node, queueId, queueOffset }: EntryFields<'pullHeld'>): void {
    if (log)
      append(log, state.nowMs, KIND.pullHeld, consumer, group | (node << 4) | (queueId << 8), 0, queueOffset, 0, 0)
  },
  pulled({ log, state }: Writing, { consumer, group, node, queueId, queueOffset, count }: EntryFields<'pulled'>): void {
    if (log)
      append(log, state.nowMs, KIND.pulled, consumer, group | (node << 4) | (queueId << 8), 0, queueOffset, count, 0)
  },
  pullFailed(
    { log, state }: Writing,
    { consumer, group, node, queueId, failure, code }: EntryFields<'pullFailed'>,
  ): void {
    if (log)
      append(
        log,
        state.nowMs,
        KIND.pullFailed,
        consumer,
        group | (node << 4) | (queueId << 8),
        0,
        PULL_FAILED_FAILURE.indexOf(failure),
        code,
        0,
      )
  },
  flowControl({ log, state }: Writing, { consumer, group, queueId, reason }: EntryFields<'flowControl'>): void {
    if (log)
      append(
        log,
        state.nowMs,
        KIND.flowControl,
        consumer,
        group | (queueId << 8),
        0,
        FLOW_CONTROL_REASON.indexOf(reason),
        0,
        0,
      )
  },
  offsetMoved(
    { log, state }: Writing,
    { consumer, group, queueId, fromOffset, toOffset }: EntryFields<'offsetMoved'>,
  ): void {
    if (log) append(log, state.nowMs, KIND.offsetMoved, consumer, group | (queueId << 8), 0, fromOffset, toOffset, 0)
  },
  consumeBegun(
    { log, state }: Writing,
    { consumer, message, group, queueId, queueOffset, times }: EntryFields<'consumeBegun'>,
  ): void {
    if (log)
      append(log, state.nowMs, KIND.consumeBegun, consumer, group | (queueId << 8), message, queueOffset, times, 0)
  },
  consumed(
    { log, state }: Writing,
    { consumer, message, group, queueId, queueOffset, times, result }: EntryFields<'consumed'>,
  ): void {
    if (log)
      append(
        log,
        state.nowMs,
        KIND.consumed,
        consumer,
        group | (queueId << 8),
        message,
        queueOffset,
        times,
        CONSUMED_RESULT.indexOf(result),
      )
  },
  offsetCommitted(
    { log, state }: Writing,
    { consumerGroup, group, node, queueId, queueOffset }: EntryFields<'offsetCommitted'>,
  ): void {
    if (log)
      append(
        log,
        state.nowMs,
        KIND.offsetCommitted,
        consumerGroup,
        group | (node << 4) | (queueId << 8),
        0,
        queueOffset,
        0,
        0,
      )
  },
  sentBack(
    { log, state }: Writing,
    { consumerGroup, message, group, node, times, level }: EntryFields<'sentBack'>,
  ): void {
    if (log) append(log, state.nowMs, KIND.sentBack, consumerGroup, group | (node << 4), message, times, level, 0)
  },
  retryReady(
    { log, state }: Writing,
    { consumerGroup, message, group, node, times, queueOffset }: EntryFields<'retryReady'>,
  ): void {
    if (log)
      append(log, state.nowMs, KIND.retryReady, consumerGroup, group | (node << 4), message, times, queueOffset, 0)
  },
  deadLettered(
    { log, state }: Writing,
    { consumerGroup, message, group, node, times, queueOffset }: EntryFields<'deadLettered'>,
  ): void {
    if (log)
      append(log, state.nowMs, KIND.deadLettered, consumerGroup, group | (node << 4), message, times, queueOffset, 0)
  },
  skipped(
    { log, state }: Writing,
    { consumerGroup, message, group, queueId, queueOffset, cause }: EntryFields<'skipped'>,
  ): void {
    if (log)
      append(
        log,
        state.nowMs,
        KIND.skipped,
        consumerGroup,
        group | (queueId << 8),
        message,
        queueOffset,
        SKIPPED_CAUSE.indexOf(cause),
        0,
      )
  },
}

provideConsumerReader((log: EventLog, index: number, atMs: number, kind: number): LogEntry => {
  switch (kind) {
    case 36: {
      const actor = wordAt(log, index, 2)
      const value1 = wordAt(log, index, 5)
      return { atMs, kind: 'consumerProcess', consumer: actor & 63, to: CONSUMER_PROCESS_TO[value1] }
    }
    case 37: {
      const actor = wordAt(log, index, 2)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return {
        atMs,
        kind: 'consumerRoute',
        consumer: actor & 63,
        outcome: CONSUMER_ROUTE_OUTCOME[value1],
        queues: value2,
      }
    }
    case 38: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      return { atMs, kind: 'memberJoined', consumer: actor & 63, group: place & 15, node: (place >> 4) & 15 }
    }
    case 39: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      return {
        atMs,
        kind: 'memberLeft',
        consumer: actor & 63,
        group: place & 15,
        node: (place >> 4) & 15,
        cause: MEMBER_LEFT_CAUSE[value1],
      }
    }
    case 40: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return {
        atMs,
        kind: 'rebalanced',
        consumer: actor & 63,
        group: place & 15,
        node: (place >> 4) & 15,
        members: value1,
        queues: value2,
      }
    }
    case 41: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      return { atMs, kind: 'queueAssigned', consumer: actor & 63, group: place & 15, queueId: place >> 8 }
    }
    case 42: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      return { atMs, kind: 'queueRevoked', consumer: actor & 63, group: place & 15, queueId: place >> 8 }
    }
    case 43: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return {
        atMs,
        kind: 'startOffset',
        consumer: actor & 63,
        group: place & 15,
        queueId: place >> 8,
        queueOffset: value1,
        cause: START_OFFSET_CAUSE[value2],
      }
    }
    case 44: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      return { atMs, kind: 'queueLocked', consumer: actor & 63, group: place & 15, queueId: place >> 8 }
    }
    case 45: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      return { atMs, kind: 'lockRefused', consumer: actor & 63, group: place & 15, queueId: place >> 8 }
    }
    case 46: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      return { atMs, kind: 'queueUnlocked', consumer: actor & 63, group: place & 15, queueId: place >> 8 }
    }
    case 47: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      return {
        atMs,
        kind: 'pullHeld',
        consumer: actor & 63,
        group: place & 15,
        node: (place >> 4) & 15,
        queueId: place >> 8,
        queueOffset: value1,
      }
    }
    case 48: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return {
        atMs,
        kind: 'pulled',
        consumer: actor & 63,
        group: place & 15,
        node: (place >> 4) & 15,
        queueId: place >> 8,
        queueOffset: value1,
        count: value2,
      }
    }
    case 49: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return {
        atMs,
        kind: 'pullFailed',
        consumer: actor & 63,
        group: place & 15,
        node: (place >> 4) & 15,
        queueId: place >> 8,
        failure: PULL_FAILED_FAILURE[value1],
        code: value2,
      }
    }
    case 50: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      return {
        atMs,
        kind: 'flowControl',
        consumer: actor & 63,
        group: place & 15,
        queueId: place >> 8,
        reason: FLOW_CONTROL_REASON[value1],
      }
    }
    case 51: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return {
        atMs,
        kind: 'offsetMoved',
        consumer: actor & 63,
        group: place & 15,
        queueId: place >> 8,
        fromOffset: value1,
        toOffset: value2,
      }
    }
    case 52: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return {
        atMs,
        kind: 'consumeBegun',
        consumer: actor & 63,
        message,
        group: place & 15,
        queueId: place >> 8,
        queueOffset: value1,
        times: value2,
      }
    }
    case 53: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      return {
        atMs,
        kind: 'consumed',
        consumer: actor & 63,
        message,
        group: place & 15,
        queueId: place >> 8,
        queueOffset: value1,
        times: value2,
        result: CONSUMED_RESULT[value3],
      }
    }
    case 54: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      return {
        atMs,
        kind: 'offsetCommitted',
        consumerGroup: actor & 63,
        group: place & 15,
        node: (place >> 4) & 15,
        queueId: place >> 8,
        queueOffset: value1,
      }
    }
    case 55: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return {
        atMs,
        kind: 'sentBack',
        consumerGroup: actor & 63,
        message,
        group: place & 15,
        node: (place >> 4) & 15,
        times: value1,
        level: value2,
      }
    }
    case 56: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return {
        atMs,
        kind: 'retryReady',
        consumerGroup: actor & 63,
        message,
        group: place & 15,
        node: (place >> 4) & 15,
        times: value1,
        queueOffset: value2,
      }
    }
    case 57: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return {
        atMs,
        kind: 'deadLettered',
        consumerGroup: actor & 63,
        message,
        group: place & 15,
        node: (place >> 4) & 15,
        times: value1,
        queueOffset: value2,
      }
    }
    case 58: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return {
        atMs,
        kind: 'skipped',
        consumerGroup: actor & 63,
        message,
        group: place & 15,
        queueId: place >> 8,
        queueOffset: value1,
        cause: SKIPPED_CAUSE[value2],
      }
    }
    default:
      throw new RangeError('not a kind of entry')
  }
})
