// Every step of every lesson: what it claims, asks and says is read from the engine's log, in both languages.

import { describe, expect, test } from 'vitest'
import { ALL_MESSAGES } from '../i18n/allMessages'
import { TERMS } from '../i18n/glossary'
import { type Run, simulate, stateAt } from '../rocketmq'
import { CHAPTERS, COURSE, INCIDENTS, TALKS } from './chapters'
import { unitOf } from './figure'
import { fill, saysValue } from './fill'
import { GOTCHAS } from './gotchas'
import {
  computeFor,
  figuresOf,
  holds,
  inputAfter,
  type Lesson,
  otherFiguresOf,
  otherInput,
  type Question,
  type Step,
} from './lesson'
import { readFigure } from './readFigure'

type Words = Pick<Step, 'input' | 'atMs' | 'untilMs' | 'figures' | 'otherFigures' | 'ask' | 'claims' | 'task' | 'view'>

function runOf(step: Words): Run {
  const run = simulate(inputAfter(step), step.untilMs ?? step.atMs)
  computeFor(run, step.untilMs ?? step.atMs, figuresOf(step))
  return run
}

function otherRunOf(step: Words): Run | null {
  const input = otherInput(step)
  if (!input) return null
  const run = simulate(input, step.untilMs ?? step.atMs)
  computeFor(run, step.untilMs ?? step.atMs, otherFiguresOf(step))
  return run
}

const blanks = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort()

/** The wording has the same blanks in both languages, and every one has a figure with an answer. */
function expectFilled(words: { zh: string; en: string }, step: Words) {
  const run = runOf(step)
  const other = otherRunOf(step)
  const { figures = {}, otherFigures = {} } = step
  const read = (name: string) => {
    const figure = figures[name]
    const beside = otherFigures[name]
    if (figure) return readFigure(run, figure)
    if (beside && other) return readFigure(other, beside)
    throw new Error(`no figure ${name}`)
  }
  expect(blanks(words.zh)).toEqual(blanks(words.en))
  for (const language of ['zh', 'en'] as const) {
    const text = fill(words, { ...figures, ...otherFigures }, read, ALL_MESSAGES[language])
    expect(text).not.toMatch(/[{}…]|NaN|undefined|null/)
  }
}

function expectAnswered(ask: Question, step: Words) {
  const answer = readFigure(runOf(step), ask.answer)
  if (ask.kind === 'number' || ask.kind === 'broker') expect(ask.options).toContain(answer)
  else if (ask.kind === 'outcome') expect(['stored', 'retried', 'failed']).toContain(answer)
  else expect(answer).toMatch(/^\S+ q\d+$/)
  expectFilled(ask.explain, step)
  expectFilled(ask.prompt, step)
}

function describeLesson(lesson: Lesson) {
  describe(lesson.id, () => {
    for (const step of lesson.steps) {
      test(`step ${step.id} claims what the log says`, () => {
        const run = runOf(step)
        expect(step.claims.length).toBeGreaterThan(0)
        for (const claim of step.claims) {
          const asked = claim.inOther ? otherRunOf(step) : run
          const value = asked && readFigure(asked, claim.figure)
          expect(holds(claim, value), `${JSON.stringify(claim)} but the log says ${value}`).toBe(true)
        }
        expect(stateAt(run, step.atMs).nowMs).toBe(step.atMs)
        expectFilled(step.say, step)
        expectFilled(step.meaning, step)
        if (step.ask) expectAnswered(step.ask, step)
        if (step.notes) expectFilled(step.notes, step)
      })
    }
    for (const question of lesson.quiz) {
      test(`quiz ${question.id} has an answer among its options`, () => {
        expectAnswered(question.ask, { ...question, claims: [] })
      })
    }
    test('explains terms that are in the glossary', () => {
      for (const term of lesson.terms) expect(TERMS).toContain(term)
    })
  })
}

const ALL = [...COURSE, ...INCIDENTS, ...TALKS]

for (const lesson of ALL) describeLesson(lesson)

test('every gotcha and every term belongs to one chapter', () => {
  expect(CHAPTERS.flatMap(({ gotchas }) => gotchas)).toEqual(GOTCHAS)
  expect(CHAPTERS.flatMap(({ terms }) => terms).sort()).toEqual([...TERMS].sort())
})

test('no two steps of a lesson share an id, and no two lessons', () => {
  expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length)
  for (const { steps } of ALL) expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
})

test('a question names no unit that its answers are not written in', () => {
  const asked = [...COURSE, ...INCIDENTS, ...TALKS].flatMap(({ steps, quiz }) => [
    ...steps.flatMap(({ ask }) => (ask ? [ask] : [])),
    ...quiz.map(({ ask }) => ask),
  ])
  expect(asked.length).toBeGreaterThan(20)
  for (const { kind, answer, prompt } of asked) {
    if (kind !== 'number' || unitOf(answer) !== 'ms') continue
    expect(prompt.en).not.toMatch(/\b(?:ms|milliseconds|seconds|minutes)\b/)
    expect(prompt.zh).not.toMatch(/毫秒|几秒|多少秒|（秒）/)
  }
})

test('an answer is not said twice, and a part of another number is no answer', () => {
  expect(saysValue('0: the NameServer does not notify it.', '0')).toBe(true)
  expect(saysValue('Still 2: it keeps the route.', '2')).toBe(true)
  expect(saysValue('还是 2 个。', '2')).toBe(true)
  expect(saysValue('10 min: whatever makes it throw', '10 min')).toBe(true)
  for (const text of ['It takes 10 s.', 'n2 is down', '2.5 s', '1,200 messages']) {
    expect(saysValue(text, text === 'n2 is down' || text === '2.5 s' ? '2' : '0')).toBe(false)
  }
})
