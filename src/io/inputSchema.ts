// The one gate for data from outside: files, links, storage, the command line. What passes here is a RunInput the engine
// accepts; what does not is described so that a person can put it right. Ranges come from the engine's table of settings.

import * as v from 'valibot'
import { PLAIN_NAME } from '../i18n/invisible'
import { type Allowed, firstProblems, MAX_PROBLEMS, type Problem, type ProblemReason } from '../i18n/problems'
import {
  MAX_ACTIONS,
  MAX_ANSWER_TIMES,
  MAX_RESPONSE_CODE,
  MAX_RUN_MS,
  MAX_SEED,
  MAX_TABLE_LENGTH,
  misfits,
  PLAIN_ACTIONS,
  parseTarget,
  RELEASES,
  type RunInput,
  rangeOf,
  SETTING_DEFINITIONS,
  type SettingDefinition,
  type SettingKind,
  type SettingName,
  type Settings,
  settingDefinition,
  TROUBLES,
  type UserAction,
  type UserActionType,
} from '../rocketmq'
import { migrateInput, renamedAction } from './migrate'
import { isTooDeep, MAX_DEPTH, parseJson } from './outsideJson'

export type { Problem } from '../i18n/problems'
export { brokerNamesOf, MAX_ACTIONS, MAX_ANSWER_TIMES, MAX_SEED } from '../rocketmq'

const MAX_NAME_LENGTH = 64
const MAX_TOPIC_LENGTH = 127
/** Characters of an action as typed: more than the longest table of latencies and the longest names need. */
export const MAX_ACTION_LENGTH = 1000
/** Characters of a setting's value as typed. */
export const MAX_VALUE_LENGTH = 500
/** The longest name, a slash and a node. */
const MAX_TARGET_LENGTH = MAX_NAME_LENGTH + 20
/** Characters of an input as JSON: more than any valid one has. */
export const MAX_INPUT_LENGTH = 4_000_000
/** Keys of one object that are named as unknown. */
const MAX_UNKNOWN_KEYS = 20

type Parsed<T> = ({ ok: true } & T) | { ok: false; problem: Problem }

// ---------------------------------------------------------------- schemas

/** valibot carries one text per issue; ours says the reason and what is allowed, and is read back below. */
export const because = (reason: ProblemReason, allowed: Allowed = {}): string => JSON.stringify({ reason, allowed })

const isObject = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && !Array.isArray(data)

/** Keys of some data that are not among the known ones: the first of them by name, and how many more there are. */
export function unknownKeys(data: object, isKnown: (key: string) => boolean): { named: string[]; more: number } {
  const named: string[] = []
  let more = 0
  for (const key of Object.keys(data)) {
    if (isKnown(key)) continue
    if (named.length < MAX_UNKNOWN_KEYS) named.push(key)
    else more++
  }
  return { named, more }
}

/** An object with these keys and no others; all others are reported by name. */
export const exactObject = <Entries extends v.ObjectEntries>(entries: Entries) => {
  const unknownKey = because('unknownKey', { list: Object.keys(entries) })
  return v.pipe(
    v.custom<Record<string, unknown>>(isObject, because('notObject')),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const { named, more } = unknownKeys(dataset.value, (key) => Object.hasOwn(entries, key))
      for (const key of named) addIssue({ message: unknownKey, input: key })
      if (more > 0) addIssue({ message: because('more'), input: more })
    }),
    v.object(entries, because('missing')),
    // For the published JSON Schema, which does not read the check above.
    v.metadata({ additionalProperties: false }),
  )
}

export const integer = (min: number, max: number) =>
  v.pipe(
    v.number(because('notInteger', { min, max })),
    v.integer(because('notInteger', { min, max })),
    v.minValue(min, because('outOfRange', { min, max })),
    v.maxValue(max, because('outOfRange', { min, max })),
  )

export const oneOf = (list: readonly string[], reason: ProblemReason = 'notInList') =>
  v.picklist(list, because(reason, { list }))

/** ms in steps that never go down; `strictly`: no two alike. */
const table = (strictly: boolean) =>
  v.pipe(
    v.array(v.unknown(), because('notTable')),
    v.rawCheck(({ dataset, addIssue }) => {
      if (dataset.typed && (dataset.value.length < 1 || dataset.value.length > MAX_TABLE_LENGTH)) {
        addIssue({ message: because('tableLength', { min: 1, max: MAX_TABLE_LENGTH }), input: dataset.value.length })
      }
    }),
    v.array(integer(0, MAX_RUN_MS), because('notTable')),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const steps = dataset.value
      const inOrder = steps.every((step, at) => at === 0 || (strictly ? step > steps[at - 1] : step >= steps[at - 1]))
      if (!inOrder) addIssue({ message: because('tableOrder') })
    }),
    v.metadata({
      minItems: 1,
      maxItems: MAX_TABLE_LENGTH,
      description: 'ms, ascending; latencyMax and notAvailableDuration must be equally long',
    }),
  )

