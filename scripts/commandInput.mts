// What the commands take: a preset, a file or a link, with changes from the command line. Everything passes the page's gate.

import { closeSync, openSync, readSync } from 'node:fs'
import { ALL_MESSAGES } from '../src/i18n/allMessages'
import type { Language } from '../src/i18n/languages'
import type { Problem } from '../src/i18n/problems'
import { parseAction, parseSettingValue } from '../src/io/actionText'
import { MAX_FILE_LENGTH, type Reading, readDocument } from '../src/io/document'
import { parseRunInput } from '../src/io/inputSchema'
import { readLink } from '../src/io/link'
import { MAX_SEED, PRESETS, presetInput, type RunInput } from '../src/rocketmq'
import { BadInput, cannotRead, integerOption, isMissing, refuse, say } from './commandLine.mts'

/** The whole of it or nothing: a run that is only partly what was asked for would be taken for it. */
function whole({ input, problems }: Reading, language: Language): RunInput {
  if (input !== null && problems.length === 0) return input
  throw new BadInput(problems.map((problem) => ALL_MESSAGES[language].problems.sentence(problem)).join('\n'))
}

const isLink = (text: string): boolean => /(?:^|#)v=\d+&/.test(text.trimStart().slice(0, 2000))

/** More bytes than the first line of a file takes that can be read at all. */
const MAX_BYTES = 4 * MAX_FILE_LENGTH

/** The text of a file, or its beginning: what --json printed is long, and so is a device that never ends. */
function readText(source: string): string {
  const chunks: Buffer[] = []
  let left = MAX_BYTES
  const file = source === '-' ? 0 : openSync(source, 'r')
  try {
    while (left > 0) {
      const chunk = Buffer.allocUnsafe(Math.min(left, 65_536))
      const length = readSync(file, chunk)
      if (length === 0) break
      chunks.push(chunk.subarray(0, length))
      left -= length
    }
  } finally {
    if (file !== 0) closeSync(file)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The input as a preset, a link or a file gives it. */
export function readSource(source: string, language: Language): RunInput {
  if (PRESETS.some(({ id }) => id === source)) return presetInput(source)
  if (isLink(source)) return whole(readLink(source), language)
  const name = source === '-' ? { zh: '标准输入', en: 'standard input' }[language] : source
  let text: string
  try {
    text = readText(source)
  } catch (error) {
    if (source === '-' || !isMissing(error)) return cannotRead(name, error, language)
    const presets = PRESETS.map(({ id }) => id)
    return say(language, {
      zh: `${source}：没有这个预设，也没有这个文件。预设有：${presets.join('、')}。`,
      en: `${source}: neither a preset nor a file. Presets: ${presets.join(', ')}.`,
    })
  }
  if (text.trim() === '') say(language, { zh: `${name}：是空的。`, en: `${name}: it is empty.` })
  if (isLink(text)) return whole(readLink(text), language)
  // What --json printed may be given back whole: its first line is the input.
  const [first = ''] = text.trimStart().split('\n', 1)
  const document = /^\{.*\}\s*$/.test(first) ? first : text
  if (document.length > MAX_FILE_LENGTH) {
    refuse({ path: name, value: document.length, reason: 'tooLong', allowed: { max: MAX_FILE_LENGTH } }, language)
  }
  let data: unknown
  try {
    data = JSON.parse(document)
  } catch {
    return refuse({ path: name, value: '', reason: 'notJson', allowed: {} }, language)
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
  const say = (problem: Problem): string => ALL_MESSAGES[language].problems.sentence(problem)
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
