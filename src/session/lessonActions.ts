// What a person can do in a lesson: open it, turn its pages, answer, do its tasks, play freely and come back.
// Loaded with the first lesson.

import type { Figure, FigureValue } from '../chapters/figure'
import {
  inputAfter,
  isDoneBy,
  type Lesson,
  type StepView,
  type Target,
  type Task,
  withSetting,
} from '../chapters/lesson'
import { needsStore, withStore } from '../io/storePart'
import type { Selection } from '../io/viewFields'
import { findMessage } from '../projections/findAttempt'
import type { SettingName, Settings, TimelessAction, UserAction } from '../rocketmq'
import {
  act,
  begin,
  changeSetting,
  openBroker,
  pause,
  play,
  seek,
  select,
  setSpan,
  setSpeed,
  showCharts,
  showPanel,
} from './actions'
import { type AppState, MAX_SPEED, type OpenLesson, SPEEDS, useApp } from './appStore'
import { playUntil } from './clock'
import { endComparing, startComparing } from './comparison'
import {
  chapterOf,
  inputOf,
  isReady,
  lessonById,
  openingMs,
  type Page,
  pageAt,
  pageCount,
  placed,
  placeOf,
  questionOf,
  rightAnswer,
  shownUntilMs,
  successorOf,
} from './lessonPages'
import { openPages, readProgress, withFinished, withPage, writeProgress } from './lessonProgress'
import { factOf, factsOf } from './pageFacts'
import { currentState } from './runViews'

const get = useApp.getState
const set = useApp.setState

/** The lesson and the page that are open; null where none is. */
export function openedPage(): { lesson: Lesson; open: OpenLesson; page: Page } | null {
  const { lesson: open, ownLessons } = get()
  const lesson = open && lessonById(open.id, ownLessons)
  if (!open || !lesson) return null
  const there = placed(lesson, open)
  return { lesson, open: there, page: pageAt(lesson, there.page) }
}

/** Opens a lesson where it was left, or at a page. One that was taken to its end begins again, or at what is open of it. */
export function openLesson(id: string, page?: number): void {
  const lesson = lessonById(id, get().ownLessons)
  if (!lesson) {
    const moved = successorOf(id, page ?? 0)
    if (moved) openLesson(moved.id, moved.page)
    return
  }
  const progress = readProgress()
  const left = progress.places[id] ?? 0
  const [firstOpen = 0] = progress.finished.includes(id) ? [] : openPages(lesson, progress)
  turnTo(lesson, page ?? (left >= pageCount(lesson) - 1 ? firstOpen : left))
}

export function leaveLesson(): void {
  playUntil(null)
  setSpeed(1)
  set({ lesson: null })
  showPanel('story')
}

export const nextPage = (): void => turnBy(1)
export const previousPage = (): void => turnBy(-1)

function turnBy(pages: number): void {
  const opened = openedPage()
  if (opened) turnTo(opened.lesson, opened.open.page + pages)
}

function turnTo(lesson: Lesson, number: number): void {
  const page = Math.min(Math.max(0, number), pageCount(lesson) - 1)
  const open = get().lesson
  if (open?.id === lesson.id && placed(lesson, open).page === page) return
  set({ lesson: { ...placeOf(lesson, page), answer: null, done: false, perBroker: open?.perBroker ?? null } })
  if (!get().presenting && lesson.kind !== 'question') keepPlace(lesson, page)
  backToPage()
}

/** What is shown to others is not what one has learnt oneself: only called outside of a talk. */
function keepPlace(lesson: Lesson, page: number): void {
  writeProgress(withFinished(withPage(readProgress(), lesson, page), lesson))
}

