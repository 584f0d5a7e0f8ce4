// What the page has to know of a chapter before its lessons are loaded: its name on the switch, its presets, and what it shows.

import { REPLICATING } from './replicating/frame'
import { SENDING } from './sending/frame'
import { STORING } from './storing/frame'

export type ChapterId = 'sending' | 'storing' | 'replicating'

/** What a chapter may show or hide as a whole: a group of settings, a category of the log, and what the stage has of it. */
export type Subject = 'store' | 'replication'

export interface ChapterFrame {
  id: ChapterId
  /** Ids of presets; the first is the one it opens with. */
  presets: readonly string[]
  shows: readonly Subject[]
}

/** In the order of a message's path. */
export const FRAMES: readonly ChapterFrame[] = [SENDING, STORING, REPLICATING]

export const frameOf = (id: ChapterId): ChapterFrame => FRAMES.find((one) => one.id === id) ?? SENDING
