// Runs a lesson from outside before it is shown: every figure must have an answer, every question one that can be chosen,
// and every claim must hold. Computing is done a little at a time and has a limit, so that no lesson can hold up the page.

import { extendRun, type Run, type RunInput, simulate } from '../engine'
import { FIGURE_HORIZON_MS, type Figure, type FigureValue, neededMs, readFigure } from '../lessons/figure'
import {
  type Claim,
  figuresOf,
  holds,
  inputAfter,
  type Lesson,
  otherFiguresOf,
  otherInput,
  type Question,
} from '../lessons/lesson'
import type { Problem, ProblemReason } from '../text/problems'
import type { Language } from '../text/words'
import { EVENTS_AT_ONCE } from './computing'

/** ms of real time that all runs of a lesson may take. */
const BUDGET_MS = 8000
/** ms of real time after which the page has its turn. */
const BREATH_MS = 30
/** ms of virtual time computed at a time. */
const STEP_MS = 2000

export interface LessonCheck {
  /** What makes it no lesson that could be taken; where there is any, it is not to be shown. */
  faults: Problem[]
  /** What it promises and the runs do not keep. */
  broken: Problem[]
}

/** The time is over. */
class TooSlow extends Error {}

/** Lets the page have its turn, and ends it all when the time is over. */
function timekeeper(budgetMs: number): () => Promise<void> {
  const startedAt = performance.now()
  let breathedAt = startedAt
  return async () => {
    const now = performance.now()
    if (now - startedAt > budgetMs) throw new TooSlow()
    if (now - breathedAt < BREATH_MS) return
    await new Promise((resolve) => setTimeout(resolve, 0))
    breathedAt = performance.now()
  }
}

async function reach(run: Run, toMs: number, breathe: () => Promise<void>): Promise<void> {
  while (run.endMs < toMs) {
    await breathe()
    extendRun(run, Math.min(toMs, run.endMs + STEP_MS), EVENTS_AT_ONCE)
  }
}

/** The run of a page, computed until its figures can be read from it; as `computeFor`, with a limit. */
async function runFor(
  input: RunInput,
  atMs: number,
  figures: readonly Figure[],
  breathe: () => Promise<void>,
): Promise<Run> {
  const run = simulate(input, 0)
  await reach(run, Math.max(atMs, ...figures.map((figure) => neededMs(figure) ?? 0)), breathe)
  const lastMs = atMs + FIGURE_HORIZON_MS
  for (const figure of figures) {
    while (readFigure(run, figure) === null && run.endMs < lastMs)
      await reach(run, Math.min(lastMs, run.endMs + 10_000), breathe)
  }
  return run
}

const problem = (path: string, value: unknown, reason: ProblemReason, list?: readonly string[]): Problem => ({
  path,
  value,
  reason,
  allowed: list ? { list } : {},
})

const unanswered = (path: string, figures: Record<string, Figure>, run: Run | null): Problem[] =>
  Object.entries(figures).flatMap(([name, figure]) =>
    run && readFigure(run, figure) === null ? [problem(`${path}.${name}`, figure, 'noAnswer')] : [],
  )

/** The right answer must be there, and be one of those that are offered. */
function questionProblems(path: string, { kind, answer, ...question }: Question, run: Run): Problem[] {
  const right = readFigure(run, answer)
  if (right === null) return [problem(`${path}.answer`, answer, 'noAnswer')]
  if (kind === 'number') {
    return typeof right === 'number' ? [] : [problem(`${path}.answer`, right, 'notNumber')]
  }
  if (kind !== 'broker' || !('options' in question)) return []
  const options = question.options.map(String)
  return options.includes(String(right)) ? [] : [problem(`${path}.options`, right, 'notInList', options)]
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
 * @param budgetMs - of real time, for tests
 */
export async function checkLesson(lesson: Lesson, language: Language, budgetMs = BUDGET_MS): Promise<LessonCheck> {
  const breathe = timekeeper(budgetMs)
  const faults: Problem[] = []
  const broken: Problem[] = []
  let path = ''
  let title = ''
  try {
    for (const [at, step] of lesson.steps.entries()) {
      path = `steps[${at}]`
      title = step.title[language]
      const untilMs = step.untilMs ?? step.atMs
      const run = await runFor(inputAfter(step), untilMs, figuresOf(step), breathe)
      const beside = otherInput(step)
      const other = beside && (await runFor(beside, untilMs, otherFiguresOf(step), breathe))
      faults.push(
        ...unanswered(`${path}.figures`, step.figures ?? {}, run),
        ...unanswered(`${path}.otherFigures`, step.otherFigures ?? {}, other),
        ...(step.ask ? questionProblems(`${path}.ask`, step.ask, run) : []),
      )
      for (const [number, claim] of step.claims.entries()) {
        const asked = claim.inOther ? other : run
        const value = asked && readFigure(asked, claim.figure)
        if (holds(claim, value)) continue
        broken.push(problem(`${path}.claims[${number}] (${title})`, claimText(claim, value), 'claimFails'))
      }
    }
    for (const [at, question] of lesson.quiz.entries()) {
      path = `quiz[${at}]`
      title = question.ask.prompt[language]
      const { figures = {}, ask } = question
      const run = await runFor(question.input, question.atMs, [...Object.values(figures), ask.answer], breathe)
      faults.push(...unanswered(`${path}.figures`, figures, run), ...questionProblems(`${path}.ask`, ask, run))
    }
  } catch (error) {
    if (!(error instanceof TooSlow)) throw error
    faults.push(problem(path, title, 'tooSlow'))
  }
  return { faults, broken }
}
