// The page of a lesson: what is seen, a question or a task, what it means. Back and next are always in the same place.

import { type Localized, localize } from '../../i18n/localized'
import type { Text } from '../../i18n/messages'
import { useMessages } from '../shell/useMessages'
import './lessons.css'
import { useEffect, useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { FigureValue } from '../../chapters/figure'
import { figureText, saysValue } from '../../chapters/fill'
import type { Lesson } from '../../chapters/lesson'
import { formatTime } from '../../i18n/format'

import { findMessage } from '../../projections/findAttempt'
import type { Settings } from '../../rocketmq'
import { pause, seek, select, showLibrary, showPanel } from '../../session/actions'
import { type OpenLesson, useApp } from '../../session/appStore'
import {
  answer,
  backToPage,
  doTask,
  leaveLesson,
  nextPage,
  openLesson,
  previousPage,
  setPerBroker,
  startWatchingTasks,
} from '../../session/lessonActions'
import {
  askedMessage,
  inputOf,
  isReady,
  LESSONS,
  lessonById,
  optionsOf,
  pageAt,
  pageCount,
  pageText,
  questionOf,
  rightAnswer,
  type StagePage,
  titleOf,
  wordsReachMs,
} from '../../session/lessonPages'
import { readProgress } from '../../session/lessonProgress'
import { pageFacts } from '../../session/pageFacts'
import { startPresenting } from '../../session/presenting'
import { sharing } from '../../session/sharingState'
import { useClusterState } from '../shell/useClusterState'

import { TermList } from './TermList'

const KINDS: Record<Lesson['kind'], Text> = {
  lesson: (m) => m.lessons.lesson,
  incident: (m) => m.lessons.incident,
  talk: (m) => m.presenting.talk,
}

export default function LessonPanel() {
  const open = useApp((state) => state.lesson)
  const ownLessons = useApp((state) => state.ownLessons)
  useEffect(startWatchingTasks, [])
  if (!open) return null
  const lesson = lessonById(open.id, ownLessons)
  if (!lesson) return <Missing key={open.id} />
  return <OpenLessonPage lesson={lesson} open={open} />
}

/** One of the person's own lessons that is still to be taken up, or one that is not here. */
function Missing() {
  const m = useMessages()
  const coming = useStore(sharing, (state) => state.lessonComing)
  const [looked, setLooked] = useState(false)
  useEffect(() => {
    import('../../session/ownLessons').then(({ restoreOwnLessons }) => {
      restoreOwnLessons()
      setLooked(true)
    })
  }, [])
  if (coming || !looked) return <p className="quiet">{m.page.loading}</p>
  return (
    <section className="lesson-page">
      <p>{m.lessons.notHere}</p>
      <p>
        <button type="button" className="button" onClick={leaveLesson}>
          {m.lessons.leave}
        </button>
      </p>
    </section>
  )
}

function OpenLessonPage({ lesson, open }: { lesson: Lesson; open: OpenLesson }) {
  const m = useMessages()
  const page = pageAt(lesson, open.page)
  const all = pageCount(lesson)
  const place = m.lessons.page(Math.min(open.page + 1, all), all)
  const top = useRef<HTMLParagraphElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is read from its top
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'nearest' })
  }, [lesson, open.page])
  return (
    <section className="lesson" aria-label={localize(lesson.title, m)}>
      {/* Only the page is made anew: whoever is on a button stays on it. */}
      <div key={`${lesson.id} ${open.page}`} className="lesson-page">
        <p ref={top} className="lesson-name">
          <span className="lesson-kind">{KINDS[lesson.kind](m)}</span> {localize(lesson.title, m)}
        </p>
        <div className="lesson-place">
          <progress max={all} value={open.page + 1} aria-label={place} />
          <span>{place}</span>
        </div>
        <h2 className="lesson-title" aria-live="polite">
          {titleOf(page)(m)}
        </h2>
        {page.kind !== 'end' && <Setup settings={inputOf(page).scenario.settings} />}
        {page.kind === 'end' ? <End lesson={lesson} /> : <Told page={page} open={open} />}
      </div>
      <div className="lesson-buttons">
        <button type="button" className="button" disabled={open.page === 0} onClick={previousPage}>
          {m.lessons.back}
        </button>
        <button type="button" className="button lesson-quiet" onClick={leaveLesson}>
          {m.lessons.leave}
        </button>
        <button type="button" className="button lesson-next" disabled={open.page >= all - 1} onClick={nextPage}>
          {m.lessons.next}
        </button>
      </div>
    </section>
  )
}

