// The log of a run: what happened, in order. Kept as numbers and read back as objects, or field by field where a scan must
// not make garbage.

import { type EventLog, wordAt } from '../sim/logColumns'
import { readEntry } from './entryCodec'
import { SLOTS, type Slot, slotsOf, WORD } from './entryFields'
import { ENTRIES, type EntryFields, type FieldName, LOG_KINDS, type LogEntry, type LogKind } from './logEntries'

export {
  BLOCK,
  copyLog,
  createLog,
  type EventLog,
  firstEntryAfter,
  logBytes,
  logLength,
  sealLog,
} from '../sim/logColumns'
export type { LogEntry, LogKind } from './logEntries'

const checkIndex = (log: EventLog, index: number): void => {
  if (!(Number.isInteger(index) && index >= 0 && index < log.length)) {
    throw new RangeError(`no log entry ${String(index)} of ${log.length}`)
  }
}

/** Virtual time of an entry, without reading the rest. @throws RangeError if there is none, as all readers do */
export function entryTime(log: EventLog, index: number): number {
  checkIndex(log, index)
  return wordAt(log, index, WORD.atMs)
}

/** Kind of an entry, without reading the rest. */
export function entryKind(log: EventLog, index: number): LogKind {
  checkIndex(log, index)
  return LOG_KINDS[wordAt(log, index, WORD.kind)] as LogKind
}

export function entryAt(log: EventLog, index: number): LogEntry {
  checkIndex(log, index)
  return readEntry(log, index)
}

/** Reads a whole number out of a slot, without reading the rest. */
function slotReader(slot: Slot): (log: EventLog, index: number) => number {
  const { word, shift, bits } = SLOTS[slot]
  const mask = bits === 32 ? -1 : 2 ** bits - 1
  return (log, index) => {
    checkIndex(log, index)
    return (wordAt(log, index, word) >> shift) & mask
  }
}

/** Producer of an entry, without reading the rest; means something only where the kind has one, see {@link hasField}. */
export const entryProducer = slotReader('producer')

/** The same of the attempt. */
export const entryAttempt = slotReader('attempt')

/** The same of the Broker group. */
export const entryGroup = slotReader('group')

/** The same of the message. */
export const entryMessage = slotReader('message')

type WholeField<K extends LogKind> = {
  [N in FieldName<K>]: EntryFields<K>[N] extends number ? N : never
}[FieldName<K>]

/** Gives a reader of one field with numbers, for scans: it makes no object. The entry must be of that kind. */
export function fieldReader<K extends LogKind>(
  kind: K,
  field: WholeField<K>,
): (log: EventLog, index: number) => number {
  const slot = slotsOf(ENTRIES[kind].fields).get(field)
  if (!slot) throw new RangeError(`${kind} keeps no ${field}`)
  return slotReader(slot)
}

/** Do entries of this kind have that field? */
export const hasField = (kind: LogKind, field: string): boolean => field in ENTRIES[kind].fields
