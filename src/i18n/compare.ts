// Words for two runs side by side: what is different, the figures, and the verdict in one sentence.

import type { SettingName, Settings, UserAction } from '../rocketmq'

/** One thing that differs, as far as words need to know it. */
export type DifferenceFacts =
  | { kind: 'setting'; name: SettingName; main: Settings[SettingName]; other: Settings[SettingName] }
  | { kind: 'table'; mainIsOwn: boolean; otherIsOwn: boolean }
  | { kind: 'without' | 'with'; action: UserAction }
  | { kind: 'run'; name: string | null }

export const MS_SETTINGS = /Ms$|Millis$|Timeout|Interval|Period|sendMsgMax/

/** A row of figures, as far as words need to know it. */
export interface RowFacts {
  id: { of: string; queueId?: number }
  unit: 'count' | 'ms' | 'percent'
  main: number | null
  other: number | null
  brokerName: string | null
}

/** Up to this many ms a length of time is given to the ms. */
export const EXACT_MS = 10_000

/** What is worth a second half of the sentence. */
const SECOND = new Set(['failed', 'duplicates', 'retriedMessages', 'p99', 'share', 'queueShare'])

/** The rows that make the sentence: the weightiest, and one more if it is worth it. */
export function saidRows([first, ...others]: readonly RowFacts[]): RowFacts[] {
  return [first, others.find(({ id }) => SECOND.has(id.of))].filter((row) => row !== undefined)
}

export interface CompareMessages {
  title: string
  hint: string
  branches: string
  anySetting: string
  setting: string
  value: string
  start: string
  sameValue: string
  end: string
  endLong: string
  swap: string
  swapHint: string
  change: string
  stages: string
  show: string
  changed: string
  better: string
  worse: string
  sends: string
  cluster: string
  shares: string
  noValue: string
  nothingToGoTo: string
  ownTable: string
  tableNow: string
  otherTable: string
  thisRun: string
  formerRun: string
  onlyDifference: string
  latencyHint: string
  masterHint: string
  pauseHint: string
  duplicatesHint: string
  /** What each of the two runs is, in the words that tell them apart. */
  sides(facts: DifferenceFacts): { main: string; other: string }
  /** A difference as something to choose. */
  choice(facts: DifferenceFacts): string
  /** Said where the other run leaves something of the first one out; null where it does not. */
  leftOut(changesLeftOut: boolean, name: SettingName | null, actions: number): string | null
  /** What a row is called. */
  rowName(facts: RowFacts): string
  rowHint(facts: RowFacts): string | null
  /** One figure as it is shown. */
  figureText(value: number | null, unit: RowFacts['unit']): string
  /** "+14", "−2.1 s", "0"; empty where one of them has no value. */
  changeText(facts: RowFacts): string
  /** What the button of a figure says to those who cannot see where it stands. */
  figureLabel(row: RowFacts, side: string, value: number | null): string
  /**
   * The weightiest differences in one sentence.
   *
   * @param rows - at least one, the weightiest first
   * @param allSaved - no send failed in either run, because each was saved by a retry
   */
  summary(facts: DifferenceFacts, rows: readonly RowFacts[], allSaved: boolean): string
  /** Why there is nothing to tell the two runs apart. */
  noDifference(why: 'sameInput' | 'nothingSent' | 'nothingFailed' | 'equal', toMs: number): string
  countedUntil(toMs: number): string
}
