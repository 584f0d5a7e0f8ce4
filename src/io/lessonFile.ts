// A lesson as the text of a file, and packed for a link. Small: the gate that reads them is in readLesson.ts.

import type { Lesson } from '../chapters/lesson'
import { LANGUAGE_CODES, type Language } from '../i18n/languages'
import type { Localized } from '../i18n/localized'
import { REAL_SETTINGS, type RunInput } from '../rocketmq'
import { withoutLater } from './laterSettings'
import { linkText } from './link'
import { asVersion1 } from './migrate'
import { checksum, packText } from './packedText'
import { sameValue } from './viewFields'
import { linkText } from './writeLink'

export const LESSON_FORMAT = 'rocketscope-lesson'
/** Raised when something written before would be read as something else; see docs/lesson-format.md. */
export const LESSON_VERSION = 2
/** Characters of a lesson file that are read at all. */
export const MAX_LESSON_LENGTH = 400_000
/** Characters of a packed lesson that a link may carry: more would not get through a chat. */
export const MAX_PACKED_LENGTH = 8000

const isWords = (value: object): value is Localized =>
  Object.keys(value).length === LANGUAGE_CODES.length && LANGUAGE_CODES.every((code) => code in value)

/** What is written in one language alone stays so. */
const tidyWords = (words: Localized): Partial<Localized> => {
  if (new Set(Object.values(words)).size > 1) return words
  const code = /\p{Script=Han}/u.test(words.zh) ? 'zh' : 'en'
  return { [code]: words[code] }
}

/** An input without the settings that have RocketMQ's own values, as in a file of a run. */
function shortInput(input: RunInput): unknown {
  const settings = Object.fromEntries(
    Object.entries(input.scenario.settings).filter(
      ([name, value]) => !sameValue(value, REAL_SETTINGS[name as keyof typeof REAL_SETTINGS]),
    ),
  )
  return { ...input, scenario: { ...input.scenario, settings } }
}

/** @param writeInput - how the inputs of its runs are written */
function written(value: unknown, writeInput: (input: RunInput) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => written(one, writeInput))
  if (typeof value !== 'object' || value === null) return value
  if (isWords(value)) return tidyWords(value)
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([key, one]) => [key, key === 'input' ? writeInput(one as RunInput) : written(one, writeInput)]),
  )
}

const withoutId = ({ id: _, ...lesson }: Lesson): Omit<Lesson, 'id'> => lesson

/** A lesson as plain data for a file. */
export const writtenLesson = (lesson: Lesson): unknown => written(withoutId(lesson), shortInput)

/** The text of a lesson file. */
export const lessonFileText = (lesson: Lesson): string =>
  `${JSON.stringify({ format: LESSON_FORMAT, version: LESSON_VERSION, lesson: writtenLesson(lesson) }, null, 2)}\n`

/** Whether a text gives itself out as a lesson file. In a text inside of JSON the quotes would be written otherwise. */
export const isLessonText = (text: string): boolean => /"format"\s*:\s*"rocketscope-lesson"/.test(text)

/** A name for that file, from the lesson's title. */
export function lessonFileName({ title }: Lesson, language: Language): string {
  const plain = title[language].replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
  return `rocketscope-${plain.slice(0, 60) || 'lesson'}.json`
}

const packedLessons = new WeakMap<Lesson, string>()

/** A lesson as a link carries it, however long that is; see MAX_PACKED_LENGTH. */
export function packedLesson(lesson: Lesson): string {
  const known = packedLessons.get(lesson)
  if (known !== undefined) return known
  const short = written(withoutId(lesson), (input) => linkText({ input, view: {} }))
  const packed = packText(JSON.stringify(short))
  packedLessons.set(lesson, packed)
  return packed
}

/**
 * By which name a lesson of the person's own is known: made from all but its title, so that the same lesson is always the
 * same, and no lesson can take the place of another. Of the words of version 1, so that lessons keep their names.
 */
export function lessonId(lesson: Omit<Lesson, 'id'>): string {
  const { title: _, id: __, ...content } = lesson as Lesson
  const text = JSON.stringify(sorted(asVersion1(content)), (key, value) =>
    key === 'producerCores' && value === REAL_SETTINGS.producerCores ? undefined : withoutLater(key, value),
  )
  return `own-${checksum(text)}${checksum(`${text.length} ${text}`)}`
}

export const isOwnId = (id: string): boolean => id.startsWith('own-')

/** With the keys of every object in order: files may write them as they like. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  )
}
