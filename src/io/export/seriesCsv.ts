// Figures of a run as a table of comma-separated values (RFC 4180), for spreadsheets. Names of fields are English whatever
// the language of the page, so that a script finds them.

import { callsBetween, figuresBetween, queuesOf } from '../../projections/series'
import type { StoreMeasure } from '../../projections/storeMeasures'
import { hasStoreSeries, type StoreBin, storeFiguresBetween } from '../../projections/storeSeries'
import { type Run, sendsOf } from '../../rocketmq'
import { type Cell, csvTable as table } from './csv'

/** What is measured inside Brokers, and its column. */
const PEAKS = [
  ['queue', 'send_queue_peak'],
  ['dirty', 'dirty_bytes_peak'],
  ['flushLag', 'flush_lag_ms_peak'],
  ['replicationLag', 'replication_lag_bytes_peak'],
] as const satisfies readonly (readonly [StoreMeasure, string])[]

const peakCells = ({ peaks }: StoreBin, groups: readonly number[]): Cell[] =>
  groups.flatMap((group) => PEAKS.map(([measure]) => peaks[measure][group] ?? null))

/**
 * One row per bin. The first bin contains fromMs; the last one is cut at toMs, so that nothing later is counted.
 *
 * @param toMs - ms of virtual time, not included
 * @param nameOf - brokerName of a Broker group by its position
 */
export function binsCsv(
  run: Run,
  binMs: number,
  fromMs: number,
  toMs: number,
  nameOf: (group: number) => string,
): string {
  const queues = queuesOf(run)
    .map((queue, position) => ({ ...queue, position }))
    .sort((left, right) => left.group - right.group || left.queueId - right.queueId)
  const groups = [...new Set(queues.map(({ group }) => group))]
  const withStore = hasStoreSeries(run)
  const peakGroups = (run.checkpoints[0]?.state.brokerGroups ?? []).map((_, group) => group)
  const rows: Cell[][] = [
    [
      'from_ms',
      'to_ms',
      'stored_first_try',
      'stored_after_retry',
      'failed',
      'timed_calls',
      'latency_p50_ms',
      'latency_p99_ms',
      'latency_max_ms',
      ...groups.map((group) => `copies ${nameOf(group)}`),
      ...queues.map(({ group, queueId }) => `copies ${nameOf(group)} q${queueId}`),
      ...(withStore ? peakGroups.flatMap((group) => PEAKS.map(([, name]) => `${name} ${nameOf(group)}`)) : []),
    ],
  ]
  for (let atMs = Math.floor(fromMs / binMs) * binMs; atMs < toMs; atMs += binMs) {
    const bin = figuresBetween(run, atMs, Math.min(atMs + binMs, toMs))
    const copies = (position: number) => bin.copies[position] ?? 0
    rows.push([
      bin.fromMs,
      bin.toMs,
      bin.storedFirstTry,
      bin.storedAfterRetry,
      bin.failed,
      bin.timed,
      bin.p50Ms,
      bin.p99Ms,
      bin.slowestMs,
      ...groups.map((group) =>
        queues.filter((queue) => queue.group === group).reduce((sum, { position }) => sum + copies(position), 0),
      ),
      ...queues.map(({ position }) => copies(position)),
      ...(withStore ? peakCells(storeFiguresBetween(run, bin.fromMs, bin.toMs), peakGroups) : []),
    ])
  }
  return table(rows)
}

/** One row per call that ended from fromMs on, before toMs. */
export function callsCsv(run: Run, fromMs: number, toMs: number, nameOf: (group: number) => string): string {
  const rows: Cell[][] = [
    [
      'message',
      'producer',
      'thread',
      'started_ms',
      'ended_ms',
      'elapsed_ms',
      'attempts',
      'outcome',
      'broker',
      'queue_id',
      'send_status',
      'exception',
      'response_code',
      'sends',
    ],
  ]
  // A packet may stand for several.
  const sends = sendsOf(run.input.scenario.settings, 1)
  for (const call of callsBetween(run, fromMs, toMs)) {
    rows.push([
      call.message,
      call.producer,
      call.thread,
      call.startedMs,
      call.endedMs,
      call.elapsedMs,
      call.attempts,
      call.outcome,
      call.queue ? nameOf(call.queue.group) : null,
      call.queue ? call.queue.queueId : null,
      call.status,
      call.exception,
      call.code === 0 ? null : call.code,
      sends,
    ])
  }
  return table(rows)
}
