// What a lesson from outside is made of: the shapes that the gate (readLesson.ts) checks and that the published JSON Schema
// describes.

import * as v from 'valibot'
import { CONSUMER_COUNTED, COUNTED, type Figure, MARKED, STATIONS } from '../chapters/figure'
import { ALL_TERMS } from '../i18n/glossary'
import { type Localized, sameInAll } from '../i18n/localized'
import { MAX_RUN_MS } from '../rocketmq'
import { atMs } from './inputSchema'
import { isObject } from './outsideJson'
import { because, decimal, exactObject, inEachLanguage, integer, kindIs, list, oneOf, plainText } from './schemaParts'
import { MAX_SPEED, MIN_SPEED } from './speed'
import { LESSON_ID } from './viewFields'

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

// ---------------------------------------------------------------- schemas

/** A text in one language is shown in the others as well. */
const words = (max: number) =>
  v.pipe(
    inEachLanguage(v.optional(plainText(1, max))),
    v.check((texts) => Object.values(texts).some(Boolean), because('noText')),
    v.transform((texts): Localized => ({ ...sameInAll(Object.values(texts).find(Boolean) ?? ''), ...texts })),
    v.metadata({ minProperties: 1 }),
  )

const anyNumber = decimal(-MAX_NUMBER, MAX_NUMBER)
const name = plainText(1, MAX_NAME)
const minutes = decimal(MIN_MINUTES, MAX_MINUTES)
const message = integer(1, MAX_MESSAGE)
const attempt = v.optional(integer(1, 100))
const brokerName = v.optional(name)
const queueId = v.optional(integer(0, 1_000_000))
const node = v.optional(integer(0, 1000))
const consumer = integer(0, 255)
const consumerGroup = v.optional(integer(0, 3))
const stretch = { fromMs: v.optional(atMs), toMs: atMs }
const perBroker = integer(1, MAX_PER_BROKER)
const bounds = {
  equals: v.optional(v.union([anyNumber, name], because('notFigureValue'))),
  atLeast: v.optional(anyNumber),
  atMost: v.optional(anyNumber),
}
const mark = exactObject({
  mark: oneOf(MARKED),
  brokerName,
  queueId,
  consumer: v.optional(consumer),
  message: v.optional(message),
  afterMs: atMs,
})

/** A schema for every kind of figure there is; the compiler asks for a new one. */
const FIGURES: Record<Figure['kind'], Record<string, v.GenericSchema>> = {
  count: { what: oneOf(COUNTED), brokerName, queueId, ...stretch },
  share: { brokerName: name, queueId, ...stretch },
  queueOf: { message, attempt },
  brokerOf: { message, attempt },
  outcomeOf: { message },
  attemptsOf: { message },
  elapsedOf: { message },
  percentile: { percent: decimal(0, 100), ...stretch },
  momentOf: { mark },
  between: { from: mark, to: mark },
  windowOf: { brokerName, afterMs: atMs },
  isolationOf: { atMs },
  queuesKnown: { atMs },
  capacity: { perBroker, ...stretch },
  perBroker: { perBroker },
  messageOf: { mark },
  stationOf: { message, station: oneOf(STATIONS), node },
  stationGap: { message, from: oneOf(STATIONS), to: oneOf(STATIONS), node },
  offsetOf: { message },
  statusOf: { message },
  busyReason: { afterMs: atMs },
  queuePeak: stretch,
  consumption: {
    what: oneOf(CONSUMER_COUNTED),
    brokerName,
    queueId,
    node,
    consumer: v.optional(consumer),
    message: v.optional(message),
    ...stretch,
  },
  consumerOf: { message, delivery: attempt },
  startCauseOf: { brokerName, queueId, consumer: v.optional(consumer), afterMs: atMs },
  lagOf: { consumerGroup, brokerName, queueId, atMs },
  queuesOf: { consumer, atMs },
  committedOf: { consumerGroup, brokerName: name, queueId: integer(0, 1_000_000), atMs },
}
const FIGURE_KINDS = Object.keys(FIGURES) as Figure['kind'][]

export const figureSchemas = Object.fromEntries(
  FIGURE_KINDS.map((kind) => [kind, exactObject({ kind: kindIs(kind), ...FIGURES[kind] })]),
) as unknown as Record<Figure['kind'], v.GenericSchema>

/** How the parts are described that the gate itself checks in another way than the published JSON Schema does. */
export interface Parts {
  input: v.GenericSchema
  figure: v.GenericSchema
  queueFigure: v.GenericSchema
  outcomeFigure: v.GenericSchema
  action: v.GenericSchema
  question: (schemas: Record<string, v.GenericSchema>) => v.GenericSchema
  compare: v.GenericSchema
  act: (schemas: Record<string, v.GenericSchema>) => v.GenericSchema
  setting: v.GenericSchema
}