/** What runs here: it changes from page to page, and nobody should have to notice that by themselves. */
function Setup({ settings }: { settings: Settings }) {
  const m = useMessages()
  const { clientVersion, sendLatencyFaultEnable } = settings
  return (
    <p className="lesson-setup">
      {`${m.lessons.client} ${clientVersion} · sendLatencyFaultEnable ${sendLatencyFaultEnable ? m.page.on : m.page.off}`}
    </p>
  )
}

/** Whether the page has been played to its end, so that what it means can be said. */
const usePlayed = (page: StagePage): boolean =>
  useClusterState((_, tMs) => page.kind !== 'step' || tMs >= (page.step.untilMs ?? page.step.atMs))

function Told({ page, open }: { page: StagePage; open: OpenLesson }) {
  const m = useMessages()
  const played = usePlayed(page)
  // What it says in numbers may still be on its way.
  useStore(pageFacts)
  const text = (words: Localized) => pageText(page, words, open.perBroker, m)
  const question = questionOf(page)
  const step = page.kind === 'step' ? page.step : null
  const waits = question ? open.answer === null : step?.task ? !open.done : !played
  const meaning = useRef<HTMLParagraphElement>(null)
  const shown = [
    ...(step ? [step.say] : []),
    ...(question && open.answer !== null ? [question.explain] : []),
    ...(step && !waits ? [step.meaning] : []),
  ]
  // What an answer brings stands below it, and in a low window out of sight.
  useEffect(() => {
    if (!waits) meaning.current?.scrollIntoView({ block: 'nearest' })
  }, [waits])
  return (
    <>
      {step && <p className="lesson-say">{text(step.say)}</p>}
      {step?.perBroker !== undefined && <Capacity value={open.perBroker ?? step.perBroker} />}
      {question && <Asked page={page} open={open} text={text} />}
      {step?.task && (
        <div className="lesson-ask">
          <p className="lesson-prompt">
            <b>{m.lessons.yourTurn}</b> {text(step.task.prompt)}
          </p>
          {open.done ? (
            <p className="lesson-right" role="status">
              ✓ {m.lessons.taskDone}
            </p>
          ) : (
            <button type="button" className="button" onClick={doTask}>
              {m.lessons.showMe}
            </button>
          )}
        </div>
      )}
      {step && !waits && (
        <p ref={meaning} className="lesson-meaning" role="status">
          <b>{m.lessons.meaning}</b> {text(step.meaning)}
        </p>
      )}
      <Beyond page={page} texts={shown} />
      <p className="lesson-links">
        <button type="button" className="link" title={m.lessons.backToStepHint} onClick={() => backToPage()}>
          {m.lessons.backToStep}
        </button>
        <button type="button" className="link" aria-keyshortcuts="P" onClick={() => startPresenting()}>
          {m.presenting.present}
        </button>
      </p>
    </>
  )
}

/** Numbers that are counted beyond what the stage shows say so, and lead there. */
function Beyond({ page, texts }: { page: StagePage; texts: readonly Localized[] }) {
  const m = useMessages()
  const reachMs = wordsReachMs(page, texts)
  const isBeyond = useClusterState((_, tMs) => tMs < reachMs)
  if (!isBeyond) return null
  return (
    <p className="lesson-beyond">
      {m.lessons.countedTo(formatTime(reachMs, 0))}{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          pause()
          seek(reachMs)
        }}
      >
        {m.lessons.goThere(formatTime(reachMs, 0))}
      </button>
    </p>
  )
}

/** An option says whether it was right, once it has been answered. */
function verdictOf(value: FigureValue, given: FigureValue | null, right: FigureValue | null) {
  if (given === null) return 'open'
  if (value === right) return 'right'
  return value === given ? 'wrong' : 'other'
}

const SIGN = { open: '', right: '✓', wrong: '✕', other: '' } as const

