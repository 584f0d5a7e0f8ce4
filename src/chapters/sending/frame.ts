import type { ChapterFrame } from '../chapterFrame'

export const SENDING: ChapterFrame = {
  id: 'sending',
  presets: ['article', 'article-off', 'real-5.3', 'real-4.9', '2m-2s-async', '2m-noslave', 'large'],
  shows: [],
}
