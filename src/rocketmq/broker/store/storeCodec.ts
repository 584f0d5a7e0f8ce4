// Written by `npm run entries` from logEntries.ts: change that, not this. The entries about the inside of Brokers, as
// entryCodec.ts has the others.

import { append, type EventLog, wordAt } from '../../../sim/logColumns'
import { provideStoreReader, type Writing } from '../../entryCodec'
import { ENTRIES, type EntryFields, type LogEntry } from '../../logEntries'

const BUSY_REASON = ENTRIES.busy.fields.reason.options
const HA_STATE_CONNECTION = ENTRIES.haState.fields.connection.options
const CUT_CAUSE = ENTRIES.cut.fields.cause.options

const KIND = {
  queued: 20,
  busy: 21,
  appended: 22,
  committed: 23,
  flushed: 24,
  dispatched: 25,
  replicated: 26,
  confirmed: 27,
  haState: 28,
  syncStateSet: 29,
  cut: 30,
  recovered: 31,
  lost: 32,
  regained: 33,
  filesDeleted: 34,
}

/** Writes an entry at the present virtual time. */
export const storeLog = {
  queued({ log, state }: Writing, { message, group, node, ahead }: EntryFields<'queued'>): void {
    if (log) append(log, state.nowMs, KIND.queued, 0, group | (node << 4), message, ahead, 0, 0)
  },
  busy({ log, state }: Writing, { message, group, node, reason, waitedMs }: EntryFields<'busy'>): void {
    if (log)
      append(log, state.nowMs, KIND.busy, 0, group | (node << 4), message, BUSY_REASON.indexOf(reason), waitedMs, 0)
  },
  appended(
    { log, state }: Writing,
    { message, group, node, queueId, count, size, high, low }: EntryFields<'appended'>,
  ): void {
    if (log)
      append(
        log,
        state.nowMs,
        KIND.appended,
        count << 13,
        group | (node << 4) | (queueId << 8),
        message,
        size,
        high,
        low,
      )
  },
  committed({ log, state }: Writing, { group, node, high, low }: EntryFields<'committed'>): void {
    if (log) append(log, state.nowMs, KIND.committed, 0, group | (node << 4), 0, 0, high, low)
  },
  flushed({ log, state }: Writing, { group, node, high, low }: EntryFields<'flushed'>): void {
    if (log) append(log, state.nowMs, KIND.flushed, 0, group | (node << 4), 0, 0, high, low)
  },
  dispatched({ log, state }: Writing, { group, node, high, low }: EntryFields<'dispatched'>): void {
    if (log) append(log, state.nowMs, KIND.dispatched, 0, group | (node << 4), 0, 0, high, low)
  },
  replicated({ log, state }: Writing, { group, node, high, low }: EntryFields<'replicated'>): void {
    if (log) append(log, state.nowMs, KIND.replicated, 0, group | (node << 4), 0, 0, high, low)
  },
  confirmed({ log, state }: Writing, { group, node, high, low }: EntryFields<'confirmed'>): void {
    if (log) append(log, state.nowMs, KIND.confirmed, 0, group | (node << 4), 0, 0, high, low)
  },
  haState({ log, state }: Writing, { group, node, connection }: EntryFields<'haState'>): void {
    if (log)
      append(log, state.nowMs, KIND.haState, 0, group | (node << 4), 0, HA_STATE_CONNECTION.indexOf(connection), 0, 0)
  },
  syncStateSet({ log, state }: Writing, { group, node, isIn }: EntryFields<'syncStateSet'>): void {
    if (log) append(log, state.nowMs, KIND.syncStateSet, 0, group | (node << 4), 0, Number(isIn), 0, 0)
  },
  cut({ log, state }: Writing, { group, node, cause, high, low }: EntryFields<'cut'>): void {
    if (log) append(log, state.nowMs, KIND.cut, 0, group | (node << 4), 0, CUT_CAUSE.indexOf(cause), high, low)
  },
  recovered({ log, state }: Writing, { group, node, abnormal, high, low }: EntryFields<'recovered'>): void {
    if (log) append(log, state.nowMs, KIND.recovered, 0, group | (node << 4), 0, Number(abnormal), high, low)
  },
  lost({ log, state }: Writing, { message, group, count }: EntryFields<'lost'>): void {
    if (log) append(log, state.nowMs, KIND.lost, 0, group, message, count, 0, 0)
  },
  regained({ log, state }: Writing, { message, group, count }: EntryFields<'regained'>): void {
    if (log) append(log, state.nowMs, KIND.regained, 0, group, message, count, 0, 0)
  },
  filesDeleted({ log, state }: Writing, { group, node, high, low }: EntryFields<'filesDeleted'>): void {
    if (log) append(log, state.nowMs, KIND.filesDeleted, 0, group | (node << 4), 0, 0, high, low)
  },
}