/** Puts the stage back to where the page opens, whatever was done to it. @param done - called when it is there */
export function backToPage(done?: () => void): void {
  const opened = openedPage()
  if (!opened) return
  const { open, page } = opened
  showPanel('lesson')
  if (page.kind === 'end') return
  playUntil(null)
  pause()
  endComparing()
  const input = inputOf(page)
  if (needsStore(input)) {
    void withStore(input, () => {
      // Whoever has gone elsewhere meanwhile is left alone.
      const now = openedPage()
      if (now?.lesson === opened.lesson && now.open.page === open.page) backToPage(done)
    })
    return
  }
  begin(input)
  set({ lesson: { ...open, done: false }, chapter: chapterOf(open.id) })
  if (page.kind === 'step') setSpeed(page.step.speed ?? 1)
  const { run } = get()
  seek(openingMs(page), () => {
    // Whoever has gone elsewhere meanwhile is left alone.
    if (get().run !== run) return
    if (page.kind === 'step') {
      showView(page.step.view ?? {})
      if (!page.step.ask && !page.step.task && !(page.step.opensStill && get().presenting)) playPage()
    }
    done?.()
  })
}

function showView({ select: wanted, charts = false, open, compare, spanMs }: StepView): void {
  select(wanted ? selectionOf(wanted) : null)
  const group = currentState().brokerGroups.findIndex((one) => one.brokerName === open)
  openBroker(group < 0 || !currentState().settings.simulateStore ? null : group)
  showCharts(charts)
  setSpan(spanMs ?? null)
  if (compare) startComparing({ kind: 'setting', ...compare })
  showPanel('lesson')
}

function selectionOf(wanted: Target): Selection | null {
  if ('producer' in wanted) return { kind: 'producer', index: wanted.producer }
  if ('nameServer' in wanted) return { kind: 'nameServer', index: wanted.nameServer }
  if ('message' in wanted) {
    const found = findMessage(get().run, wanted.message)
    return 'logIndex' in found ? { kind: 'message', message: wanted.message, logIndex: found.logIndex } : null
  }
  const group = currentState().brokerGroups.findIndex((one) => one.brokerName === wanted.brokerName)
  return group < 0 ? null : { kind: 'group', group }
}

/** s that the answer of a question may take to be seen, which has no speed of its own. */
const MAX_ANSWER_S = 8

/** Plays to where the page ends, or to where the answer of its question is seen. */
export function playPage(): void {
  const page = openedPage()?.page
  const untilMs = page && shownUntilMs(page)
  const { playheadMs } = get()
  if (!page || untilMs == null || playheadMs >= untilMs) return
  if (page.kind === 'quiz') {
    const needed = (untilMs - playheadMs) / 1000 / MAX_ANSWER_S
    setSpeed(SPEEDS.find((speed) => speed >= Math.max(1, needed)) ?? MAX_SPEED)
  }
  playUntil(untilMs)
  play()
}

/** Answers the page's question; the first answer counts. What follows is played. @param value - see `rightOf` */
export function answer(value: FigureValue): void {
  const opened = openedPage()
  if (!opened || opened.open.answer !== null || !questionOf(opened.page) || !isReady(opened.page)) return
  const { lesson, open, page } = opened
  set({ lesson: { ...open, answer: value } })
  const progress = readProgress()
  const key = `${lesson.id}/${open.page}`
  const first = progress.answers[key] ?? value === rightAnswer(page)
  const answered = { ...progress, answers: { ...progress.answers, [key]: first } }
  writeProgress(get().presenting || lesson.kind === 'question' ? answered : withFinished(answered, lesson))
  playPage()
}

/** Does the page's task for the person. */
export function doTask(): void {
  const page = openedPage()?.page
  if (page?.kind !== 'step' || !page.step.task) return
  const { task } = page.step
  if (task.actions) {
    act(task.actions[0] as unknown as TimelessAction)
    return
  }
  const { act: wanted } = task
  if (wanted.kind === 'select') select(selectionOf(wanted.target))
  else if (wanted.kind === 'setting') changeSetting(wanted.name, wanted.value)
  else {
    const toMs = momentOf(page, wanted.to)
    if (toMs !== null) {
      pause()
      seek(toMs)
    }
  }
}

function momentOf(page: Extract<Page, { kind: 'step' }>, to: Figure | number): number | null {
  const found = typeof to === 'number' ? to : factOf(factsOf(page)?.own ?? null, to)
  return typeof found === 'number' ? found : null
}

