// The page of a lesson: what is seen, a question or a task, what it means. Back and next are always in the same place.

import { useEffect, useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { FigureValue } from '../../chapters/figure'
import { saysValue } from '../../chapters/fill'
import { inputAfter, type Lesson } from '../../chapters/lesson'
import { formatTime } from '../../i18n/format'
import { type Localized, localize } from '../../i18n/localized'
import type { Text } from '../../i18n/messages'
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
  answerText,
  askedMessage,
  inputOf,
  isReady,
  LESSONS,
  lessonById,
  optionsOf,
  pageAt,
  pageCount,
  pageText,
  placed,
  questionOf,
  rightAnswer,
  type StagePage,
  successorOf,
  titleOf,
  wordsReachMs,
} from '../../session/lessonPages'
import { readProgress } from '../../session/lessonProgress'
import { pageFacts } from '../../session/pageFacts'
import { startPresenting } from '../../session/presenting'
import { sharing } from '../../session/sharingState'
import { QuestionPage } from '../finder/QuestionPage'
import { Button, LinkButton } from '../kit/Button'
import { Progress } from '../kit/Surface'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'
import { IssueLinks } from './IssueLinks'
import { isNarrow, makeRoom } from './phoneRoom'
import { TermList } from './TermList'

const KINDS: Record<Lesson['kind'], Text<'lessons' | 'presenting' | 'questions'>> = {
  lesson: (m) => m.lessons.lesson,
  incident: (m) => m.lessons.incident,
  talk: (m) => m.presenting.talk,
  question: (m) => m.questions.question,
}

export default function LessonPanel() {
  const open = useApp((state) => state.lesson)
  const ownLessons = useApp((state) => state.ownLessons)
  useEffect(startWatchingTasks, [])
  if (!open) return null
  const lesson = lessonById(open.id, ownLessons)
  if (!lesson) return <Missing key={open.id} open={open} />
  const page = pageAt(lesson, 0)
  if (lesson.kind === 'question' && page.kind !== 'end')
    return (
      <QuestionPage key={open.id} lesson={lesson} answered={open.answer !== null}>
        <Told page={page} open={open} />
      </QuestionPage>
    )
  return <OpenLessonPage lesson={lesson} open={placed(lesson, open)} />
}

/** One of the person's own lessons that is still to be taken up, or one that is not here. */
function Missing({ open: { id, page } }: { open: OpenLesson }) {
  const m = useMessages('lessons')
  const moved = successorOf(id, page) !== null
  useEffect(() => {
    if (moved) openLesson(id, page)
  }, [moved, id, page])
  const coming = useStore(sharing, (state) => state.lessonComing)
  const [looked, setLooked] = useState(false)
  useEffect(() => {
    import('../../session/ownLessons').then(({ restoreOwnLessons }) => {
      restoreOwnLessons()
      setLooked(true)
    })
  }, [])
  if (coming || !looked || moved) return <p className="text-muted">{m.page.loading}</p>
  return (
    <section className="flex-1 flex flex-col gap-7 pt-9 pb-10 [&_p]:m-0 split:gap-5 split:pt-3">
      <p>{m.lessons.notHere}</p>
      <p>
        <Button onClick={leaveLesson}>{m.lessons.leave}</Button>
      </p>
    </section>
  )
}

