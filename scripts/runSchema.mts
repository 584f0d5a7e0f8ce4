// Makes rocketscope-run.schema.json, the published description of a file, from the schemas that check one.
// What JSON Schema cannot say stands in the descriptions; the gate in src/io/inputSchema.ts has the last word.

import { toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { FORMAT } from '../src/io/document'
import { ACTION_SCHEMAS, atMs, inputSchema, SETTING_SCHEMAS, TIMELESS_ACTION_SCHEMAS } from '../src/io/inputSchema'
import { VERSION } from '../src/io/runDocument'
import { exactObject, inEachLanguage } from '../src/io/schemaParts'
import { VIEW_NAMES } from '../src/io/viewFields'
import { viewReader } from '../src/io/viewReading'
import { PRESETS, SETTING_DEFINITIONS } from '../src/rocketmq'

export const described = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description))

export const settings = exactObject(
  Object.fromEntries(SETTING_DEFINITIONS.map(({ name }) => [name, v.optional(SETTING_SCHEMAS[name])])),
)

/** JSON Schema has no "the value that this setting takes", so every setting that can change has a shape of its own. */
const changes = (when: { atMs?: typeof atMs }) =>
  SETTING_DEFINITIONS.filter(({ timed }) => timed).map(({ name }) =>
    exactObject({
      ...when,
      type: v.literal('set'),
      name: v.literal(name),
      value: SETTING_SCHEMAS[name],
      ...(name === 'writeQueueNums' ? { brokerName: v.optional(v.string()) } : {}),
    }),
  )

const anyAction = (schemas: Record<string, v.GenericSchema>, when: { atMs?: typeof atMs }) => {
  const others = Object.entries(schemas).flatMap(([type, schema]) => (type === 'set' ? [] : [schema]))
  return v.union([...others, ...changes(when)] as v.GenericSchema[])
}

export const action = anyAction(ACTION_SCHEMAS, { atMs })
/** An action that somebody is still to do. */
export const timelessAction = anyAction(TIMELESS_ACTION_SCHEMAS, {})

const words = inEachLanguage(v.string())
const allSettings = exactObject(
  Object.fromEntries(SETTING_DEFINITIONS.map(({ name }) => [name, SETTING_SCHEMAS[name]])),
) as unknown as v.GenericSchema

/** The same for a run that is compared with this one. */
const compare = v.nullable(
  v.union([
    ...SETTING_DEFINITIONS.map(({ name }) =>
      exactObject({ kind: v.literal('setting'), name: v.literal(name), value: SETTING_SCHEMAS[name] }),
    ),
    exactObject({
      kind: v.literal('table'),
      latencyMax: SETTING_SCHEMAS.latencyMax,
      notAvailableDuration: SETTING_SCHEMAS.notAvailableDuration,
    }),
    exactObject({ kind: v.picklist(['without', 'with']), action }),
    exactObject({ kind: v.literal('run'), name: v.nullable(words), input: inputSchema(allSettings, action) }),
  ]),
)
const viewSchemas: Record<string, v.GenericSchema> = {
  ...Object.fromEntries(VIEW_NAMES.map((name) => [name, viewReader(name).schema])),
  compare,
}

const file = exactObject({
  $schema: v.optional(v.string()),
  format: v.literal(FORMAT),
  version: described(v.literal(VERSION), 'Raised when something written before would be read as something else.'),
  input: described(
    inputSchema(
      described(
        settings,
        "What is left out has RocketMQ's own value. latencyMax and notAvailableDuration must be equally long; null is the table of the client's release.",
      ) as unknown as v.GenericSchema,
      action,
    ),
    `Everything a run is made from. scenario.preset is the id of the preset it began as (${PRESETS.map(({ id }) => id).join(', ')}, or any other name); it changes nothing. Actions are in order of time, times are whole ms of virtual time. A target is "broker-a/master" (whoever is Master at that moment), "broker-a/n1" (one host), "nameserver/0" or "producer/0", and must exist by then. A link leads from a producer to a Broker or a NameServer.`,
  ),
  view: v.optional(
    described(
      exactObject(
        Object.fromEntries(VIEW_NAMES.map((name) => [name, v.optional(viewSchemas[name] as v.GenericSchema)])),
      ),
      'How the run is looked at; what is left out is as always. tMs is the moment, ms of virtual time.',
    ),
  ),
})

/** The text of a published schema. */
export function jsonSchemaText(
  file: v.GenericSchema,
  title: string,
  definitions: Record<string, v.GenericSchema>,
): string {
  const schema = toJsonSchema(file, {
    target: 'draft-2020-12',
    // The last shape of a chain of checks is the one that says most.
    typeMode: 'output',
    // Checks across fields are told in the descriptions.
    ignoreActions: ['raw_check', 'check', 'transform'],
    overrideAction: ({ valibotAction, jsonSchema }) => {
      if (valibotAction.type !== 'regex') return undefined
      const { requirement } = valibotAction as unknown as { requirement: RegExp }
      return { ...jsonSchema, pattern: requirement.source }
    },
    // The same in both schemas; each stands once.
    definitions: {
      ...Object.fromEntries(SETTING_DEFINITIONS.map(({ name }) => [name, SETTING_SCHEMAS[name]])),
      settings,
      action,
      ...definitions,
    } as unknown as Record<string, never>,
  })
  const { $schema, ...rest } = schema
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`
}

export const schemaText = (): string => jsonSchemaText(file, 'A run of RocketScope', { allSettings })
