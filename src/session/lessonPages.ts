// A lesson as pages: its steps, its quiz, its end. What a page asks, what is right, and what its words say, all read from
// the page's own run (pageFacts.ts), so that nothing a person does to the stage changes it; "…" until that is computed. Loaded with the first lesson.

import { CHAPTERS, COURSE, CUES_BY_NUMBER, INCIDENTS, MOVED, QUESTIONS, TALKS } from '../chapters/chapters'
import { type Figure, type FigureValue, neededMs } from '../chapters/figure'
import { figureText, fill } from '../chapters/fill'
import type { ChapterId } from '../chapters/frame'
import { figuresOf, type Lesson, type Question, type QuizQuestion, rightOf, type Step } from '../chapters/lesson'
import { isTalk } from '../chapters/talk'
import { type Localized, localize } from '../i18n/localized'
import type { Messages, Text } from '../i18n/messages'

import type { LessonPlace } from '../io/viewFields'
import type { RunInput } from '../rocketmq'
import { factOf, factsOf } from './pageFacts'

export type Page =
  | { kind: 'step'; step: Step; number: number }
  | { kind: 'quiz'; question: QuizQuestion; number: number }
  | { kind: 'end' }

/** A page that shows something on the stage. */
export type StagePage = Exclude<Page, { kind: 'end' }>

export const LESSONS: readonly Lesson[] = [...COURSE, ...INCIDENTS]

export const lessonById = (id: string, others: readonly Lesson[] = []): Lesson | undefined =>
  [...others, ...LESSONS, ...TALKS, ...QUESTIONS].find((lesson) => lesson.id === id)

/** The chapter that a lesson is of; null for one's own, which goes by its run. */
export const chapterOf = (id: string): ChapterId | null =>
  CHAPTERS.find(({ lessons, incidents, talks, questions }) =>
    [lessons, incidents, talks, questions].some((list) => list.some((one) => one.id === id)),
  )?.id ?? null

/** Where a page of a lesson that is no more has gone; null where there was none. */
export function successorOf(id: string, page: number): LessonPlace | null {
  const pages = Object.hasOwn(MOVED, id) ? MOVED[id] : undefined
  const [to, step] = pages?.[Math.min(page, pages.length - 1)] ?? []
  const lesson = to === undefined ? undefined : LESSONS.find((one) => one.id === to)
  if (!lesson) return null
  const position = lesson.steps.findIndex((one) => one.id === step)
  return { id: lesson.id, page: position < 0 ? pageCount(lesson) - 1 : position }
}

/** Steps, then the quiz, then the end; the last cue of a talk is its end, and a question is one page. */
export const pageCount = (lesson: Lesson): number =>
  lesson.steps.length + lesson.quiz.length + (isTalk(lesson) || lesson.kind === 'question' ? 0 : 1)

/** A page as a place that a link can name: a cue of a talk by its id, which outlives its number. */
export function placeOf(lesson: Lesson, page: number): LessonPlace {
  const cue = isTalk(lesson) ? lesson.steps[page]?.id : undefined
  return { id: lesson.id, page, ...(cue !== undefined && { cue }) }
}

/** Where a place is: the number of a cue is found by its name, and a link from before cues had names by the old order. */
export function placed<Place extends LessonPlace>(lesson: Lesson, place: Place): Place {
  if (!isTalk(lesson)) return place
  const name = place.cue ?? CUES_BY_NUMBER[lesson.id]?.[place.page] ?? lesson.steps[place.page]?.id
  const page = Math.max(
    0,
    lesson.steps.findIndex(({ id }) => id === name),
  )
  return { ...place, ...placeOf(lesson, page) }
}

/** @param number - from 0; outside the lesson it is its end */
export function pageAt({ steps, quiz }: Lesson, number: number): Page {
  const step = steps[number]
  if (step) return { kind: 'step', step, number }
  const question = quiz[number - steps.length]
  return question ? { kind: 'quiz', question, number } : { kind: 'end' }
}

export const questionOf = (page: Page): Question | undefined =>
  page.kind === 'step' ? page.step.ask : page.kind === 'quiz' ? page.question.ask : undefined

export const titleOf =
  (page: Page): Text<'lessons'> =>
  (m) =>
    page.kind === 'step' ? localize(page.step.title, m) : page.kind === 'quiz' ? m.lessons.quiz : m.lessons.theEnd

