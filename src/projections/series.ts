// Figures of a run over time: how calls ended, what they cost the application, and where the copies were written. The log
// is read once, as far as it has grown; what is asked for is counted from columns, and full bins are kept.

import {
  type CommunicationMode,
  entryAt,
  entryKind,
  logLength,
  type Run,
  type SendException,
  type SendStatus,
} from '../rocketmq'

/** How a call ended. ONEWAY calls are stored when a Broker has written the copy: their application is never told. */
export type CallOutcome = 'storedFirstTry' | 'storedAfterRetry' | 'failed'
const OUTCOMES = ['storedFirstTry', 'storedAfterRetry', 'failed'] as const satisfies readonly CallOutcome[]

export interface QueuePlace {
  /** Position in ClusterState.brokerGroups. */
  group: number
  queueId: number
}

/** What happened in a stretch of virtual time: from fromMs on, before toMs. */
export interface SeriesBin {
  fromMs: number
  toMs: number
  storedFirstTry: number
  storedAfterRetry: number
  failed: number
  /** Calls whose latency the application saw, well or badly ended: not ONEWAY, nor those that died with their process. */
  timed: number
  /** ms, nearest rank over those; null without any. */
  p50Ms: number | null
  p99Ms: number | null
  slowestMs: number | null
  /** The slowest of the failed ones. */
  slowestFailedMs: number | null
  /** Copies written, by position in queuesOf; queues that came later are missing at the end. */
  copies: number[]
}

/** A column that grows by a piece at a time: nothing is copied, and no more than a piece is kept for later. */
interface Column {
  pieces: Int32Array[]
  length: number
}

/** Values of one piece, and the same as a number of bits. Many columns are short: they begin with a smaller one. */
const PIECE_BITS = 15
const PIECE = 1 << PIECE_BITS
const FIRST_PIECE = 256

const createColumn = (): Column => ({ pieces: [], length: 0 })

function push(column: Column, value: number): void {
  const { length, pieces } = column
  const place = length & (PIECE - 1)
  let piece = pieces[length >> PIECE_BITS]
  if (piece === undefined) {
    piece = new Int32Array(length === 0 ? FIRST_PIECE : PIECE)
    pieces.push(piece)
  } else if (place === piece.length) {
    const longer = new Int32Array(Math.min(PIECE, 2 * place))
    longer.set(piece)
    piece = longer
    pieces[length >> PIECE_BITS] = piece
  }
  piece[place] = value
  column.length++
}

const valueAt = ({ pieces }: Column, index: number): number =>
  (pieces[index >> PIECE_BITS] as Int32Array)[index & (PIECE - 1)] as number

/** @returns position of the first value >= wanted in an ascending column */
function lowerBound(column: Column, wanted: number): number {
  let low = 0
  let high = column.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (valueAt(column, middle) >= wanted) high = middle
    else low = middle + 1
  }
  return low
}

/** Of calls without a latency that the application saw. */
const UNSEEN = -1

interface Series {
  /** Log entries read so far. */
  scanned: number
  mode: CommunicationMode
  /** ONEWAY messages on their way: message -> position of its 'send' in the log. */
  oneway: Map<number, number>
  /** One value per ended call, in the order of their ends. */
  endMs: Column
  /** Its outcome in the two lowest bits, its elapsedMs above them. */
  ended: Column
  logIndex: Column
  /** In the order in which they were first written to. */
  queues: QueuePlace[]
  queuePositions: Map<number, number>
  /** By position in queues: when each copy was written. */
  writtenMs: Column[]
  /** Full bins by width and number. */
  bins: Map<number, Map<number, SeriesBin>>
}

const seriesByRun = new WeakMap<Run, Series>()

function createSeries(run: Run): Series {
  return {
    scanned: 0,
    mode: run.input.scenario.settings.communicationMode,
    oneway: new Map(),
    endMs: createColumn(),
    ended: createColumn(),
    logIndex: createColumn(),
    queues: [],
    queuePositions: new Map(),
    writtenMs: [],
    bins: new Map(),
  }
}

