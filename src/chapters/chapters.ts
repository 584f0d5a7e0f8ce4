// All chapters, in the order of a message's path. The library, the lessons, the glossary and the tests read from here.

import type { Challenge } from './challenge'
import type { Chapter } from './chapter'
import type { Lesson } from './lesson'
import { sending } from './sending/sending'

export const CHAPTERS: readonly Chapter[] = [sending]

export const COURSE: readonly Lesson[] = CHAPTERS.flatMap(({ lessons }) => lessons)
export const INCIDENTS: readonly Lesson[] = CHAPTERS.flatMap(({ incidents }) => incidents)
export const TALKS: readonly Lesson[] = CHAPTERS.flatMap(({ talks }) => talks)
export const CHALLENGES: readonly Challenge[] = CHAPTERS.flatMap(({ challenges }) => challenges)
