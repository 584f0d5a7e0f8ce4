// What happens inside of Brokers, in words: their queues, their logs, their copies.

import type { EntryOf } from './entryTraits'
import type { Entry, NarrationContext } from './narrationContext'

export interface StoreNarrationMessages {
  store(entry: EntryOf<'store'>, context: NarrationContext): string
  /** Several messages that a group lost in one instant, in the order of its log. */
  lostStory(lost: readonly Entry<'lost'>[], context: NarrationContext): string
}
