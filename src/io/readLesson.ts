// The gate for lessons from outside: files, links, what this browser kept. What passes is a Lesson that every part of the
// page can show; what does not is named by path and reason. What its runs say is checked in lessonCheck.ts.

import * as v from 'valibot'
import type { Figure } from '../chapters/figure'
import { type Lesson, otherInput, type Question, type Step } from '../chapters/lesson'
import type { Localized } from '../i18n/localized'
import { firstProblems, type Problem } from '../i18n/problems'
import { MAX_RUN_MS, type RunInput, type UserAction } from '../rocketmq'
import { brokerNamesOf } from '../rocketmq/misfits'
import { withAllSettings } from './document'
import {
  addedActionProblem,
  changedInputProblems,
  parseRunInput,
  SETTING_NAMES,
  settingValue,
  TIMELESS_ACTION_SCHEMAS,
} from './inputSchema'
import { LESSON_FORMAT, LESSON_VERSION, lessonId, MAX_LESSON_LENGTH } from './lessonFile'
import { figureSchemas, lessonSchema } from './lessonSchema'
import { readLink, type UnpackBudget } from './link'
import { migrateAction, READABLE } from './migrate'
import { below, isObject, isTooDeep, MAX_DEPTH, parseJson, problem } from './outsideJson'
import { byField, exactObject, kindIs, oneOf, problemsOf, unknownKeyProblems } from './schemaParts'

/** Characters that all packed runs of a lesson may grow to. */
const MAX_UNPACKED = 2_000_000

const compareSchema = v.pipe(
  exactObject({ name: oneOf(SETTING_NAMES, 'unknownSetting'), value: v.unknown() }),
  settingValue(),
)

const settingActSchema = v.pipe(
  exactObject({ kind: kindIs('setting'), name: oneOf(SETTING_NAMES, 'unknownSetting'), value: v.unknown() }),
  settingValue(),
)

const gate = lessonSchema({
  input: v.unknown(),
  figure: byField('kind', figureSchemas, 'notFigure'),
  queueFigure: byField('kind', { queueOf: figureSchemas.queueOf }, 'notFigure'),
  outcomeFigure: byField('kind', { outcomeOf: figureSchemas.outcomeOf }, 'notFigure'),
  action: v.pipe(v.unknown(), v.transform(migrateAction), byField('type', TIMELESS_ACTION_SCHEMAS, 'notAction')),
  question: (schemas) => byField('kind', schemas, 'notInList'),
  compare: compareSchema,
  act: (schemas) => byField('kind', schemas, 'notInList'),
  setting: settingActSchema,
})

/** A figure or question of no known kind is known by its kind. */
function byItsKind(found: Problem): Problem {
  const { value, allowed } = found
  return allowed.list && isObject(value) && 'kind' in value ? { ...found, value: value.kind } : found
}

// ---------------------------------------------------------------- what one schema alone cannot see

type ReadInput = { ok: true; input: RunInput } | { ok: false; problems: Problem[] }

/** The input of a run: as in a file of a run, or as the text of a link. */
function readInput(data: unknown, budget: UnpackBudget): ReadInput {
  if (typeof data !== 'string') return parseRunInput(withAllSettings(data))
  const { input, problems } = readLink(data.startsWith('v=') || data.includes('#') ? data : `v=1&${data}`, budget)
  // Its presets may have changed since; whether what it promises still holds is for the claims to say.
  const faults = problems.filter(({ reason }) => reason !== 'changedSince')
  return input === null || faults.length > 0 ? { ok: false, problems: faults } : { ok: true, input }
}

/** Names of Broker groups that figures mention. */
function namesIn(figure: Figure): string[] {
  const marks = 'mark' in figure ? [figure.mark] : 'from' in figure ? [figure.from, figure.to] : []
  const named = [figure, ...marks] as { brokerName?: string }[]
  return named.flatMap((one) => one.brokerName ?? [])
}

const unknownNames = (figures: readonly [path: string, figure: Figure][], known: readonly string[]): Problem[] =>
  figures.flatMap(([path, figure]) =>
    namesIn(figure)
      .filter((one) => !known.includes(one))
      .map((one) => problem(path, one, 'noSuchTarget', { list: known })),
  )

