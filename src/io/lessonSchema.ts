// The gate for lessons from outside: files, links, what this browser kept. What passes is a Lesson that every part of the
// page can show; what does not is named by path and reason. What its runs say is checked in lessonCheck.ts.

import * as v from 'valibot'
import { COUNTED, type Figure, MARKED } from '../chapters/figure'
import { type Lesson, otherInput, type Question, type Step } from '../chapters/lesson'
import { TERMS } from '../i18n/glossary'
import { PLAIN_TEXT } from '../i18n/invisible'
import type { Localized } from '../i18n/localized'
import { type Allowed, firstProblems, type Problem, type ProblemReason } from '../i18n/problems'

import { MAX_RUN_MS, type RunInput, type SettingName, type UserAction } from '../rocketmq'
import { LESSON_ID, unknownKeyProblems, withAllSettings } from './document'
import {
  addedActionProblem,
  atMs,
  because,
  brokerNamesOf,
  changedInputProblems,
  exactObject,
  integer,
  list,
  oneOf,
  parseRunInput,
  problemsOf,
  SETTING_NAMES,
  SETTING_SCHEMAS,
  TIMELESS_ACTION_SCHEMAS,
  upToFirstFault,
} from './inputSchema'
import { LESSON_FORMAT, LESSON_VERSION, lessonId, MAX_LESSON_LENGTH } from './lessonFile'
import { readLink, type UnpackBudget } from './link'
import { migrateAction, READABLE } from './migrate'
import { isTooDeep, MAX_DEPTH, parseJson } from './outsideJson'
import { MAX_SPEED, MIN_SPEED } from './speed'

const MAX_STEPS = 60
const MAX_QUESTIONS = 30
const MAX_FIGURES = 40
const MAX_CLAIMS = 60
const MAX_OPTIONS = 12
const MAX_TASK_ACTIONS = 8
const MAX_TITLE = 120
const MAX_TEXT = 1000
const MAX_NOTES = 4000
const MIN_MINUTES = 0.1
const MAX_MINUTES = 600
const MAX_PER_BROKER = 10_000_000
const MAX_ISSUE = 10_000_000
const MAX_MESSAGE = 2 ** 31
const MAX_NUMBER = 1e15
const MAX_NAME = 64
/** Characters that all packed runs of a lesson may grow to. */
const MAX_UNPACKED = 2_000_000

// ---------------------------------------------------------------- schemas

const plain = (max: number) =>
  upToFirstFault(
    v.pipe(
      v.string(because('notText')),
      v.minLength(1, because('noText')),
      v.maxLength(max, because('textTooLong', { max })),
      v.regex(PLAIN_TEXT, because('badText')),
    ),
  )

/** A text in one language is shown in the other as well. */
const words = (max: number) =>
  v.pipe(
    exactObject({ zh: v.optional(plain(max)), en: v.optional(plain(max)) }),
    v.check(({ zh, en }) => zh !== undefined || en !== undefined, because('noText')),
    v.transform(({ zh, en }): Localized => ({ zh: zh ?? en ?? '', en: en ?? zh ?? '' })),
    v.metadata({ minProperties: 1 }),
  )

const kindIs = <Kind extends string>(kind: Kind) => v.literal(kind, because('notInList'))
const number = v.pipe(
  v.number(because('notNumber')),
  v.minValue(-MAX_NUMBER, because('outOfRange', { min: -MAX_NUMBER, max: MAX_NUMBER })),
  v.maxValue(MAX_NUMBER, because('outOfRange', { min: -MAX_NUMBER, max: MAX_NUMBER })),
)
const name = plain(MAX_NAME)
const minutes = v.pipe(
  number,
  v.minValue(MIN_MINUTES, because('outOfRange', { min: MIN_MINUTES, max: MAX_MINUTES })),
  v.maxValue(MAX_MINUTES, because('outOfRange', { min: MIN_MINUTES, max: MAX_MINUTES })),
)
const message = integer(1, MAX_MESSAGE)
const attempt = v.optional(integer(1, 100))
const brokerName = v.optional(name)
const queueId = v.optional(integer(0, 1_000_000))
const stretch = { fromMs: v.optional(atMs), toMs: atMs }
const perBroker = integer(1, MAX_PER_BROKER)
const mark = exactObject({ mark: oneOf(MARKED), brokerName, afterMs: atMs })

/** A schema for every kind of figure there is; the compiler asks for a new one. */
const FIGURES: Record<Figure['kind'], Record<string, v.GenericSchema>> = {
  count: { what: oneOf(COUNTED), brokerName, queueId, ...stretch },
  share: { brokerName: name, queueId, ...stretch },
  queueOf: { message, attempt },
  brokerOf: { message, attempt },
  outcomeOf: { message },
  attemptsOf: { message },
  elapsedOf: { message },
  momentOf: { mark },
  between: { from: mark, to: mark },
  windowOf: { brokerName, afterMs: atMs },
  isolationOf: { atMs },
  queuesKnown: { atMs },
  capacity: { perBroker, ...stretch },
  perBroker: { perBroker },
  messageOf: { mark },
}
const FIGURE_KINDS = Object.keys(FIGURES) as Figure['kind'][]

