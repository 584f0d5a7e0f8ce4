import type { ChapterFrame } from '../frame'

export const STORING: ChapterFrame = {
  id: 'storing',
  presets: ['store', 'store-sync', 'overload'],
  shows: ['store'],
}