provideStoreReader((log: EventLog, index: number, atMs: number, kind: number): LogEntry => {
  switch (kind) {
    case 20: {
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      return { atMs, kind: 'queued', message, group: place & 15, node: (place >> 4) & 15, ahead: value1 }
    }
    case 21: {
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      return {
        atMs,
        kind: 'busy',
        message,
        group: place & 15,
        node: (place >> 4) & 15,
        reason: BUSY_REASON[value1],
        waitedMs: value2,
      }
    }
    case 22: {
      const actor = wordAt(log, index, 2)
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      const stored = {
        message: message,
        group: place & 15,
        node: (place >> 4) & 15,
        queueId: place >> 8,
        count: actor >> 13,
        size: value1,
        high: value2,
        low: value3,
      }
      return {
        atMs,
        kind: 'appended',
        message: stored.message,
        group: stored.group,
        node: stored.node,
        queueId: stored.queueId,
        count: stored.count,
        size: stored.size,
        offset: ENTRIES.appended.fields.offset.of(stored),
      }
    }
    case 23: {
      const place = wordAt(log, index, 3)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      const stored = { group: place & 15, node: (place >> 4) & 15, high: value2, low: value3 }
      return {
        atMs,
        kind: 'committed',
        group: stored.group,
        node: stored.node,
        offset: ENTRIES.committed.fields.offset.of(stored),
      }
    }
    case 24: {
      const place = wordAt(log, index, 3)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      const stored = { group: place & 15, node: (place >> 4) & 15, high: value2, low: value3 }
      return {
        atMs,
        kind: 'flushed',
        group: stored.group,
        node: stored.node,
        offset: ENTRIES.flushed.fields.offset.of(stored),
      }
    }
    case 25: {
      const place = wordAt(log, index, 3)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      const stored = { group: place & 15, node: (place >> 4) & 15, high: value2, low: value3 }
      return {
        atMs,
        kind: 'dispatched',
        group: stored.group,
        node: stored.node,
        offset: ENTRIES.dispatched.fields.offset.of(stored),
      }
    }
    case 26: {
      const place = wordAt(log, index, 3)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      const stored = { group: place & 15, node: (place >> 4) & 15, high: value2, low: value3 }
      return {
        atMs,
        kind: 'replicated',
        group: stored.group,
        node: stored.node,
        offset: ENTRIES.replicated.fields.offset.of(stored),
      }
    }
    case 27: {
      const place = wordAt(log, index, 3)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      const stored = { group: place & 15, node: (place >> 4) & 15, high: value2, low: value3 }
      return {
        atMs,
        kind: 'confirmed',
        group: stored.group,
        node: stored.node,
        offset: ENTRIES.confirmed.fields.offset.of(stored),
      }
    }
    case 28: {
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      return {
        atMs,
        kind: 'haState',
        group: place & 15,
        node: (place >> 4) & 15,
        connection: HA_STATE_CONNECTION[value1],
      }
    }
    case 29: {
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      return { atMs, kind: 'syncStateSet', group: place & 15, node: (place >> 4) & 15, isIn: value1 === 1 }
    }
    case 30: {
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      const stored = { group: place & 15, node: (place >> 4) & 15, cause: CUT_CAUSE[value1], high: value2, low: value3 }
      return {
        atMs,
        kind: 'cut',
        group: stored.group,
        node: stored.node,
        cause: stored.cause,
        offset: ENTRIES.cut.fields.offset.of(stored),
      }
    }
    case 31: {
      const place = wordAt(log, index, 3)
      const value1 = wordAt(log, index, 5)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      const stored = { group: place & 15, node: (place >> 4) & 15, abnormal: value1 === 1, high: value2, low: value3 }
      return {
        atMs,
        kind: 'recovered',
        group: stored.group,
        node: stored.node,
        abnormal: stored.abnormal,
        offset: ENTRIES.recovered.fields.offset.of(stored),
      }
    }
    case 32: {
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      return { atMs, kind: 'lost', message, group: place & 15, count: value1 }
    }
    case 33: {
      const place = wordAt(log, index, 3)
      const message = wordAt(log, index, 4)
      const value1 = wordAt(log, index, 5)
      return { atMs, kind: 'regained', message, group: place & 15, count: value1 }
    }
    case 34: {
      const place = wordAt(log, index, 3)
      const value2 = wordAt(log, index, 6)
      const value3 = wordAt(log, index, 7)
      const stored = { group: place & 15, node: (place >> 4) & 15, high: value2, low: value3 }
      return {
        atMs,
        kind: 'filesDeleted',
        group: stored.group,
        node: stored.node,
        offset: ENTRIES.filesDeleted.fields.offset.of(stored),
      }
    }
    default:
      throw new RangeError('not a kind of entry')
  }
})
