// Words of the luck strip: the same run with another seed, or the same fault at another moment.

import type { FormatMessages } from './format'

export type LuckMeasure = 'failedAttempts' | 'failed' | 'recoveryMs'

export interface LuckSummaryFacts {
  measure: LuckMeasure
  kind: 'seeds' | 'moments'
  counted: number
  missing: number
  unfinished: number
  min: number
  p10: number
  p50: number
  p90: number
  max: number
}

export interface LuckCellFacts {
  kind: 'seeds' | 'moments'
  /** Seed, or the moment of the fault in ms. */
  at: number
  /** null where it is not computed; a word where it was not computed to its end. */
  outcome: { failedAttempts: number; failed: number; recoveryMs: number | null } | 'budget' | 'ended' | null
  /** It has a Broker that fails. */
  hasFault: boolean
  /** All runs end there, ms. */
  untilMs: number
  /** It is the run on the page. */
  shown: boolean
}

export interface LuckMessages {
  title: string
  /** Beside the title while two runs are compared. */
  ofLeft: string
  kindLabel: string
  kinds: Record<'seeds' | 'moments', string>
  measureLabel: string
  measures: Record<LuckMeasure, string>
  fault: string
  from: string
  to: string
  compute(runs: string): string
  cancel: string
  close: string
  /** Where each of them ends. */
  until(time: string): string
  progress(done: number, runs: number): string
  cancelled(done: number, runs: number): string
  failed: string
  stale: string
  summary(facts: LuckSummaryFacts): string
  /** No run has this figure. */
  noFigure(facts: Pick<LuckSummaryFacts, 'measure' | 'missing' | 'unfinished'>): string
  cell(facts: LuckCellFacts): string
  open: string
  hint: string
  list(runs: number): string
  noFault: string
  recording: string
}

/** Figures of a measure, as they are read: a count, or a time. */
export const figureIn =
  ({ duration, number }: Pick<FormatMessages, 'duration' | 'number'>, measure: LuckMeasure) =>
  (value: number): string =>
    measure === 'recoveryMs' ? duration(value) : number(value)
