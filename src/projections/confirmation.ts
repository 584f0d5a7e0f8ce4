// What it means that a Master knows something to be confirmed.

import { awaitsCopies, type ConfirmedBy, confirmedBy, type Settings } from '../rocketmq'

export interface Confirmation {
  /** Who has it then. */
  by: ConfirmedBy
  /** Does the answer to a stored message wait for copies? */
  isAwaited: boolean
}

/** @param settings - at that moment */
export const confirmationOf = (settings: Settings): Confirmation => ({
  by: confirmedBy(settings),
  isAwaited: awaitsCopies(settings),
})
