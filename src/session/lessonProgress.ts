// How far somebody has come in the lessons, on this device. Everything read back is checked.

import * as v from 'valibot'
import { MOVED } from '../chapters/chapters'
import type { Lesson } from '../chapters/lesson'
import { parsedJson } from '../io/outsideJson'
import { loadLessons, saveLessons } from '../io/storage'
import { pageAt, questionOf, successorOf } from './lessonPages'

/** Characters of what is kept: far more than all lessons there are need. */
const MAX_KEPT_LENGTH = 1_000_000

const idSchema = v.pipe(v.string(), v.maxLength(80))

const progressSchema = v.object({
  /** Page at which each lesson was left. */
  places: v.record(idSchema, v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))),
  /** Pages of each lesson that were opened; of what was kept before this was, all up to `places`. */
  seen: v.optional(
    v.record(idSchema, v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.maxLength(200))),
    {},
  ),
  /** Lessons of which every page was opened and every question answered; before `seen` was kept, those opened at their end. */
  finished: v.pipe(v.array(idSchema), v.maxLength(500)),
  /** By page, written "lesson/page": whether its question was answered right at the first try. */
  answers: v.record(v.pipe(v.string(), v.maxLength(200)), v.boolean()),
})

export type Progress = v.InferOutput<typeof progressSchema>

export const NO_PROGRESS: Progress = { places: {}, seen: {}, finished: [], answers: {} }

/** What was kept of lessons that are no more, under what came in their place. */
function moved({ places, seen, finished, answers }: Progress): Progress {
  const now: Progress = { places: {}, seen, finished: [], answers: {} }
  for (const [id, page] of Object.entries(places)) {
    const place = successorOf(id, page) ?? { id, page }
    now.places[place.id] = Math.max(now.places[place.id] ?? 0, place.page)
  }
  // Several became one: it is finished where all of them are.
  const former = Object.keys(MOVED)
  const endOf = (id: string) => successorOf(id, Number.MAX_SAFE_INTEGER)?.id
  const isWhole = (id: string) => former.every((one) => endOf(one) !== id || finished.includes(one))
  const whole = finished.map((id) => endOf(id) ?? id).filter((id) => finished.includes(id) || isWhole(id))
  now.finished = [...new Set(whole)]
  // What was asked there is asked no more.
  now.answers = Object.fromEntries(
    Object.entries(answers).filter(([key]) => !former.includes(key.slice(0, key.lastIndexOf('/')))),
  )
  return now
}

/** What was kept; nothing where there is nothing, or nothing that can be read. */
export function readProgress(): Progress {
  // Not JSON: somebody else wrote there. Lessons begin anew, which loses nothing else.
  const read = v.safeParse(progressSchema, parsedJson(loadLessons(), MAX_KEPT_LENGTH))
  return read.success ? moved(read.output) : NO_PROGRESS
}

/** The pages of a lesson that are still to be opened, or whose question is still to be answered. */
export function openPages(lesson: Lesson, { places, seen, answers }: Progress): number[] {
  const { id, steps, quiz } = lesson
  const place = places[id] ?? -1
  const wasOpened = (page: number) => seen[id]?.includes(page) ?? page <= place
  return [...Array(steps.length + quiz.length).keys()].filter(
    (page) => !wasOpened(page) || (questionOf(pageAt(lesson, page)) !== undefined && !(`${id}/${page}` in answers)),
  )
}

/** With the page that is opened. */
export function withPage(progress: Progress, { id }: Lesson, page: number): Progress {
  const { places, seen } = progress
  const before = seen[id] ?? [...Array((places[id] ?? -1) + 1).keys()]
  return {
    ...progress,
    places: { ...places, [id]: page },
    seen: { ...seen, [id]: [...new Set([...before, page])] },
  }
}

/** With the lesson among those that are finished, where nothing of it is open. What was finished once stays so. */
export const withFinished = (progress: Progress, lesson: Lesson): Progress =>
  progress.finished.includes(lesson.id) || openPages(lesson, progress).length > 0
    ? progress
    : { ...progress, finished: [...progress.finished, lesson.id] }

export const writeProgress = (progress: Progress): boolean => saveLessons(JSON.stringify(progress))
