// Processes and hosts, elections and new Masters in words.

import type { Outlook } from '../projections/outlook'
import type { EntryOf } from './entryTraits'
import type { Entry, NarrationContext } from './narrationContext'

export interface ProcessesNarrationMessages {
  /** One entry about a process, a role or a vote. */
  process(entry: EntryOf<'process'>, context: NarrationContext): string
  /** A group that can be written to again, and what its producers know of it at that moment. */
  masterStory(entry: Entry<'masterReady'>, outlook: Outlook | null, context: NarrationContext): string
}
