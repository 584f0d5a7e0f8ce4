// Which entries of a log a person wants to see, and finding them: a little at a time, so that no frame waits for a million
// entries. Entries are read as numbers; only a search for words makes sentences of those that are left. Pure.

import {
  ENTRIES,
  type EventLog,
  entryAttempt,
  entryGroup,
  entryKind,
  entryMessage,
  entryProducer,
  hasField,
  LOG_KINDS,
  type LogKind,
} from '../rocketmq'
import { isActive, LOG_FILTERS, type LogCategory, type LogFilter, type LogQuery, MAX_SEARCH_LENGTH } from './logFilters'

export function categoryOf(log: EventLog, index: number): LogCategory {
  const kind = entryKind(log, index)
  return kind === 'send' && entryAttempt(log, index) > 1 ? 'retries' : ENTRIES[kind].category
}

const kindsWith = (field: string): ReadonlySet<LogKind> => new Set(LOG_KINDS.filter((kind) => hasField(kind, field)))

const ABOUT_MESSAGE = kindsWith('message')
const ABOUT_PRODUCER = kindsWith('producer')
const ABOUT_GROUP = kindsWith('group')

export const isOfMessage = (log: EventLog, index: number, message: number): boolean =>
  entryMessage(log, index) === message && ABOUT_MESSAGE.has(entryKind(log, index))

export const isOfGroup = (log: EventLog, index: number, group: number): boolean =>
  entryGroup(log, index) === group && ABOUT_GROUP.has(entryKind(log, index))

export const isOfProducer = (log: EventLog, index: number, producer: number): boolean =>
  entryProducer(log, index) === producer && ABOUT_PRODUCER.has(entryKind(log, index))

/** What the search has to ask about an entry besides its numbers. */
export interface EntryReader {
  /** Whether it is one of the things that matter. */
  isKey(index: number): boolean
  /** Whether the client writes a line for it. */
  isClient(index: number): boolean
  /** The line as it is shown. */
  textOf(index: number): string
}

const ofNumber = (letter: string | undefined): boolean => letter === '.' || (letter !== undefined && /\d/.test(letter))

/** Whether a line holds these digits as a number of their own, and not as a part of a longer one. */
function standsAlone(line: string, digits: string): boolean {
  for (let at = line.indexOf(digits); at >= 0; at = line.indexOf(digits, at + digits.length)) {
    if (!ofNumber(line[at - 1]) && !ofNumber(line[at + digits.length])) return true
  }
  return false
}

/** Where a line holds every word of a search; words of digits alone must stand alone, or be the message's number. */
export function createTextTest(text: string): (line: () => string, message: number | null) => boolean {
  const words = text.slice(0, MAX_SEARCH_LENGTH).trim().toLowerCase().split(/\s+/).filter(Boolean)
  const tests = words.map((word) => ({ word, number: /^\d+$/.test(word) ? Number(word) : null }))
  return (line, message) => {
    let said: string | null = null
    return tests.every(({ word, number }) => {
      if (number !== null && number === message) return true
      said ??= line().toLowerCase()
      return number === null ? said.includes(word) : standsAlone(said, word)
    })
  }
}

/** The entries of one log that a query lets through, as far as it has been looked at. */
export interface LogScan {
  readonly query: LogQuery
  /** Entries looked at. */
  scanned(): number
  /** Entries let through so far. */
  count(): number
  /** Position in the log of the row-th entry let through. */
  at(row: number): number
  /** @returns row of the first entry let through at or after this position in the log; count() if there is none */
  rowFrom(index: number): number
  /** How many entries this part alone keeps out. Words are only looked for in entries that pass the rest. */
  excluded(filter: LogFilter): number
  /**
   * Looks at further entries.
   *
   * @param end - position in the log up to which it may look
   * @param isOver - asked every few entries; true ends it early
   * @returns whether it has come to the end
   */
  advance(end: number, isOver: () => boolean): boolean
}

/** Entries between two looks at the clock, by whether sentences have to be made. */
const STEP = { numbers: 4096, words: 64 }

export function createScan(log: EventLog, query: LogQuery, reader: EntryReader): LogScan {
  let rows = new Int32Array(1024)
  let count = 0
  let scanned = 0
  const excluded = Object.fromEntries(LOG_FILTERS.map((filter) => [filter, 0])) as Record<LogFilter, number>
  const active = LOG_FILTERS.filter((filter) => isActive(query, filter))
  const categories = new Set(query.categories)
  const hasText = createTextTest(query.text)
  const TESTS: Record<LogFilter, (index: number) => boolean> = {
    categories: (index) => categories.has(categoryOf(log, index)),
    group: (index) => isOfGroup(log, index, query.group as number),
    producer: (index) => isOfProducer(log, index, query.producer as number),
    message: (index) => isOfMessage(log, index, query.message as number),
    keyOnly: (index) => reader.isKey(index),
    clientOnly: (index) => reader.isClient(index),
    text: (index) =>
      hasText(() => reader.textOf(index), ABOUT_MESSAGE.has(entryKind(log, index)) ? entryMessage(log, index) : null),
  }
  const passes = (index: number): boolean => {
    let passed = true
    for (const filter of active) {
      if (filter === 'text' && !passed) break
      if (TESTS[filter](index)) continue
      excluded[filter]++
      passed = false
    }
    return passed
  }
  const rowFrom = (index: number): number => {
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >> 1
      if ((rows[middle] as number) < index) low = middle + 1
      else high = middle
    }
    return low
  }
  const step = isActive(query, 'text') ? STEP.words : STEP.numbers
  // Without a filter, the row is the position.
  const all = active.length === 0
  return {
    query,
    scanned: () => scanned,
    count: () => count,
    at: (row) => (all ? row : (rows[row] as number)),
    rowFrom: (index) => (all ? Math.min(index, count) : rowFrom(index)),
    excluded: (filter) => excluded[filter],
    advance(end, isOver) {
      if (all) {
        scanned = Math.max(scanned, end)
        count = scanned
        return true
      }
      while (scanned < end) {
        const until = Math.min(end, scanned + step)
        for (; scanned < until; scanned++) {
          if (!passes(scanned)) continue
          if (count === rows.length) {
            const longer = new Int32Array(rows.length * 2)
            longer.set(rows)
            rows = longer
          }
          rows[count++] = scanned
        }
        if (scanned < end && isOver()) return false
      }
      return true
    },
  }
}
