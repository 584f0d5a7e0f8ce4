// The avoidance windows in words: what opened one, how long it lasts, what ended it.

import type { Outlook } from '../projections/outlook'
import type { EntryOf } from './entryTraits'
import type { Entry, NarrationContext } from './narrationContext'

export interface WindowsNarrationMessages {
  /** One entry about the fault table. */
  window(entry: EntryOf<'window'>, context: NarrationContext): string
  /** @param outlook - how the producer stands to the Broker, as far as that is known: it may keep it from being chosen all the same */
  available(entry: Entry<'available'>, context: NarrationContext, outlook?: Outlook | null): string
}
