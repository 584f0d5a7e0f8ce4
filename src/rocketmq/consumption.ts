// Consumers and what Brokers do for them are loaded only for runs that have any: they register themselves here.

import type { ConsumingCopies, Consumption } from './context'
import type { Settings } from './settings'

let provided: Consumption | null = null
let copies: ConsumingCopies | null = null

/** Importing consumer/index.ts does it. */
export function provideConsumption(consumption: Consumption, itsCopies: ConsumingCopies): void {
  provided = consumption
  copies = itsCopies
}

const notLoaded = (): TypeError => new TypeError('rocketmq/consumer has not been loaded')

/** For states that have consumers. @throws TypeError if it has not been loaded: then nothing has made any */
export function consumingCopies(): ConsumingCopies {
  if (!copies) throw notLoaded()
  return copies
}

/**
 * What simulates consumers with these settings, or null where there are none.
 *
 * @throws TypeError if it has not been loaded: whoever takes an input loads it first
 */
export function consumptionFor({ consumerGroupCount }: Pick<Settings, 'consumerGroupCount'>): Consumption | null {
  if (consumerGroupCount > 0 && !provided) throw notLoaded()
  return consumerGroupCount > 0 ? provided : null
}
