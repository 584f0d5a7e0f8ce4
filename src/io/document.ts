// The one format for a run that leaves the page: a file holds it as JSON, a link as text (link.ts), the command line reads
// and writes both. It says what a run is made from, and how it was looked at. Pure: the table of the view's fields is
// here, what they do to the page is in view.ts.

import * as v from 'valibot'
import type { Difference } from '../explain/difference'
import { firstProblems, type Problem } from '../i18n/problems'
import { type Breakpoint, EVENT_BREAKPOINTS, LIMITS_OF, MAX_BREAKPOINTS } from '../projections/breakpointHits'
import { MAX_RUN_MS, REAL_SETTINGS, type RunInput } from '../rocketmq'
import { breakpointsSchema } from './breakpointSchema'
import { differenceSchema, parseDifference } from './differenceSchema'
import {
  actionText,
  because,
  exactObject,
  integer,
  MAX_INPUT_LENGTH,
  oneOf,
  parseAction,
  parseRunInput,
  problemOf,
  unknownKeys,
} from './inputSchema'
import { READABLE } from './migrate'
import { isTooDeep, MAX_DEPTH, parseJson } from './outsideJson'
import { MAX_SPEED, MIN_SPEED } from './speed'

export const FORMAT = 'rocketscope-run'
/** Raised when something written before would be read as something else; see docs/link-format.md. */
export const VERSION = 2
/** More text than any valid document has. */
export const MAX_FILE_LENGTH = MAX_INPUT_LENGTH

// ---------------------------------------------------------------- the view

/** One thing about how a run is looked at. */
interface ViewField<Value> {
  /** Its name in a link. */
  part: string
  schema: v.GenericSchema<unknown, Value>
  /** What it is when it is not said; undefined: as the reader has it. */
  standard: Value | undefined
  /** The value in a link, and back; what is no such text may become anything, the schema refuses it. */
  write: (value: Value) => string
  read: (text: string) => unknown
}

const field = <Value>(definition: ViewField<Value>): ViewField<Value> => definition

const readNumber = (text: string): unknown => (/^\d+(\.\d+)?(e-?\d+)?$/.test(text) ? Number(text) : text)
const readSwitch = (text: string): unknown => (text === 'on' ? true : text === 'off' ? false : text)
const writeSwitch = (on: boolean): string => (on ? 'on' : 'off')

const place = integer(0, 255)

/** What a person has picked on the stage, in the log or by key. */
export type Selection =
  | { kind: 'broker'; group: number; node: number }
  | { kind: 'group'; group: number }
  | { kind: 'nameServer'; index: number }
  | { kind: 'producer'; index: number }
  | { kind: 'message'; message: number; logIndex: number }

export type SidePanel = 'story' | 'log' | 'settings' | 'lesson'

const selectionSchema: v.GenericSchema<unknown, Selection | null> = v.nullable(
  v.union(
    [
      exactObject({ kind: v.literal('broker', because('notInList')), group: place, node: place }),
      exactObject({ kind: v.literal('group', because('notInList')), group: place }),
      exactObject({ kind: oneOf(['nameServer', 'producer']), index: place }),
      exactObject({
        kind: v.literal('message', because('notInList')),
        message: integer(0, 2 ** 31),
        logIndex: integer(0, 2 ** 31),
      }),
    ],
    because('notSelection'),
  ),
) as v.GenericSchema<unknown, Selection | null>

/** "broker.0.1", "message.17.253": the numbers of a selection in this order. */
const SELECTION_NUMBERS: Record<Selection['kind'], readonly string[]> = {
  broker: ['group', 'node'],
  group: ['group'],
  nameServer: ['index'],
  producer: ['index'],
  message: ['message', 'logIndex'],
}

function writeSelection(selection: Selection | null): string {
  if (selection === null) return 'none'
  const numbers = selection as unknown as Record<string, number>
  return [selection.kind, ...SELECTION_NUMBERS[selection.kind].map((name) => numbers[name])].join('.')
}

