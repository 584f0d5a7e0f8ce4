import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  BLOCK,
  type EventLog,
  entryAt,
  forkRun,
  type LogEntry,
  logLength,
  presetInput,
  simulate,
  type UserAction,
} from '../rocketmq'
import { readQuery } from '../session/saveLogView'
import { EMPTY_QUERY, isActive, LOG_CATEGORIES, LOG_FILTERS, type LogQuery } from './logFilters'
import { createScan, createTextTest, type EntryReader, type KnownBlocks, type LogScan } from './logQuery'

const { log } = simulate(
  {
    ...presetInput('article'),
    actions: [
      { atMs: 1500, type: 'kill', target: 'broker-a/master' },
      { atMs: 9000, type: 'set', name: 'producerCount', value: 2 },
    ],
  },
  40_000,
)

const entries = (of: EventLog): LogEntry[] => Array.from({ length: logLength(of) }, (_, index) => entryAt(of, index))

const textOf = (index: number): string => {
  const entry = entryAt(log, index)
  return `${entry.kind} ${'message' in entry ? `message ${entry.message}` : ''} ${'group' in entry ? `broker-${entry.group}` : ''}`
}
const reader: EntryReader = {
  isKey: (index) => index % 7 === 0,
  isClient: (index) => entryAt(log, index).kind === 'sendFailed',
  textOf,
}

const never = () => false

const rowsOf = (query: Partial<LogQuery>): number[] => {
  const scan = createScan(log, { ...EMPTY_QUERY, ...query }, reader)
  scan.advance(logLength(log), never)
  return Array.from({ length: scan.count() }, (_, row) => scan.at(row))
}

const CATEGORY: Record<string, (entry: LogEntry) => boolean> = {
  sends: (entry) =>
    ['stored', 'sendOk', 'topicCreated'].includes(entry.kind) || (entry.kind === 'send' && entry.attempt === 1),
  failures: (entry) => entry.kind === 'sendFailed' || entry.kind === 'messageFailed',
  retries: (entry) => entry.kind === 'send' && entry.attempt > 1,
  windows: (entry) => ['avoided', 'available', 'reachable'].includes(entry.kind),
  route: (entry) => ['routeRequest', 'route', 'queueRewritten'].includes(entry.kind),
  roles: (entry) => ['role', 'vote', 'masterReady'].includes(entry.kind),
  faults: (entry) => entry.kind === 'action' || entry.kind.endsWith('Process'),
  nameServer: (entry) => entry.kind === 'registered' || entry.kind === 'unregistered',
}

