// Finds entries of a log without walking all of it: those about one message, and the newest of a kind. Each full block of a
// log gets a summary of some hundred bytes; full blocks never change and forks share them, so a fork has their summaries too.

import { BLOCK, ENTRIES, type EventLog, entryKind, entryMessage, LOG_KINDS, type LogKind, logLength } from '../rocketmq'
import { follow } from './projection'

/** What a block holds: more is never left out, so whatever is not in a summary is not in the block. */
interface BlockSummary {
  /** Of which it has entries. */
  kinds: KindSet
  /** Message numbers that may be in it: first and last of each stretch, ascending. */
  stretches: Uint32Array
  /** Highest number of a message that was sent in it; 0 for none. */
  highestSent: number
}

/** Stretches of a summary. Messages are numbered as they come, so the entries of a block lie close together but for late ones. */
const MAX_STRETCHES = 24

const summaries = new WeakMap<object, BlockSummary>()

/** By kind: what is different about the kinds that mention a message, and one bit for every kind, 31 to a word. */
const isOfMessage = Object.fromEntries(LOG_KINDS.map((kind) => [kind, 'message' in ENTRIES[kind].fields])) as Record<
  LogKind,
  boolean
>
const BITS = 31
const wordOf = Object.fromEntries(LOG_KINDS.map((kind, at) => [kind, Math.floor(at / BITS)])) as Record<LogKind, number>
const bitOf = Object.fromEntries(LOG_KINDS.map((kind, at) => [kind, 1 << (at % BITS)])) as Record<LogKind, number>

/** A set of kinds, as one word for each 31 of them. */
type KindSet = number[]
const noKinds = (): KindSet => Array.from({ length: Math.ceil(LOG_KINDS.length / BITS) }, () => 0)
const hasKind = (set: KindSet, kind: LogKind): boolean => ((set[wordOf[kind]] ?? 0) & bitOf[kind]) !== 0
const addKind = (set: KindSet, kind: LogKind): void => {
  set[wordOf[kind]] = (set[wordOf[kind]] ?? 0) | bitOf[kind]
}
const meet = (one: KindSet, other: KindSet): boolean => one.some((word, at) => (word & (other[at] ?? 0)) !== 0)

const numbers = new Uint32Array(BLOCK)

function summarize(log: EventLog, block: number): BlockSummary {
  const kinds = noKinds()
  let count = 0
  let highestSent = 0
  for (let index = block * BLOCK; index < (block + 1) * BLOCK; index++) {
    const kind = entryKind(log, index)
    addKind(kinds, kind)
    if (!isOfMessage[kind]) continue
    const message = entryMessage(log, index)
    if (kind === 'send' && message > highestSent) highestSent = message
    // The entries of one message often follow each other.
    if (count === 0 || numbers[count - 1] !== message) numbers[count++] = message
  }
  return { kinds, stretches: stretchesOf(numbers.subarray(0, count).sort()), highestSent }
}

/** @param ascending - the summary leaves out the widest gaps between them */
function stretchesOf(ascending: Uint32Array): Uint32Array {
  if (ascending.length === 0) return new Uint32Array(0)
  const gaps: number[] = []
  for (let at = 1; at < ascending.length; at++) if (ascending[at] - ascending[at - 1] > 1) gaps.push(at)
  const width = (at: number) => ascending[at] - ascending[at - 1]
  if (gaps.length >= MAX_STRETCHES) {
    gaps.sort((one, other) => width(other) - width(one))
    gaps.length = MAX_STRETCHES - 1
    gaps.sort((one, other) => one - other)
  }
  const bounds = [ascending[0]]
  for (const at of gaps) bounds.push(ascending[at - 1], ascending[at])
  bounds.push(ascending[ascending.length - 1])
  return Uint32Array.from(bounds)
}

/** The summary of a full block that can be read to its end; null where the log goes no further than into it. */
function summaryOf(log: EventLog, block: number): BlockSummary | null {
  const columns = log.blocks[block]
  if (!columns || (block + 1) * BLOCK > logLength(log)) return null
  let summary = summaries.get(columns)
  if (!summary) {
    summary = summarize(log, block)
    summaries.set(columns, summary)
  }
  return summary
}

const mayHold = ({ stretches }: BlockSummary, message: number): boolean => {
  for (let at = 0; at < stretches.length; at += 2)
    if (message <= stretches[at + 1]) return message >= (stretches[at] as number)
  return false
}

/** By log: blocks that have been summarized while it grew. */
const summarized = new WeakMap<EventLog, number>()

