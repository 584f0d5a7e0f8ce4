import type { ChapterFrame } from '../chapterFrame'

export const WHOLE: ChapterFrame = {
  id: 'whole',
  presets: ['whole-path'],
  shows: ['store', 'replication', 'consuming'],
}
