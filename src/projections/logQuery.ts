// Which entries of a log a person wants to see, and finding them: a little at a time, so that no frame waits for a million
// entries. Entries are read as numbers; only a search for words makes sentences of those that are left. Pure.

import {
  BLOCK,
  ENTRIES,
  type EventLog,
  entryAt,
  entryAttempt,
  entryGroup,
  entryKind,
  entryMessage,
  entryProducer,
  hasField,
  LOG_KINDS,
  type LogKind,
} from '../rocketmq'
import { createColumn, lowerBound, push, valueAt } from './columns'
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

export const isOfConsumer = (log: EventLog, index: number, consumer: number): boolean => {
  const entry = entryAt(log, index)
  return 'consumer' in entry && entry.consumer === consumer
}

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

type Excluded = Record<LogFilter, number>

/** What a query lets through of full blocks of a log, by block: a fork need not look at them again. */
export type KnownBlocks = WeakMap<object, { rows: readonly number[]; excluded: Excluded }>

const nothingExcluded = (): Excluded => Object.fromEntries(LOG_FILTERS.map((filter) => [filter, 0])) as Excluded

/** @param known - of the same query, and of readers that say the same of the same entries */
export function createScan(
  log: EventLog,
  query: LogQuery,
  reader: EntryReader,
  known: KnownBlocks = new WeakMap(),
): LogScan {
  const rows = createColumn()
  let scanned = 0
  const excluded = nothingExcluded()
  /** What has been found in the block that is looked at. */
  let block = { rows: [] as number[], excluded: nothingExcluded() }
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
  const look = (index: number): void => {
    let passed = true
    for (const filter of active) {
      if (filter === 'text' && !passed) break
      if (TESTS[filter](index)) continue
      excluded[filter]++
      block.excluded[filter]++
      passed = false
    }
    if (!passed) return
    push(rows, index)
    block.rows.push(index)
  }
  /** At the beginning of a block: takes over what is known of it, or begins to note it. @returns whether it was known */
  const beginBlock = (end: number): boolean => {
    const key = scanned + BLOCK <= end ? log.blocks[scanned / BLOCK] : undefined
    const found = key && known.get(key)
    block = { rows: [], excluded: nothingExcluded() }
    if (!found) return false
    for (const row of found.rows) push(rows, row)
    for (const filter of active) excluded[filter] += found.excluded[filter]
    scanned += BLOCK
    return true
  }
  const step = isActive(query, 'text') ? STEP.words : STEP.numbers
  // Without a filter, the row is the position.
  const all = active.length === 0
  const count = () => (all ? scanned : rows.length)
  return {
    query,
    scanned: () => scanned,
    count,
    at: (row) => (all ? row : valueAt(rows, row)),
    rowFrom: (index) => (all ? Math.min(index, scanned) : lowerBound(rows, index)),
    excluded: (filter) => excluded[filter],
    advance(end, isOver) {
      if (all) scanned = Math.max(scanned, end)
      while (scanned < end) {
        if (scanned % BLOCK === 0 && beginBlock(end)) continue
        const until = Math.min(end, scanned + step, (Math.floor(scanned / BLOCK) + 1) * BLOCK)
        for (; scanned < until; scanned++) look(scanned)
        if (scanned % BLOCK === 0) known.set(log.blocks[scanned / BLOCK - 1] as object, block)
        if (scanned < end && isOver()) return false
      }
      return true
    },
  }
}
