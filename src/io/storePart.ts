// The inside of Brokers is a part of the engine that is loaded before the first input that asks for it is computed, with the
// sentences about it. This is the one gate: what reads inputs from outside goes through withRecordings, which comes here; what
// begins one of its own asks withStore.

import { loadEverywhere } from '../i18n/load'
import type { RunInput } from '../rocketmq'
import { hasStore, markStoreLoaded } from './recording/missing'

export const needsStore = ({ scenario }: RunInput): boolean => scenario.settings.simulateStore && !hasStore()

/** @throws if it cannot be loaded: the page has said so by then */
export async function loadStore(): Promise<void> {
  if (hasStore()) return
  await Promise.all([import('../rocketmq/broker/store'), loadEverywhere('storeNarration')])
  markStoreLoaded()
}

/** Goes on with an input: at once, or once what simulates it is loaded. */
export const withStore = <End>(input: RunInput, goOn: () => End): End | Promise<End> =>
  needsStore(input) ? loadStore().then(goOn) : goOn()
