// The page of a lesson: what is seen, a question or a task, what it means. Back and next are always in the same place.

import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { inputAfter, type Lesson } from '../../chapters/lesson'
import { formatTime } from '../../i18n/format'
import { type Localized, localize } from '../../i18n/localized'
import type { Text } from '../../i18n/messages'
import type { Settings } from '../../rocketmq'
import { pause, seek, showLibrary } from '../../session/actions'
import { type OpenLesson, useApp } from '../../session/appStore'
import {
  backToPage,
  doTask,
  leaveLesson,
  nextPage,
  openLesson,
  previousPage,
  startWatchingTasks,
} from '../../session/lessonActions'
import {
  inputOf,
  LESSONS,
  lessonById,
  pageAt,
  pageCount,
  pageText,
  placed,
  questionOf,
  type StagePage,
  successorOf,
  titleOf,
  wordsReachMs,
} from '../../session/lessonPages'
import { openPages, readProgress } from '../../session/lessonProgress'
import { pageFacts } from '../../session/pageFacts'
import { startPresenting } from '../../session/presenting'
import { sharing } from '../../session/sharingState'
import { QuestionPage } from '../finder/QuestionPage'
import { Button, LinkButton } from '../kit/Button'
import { KeptTogether } from '../kit/KeptTogether'
import { Progress } from '../kit/Surface'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'
import { Asked, Capacity } from './Asked'
import { IssueLinks } from './IssueLinks'
import { Sheet } from './Sheet'
import { TaskSetting } from './TaskSetting'
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
  // A playhead that is to be dragged must be in sight, and with it the track.
  const dragged = page.kind === 'step' && page.step.task?.act?.kind === 'jump'
  return (
    <Sheet
      label={localize(lesson.title, m)}
      page={`${lesson.id} ${open.page}`}
      room={dragged ? 'timeline' : 'stage'}
      head={
        <>
          <p className="text-muted">
            <span className="text-flight font-semibold">{KINDS[lesson.kind](m)}</span> {localize(lesson.title, m)}
          </p>
          <div className="flex items-center gap-7 text-small whitespace-nowrap text-muted">
            <Progress
              className="h-4 min-w-0 flex-1 rounded-xs max-wide:hidden"
              max={all}
              value={open.page + 1}
              aria-label={place}
            />
            <span>{place}</span>
          </div>
        </>
      }
      foot={
        <>
          <Button disabled={open.page === 0} onClick={previousPage}>
            {m.lessons.back}
          </Button>
          <Button className="border-transparent bg-transparent text-muted" onClick={leaveLesson}>
            {m.lessons.leave}
          </Button>
          <Button className="border-flight font-bold" disabled={open.page >= all - 1} onClick={nextPage}>
            {m.lessons.next}
          </Button>
        </>
      }
    >
      <h2 className="lesson-title text-[1.3rem] font-bold" aria-live="polite">
        {titleOf(page)(m)}
      </h2>
      {page.kind !== 'end' && <Setup settings={shownInput(page, open).scenario.settings} />}
      {page.kind === 'end' ? <End lesson={lesson} /> : <Told page={page} open={open} />}
    </Sheet>
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
      {step && (
        <p className="text-large leading-[1.5]">
          <KeptTogether text={text(step.say)} />
        </p>
      )}
      {step?.perBroker !== undefined && !waits && <Capacity value={open.perBroker ?? step.perBroker} />}
      {question && <Asked page={page} open={open} text={text} />}
      {step?.task && (
        <div className="lesson-ask border border-line border-l-4 border-l-flight rounded-lg p-8 flex flex-col gap-7 items-start">
          <p className="leading-[1.5] [&_b]:text-flight [&_b]:mr-2">
            <b>{m.lessons.yourTurn}</b> <KeptTogether text={text(step.task.prompt)} />
          </p>
          {open.done ? (
            <p className="leading-[1.5] [&_b]:text-good" role="status">
              ✓ {m.lessons.taskDone}
            </p>
          ) : (
            <div className="flex flex-wrap items-center gap-5">
              {step.task.act?.kind === 'setting' && <TaskSetting name={step.task.act.name} />}
              <Button onClick={doTask}>{m.lessons.showMe}</Button>
            </div>
          )}
        </div>
      )}
      {step && !waits && (
        <p
          ref={meaning}
          className="[scroll-margin-bottom:5rem] max-wide:[scroll-margin-bottom:1rem] border-l-4 border-good py-2 pl-8 text-[1.05rem] leading-[1.5] [&_b]:text-flight [&_b]:mr-2"
          role="status"
        >
          <b>{m.lessons.meaning}</b> <KeptTogether text={text(step.meaning)} />
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

/** What one takes along, under its name. */
const Sentence = ({ name, children }: { name: string; children: string }) => (
  <p className="border-l-4 border-good py-2 pl-8 text-[1.05rem] leading-[1.5] [&_b]:text-flight [&_b]:mr-2">
    <b>{name}</b> <KeptTogether text={children} />
  </p>
)

function End({ lesson }: { lesson: Lesson }) {
  const m = useMessages('lessons')
  const progress = readProgress()
  const { answers } = progress
  const open = progress.finished.includes(lesson.id) ? [] : openPages(lesson, progress)
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
      {open.length > 0 && (
        <div className="border-l-4 border-avoid py-2 pl-8">
          <p>{m.lessons.stillOpen(open.length)}</p>
          <ul className="m-0 pl-0 list-none">
            {open.map((page) => (
              <li key={page}>
                <LinkButton onClick={() => openLesson(lesson.id, page)}>
                  {`${m.lessons.page(page + 1, pageCount(lesson))}${m.format.colon}${titleOf(pageAt(lesson, page))(m)}`}
                </LinkButton>
              </li>
            ))}
          </ul>
        </div>
      )}
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