function OpenLessonPage({ lesson, open }: { lesson: Lesson; open: OpenLesson }) {
  const m = useMessages('lessons', 'presenting', 'questions')
  const page = pageAt(lesson, open.page)
  const all = pageCount(lesson)
  const place = m.lessons.page(Math.min(open.page + 1, all), all)
  const top = useRef<HTMLParagraphElement>(null)
  useEffect(makeRoom, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is read from its top
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'nearest' })
    // On a phone the words lie over the foot of the page, and what they are about is brought above them.
    const dragged = page.kind === 'step' && page.step.task?.act?.kind === 'jump'
    if (isNarrow()) document.querySelector(dragged ? '.time-area' : '.stage-area')?.scrollIntoView()
  }, [lesson, open.page])
  return (
    <section
      className="lesson flex flex-col min-h-full max-wide:fixed max-wide:inset-x-0 max-wide:bottom-0 max-wide:z-20 max-wide:min-h-0 max-wide:max-h-[46svh] max-wide:overflow-y-auto max-wide:border-t-2 max-wide:border-flight max-wide:bg-panel max-wide:px-9"
      aria-label={localize(lesson.title, m)}
    >
      {/* Only the page is made anew: whoever is on a button stays on it. */}
      <div
        key={`${lesson.id} ${open.page}`}
        className="flex-1 flex flex-col gap-7 pt-9 pb-10 [&_p]:m-0 split:gap-5 split:pt-3 max-wide:gap-4 max-wide:pt-5 max-wide:pb-5"
      >
        <p ref={top} className="text-muted">
          <span className="text-flight font-semibold">{KINDS[lesson.kind](m)}</span> {localize(lesson.title, m)}
        </p>
        <div className="flex items-center gap-7 text-small whitespace-nowrap text-muted">
          <Progress className="h-4 min-w-0 flex-1 rounded-xs" max={all} value={open.page + 1} aria-label={place} />
          <span>{place}</span>
        </div>
        <h2 className="lesson-title text-[1.3rem] font-bold" aria-live="polite">
          {titleOf(page)(m)}
        </h2>
        {page.kind !== 'end' && <Setup settings={shownInput(page, open).scenario.settings} />}
        {page.kind === 'end' ? <End lesson={lesson} /> : <Told page={page} open={open} />}
      </div>
      <div className="sticky bottom-0 grid grid-cols-[1fr_auto_1fr] gap-6 py-7 bg-panel border-t border-line [&_.button]:min-h-28 [&_.button]:justify-center">
        <Button disabled={open.page === 0} onClick={previousPage}>
          {m.lessons.back}
        </Button>
        <Button className="border-transparent bg-transparent text-muted" onClick={leaveLesson}>
          {m.lessons.leave}
        </Button>
        <Button className="border-flight font-bold" disabled={open.page >= all - 1} onClick={nextPage}>
          {m.lessons.next}
        </Button>
      </div>
    </section>
  )
}

/** The input that is on the stage: after a task that is done, the one it has led to. */
const shownInput = (page: StagePage, { done }: OpenLesson) =>
  page.kind === 'step' && done ? inputAfter(page.step) : inputOf(page)

/** What runs here: it changes from page to page, and nobody should have to notice that by themselves. */
function Setup({ settings }: { settings: Settings }) {
  const m = useMessages('lessons')
  const { clientVersion, sendLatencyFaultEnable } = settings
  return (
    <p className="text-muted text-small">
      {`${m.lessons.client} ${clientVersion} · sendLatencyFaultEnable ${sendLatencyFaultEnable ? m.page.on : m.page.off}`}
    </p>
  )
}

/** Whether the page has been played to its end, so that what it means can be said. */
const usePlayed = (page: StagePage): boolean =>
  useClusterState((_, tMs) => page.kind !== 'step' || tMs >= (page.step.untilMs ?? page.step.atMs))

function Told({ page, open }: { page: StagePage; open: OpenLesson }) {
  const m = useMessages('lessons', 'presenting')
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
      {step && <p className="text-large leading-[1.5]">{text(step.say)}</p>}
      {step?.perBroker !== undefined && <Capacity value={open.perBroker ?? step.perBroker} />}
      {question && <Asked page={page} open={open} text={text} />}
      {step?.task && (
        <div className="lesson-ask border border-line border-l-4 border-l-flight rounded-lg p-8 flex flex-col gap-7 items-start">
          <p className="leading-[1.5] [&_b]:text-flight [&_b]:mr-2">
            <b>{m.lessons.yourTurn}</b> {text(step.task.prompt)}
          </p>
          {open.done ? (
            <p className="leading-[1.5] [&_b]:text-good" role="status">
              ✓ {m.lessons.taskDone}
            </p>
          ) : (
            <Button onClick={doTask}>{m.lessons.showMe}</Button>
          )}
        </div>
      )}
      {step && !waits && (
        <p
          ref={meaning}
          className="[scroll-margin-bottom:5rem] border-l-4 border-good py-2 pl-8 text-[1.05rem] leading-[1.5] [&_b]:text-flight [&_b]:mr-2"
          role="status"
        >
          <b>{m.lessons.meaning}</b> {text(step.meaning)}
        </p>
      )}
      <Beyond page={page} texts={shown} />
      <p className="flex flex-wrap gap-y-4 gap-x-12">
        <LinkButton title={m.lessons.backToStepHint} onClick={() => backToPage()}>
          {m.lessons.backToStep}
        </LinkButton>
        <LinkButton aria-keyshortcuts="P" onClick={() => startPresenting()}>
          {m.presenting.present}
        </LinkButton>
      </p>
    </>
  )
}

