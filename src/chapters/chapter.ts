// A chapter is one part of a message's path, as data: what it teaches, and the terms it explains.
// The processes, settings and presets it shows are the engine's; see ARCHITECTURE.md, "Add a chapter".

import type { TermName } from '../i18n/glossary'
import type { Challenge } from './challenge'
import type { Gotcha } from './gotcha'
import type { Lesson } from './lesson'

export interface Chapter {
  id: string
  /** The course, in order. */
  lessons: readonly Lesson[]
  incidents: readonly Lesson[]
  talks: readonly Lesson[]
  /** From the easiest on. */
  challenges: readonly Challenge[]
  gotchas: readonly Gotcha[]
  /** What the glossary lists, in order. */
  terms: readonly TermName[]
}
