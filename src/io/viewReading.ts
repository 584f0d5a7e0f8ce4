// What a link and a file say about how a run is looked at: read from text, and checked.

import * as v from 'valibot'
import { type ChapterId, FRAMES } from '../chapters/frame'
import type { Problem } from '../i18n/problems'
import { EVENT_BREAKPOINTS, MAX_BREAKPOINTS } from '../projections/breakpointHits'
import { MAX_RUN_MS } from '../rocketmq'
import { parseAction, parseSettingValue } from './actionText'
import { breakpointsSchema } from './breakpointSchema'
import { differenceSchema, parseDifference } from './differenceSchema'
import { MAX_INPUT_LENGTH } from './inputSchema'
import { isObject, parseJson, problem } from './outsideJson'
import { because, decimal, exactObject, integer, kindIs, languageSchema, oneOf, problemOf } from './schemaParts'
import { MAX_SPEED, MIN_SPEED } from './speed'
import {
  LESSON_ID,
  type LessonPlace,
  SELECTION_NUMBERS,
  type Selection,
  type SidePanel,
  type View,
  type ViewName,
} from './viewFields'

/** How one thing is read. */
interface ViewReader<Value> {
  schema: v.GenericSchema<unknown, Value>
  /** The value in a link; what is no such text may become anything, the schema refuses it. */
  read: (text: string) => unknown
}

const readNumber = (text: string): unknown => (/^\d+(\.\d+)?(e-?\d+)?$/.test(text) ? Number(text) : text)
const readSwitch = (text: string): unknown => (text === 'on' ? true : text === 'off' ? false : text)
const place = integer(0, 255)

const selectionSchema: v.GenericSchema<unknown, Selection | null> = v.nullable(
  v.union(
    [
      exactObject({ kind: kindIs('broker'), group: place, node: place }),
      exactObject({ kind: kindIs('group'), group: place }),
      exactObject({ kind: oneOf(['nameServer', 'producer', 'consumer']), index: place }),
      exactObject({
        kind: kindIs('message'),
        message: integer(0, 2 ** 31),
        logIndex: integer(0, 2 ** 31),
      }),
    ],
    because('notSelection'),
  ),
) as v.GenericSchema<unknown, Selection | null>

function readSelection(text: string): unknown {
  if (text === 'none') return null
  const [kind = '', ...numbers] = text.split('.')
  if (!Object.hasOwn(SELECTION_NUMBERS, kind)) return text
  const names = SELECTION_NUMBERS[kind as Selection['kind']]
  if (numbers.length !== names.length) return text
  return { kind, ...Object.fromEntries(names.map((name, index) => [name, readNumber(numbers[index] as string)])) }
}

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

function typedDifference(text: string) {
  const [, kind, typed = ''] = /^(with|without) (.*)$/s.exec(text) ?? []
  return { kind, read: kind === undefined ? parseDifference(text) : parseAction(typed) }
}

function readDifference(text: string): unknown {
  if (text === 'none') return null
  if (text.startsWith('{')) {
    const read = parseJson(text, MAX_INPUT_LENGTH)
    return read.ok ? read.data : text
  }
  const { kind, read } = typedDifference(text)
  if (!read.ok) return text
  return 'difference' in read ? read.difference : { kind, action: read.action }
}

/** What is wrong with a release that a difference names: it is a difference otherwise. */
function unknownReleaseIn(difference: unknown): Problem | null {
  const read =
    typeof difference === 'string'
      ? typedDifference(difference).read
      : isObject(difference) && difference.kind === 'setting'
        ? parseSettingValue(String(difference.name), difference.value)
        : null
  return read && !read.ok && read.problem.reason === 'notRelease' ? read.problem : null
}

function readLessonPlace(text: string): unknown {
  if (text === 'none') return null
  const [, id, page, cue] = /^([a-z0-9-]{1,60})\.(?:(\d{1,6})|([a-z][a-z0-9-]{0,59}))$/.exec(text) ?? []
  if (id === undefined) return text
  return cue === undefined ? { id, page: Number(page) } : { id, page: 0, cue }
}

export const VIEW_READERS: { [Name in ViewName]: ViewReader<Exclude<View[Name], undefined>> } = {
  tMs: { schema: integer(0, MAX_RUN_MS), read: readNumber },
  language: {
    schema: languageSchema,
    read: String,
  },
  selection: {
    schema: selectionSchema,
    read: readSelection,
  },
  openBroker: {
    schema: v.nullable(place),
    read: (text) => (text === 'none' ? null : readNumber(text)),
  },
  sidePanel: {
    schema: oneOf(['story', 'log', 'settings', 'lesson', 'challenge']) as v.GenericSchema<unknown, SidePanel>,
    read: String,
  },
  speed: {
    schema: decimal(MIN_SPEED, MAX_SPEED, { min: MIN_SPEED, max: MAX_SPEED }),
    read: readNumber,
  },
  fastForward: {
    schema: v.boolean(because('notSwitch')),
    read: readSwitch,
  },
  spanMs: {
    schema: v.nullable(integer(1, MAX_RUN_MS)),
    read: (text) => (text === 'all' ? null : readNumber(text)),
  },
  spanFromMs: {
    schema: v.nullable(integer(0, MAX_RUN_MS)),
    read: (text) => (text === 'now' ? null : readNumber(text)),
  },
  chartsOpen: {
    schema: v.boolean(because('notSwitch')),
    read: readSwitch,
  },
  breakpoints: {
    schema: breakpointsSchema,
    read: readBreakpoints,
  },
  compare: {
    schema: v.nullable(differenceSchema),
    read: readDifference,
  },
  lesson: {
    schema: v.nullable(
      exactObject({
        id: v.pipe(v.string(because('notPlace')), v.regex(LESSON_ID, because('notPlace'))),
        page: integer(0, 255),
        cue: v.optional(v.pipe(v.string(because('notPlace')), v.regex(LESSON_ID, because('notPlace')))),
      }),
    ) as v.GenericSchema<unknown, LessonPlace | null>,
    read: readLessonPlace,
  },
  chapter: {
    schema: v.nullable(oneOf(FRAMES.map(({ id }) => id))) as v.GenericSchema<unknown, ChapterId | null>,
    read: (text) => (text === 'none' ? null : text),
  },
  challenge: {
    schema: v.nullable(v.pipe(v.string(because('notChallenge')), v.regex(LESSON_ID, because('notChallenge')))),
    read: (text) => (text === 'none' ? null : text),
  },
}

/** A reader whatever its type, for what is done with all of them alike. */
export const viewReader = (name: ViewName): ViewReader<unknown> => VIEW_READERS[name] as ViewReader<unknown>

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
  const result = v.safeParse(viewReader(name).schema, value)
  if (result.success) return { ok: true, value: result.output }
  const reason = REASONS[name]
  const named = name === 'compare' ? unknownReleaseIn(value) : null
  if (named) return { ok: false, problem: { ...named, path } }
  if (reason) return { ok: false, problem: problem(path, value, reason) }
  return { ok: false, problem: { ...problemOf(result.issues[0]), path, value } }
}
