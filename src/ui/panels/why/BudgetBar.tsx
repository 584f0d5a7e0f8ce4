// What became of a message: a bar as long as sendMsgTimeout, which its attempts eat, and what the application gets.

import { memo } from 'react'
import type { AttemptExplanation } from '../../../explain/attempt'
import type { MessageExplanation } from '../../../explain/message'
import { responseCodeName } from '../../../i18n/exceptions'
import { formatTime } from '../../../i18n/format'
import type { MessagesWith } from '../../../i18n/messages'
import { clientRules, type Run, recordingOf } from '../../../rocketmq'
import { LinkButton } from '../../kit/Button'
import { KeptTogether } from '../../kit/KeptTogether'
import { Section } from '../../kit/Surface'
import { throttledTime } from '../../shell/throttledTime'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { goToAttempt, showAttempt } from './going'

/** Lines of attempts that are shown; with more, the first ones are left out. */
const SHOWN_ATTEMPTS = 4

const OUTCOMES = { stored: 'stored', failed: 'failed', 'under way': 'under-way', abandoned: 'failed' } as const

/** ms an attempt has taken so far, or took in all. */
const tookMs = ({ atMs, cost: { outcome } }: AttemptExplanation, nowMs: number): number =>
  outcome.kind === 'under way' ? Math.max(0, nowMs - atMs) : outcome.tookMs

