// What a producer still lacks before it can use a Broker group again, in words, inside a sentence. When it can: waits.ts.

import type { Outlook } from '../projections/outlook'

export interface OutlookMessages {
  /**
   * Why a Broker that is not avoided is not used with success all the same, said inside a sentence about it.
   *
   * @returns null if nothing is in the way
   */
  blocked(outlook: Outlook): string | null
}
