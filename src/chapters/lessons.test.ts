// Every step of every lesson: what it claims, asks and says is read from the engine's log, in both languages.

import { describe, expect, test } from 'vitest'
import { ALL_MESSAGES } from '../i18n/allMessages'
import { ALL_TERMS } from '../i18n/glossary'
import { LANGUAGE_CODES, type Language } from '../i18n/languages'
import type { Localized } from '../i18n/localized'
import { type Run, simulate, stateAt } from '../rocketmq'
import { CHAPTERS, COURSE, INCIDENTS, QUESTIONS, TALKS } from './chapters'
import { type Figure, unitOf } from './figure'
import { fill, saysValue } from './fill'
import { GOTCHAS } from './gotchas'
import {
  computeFor,
  figuresOf,
  holds,
  inputAfter,
  isByHand,
  type Lesson,
  otherFiguresOf,
  otherInput,
  type Question,
  type Step,
} from './lesson'
import { readFigure } from './readFigure'
import { BEFORE, LEARNT } from './sending/course.testData'

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

/** Words of a step with their figures, in one language. */
function filled(words: Localized, step: Words, language: Language): string {
  const run = runOf(step)
  const other = otherRunOf(step)
  const { figures = {}, otherFigures = {} } = step
  return fill(
    words,
    { ...figures, ...otherFigures },
    (name) => {
      const figure = figures[name]
      return figure ? readFigure(run, figure) : other && readFigure(other, otherFigures[name] as Figure)
    },
    ALL_MESSAGES[language],
  )
}

/** The wording has the same blanks in both languages, and every one has a figure with an answer. */
function expectFilled(words: Localized, step: Words) {
  expect(blanks(words.zh)).toEqual(blanks(words.en))
  for (const language of LANGUAGE_CODES) expect(filled(words, step, language)).not.toMatch(/[{}…]|NaN|undefined|null/)
}

function expectAnswered(ask: Question, step: Words) {
  const answer = readFigure(runOf(step), ask.answer)
  if (ask.kind === 'choice') {
    expect(ask.options.filter((option) => holds(option, answer))).toHaveLength(1)
    for (const { equals, atLeast, atMost } of ask.options) expect(equals ?? atLeast ?? atMost).toBeDefined()
  } else if (ask.kind === 'number' || ask.kind === 'broker') expect(ask.options).toContain(answer)
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
      for (const term of lesson.terms) expect(ALL_TERMS).toContain(term)
    })
  })
}

const ALL = [...COURSE, ...INCIDENTS, ...TALKS, ...QUESTIONS]

for (const lesson of ALL) describeLesson(lesson)

test('every gotcha and every term belongs to one chapter', () => {
  expect(CHAPTERS.flatMap(({ gotchas }) => gotchas)).toEqual(GOTCHAS)
  expect(CHAPTERS.flatMap(({ terms }) => terms).sort()).toEqual([...ALL_TERMS].sort())
})

test('no two steps of a lesson share an id, and no two lessons', () => {
  expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length)
  for (const { steps } of ALL) expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
})

/** The course that everybody begins with; the other chapters have one lesson each, that of consumers has two. */
const FIRST = CHAPTERS[0]?.lessons ?? []

describe.each(CHAPTERS.slice(1).map((chapter) => [chapter.id, chapter] as const))(
  'the chapter %s',
  (id, { lessons }) => {
    test('has a lesson or two of 5 to 8 steps, half of them by hand, some with a prediction, in the time it says', () => {
      expect(lessons).toHaveLength(id === 'consuming' ? 2 : 1)
      for (const lesson of lessons) {
        expect(lesson.steps.length).toBeGreaterThanOrEqual(5)
        expect(lesson.steps.length).toBeLessThanOrEqual(8)
        expect(lesson.steps.filter(isByHand).length * 2).toBeGreaterThanOrEqual(lesson.steps.length)
        expect(lesson.steps.filter(({ ask }) => ask).length).toBeGreaterThanOrEqual(2)
        for (const step of lesson.steps) expect(step.ask || step.task, step.id).toBeTruthy()
        for (const language of LANGUAGE_CODES)
          expect(secondsOf(lesson, language), language).toBeLessThanOrEqual(lesson.minutes * 60)
      }
    })
  },
)