const schemaOf = ({ name, kind }: SettingDefinition): v.GenericSchema<unknown, Settings[SettingName]> => {
  switch (kind.type) {
    case 'integer': {
      const schema = integer(kind.min, kind.max)
      return kind.nullable ? v.nullable(schema) : schema
    }
    case 'boolean':
      return v.boolean(because('notBoolean'))
    case 'release':
      return oneOf(RELEASES)
    case 'choice':
      return oneOf(kind.options)
    case 'table':
      return v.nullable(table(name === 'latencyMax'))
  }
}

export const SETTING_SCHEMAS = Object.fromEntries(
  SETTING_DEFINITIONS.map((definition) => [definition.name, schemaOf(definition)]),
) as Record<SettingName, v.GenericSchema<unknown, Settings[SettingName]>>

export const SETTING_NAMES: readonly string[] = SETTING_DEFINITIONS.map(({ name }) => name)

const isSettingName = (name: unknown): name is SettingName => typeof name === 'string' && SETTING_NAMES.includes(name)

const like = (name: SettingName) => integer(rangeOf(name).min, rangeOf(name).max)

/** What follows the first fault of a text is not looked at: a pattern never meets a text that is too long. */
export const upToFirstFault = <Schema extends v.GenericSchema>(schema: Schema): Schema =>
  v.config(schema, { abortPipeEarly: true })

const tidyText = (longest: number, shape: RegExp) =>
  upToFirstFault(
    v.pipe(v.string(because('notText')), v.maxLength(longest, because('badName')), v.regex(shape, because('badName'))),
  )

/** The name of a Broker group. */
export const brokerNameSchema = tidyText(MAX_NAME_LENGTH, PLAIN_NAME)

const settingsSchema = exactObject(SETTING_SCHEMAS)

const brokerGroupSchema = exactObject({
  brokerName: v.optional(brokerNameSchema),
  slaveCount: v.optional(like('slaveCount')),
  writeQueueNums: v.optional(like('writeQueueNums')),
  serviceTimeMs: v.optional(like('brokerServiceTimeMs')),
})

export const list = <Item extends v.GenericSchema>(item: Item, max: number) =>
  v.pipe(
    v.array(v.unknown(), because('notList')),
    v.rawCheck(({ dataset, addIssue }) => {
      if (dataset.typed && dataset.value.length > max) {
        addIssue({ message: because('tooMany', { max }), input: dataset.value.length })
      }
    }),
    v.array(item),
    v.metadata({ maxItems: max }),
  )

const scenarioSchema = (settings: v.GenericSchema) =>
  exactObject({
    preset: tidyText(MAX_NAME_LENGTH, /^[\w.-]+$/),
    // RocketMQ: TopicValidator
    topic: tidyText(MAX_TOPIC_LENGTH, /^[%|a-zA-Z0-9_-]+$/),
    settings,
    brokerGroups: list(brokerGroupSchema, rangeOf('brokerGroupCount').max),
  })

export const atMs = integer(0, MAX_RUN_MS)
const target = upToFirstFault(
  v.pipe(
    v.string(because('notText')),
    v.maxLength(MAX_TARGET_LENGTH, because('notTarget')),
    v.check((text) => parseTarget(text) !== null, because('notTarget')),
  ),
)

const switched = v.boolean(because('notSwitch'))

const ACTION_TYPES: readonly UserActionType[] = [
  ...PLAIN_ACTIONS,
  'slow',
  'setFault',
  'injectResponse',
  'link',
  'writePerm',
  'set',
]