follow({
  wants: () => true,
  position({ log }) {
    const length = logLength(log)
    let block = summarized.get(log) ?? 0
    // What a fork has in common with another run has been summarized there.
    while ((block + 1) * BLOCK <= length && summaries.has(log.blocks[block] as object)) block++
    summarized.set(log, block)
    return (block + 1) * BLOCK <= length ? block * BLOCK : length
  },
  advance({ log }, end, meter) {
    for (let block = summarized.get(log) ?? 0; block * BLOCK < end && summaryOf(log, block); block++) {
      summarized.set(log, block + 1)
      meter.left -= BLOCK
    }
    return true
  },
})

/** Bytes of the summaries of a log, for measurements. */
export function indexBytes(log: EventLog): number {
  let bytes = 0
  for (let block = 0, summary = summaryOf(log, 0); summary; summary = summaryOf(log, ++block))
    bytes += summary.stretches.byteLength + 16
  return bytes
}

const isAbout = (log: EventLog, index: number, message: number): boolean =>
  entryMessage(log, index) === message && isOfMessage[entryKind(log, index)]

/** Messages of a log whose entries are remembered: one that is explained is asked for again and again. */
const REMEMBERED = 64

interface Found {
  positions: number[]
  /** How far the log has been looked through. */
  scanned: number
}

const found = new WeakMap<EventLog, Map<number, Found>>()

/** Positions of all entries about a message, ascending: attempts, copies, failures, end. The array grows with the log. */
export function messageEntries(log: EventLog, message: number): readonly number[] {
  let known = found.get(log)
  if (!known) {
    known = new Map()
    found.set(log, known)
  }
  const one = known.get(message) ?? { positions: [], scanned: 0 }
  known.delete(message)
  known.set(message, one)
  if (known.size > REMEMBERED) known.delete(known.keys().next().value as number)
  const length = logLength(log)
  while (one.scanned < length) {
    const block = Math.floor(one.scanned / BLOCK)
    const end = Math.min(length, (block + 1) * BLOCK)
    const summary = summaryOf(log, block)
    if (!summary || mayHold(summary, message)) {
      for (let index = one.scanned; index < end; index++) if (isAbout(log, index, message)) one.positions.push(index)
    }
    one.scanned = end
  }
  return one.positions
}

/**
 * Position of the newest entry of some kinds before a position; -1 if there is none.
 *
 * @param fits - asked of entries of these kinds only
 * @param message - only entries about it
 */
export function newestBefore(
  log: EventLog,
  kinds: readonly LogKind[],
  before: number,
  fits: (index: number) => boolean = () => true,
  message: number | null = null,
): number {
  const wanted = noKinds()
  for (const kind of kinds) addKind(wanted, kind)
  let index = before - 1
  while (index >= 0) {
    const block = Math.floor(index / BLOCK)
    const first = block * BLOCK
    const summary = summaryOf(log, block)
    if (!summary || (meet(summary.kinds, wanted) && (message === null || mayHold(summary, message)))) {
      for (; index >= first; index--) {
        if (!hasKind(wanted, entryKind(log, index))) continue
        if ((message === null || isAbout(log, index, message)) && fits(index)) return index
      }
    }
    index = first - 1
  }
  return -1
}

/**
 * Position of the first entry of some kinds from a position on; null if there is none before `end`.
 *
 * @param fits - asked of entries of these kinds only
 */
export function firstFrom(
  log: EventLog,
  kinds: readonly LogKind[],
  from: number,
  end: number,
  fits: (index: number) => boolean,
): number | null {
  const wanted = noKinds()
  for (const kind of kinds) addKind(wanted, kind)
  for (let index = from; index < end; ) {
    const block = Math.floor(index / BLOCK)
    const blockEnd = Math.min(end, (block + 1) * BLOCK)
    const summary = summaryOf(log, block)
    if (!summary || meet(summary.kinds, wanted)) {
      for (; index < blockEnd; index++) if (hasKind(wanted, entryKind(log, index)) && fits(index)) return index
    }
    index = blockEnd
  }
  return null
}

/** The highest number of a message that was sent; 0 before the first. */
export function highestSent(log: EventLog): number {
  let highest = 0
  const length = logLength(log)
  for (let index = 0; index < length; ) {
    const block = Math.floor(index / BLOCK)
    const end = Math.min(length, (block + 1) * BLOCK)
    const summary = summaryOf(log, block)
    if (summary) highest = Math.max(highest, summary.highestSent)
    else
      for (; index < end; index++) {
        if (entryKind(log, index) === 'send') highest = Math.max(highest, entryMessage(log, index))
      }
    index = end
  }
  return highest
}
