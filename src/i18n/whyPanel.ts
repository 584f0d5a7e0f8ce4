// Labels and lines of the Why panel: everything in its cards except the one sentence on top, and of the code beside them.

import type { MissingReason } from '../projections/missingGroups'

/** Two names at most; more are counted. */
export const named = (brokers: string[], and: string, counted: (count: number) => string): string =>
  brokers.length > 2 ? counted(brokers.length) : brokers.join(and)

export interface WhyMessages {
  whyThisQueue: string
  cost: string
  lesson: string
  previousAttempt: string
  nextAttempt: string
  previousMessage: string
  nextMessage: string
  toItsMoment: string
  toNewest: string
  chosen: string
  available: string
  unreachable: string
  reachable: string
  justFailed: string
  notJustFailed: string
  nothingFound: string
  tripped: string
  noItems: string
  whyAvoided: string
  effect: string
  flag: string
  showCause: string
  endsByTimeOrSuccess: string
  endsByTime: string
  endsByRestart: string
  whyFailed: string
  howItWent: string
  attempts: string
  copies: string
  application: string
  nothing: string
  candidateOrder: string
  closeWindow: string
  code: string
  codeHint: string
  compareWith: string
  noComparison: string
  sameCode: string
  added: string
  removed: string
  executed: string
  loading: string
  attemptOf(message: number, attempt: number, limit: number, thread: number | null): string
  avoidedUntil(time: string): string
  reset(value: number): string
  moreLooks(count: number): string
  picked(broker: string, position: number): string
  pickedUnwritable(broker: string): string
  unlisted(brokers: string[], reason: MissingReason, heldBack: boolean): string
  rewritten(position: number, was: string, now: string): string
  dropped(chosen: number, kept: number): string
  budget(timeout: number, spent: number, budget: number): string
  /** The time before the first attempt; what a recorded call waited for is not known. */
  waitedFirst(waited: number, cause: 'route' | 'poolOrRoute' | 'unknown'): string
  budgetEach(timeout: number): string
  budgetCapped(budget: number): string
  left(left: number): string
  overdrawn(over: number): string
  whyAvoidedUntil(broker: string, time: string): string
  whyNotAvoided(broker: string): string
  flagNow(reachable: boolean, since: string | null): string
  copyAt(queue: string, offset: number, time: string): string
  comparedCode(from: string, to: string): string
}
