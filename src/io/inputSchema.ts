// The one gate for data from outside: files, links, storage, the command line. What passes here is a RunInput the engine
// accepts; what does not is described so that a person can put it right. Ranges come from the engine's table of settings.

import * as v from 'valibot'
import { PLAIN_NAME } from '../i18n/invisible'
import { firstProblems, type Problem } from '../i18n/problems'
import {
  ACTION_FIELDS,
  type FieldKind,
  MAX_ACTIONS,
  MAX_RUN_MS,
  MAX_SEED,
  MAX_TABLE_LENGTH,
  parseTarget,
  RELEASES,
  type RunInput,
  rangeOf,
  recordingNamed,
  SETTING_DEFINITIONS,
  type SettingName,
  type Settings,
  settingDefinition,
  type UserAction,
  type UserActionType,
} from '../rocketmq'
import '../rocketmq/checkInput'
import { misfits } from '../rocketmq/misfits'
import { migrateInput } from './migrate'
import { below, isObject, isTooDeep, MAX_DEPTH, parseJson, problem } from './outsideJson'
import { noteMissing, noteParts } from './recording/missing'
import { because, byField, exactObject, integer, list, oneOf, problemOf, upToFirstFault } from './schemaParts'

const MAX_NAME_LENGTH = 64
const MAX_TOPIC_LENGTH = 127
/** The longest name, a slash and a node. */
const MAX_TARGET_LENGTH = MAX_NAME_LENGTH + 20
/** Characters of an input as JSON: more than any valid one has. */
export const MAX_INPUT_LENGTH = 4_000_000

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

const target = upToFirstFault(
  v.pipe(
    v.string(because('notText')),
    v.maxLength(MAX_TARGET_LENGTH, because('notTarget')),
    v.check((text) => parseTarget(text) !== null, because('notTarget')),
  ),
)

const schemaOf = (kind: FieldKind): v.GenericSchema => {
  switch (kind.type) {
    case 'integer': {
      const schema = integer(kind.min, kind.max)
      return kind.nullable ? v.nullable(schema) : schema
    }
    case 'boolean':
      return v.boolean(because('notBoolean'))
    case 'release':
      return oneOf(RELEASES, 'notRelease')
    case 'choice':
      return oneOf(kind.options)
    case 'table':
      return v.nullable(table(kind.strictly))
    case 'text':
      return v.string(because('notText'))
    case 'target':
      return target
  }
}

export const SETTING_SCHEMAS = Object.fromEntries(
  SETTING_DEFINITIONS.map((definition) => [definition.name, schemaOf(definition.kind)]),
) as Record<SettingName, v.GenericSchema<unknown, Settings[SettingName]>>

export const SETTING_NAMES: readonly string[] = SETTING_DEFINITIONS.map(({ name }) => name)

const like = (name: SettingName) => integer(rangeOf(name).min, rangeOf(name).max)

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

const scenarioSchema = (settings: v.GenericSchema) =>
  exactObject({
    preset: tidyText(MAX_NAME_LENGTH, /^[\w.-]+$/),
    // RocketMQ: TopicValidator
    topic: tidyText(MAX_TOPIC_LENGTH, /^[%|a-zA-Z0-9_-]+$/),
    settings,
    brokerGroups: list(brokerGroupSchema, rangeOf('brokerGroupCount').max),
  })

export const atMs = integer(0, MAX_RUN_MS)

/** The value is one that the setting of that name takes. */
export const settingValue = <Named extends { name: unknown; value: unknown }>() =>
  v.rawCheck<Named>(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const { value } = dataset
    for (const issue of v.safeParse(SETTING_SCHEMAS[value.name as SettingName], value.value).issues ?? []) {
      const path = { type: 'object', origin: 'value', input: value as never, key: 'value', value: issue.input }
      addIssue({ message: issue.message, input: issue.input, path: [path as v.IssuePathItem] })
    }
  })

/** A field of an action; a switch is told from the value of a setting that is one. */
const fieldSchema = (kind: FieldKind) => (kind.type === 'boolean' ? v.boolean(because('notSwitch')) : schemaOf(kind))

/** @param when - the field that says when it is done; none for an action that somebody is still to do */
const actionSchemas = (when: Record<string, typeof atMs>): Record<string, v.GenericSchema> => ({
  ...Object.fromEntries(
    Object.entries(ACTION_FIELDS).map(([type, kinds]) => {
      const fields = Object.entries(kinds).map(([name, kind]) => [name, fieldSchema(kind)])
      return [type, exactObject({ ...when, type: v.literal(type), ...Object.fromEntries(fields) })]
    }),
  ),
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
    }),
    settingValue(),
  ),
})

export const ACTION_SCHEMAS = actionSchemas({ atMs })
export const ACTION_TYPES = Object.keys(ACTION_SCHEMAS) as readonly UserActionType[]
/** Actions without their moment. */
export const TIMELESS_ACTION_SCHEMAS = actionSchemas({})

const byType = byField('type', ACTION_SCHEMAS, 'notAction')
export const actionSchema = v.lazy((data) => (isObject(data) ? byType : v.custom(isObject, because('notObject'))))

const MAX_RECORDING_ID = 120

/** A recording that is at hand; one that is not is asked for. */
const recordingId = upToFirstFault(
  v.pipe(
    v.string(because('notText')),
    v.maxLength(MAX_RECORDING_ID, because('unknownRecording')),
    v.regex(/^[\w.-]+$/, because('unknownRecording')),
    v.check((id) => {
      if (recordingNamed(id) !== null) return true
      noteMissing(id)
      return false
    }, because('unknownRecording')),
  ),
)

/** The input of a run, with settings and actions as told: the published JSON Schema describes them otherwise. */
export const inputSchema = (settings: v.GenericSchema, action: v.GenericSchema) =>
  exactObject({
    scenario: scenarioSchema(settings),
    seed: integer(0, MAX_SEED),
    actions: list(action, MAX_ACTIONS),
    recording: v.optional(recordingId),
  })

const runInputSchema = inputSchema(settingsSchema, actionSchema)

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
  if (problems.length > 0) return { ok: false, problems }
  noteParts(input.scenario.settings)
  return { ok: true, input }
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
    return below(path, [problemOf(read.issues[0])])[0] as Problem
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
