// The inside of Brokers is loaded only for runs that simulate it: it registers itself here.

import type { Storage } from './context'
import type { Settings } from './settings'

let provided: Storage | null = null

/** Importing broker/store does it. */
export function provideStorage(storage: Storage): void {
  provided = storage
}

/**
 * What simulates the inside of Brokers with these settings, or null where they do not ask for it.
 *
 * @throws TypeError if it has not been loaded: whoever takes an input loads it first
 */
export function storageFor({ simulateStore }: Pick<Settings, 'simulateStore'>): Storage | null {
  if (simulateStore && !provided) throw new TypeError('broker/store has not been loaded')
  return simulateStore ? provided : null
}
