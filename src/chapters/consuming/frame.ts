import type { ChapterFrame } from '../chapterFrame'

export const CONSUMING: ChapterFrame = {
  id: 'consuming',
  presets: ['consume', 'consume-backlog', 'consume-orderly', 'consume-retry', 'consume-slave'],
  shows: ['consuming'],
}