/** @param when - the field that says when it is done; none for an action that somebody is still to do */
const actionSchemas = (when: Record<string, typeof atMs>): Record<string, v.GenericSchema> => ({
  ...Object.fromEntries(PLAIN_ACTIONS.map((type) => [type, exactObject({ ...when, type: v.literal(type), target })])),
  slow: exactObject({ ...when, type: v.literal('slow'), target, ms: like('brokerServiceTimeMs') }),
  setFault: exactObject({ ...when, type: v.literal('setFault'), target, fault: oneOf(TROUBLES), on: switched }),
  injectResponse: exactObject({
    ...when,
    type: v.literal('injectResponse'),
    target,
    code: integer(1, MAX_RESPONSE_CODE),
    times: integer(0, MAX_ANSWER_TIMES),
  }),
  link: exactObject({ ...when, type: v.literal('link'), target, peer: target, lossPercent: integer(0, 100) }),
  writePerm: exactObject({
    ...when,
    type: v.literal('writePerm'),
    brokerName: v.string(because('notText')),
    on: switched,
  }),
  set: v.pipe(
    exactObject({
      ...when,
      type: v.literal('set'),
      name: v.picklist(SETTING_NAMES, because('unknownSetting', { list: SETTING_NAMES })),
      value: v.unknown(),
      brokerName: v.optional(v.string(because('notText'))),
    }),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const action = dataset.value
      const at = (key: string, input: unknown) =>
        [{ type: 'object', origin: 'value', input: action, key, value: input }] as [v.IssuePathItem]
      const name = action.name as SettingName
      if (!settingDefinition(name).timed) {
        addIssue({ message: because('notTimed'), input: name, path: at('name', name) })
      }
      if (action.brokerName !== undefined && name !== 'writeQueueNums') {
        addIssue({ message: because('notForGroup'), input: name, path: at('brokerName', name) })
      }
      for (const issue of v.safeParse(SETTING_SCHEMAS[name], action.value).issues ?? []) {
        addIssue({ message: issue.message, input: issue.input, path: at('value', issue.input) })
      }
    }),
  ),
})

export const ACTION_SCHEMAS = actionSchemas({ atMs })
/** Actions without their moment. */
export const TIMELESS_ACTION_SCHEMAS = actionSchemas({})

const actionSchema = v.lazy((data): v.GenericSchema => {
  if (!isObject(data)) return v.custom(isObject, because('notObject'))
  return Object.hasOwn(data, 'type') && ACTION_TYPES.includes(data.type as UserActionType)
    ? ACTION_SCHEMAS[data.type as string]
    : v.custom(() => false, because('notAction', { list: ACTION_TYPES }))
})

/** The input of a run, with settings and actions as told: the published JSON Schema describes them otherwise. */
export const inputSchema = (settings: v.GenericSchema, action: v.GenericSchema) =>
  exactObject({
    scenario: scenarioSchema(settings),
    seed: integer(0, MAX_SEED),
    actions: list(action, MAX_ACTIONS),
  })

const runInputSchema = inputSchema(settingsSchema, actionSchema)

