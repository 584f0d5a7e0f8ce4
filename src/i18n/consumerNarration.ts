// What consumers do, and Brokers for them, in words: members, queues, pulls, listeners, offsets.

import type { EntryOf } from './entryTraits'
import type { NarrationContext } from './narrationContext'

export interface ConsumerNarrationMessages {
  consume(entry: EntryOf<'consume'>, context: NarrationContext): string
}
