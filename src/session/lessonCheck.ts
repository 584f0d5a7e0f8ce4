// Runs a lesson from outside before it is shown: every figure must have an answer, every question one that can be chosen,
// and every claim must hold. It is done a little at a time and has a limit, in work and not in time, so that no lesson can
// hold up the page, and the same lesson is too much on every machine.

import type { Figure, FigureValue } from '../chapters/figure'
import { type Claim, type Cost, holds, type Lesson, type Question, rightOf } from '../chapters/lesson'
import { localize } from '../i18n/localized'
import type { Messages } from '../i18n/messages'
import type { Problem } from '../i18n/problems'
import { problem } from '../io/outsideJson'

import { factOf, type PageFacts, type PageSource, readPage, rememberFacts } from './pageFacts'

/** What all pages of a lesson together may cost: some seconds on a slow machine. The largest built-in one takes a tenth. */
export const LESSON_BUDGET: Cost = { events: 3_000_000, reads: 12_000_000 }
/** ms of real time after which the page has its turn. */
const BREATH_MS = 12

export interface LessonCheck {
  /** What makes it no lesson that could be taken; where there is any, it is not to be shown. */
  faults: Problem[]
  /** What it promises and the runs do not keep. */
  broken: Problem[]
}

/** It would cost more than a lesson may. */
class TooMuch extends Error {}

/** Does pieces of work until the budget is spent, and lets the page have its turn between them. */
function worker(budget: Cost): (page: PageSource) => Promise<PageFacts> {
  const left = { ...budget }
  let breathedAt = performance.now()
  return async (page) => {
    const work = readPage(page)
    for (;;) {
      const { done, value } = work.next()
      if (done) {
        if (value.tooLarge) throw new TooMuch()
        rememberFacts(page, value)
        return value
      }
      left.events -= value.events
      left.reads -= value.reads
      if (left.events < 0 || left.reads < 0) throw new TooMuch()
      if (performance.now() - breathedAt < BREATH_MS) continue
      await new Promise((resolve) => setTimeout(resolve, 0))
      breathedAt = performance.now()
    }
  }
}

const unanswered = (path: string, figures: Record<string, Figure>, answers: PageFacts['own'] | null): Problem[] =>
  Object.entries(figures).flatMap(([name, figure]) =>
    answers && factOf(answers, figure) === null ? [problem(`${path}.${name}`, figure, 'noAnswer')] : [],
  )

/** The right answer must be there, and be one of those that are offered. */
function questionProblems(path: string, question: Question, own: PageFacts['own']): Problem[] {
  const { kind, answer } = question
  const right = factOf(own, answer)
  if (right === null) return [problem(`${path}.answer`, answer, 'noAnswer')]
  if (kind === 'choice') return rightOf(question, right) === null ? [problem(`${path}.options`, right, 'noAnswer')] : []
  if (kind === 'number') {
    return typeof right === 'number' ? [] : [problem(`${path}.answer`, right, 'notNumber')]
  }
  if (kind !== 'broker' || !('options' in question)) return []
  const options = question.options.map(String)
  return options.includes(String(right)) ? [] : [problem(`${path}.options`, right, 'notInList', { list: options })]
}

/** "= 29 ≠ 31": what is claimed, and what the run says. */
function claimText({ equals, atLeast, atMost }: Claim, value: FigureValue | null): string {
  const wanted = [
    ...(equals === undefined ? [] : [`= ${equals}`]),
    ...(atLeast === undefined ? [] : [`≥ ${atLeast}`]),
    ...(atMost === undefined ? [] : [`≤ ${atMost}`]),
  ]
  return `${wanted.join(', ')} ≠ ${value ?? '…'}`
}

/**
 * @param language - in which steps are called by their titles
 * @param budget - for tests
 */
export async function checkLesson(lesson: Lesson, m: Messages, budget = LESSON_BUDGET): Promise<LessonCheck> {
  const factsFor = worker(budget)
  const faults: Problem[] = []
  const broken: Problem[] = []
  let path = ''
  let title = ''
  try {
    for (const [at, step] of lesson.steps.entries()) {
      path = `steps[${at}]`
      title = localize(step.title, m)
      const { own, other } = await factsFor({ kind: 'step', step })
      faults.push(
        ...unanswered(`${path}.figures`, step.figures ?? {}, own),
        ...unanswered(`${path}.otherFigures`, step.otherFigures ?? {}, other),
        ...(step.ask ? questionProblems(`${path}.ask`, step.ask, own) : []),
      )
      for (const [number, claim] of step.claims.entries()) {
        const value = factOf(claim.inOther ? other : own, claim.figure)
        if (holds(claim, value)) continue
        broken.push(problem(`${path}.claims[${number}] (${title})`, claimText(claim, value), 'claimFails'))
      }
    }
    for (const [at, question] of lesson.quiz.entries()) {
      path = `quiz[${at}]`
      title = localize(question.ask.prompt, m)
      const { own } = await factsFor({ kind: 'quiz', question })
      faults.push(
        ...unanswered(`${path}.figures`, question.figures ?? {}, own),
        ...questionProblems(`${path}.ask`, question.ask, own),
      )
    }
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error
    faults.push(problem(path, title, 'tooSlow'))
  }
  return { faults, broken }
}
