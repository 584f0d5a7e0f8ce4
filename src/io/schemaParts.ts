// What every gate for data from outside is built of: valibot schemas whose issues carry a reason that can be put into words.

import * as v from 'valibot'
import { PLAIN_TEXT } from '../i18n/invisible'
import { LANGUAGE_CODES, type Language } from '../i18n/languages'
import { type Allowed, firstProblems, MAX_PROBLEMS, type Problem, type ProblemReason } from '../i18n/problems'
import { isObject, problem } from './outsideJson'

/** Keys of one object that are named as unknown. */
const MAX_UNKNOWN_KEYS = 20

/** valibot carries one text per issue; ours says the reason and what is allowed, and is read back below. */
export const because = (reason: ProblemReason, allowed: Allowed = {}): string => JSON.stringify({ reason, allowed })

/** Keys of some data that are not among the known ones: the first of them by name, and how many more there are. */
function unknownKeys(data: object, isKnown: (key: string) => boolean): { named: string[]; more: number } {
  const named: string[] = []
  let more = 0
  for (const key of Object.keys(data)) {
    if (isKnown(key)) continue
    if (named.length < MAX_UNKNOWN_KEYS) named.push(key)
    else more++
  }
  return { named, more }
}

/** What an object says that is not known here. */
export function unknownKeyProblems(data: object, known: readonly string[], above = ''): Problem[] {
  const { named, more } = unknownKeys(data, (key) => known.includes(key))
  const problems = named.map((key) => problem(`${above}${key}`, key, 'unknownKey', { list: known }))
  return more > 0 ? [...problems, problem('', more, 'more')] : problems
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

/** A number that need not be whole. */
export const decimal = (min: number, max: number, allowed: Allowed = {}) =>
  v.pipe(
    v.number(because('notNumber', allowed)),
    v.minValue(min, because('outOfRange', { min, max })),
    v.maxValue(max, because('outOfRange', { min, max })),
  )

export const kindIs = <Kind extends string>(kind: Kind) => v.literal(kind, because('notInList'))

export const oneOf = (list: readonly string[], reason: ProblemReason = 'notInList') =>
  v.picklist(list, because(reason, { list }))

export const languageSchema = v.picklist(LANGUAGE_CODES, because('notInList', { list: LANGUAGE_CODES }))

/** One text in every language. */
export const inEachLanguage = <Schema extends v.GenericSchema>(schema: Schema) =>
  exactObject(Object.fromEntries(LANGUAGE_CODES.map((code) => [code, schema])) as Record<Language, Schema>)

/** What follows the first fault of a text is not looked at: a pattern never meets a text that is too long. */
export const upToFirstFault = <Schema extends v.GenericSchema>(schema: Schema): Schema =>
  v.config(schema, { abortPipeEarly: true })

/** A text of these letters, of so many at most. */
export const plainText = (min: number, max: number) =>
  upToFirstFault(
    v.pipe(
      v.string(because('notText')),
      v.minLength(min, because('noText')),
      v.maxLength(max, because('textTooLong', { max })),
      v.regex(PLAIN_TEXT, because('badText')),
    ),
  )

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

/** Picks a schema by a field, so that a fault is named where it is, and not as one of many that do not fit. */
export const byField = (field: string, schemas: Record<string, v.GenericSchema>, reason: ProblemReason) =>
  v.lazy((data): v.GenericSchema => {
    const chosen = isObject(data) && Object.hasOwn(data, field) ? data[field] : undefined
    return typeof chosen === 'string' && Object.hasOwn(schemas, chosen)
      ? (schemas[chosen] as v.GenericSchema)
      : v.custom(() => false, because(reason, { list: Object.keys(schemas) }))
  })

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
