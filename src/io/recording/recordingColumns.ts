// The attempts and calls of a recording as packed texts: columns of small numbers, because most rows are much like the one before.

import { type RecordedAttempts, type RecordedCall, SEND_EXCEPTIONS } from '../../rocketmq'
import { parsedJson } from '../outsideJson'
import { pack, unpack } from '../packedText'

/** In the order in which they are written. Part of the format: a column may be added at the end with a new version. */
export const COLUMNS = [
  'startMs',
  'message',
  'attempt',
  'group',
  'node',
  'queueId',
  'latencyMs',
  'outcome',
  'code',
  'isolation',
  'untilMs',
  'reachable',
] as const satisfies readonly (keyof RecordedAttempts)[]

export type Columns = Record<(typeof COLUMNS)[number], number[]>

/** Characters that the columns may grow to when they are unpacked. */
export const MAX_COLUMNS_LENGTH = 8_000_000

/** Columns of which only the difference to the row before is written. */
const DELTA: readonly string[] = ['startMs', 'message']

/** A window's end as it is written: none, at the end of the attempt (a fast send), as before in this group, or so far from the end. */
const UNTIL = { none: -1, atEnd: 0, asBefore: 1, first: 2 } as const

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value)
const unzigzag = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2)

const cell = (column: readonly number[], row: number): number => column[row] as number

export function packColumns(attempts: RecordedAttempts): string {
  const last = new Map<number, number>()
  const untils = attempts.untilMs.map((untilMs, row) => {
    const group = cell(attempts.group, row)
    const before = last.get(group)
    last.set(group, untilMs)
    const endMs = cell(attempts.startMs, row) + cell(attempts.latencyMs, row)
    if (untilMs < 0) return UNTIL.none
    if (untilMs === endMs) return UNTIL.atEnd
    return untilMs === before ? UNTIL.asBefore : UNTIL.first + zigzag(untilMs - endMs)
  })
  const written = COLUMNS.map((name) => {
    if (name === 'untilMs') return untils
    const values = attempts[name]
    return DELTA.includes(name) ? values.map((value, row) => value - (row === 0 ? 0 : cell(values, row - 1))) : values
  })
  return pack(JSON.stringify(written))
}

/** message, startMs, elapsedMs, exception (its number from 1, 0 for none), code */
const CALL_COLUMNS = 5

export const packCalls = (calls: readonly RecordedCall[]): string =>
  pack(
    JSON.stringify([
      calls.map(({ message }, row) => message - (calls[row - 1]?.message ?? 0)),
      calls.map(({ startMs }, row) => startMs - (calls[row - 1]?.startMs ?? 0)),
      calls.map(({ elapsedMs }) => elapsedMs),
      calls.map(({ exception }) => (exception === null ? 0 : 1 + SEND_EXCEPTIONS.indexOf(exception))),
      calls.map(({ code }) => code),
    ]),
  )

/** What was packed, or why there is nothing to be read. Whether the values make sense is not looked at. */
export type Unpacked<T> = { ok: true; read: T } | { ok: false; reason: 'badCompression' | 'tooLong' | 'notList' }

/** So many columns of so many whole numbers. */
function unpackNumbers(packed: string, columns: number, rows: number): Unpacked<number[][]> {
  const { text, whole, tooLong } = unpack(packed, MAX_COLUMNS_LENGTH)
  if (tooLong) return { ok: false, reason: 'tooLong' }
  const data = whole ? parsedJson(text, MAX_COLUMNS_LENGTH) : null
  if (data === null) return { ok: false, reason: 'badCompression' }
  const isColumn = (column: unknown): column is number[] =>
    Array.isArray(column) && column.length === rows && column.every((value) => Number.isSafeInteger(value))
  return Array.isArray(data) && data.length === columns && data.every(isColumn)
    ? { ok: true, read: data }
    : { ok: false, reason: 'notList' }
}

/** Every value added to those before it. */
function summed(steps: readonly number[]): number[] {
  let sum = 0
  return steps.map((step) => {
    sum += step
    return sum
  })
}

export function unpackCalls(packed: string, rows: number): Unpacked<RecordedCall[]> {
  const unpacked = unpackNumbers(packed, CALL_COLUMNS, rows)
  if (!unpacked.ok) return unpacked
  const [messages, starts, elapsed, exceptions, codes] = unpacked.read as [
    number[],
    number[],
    number[],
    number[],
    number[],
  ]
  const startMs = summed(starts)
  const calls = summed(messages).map((message, row) => ({
    message,
    startMs: cell(startMs, row),
    elapsedMs: cell(elapsed, row),
    // One that is none is found by the schema.
    exception:
      cell(exceptions, row) === 0 ? null : (SEND_EXCEPTIONS[cell(exceptions, row) - 1] as RecordedCall['exception']),
    code: cell(codes, row),
  }))
  return { ok: true, read: calls }
}

/** @param rows - how many there must be */
export function unpackColumns(packed: string, rows: number): Unpacked<Columns> {
  const unpacked = unpackNumbers(packed, COLUMNS.length, rows)
  if (!unpacked.ok) return unpacked
  const columns = Object.fromEntries(COLUMNS.map((name, at) => [name, unpacked.read[at] as number[]])) as Columns
  for (const name of ['startMs', 'message'] as const) columns[name] = summed(columns[name])
  const last = new Map<number, number>()
  columns.untilMs = columns.untilMs.map((coded, row) => {
    const group = cell(columns.group, row)
    const endMs = cell(columns.startMs, row) + cell(columns.latencyMs, row)
    const untilMs =
      coded < 0
        ? -1
        : coded === UNTIL.atEnd
          ? endMs
          : coded === UNTIL.asBefore
            ? (last.get(group) ?? -1)
            : endMs + unzigzag(coded - UNTIL.first)
    last.set(group, untilMs)
    return untilMs
  })
  return { ok: true, read: columns }
}
