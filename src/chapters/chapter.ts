// A chapter is one part of a message's path, as data: what it teaches, and the terms it explains.
// The processes, settings and presets it shows are the engine's; see ARCHITECTURE.md, "Add a chapter".

import type { TermName } from '../i18n/glossary'
import type { Challenge } from './challenge'
import type { ChapterFrame } from './frame'
import type { Gotcha } from './gotcha'
import type { Lesson } from './lesson'
import type { AskedQuestion } from './question'
import type { Talk } from './talk'

/** By the id of a lesson that is no more: for each of its pages the lesson and the step in its place; no step: the end. */
export type MovedPages = Readonly<Record<string, readonly (readonly [lesson: string, step?: string])[]>>

export interface Chapter extends ChapterFrame {
  /** The course, in order. */
  lessons: readonly Lesson[]
  incidents: readonly Lesson[]
  /** Where the pages of former lessons have gone. */
  moved: MovedPages
  /** What people ask in public, each answered by a run. */
  questions: readonly AskedQuestion[]
  talks: readonly Talk[]
  /** Ids of cues by the page number of links that name none, by talk. */
  cuesByNumber: Readonly<Record<string, readonly string[]>>
  /** From the easiest on. */
  challenges: readonly Challenge[]
  gotchas: readonly Gotcha[]
  /** What the glossary lists, in order. */
  terms: readonly TermName[]
}
