// The inside of Brokers is loaded only for runs that simulate it: it registers itself here.

import type { Storage, StoreCopies } from './context'
import type { Settings } from './settings'

let provided: Storage | null = null
let copies: StoreCopies | null = null

/** Importing broker/store does it. */
export function provideStorage(storage: Storage, itsCopies: StoreCopies): void {
  provided = storage
  copies = itsCopies
}

const notLoaded = (): TypeError => new TypeError('broker/store has not been loaded')

/** For states that have the inside of a Broker. @throws TypeError if it has not been loaded: then nothing has made any */
export function storeCopies(): StoreCopies {
  if (!copies) throw notLoaded()
  return copies
}

/**
 * What simulates the inside of Brokers with these settings, or null where they do not ask for it.
 *
 * @throws TypeError if it has not been loaded: whoever takes an input loads it first
 */
export function storageFor({ simulateStore }: Pick<Settings, 'simulateStore'>): Storage | null {
  if (simulateStore && !provided) throw notLoaded()
  return simulateStore ? provided : null
}
