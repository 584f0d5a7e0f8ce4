// How far somebody has come in the lessons, on this device. Everything read back is checked.

import * as v from 'valibot'
import { parsedJson } from '../io/outsideJson'
import { loadLessons, saveLessons } from '../io/storage'

/** Characters of what is kept: far more than all lessons there are need. */
const MAX_KEPT_LENGTH = 1_000_000

const idSchema = v.pipe(v.string(), v.maxLength(80))

const progressSchema = v.object({
  /** Page at which each lesson was left. */
  places: v.record(idSchema, v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))),
  /** Lessons that were taken to their end. */
  finished: v.pipe(v.array(idSchema), v.maxLength(500)),
  /** By page, written "lesson/page": whether its question was answered right at the first try. */
  answers: v.record(v.pipe(v.string(), v.maxLength(200)), v.boolean()),
})

export type Progress = v.InferOutput<typeof progressSchema>

export const NO_PROGRESS: Progress = { places: {}, finished: [], answers: {} }

/** What was kept; nothing where there is nothing, or nothing that can be read. */
export function readProgress(): Progress {
  // Not JSON: somebody else wrote there. Lessons begin anew, which loses nothing else.
  const read = v.safeParse(progressSchema, parsedJson(loadLessons(), MAX_KEPT_LENGTH))
  return read.success ? read.output : NO_PROGRESS
}

export const writeProgress = (progress: Progress): boolean => saveLessons(JSON.stringify(progress))
