// All chapters, in the order of a message's path. The library, the lessons, the glossary and the tests read from here.

import type { Challenge } from './challenge'
import type { Chapter, MovedPages } from './chapter'
import { consuming } from './consuming/consuming'
import type { Lesson } from './lesson'
import { type AskedQuestion, askedScore } from './question'
import { replicating } from './replicating/replicating'
import { sending } from './sending/sending'
import { storing } from './storing/storing'
import type { Talk } from './talk'
import { whole } from './whole/whole'

export const CHAPTERS: readonly Chapter[] = [sending, storing, replicating, consuming, whole]

export const COURSE: readonly Lesson[] = CHAPTERS.flatMap(({ lessons }) => lessons)
export const INCIDENTS: readonly Lesson[] = CHAPTERS.flatMap(({ incidents }) => incidents)
export const MOVED: MovedPages = Object.assign({}, ...CHAPTERS.map(({ moved }) => moved))

/** Those that people ask most come first. */
export const QUESTIONS: readonly AskedQuestion[] = CHAPTERS.flatMap(({ questions }) => questions).sort(
  (one, other) => askedScore(other.asked) - askedScore(one.asked),
)

export const TALKS: readonly Talk[] = CHAPTERS.flatMap(({ talks }) => talks)

/** See `Chapter.cuesByNumber`. */
export const CUES_BY_NUMBER: Chapter['cuesByNumber'] = Object.assign(
  {},
  ...CHAPTERS.map(({ cuesByNumber }) => cuesByNumber),
)

export const CHALLENGES: readonly Challenge[] = CHAPTERS.flatMap(({ challenges }) => challenges)
