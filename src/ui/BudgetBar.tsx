// The time budget of the newest or the selected message: a bar as long as sendMsgTimeout, which its attempts eat.

import { useApp } from '../store/appStore'
import { type Budget, type BudgetAttempt, budgetOf } from '../store/budget'
import { sameJson } from '../store/clock'
import { responseCodeName } from '../text/exceptions'
import { failureWords } from '../text/stage'
import { calmTime } from './calmTime'
import { useClusterState } from './useClusterState'
import { type Texts, useTexts } from './useWords'

/** Lines of attempts that are shown; with more, the first ones are counted. */
const SHOWN_ATTEMPTS = 4

/** @param index - position in the log of an attempt of the message */
export function BudgetBar({ index, names }: { index: number; names: readonly string[] }) {
  const texts = useTexts()
  const budget = useClusterState((state, tMs) => budgetOf(useApp.getState().run, state, index, calmTime(tMs)), sameJson)
  if (!budget || budget.attempts.length === 0) return null
  const { words, phrases } = texts
  // An ASYNC timeout is noticed late, and 4.2.0 gives each attempt all of it: then the bar is longer than the budget.
  const spanMs = Math.max(budget.budgetMs, budget.elapsedMs, 1)
  const leftMs = budget.each ? null : Math.max(0, budget.budgetMs - budget.elapsedMs)
  const hidden = Math.max(0, budget.attempts.length - SHOWN_ATTEMPTS)
  const share = (ms: number) => `${Math.min(100, (100 * ms) / spanMs).toFixed(2)}%`
  return (
    <section className="block budget" aria-label={words.timeBudget}>
      <div className="block-head">
        <h2>
          {words.timeBudget} <code>sendMsgTimeout</code>
        </h2>
        <span className="budget-left" data-spent={leftMs === 0}>
          {leftMs === null ? phrases.budgetEach(budget.budgetMs) : phrases.msLeft(leftMs)}
        </span>
      </div>
      <div className="budget-bar" aria-hidden="true">
        {budget.attempts.map((attempt) => (
          <span
            key={attempt.attempt}
            className="budget-part"
            data-outcome={attempt.outcome.replace(' ', '-')}
            style={{ left: share(attempt.fromMs), width: `max(3px, ${share(attempt.tookMs)})` }}
          >
            {attempt.tookMs / spanMs > 0.06 && attempt.attempt}
          </span>
        ))}
        {spanMs > budget.budgetMs && <span className="budget-end" style={{ left: share(budget.budgetMs) }} />}
      </div>
      <ol className="budget-list" start={hidden + 1}>
        {budget.attempts.slice(hidden).map((attempt) => (
          <li key={attempt.attempt} data-outcome={attempt.outcome.replace(' ', '-')}>
            <span className="budget-number">{attempt.attempt}</span>
            <span>{names[attempt.group] ?? attempt.group}</span>
            <span className="budget-what">{whatText(attempt, texts)}</span>
            <span className="budget-ms">{`${attempt.tookMs} ms`}</span>
          </li>
        ))}
      </ol>
      <p className="quiet">{endText(budget, texts)}</p>
    </section>
  )
}

function whatText(attempt: BudgetAttempt, { words, language }: Texts): string {
  if (attempt.outcome === 'under way') return `… ${words.budgetWaiting}`
  if (attempt.outcome === 'stored') {
    return attempt.status === 'SEND_OK' || attempt.status === null ? `✓ ${words.budgetStored}` : `✓ ${attempt.status}`
  }
  if (attempt.failure === 'brokerError') return `✕ ${responseCodeName(attempt.code)}`
  return `✕ ${failureWords[attempt.failure ?? 'timeout'][language][0]}`
}

/** What the whole call took, and that the application knows. */
const endText = (budget: Budget, { phrases }: Texts): string =>
  !budget.ended
    ? phrases.callGoesOn(budget.elapsedMs)
    : budget.exception === null
      ? phrases.callReturned(budget.elapsedMs)
      : phrases.callThrew(budget.elapsedMs)
