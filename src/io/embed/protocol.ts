// What a host page may ask of the embedded one, and the gate its messages pass. Pure; who carries them is in
// ui/embed/host.ts. The whole protocol, for people, is in docs/embed.md.

import * as v from 'valibot'
import type { Language } from '../../i18n/languages'
import { firstProblems, type Problem, type ProblemReason } from '../../i18n/problems'
import type { TimelessAction } from '../../rocketmq'
import { MAX_RUN_MS, type UserAction } from '../../rocketmq'
import { MAX_FILE_LENGTH, type Reading, readDocument, readFileText } from '../document'
import { ACTION_SCHEMAS, TIMELESS_ACTION_SCHEMAS } from '../inputSchema'
import { readLink } from '../link'
import { migrateAction } from '../migrate'
import { below, isObject, isTooDeep, MAX_DEPTH, problem } from '../outsideJson'
import { because, exactObject, integer, languageSchema, list, oneOf, problemsOf } from '../schemaParts'
import { VIEW_READERS } from '../viewReading'

/** The value of `rocketscope` in every message, in both directions. Raised when something is asked or said otherwise. */
export const PROTOCOL_VERSION = 1

/** What a host may listen to. "ready" is told to everybody, once. */
export const EVENTS = ['state', 'moment', 'log', 'action', 'key'] as const
export type EventName = (typeof EVENTS)[number]

export const REQUEST_TYPES = [
  'subscribe',
  'load',
  'play',
  'pause',
  'seek',
  'jump',
  'act',
  'set',
  'state',
  'link',
  'shown',
] as const
export type RequestType = (typeof REQUEST_TYPES)[number]

/** Characters of a request's own name. */
const MAX_ID_LENGTH = 100
/** Things in one message: more than any valid run has. */
const MAX_PIECES = 200_000

export type Request =
  | { type: 'subscribe'; events: EventName[] }
  | { type: 'load'; reading: Reading }
  | { type: 'play' | 'pause' | 'state' | 'link' }
  | { type: 'seek'; tMs: number }
  | { type: 'jump'; to: 'next' | 'previous' }
  | { type: 'act'; action: TimelessAction | UserAction }
  | { type: 'set'; speed?: number; fastForward?: boolean; language?: Language; theme?: 'dark' | 'light' }
  | { type: 'shown'; shown: boolean }

export type RequestId = string | number | null

export type RequestReading = { id: RequestId } & ({ ok: true; request: Request } | { ok: false; problems: Problem[] })

// ---------------------------------------------------------------- schemas

const isText = v.string(because('notText'))
const envelope = (type: RequestType) => ({
  rocketscope: v.literal(PROTOCOL_VERSION),
  id: v.optional(v.unknown()),
  type: v.literal(type),
})

const flag = v.boolean(because('notBoolean'))

const SCHEMAS: Record<RequestType, v.GenericSchema<unknown, unknown>> = {
  subscribe: exactObject({ ...envelope('subscribe'), events: list(oneOf(EVENTS), EVENTS.length) }),
  load: exactObject({ ...envelope('load'), link: v.optional(isText), run: v.optional(v.unknown()) }),
  play: exactObject(envelope('play')),
  pause: exactObject(envelope('pause')),
  seek: exactObject({ ...envelope('seek'), tMs: integer(0, MAX_RUN_MS) }),
  jump: exactObject({ ...envelope('jump'), to: oneOf(['next', 'previous']) }),
  // What the action is made of is looked at below: its schema depends on its type.
  act: exactObject({ ...envelope('act'), action: v.unknown() }),
  set: exactObject({
    ...envelope('set'),
    speed: v.optional(VIEW_READERS.speed.schema),
    fastForward: v.optional(flag),
    language: v.optional(languageSchema),
    theme: v.optional(oneOf(['dark', 'light'])),
  }),
  state: exactObject(envelope('state')),
  link: exactObject(envelope('link')),
  shown: exactObject({ ...envelope('shown'), shown: flag }),
}

/**
 * What came as it would be in a file. Messages may carry more than JSON can say: circles, maps, bytes.
 *
 * @returns null for what is larger than any valid message, or cannot be written down
 */
function asJson(data: unknown): { data: unknown } | null {
  // Not by recursion: it may be nested deeper than that reaches, and go round in circles.
  const waiting: unknown[] = [data]
  let pieces = 0
  let letters = 0
  while (waiting.length > 0) {
    const one = waiting.pop()
    if (++pieces > MAX_PIECES) return null
    if (typeof one === 'string') letters += one.length
    else if (typeof one === 'object' && one !== null) {
      if (ArrayBuffer.isView(one) || (Array.isArray(one) && one.length > MAX_PIECES)) return null
      for (const [key, value] of Object.entries(one)) {
        letters += key.length
        waiting.push(value)
        if (waiting.length > MAX_PIECES) return null
      }
    }
    if (letters > MAX_FILE_LENGTH) return null
  }
  try {
    return { data: JSON.parse(JSON.stringify(data)) }
  } catch {
    return null
  }
}

