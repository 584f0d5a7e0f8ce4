// The person's own lessons: kept in this browser, as many and as large as there is room for. What is kept is read back
// through the gate; other tabs may have changed it in the meantime, so every change begins from what is kept now.

import type { Lesson } from '../chapters/lesson'
import type { Language } from '../i18n/languages'
import { sameInAll } from '../i18n/localized'
import { writtenLesson } from '../io/lessonFile'
import { parsedJson } from '../io/outsideJson'
import { parseLesson } from '../io/readLesson'
import { loadOwnLessons, saveOwnLessons } from '../io/storage'
import { useApp } from './appStore'

const MAX_LESSONS = 40
/** Characters of all that is kept: browsers give a page about five million. */
const MAX_KEPT_LENGTH = 1_500_000

interface Kept {
  id: string
  lesson: unknown
}

/** What is kept, newest last; not checked but for being a list of such. */
function kept(): Kept[] {
  // What is not ours, somebody else wrote there: the next lesson that is kept takes its place.
  const data = parsedJson(loadOwnLessons(), MAX_KEPT_LENGTH)
  if (!Array.isArray(data)) return []
  return data.slice(-MAX_LESSONS).filter((one): one is Kept => typeof one?.id === 'string' && 'lesson' in one)
}

/** Lessons that there was no room for: they last as long as the tab. */
const homeless = new Map<string, Lesson>()

/** What was read last, so that a lesson that has not changed stays the very same. */
let read = { text: null as string | null, lessons: [] as Lesson[], unreadable: 0 }

function readKept(): void {
  const text = loadOwnLessons()
  if (text === read.text && text !== null) return
  const before = new Map(read.lessons.map((lesson) => [lesson.id, lesson]))
  const lessons: Lesson[] = []
  let unreadable = 0
  for (const one of kept()) {
    const result = parseLesson(one.lesson)
    if (!result.ok) unreadable += 1
    else {
      const known = before.get(result.lesson.id)
      const same = known && JSON.stringify(known) === JSON.stringify(result.lesson)
      lessons.push(same ? known : result.lesson)
    }
  }
  read = { text, lessons, unreadable }
}

/** Puts on the page what is kept. */
export function restoreOwnLessons(): void {
  readKept()
  const others = [...homeless.values()].filter(({ id }) => !read.lessons.some((lesson) => lesson.id === id))
  const ownLessons = [...read.lessons, ...others]
  const now = useApp.getState().ownLessons
  const same = now.length === ownLessons.length && now.every((lesson, at) => lesson === ownLessons[at])
  if (!same) useApp.setState({ ownLessons })
}

/** How many kept lessons cannot be read; they are left alone. */
export const unreadableLessons = (): number => read.unreadable

/** @returns whether it is kept now */
function keep(lessons: readonly Kept[]): boolean {
  const text = JSON.stringify(lessons)
  return lessons.length <= MAX_LESSONS && text.length <= MAX_KEPT_LENGTH && saveOwnLessons(text)
}

export const ownLesson = (id: string): Lesson | undefined => useApp.getState().ownLessons.find((one) => one.id === id)

/**
 * Adds a lesson; one that is there already stays as it is.
 *
 * @param at - its place in the list; at its end if none is given
 * @returns whether it is kept
 */
export function addOwnLesson(lesson: Lesson, at?: number): boolean {
  const list = kept()
  if (list.some(({ id }) => id === lesson.id)) {
    restoreOwnLessons()
    return true
  }
  const next = list.toSpliced(at ?? list.length, 0, { id: lesson.id, lesson: writtenLesson(lesson) })
  const done = keep(next)
  if (!done) homeless.set(lesson.id, lesson)
  restoreOwnLessons()
  return done
}

/** @returns where it was in the list */
export function removeOwnLesson(id: string): number {
  homeless.delete(id)
  const list = kept()
  const at = list.findIndex((one) => one.id === id)
  if (at >= 0) keep(list.toSpliced(at, 1))
  restoreOwnLessons()
  return at < 0 ? list.length : at
}

/** Gives a lesson another title, in the language of the page; one that is the same in both changes in both. */
export function renameOwnLesson(id: string, name: string, language: Language): boolean {
  const lesson = ownLesson(id)
  if (!lesson) return false
  const { title } = lesson
  const renamed = {
    ...lesson,
    title: new Set(Object.values(title)).size === 1 ? sameInAll(name) : { ...title, [language]: name },
  }
  const checked = parseLesson(writtenLesson(renamed))
  if (!checked.ok) return false
  if (homeless.has(id)) homeless.set(id, checked.lesson)
  else if (!keep(kept().map((one) => (one.id === id ? { id, lesson: writtenLesson(renamed) } : one)))) return false
  restoreOwnLessons()
  return true
}
