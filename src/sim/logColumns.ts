// The columns in which a log keeps its entries, as numbers, as narrow as their values (about 16 bytes an entry). What the
// numbers mean is said by whoever writes them.

/** Which word of an entry is its virtual time. */
const TIME = 0

/** 32-bit words of one entry: time, kind, and what the kind says. */
export const WORDS = 8

/** Entries of one block of memory; full blocks are never written again and can be shared between runs. */
export const BLOCK = 8192

/**
 * One of the eight words of every entry of a full block, in the fewest bytes that hold it. 0 stays 0, because most kinds
 * leave some words empty; anything else is kept as its distance from `base`.
 */
interface Column {
  base: number
  values: Uint8Array | Uint16Array | Int32Array
}

export interface EventLog {
  /** Entries of whole milliseconds: those that can be read. */
  length: number
  /** Entries there are, with those of a millisecond that is being computed. */
  written: number
  /** Full blocks, ascending: eight columns each. */
  blocks: Column[][]
  /** The entries after them, one after another. */
  open: Int32Array
  /** What all columns without a value share; its own, so that logs share nothing but what a fork takes over. */
  nothing: Column
}

const newOpenBlock = (): Int32Array => new Int32Array(BLOCK * WORDS)

export const createLog = (): EventLog => ({
  length: 0,
  written: 0,
  blocks: [],
  open: newOpenBlock(),
  nothing: { base: 0, values: new Uint8Array(BLOCK) },
})

/** Bytes that a log keeps. */
export const logBytes = ({ blocks, open, nothing }: EventLog): number =>
  blocks.reduce(
    (sum, columns) =>
      sum + columns.reduce((bytes, column) => bytes + (column === nothing ? 0 : column.values.byteLength), 0),
    open.byteLength,
  )

function packColumn(rows: Int32Array, at: number, nothing: Column): Column {
  let least = Number.MAX_SAFE_INTEGER
  let most = Number.MIN_SAFE_INTEGER
  for (let place = at; place < rows.length; place += WORDS) {
    const value = rows[place] as number
    if (value === 0) continue
    if (value < least) least = value
    if (value > most) most = value
  }
  if (most < least) return nothing
  const span = most - least + 1
  const base = span > 0xffff ? 0 : least - 1
  const values = span > 0xffff ? new Int32Array(BLOCK) : span > 0xff ? new Uint16Array(BLOCK) : new Uint8Array(BLOCK)
  for (let entry = 0, place = at; entry < BLOCK; entry++, place += WORDS) {
    const value = rows[place] as number
    if (value !== 0) values[entry] = value - base
  }
  return { base, values }
}

function packBlock(rows: Int32Array, nothing: Column): Column[] {
  const columns: Column[] = []
  for (let at = 0; at < WORDS; at++) columns.push(packColumn(rows, at, nothing))
  return columns
}

const columnValue = ({ base, values }: Column, entry: number): number => {
  const value = values[entry] as number
  return value === 0 ? 0 : value + base
}

/** The first `count` entries of a full block, one after another again. */
function unpackBlock(columns: Column[], count: number): Int32Array {
  const rows = newOpenBlock()
  columns.forEach((column, at) => {
    for (let entry = 0; entry < count; entry++) rows[entry * WORDS + at] = columnValue(column, entry)
  })
  return rows
}

/** Adds one entry: the words of entryFields.ts. Only the writers in entryCodec.ts call it. */
export function append(
  log: EventLog,
  atMs: number,
  kind: number,
  actor: number,
  place: number,
  message: number,
  value1: number,
  value2: number,
  value3: number,
): void {
  const { open } = log
  const at = (log.written % BLOCK) * WORDS
  open[at] = atMs
  open[at + 1] = kind
  open[at + 2] = actor
  open[at + 3] = place
  open[at + 4] = message
  open[at + 5] = value1
  open[at + 6] = value2
  open[at + 7] = value3
  log.written++
  if (log.written % BLOCK === 0) log.blocks.push(packBlock(open, log.nothing))
}

/** What has been written can be read from now on: a millisecond is over. */
export function sealLog(log: EventLog): void {
  log.length = log.written
}

/** A log with the first `length` entries of another; full blocks are shared, what comes after them is copied. */
export function copyLog(log: EventLog, length: number): EventLog {
  const full = Math.floor(length / BLOCK)
  const blocks = log.blocks.slice(0, full)
  const cut = log.blocks[full]
  return {
    length,
    written: length,
    blocks,
    open: cut ? unpackBlock(cut, length % BLOCK) : log.open.slice(),
    nothing: log.nothing,
  }
}

export const logLength = (log: EventLog): number => log.length

/** One word of an entry. */
export const wordAt = (log: EventLog, index: number, at: number): number => {
  const columns = log.blocks[Math.floor(index / BLOCK)]
  return columns
    ? columnValue(columns[at] as Column, index % BLOCK)
    : (log.open[(index % BLOCK) * WORDS + at] as number)
}

/**
 * @returns index of the first entry later than tMs; the log's length if there is none
 * @throws RangeError if tMs is not a number
 */
export function firstEntryAfter(log: EventLog, tMs: number): number {
  if (typeof tMs !== 'number' || Number.isNaN(tMs)) throw new RangeError(`not a virtual time: ${String(tMs)}`)
  let low = 0
  let high = log.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (wordAt(log, middle, TIME) <= tMs) low = middle + 1
    else high = middle
  }
  return low
}
