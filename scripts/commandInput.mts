// What the commands take: a preset, a file or a link, with changes from the command line. Everything passes the page's gate.

import { readFileSync } from 'node:fs'
import { PRESETS, presetInput, type RunInput } from '../src/engine'
import { MAX_FILE_LENGTH, type Reading, readDocument } from '../src/store/document'
import { MAX_SEED, parseAction, parseRunInput, parseSettingValue } from '../src/store/inputSchema'
import { readLink } from '../src/store/link'
import { type Problem, problemWords } from '../src/text/problems'
import type { Language, Words } from '../src/text/words'

/** Where the text goes, so that a test can read it. */
export interface Output {
  out: (text: string) => void
  error: (text: string) => void
}

/** Bad input: told on stderr, exit code 2. */
export class BadInput extends Error {}

export const isLanguage = (text: string | undefined): text is Language => text === 'zh' || text === 'en'

export const integerOption = (name: string, typed: string, min: number, max: number, language: Language): number => {
  const value = Number(typed)
  if (/^\d+$/.test(typed) && value >= min && value <= max) return value
  const reason = /^-?\d+$/.test(typed) ? 'outOfRange' : 'notInteger'
  throw new BadInput(problemWords({ path: `--${name}`, value: typed, reason, allowed: { min, max } })[language])
}

/** The whole of it or nothing: a run that is only partly what was asked for would be taken for it. */
function whole({ input, problems }: Reading, language: Language): RunInput {
  if (input !== null && problems.length === 0) return input
  throw new BadInput(problems.map((problem) => problemWords(problem)[language]).join('\n'))
}

const isLink = (text: string): boolean => /(?:^|#)v=\d+&/.test(text.trimStart().slice(0, 2000))

const tooLong = (source: string, { length }: string): Words =>
  problemWords({ path: source, value: length, reason: 'tooLong', allowed: { max: MAX_FILE_LENGTH } })

/** The input as a preset, a link or a file gives it. */
export function readSource(source: string, language: Language): RunInput {
  if (PRESETS.some(({ id }) => id === source)) return presetInput(source)
  if (isLink(source)) return whole(readLink(source), language)
  let text: string
  try {
    text = readFileSync(source === '-' ? 0 : source, 'utf8')
  } catch {
    const presets = PRESETS.map(({ id }) => id).join(', ')
    throw new BadInput(
      language === 'zh'
        ? `${source}：没有这个预设，也没有这个文件。预设有：${presets}。`
        : `${source}: neither a preset nor a file that can be read. Presets: ${presets}.`,
    )
  }
  if (isLink(text)) return whole(readLink(text), language)
  let data: unknown
  try {
    // What --json printed may be given back whole: its first line is the input.
    const [first = ''] = text.trimStart().split('\n', 1)
    const document = /^\{.*\}\s*$/.test(first) ? first : text
    if (document.length > MAX_FILE_LENGTH) throw new BadInput(tooLong(source, document)[language])
    data = JSON.parse(document)
  } catch (error) {
    if (error instanceof BadInput) throw error
    throw new BadInput(problemWords({ path: source, value: '', reason: 'notJson', allowed: {} })[language])
  }
  return whole(readDocument(data), language)
}

export interface Changes {
  seed: string | undefined
  set: string[]
  do: string[]
}

/** The checked input: a preset or file with the changes of the command line. */
export function buildInput(base: RunInput, changes: Changes, language: Language): RunInput {
  const say = (problem: Problem): string => problemWords(problem)[language]
  const checked = (data: unknown): RunInput => {
    const result = parseRunInput(data)
    if (!result.ok) throw new BadInput(result.problems.map(say).join('\n'))
    return result.input
  }
  const settings: Record<string, unknown> = { ...base.scenario.settings }
  for (const text of changes.set) {
    const equals = text.indexOf('=')
    const read = parseSettingValue(equals < 0 ? text : text.slice(0, equals), equals < 0 ? '' : text.slice(equals + 1))
    if (!read.ok) throw new BadInput(say({ ...read.problem, path: `--set ${text}` }))
    settings[text.slice(0, equals)] = read.value
  }
  const added = changes.do.map((text) => {
    const read = parseAction(text)
    if (!read.ok) throw new BadInput(say({ ...read.problem, path: `--do "${text}"` }))
    return read.action
  })
  return checked({
    ...base,
    scenario: { ...base.scenario, settings },
    seed: changes.seed === undefined ? base.seed : integerOption('seed', changes.seed, 0, MAX_SEED, language),
    actions: [...base.actions, ...added].sort((one, other) => one.atMs - other.atMs),
  })
}
