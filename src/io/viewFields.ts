// How a run is looked at, as a link and a file say it. Pure: the table of the fields is here, what they do to the page is in
// view.ts.

import * as v from 'valibot'
import { type ChapterId, FRAMES } from '../chapters/frame'
import type { Difference } from '../explain/difference'
import type { Language } from '../i18n/languages'
import type { Problem } from '../i18n/problems'
import { type Breakpoint, EVENT_BREAKPOINTS, LIMITS_OF, MAX_BREAKPOINTS } from '../projections/breakpointHits'
import { MAX_RUN_MS } from '../rocketmq'
import { actionText, parseAction } from './actionText'
import { breakpointsSchema } from './breakpointSchema'
import { differenceSchema, parseDifference } from './differenceSchema'
import { MAX_INPUT_LENGTH } from './inputSchema'
import { parseJson, problem } from './outsideJson'
import { because, decimal, exactObject, integer, kindIs, languageSchema, oneOf, problemOf } from './schemaParts'
import { MAX_SPEED, MIN_SPEED } from './speed'

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

export type SidePanel = 'story' | 'log' | 'settings' | 'lesson' | 'challenge'

const selectionSchema: v.GenericSchema<unknown, Selection | null> = v.nullable(
  v.union(
    [
      exactObject({ kind: kindIs('broker'), group: place, node: place }),
      exactObject({ kind: kindIs('group'), group: place }),
      exactObject({ kind: oneOf(['nameServer', 'producer']), index: place }),
      exactObject({
        kind: kindIs('message'),
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
    const read = parseJson(text, MAX_INPUT_LENGTH)
    return read.ok ? read.data : text
  }
  const [, kind, typed = ''] = /^(with|without) (.*)$/s.exec(text) ?? []
  const read = kind === undefined ? parseDifference(text) : parseAction(typed)
  if (!read.ok) return text
  return 'difference' in read ? read.difference : { kind, action: read.action }
}

/** Known by its first 60 letters: a longer text is not read on. */
export const LESSON_ID = /^[a-z0-9-]{1,60}$/

/** A page of a lesson; `cue` names it where it is of a talk, and then counts instead of its number. */
export interface LessonPlace {
  id: string
  page: number
  cue?: string
}

function readLessonPlace(text: string): unknown {
  if (text === 'none') return null
  const [, id, page, cue] = /^([a-z0-9-]{1,60})\.(?:(\d{1,6})|([a-z][a-z0-9-]{0,59}))$/.exec(text) ?? []
  if (id === undefined) return text
  return cue === undefined ? { id, page: Number(page) } : { id, page: 0, cue }
}

/** Everything a document may say about the view. A new field needs a line here and one in view.ts; the compiler asks for it. */
export const VIEW_FIELDS = {
  tMs: field<number>({ part: 't', schema: integer(0, MAX_RUN_MS), standard: 0, write: String, read: readNumber }),
  language: field<Language>({
    part: 'lang',
    schema: languageSchema,
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
  openBroker: field<number | null>({
    part: 'open',
    schema: v.nullable(place),
    standard: null,
    write: (value) => (value === null ? 'none' : String(value)),
    read: (text) => (text === 'none' ? null : readNumber(text)),
  }),
  sidePanel: field<SidePanel>({
    part: 'panel',
    schema: oneOf(['story', 'log', 'settings', 'lesson', 'challenge']) as v.GenericSchema<unknown, SidePanel>,
    standard: 'story',
    write: String,
    read: String,
  }),
  speed: field<number>({
    part: 'speed',
    schema: decimal(MIN_SPEED, MAX_SPEED, { min: MIN_SPEED, max: MAX_SPEED }),
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
        cue: v.optional(v.pipe(v.string(because('notPlace')), v.regex(LESSON_ID, because('notPlace')))),
      }),
    ) as v.GenericSchema<unknown, LessonPlace | null>,
    standard: null,
    write: (value) => (value === null ? 'none' : `${value.id}.${value.cue ?? value.page}`),
    read: readLessonPlace,
  }),
  /** null: the one of the run. */
  chapter: field<ChapterId | null>({
    part: 'chapter',
    schema: v.nullable(oneOf(FRAMES.map(({ id }) => id))) as v.GenericSchema<unknown, ChapterId | null>,
    standard: null,
    write: (value) => value ?? 'none',
    read: (text) => (text === 'none' ? null : text),
  }),
  challenge: field<string | null>({
    part: 'challenge',
    schema: v.nullable(v.pipe(v.string(because('notChallenge')), v.regex(LESSON_ID, because('notChallenge')))),
    standard: null,
    write: (value) => value ?? 'none',
    read: (text) => (text === 'none' ? null : text),
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
  if (reason) return { ok: false, problem: problem(path, value, reason) }
  return { ok: false, problem: { ...problemOf(result.issues[0]), path, value } }
}