function readSelection(text: string): unknown {
  if (text === 'none') return null
  const [kind = '', ...numbers] = text.split('.')
  if (!Object.hasOwn(SELECTION_NUMBERS, kind)) return text
  const names = SELECTION_NUMBERS[kind as Selection['kind']]
  if (numbers.length !== names.length) return text
  return { kind, ...Object.fromEntries(names.map((name, index) => [name, readNumber(numbers[index] as string)])) }
}

/** "avoided", "avoided.group0", "off.time9600": one word for each. */
const writeBreakpoints = (breakpoints: readonly Breakpoint[]): string =>
  breakpoints
    .map((one) => {
      const off = one.enabled ? [] : ['off']
      if (one.kind === 'time') return [...off, `time${one.atMs}`].join('.')
      const limits = LIMITS_OF[one.kind].filter((limit) => one[limit] !== undefined)
      return [...off, one.kind, ...limits.map((limit) => `${limit}${one[limit]}`)].join('.')
    })
    .join(',')

function readBreakpoint(text: string): unknown {
  const words = text.split('.')
  const enabled = words[0] !== 'off'
  if (!enabled) words.shift()
  const [kind = '', ...limits] = words
  const time = /^time(\d+)$/.exec(kind)
  if (time && limits.length === 0) return { kind: 'time', enabled, atMs: Number(time[1]) }
  if (!(EVENT_BREAKPOINTS as readonly string[]).includes(kind)) return text
  const read = limits.map((limit) => /^(group|producer|message)(\d+)$/.exec(limit))
  if (read.includes(null)) return text
  return { kind, enabled, ...Object.fromEntries(read.map((parts) => [parts?.[1], Number(parts?.[2])])) }
}

const readBreakpoints = (text: string): unknown =>
  text === '' ? [] : text.split(',', MAX_BREAKPOINTS + 1).map(readBreakpoint)

/** "sendLatencyFaultEnable=false", "without kill broker-a/master @9600", or JSON for what has no such words. */
function writeDifference(difference: Difference | null): string {
  if (difference === null) return 'none'
  if (difference.kind === 'setting') return `${difference.name}=${String(difference.value)}`
  if (difference.kind === 'with' || difference.kind === 'without') {
    return `${difference.kind} ${actionText(difference.action)}`
  }
  return JSON.stringify(difference)
}

function readDifference(text: string): unknown {
  if (text === 'none') return null
  if (text.startsWith('{')) {
    const read = parseJson(text, MAX_FILE_LENGTH)
    return read.ok ? read.data : text
  }
  const [, kind, typed = ''] = /^(with|without) (.*)$/s.exec(text) ?? []
  const read = kind === undefined ? parseDifference(text) : parseAction(typed)
  if (!read.ok) return text
  return 'difference' in read ? read.difference : { kind, action: read.action }
}

/** Known by its first 60 letters: a longer text is not read on. */
export const LESSON_ID = /^[a-z0-9-]{1,60}$/

/** A page of a lesson. */
export interface LessonPlace {
  id: string
  page: number
}

function readLessonPlace(text: string): unknown {
  if (text === 'none') return null
  const parts = /^([a-z0-9-]{1,60})\.(\d{1,6})$/.exec(text)
  return parts ? { id: parts[1], page: Number(parts[2]) } : text
}

