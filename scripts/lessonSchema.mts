// Makes rocketscope-lesson.schema.json, the published description of a lesson file, from the schemas that check one. What JSON Schema cannot say stands in the descriptions; the gate in src/io/readLesson.ts has the last word.

import * as v from 'valibot'
import { inputSchema, SETTING_SCHEMAS } from '../src/io/inputSchema'
import { LESSON_FORMAT, LESSON_VERSION } from '../src/io/lessonFile'
import { figureUnion, lessonSchema, outcomeFigure, queueFigure } from '../src/io/lessonSchema'
import { exactObject } from '../src/io/schemaParts'
import { SETTING_DEFINITIONS } from '../src/rocketmq'
import { action, described, jsonSchemaText, settings, timelessAction } from './runSchema.mts'

const anySettings = settings as unknown as v.GenericSchema

const figure = described(
  figureUnion,
  'A question to the log of the run. {name} in a text is replaced by the answer of the figure of that name.',
)
const laterAction = described(timelessAction, 'An action without its moment: it is done while the step stands at atMs.')

const lesson = lessonSchema({
  input: described(
    v.union([v.string(), inputSchema(anySettings, action)]),
    'Everything the run is made from: as in a file of a run (settings left out have RocketMQ\'s own values), or the text of a link, such as "preset=article&do=kill+broker-a/master+@9600".',
  ),
  figure,
  queueFigure,
  outcomeFigure,
  action: laterAction,
  question: (schemas) =>
    described(v.union(Object.values(schemas)), 'Its answer is read from the run; the explanation is shown with it.'),
  compare: v.union(
    SETTING_DEFINITIONS.map(({ name }) => exactObject({ name: v.literal(name), value: SETTING_SCHEMAS[name] })),
  ),
  act: (schemas) => described(v.union(Object.values(schemas)), 'Something to do that is no action on the cluster.'),
  setting: v.union(
    SETTING_DEFINITIONS.map(({ name }) =>
      exactObject({ kind: v.literal('setting'), name: v.literal(name), value: SETTING_SCHEMAS[name] }),
    ),
  ),
})

const file = exactObject({
  $schema: v.optional(v.string()),
  format: v.literal(LESSON_FORMAT),
  version: described(
    v.literal(LESSON_VERSION),
    'Raised when something written before would be read as something else.',
  ),
  lesson: described(
    lesson,
    'A text is {"zh": …, "en": …}; of the two, one may be left out. Times are whole ms of virtual time. Claims are run when the lesson is opened.',
  ),
})

/** The text of the published schema. */
export const lessonSchemaText = (): string => jsonSchemaText(file, 'A lesson of RocketScope', { laterAction, figure })
