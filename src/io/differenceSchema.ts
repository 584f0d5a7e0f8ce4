// The gate for a difference from outside: a link, a file, the storage of the tab, the command line.

import * as v from 'valibot'
import { type Difference, otherInput } from '../explain/difference'
import type { Problem } from '../i18n/problems'
import { type RunInput, type SettingName, settingDefinition } from '../rocketmq'
import { parseSettingValue } from './actionText'
import { ACTION_SCHEMAS, parseRunInput, parseWholeInput, SETTING_SCHEMAS } from './inputSchema'
import { migrateAction, migrateInput } from './migrate'
import { because, byField, exactObject, inEachLanguage, kindIs, plainText } from './schemaParts'

const actionSchema = v.pipe(v.unknown(), v.transform(migrateAction), byField('type', ACTION_SCHEMAS, 'notAction'))

const wholeInput = v.pipe(
  v.unknown(),
  v.transform(migrateInput),
  v.check((data) => parseRunInput(data).ok, because('notDocument')),
)

/** Characters of the name of another run: a branch's name, or a sentence about one. */
const MAX_RUN_NAME = 400

const words = inEachLanguage(plainText(0, MAX_RUN_NAME))

/** What a difference may be; that a run can be made from it is said by `readOther`. */
export const differenceSchema = v.union(
  [
    v.pipe(
      exactObject({ kind: kindIs('setting'), name: v.string(because('unknownSetting')), value: v.unknown() }),
      // A text would be read as a person types it; here a value must be one already.
      v.check(
        ({ name, value }) =>
          Object.hasOwn(SETTING_SCHEMAS, name) && v.safeParse(SETTING_SCHEMAS[name as SettingName], value).success,
        because('outOfRange'),
      ),
    ),
    exactObject({
      kind: kindIs('table'),
      latencyMax: SETTING_SCHEMAS.latencyMax,
      notAvailableDuration: SETTING_SCHEMAS.notAvailableDuration,
    }),
    exactObject({ kind: v.picklist(['without', 'with'], because('notInList')), action: actionSchema }),
    exactObject({ kind: kindIs('run'), name: v.nullable(words), input: wholeInput }),
  ],
  because('notObject'),
) as v.GenericSchema<unknown, Difference>

/** @returns null for anything that is no difference */
export function readDifference(data: unknown): Difference | null {
  const result = v.safeParse(differenceSchema, data)
  return result.success ? result.output : null
}

/** The input of the other run, ready for the engine, and how many actions it cannot carry out. */
export type OtherInput = { ok: true; input: RunInput; leftOut: number } | { ok: false; problem: Problem }

/**
 * The input that a difference gives. Actions about things that are not there in the other run are left out: it may have
 * fewer Brokers.
 */
export function readOther(input: RunInput, difference: Difference): OtherInput {
  const other = otherInput(input, difference)
  const first = parseWholeInput(other)
  if (first.ok) return { ok: true, input: other, leftOut: 0 }
  const wrong = new Set<number>()
  for (const problem of first.problems) {
    const action = /^actions\[(\d+)\]/.exec(problem.path)
    if (!action) return { ok: false, problem }
    wrong.add(Number(action[1]))
  }
  const possible = { ...other, actions: other.actions.filter((_, index) => !wrong.has(index)) }
  const second = parseRunInput(possible)
  const [problem] = second.ok ? [] : second.problems
  return problem ? { ok: false, problem } : { ok: true, input: possible, leftOut: wrong.size }
}

/** "sendLatencyFaultEnable=false" as a person types it. */
export function parseDifference(text: string): { ok: true; difference: Difference } | { ok: false; problem: Problem } {
  const equals = text.indexOf('=')
  const name = equals < 0 ? text : text.slice(0, equals)
  const read = parseSettingValue(name, equals < 0 ? '' : text.slice(equals + 1))
  if (!read.ok) return read
  const { name: known } = settingDefinition(name as SettingName)
  return { ok: true, difference: { kind: 'setting', name: known, value: read.value } }
}
