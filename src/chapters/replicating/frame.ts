import type { ChapterFrame } from '../chapterFrame'

export const REPLICATING: ChapterFrame = {
  id: 'replicating',
  presets: ['replication', 'replication-sync', 'dledger-log', 'controller'],
  shows: ['store', 'replication'],
}
