// What a producer still lacks before it can use a Broker group again, in words: inside a sentence, and as one of its own.

import type { Outlook } from '../projections/outlook'

export interface OutlookMessages {
  /**
   * Why a Broker that is not avoided is not used with success all the same, said inside a sentence about it.
   *
   * @returns null if nothing is in the way
   */
  blocked(outlook: Outlook): string | null
  /** The latest of several things decides: all of them, the latest first. @returns null if there is nothing to wait for */
  waits(facts: Outlook): string | null
}