const figureSchemas = Object.fromEntries(
  FIGURE_KINDS.map((kind) => [kind, exactObject({ kind: kindIs(kind), ...FIGURES[kind] })]),
) as unknown as Record<Figure['kind'], v.GenericSchema>

/** Picks a schema by a field, so that a fault is named where it is, and not as one of many that do not fit. */
const byField = (field: string, schemas: Record<string, v.GenericSchema>, reason: ProblemReason): v.GenericSchema =>
  v.lazy((data): v.GenericSchema => {
    const chosen =
      typeof data === 'object' && data !== null && Object.hasOwn(data, field)
        ? (data as Record<string, unknown>)[field]
        : undefined
    return typeof chosen === 'string' && Object.hasOwn(schemas, chosen)
      ? (schemas[chosen] as v.GenericSchema)
      : v.custom(() => false, because(reason, { list: Object.keys(schemas) }))
  })

/** How the parts are described that the gate itself checks in another way than the published JSON Schema does. */
export interface Parts {
  input: v.GenericSchema
  figure: v.GenericSchema
  queueFigure: v.GenericSchema
  outcomeFigure: v.GenericSchema
  action: v.GenericSchema
  question: (schemas: Record<string, v.GenericSchema>) => v.GenericSchema
  compare: v.GenericSchema
}

export const figureUnion = v.union(Object.values(figureSchemas))
export const queueFigure = figureSchemas.queueOf
export const outcomeFigure = figureSchemas.outcomeOf

const FIGURE_NAME = /^[A-Za-z_]\w{0,39}$/

/** What a lesson is made of, with some of its parts as told. */
export function lessonSchema({ input, figure, queueFigure, outcomeFigure, action, question, compare }: Parts) {
  const figures = v.optional(
    v.pipe(
      v.custom<Record<string, unknown>>(
        (data) => typeof data === 'object' && data !== null && !Array.isArray(data),
        because('notObject'),
      ),
      // Counted before they are looked at.
      v.check((all) => Object.keys(all).length <= MAX_FIGURES, because('tooMany', { max: MAX_FIGURES })),
      v.record(v.pipe(v.string(), v.regex(FIGURE_NAME, because('badFigureName'))), figure, because('notObject')),
      v.metadata({ maxProperties: MAX_FIGURES }),
    ),
  )
  const text = words(MAX_TEXT)
  const asked = { prompt: text, explain: text }
  const ask = question({
    queue: exactObject({ kind: kindIs('queue'), ...asked, answer: queueFigure }),
    outcome: exactObject({ kind: kindIs('outcome'), ...asked, answer: outcomeFigure }),
    number: exactObject({ kind: kindIs('number'), ...asked, answer: figure, options: list(number, MAX_OPTIONS) }),
    broker: exactObject({ kind: kindIs('broker'), ...asked, answer: figure, options: list(name, MAX_OPTIONS) }),
  })
  const id = v.optional(v.pipe(v.string(because('notPlace')), v.regex(LESSON_ID, because('notPlace'))))
  const step = exactObject({
    id,
    title: words(MAX_TITLE),
    say: text,
    input,
    atMs,
    untilMs: v.optional(atMs),
    speed: v.optional(
      v.pipe(
        number,
        v.minValue(MIN_SPEED, because('outOfRange', { min: MIN_SPEED, max: MAX_SPEED })),
        v.maxValue(MAX_SPEED, because('outOfRange', { min: MIN_SPEED, max: MAX_SPEED })),
      ),
    ),
    view: v.optional(
      exactObject({
        select: v.optional(
          v.union(
            [exactObject({ brokerName: name }), exactObject({ message }), exactObject({ producer: integer(0, 255) })],
            because('notSelection'),
          ),
        ),
        panel: v.optional(oneOf(['story', 'log', 'settings'])),
        charts: v.optional(v.boolean(because('notSwitch'))),
        compare: v.optional(compare),
      }),
    ),
    perBroker: v.optional(perBroker),
    ask: v.optional(ask),
    task: v.optional(
      exactObject({
        prompt: text,
        actions: v.pipe(
          list(action, MAX_TASK_ACTIONS),
          v.minLength(1, because('missing')),
          v.metadata({ minItems: 1, maxItems: MAX_TASK_ACTIONS }),
        ),
      }),
    ),
    meaning: text,
    notes: v.optional(words(MAX_NOTES)),
    minutes: v.optional(minutes),
    figures,
    otherFigures: figures,
    claims: v.optional(
      list(
        exactObject({
          figure,
          inOther: v.optional(v.boolean(because('notSwitch'))),
          equals: v.optional(v.union([number, name], because('notFigureValue'))),
          atLeast: v.optional(number),
          atMost: v.optional(number),
        }),
        MAX_CLAIMS,
      ),
    ),
  })
  return exactObject({
    kind: v.optional(oneOf(['lesson', 'incident', 'talk'])),
    title: words(MAX_TITLE),
    summary: text,
    minutes,
    issues: v.optional(list(integer(1, MAX_ISSUE), MAX_OPTIONS)),
    terms: v.optional(list(oneOf(TERMS), 40)),
    steps: v.pipe(
      list(step, MAX_STEPS),
      v.minLength(1, because('missing')),
      v.metadata({ minItems: 1, maxItems: MAX_STEPS }),
    ),
    quiz: v.optional(list(exactObject({ id, input, atMs, ask, figures }), MAX_QUESTIONS)),
  })
}

