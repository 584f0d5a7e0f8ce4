// How the commands read their options and say what is wrong with them: one sentence in the reader's language, exit code 2.

import { readFileSync } from 'node:fs'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { ALL_MESSAGES } from '../src/i18n/allMessages'
import { isLanguage, LANGUAGE_CODES, type Language } from '../src/i18n/languages'
import { type Localized, sameInAll } from '../src/i18n/localized'
import type { Problem } from '../src/i18n/problems'

/** Where the text goes, so that a test can read it. */
export interface Output {
  out: (text: string) => void
  error: (text: string) => void
}

/** Bad input: told on stderr, exit code 2. */
export class BadInput extends Error {}

export const say = (language: Language, words: Localized): never => {
  throw new BadInput(words[language])
}

/** The language that arguments ask for, whatever else is in them. */
export function languageOf(args: readonly string[]): Language {
  const last = args.findLastIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  const typed = args[last] === '--lang' ? args[last + 1] : args[last]?.slice('--lang='.length)
  return isLanguage(typed) ? typed : 'en'
}

export const versionText = (): string => {
  const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return `${name} ${version}\n`
}

type Options = NonNullable<ParseArgsConfig['options']>

/**
 * The options and the other words of a command line.
 *
 * @throws BadInput for an option that there is not, one without its value, a switch with one, and a language that there is not
 */
export function readArguments<const Own extends Options>(args: readonly string[], options: Own) {
  const language = languageOf(args)
  // Its own complaints are in English; what is wrong is found in the parts it takes the line into.
  const { tokens, ...read } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const { rawName, value, inlineValue } = token
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (option === undefined) {
      const list = Object.keys(options).map((name) => `--${name}`)
      refuse({ path: '', value: rawName, reason: 'unknownOption', allowed: { list } }, language)
    } else if (option.type === 'boolean') {
      if (value !== undefined) refuse({ path: rawName, value, reason: 'takesNoValue', allowed: {} }, language)
    } else if (value === undefined || value === '' || (!inlineValue && /^--?[a-z]/i.test(value))) {
      refuse({ path: rawName, value: '', reason: 'needsValue', allowed: {} }, language)
    } else if (token.name === 'lang' && !isLanguage(value)) {
      refuse({ path: '--lang', value, reason: 'notInList', allowed: { list: LANGUAGE_CODES } }, language)
    }
  }
  // What has come here is what it would have let through.
  return { ...(read as ReturnType<typeof parseArgs<{ options: Own; allowPositionals: true }>>), language }
}

export function refuse(problem: Problem, language: Language): never {
  throw new BadInput(ALL_MESSAGES[language].problems.sentence(problem))
}

export const integerOption = (name: string, typed: string, min: number, max: number, language: Language): number => {
  const value = Number(typed)
  if (/^\d+$/.test(typed) && value >= min && value <= max) return value
  const isNumber = /^-?\d{1,15}$/.test(typed)
  const reason = /^-?\d+$/.test(typed) ? 'outOfRange' : 'notInteger'
  return refuse({ path: `--${name}`, value: isNumber ? value : typed, reason, allowed: { min, max } }, language)
}

/** The only word besides the options. */
export function onlySource(positionals: readonly string[], language: Language): string {
  const [source = '', ...more] = positionals
  if (more.length === 0) return source
  return say(language, {
    zh: `${more.join(' ')}：只能有一个预设、文件或链接。`,
    en: `${more.join(' ')}: there can be only one preset, file or link.`,
  })
}

const REASONS: Record<string, Localized> = {
  ENOENT: { zh: '没有这个文件或文件夹', en: 'there is no such file or folder' },
  ENOTDIR: { zh: '路径中间有一段不是文件夹', en: 'a part of the path is not a folder' },
  EISDIR: { zh: '这是文件夹，不是文件', en: 'it is a folder, not a file' },
  EACCES: { zh: '没有权限', en: 'permission denied' },
  EPERM: { zh: '没有权限', en: 'permission denied' },
  EROFS: { zh: '文件系统是只读的', en: 'the file system is read-only' },
  ENOSPC: { zh: '磁盘已满', en: 'the disk is full' },
  ENAMETOOLONG: { zh: '名字太长', en: 'the name is too long' },
  EBADF: { zh: '它已经关闭', en: 'it is closed' },
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.name : 'error'

const reasonOf = (error: unknown): Localized => REASONS[codeOf(error)] ?? sameInAll(codeOf(error))

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT' || codeOf(error) === 'ENAMETOOLONG'

export function cannotRead(path: string, error: unknown, language: Language): never {
  const reason = reasonOf(error)
  return say(language, { zh: `${path}：读不出来：${reason.zh}。`, en: `${path}: cannot be read: ${reason.en}.` })
}

export function cannotWrite(path: string, error: unknown): Localized {
  const reason = reasonOf(error)
  return { zh: `${path}：写不进去：${reason.zh}。`, en: `${path}: cannot be written: ${reason.en}.` }
}

/** A number in a help text or a sentence. */
export const grouped = (value: number): string => ALL_MESSAGES.en.format.number(value)

/** @returns the exit code: that of the command, or 2 for input that cannot be used */
export function runCommand(output: Output, command: () => number): number {
  try {
    return command()
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    output.error(`${error.message}\n`)
    return 2
  }
}
