// What a page of a lesson asks, and the number that a person may put in: answers to choose from, and what was right.

import { useId } from 'react'
import type { FigureValue } from '../../chapters/figure'
import { saysValue } from '../../chapters/fill'
import type { Localized } from '../../i18n/localized'
import { findMessage } from '../../projections/findAttempt'
import { select, showPanel } from '../../session/actions'
import { type OpenLesson, useApp } from '../../session/appStore'
import { answer, setPerBroker } from '../../session/lessonActions'
import {
  answerText,
  askedMessage,
  isReady,
  optionsOf,
  questionOf,
  rightAnswer,
  type StagePage,
} from '../../session/lessonPages'
import { Button, LinkButton } from '../kit/Button'
import { KeptTogether } from '../kit/KeptTogether'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'

/** An option says whether it was right, once it has been answered. */
function verdictOf(value: FigureValue, given: FigureValue | null, right: FigureValue | null) {
  if (given === null) return 'open'
  if (value === right) return 'right'
  return value === given ? 'wrong' : 'other'
}

const SIGN = { open: '', right: '✓', wrong: '✕', other: '' } as const

export function Asked({ page, open, text }: { page: StagePage; open: OpenLesson; text: (words: Localized) => string }) {
  const m = useMessages('lessons')
  const question = questionOf(page)
  const prompt = useId()
  if (!question) return null
  const right = rightAnswer(page)
  const say = (value: FigureValue | null) => answerText(question, value, m)
  const given = open.answer
  const explained = text(question.explain)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would add nothing but its own layout rules
    <div
      className="lesson-ask border border-line border-l-4 border-l-flight rounded-lg p-8 flex flex-col gap-7 items-start max-wide:gap-4 max-wide:p-5"
      role="group"
      aria-labelledby={prompt}
    >
      <p id={prompt} className="leading-[1.5] [&_b]:text-flight [&_b]:mr-2">
        <b>{m.lessons.yourGuess}</b> <KeptTogether text={text(question.prompt)} />
      </p>
      <div className="flex flex-wrap gap-5">
        {optionsOf(page).map((value) => {
          const verdict = verdictOf(value, given, right)
          return (
            <Button
              key={String(value)}
              className="lesson-option min-h-26 disabled:opacity-100 disabled:cursor-default data-[verdict=right]:border-good data-[verdict=right]:[box-shadow:inset_0_0_0_1px_var(--good)] data-[verdict=right]:text-good data-[verdict=wrong]:border-bad data-[verdict=wrong]:text-bad data-[verdict=other]:text-muted"
              aria-label={`${given === null ? '' : SIGN[verdict]} ${say(value)}`.trim()}
              aria-pressed={given === value}
              data-verdict={verdict}
              disabled={given !== null || !isReady(page)}
              onClick={() => answer(value)}
            >
              {given !== null && (
                <span className="inline-block w-[1.3em] flex-none text-left font-bold">{SIGN[verdict]}</span>
              )}
              <span className="text-left">
                <KeptTogether text={say(value)} />
              </span>
            </Button>
          )
        })}
      </div>
      {given !== null && (
        <p className={given === right ? 'leading-[1.5] [&_b]:text-good' : 'leading-[1.5] [&_b]:text-bad'} role="status">
          <b>{given === right ? m.lessons.right : m.lessons.notQuite}</b>{' '}
          {given !== right &&
            question.kind !== 'choice' &&
            !saysValue(explained, say(right)) &&
            `${m.lessons.itWas(say(right))} `}
          <KeptTogether text={explained} />
        </p>
      )}
      {given !== null && <WhyThere page={page} />}
    </div>
  )
}

/** Opens the decision behind the answer, where the question was about a message. */
function WhyThere({ page }: { page: StagePage }) {
  const m = useMessages('lessons')
  const message = askedMessage(page)
  const logIndex = useClusterState(() => {
    const found = message === null ? null : findMessage(useApp.getState().run, message)
    return found && 'logIndex' in found ? found.logIndex : -1
  })
  if (message === null || logIndex < 0) return null
  return (
    <LinkButton
      onClick={() => {
        select({ kind: 'message', message, logIndex })
        showPanel('story')
      }}
    >
      {m.lessons.whyThere}
    </LinkButton>
  )
}

/** More than any Broker writes in a second. */
const MAX_PER_BROKER = 10_000_000

/** What one Broker takes: the person's own number, from which the page's figures are computed again. */
export function Capacity({ value }: { value: number }) {
  const m = useMessages('lessons')
  return (
    <label className="flex items-center flex-wrap gap-6 [&_input]:w-80 [&_input]:min-h-24 [&_input]:px-5 [&_input]:py-1.5 [&_input]:border [&_input]:border-line-strong [&_input]:rounded-md [&_input]:bg-inset [&_input]:text-right">
      <span>{m.lessons.perBroker}</span>
      <input
        type="number"
        min={1}
        max={MAX_PER_BROKER}
        step={1000}
        defaultValue={value}
        onChange={(event) => {
          const wanted = event.target.valueAsNumber
          setPerBroker(Number.isInteger(wanted) && wanted >= 1 && wanted <= MAX_PER_BROKER ? wanted : null)
        }}
      />
    </label>
  )
}