/** The series of a run as far as its log reaches. Only what has come since the last call is read. */
function seriesOf(run: Run): Series {
  let series = seriesByRun.get(run)
  if (!series) {
    series = createSeries(run)
    seriesByRun.set(run, series)
  }
  const length = logLength(run.log)
  for (let index = series.scanned; index < length; index++) read(series, run, index)
  series.scanned = length
  return series
}

function read(series: Series, run: Run, index: number): void {
  // Most entries are of no interest here, and making objects of them would take most of the time.
  switch (entryKind(run.log, index)) {
    case 'action': {
      const entry = entryAt(run.log, index)
      const action = entry.kind === 'action' ? run.input.actions[entry.action] : undefined
      if (action?.type === 'set' && action.name === 'communicationMode') series.mode = action.value as CommunicationMode
      return
    }
    case 'send': {
      if (series.mode !== 'ONEWAY') return
      const entry = entryAt(run.log, index)
      if (entry.kind === 'send' && entry.attempt === 1) series.oneway.set(entry.message, index)
      return
    }
    case 'stored': {
      const entry = entryAt(run.log, index)
      if (entry.kind !== 'stored') return
      push(writtenTo(series, entry.group, entry.queueId), entry.atMs)
      const sentAt = series.oneway.get(entry.message)
      if (sentAt === undefined) return
      series.oneway.delete(entry.message)
      endCall(series, entry.atMs, UNSEEN, 'storedFirstTry', sentAt)
      return
    }
    case 'sendOk': {
      const entry = entryAt(run.log, index)
      if (entry.kind !== 'sendOk') return
      endCall(series, entry.atMs, entry.elapsedMs, entry.attempt > 1 ? 'storedAfterRetry' : 'storedFirstTry', index)
      return
    }
    case 'messageFailed': {
      const entry = entryAt(run.log, index)
      if (entry.kind !== 'messageFailed') return
      series.oneway.delete(entry.message)
      endCall(series, entry.atMs, isUnseen(entry.exception) ? UNSEEN : entry.elapsedMs, 'failed', index)
      return
    }
    default:
      return
  }
}

/** Nobody was there to see it end, or nobody was told. */
const isUnseen = (exception: SendException): boolean => exception === 'lostUnseen' || exception === 'producerDied'

function endCall(series: Series, atMs: number, elapsedMs: number, outcome: CallOutcome, logIndex: number): void {
  push(series.endMs, atMs)
  push(series.ended, (elapsedMs << 2) | OUTCOMES.indexOf(outcome))
  push(series.logIndex, logIndex)
}

function writtenTo(series: Series, group: number, queueId: number): Column {
  const key = group * 4096 + queueId
  let position = series.queuePositions.get(key)
  if (position === undefined) {
    position = series.queues.push({ group, queueId }) - 1
    series.queuePositions.set(key, position)
    series.writtenMs.push(createColumn())
  }
  return series.writtenMs[position] as Column
}

/** The queues that copies were written to, in the order of their first copies. Only ever grows. */
export const queuesOf = (run: Run): readonly QueuePlace[] => seriesOf(run).queues

/**
 * What happened from fromMs on, before toMs, as far as the run is computed.
 *
 * @param toMs - ms of virtual time, not included
 */
export function figuresBetween(run: Run, fromMs: number, toMs: number): SeriesBin {
  return count(seriesOf(run), fromMs, toMs)
}

function count(series: Series, fromMs: number, toMs: number): SeriesBin {
  const first = lowerBound(series.endMs, fromMs)
  const end = Math.max(first, lowerBound(series.endMs, toMs))
  const ended = [0, 0, 0]
  let slowestFailedMs = UNSEEN
  const latencies = new Int32Array(end - first)
  let timed = 0
  for (let call = first; call < end; call++) {
    const how = valueAt(series.ended, call)
    const outcome = how & 3
    const elapsedMs = how >> 2
    ended[outcome] = (ended[outcome] as number) + 1
    if (elapsedMs === UNSEEN) continue
    latencies[timed++] = elapsedMs
    if (OUTCOMES[outcome] === 'failed' && elapsedMs > slowestFailedMs) slowestFailedMs = elapsedMs
  }
  const sorted = latencies.subarray(0, timed).sort()
  return {
    fromMs,
    toMs,
    storedFirstTry: ended[0] as number,
    storedAfterRetry: ended[1] as number,
    failed: ended[2] as number,
    timed,
    p50Ms: percentile(sorted, 50),
    p99Ms: percentile(sorted, 99),
    slowestMs: timed > 0 ? (sorted[timed - 1] as number) : null,
    slowestFailedMs: slowestFailedMs === UNSEEN ? null : slowestFailedMs,
    copies: series.writtenMs.map((column) => lowerBound(column, toMs) - lowerBound(column, Math.min(fromMs, toMs))),
  }
}

