// All chapters, in the order of a message's path. The library, the lessons, the glossary and the tests read from here.

import type { Chapter } from './chapter'
import type { Lesson } from './lesson'
import { sending } from './sending/sending'
import type { Talk } from './talk'

export const CHAPTERS: readonly Chapter[] = [sending]

export const COURSE: readonly Lesson[] = CHAPTERS.flatMap(({ lessons }) => lessons)
export const INCIDENTS: readonly Lesson[] = CHAPTERS.flatMap(({ incidents }) => incidents)
export const TALKS: readonly Talk[] = CHAPTERS.flatMap(({ talks }) => talks)

/** See `Chapter.cuesByNumber`. */
export const CUES_BY_NUMBER: Chapter['cuesByNumber'] = Object.assign(
  {},
  ...CHAPTERS.map(({ cuesByNumber }) => cuesByNumber),
)