const BLANK = /\{(\w+)\}/g

/** Blanks in a text that no figure fills. */
const emptyBlanks = (path: string, text: Localized, figures: Record<string, Figure>): Problem[] =>
  [...new Set([...Object.values(text).join(' ').matchAll(BLANK)].map((found) => found[1] as string))]
    .filter((blank) => !Object.hasOwn(figures, blank))
    .map((blank) => problem(path, `{${blank}}`, 'noFigure', { list: Object.keys(figures) }))

const named = (path: string, figures: Record<string, Figure> = {}): [string, Figure][] =>
  Object.entries(figures).map(([key, figure]) => [`${path}.${key}`, figure])

const questionProblems = (path: string, ask: Question, figures: Record<string, Figure>): Problem[] => [
  ...emptyBlanks(`${path}.prompt`, ask.prompt, figures),
  ...emptyBlanks(`${path}.explain`, ask.explain, figures),
]

function stepProblems(step: Step, path: string): Problem[] {
  const { figures = {}, otherFigures = {}, ask, task, view } = step
  const all = { ...figures, ...otherFigures }
  const problems: Problem[] = []
  if (step.untilMs !== undefined && step.untilMs < step.atMs) {
    problems.push(problem(`${path}.untilMs`, step.untilMs, 'outOfRange', { min: step.atMs, max: MAX_RUN_MS }))
  }
  if (ask && task) problems.push(problem(`${path}.task`, 'task', 'askAndTask'))
  for (const field of ['say', 'meaning', 'notes'] as const) {
    const text = step[field]
    if (text) problems.push(...emptyBlanks(`${path}.${field}`, text, all))
  }
  if (task) problems.push(...emptyBlanks(`${path}.task.prompt`, task.prompt, all))
  if (ask) problems.push(...questionProblems(`${path}.ask`, ask, all))

  // What is to be done must be possible then.
  if (task && !task.actions === !task.act) problems.push(problem(`${path}.task`, 'task', 'missing'))
  for (const action of task?.actions ?? []) {
    const wrong = addedActionProblem(step.input, { ...action, atMs: step.atMs } as unknown as UserAction)
    if (wrong) problems.push(...below(`${path}.task`, [wrong]))
  }
  const known = brokerNamesOf(step.input, step.atMs)
  const own: [string, Figure][] = [
    ...named(`${path}.figures`, figures),
    ...(ask ? [[`${path}.ask.answer`, ask.answer] as [string, Figure]] : []),
    ...(task?.act?.kind === 'jump' && typeof task.act.to !== 'number'
      ? [[`${path}.task.act.to`, task.act.to] as [string, Figure]]
      : []),
    ...step.claims.flatMap(({ figure, inOther }, at): [string, Figure][] =>
      inOther ? [] : [[`${path}.claims[${at}]`, figure]],
    ),
  ]
  problems.push(...unknownNames(own, known))
  const targets = {
    'view.select': view?.select,
    'task.act': task?.act?.kind === 'select' ? task.act.target : undefined,
  }
  for (const [at, target] of Object.entries(targets)) {
    if (target && 'brokerName' in target && !known.includes(target.brokerName)) {
      problems.push(problem(`${path}.${at}`, target.brokerName, 'noSuchTarget', { list: known }))
    }
  }

  const besides: [string, Figure][] = [
    ...named(`${path}.otherFigures`, otherFigures),
    ...step.claims.flatMap(({ figure, inOther }, at): [string, Figure][] =>
      inOther ? [[`${path}.claims[${at}]`, figure]] : [],
    ),
  ]
  const second = problems.length === 0 ? otherInput(step) : null
  if (besides.length > 0 && otherInput(step) === null) problems.push(problem(`${path}.view.compare`, '', 'missing'))
  if (second) {
    const [wrong] = changedInputProblems(second)
    if (wrong) problems.push(...below(`${path}.view.compare`, [wrong]))
    else problems.push(...unknownNames(besides, brokerNamesOf(second, step.atMs)))
  }
  return problems
}

