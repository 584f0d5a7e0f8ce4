// The one format for a run that leaves the page: a file holds it as JSON, a link as text (link.ts), the command line reads
// and writes both. It says what a run is made from, and how it was looked at (viewFields.ts).

import { firstProblems, type Problem } from '../i18n/problems'
import { REAL_SETTINGS, type RunInput } from '../rocketmq'
import { MAX_INPUT_LENGTH, parseRunInput } from './inputSchema'
import { READABLE } from './migrate'
import { below, isObject, isTooDeep, MAX_DEPTH, parseJson, problem } from './outsideJson'
import { type RunDocument, VERSION } from './runDocument'
import { unknownKeyProblems } from './schemaParts'
import { tidyView, VIEW_NAMES, type View } from './viewFields'
import { checkViewField } from './viewReading'

export const FORMAT = 'rocketscope-run'
/** More text than any valid document has. */
export const MAX_FILE_LENGTH = MAX_INPUT_LENGTH

/** What could be read: the input is null if there is none to be used. The problems name everything else. */
export interface Reading {
  input: RunInput | null
  view: View
  /** A lesson that came along in the link, as JSON, not yet checked. */
  own?: string
  problems: Problem[]
}

const FILE_KEYS = ['$schema', 'format', 'version', 'input', 'view']

/** Settings that a file does not say have RocketMQ's own values. */
export function withAllSettings(input: unknown): unknown {
  if (!isObject(input) || !isObject(input.scenario)) return input
  const { settings } = input.scenario
  if (!isObject(settings)) return input
  return { ...input, scenario: { ...input.scenario, settings: { ...structuredClone(REAL_SETTINGS), ...settings } } }
}

function readView(data: unknown): { view: View; problems: Problem[] } {
  if (data === undefined) return { view: {}, problems: [] }
  if (!isObject(data)) return { view: {}, problems: [problem('view', data, 'notObject')] }
  const view: Record<string, unknown> = {}
  const problems: Problem[] = []
  for (const name of VIEW_NAMES) {
    if (!Object.hasOwn(data, name)) continue
    const checked = checkViewField(name, data[name], `view.${name}`)
    if (checked.ok) view[name] = checked.value
    else problems.push(checked.problem)
  }
  problems.push(...unknownKeyProblems(data, VIEW_NAMES, 'view.'))
  return { view: tidyView(view as View), problems }
}

/**
 * Reads what a file holds: a document, or the bare input of a run as `simulate --json` prints it. An input with anything
 * wrong in it is refused whole; of the view, what can be read is taken. Never throws.
 */
export function readDocument(data: unknown): Reading {
  const refused = (...problems: Problem[]): Reading => ({ input: null, view: {}, problems: firstProblems(problems) })
  if (isTooDeep(data)) return refused(problem('', '', 'tooDeep', { max: MAX_DEPTH }))
  if (!isObject(data)) return refused(problem('', data, 'notDocument'))
  if (!Object.hasOwn(data, 'format') && Object.hasOwn(data, 'scenario')) {
    const bare = parseRunInput(withAllSettings(data))
    return bare.ok ? { input: bare.input, view: {}, problems: [] } : refused(...bare.problems)
  }
  if (data.format !== FORMAT) return refused(problem('format', data.format, 'notDocument'))
  const problems = unknownKeyProblems(data, FILE_KEYS)
  if (!READABLE.includes(data.version))
    problems.push(problem('version', data.version, 'otherVersion', { max: VERSION }))
  const { view, problems: viewProblems } = readView(data.view)
  const checked = parseRunInput(withAllSettings(data.input))
  if (!checked.ok) return refused(...problems, ...viewProblems, ...below('input', checked.problems))
  return { input: checked.input, view, problems: firstProblems([...problems, ...viewProblems]) }
}

/** Reads the text of a file. Never throws. */
export function readFileText(text: string): Reading {
  const read = parseJson(text, MAX_FILE_LENGTH)
  return read.ok ? readDocument(read.data) : { input: null, view: {}, problems: [read.problem] }
}

/** The text of a file. */
export const fileText = ({ input, view }: RunDocument): string =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, input, view: tidyView(view) }, null, 2)}\n`
