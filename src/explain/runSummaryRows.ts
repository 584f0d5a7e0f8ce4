// The figures of two runs side by side: which rows there are, what differs, for whom it is better, and what is worth saying
// first. Pure; the words are in i18n/compare.ts.

import type { FigureId } from '../projections/figureMoments'
import type { Figures } from '../projections/runSummary'
import type { Difference } from './difference'

export interface SummaryRow {
  id: FigureId
  unit: 'count' | 'ms' | 'percent'
  /** null where there is nothing to count. */
  main: number | null
  other: number | null
  /** Compared with the first run; null where more is neither good nor bad, or nothing differs. */
  isBetter: boolean | null
  /** Broker group it is about, by name; null where it is about all. */
  brokerName: string | null
}

/** Rows of one kind. */
export interface SummaryTable {
  /** What the application notices. */
  sends: SummaryRow[]
  /** What the cluster went through. */
  cluster: SummaryRow[]
  /** Where the copies are, each Broker group with its queues. */
  shares: { group: SummaryRow; queues: SummaryRow[] }[]
}

const percent = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / whole)

function row(
  id: FigureId,
  unit: SummaryRow['unit'],
  main: number | null,
  other: number | null,
  lessIsBetter = true,
  brokerName: string | null = null,
): SummaryRow {
  const differs = main !== null && other !== null && main !== other
  return { id, unit, main, other, isBetter: differs && lessIsBetter ? other < main : null, brokerName }
}

/** Both runs must have been counted over the same time. */
export function summaryTable(main: Figures, other: Figures): SummaryTable {
  const anySent = main.sent > 0 || other.sent > 0
  /** Of nothing sent, nothing can be said. */
  const count = (of: 'failed' | 'retriedMessages' | 'retries' | 'duplicates') =>
    row({ of }, 'count', anySent ? main[of] : null, anySent ? other[of] : null)
  const neither = false
  const groups = Math.max(main.groups.length, other.groups.length)
  return {
    sends: [
      row({ of: 'sent' }, 'count', main.sent, other.sent, neither),
      count('failed'),
      count('retriedMessages'),
      count('retries'),
      row({ of: 'p50' }, 'ms', main.latency.p50, other.latency.p50),
      row({ of: 'p99' }, 'ms', main.latency.p99, other.latency.p99),
      row({ of: 'max' }, 'ms', main.latency.max, other.latency.max),
      count('duplicates'),
    ],
    cluster: [
      row({ of: 'someWithoutMaster' }, 'ms', main.someWithoutMasterMs, other.someWithoutMasterMs),
      ...Array.from({ length: groups }, (_, group) => {
        const one = main.groups[group]
        const two = other.groups[group]
        const name = (one ?? two)?.brokerName ?? null
        const id = { of: 'withoutMaster', group } as const
        return row(id, 'ms', one?.withoutMasterMs ?? null, two?.withoutMasterMs ?? null, true, name)
      }).filter(({ main: one, other: two }) => (one ?? 0) > 0 || (two ?? 0) > 0),
      row({ of: 'pause' }, 'ms', main.longestPauseMs, other.longestPauseMs, neither),
    ],
    shares: Array.from({ length: groups }, (_, group) => {
      const one = main.groups[group]
      const two = other.groups[group]
      const name = (one ?? two)?.brokerName ?? null
      const queues = Math.max(one?.queues.length ?? 0, two?.queues.length ?? 0)
      const share = (copies: number | undefined, figures: Figures) =>
        copies === undefined ? null : percent(copies, figures.copies)
      return {
        group: row(
          { of: 'share', group },
          'percent',
          share(one?.copies, main),
          share(two?.copies, other),
          neither,
          name,
        ),
        queues: Array.from({ length: queues }, (_, queueId) =>
          row(
            { of: 'queueShare', group, queueId },
            'percent',
            share(one?.queues[queueId], main),
            share(two?.queues[queueId], other),
            neither,
            name,
          ),
        ),
      }
    }),
  }
}

/** What a person would want to hear first. */
const WEIGHT: readonly FigureId['of'][] = [
  'failed',
  'duplicates',
  'retriedMessages',
  'p99',
  'max',
  'someWithoutMaster',
  'pause',
  'p50',
  'share',
  'queueShare',
  'retries',
  'sent',
  'withoutMaster',
]

/** Shares that differ by less are chance. */
const MIN_PERCENT = 2

/** Whether retries saved every message of both runs: failed attempts are no failed sends, and that is worth saying. */
export const allSaved = ({ sends }: SummaryTable): boolean => {
  const ofBoth = (of: FigureId['of']) => sends.find(({ id }) => id.of === of)
  const failed = ofBoth('failed')
  const retries = ofBoth('retries')
  return failed?.main === 0 && failed.other === 0 && (retries?.main ?? 0) + (retries?.other ?? 0) > 0
}

/** Rows that differ, the weightiest first; of shares only the one that differs most. */
export function telling(table: SummaryTable): SummaryRow[] {
  const shares = table.shares.flatMap(({ group, queues }) => [group, ...queues])
  const apart = ({ main, other }: SummaryRow) => Math.abs((main ?? 0) - (other ?? 0))
  const most = (of: FigureId['of']) =>
    shares
      .filter((one) => one.id.of === of && one.main !== null && one.other !== null && apart(one) >= MIN_PERCENT)
      .sort((one, two) => apart(two) - apart(one))
      .slice(0, 1)
  return [
    ...table.sends,
    ...table.cluster.slice(0, 1),
    ...table.cluster.slice(-1),
    ...most('share'),
    ...most('queueShare'),
  ]
    .filter(({ main, other }) => main !== other)
    .sort((one, two) => WEIGHT.indexOf(one.id.of) - WEIGHT.indexOf(two.id.of))
}

/** Why two runs came to the same; null if they did not. */
export type NoDifference = 'sameInput' | 'nothingSent' | 'nothingFailed' | 'equal'

export function whyNoDifference(
  table: SummaryTable,
  main: Figures,
  other: Figures,
  inputsAreSame: boolean,
  difference: Difference,
): NoDifference | null {
  if (inputsAreSame) return 'sameInput'
  if (telling(table).length > 0) return null
  if (main.sent === 0 && other.sent === 0) return 'nothingSent'
  const nothingFailed = main.failedAttempts + other.failedAttempts + main.failed + other.failed === 0
  // Without a fault, what deals with faults has nothing to do.
  return nothingFailed && difference.kind !== 'run' ? 'nothingFailed' : 'equal'
}