function readId(id: unknown): { id: RequestId; problem: Problem | null } {
  if (id === undefined || id === null) return { id: null, problem: null }
  if (typeof id === 'number' && Number.isFinite(id)) return { id, problem: null }
  if (typeof id === 'string' && id.length <= MAX_ID_LENGTH) return { id, problem: null }
  return {
    id: null,
    problem: problem('id', id, typeof id === 'string' ? 'tooLong' : 'notText', { max: MAX_ID_LENGTH }),
  }
}

/** An action with its moment, or without one: then it is done at the playhead. */
export function readAction(
  given: unknown,
): { ok: true; action: TimelessAction | UserAction } | { ok: false; problems: Problem[] } {
  const refused = (one: Problem) => ({ ok: false as const, problems: [one] })
  const data = migrateAction(given)
  if (!isObject(data)) return refused(problem('action', data, 'notObject'))
  const schemas = data.atMs === undefined ? TIMELESS_ACTION_SCHEMAS : ACTION_SCHEMAS
  const { type } = data
  if (typeof type !== 'string' || !Object.hasOwn(schemas, type)) {
    return refused(problem('action.type', type, 'notAction', { list: Object.keys(schemas) }))
  }
  const read = v.safeParse(schemas[type] as v.GenericSchema, data)
  if (read.success) return { ok: true, action: read.output as TimelessAction | UserAction }
  return { ok: false, problems: below('action', problemsOf(read.issues)) }
}

function readLoad({ link, run }: { link?: string; run?: unknown }): RequestReading & { id: null } {
  if ((link === undefined) === (run === undefined)) {
    return { id: null, ok: false, problems: [problem('', '', 'linkOrRun')] }
  }
  const reading = link !== undefined ? readLink(link) : typeof run === 'string' ? readFileText(run) : readDocument(run)
  if (reading.input !== null) return { id: null, ok: true, request: { type: 'load', reading } }
  const problems = link === undefined ? below('run', reading.problems) : reading.problems
  return { id: null, ok: false, problems }
}

/**
 * Reads a message. Never throws.
 *
 * @returns null for what is not meant for us: hosts and their tools send each other all kinds of things
 */
export function readRequest(message: unknown): RequestReading | null {
  if (!isObject(message) || !Object.hasOwn(message, 'rocketscope')) return null
  const { id, problem: wrongId } = readId(message.id)
  const refused = (...problems: Problem[]): RequestReading => ({ id, ok: false, problems: firstProblems(problems) })
  if (wrongId) return refused(wrongId)
  if (message.rocketscope !== PROTOCOL_VERSION) {
    return refused(problem('rocketscope', message.rocketscope, 'otherVersion'))
  }
  const json = asJson(message)
  if (json === null || !isObject(json.data)) return refused(problem('', '', 'tooLong', { max: MAX_FILE_LENGTH }))
  if (isTooDeep(json.data)) return refused(problem('', '', 'tooDeep', { max: MAX_DEPTH }))
  const { type } = json.data
  if (typeof type !== 'string' || !(REQUEST_TYPES as readonly string[]).includes(type)) {
    return refused(problem('type', type, 'notInList', { list: REQUEST_TYPES }))
  }
  const read = v.safeParse(SCHEMAS[type as RequestType], json.data)
  if (!read.success) return refused(...problemsOf(read.issues))
  const { rocketscope: _version, id: _id, ...request } = read.output as Record<string, unknown>
  if (type === 'load') return { ...readLoad(request), id }
  if (type === 'act') {
    const action = readAction(request.action)
    return action.ok ? { id, ok: true, request: { type, action: action.action } } : refused(...action.problems)
  }
  return { id, ok: true, request: request as Request }
}

// ---------------------------------------------------------------- answers and events

/** What is wrong, for a program and for a person. */
export interface ReportedProblem {
  path: string
  reason: ProblemReason
  /** In the frame's language. */
  text: string
}

export interface FrameState {
  /** ms of virtual time */
  tMs: number
  playing: boolean
  speed: number
  fastForward: boolean
  language: Language
  theme: 'dark' | 'light'
  preset: string
  /** How many actions the run has. */
  actions: number
  /** Raised whenever it is another run. */
  run: number
  /** Whether anybody can see it; else time stands still and no frame is drawn. */
  seen: boolean
}

/** Where to send something to that only this origin may read. One that has no name can only be reached through "*". */
export const addressOf = (origin: string): string => (origin === '' || origin === 'null' ? '*' : origin)
