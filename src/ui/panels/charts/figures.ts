// What the charts say about a moment or a stretch, as texts.

import { chartPhrases, chartWords } from '../../../i18n/charts'
import { formatNumber, formatTime } from '../../../i18n/format'
import type { Language } from '../../../i18n/words'
import type { QueuePlace, SeriesBin } from '../../../projections/series'
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
export function rateText(calls: number, { fromMs, toMs }: SeriesBin, language: Language): string {
  const count = formatNumber(calls, language)
  const lengthMs = toMs - fromMs
  if (lengthMs === 1000 || lengthMs <= 0 || calls === 0) return count
  const rate = `${formatNumber(Number(((calls * 1000) / lengthMs).toFixed(1)), language)}${language === 'zh' ? ' ' : ''}${chartWords.perSecond[language]}`
  return language === 'zh' ? `${count}（${rate}）` : `${count} (${rate})`
}

export const msText = (ms: number | null, language: Language): string =>
  ms === null ? '–' : `${formatNumber(ms, language)} ms`

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
  language: Language,
): string {
  if (!figures) return chartWords.notSeen[language]
  const word = (name: keyof typeof chartWords) => chartWords[name][language]
  const count = (value: number) => formatNumber(value, language)
  const all = figures.copies.reduce((sum, copies) => sum + copies, 0)
  const comma = language === 'zh' ? '，' : ', '
  const parts = [
    stretchText(figures.fromMs, figures.toMs),
    `${word('storedFirstTry')} ${count(figures.storedFirstTry)}`,
    `${word('storedAfterRetry')} ${count(figures.storedAfterRetry)}`,
    `${word('failed')} ${count(figures.failed)}`,
    figures.p50Ms === null
      ? word('noLatency')
      : `p50 ${msText(figures.p50Ms, language)}${comma}p99 ${msText(figures.p99Ms, language)}`,
    ...members.map(
      ({ name, positions }) =>
        `${name} ${percentText(sumAt(figures.copies, positions), all)}${comma}${chartPhrases.inAll[language](count(sumAt(totals, positions)))}`,
    ),
  ]
  return parts.join(language === 'zh' ? '；' : '; ')
}