/** @param shown - position in the log of the attempt that the card above explains */
export const BudgetBar = memo(function BudgetBar({
  run,
  message,
  shown,
}: {
  run: Run
  message: MessageExplanation
  shown: number
}) {
  const m = useMessages('exceptions', 'messages', 'why')
  const { attempts, timeoutMs, each, end, beganMs, exception, copies, mode, release } = message
  const nowMs = useClusterState((_, tMs) => (end ? end.atMs : throttledTime(tMs)))
  const elapsedMs = end ? end.elapsedMs : Math.max(0, nowMs - beganMs)
  // An ASYNC timeout is noticed late, and 4.2.0 gives each attempt all of it: then the bar is longer than the budget.
  const spanMs = Math.max(timeoutMs, elapsedMs, 1)
  const leftMs = each ? null : Math.max(0, timeoutMs - elapsedMs)
  const hidden = Math.max(0, attempts.length - SHOWN_ATTEMPTS)
  // Nothing was sent yet: ASYNC waits for a thread of the client's pool, and any mode for the route.
  const waitedMs = attempts[0] ? attempts[0].cost.spentBeforeMs : elapsedMs
  const pooled = mode === 'ASYNC' && clientRules(release).asyncPool
  const waitedFor = recordingOf(run) ? 'unknown' : pooled ? 'poolOrRoute' : 'route'
  const share = (ms: number) => `${Math.min(100, (100 * ms) / spanMs).toFixed(2)}%`
  const failed = end?.kind === 'threw'
  return (
    <Section className="budget" aria-label={m.page.timeBudget}>
      <div className="flex items-baseline justify-between gap-5 mb-3.5">
        <h2>{failed ? m.why.whyFailed : m.why.howItWent}</h2>
        <span className="shrink-0 font-semibold data-[spent=true]:text-bad" data-spent={leftMs === 0}>
          {leftMs === null ? m.page.budgetEach(timeoutMs) : m.page.msLeft(leftMs)}
        </span>
      </div>
      {end && (
        <p className="pb-3.5 leading-[1.45] text-pretty wrap-anywhere">
          <KeptTogether text={message.sentence(m)} />
        </p>
      )}
      <div className="relative h-13.5 overflow-hidden border border-line rounded-md bg-inset" aria-hidden="true">
        {waitedMs > 0 && (
          <span
            className="absolute inset-y-0 left-0 border-r-2 border-panel bg-[repeating-linear-gradient(90deg,var(--muted)_0_2px,transparent_2px_7px)]"
            style={{ width: share(waitedMs) }}
          />
        )}
        {attempts.map((attempt) => {
          const took = tookMs(attempt, nowMs)
          return (
            <span
              key={attempt.attempt}
              className="absolute inset-y-0 grid place-items-center border-r-2 border-panel bg-good text-on-colour text-fine font-[650] data-[outcome=failed]:bg-bad data-[outcome=under-way]:bg-flight"
              data-outcome={OUTCOMES[attempt.cost.outcome.kind]}
              style={{ left: share(attempt.cost.spentBeforeMs), width: `max(3px, ${share(took)})` }}
            >
              {took / spanMs > 0.06 && attempt.attempt}
            </span>
          )
        })}
        {spanMs > timeoutMs && (
          <span
            className="absolute inset-y-0 border-l-2 border-dashed border-text"
            style={{ left: share(timeoutMs) }}
          />
        )}
      </div>
      {waitedMs > 0 && <p className="pt-3 text-muted">{m.why.waitedFirst(waitedMs, waitedFor)}</p>}
      <ol className="pt-3" start={hidden + 1}>
        {attempts.slice(hidden).map((attempt) => (
          <li key={attempt.attempt} data-outcome={OUTCOMES[attempt.cost.outcome.kind]}>
            <button
              type="button"
              className="budget-line grid w-full text-left grid-cols-[1.2rem_fit-content(45%)_minmax(0,1fr)_max-content] gap-5 items-baseline px-3.5 py-1.5 rounded-sm [&>span]:wrap-anywhere hover:bg-inset aria-[current=true]:[box-shadow:inset_3px_0_0_var(--flight)]"
              aria-current={attempt.logIndex === shown}
              onClick={() => showAttempt(run, message.message, attempt.logIndex)}
            >
              <span className="text-muted">{attempt.attempt}</span>
              <span>{attempt.broker}</span>
              <span className="text-good wrap-anywhere in-[li[data-outcome='failed']]:in-data-[outcome=failed]:text-bad in-[li[data-outcome='under-way']]:in-data-[outcome=under-way]:text-flight">
                {whatText(attempt, m)}
              </span>
              <span>{`${m.format.number(tookMs(attempt, nowMs))} ms`}</span>
            </button>
          </li>
        ))}
      </ol>
      {!end && <p className="text-muted">{m.page.callGoesOn(elapsedMs)}</p>}
      {failed && (
        <p className="py-1.5">
          {`${m.why.application}${m.format.colon}`}
          {exception ? m.exceptions.exceptionAndCause(exception) : m.why.nothing}
        </p>
      )}
      {(copies.length > 1 || (failed && copies.length > 0)) && (
        <p className="py-1.5">
          {`${m.why.copies} ×${copies.length}${m.format.colon}`}
          {copies.map((copy) => (
            <LinkButton
              key={copy.logIndex}
              className="block"
              onClick={() => goToAttempt(run, message.message, copy.logIndex)}
            >
              {m.why.copyAt(
                `${attempts.find(({ group }) => group === copy.group)?.broker ?? ''} q${copy.queueId}`,
                copy.queueOffset,
                formatTime(copy.atMs),
              )}
            </LinkButton>
          ))}
        </p>
      )}
    </Section>
  )
})

function whatText({ cost: { outcome } }: AttemptExplanation, m: MessagesWith<'exceptions' | 'why'>): string {
  switch (outcome.kind) {
    case 'under way':
      return `… ${m.page.budgetWaiting}`
    case 'abandoned':
      return '✕'
    case 'stored':
      return outcome.status === 'SEND_OK' || outcome.status === null
        ? `✓ ${m.page.budgetStored}`
        : `✓ ${outcome.status}`
    case 'failed':
      return outcome.failure === 'brokerError'
        ? `✕ ${responseCodeName(outcome.code)}`
        : `✕ ${m.stageMenu.failures[outcome.failure][0]}`
  }
}
