// What the charts say about a moment or a stretch, as texts.

import { formatTime } from '../../../i18n/format'
import type { MessagesWith } from '../../../i18n/messages'

import type { QueuePlace, SeriesBin } from '../../../projections/series'
import { STORE_MEASURES, type StoreMeasure } from '../../../projections/storeMeasures'
import { highestOf, type StoreBin } from '../../../projections/storeSeries'
import type { ShareBy } from '../../../session/chartView'

/** One part of the stacked shares: a Broker group, or one of its queues. */
export interface ShareMember {
  key: string
  name: string
  /** As on the producer's wheel: "a q0". */
  shortName: string
  /** Positions of its queues in queuesOf. */
  positions: number[]
}

/** @param nameOf - brokerName by position */
export function shareMembers(
  queues: readonly QueuePlace[],
  by: ShareBy,
  nameOf: (group: number) => string,
): ShareMember[] {
  const placed = queues
    .map((queue, position) => ({ ...queue, position }))
    .sort((left, right) => left.group - right.group || left.queueId - right.queueId)
  const members = new Map<string, ShareMember>()
  for (const { group, queueId, position } of placed) {
    const key = by === 'broker' ? `${group}` : `${group} ${queueId}`
    const member = members.get(key)
    if (member) member.positions.push(position)
    else {
      const name = by === 'broker' ? nameOf(group) : `${nameOf(group)} q${queueId}`
      members.set(key, { key, name, shortName: name.replace(/^broker-/, ''), positions: [position] })
    }
  }
  return [...members.values()]
}

export const sumAt = (values: readonly number[], positions: readonly number[]): number =>
  positions.reduce((sum, position) => sum + (values[position] ?? 0), 0)

/** Of all copies of the stretch: "50%", "49.5%", or a dash where nothing was written. */
export function percentText(part: number, all: number): string {
  if (all === 0) return '–'
  return `${((100 * part) / all).toFixed(1).replace(/\.0$/, '')}%`
}

/** "2", or where the stretch is not one second "12 (2.4/s)". */
export function rateText(calls: number, { fromMs, toMs }: SeriesBin, m: MessagesWith<'charts'>): string {
  const count = m.format.number(calls)
  const lengthMs = toMs - fromMs
  if (lengthMs === 1000 || lengthMs <= 0 || calls === 0) return count
  return m.charts.rate(count, m.format.number(Number(((calls * 1000) / lengthMs).toFixed(1))))
}

export const msText = (ms: number | null, m: MessagesWith<'charts'>): string =>
  ms === null ? '–' : `${m.format.number(ms)} ms`

const BYTES: readonly (readonly [number, string])[] = [
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
]

/** "0 B", "13.6 MB": units of 1,000, as disks are sold. */
export function bytesText(bytes: number, m: MessagesWith<'charts'>): string {
  const [size, unit] = BYTES.find(([least]) => bytes >= least) ?? [1, 'B']
  return `${m.format.number(Number((bytes / size).toPrecision(3)))} ${unit}`
}

/** A figure of the inside of Brokers, with its unit. */
export function measureText(value: number, measure: StoreMeasure, m: MessagesWith<'charts'>): string {
  if (measure === 'queue') return m.format.number(value)
  return measure === 'flushLag' ? msText(value, m) : bytesText(value, m)
}

/** The highest of all Broker groups, for those who do not see the chart. */
export const spokenPeaks = (bin: StoreBin, m: MessagesWith<'charts'>): string[] =>
  STORE_MEASURES.flatMap((measure) => {
    const most = highestOf(bin, measure)
    return most === null ? [] : [`${m.charts.measure[measure]} ${measureText(most, measure, m)}`]
  })

/** "00:12.0–00:13.0". */
export function stretchText(fromMs: number, toMs: number): string {
  const decimals = fromMs % 1000 === 0 && toMs % 1000 === 0 ? 0 : fromMs % 100 === 0 && toMs % 100 === 0 ? 1 : 3
  return `${formatTime(fromMs, decimals)}–${formatTime(toMs, decimals)}`
}

/** Everything the charts show about a stretch, as one text for those who do not see them. */
export function spokenFigures(
  figures: SeriesBin | null,
  members: readonly ShareMember[],
  totals: readonly number[],
  m: MessagesWith<'charts'>,
  peaks: StoreBin | null = null,
): string {
  if (!figures) return m.charts.notSeen
  const count = (value: number) => m.format.number(value)
  const all = figures.copies.reduce((sum, copies) => sum + copies, 0)
  const parts = [
    stretchText(figures.fromMs, figures.toMs),
    `${m.charts.storedFirstTry} ${count(figures.storedFirstTry)}`,
    `${m.charts.storedAfterRetry} ${count(figures.storedAfterRetry)}`,
    `${m.charts.failed} ${count(figures.failed)}`,
    figures.p50Ms === null
      ? m.charts.noLatency
      : m.format.clauses([`p50 ${msText(figures.p50Ms, m)}`, `p99 ${msText(figures.p99Ms, m)}`]),
    ...members.map(({ name, positions }) =>
      m.format.clauses([
        `${name} ${percentText(sumAt(figures.copies, positions), all)}`,
        m.charts.inAll(count(sumAt(totals, positions))),
      ]),
    ),
    ...(peaks ? spokenPeaks(peaks, m) : []),
  ]
  return m.format.statements(parts)
}
