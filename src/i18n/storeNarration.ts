// What happens inside of Brokers, in words: their queues, their logs, their copies.

import type { EntryOf } from './entryTraits'
import type { NarrationContext } from './narrationContext'

export interface StoreNarrationMessages {
  store(entry: EntryOf<'store'>, context: NarrationContext): string
}
