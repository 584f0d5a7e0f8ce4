// A lesson as pages: its steps, its quiz, its end. What a page asks, what is right, and what its words say, all read from
// the page's own run, so that nothing a person does to the stage changes it. Loaded with the first lesson.

import { type Run, type RunInput, simulate, stateAt } from '../engine'
import { COURSE } from '../lessons/course'
import { type Figure, type FigureValue, neededMs, readFigure } from '../lessons/figure'
import { fill } from '../lessons/fill'
import { INCIDENTS } from '../lessons/incidents'
import {
  computeFor,
  figuresOf,
  inputAfter,
  type Lesson,
  otherFiguresOf,
  otherInput,
  type Question,
  type QuizQuestion,
  type Step,
} from '../lessons/lesson'
import { TALKS } from '../lessons/talks'
import { lessonWords } from '../text/lessons'
import type { Language, Words } from '../text/words'

export type Page =
  | { kind: 'step'; step: Step; number: number }
  | { kind: 'quiz'; question: QuizQuestion; number: number }
  | { kind: 'end' }

/** A page that shows something on the stage. */
export type StagePage = Exclude<Page, { kind: 'end' }>

export const LESSONS: readonly Lesson[] = [...COURSE, ...INCIDENTS]

export const lessonById = (id: string, others: readonly Lesson[] = []): Lesson | undefined =>
  [...others, ...LESSONS, ...TALKS].find((lesson) => lesson.id === id)

/** Steps, then the quiz, then the end. */
export const pageCount = ({ steps, quiz }: Lesson): number => steps.length + quiz.length + 1

/** @param number - from 0; outside the lesson it is its end */
export function pageAt({ steps, quiz }: Lesson, number: number): Page {
  const step = steps[number]
  if (step) return { kind: 'step', step, number }
  const question = quiz[number - steps.length]
  return question ? { kind: 'quiz', question, number } : { kind: 'end' }
}

export const questionOf = (page: Page): Question | undefined =>
  page.kind === 'step' ? page.step.ask : page.kind === 'quiz' ? page.question.ask : undefined

export const titleOf = (page: Page): Words =>
  page.kind === 'step' ? page.step.title : page.kind === 'quiz' ? lessonWords.quiz : lessonWords.theEnd

/** The input a page opens with; a task is still to be done in it. */
export const inputOf = (page: StagePage): RunInput => (page.kind === 'step' ? page.step.input : page.question.input)

export const openingMs = (page: StagePage): number => (page.kind === 'step' ? page.step.atMs : page.question.atMs)

/** The runs a page's words are read from. */
interface PageRuns {
  run: Run
  other: Run | null
}

const computed = new WeakMap<object, PageRuns>()

function runsOf(page: StagePage): PageRuns {
  const key = page.kind === 'step' ? page.step : page.question
  const known = computed.get(key)
  if (known) return known
  const runs = page.kind === 'step' ? runsOfStep(page.step) : { run: runOfQuestion(page.question), other: null }
  computed.set(key, runs)
  return runs
}

function runsOfStep(step: Step): PageRuns {
  const untilMs = step.untilMs ?? step.atMs
  const run = simulate(inputAfter(step), untilMs)
  computeFor(run, untilMs, figuresOf(step))
  const beside = otherInput(step)
  if (!beside) return { run, other: null }
  const other = simulate(beside, untilMs)
  computeFor(other, untilMs, otherFiguresOf(step))
  return { run, other }
}

function runOfQuestion(question: QuizQuestion): Run {
  const run = simulate(question.input, question.atMs)
  computeFor(run, question.atMs, figuresOf({ ...question, claims: [] }))
  return run
}

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
export function pageText(page: StagePage, words: Words, perBroker: number | null, language: Language): string {
  const { run, other } = runsOf(page)
  const told: Pick<Step, 'figures' | 'otherFigures'> = page.kind === 'step' ? page.step : page.question
  const own = Object.fromEntries(
    Object.entries(told.figures ?? {}).map(([name, figure]) => [name, withCapacity(figure, page, perBroker)]),
  )
  const beside = told.otherFigures ?? {}
  const read = (name: string): FigureValue | null => {
    const figure = own[name]
    if (figure) return readFigure(run, figure)
    const second = beside[name]
    return second && other ? readFigure(other, second) : null
  }
  return fill(words, { ...own, ...beside }, read, language)
}

/** ms of virtual time up to which the words of a page speak of its run; 0 where they name no such figure. */
export function wordsReachMs(page: StagePage, texts: readonly Words[]): number {
  const told: Pick<Step, 'figures' | 'otherFigures'> = page.kind === 'step' ? page.step : page.question
  const figures = { ...told.figures, ...told.otherFigures }
  const named = texts.flatMap(({ en }) => [...en.matchAll(/\{(\w+)\}/g)].map(([, name]) => figures[name as string]))
  return Math.max(0, ...named.map((figure) => (figure && neededMs(figure)) || 0))
}

/** The right answer of a page's question; null where it asks nothing. */
export function rightAnswer(page: Page): FigureValue | null {
  const question = questionOf(page)
  return !question || page.kind === 'end' ? null : readFigure(runsOf(page).run, question.answer)
}

/** ms of virtual time that shows a page's answer: how far it plays once it has been answered; null where it stands still. */
export function shownUntilMs(page: Page): number | null {
  if (page.kind === 'end') return null
  if (page.kind === 'step') return page.step.untilMs ?? null
  const { question } = page
  const { run } = runsOf(page)
  // What is not known beforehand has been found in the run, which ends shortly after.
  return Math.max(...figuresOf({ ...question, claims: [] }).map((figure) => neededMs(figure) ?? run.endMs))
}

/** The message a page's question is about, so that its decision can be opened; null where it is about none. */
export function askedMessage(page: Page): number | null {
  const answer = questionOf(page)?.answer
  return answer && 'message' in answer ? answer.message : null
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
    case 'queue': {
      const known = queuesAt(runsOf(page).run, openingMs(page))
      return typeof right === 'string' && !known.includes(right) ? [...known, right] : known
    }
  }
}

/** The queues the first producer chooses from at a moment, in the order of its list. */
function queuesAt(run: Run, atMs: number): string[] {
  const state = stateAt(run, atMs)
  const info = state.producers[0]?.publishInfos.at(-1)
  const queues = (info?.messageQueueList ?? []).map(
    ({ group, queueId }) => `${state.brokerGroups[group]?.brokerName} q${queueId}`,
  )
  return [...new Set(queues)]
}