/** Chooses a value for the setting of the page's task, as of the beginning of its run: what the step plans for later still happens. */
export function chooseTaskSetting(value: Settings[SettingName]): void {
  const page = openedPage()?.page
  if (page?.kind !== 'step' || page.step.task?.act?.kind !== 'setting') return
  pause()
  begin(withSetting(page.step.input, page.step.task.act.name, value))
  seek(page.step.atMs)
}

/** @param perBroker - messages per second that one Broker takes; null for the lesson's own number */
export function setPerBroker(perBroker: number | null): void {
  const open = get().lesson
  if (open) set({ lesson: { ...open, perBroker } })
}

/** Goes on by itself when the task of the page has been done, also just before. @returns a function that ends it */
export function startWatchingTasks(): () => void {
  goOnWhereDone(get())
  return useApp.subscribe((state, previous) => {
    const changed =
      state.input !== previous.input ||
      state.selection !== previous.selection ||
      state.playheadMs !== previous.playheadMs ||
      state.scrubbing !== previous.scrubbing
    if (changed) goOnWhereDone(state)
  })
}

function goOnWhereDone({ lesson, input: left }: AppState): void {
  if (!lesson || lesson.done) return
  const page = openedPage()?.page
  if (page?.kind !== 'step' || !page.step.task || !isDone(page, page.step.task)) return
  set({ lesson: { ...lesson, done: true } })
  showPanel('lesson')
  const { act: thing } = page.step.task
  if (thing?.kind !== 'setting') {
    const toMs = thing?.kind === 'jump' ? momentOf(page, thing.to) : null
    // Near is good enough for a hand; what is said is about the moment itself.
    if (toMs === null) playPage()
    else seek(toMs, playPage)
    return
  }
  // However it was changed, it holds from the beginning, and what the step has planned for later still happens.
  pause()
  begin(inputAfter(page.step))
  // What the change itself has dropped and kept is back: nothing is to be said of it.
  queueMicrotask(() =>
    set(({ branches }) => ({ branches: branches.filter(({ leftFor }) => leftFor !== left), notice: null })),
  )
  seek(page.step.atMs, playPage)
}

function isDone(page: Extract<Page, { kind: 'step' }>, { actions: wanted, act: thing }: Task): boolean {
  const { input, selection, playheadMs, scrubbing } = get()
  const { atMs } = page.step
  if (wanted) return isDoneBy(wanted, doneSince(input.actions, atMs))
  // Another scenario with the same value is another run.
  if (thing.kind === 'setting')
    return (
      input.scenario.preset === page.step.input.scenario.preset &&
      JSON.stringify(currentState().settings[thing.name]) === JSON.stringify(thing.value)
    )
  if (thing.kind === 'jump') {
    const toMs = momentOf(page, thing.to)
    // A hand that still drags has not arrived.
    return !scrubbing && toMs !== null && Math.abs(playheadMs - toMs) <= thing.withinMs
  }
  const target = selectionOf(thing.target)
  if (!selection || !target) return false
  // A node of a group is the group.
  if (target.kind === 'group') return 'group' in selection && selection.group === target.group
  if (target.kind === 'message') return selection.kind === 'message' && selection.message === target.message
  return JSON.stringify(selection) === JSON.stringify(target)
}

const doneSince = (actions: readonly UserAction[], atMs: number): UserAction[] =>
  actions.filter((action) => action.atMs >= atMs)

/** Keeps on the page what it waits for, also where a link or a reload has opened it. */
function markQuestion(): void {
  const opened = openedPage()
  if (!opened) {
    // A lesson that is not here asks nothing.
    const { lesson } = get()
    if (lesson && lesson.asks !== null) set({ lesson: { ...lesson, asks: null } })
    return
  }
  const { open, page } = opened
  const picks = page.kind === 'step' && page.step.task?.act?.kind === 'select' && !open.done
  const asks = open.answer === null ? (questionOf(page)?.kind ?? (picks ? 'pick' : null)) : null
  if (open.asks !== asks) set({ lesson: { ...open, asks } })
}

useApp.subscribe((state, previous) => {
  if (state.lesson !== previous.lesson || state.ownLessons !== previous.ownLessons) markQuestion()
})
markQuestion()
