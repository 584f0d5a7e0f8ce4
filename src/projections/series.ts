// Figures of a run over time: how calls ended, what they cost the application, and where the copies were written. The log
// is read once, as far as it has grown; what is asked for is counted from columns, and full bins are kept.

import {
  type CommunicationMode,
  entryAt,
  type Run,
  type SendException,
  type SendStatus,
  type Settings,
  sendsOf,
} from '../rocketmq'
import { type Column, createColumn, cutColumn, lowerBound, push, valueAt } from './columns'
import { createProjection } from './projection'

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

/** Of calls without a latency that the application saw. */
const UNSEEN = -1

interface Series {
  mode: CommunicationMode
  settings: Pick<Settings, 'sendsPerPacket'>
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

function createSeries(run: Run): Series {
  return {
    mode: run.input.scenario.settings.communicationMode,
    settings: run.input.scenario.settings,
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

/** The series of a run as far as its log reaches. Most entries are of no interest here. */
const seriesOf = createProjection({
  kinds: ['action', 'send', 'stored', 'sendOk', 'messageFailed'],
  skips: ({ mode }, kind) => kind === 'send' && mode !== 'ONEWAY',
  init: createSeries,
  step(series, entry, index, run) {
    switch (entry.kind) {
      case 'action': {
        const action = run.input.actions[entry.action]
        if (action?.type === 'set' && action.name === 'communicationMode')
          series.mode = action.value as CommunicationMode
        return
      }
      case 'send':
        if (entry.attempt === 1) series.oneway.set(entry.message, index)
        return
      case 'stored': {
        push(writtenTo(series, entry.group, entry.queueId), entry.atMs)
        const sentAt = series.oneway.get(entry.message)
        if (sentAt === undefined) return
        series.oneway.delete(entry.message)
        endCall(series, entry.atMs, UNSEEN, 'storedFirstTry', sentAt)
        return
      }
      case 'sendOk':
        endCall(series, entry.atMs, entry.elapsedMs, entry.attempt > 1 ? 'storedAfterRetry' : 'storedFirstTry', index)
        return
      case 'messageFailed':
        series.oneway.delete(entry.message)
        endCall(series, entry.atMs, isUnseen(entry.exception) ? UNSEEN : entry.elapsedMs, 'failed', index)
    }
  },
  mark: ({ mode, oneway, endMs, writtenMs }) => ({
    mode,
    oneway: new Map(oneway),
    calls: endMs.length,
    written: writtenMs.map(({ length }) => length),
  }),
  // Bins are counted again: those after the mark would be another run's.
  resume: (series, { mode, oneway, calls, written }) => ({
    mode,
    settings: series.settings,
    oneway: new Map(oneway),
    endMs: cutColumn(series.endMs, calls),
    ended: cutColumn(series.ended, calls),
    logIndex: cutColumn(series.logIndex, calls),
    queues: series.queues.slice(0, written.length),
    queuePositions: new Map([...series.queuePositions].slice(0, written.length)),
    writtenMs: written.map((length, at) => cutColumn(series.writtenMs[at] as Column, length)),
    bins: new Map(),
  }),
})

/** Reads on, a little: of a run not asked about before, all of the log is left. */
export const prepareSeries = seriesOf.prepare

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
  // The columns have packets.
  const sends = (packets: number): number => sendsOf(series.settings, packets)
  return {
    fromMs,
    toMs,
    storedFirstTry: sends(ended[0] as number),
    storedAfterRetry: sends(ended[1] as number),
    failed: sends(ended[2] as number),
    timed: sends(timed),
    p50Ms: percentile(sorted, 50),
    p99Ms: percentile(sorted, 99),
    slowestMs: timed > 0 ? (sorted[timed - 1] as number) : null,
    slowestFailedMs: slowestFailedMs === UNSEEN ? null : slowestFailedMs,
    copies: series.writtenMs.map((column) =>
      sends(lowerBound(column, toMs) - lowerBound(column, Math.min(fromMs, toMs))),
    ),
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
  const { writtenMs, settings } = seriesOf(run)
  return writtenMs.map((column) => sendsOf(settings, lowerBound(column, tMs)))
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
