// What the page has to know of a chapter before its lessons are loaded: its name on the switch, its presets, and what it shows.

import type { ChapterFrame, ChapterId, Subject } from './chapterFrame'
import { CONSUMING } from './consuming/frame'
import { REPLICATING } from './replicating/frame'
import { SENDING } from './sending/frame'
import { STORING } from './storing/frame'
import { WHOLE } from './whole/frame'

export type { ChapterFrame, ChapterId, Subject }

/** In the order of a message's path. */
export const FRAMES: readonly ChapterFrame[] = [SENDING, STORING, REPLICATING, CONSUMING, WHOLE]

export const frameOf = (id: ChapterId): ChapterFrame => FRAMES.find((one) => one.id === id) ?? SENDING
