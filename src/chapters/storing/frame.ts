import type { ChapterFrame } from '../chapterFrame'

export const STORING: ChapterFrame = {
  id: 'storing',
  presets: ['store', 'store-sync', 'overload'],
  shows: ['store'],
}