const pathText = (path: readonly { key: unknown }[] | undefined): string =>
  (path ?? []).reduce(
    (text, { key }) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text ? '.' : ''}${String(key)}`),
    '',
  )

/** The problems of some issues, the first of them by name. */
export function problemsOf(issues: readonly v.BaseIssue<unknown>[]): Problem[] {
  const unnamed = issues.slice(MAX_PROBLEMS)
  return firstProblems(issues.slice(0, MAX_PROBLEMS).map(problemOf), unnamed.length)
}

export function problemOf(issue: v.BaseIssue<unknown>): Problem {
  const { reason, allowed } = JSON.parse(issue.message) as { reason: ProblemReason; allowed: Allowed }
  // An action of no known kind is known by its type.
  const value = reason === 'notAction' && isObject(issue.input) ? issue.input.type : issue.input
  return { path: pathText(issue.path as { key: unknown }[] | undefined), value, allowed, reason }
}

const problem = (path: string, value: unknown, reason: ProblemReason, allowed: Allowed = {}): Problem => ({
  path,
  value,
  reason,
  allowed,
})

// ---------------------------------------------------------------- the gate

export type InputReading = { ok: true; input: RunInput } | { ok: false; problems: Problem[] }

/** As `parseRunInput`, with every problem there is, for who leaves out what is wrong. Never throws. */
export function parseWholeInput(data: unknown): InputReading {
  if (isTooDeep(data)) return { ok: false, problems: [problem('', '', 'tooDeep', { max: MAX_DEPTH })] }
  const result = v.safeParse(runInputSchema, migrateInput(data))
  if (!result.success) return { ok: false, problems: result.issues.map(problemOf) }
  const input = result.output as unknown as RunInput
  // What one schema alone cannot see.
  const problems: Problem[] = misfits(input)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, input }
}

/** Checks anything at all for being the input of a run. Never throws. */
export function parseRunInput(data: unknown): InputReading {
  const read = parseWholeInput(data)
  return read.ok ? read : { ok: false, problems: firstProblems(read.problems) }
}

/** What is wrong with an action that is put behind all those of an input that has passed; null: nothing. */
export function addedActionProblem(input: RunInput, action: UserAction): Problem | null {
  const read = v.safeParse(actionSchema, action)
  const path = `actions[${input.actions.length}]`
  if (!read.success) {
    const first = problemOf(read.issues[0])
    return { ...first, path: first.path ? `${path}.${first.path}` : path }
  }
  return misfits({ ...input, actions: [...input.actions, action] }, input.actions.length)[0] ?? null
}

/** What no longer fits together in an input that has passed, once a setting has another value; that value has passed as well. */
export const changedInputProblems = (input: RunInput): Problem[] => firstProblems(misfits(input))

/** Reads a text as JSON and checks it. */
export function parseRunText(text: string): InputReading {
  const read = parseJson(text, MAX_INPUT_LENGTH)
  return read.ok ? parseRunInput(read.data) : { ok: false, problems: [read.problem] }
}

/** A length of time as people type it: "500", "500ms", "3s". Other texts come back as they are. */
function parseMs(text: string): unknown {
  const parts = /^(-?\d+(?:\.\d+)?) ?(ms|s)?$/.exec(text)
  if (!parts) return text
  const ms = Number(parts[1]) * (parts[2] === 's' ? 1000 : 1)
  return Number.isInteger(Math.round(ms * 1000) / 1000) ? Math.round(ms) : text
}

/** What a typed text means for a kind of setting; what it cannot mean stays text and is refused by the schema. */
function readText(kind: SettingKind, typed: string): unknown {
  const text = typed.trim()
  switch (kind.type) {
    case 'integer':
      if (kind.nullable && text === 'null') return null
      if (kind.unit === 'ms') return parseMs(text)
      return /^-?\d+$/.test(text) ? Number(text) : text
    case 'boolean':
      if (text === 'true' || text === 'on') return true
      return text === 'false' || text === 'off' ? false : text
    case 'release':
      return text
    case 'choice':
      return nameLike(text, kind.options)
    case 'table': {
      if (text === 'null') return null
      const parts = text.replace(/^\[|\]$/g, '').split(/[,，/、]\s*|\s+/)
      return parts.every((part) => /^\d+$/.test(part)) ? parts.map(Number) : text
    }
  }
}

/** Checks one value of one setting, as text from a person or as a value. */
export function parseSettingValue(name: string, value: unknown): Parsed<{ value: Settings[SettingName] }> {
  if (!isSettingName(name)) {
    return { ok: false, problem: problem('', name, 'unknownSetting', { list: SETTING_NAMES }) }
  }
  const { kind } = settingDefinition(name)
  if (typeof value === 'string' && value.length > MAX_VALUE_LENGTH) {
    return { ok: false, problem: problem(name, value, 'tooLong', { max: MAX_VALUE_LENGTH }) }
  }
  const result = v.safeParse(SETTING_SCHEMAS[name], typeof value === 'string' ? readText(kind, value) : value)
  if (result.success) return { ok: true, value: result.output }
  const first = problemOf(result.issues[0])
  return { ok: false, problem: { ...first, path: name } }
}

/** Other ways in which people write the same. */
const ACTION_WORDS: Record<string, UserActionType> = {
  poweroff: 'powerOff',
  'power-off': 'powerOff',
  start: 'restart',
  writeperm: 'writePerm',
}
const TARGET_WORDS: Record<string, string> = { namesrv: 'nameserver', NameServer: 'nameserver', Producer: 'producer' }

/** Takes "@9600", "@ 9600" or what stands behind the @ of the last word off the words. @returns null where there is no time */
function takeTime(words: string[]): string | null {
  const last = words.pop() ?? ''
  const before = words.at(-1)
  if (last !== '' && before?.endsWith('@')) {
    words.pop()
    if (before !== '@') words.push(before.slice(0, -1))
    return last
  }
  const at = last.indexOf('@')
  if (at < 0 || at === last.length - 1) return null
  if (at > 0) words.push(last.slice(0, at))
  return last.slice(at + 1)
}

/**
 * Reads an action as typed: "kill broker-a master @9600", "slow broker-a/n0 700 @1000", "set sendMsgTimeout=500 @2000",
 * "set writeQueueNums=4 broker-b @2000", "restart nameserver 0 @20000", "setFault broker-a/n0 diskFull on @1000",
 * "injectResponse broker-a/n0 13 1 @990", "link producer/0 broker-a/n0 100 @500", "writePerm broker-a off @5000".
 * Whether its target exists is parseRunInput's.
 */
export function parseAction(text: string): Parsed<{ action: UserAction }> {
  const wrong = (reason: ProblemReason, value: unknown, allowed: Allowed = {}): Parsed<{ action: UserAction }> => ({
    ok: false,
    problem: problem(text, value, reason, allowed),
  })
  if (text.length > MAX_ACTION_LENGTH) return wrong('tooLong', text, { max: MAX_ACTION_LENGTH })
  const words = text.trim().split(/\s+/)
  const timed = takeTime(words)
  if (timed === null) return wrong('noTime', text)
  const typed = words.shift() ?? ''
  const type = (Object.hasOwn(ACTION_WORDS, typed) ? ACTION_WORDS[typed] : typed) as UserActionType
  const now = renamedAction(typed)
  if (now !== null) return wrong('renamedAction', typed, { list: [now] })
  if (!ACTION_TYPES.includes(type)) return wrong('notAction', typed, { list: ACTION_TYPES })
  const when = parseMs(timed)

  const build = (action: unknown): Parsed<{ action: UserAction }> => {
    const result = v.safeParse(actionSchema, action)
    if (result.success) return { ok: true, action: result.output as UserAction }
    return { ok: false, problem: { ...problemOf(result.issues[0]), path: text } }
  }

  if (type === 'set') {
    const change = words.find((word) => word.includes('=')) ?? words.join(' ')
    const equals = change.indexOf('=')
    const name = equals < 0 ? change : change.slice(0, equals)
    const read = parseSettingValue(name, equals < 0 ? '' : change.slice(equals + 1))
    if (!read.ok) return { ok: false, problem: { ...read.problem, path: text } }
    const others = words.toSpliced(words.indexOf(change), 1)
    const rest = others.length > 1 && others[0] === 'on' ? others.slice(1) : others
    if (rest.length > 1) return wrong('unknownKey', rest[1])
    return build({ atMs: when, type, name, value: read.value, ...(rest.length === 1 ? { brokerName: rest[0] } : {}) })
  }

  // What stands behind the targets, last word first.
  const onOff = (): unknown => readText({ type: 'boolean' }, words.pop() ?? '')
  const number = (): unknown =>
    readText({ type: 'integer', unit: 'count', min: 0, max: 0 }, (words.pop() ?? '').replace(/%$/, ''))
  let more: object = {}
  if (type === 'slow') more = { ms: parseMs(words.pop() ?? '') }
  if (type === 'setFault') {
    const on = onOff()
    more = { fault: nameLike(words.pop() ?? '', TROUBLES), on }
  }
  if (type === 'injectResponse') {
    const times = number()
    more = { code: number(), times }
  }
  if (type === 'link') {
    const lossPercent = number()
    // "producer/0 broker-a/n0" or "producer 0 broker-a n0"
    const [first = '', second = '', ...peer] = words.splice(0).join('/').split('/')
    words.push(first, second)
    more = { peer: targetText(peer), lossPercent }
  }
  if (type === 'writePerm') {
    const on = onOff()
    return build({ atMs: when, type, brokerName: words.join(' '), on })
  }
  return build({ atMs: when, type, target: targetText(words.join('/').split('/')), ...more })
}

/** A Broker may bear such a name; its target ends in "master" or "n0". */
const targetText = ([name = '', ...which]: string[]): string =>
  [Object.hasOwn(TARGET_WORDS, name) && /^\d*$/.test(which[0] ?? '') ? TARGET_WORDS[name] : name, ...which].join('/')

/** The word of a list in its own spelling, whatever letters are capital; other words come back as they are. */
const nameLike = (typed: string, list: readonly string[]): string =>
  list.find((name) => name.toLowerCase() === typed.toLowerCase()) ?? typed

/** An action as parseAction reads it. */
export function actionText(action: UserAction): string {
  const at = `@${action.atMs}`
  if (action.type === 'slow') return `slow ${action.target} ${action.ms} ${at}`
  if (action.type === 'setFault') return `setFault ${action.target} ${action.fault} ${action.on ? 'on' : 'off'} ${at}`
  if (action.type === 'injectResponse') return `injectResponse ${action.target} ${action.code} ${action.times} ${at}`
  if (action.type === 'link') return `link ${action.target} ${action.peer} ${action.lossPercent} ${at}`
  if (action.type === 'writePerm') return `writePerm ${action.brokerName} ${action.on ? 'on' : 'off'} ${at}`
  if (action.type !== 'set') return `${action.type} ${action.target} ${at}`
  const value = Array.isArray(action.value) ? action.value.join(',') : String(action.value)
  return `set ${action.name}=${value}${action.brokerName === undefined ? '' : ` ${action.brokerName}`} ${at}`
}