describe('the lines that match', () => {
  test('without a filter, every line is there', () => {
    expect(rowsOf({})).toEqual(entries(log).map((_, index) => index))
  })

  test('agree with the entries, whatever is asked for', () => {
    const all = entries(log)
    fc.assert(
      fc.property(
        fc.record({
          categories: fc.uniqueArray(fc.constantFrom(...LOG_CATEGORIES), { maxLength: 3 }),
          group: fc.option(fc.nat(2)),
          producer: fc.option(fc.nat(1)),
          message: fc.option(fc.integer({ min: 1, max: 30 })),
          keyOnly: fc.boolean(),
          clientOnly: fc.boolean(),
          text: fc.constantFrom('', 'send', '7', 'BROKER-0 stored', 'nothing at all'),
        }),
        (query) => {
          const hasText = createTextTest(query.text)
          const expected = all.flatMap((entry, index) => {
            const passes =
              (query.categories.length === 0 || query.categories.some((one) => CATEGORY[one]?.(entry))) &&
              (query.group === null || ('group' in entry && entry.group === query.group)) &&
              (query.producer === null || ('producer' in entry && entry.producer === query.producer)) &&
              (query.message === null || ('message' in entry && entry.message === query.message)) &&
              (!query.keyOnly || reader.isKey(index)) &&
              (!query.clientOnly || reader.isClient(index)) &&
              hasText(() => textOf(index), 'message' in entry ? entry.message : null)
            return passes ? [index] : []
          })
          expect(rowsOf(query)).toEqual(expected)
        },
      ),
    )
  })

  test('are the same whether they are looked for at once or a little at a time while the log grows', () => {
    const query = { ...EMPTY_QUERY, text: 'broker-0' }
    const scan = createScan(log, query, reader)
    let asked = 0
    for (let end = 10; end < logLength(log); end += 150) {
      while (!scan.advance(end, () => ++asked % 2 === 0)) expect(scan.scanned()).toBeLessThan(end)
      expect(scan.scanned()).toBe(end)
    }
    scan.advance(logLength(log), never)
    expect(asked).toBeGreaterThan(0)
    expect(Array.from({ length: scan.count() }, (_, row) => scan.at(row))).toEqual(rowsOf({ text: 'broker-0' }))
  })

  test('of a fork are those of all its log, and only what it does not share is looked at', () => {
    const input = presetInput('large')
    const kill: UserAction = { atMs: 44_900, type: 'kill', target: 'broker-a/master' }
    const run = simulate(input, 45_000)
    const { log: shared } = run
    const { log: forked } = forkRun(run, { ...input, actions: [kill] }, 45_000)
    expect(logLength(forked)).toBeGreaterThan(4 * BLOCK)
    const known: KnownBlocks = new WeakMap()
    let looked = 0
    const counting = { ...reader, isKey: (index: number) => ++looked > 0 && index % 3 === 0 }
    const query = { ...EMPTY_QUERY, keyOnly: true, categories: ['sends' as const] }
    const scan = createScan(shared, query, counting, known)
    for (let end = 1000; end < logLength(shared); end += 1000) scan.advance(end, never)
    looked = 0
    const again = createScan(forked, query, counting, known)
    again.advance(logLength(forked), never)
    expect(looked).toBeLessThan(2 * BLOCK)
    const fresh = createScan(forked, query, counting)
    fresh.advance(logLength(forked), never)
    const rows = (of: LogScan) => Array.from({ length: of.count() }, (_, row) => of.at(row))
    expect(rows(again)).toEqual(rows(fresh))
    for (const filter of LOG_FILTERS) expect(again.excluded(filter)).toBe(fresh.excluded(filter))
  })

  test('a row is found by a position in the log, and the last row before a moment too', () => {
    const scan = createScan(log, { ...EMPTY_QUERY, categories: ['failures'] }, reader)
    scan.advance(logLength(log), never)
    expect(scan.count()).toBeGreaterThan(2)
    expect(scan.rowFrom(0)).toBe(0)
    expect(scan.rowFrom(scan.at(1))).toBe(1)
    expect(scan.rowFrom(scan.at(1) + 1)).toBe(2)
    expect(scan.rowFrom(logLength(log))).toBe(scan.count())
  })

  test('where nothing matches, each filter says how much it keeps out by itself', () => {
    const query: LogQuery = { ...EMPTY_QUERY, categories: ['retries'], message: 1, text: 'nowhere' }
    const scan = createScan(log, query, reader)
    scan.advance(logLength(log), never)
    expect(scan.count()).toBe(0)
    const all = entries(log)
    expect(scan.excluded('categories')).toBe(all.filter((entry) => !CATEGORY.retries?.(entry)).length)
    expect(scan.excluded('message')).toBe(all.filter((entry) => !('message' in entry && entry.message === 1)).length)
    expect(LOG_FILTERS.filter((filter) => isActive(query, filter))).toEqual(['categories', 'message', 'text'])
  })
})

describe('words', () => {
  test('are found wherever they stand, all of them, in any case', () => {
    const has = createTextTest(' Broker-A  fails ')
    expect(has(() => 'Message 3 fails on broker-a', null)).toBe(true)
    expect(has(() => 'Message 3 fails on broker-b', null)).toBe(false)
  })

  test('a number stands alone or is the number of the message', () => {
    const has = createTextTest('37')
    expect(has(() => 'took 37 ms', null)).toBe(true)
    expect(has(() => '消息 37 发出', null)).toBe(true)
    expect(has(() => 'took 137 ms', null)).toBe(false)
    expect(has(() => 'for 0.37 s', null)).toBe(false)
    expect(has(() => 'nothing', 37)).toBe(true)
  })
})

test('a kept query that cannot be read filters nothing', () => {
  const query = { ...EMPTY_QUERY, categories: ['retries'], text: 'x' }
  expect(readQuery(JSON.stringify(query))).toEqual(query)
  for (const broken of [null, '{', '[]', '{"categories":["?"]}']) expect(readQuery(broken)).toEqual(EMPTY_QUERY)
})