/** The input a page opens with; a task is still to be done in it. */
export const inputOf = (page: StagePage): RunInput => (page.kind === 'step' ? page.step.input : page.question.input)

export const openingMs = (page: StagePage): number => (page.kind === 'step' ? page.step.atMs : page.question.atMs)

/** What one Broker takes is the person's own number where they gave one; a question says its own. */
const withCapacity = (figure: Figure, page: StagePage, perBroker: number | null): Figure =>
  perBroker !== null &&
  page.kind === 'step' &&
  page.step.perBroker !== undefined &&
  (figure.kind === 'capacity' || figure.kind === 'perBroker')
    ? { ...figure, perBroker }
    : figure

/**
 * Words of a page with their figures filled in.
 *
 * @param perBroker - messages per second that one Broker takes; null for the lesson's own number
 */
export function pageText(page: StagePage, words: Localized, perBroker: number | null, m: Messages): string {
  const facts = factsOf(page)
  const told: Pick<Step, 'figures' | 'otherFigures'> = page.kind === 'step' ? page.step : page.question
  const own = Object.fromEntries(
    Object.entries(told.figures ?? {}).map(([name, figure]) => [name, withCapacity(figure, page, perBroker)]),
  )
  const beside = told.otherFigures ?? {}
  const read = (name: string): FigureValue | null => {
    const figure = own[name]
    if (figure) return factOf(facts?.own ?? null, figure)
    const second = beside[name]
    return second ? factOf(facts?.other ?? null, second) : null
  }
  return fill(words, { ...own, ...beside }, read, m)
}

/** ms of virtual time up to which the words of a page speak of its run; 0 where they name no such figure. */
export function wordsReachMs(page: StagePage, texts: readonly Localized[]): number {
  const told: Pick<Step, 'figures' | 'otherFigures'> = page.kind === 'step' ? page.step : page.question
  const figures = { ...told.figures, ...told.otherFigures }
  const named = texts.flatMap(({ en }) => [...en.matchAll(/\{(\w+)\}/g)].map(([, name]) => figures[name as string]))
  return Math.max(0, ...named.map((figure) => (figure && neededMs(figure)) || 0))
}

/** Whether what a page says and asks is computed. */
export const isReady = (page: Page): boolean => page.kind === 'end' || factsOf(page) !== null

/** The right answer of a page's question; null where it asks nothing, or as long as it is being computed. */
export function rightAnswer(page: Page): FigureValue | null {
  const question = questionOf(page)
  return !question || page.kind === 'end'
    ? null
    : rightOf(question, factOf(factsOf(page)?.own ?? null, question.answer))
}

/** An answer in words. */
export const answerText = (question: Question, value: FigureValue | null, m: Messages): string =>
  question.kind === 'choice' && value !== null
    ? localize(question.options[value as number]?.text ?? { zh: '…', en: '…' }, m)
    : figureText(question.answer, value, m)

/** ms of virtual time that shows a page's answer: how far it plays once it has been answered; null where it stands still. */
export function shownUntilMs(page: Page): number | null {
  if (page.kind === 'end') return null
  if (page.kind === 'step') return page.step.untilMs ?? null
  const { question } = page
  const facts = factsOf(page)
  if (facts === null) return null
  // What is not known beforehand has been found in the run, which ends shortly after.
  return Math.max(...figuresOf({ ...question, claims: [] }).map((figure) => neededMs(figure) ?? facts.endMs))
}

/** The message a page's question is about, so that its decision can be opened; null where it is about none. */
export function askedMessage(page: Page): number | null {
  const answer = questionOf(page)?.answer
  return answer && 'message' in answer ? (answer.message ?? null) : null
}

/** What can be answered, the right one among them, in an order that gives nothing away. */
export function optionsOf(page: Page): FigureValue[] {
  const question = questionOf(page)
  if (!question || page.kind === 'end') return []
  const right = rightAnswer(page)
  switch (question.kind) {
    case 'outcome':
      return ['stored', 'retried', 'failed']
    case 'number': {
      const numbers = new Set(question.options)
      if (typeof right === 'number') numbers.add(right)
      return [...numbers].sort((one, other) => one - other)
    }
    case 'broker':
      return [...question.options]
    case 'choice':
      return [...question.options.keys()]
    case 'queue': {
      const known = factsOf(page)?.queues ?? []
      return typeof right === 'string' && !known.includes(right) ? [...known, right] : known
    }
  }
}