// ---------------------------------------------------------------- the gate

export type LessonReading = { ok: true; lesson: Lesson } | { ok: false; problems: Problem[] }

/** As much of a lesson as has passed the schema; its inputs are still anything at all. */
interface Written extends Omit<Lesson, 'id' | 'kind' | 'issues' | 'terms' | 'steps' | 'quiz'> {
  kind?: Lesson['kind']
  issues?: number[]
  terms?: string[]
  steps: (Omit<Step, 'id' | 'input' | 'claims'> & { id?: string; input: unknown; claims?: Step['claims'] })[]
  quiz?: (Omit<Lesson['quiz'][number], 'id' | 'input'> & { id?: string; input: unknown })[]
}

/** Checks anything at all for being a lesson. Never throws. */
export function parseLesson(data: unknown): LessonReading {
  if (isTooDeep(data)) return { ok: false, problems: [problem('', '', 'tooDeep', { max: MAX_DEPTH })] }
  const result = v.safeParse(gate, data)
  if (!result.success) return { ok: false, problems: problemsOf(result.issues).map(byItsKind) }
  const written = result.output as unknown as Written
  const problems: Problem[] = []
  // Steps of a lesson often begin from the same run.
  const readBefore = new Map<string, ReadInput>()
  const budget: UnpackBudget = { left: MAX_UNPACKED }
  const inputOf = (from: unknown, path: string): RunInput | null => {
    const key = JSON.stringify(from) ?? ''
    const read = readBefore.get(key) ?? readInput(from, budget)
    readBefore.set(key, read)
    if (read.ok) return read.input
    problems.push(...below(`${path}.input`, read.problems))
    return null
  }
  const steps = written.steps.flatMap((step, at): Step[] => {
    const path = `steps[${at}]`
    const input = inputOf(step.input, path)
    if (!input) return []
    const whole = { ...step, id: step.id ?? `step-${at + 1}`, input, claims: step.claims ?? [] }
    problems.push(...stepProblems(whole, path))
    return [whole]
  })
  const quiz = (written.quiz ?? []).flatMap((question, at) => {
    const path = `quiz[${at}]`
    const input = inputOf(question.input, path)
    if (!input) return []
    const { figures = {}, ask } = question
    problems.push(
      ...questionProblems(`${path}.ask`, ask, figures),
      ...unknownNames(
        [...named(`${path}.figures`, figures), [`${path}.ask.answer`, ask.answer]],
        brokerNamesOf(input, question.atMs),
      ),
    )
    return [{ ...question, id: question.id ?? `question-${at + 1}`, input }]
  })
  if (problems.length > 0) return { ok: false, problems: firstProblems(problems) }
  const { kind = 'lesson', issues = [], terms = [] } = written
  const lesson = { ...written, id: '', kind, issues, terms, steps, quiz }
  return { ok: true, lesson: { ...lesson, id: lessonId(lesson) } }
}

const FILE_KEYS = ['$schema', 'format', 'version', 'lesson']

/** Reads what a lesson file holds. Never throws. */
export function readLesson(data: unknown): LessonReading {
  const refused = (...problems: Problem[]): LessonReading => ({ ok: false, problems: firstProblems(problems) })
  if (!isObject(data)) return refused(problem('', data, 'notObject'))
  if (data.format !== LESSON_FORMAT) return refused(problem('format', data.format, 'notDocument'))
  const problems = unknownKeyProblems(data, FILE_KEYS)
  if (!READABLE.includes(data.version))
    problems.push(problem('version', data.version, 'otherVersion', { max: LESSON_VERSION }))
  if (problems.length > 0) return refused(...problems)
  const read = parseLesson(data.lesson)
  return read.ok ? read : refused(...below('lesson', read.problems))
}

/** Reads the text of a lesson data. Never throws. */
export function readLessonText(text: string): LessonReading {
  const read = parseJson(text, MAX_LESSON_LENGTH)
  return read.ok ? readLesson(read.data) : { ok: false, problems: [read.problem] }
}
