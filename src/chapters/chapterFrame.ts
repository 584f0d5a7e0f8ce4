// What a chapter is to the page before its lessons are loaded.

import type { ChapterId } from '../i18n/chapters'

export type { ChapterId }

/** What a chapter may show or hide as a whole: a group of settings, a category of the log, and what the stage has of it. */
export type Subject = 'store' | 'replication' | 'consuming'

export interface ChapterFrame {
  id: ChapterId
  /** Ids of presets; the first is the one it opens with. */
  presets: readonly string[]
  shows: readonly Subject[]
}
