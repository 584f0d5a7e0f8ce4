// Where each figure of a run comes from: the entries of the log behind it, one after another.

import { entryAt, firstEntryAfter, type LogEntry, type LogKind } from '../rocketmq'
import { groupStatusSegments, hasMaster } from './groupStatus'
import { firstFrom } from './messageIndex'
import { type Figures, figuresOf, isPageVisible, newGroup, type SummaryCounts } from './runSummary'

/** One figure; group and queueId only where it is about one. */
export type FigureId =
  | {
      of:
        | 'sent'
        | 'stored'
        | 'failed'
        | 'retriedMessages'
        | 'retries'
        | 'failedAttempts'
        | 'p50'
        | 'p99'
        | 'max'
        | 'duplicates'
        | 'someWithoutMaster'
        | 'pause'
    }
  | { of: 'share' | 'withoutMaster' | 'groupPause'; group: number }
  | { of: 'queueShare'; group: number; queueId: number }

/** Kinds of entries among which the moments of a figure are, where they must be searched for. */
const KINDS_OF: Partial<Record<FigureId['of'], readonly LogKind[]>> = {
  sent: ['send'],
  stored: ['stored'],
  failed: ['messageFailed'],
  retriedMessages: ['send'],
  retries: ['send'],
  failedAttempts: ['sendFailed'],
  p50: ['sendOk', 'messageFailed'],
  p99: ['sendOk', 'messageFailed'],
  max: ['sendOk', 'messageFailed'],
  share: ['stored'],
  queueShare: ['stored'],
}

/** Whether an entry of these kinds counts for the figure. */
const isBehind = (id: FigureId, entry: LogEntry, { latency }: Figures): boolean => {
  const elapsedMs =
    entry.kind === 'sendOk' || (entry.kind === 'messageFailed' && isPageVisible(entry)) ? entry.elapsedMs : null
  switch (id.of) {
    case 'sent':
      return entry.kind === 'send' && entry.attempt === 1
    case 'retriedMessages':
      return entry.kind === 'send' && entry.attempt === 2
    case 'retries':
      return entry.kind === 'send' && entry.attempt > 1
    case 'p50':
      return elapsedMs !== null && elapsedMs === latency.p50
    case 'p99':
      return elapsedMs !== null && latency.p99 !== null && elapsedMs >= latency.p99
    case 'max':
      return elapsedMs !== null && elapsedMs === latency.max
    case 'share':
      return entry.kind === 'stored' && entry.group === id.group
    case 'queueShare':
      return entry.kind === 'stored' && entry.group === id.group && entry.queueId === id.queueId
    default:
      return true
  }
}

/** Log positions that are known without a search, ascending; null where the log must be searched. */
function knownMoments(tally: SummaryCounts, id: FigureId): number[] | null {
  switch (id.of) {
    case 'someWithoutMaster':
      return tally.groups.flatMap((_, group) => lostMasterAt(tally, group)).sort((one, other) => one - other)
    case 'withoutMaster':
      return lostMasterAt(tally, id.group)
    case 'pause': {
      const { groups, longestPauseMs } = figuresOf(tally)
      return longestPauseMs === null
        ? []
        : pauseAt(
            tally,
            groups.findIndex((one) => one.longestPauseMs === longestPauseMs),
          )
    }
    case 'groupPause':
      return pauseAt(tally, id.group)
    case 'duplicates':
      return tally.duplicatesAt
    default:
      return null
  }
}

/** The failure that the longest pause of a group began with, finished or not. */
function pauseAt(tally: SummaryCounts, group: number): number[] {
  const { failedAt, longestPauseAt, longestPauseMs } = tally.groups[group] ?? newGroup()
  const isOver = figuresOf(tally).groups[group]?.longestPauseMs === longestPauseMs
  const at = isOver ? longestPauseAt : failedAt
  return at === null ? [] : [at]
}

/**
 * The next moment that counts for a figure.
 *
 * @param afterIndex - log position of the one before; -1 gives the first, and after the last comes the first again
 * @returns a log position, or null if there is none
 */
export function momentOf(tally: SummaryCounts, id: FigureId, afterIndex: number): number | null {
  const { run, scanned, fromMs } = tally
  const start = firstEntryAfter(run.log, fromMs - 1)
  const known = knownMoments(tally, id)
  if (known) {
    const counted = known.filter((index) => index >= start)
    // What began before still counts from its beginning.
    const all = counted.length > 0 ? counted : known
    return all.find((index) => index > afterIndex) ?? all[0] ?? null
  }
  const now = figuresOf(tally)
  const kinds = KINDS_OF[id.of] ?? []
  const fits = (index: number) => isBehind(id, entryAt(run.log, index), now)
  const next = (from: number, to: number) => firstFrom(run.log, kinds, from, to, fits)
  const from = Math.max(start, afterIndex + 1)
  return next(from, scanned) ?? next(start, Math.min(from, scanned))
}

/** Log positions at which a group was left without a Master, as far as the tally has counted. */
function lostMasterAt({ run, scanned }: SummaryCounts, group: number): number[] {
  const segments = groupStatusSegments(run)[group] ?? []
  return segments.flatMap(({ status, logIndex }, at) => {
    const before = segments[at - 1]
    const isLoss = before && hasMaster(before.status) && !hasMaster(status) && status !== 'removed'
    return isLoss && logIndex >= 0 && logIndex < scanned ? [logIndex] : []
  })
}