/**
 * The percentile by nearest rank: the smallest value that at least this share of the values does not exceed.
 *
 * @param sorted - ascending
 * @returns null without values
 */
export function percentile(sorted: ArrayLike<number>, percent: number): number | null {
  if (sorted.length === 0) return null
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] as number
}

/** Bins of one width that are kept; more are counted again when they are asked for. */
const MAX_KEPT = 4000

/**
 * The full bins between two moments: each begins at a multiple of its width, the first contains fromMs, and the last ends
 * at toMs or before.
 *
 * @param binMs - width, whole ms
 * @param toMs - ms of virtual time, not included; no later than what has been computed
 */
export function binsBetween(run: Run, binMs: number, fromMs: number, toMs: number): SeriesBin[] {
  const series = seriesOf(run)
  let kept = series.bins.get(binMs)
  if (!kept || kept.size > MAX_KEPT) {
    kept = new Map()
    series.bins.set(binMs, kept)
  }
  const end = Math.min(toMs, run.endMs + 1)
  const bins: SeriesBin[] = []
  for (let number = Math.max(0, Math.floor(fromMs / binMs)); (number + 1) * binMs <= end; number++) {
    let bin = kept.get(number)
    if (!bin) {
      bin = count(series, number * binMs, (number + 1) * binMs)
      kept.set(number, bin)
    }
    bins.push(bin)
  }
  return bins
}

/** @returns copies written before tMs, by position in queuesOf */
export function copiesBefore(run: Run, tMs: number): number[] {
  return seriesOf(run).writtenMs.map((column) => lowerBound(column, tMs))
}

/** One ended call, for a table. */
export interface EndedCall {
  message: number
  producer: number
  thread: number
  /** null where no application saw the end: ONEWAY, or its process died. */
  startedMs: number | null
  endedMs: number
  elapsedMs: number | null
  attempts: number
  outcome: CallOutcome
  /** Where the copy is that the result speaks of; null for failed calls. */
  queue: QueuePlace | null
  status: SendStatus | null
  exception: SendException | null
  /** The Broker's response code that ended it, else 0. */
  code: number
}

/** The calls that ended from fromMs on, before toMs, in the order of their ends. */
export function callsBetween(run: Run, fromMs: number, toMs: number): EndedCall[] {
  const series = seriesOf(run)
  const calls: EndedCall[] = []
  for (let call = lowerBound(series.endMs, fromMs); call < series.endMs.length; call++) {
    const endedMs = valueAt(series.endMs, call)
    if (endedMs >= toMs) break
    const how = valueAt(series.ended, call)
    const seenMs = how >> 2
    const elapsedMs = seenMs === UNSEEN ? null : seenMs
    const entry = entryAt(run.log, valueAt(series.logIndex, call))
    const outcome = OUTCOMES[how & 3] as CallOutcome
    const ended = { endedMs, elapsedMs, startedMs: elapsedMs === null ? null : endedMs - elapsedMs, outcome }
    if (entry.kind === 'messageFailed') {
      const { message, producer, thread, attempts, exception, code } = entry
      calls.push({ message, producer, thread, ...ended, attempts, queue: null, status: null, exception, code })
    } else if (entry.kind === 'sendOk' || entry.kind === 'send') {
      const { message, producer, thread, attempt, group, queueId } = entry
      const status = entry.kind === 'sendOk' ? entry.status : null
      const queue = { group, queueId }
      calls.push({ message, producer, thread, ...ended, attempts: attempt, queue, status, exception: null, code: 0 })
    }
  }
  return calls
}