/** Everything a document may say about the view. A new field needs a line here and one in view.ts; the compiler asks for it. */
export const VIEW_FIELDS = {
  tMs: field<number>({ part: 't', schema: integer(0, MAX_RUN_MS), standard: 0, write: String, read: readNumber }),
  language: field<'zh' | 'en'>({
    part: 'lang',
    schema: oneOf(['zh', 'en']) as v.GenericSchema<unknown, 'zh' | 'en'>,
    standard: undefined,
    write: String,
    read: String,
  }),
  selection: field<Selection | null>({
    part: 'sel',
    schema: selectionSchema,
    standard: null,
    write: writeSelection,
    read: readSelection,
  }),
  sidePanel: field<SidePanel>({
    part: 'panel',
    schema: oneOf(['story', 'log', 'settings', 'lesson']) as v.GenericSchema<unknown, SidePanel>,
    standard: 'story',
    write: String,
    read: String,
  }),
  speed: field<number>({
    part: 'speed',
    schema: v.pipe(
      v.number(because('notNumber', { min: MIN_SPEED, max: MAX_SPEED })),
      v.minValue(MIN_SPEED, because('outOfRange', { min: MIN_SPEED, max: MAX_SPEED })),
      v.maxValue(MAX_SPEED, because('outOfRange', { min: MIN_SPEED, max: MAX_SPEED })),
    ),
    standard: 1,
    write: String,
    read: readNumber,
  }),
  fastForward: field<boolean>({
    part: 'fast',
    schema: v.boolean(because('notSwitch')),
    standard: false,
    write: writeSwitch,
    read: readSwitch,
  }),
  spanMs: field<number | null>({
    part: 'span',
    schema: v.nullable(integer(1, MAX_RUN_MS)),
    standard: null,
    write: (value) => (value === null ? 'all' : String(value)),
    read: (text) => (text === 'all' ? null : readNumber(text)),
  }),
  spanFromMs: field<number | null>({
    part: 'from',
    schema: v.nullable(integer(0, MAX_RUN_MS)),
    standard: null,
    write: (value) => (value === null ? 'now' : String(value)),
    read: (text) => (text === 'now' ? null : readNumber(text)),
  }),
  chartsOpen: field<boolean>({
    part: 'charts',
    schema: v.boolean(because('notSwitch')),
    standard: false,
    write: writeSwitch,
    read: readSwitch,
  }),
  breakpoints: field<readonly Breakpoint[]>({
    part: 'breaks',
    schema: breakpointsSchema,
    standard: [],
    write: writeBreakpoints,
    read: readBreakpoints,
  }),
  compare: field<Difference | null>({
    part: 'compare',
    schema: v.nullable(differenceSchema),
    standard: null,
    write: writeDifference,
    read: readDifference,
  }),
  lesson: field<LessonPlace | null>({
    part: 'lesson',
    schema: v.nullable(
      exactObject({
        id: v.pipe(v.string(because('notPlace')), v.regex(LESSON_ID, because('notPlace'))),
        page: integer(0, 255),
      }),
    ) as v.GenericSchema<unknown, LessonPlace | null>,
    standard: null,
    write: (value) => (value === null ? 'none' : `${value.id}.${value.page}`),
    read: readLessonPlace,
  }),
}

type ValueOf<Field> = Field extends ViewField<infer Value> ? Value : never
export type ViewName = keyof typeof VIEW_FIELDS
/** Without the fields that are as always. */
export type View = { [Name in ViewName]?: ValueOf<(typeof VIEW_FIELDS)[Name]> }

export const VIEW_NAMES = Object.keys(VIEW_FIELDS) as ViewName[]

/** A field whatever its type, for what is done with all of them alike. */
export const viewField = (name: ViewName): ViewField<unknown> => VIEW_FIELDS[name] as ViewField<unknown>

export const sameValue = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** A view without the fields that are as always, in the order of the table. */
export const tidyView = (view: View): View =>
  Object.fromEntries(
    VIEW_NAMES.filter((name) => view[name] !== undefined && !sameValue(view[name], viewField(name).standard)).map(
      (name) => [name, view[name]],
    ),
  )

/** Where one reason says more than the first thing found wrong inside. */
const REASONS: Partial<Record<ViewName, Problem['reason']>> = {
  selection: 'notSelection',
  breakpoints: 'notBreakpoints',
  compare: 'notDifference',
}

/** Checks one field. @returns its value, or what is wrong with it */
export function checkViewField(
  name: ViewName,
  value: unknown,
  path: string,
): { ok: true; value: unknown } | { ok: false; problem: Problem } {
  const result = v.safeParse(viewField(name).schema, value)
  if (result.success) return { ok: true, value: result.output }
  const reason = REASONS[name]
  if (reason) return { ok: false, problem: { path, value, reason, allowed: {} } }
  const { reason: found, allowed } = problemOf(result.issues[0])
  return { ok: false, problem: { path, value, reason: found, allowed } }
}

// ---------------------------------------------------------------- the document