describe('the course', () => {
  const steps = FIRST.flatMap((lesson) => lesson.steps.map((step) => ({ name: `${lesson.id}/${step.id}`, step })))

  test('answers the twelve questions, in both languages', () => {
    expect(LEARNT).toHaveLength(12)
    for (const { step: name, answer } of LEARNT) {
      const step = steps.find((one) => one.name === name)?.step
      if (!step) throw new Error(`no step ${name}`)
      const words = [step.say, step.meaning, ...(step.ask ? [step.ask.explain] : [])]
      for (const language of LANGUAGE_CODES) {
        expect(words.map((one) => filled(one, step, language)).join(' ')).toContain(answer[language])
      }
    }
  })

  test('takes fifteen minutes, and no lesson takes longer than it says', () => {
    expect(FIRST.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(15)
    for (const lesson of FIRST) {
      for (const language of LANGUAGE_CODES) {
        expect(secondsOf(lesson, language), `${lesson.id} in ${language}`).toBeLessThanOrEqual(lesson.minutes * 60)
      }
    }
  })

  test('is done by hand for at least half of its steps', () => {
    const byHand = steps.filter(({ step }) => isByHand(step))
    expect({ lessons: FIRST.length, steps: steps.length, byHand: byHand.length }).toEqual({
      lessons: 6,
      steps: 21,
      byHand: 14,
    })
    expect(byHand.length * 2).toBeGreaterThanOrEqual(steps.length)
    expect(FIRST.reduce((sum, { steps, quiz }) => sum + steps.length + quiz.length + 1, 0)).toBeLessThan(BEFORE.pages)
  })

  test('asks for what happens, not for a sum: plain counts are no answers', () => {
    for (const { name, step } of COURSE.flatMap((lesson) => lesson.steps.map((step) => ({ name: step.id, step })))) {
      if (step.ask?.kind === 'number') expect(unitOf(step.ask.answer), name).not.toBe('count')
    }
  })
})

test('an incident ends with its cause, its fix, and the same run again with one setting changed by hand', () => {
  expect(INCIDENTS.length).toBeGreaterThanOrEqual(14)
  for (const { id, cause, fix, steps } of INCIDENTS) {
    expect(cause && fix, id).toBeTruthy()
    const last = steps.at(-1)
    if (last?.task?.act?.kind !== 'setting') throw new Error(`${id} ends with no setting`)
    const { name } = last.task.act
    const { scenario, actions } = inputAfter(last)
    expect({ scenario: { ...scenario, settings: { ...scenario.settings, [name]: null } }, actions }).toEqual({
      scenario: { ...last.input.scenario, settings: { ...last.input.scenario.settings, [name]: null } },
      actions: last.input.actions,
    })
    // The figure of before is in its words, and what is claimed of it differs.
    expect(last.say.en + last.meaning.en, id).toContain('{before')
    expect(
      last.claims.some(({ inOther }) => inOther),
      id,
    ).toBe(true)
  }
})

/** Seconds for one choice or one thing that is done. */
const DONE_S = 8

/** Seconds that a lesson takes who reads at 200 words or 320 characters a minute and watches what is played. */
function secondsOf(lesson: Lesson, language: Language): number {
  return lesson.steps.reduce((sum, step) => {
    const words = [step.title, step.say, step.meaning, ...(step.ask ? [step.ask.prompt, step.ask.explain] : [])]
    const text = [...words, ...(step.task ? [step.task.prompt] : [])].map((one) => one[language]).join(' ')
    const readS = language === 'zh' ? (text.length / 320) * 60 : (text.split(/\s+/).length / 200) * 60
    const playedS = ((step.untilMs ?? step.atMs) - step.atMs) / 1000 / (step.speed ?? 1)
    return sum + readS + playedS + (step.ask || step.task ? DONE_S : 0)
  }, 0)
}

test('a question names no unit that its answers are not written in', () => {
  const asked = ALL.flatMap(({ steps, quiz }) => [
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
