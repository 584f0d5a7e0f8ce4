// What the pages of lessons say in numbers: computed in pieces from a run of each page's own, which is let go then. A page
// of a lesson from outside has been held to a budget before it is opened (lessonCheck.ts); nothing here can hold up the page.

// Lessons of every chapter are computed here.
import '../rocketmq/broker/store'
import '../rocketmq/consumer'
import { createStore } from 'zustand/vanilla'
import type { Figure, FigureValue } from '../chapters/figure'
import { valueIn } from '../chapters/figureReader'
import type { ReadAnswer } from '../chapters/figureWatch'
import {
  type Cost,
  computedFor,
  figuresOf,
  inputAfter,
  otherFiguresOf,
  otherInput,
  type QuizQuestion,
  type Step,
} from '../chapters/lesson'
import { type Run, type RunInput, simulate, stateAt } from '../rocketmq'
import { doInPieces } from './pieces'

/** What has been read for a page. */
export interface PageFacts {
  own: ReadonlyMap<string, ReadAnswer>
  /** From the second run, where the view compares. */
  other: ReadonlyMap<string, ReadAnswer> | null
  /** Queues the first producer chooses from where the page opens, in the order of its list. */
  queues: string[]
  /** ms of virtual time to which its run was computed. */
  endMs: number
  /** Whether one of its runs ended by itself, because it would hold too much. */
  tooLarge: boolean
}

/** What a page is read from: a step, or a question of the quiz. */
export type PageSource = { kind: 'step'; step: Step } | { kind: 'quiz'; question: QuizQuestion }

const keyOf = (page: PageSource): object => (page.kind === 'step' ? page.step : page.question)

interface Reading {
  run: Run
  answers: ReadonlyMap<string, ReadAnswer>
}

/** Whether a moment could not be computed. */
const isCut = ({ endedBy, endMs }: Run, atMs: number): boolean => endedBy !== null && endMs < atMs

function* read(input: RunInput, atMs: number, figures: readonly Figure[]): Generator<Cost, Reading> {
  const run = simulate(input, 0)
  const reader = yield* computedFor(run, atMs, figures)
  return { run, answers: reader.all() }
}

/** Computes a page's facts in pieces; each piece says what it cost. */
export function* readPage(page: PageSource): Generator<Cost, PageFacts> {
  if (page.kind === 'quiz') {
    const { question } = page
    const { run, answers } = yield* read(question.input, question.atMs, figuresOf({ ...question, claims: [] }))
    return facts(run, answers, null, question.atMs, isCut(run, question.atMs))
  }
  const { step } = page
  const untilMs = step.untilMs ?? step.atMs
  const { run, answers } = yield* read(inputAfter(step), untilMs, figuresOf(step))
  const beside = otherInput(step)
  const other = beside && (yield* read(beside, untilMs, otherFiguresOf(step)))
  const cut = isCut(run, untilMs) || (other !== null && isCut(other.run, untilMs))
  return facts(run, answers, other?.answers ?? null, step.atMs, cut)
}

const facts = (
  run: Run,
  own: PageFacts['own'],
  other: PageFacts['other'],
  openingMs: number,
  tooLarge: boolean,
): PageFacts => ({
  own,
  other,
  queues: queuesAt(run, Math.min(openingMs, run.endMs)),
  endMs: run.endMs,
  tooLarge,
})

function queuesAt(run: Run, atMs: number): string[] {
  const state = stateAt(run, atMs)
  const info = state.producers[0]?.publishInfos.at(-1)
  const queues = (info?.messageQueueList ?? []).map(
    ({ group, queueId }) => `${state.brokerGroups[group]?.brokerName} q${queueId}`,
  )
  return [...new Set(queues)]
}

const known = new WeakMap<object, PageFacts>()
/** Being computed. */
const works = new Set<object>()

/** Raised when the facts of a page have come. */
export const pageFacts = createStore(() => ({ version: 0 }))

/** @returns null while they are being computed; `pageFacts` says when they have come */
export function factsOf(page: PageSource): PageFacts | null {
  const key = keyOf(page)
  const found = known.get(key)
  if (found || works.has(key)) return found ?? null
  works.add(key)
  const work = readPage(page)
  const piece = () => {
    const { done, value } = work.next()
    if (!done) return false
    works.delete(key)
    known.set(key, value)
    return true
  }
  doInPieces(piece, () => pageFacts.setState(({ version }) => ({ version: version + 1 })))
  return known.get(key) ?? null
}

/** Calls back once a page's facts are there: at once, where they are. */
export function whenFacts(page: PageSource, then: () => void): void {
  if (factsOf(page)) {
    then()
    return
  }
  const stop = pageFacts.subscribe(() => {
    if (!known.has(keyOf(page))) return
    stop()
    then()
  })
}

/** What has been computed already is not computed again. */
export const rememberFacts = (page: PageSource, value: PageFacts): void => void known.set(keyOf(page), value)

/** A figure among a page's answers. */
export const factOf = (answers: PageFacts['own'] | null, figure: Figure): FigureValue | null =>
  (answers && valueIn(answers, figure)) ?? null