/** A run with how it is looked at. */
export interface RunDocument {
  input: RunInput
  view: View
  /** The person's own lesson that is open in it, packed for a link by lessonFile.ts. */
  own?: string
}

/** What could be read: the input is null if there is none to be used. The problems name everything else. */
export interface Reading {
  input: RunInput | null
  view: View
  /** A lesson that came along in the link, as JSON, not yet checked. */
  own?: string
  problems: Problem[]
}

const FILE_KEYS = ['$schema', 'format', 'version', 'input', 'view']

const isObject = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && !Array.isArray(data)

const problem = (
  path: string,
  value: unknown,
  reason: Problem['reason'],
  allowed: Problem['allowed'] = {},
): Problem => ({
  path,
  value,
  reason,
  allowed,
})

/** Settings that a file does not say have RocketMQ's own values. */
export function withAllSettings(input: unknown): unknown {
  if (!isObject(input) || !isObject(input.scenario)) return input
  const { settings } = input.scenario
  if (!isObject(settings)) return input
  return { ...input, scenario: { ...input.scenario, settings: { ...structuredClone(REAL_SETTINGS), ...settings } } }
}

const below = (path: string, problems: Problem[]): Problem[] =>
  problems.map((one) => ({ ...one, path: one.path ? `${path}.${one.path}` : path }))

/** What a file says that is not known here. */
export function unknownKeyProblems(data: object, known: readonly string[], above = ''): Problem[] {
  const { named, more } = unknownKeys(data, (key) => known.includes(key))
  const problems = named.map((key) => problem(`${above}${key}`, key, 'unknownKey', { list: known }))
  return more > 0 ? [...problems, problem('', more, 'more')] : problems
}

function readView(data: unknown): { view: View; problems: Problem[] } {
  if (data === undefined) return { view: {}, problems: [] }
  if (!isObject(data)) return { view: {}, problems: [problem('view', data, 'notObject')] }
  const view: Record<string, unknown> = {}
  const problems: Problem[] = []
  for (const name of VIEW_NAMES) {
    if (!Object.hasOwn(data, name)) continue
    const checked = checkViewField(name, data[name], `view.${name}`)
    if (checked.ok) view[name] = checked.value
    else problems.push(checked.problem)
  }
  problems.push(...unknownKeyProblems(data, VIEW_NAMES, 'view.'))
  return { view: tidyView(view as View), problems }
}

/**
 * Reads what a file holds: a document, or the bare input of a run as `simulate --json` prints it. An input with anything
 * wrong in it is refused whole; of the view, what can be read is taken. Never throws.
 */
export function readDocument(data: unknown): Reading {
  const refused = (...problems: Problem[]): Reading => ({ input: null, view: {}, problems: firstProblems(problems) })
  if (isTooDeep(data)) return refused(problem('', '', 'tooDeep', { max: MAX_DEPTH }))
  if (!isObject(data)) return refused(problem('', data, 'notDocument'))
  if (!Object.hasOwn(data, 'format') && Object.hasOwn(data, 'scenario')) {
    const bare = parseRunInput(withAllSettings(data))
    return bare.ok ? { input: bare.input, view: {}, problems: [] } : refused(...bare.problems)
  }
  if (data.format !== FORMAT) return refused(problem('format', data.format, 'notDocument'))
  const problems = unknownKeyProblems(data, FILE_KEYS)
  if (!READABLE.includes(data.version))
    problems.push(problem('version', data.version, 'otherVersion', { max: VERSION }))
  const { view, problems: viewProblems } = readView(data.view)
  const checked = parseRunInput(withAllSettings(data.input))
  if (!checked.ok) return refused(...problems, ...viewProblems, ...below('input', checked.problems))
  return { input: checked.input, view, problems: firstProblems([...problems, ...viewProblems]) }
}

/** Reads the text of a file. Never throws. */
export function readFileText(text: string): Reading {
  const read = parseJson(text, MAX_FILE_LENGTH)
  return read.ok ? readDocument(read.data) : { input: null, view: {}, problems: [read.problem] }
}

/** The text of a file. */
export const fileText = ({ input, view }: RunDocument): string =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, input, view: tidyView(view) }, null, 2)}\n`