const compareSchema = v.pipe(
  exactObject({ name: oneOf(SETTING_NAMES, 'unknownSetting'), value: v.unknown() }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const compare = dataset.value
    for (const issue of v.safeParse(SETTING_SCHEMAS[compare.name as SettingName], compare.value).issues ?? []) {
      const path = [{ type: 'object', origin: 'value', input: compare, key: 'value', value: issue.input }]
      addIssue({ message: issue.message, input: issue.input, path: path as [v.IssuePathItem] })
    }
  }),
)

const gate = lessonSchema({
  input: v.unknown(),
  figure: byField('kind', figureSchemas, 'notFigure'),
  queueFigure: byField('kind', { queueOf: figureSchemas.queueOf }, 'notFigure'),
  outcomeFigure: byField('kind', { outcomeOf: figureSchemas.outcomeOf }, 'notFigure'),
  action: v.pipe(v.unknown(), v.transform(migrateAction), byField('type', TIMELESS_ACTION_SCHEMAS, 'notAction')),
  question: (schemas) => byField('kind', schemas, 'notInList'),
  compare: compareSchema,
})

/** A figure or question of no known kind is known by its kind. */
function byItsKind(found: Problem): Problem {
  const { value, allowed } = found
  return allowed.list && typeof value === 'object' && value !== null && 'kind' in value
    ? { ...found, value: value.kind }
    : found
}

// ---------------------------------------------------------------- what one schema alone cannot see

const problem = (path: string, value: unknown, reason: ProblemReason, allowed: Allowed = {}): Problem => ({
  path,
  value,
  reason,
  allowed,
})

const below = (path: string, problems: readonly Problem[]): Problem[] =>
  problems.map((one) => ({ ...one, path: one.path ? `${path}.${one.path}` : path }))

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
const emptyBlanks = (path: string, { zh, en }: Localized, figures: Record<string, Figure>): Problem[] =>
  [...new Set([...`${zh} ${en}`.matchAll(BLANK)].map((found) => found[1] as string))]
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
  for (const action of task?.actions ?? []) {
    const wrong = addedActionProblem(step.input, { ...action, atMs: step.atMs } as unknown as UserAction)
    if (wrong) problems.push(...below(`${path}.task`, [wrong]))
  }
  const known = brokerNamesOf(step.input, step.atMs)
  const own: [string, Figure][] = [
    ...named(`${path}.figures`, figures),
    ...(ask ? [[`${path}.ask.answer`, ask.answer] as [string, Figure]] : []),
    ...step.claims.flatMap(({ figure, inOther }, at): [string, Figure][] =>
      inOther ? [] : [[`${path}.claims[${at}]`, figure]],
    ),
  ]
  problems.push(...unknownNames(own, known))
  if (view?.select && 'brokerName' in view.select && !known.includes(view.select.brokerName)) {
    problems.push(problem(`${path}.view.select`, view.select.brokerName, 'noSuchTarget', { list: known }))
  }

  const besides: [string, Figure][] = [
    ...named(`${path}.otherFigures`, otherFigures),
    ...step.claims.flatMap(({ figure, inOther }, at): [string, Figure][] =>
      inOther ? [[`${path}.claims[${at}]`, figure]] : [],
    ),
  ]
  const second = problems.length === 0 ? otherInput(step) : null
  if (besides.length > 0 && !view?.compare) problems.push(problem(`${path}.view.compare`, '', 'missing'))
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
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return refused(problem('', data, 'notObject'))
  const file = data as Record<string, unknown>
  if (file.format !== LESSON_FORMAT) return refused(problem('format', file.format, 'notDocument'))
  const problems = unknownKeyProblems(file, FILE_KEYS)
  if (!READABLE.includes(file.version))
    problems.push(problem('version', file.version, 'otherVersion', { max: LESSON_VERSION }))
  if (problems.length > 0) return refused(...problems)
  const read = parseLesson(file.lesson)
  return read.ok ? read : refused(...below('lesson', read.problems))
}

/** Reads the text of a lesson file. Never throws. */
export function readLessonText(text: string): LessonReading {
  const read = parseJson(text, MAX_LESSON_LENGTH)
  return read.ok ? readLesson(read.data) : { ok: false, problems: [read.problem] }
}