export const figureUnion = v.union(Object.values(figureSchemas))
export const queueFigure = figureSchemas.queueOf
export const outcomeFigure = figureSchemas.outcomeOf

const FIGURE_NAME = /^[A-Za-z_]\w{0,39}$/

/** What a lesson is made of, with some of its parts as told. */
export function lessonSchema({
  input,
  figure,
  queueFigure,
  outcomeFigure,
  action,
  question,
  compare,
  act,
  setting,
}: Parts) {
  const figures = v.optional(
    v.pipe(
      v.custom<Record<string, unknown>>(isObject, because('notObject')),
      // Counted before they are looked at.
      v.check((all) => Object.keys(all).length <= MAX_FIGURES, because('tooMany', { max: MAX_FIGURES })),
      v.record(v.pipe(v.string(), v.regex(FIGURE_NAME, because('badFigureName'))), figure, because('notObject')),
      v.metadata({ maxProperties: MAX_FIGURES }),
    ),
  )
  const text = words(MAX_TEXT)
  const target = v.union(
    [
      exactObject({ brokerName: name }),
      exactObject({ message }),
      exactObject({ producer: integer(0, 255) }),
      exactObject({ nameServer: integer(0, 255) }),
    ],
    because('notSelection'),
  )
  const asked = { prompt: text, explain: text }
  const ask = question({
    queue: exactObject({ kind: kindIs('queue'), ...asked, answer: queueFigure }),
    outcome: exactObject({ kind: kindIs('outcome'), ...asked, answer: outcomeFigure }),
    number: exactObject({ kind: kindIs('number'), ...asked, answer: figure, options: list(anyNumber, MAX_OPTIONS) }),
    broker: exactObject({ kind: kindIs('broker'), ...asked, answer: figure, options: list(name, MAX_OPTIONS) }),
    choice: exactObject({
      kind: kindIs('choice'),
      ...asked,
      answer: figure,
      options: list(exactObject({ text: words(MAX_TITLE), ...bounds }), MAX_OPTIONS),
    }),
  })
  const id = v.optional(v.pipe(v.string(because('notPlace')), v.regex(LESSON_ID, because('notPlace'))))
  const step = exactObject({
    id,
    title: words(MAX_TITLE),
    say: text,
    input,
    atMs,
    untilMs: v.optional(atMs),
    opensStill: v.optional(v.boolean(because('notSwitch'))),
    speed: v.optional(decimal(MIN_SPEED, MAX_SPEED)),
    view: v.optional(
      exactObject({
        select: v.optional(target),
        panel: v.optional(oneOf(['story', 'log', 'settings'])),
        charts: v.optional(v.boolean(because('notSwitch'))),
        open: brokerName,
        compare: v.optional(compare),
        spanMs: v.optional(integer(1, MAX_RUN_MS)),
      }),
    ),
    perBroker: v.optional(perBroker),
    ask: v.optional(ask),
    task: v.optional(
      exactObject({
        prompt: text,
        actions: v.optional(
          v.pipe(
            list(action, MAX_TASK_ACTIONS),
            v.minLength(1, because('missing')),
            v.metadata({ minItems: 1, maxItems: MAX_TASK_ACTIONS }),
          ),
        ),
        act: v.optional(
          act({
            select: exactObject({ kind: kindIs('select'), target }),
            jump: exactObject({
              kind: kindIs('jump'),
              to: v.union([atMs, figure], because('notFigure')),
              withinMs: atMs,
            }),
            setting,
          }),
        ),
      }),
    ),
    meaning: text,
    notes: v.optional(words(MAX_NOTES)),
    minutes: v.optional(minutes),
    card: v.optional(
      exactObject({
        kind: oneOf(['title', 'closing']),
        audience: v.optional(text),
        points: v.optional(list(text, MAX_OPTIONS)),
      }),
    ),
    figures,
    otherFigures: figures,
    claims: v.optional(
      list(
        exactObject({
          figure,
          inOther: v.optional(v.boolean(because('notSwitch'))),
          ...bounds,
        }),
        MAX_CLAIMS,
      ),
    ),
  })
  return exactObject({
    kind: v.optional(oneOf(['lesson', 'incident', 'talk'])),
    title: words(MAX_TITLE),
    summary: text,
    cause: v.optional(text),
    fix: v.optional(text),
    minutes,
    issues: v.optional(list(integer(1, MAX_ISSUE), MAX_OPTIONS)),
    terms: v.optional(list(oneOf(ALL_TERMS), 40)),
    steps: v.pipe(
      list(step, MAX_STEPS),
      v.minLength(1, because('missing')),
      v.metadata({ minItems: 1, maxItems: MAX_STEPS }),
    ),
    quiz: v.optional(list(exactObject({ id, input, atMs, ask, figures }), MAX_QUESTIONS)),
  })
}
