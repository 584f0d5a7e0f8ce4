// How a run is looked at, as a link and a file say it. Pure: the table of the fields is here, what they do to the page is in
// view.ts, and what reads and checks them in viewReading.ts, which brings the gate for outside data along.

import type { ChapterId } from '../chapters/frame'
import type { Difference } from '../explain/difference'
import type { Language } from '../i18n/languages'
import { type Breakpoint, LIMITS_OF } from '../projections/breakpointHits'
import { actionText } from './writeAction'

/** One thing about how a run is looked at. */
interface ViewField<Value> {
  /** Its name in a link. */
  part: string
  /** What it is when it is not said; undefined: as the reader has it. */
  standard: Value | undefined
  /** The value in a link. */
  write: (value: Value) => string
}

const field = <Value>(definition: ViewField<Value>): ViewField<Value> => definition

const writeSwitch = (on: boolean): string => (on ? 'on' : 'off')

/** What a person has picked on the stage, in the log or by key. */
export type Selection =
  | { kind: 'broker'; group: number; node: number }
  | { kind: 'group'; group: number }
  | { kind: 'nameServer'; index: number }
  | { kind: 'producer'; index: number }
  | { kind: 'consumer'; index: number }
  | { kind: 'message'; message: number; logIndex: number }

export type SidePanel = 'story' | 'log' | 'settings' | 'lesson' | 'challenge'

/** "broker.0.1", "message.17.253": the numbers of a selection in this order. */
export const SELECTION_NUMBERS: Record<Selection['kind'], readonly string[]> = {
  broker: ['group', 'node'],
  group: ['group'],
  nameServer: ['index'],
  producer: ['index'],
  consumer: ['index'],
  message: ['message', 'logIndex'],
}

function writeSelection(selection: Selection | null): string {
  if (selection === null) return 'none'
  const numbers = selection as unknown as Record<string, number>
  return [selection.kind, ...SELECTION_NUMBERS[selection.kind].map((name) => numbers[name])].join('.')
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

/** "sendLatencyFaultEnable=false", "without kill broker-a/master @9600", or JSON for what has no such words. */
function writeDifference(difference: Difference | null): string {
  if (difference === null) return 'none'
  if (difference.kind === 'setting') return `${difference.name}=${String(difference.value)}`
  if (difference.kind === 'with' || difference.kind === 'without') {
    return `${difference.kind} ${actionText(difference.action)}`
  }
  return JSON.stringify(difference)
}

/** Known by its first 60 letters: a longer text is not read on. */
export const LESSON_ID = /^[a-z0-9-]{1,60}$/

/** A page of a lesson; `cue` names it where it is of a talk, and then counts instead of its number. */
export interface LessonPlace {
  id: string
  page: number
  cue?: string
}

/** Everything a document may say about the view. A new field needs a line here, one in viewReading.ts and one in view.ts; the compiler asks for them. */
export const VIEW_FIELDS = {
  tMs: field<number>({ part: 't', standard: 0, write: String }),
  language: field<Language>({
    part: 'lang',
    standard: undefined,
    write: String,
  }),
  selection: field<Selection | null>({
    part: 'sel',
    standard: null,
    write: writeSelection,
  }),
  openBroker: field<number | null>({
    part: 'open',
    standard: null,
    write: (value) => (value === null ? 'none' : String(value)),
  }),
  sidePanel: field<SidePanel>({
    part: 'panel',
    standard: 'story',
    write: String,
  }),
  speed: field<number>({
    part: 'speed',
    standard: 1,
    write: String,
  }),
  fastForward: field<boolean>({
    part: 'fast',
    standard: false,
    write: writeSwitch,
  }),
  spanMs: field<number | null>({
    part: 'span',
    standard: null,
    write: (value) => (value === null ? 'all' : String(value)),
  }),
  spanFromMs: field<number | null>({
    part: 'from',
    standard: null,
    write: (value) => (value === null ? 'now' : String(value)),
  }),
  chartsOpen: field<boolean>({
    part: 'charts',
    standard: false,
    write: writeSwitch,
  }),
  breakpoints: field<readonly Breakpoint[]>({
    part: 'breaks',
    standard: [],
    write: writeBreakpoints,
  }),
  compare: field<Difference | null>({
    part: 'compare',
    standard: null,
    write: writeDifference,
  }),
  lesson: field<LessonPlace | null>({
    part: 'lesson',
    standard: null,
    write: (value) => (value === null ? 'none' : `${value.id}.${value.cue ?? value.page}`),
  }),
  /** null: the one of the run. */
  chapter: field<ChapterId | null>({
    part: 'chapter',
    standard: null,
    write: (value) => value ?? 'none',
  }),
  challenge: field<string | null>({
    part: 'challenge',
    standard: null,
    write: (value) => value ?? 'none',
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