function Asked({ page, open, text }: { page: StagePage; open: OpenLesson; text: (words: Localized) => string }) {
  const m = useMessages()
  const question = questionOf(page)
  const prompt = useId()
  if (!question) return null
  const right = rightAnswer(page)
  const say = (value: FigureValue | null) => figureText(question.answer, value, m)
  const given = open.answer
  const explained = text(question.explain)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would add nothing but its own layout rules
    <div className="lesson-ask" role="group" aria-labelledby={prompt}>
      <p id={prompt} className="lesson-prompt">
        <b>{m.lessons.yourGuess}</b> {text(question.prompt)}
      </p>
      <div className="lesson-options">
        {optionsOf(page).map((value) => {
          const verdict = verdictOf(value, given, right)
          return (
            <button
              key={String(value)}
              type="button"
              className="button lesson-option"
              aria-pressed={given === value}
              data-verdict={verdict}
              disabled={given !== null || !isReady(page)}
              onClick={() => answer(value)}
            >
              <span className="lesson-sign">{SIGN[verdict]}</span>
              {say(value)}
            </button>
          )
        })}
      </div>
      {given !== null && (
        <p className={given === right ? 'lesson-right' : 'lesson-wrong'} role="status">
          <b>{given === right ? m.lessons.right : m.lessons.notQuite}</b>{' '}
          {given !== right && !saysValue(explained, say(right)) && `${m.lessons.itWas(say(right))} `}
          {explained}
        </p>
      )}
      {given !== null && <WhyThere page={page} />}
    </div>
  )
}

/** Opens the decision behind the answer, where the question was about a message. */
function WhyThere({ page }: { page: StagePage }) {
  const m = useMessages()
  const message = askedMessage(page)
  const logIndex = useClusterState(() => {
    const found = message === null ? null : findMessage(useApp.getState().run, message)
    return found && 'logIndex' in found ? found.logIndex : -1
  })
  if (message === null || logIndex < 0) return null
  return (
    <button
      type="button"
      className="link"
      onClick={() => {
        select({ kind: 'message', message, logIndex })
        showPanel('story')
      }}
    >
      {m.lessons.whyThere}
    </button>
  )
}

/** More than any Broker writes in a second. */
const MOST_PER_BROKER = 10_000_000

/** What one Broker takes: the person's own number, from which the page's figures are computed again. */
function Capacity({ value }: { value: number }) {
  const m = useMessages()
  return (
    <label className="lesson-capacity">
      <span>{m.lessons.perBroker}</span>
      <input
        type="number"
        className="input"
        min={1}
        max={MOST_PER_BROKER}
        step={1000}
        defaultValue={value}
        onChange={(event) => {
          const wanted = event.target.valueAsNumber
          setPerBroker(Number.isInteger(wanted) && wanted >= 1 && wanted <= MOST_PER_BROKER ? wanted : null)
        }}
      />
    </label>
  )
}

function End({ lesson }: { lesson: Lesson }) {
  const m = useMessages()
  const { answers } = readProgress()
  const asked = Object.entries(answers).filter(([key]) => key.startsWith(`${lesson.id}/`))
  const right = asked.filter(([, first]) => first).length
  const position = LESSONS.findIndex(({ id }) => id === lesson.id)
  const next = position < 0 ? undefined : LESSONS[position + 1]
  return (
    <>
      <p className="lesson-say">{localize(lesson.summary, m)}</p>
      {asked.length > 0 && <p>{m.lessons.score(right, asked.length)}</p>}
      {lesson.issues.length > 0 && (
        <p className="soft">
          {m.lessons.reportedAs}{' '}
          {lesson.issues.map((issue) => (
            <a
              key={issue}
              className="link"
              href={`https://github.com/apache/rocketmq/issues/${issue}`}
              target="_blank"
              rel="noopener noreferrer"
            >
              {`apache/rocketmq#${issue} `}
            </a>
          ))}
        </p>
      )}
      <div className="lesson-onwards">
        {next && (
          <button type="button" className="button lesson-next" onClick={() => openLesson(next.id)}>
            {next.kind === 'incident' ? m.lessons.nextIncident : m.lessons.nextLesson}
            {m.format.colon}
            {localize(next.title, m)}
          </button>
        )}
        <button type="button" className="button" onClick={() => showLibrary(true)}>
          {m.lessons.toLibrary}
        </button>
      </div>
      <TermList names={lesson.terms} title={m.lessons.termsOfLesson} />
    </>
  )
}