/** Numbers that are counted beyond what the stage shows say so, and lead there. */
function Beyond({ page, texts }: { page: StagePage; texts: readonly Localized[] }) {
  const m = useMessages('lessons')
  const reachMs = wordsReachMs(page, texts)
  const isBeyond = useClusterState((_, tMs) => tMs < reachMs)
  if (!isBeyond) return null
  return (
    <p className="text-muted text-[0.92em]">
      {m.lessons.countedTo(formatTime(reachMs, 0))}{' '}
      <LinkButton
        onClick={() => {
          pause()
          seek(reachMs)
        }}
      >
        {m.lessons.goThere(formatTime(reachMs, 0))}
      </LinkButton>
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
        <b>{m.lessons.yourGuess}</b> {text(question.prompt)}
      </p>
      <div className="flex flex-wrap gap-5">
        {optionsOf(page).map((value) => {
          const verdict = verdictOf(value, given, right)
          return (
            <Button
              key={String(value)}
              className="lesson-option min-h-26 disabled:opacity-100 disabled:cursor-default data-[verdict=right]:border-good data-[verdict=right]:[box-shadow:inset_0_0_0_1px_var(--good)] data-[verdict=right]:text-good data-[verdict=wrong]:border-bad data-[verdict=wrong]:text-bad data-[verdict=other]:text-muted"
              aria-pressed={given === value}
              data-verdict={verdict}
              disabled={given !== null || !isReady(page)}
              onClick={() => answer(value)}
            >
              <span className="inline-block w-[1.1em] text-left font-bold">{SIGN[verdict]}</span>
              {say(value)}
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
          {explained}
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
function Capacity({ value }: { value: number }) {
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

/** What one takes along, under its name. */
const Sentence = ({ name, children }: { name: string; children: string }) => (
  <p className="border-l-4 border-good py-2 pl-8 text-[1.05rem] leading-[1.5] [&_b]:text-flight [&_b]:mr-2">
    <b>{name}</b> {children}
  </p>
)

function End({ lesson }: { lesson: Lesson }) {
  const m = useMessages('lessons')
  const { answers } = readProgress()
  const asked = Object.entries(answers).filter(([key]) => key.startsWith(`${lesson.id}/`))
  const right = asked.filter(([, first]) => first).length
  const position = LESSONS.findIndex(({ id }) => id === lesson.id)
  const next = position < 0 ? undefined : LESSONS[position + 1]
  return (
    <>
      <p className="text-large leading-[1.5]">{localize(lesson.summary, m)}</p>
      {lesson.cause && <Sentence name={m.lessons.cause}>{localize(lesson.cause, m)}</Sentence>}
      {lesson.fix && <Sentence name={m.lessons.fix}>{localize(lesson.fix, m)}</Sentence>}
      {asked.length > 0 && <p>{m.lessons.score(right, asked.length)}</p>}
      {lesson.issues.length > 0 && (
        <p className="text-muted">
          {m.lessons.reportedAs} <IssueLinks issues={lesson.issues} />
        </p>
      )}
      <div className="flex flex-wrap gap-6">
        {next && (
          <Button className="border-flight font-bold" onClick={() => openLesson(next.id)}>
            {next.kind === 'incident' ? m.lessons.nextIncident : m.lessons.nextLesson}
            {m.format.colon}
            {localize(next.title, m)}
          </Button>
        )}
        <Button onClick={() => showLibrary(true)}>{m.lessons.toLibrary}</Button>
      </div>
      <TermList names={lesson.terms} title={m.lessons.termsOfLesson} />
    </>
  )
}
