// The inside of Brokers, and consumers, are parts of the engine that are loaded before the first input that asks for them is
// computed, with the sentences about them. This is the one gate: what reads inputs from outside goes through withRecordings, which
// comes here; what begins one of its own asks withStore.

import { loadEverywhere } from '../i18n/load'
import type { RunInput } from '../rocketmq'
import { type EnginePart, isPartLoaded, markPartLoaded, partsOf } from './recording/missing'

const LOADS: Record<EnginePart, () => Promise<unknown>> = {
  store: () => Promise.all([import('../rocketmq/broker/store'), loadEverywhere('storeNarration')]),
  consumers: () => Promise.all([import('../rocketmq/consumer'), loadEverywhere('consumerNarration')]),
}

const missingOf = ({ scenario }: RunInput): EnginePart[] =>
  partsOf(scenario.settings).filter((part) => !isPartLoaded(part))

export const needsStore = (input: RunInput): boolean => missingOf(input).length > 0

/** @throws if one cannot be loaded: the page has said so by then */
export async function loadParts(parts: readonly EnginePart[]): Promise<void> {
  await Promise.all(parts.map((part) => (isPartLoaded(part) ? null : LOADS[part]())))
  for (const part of parts) markPartLoaded(part)
}

/** What an input needs. @throws if it cannot be loaded: the page has said so by then */
export const loadStore = (input: RunInput): Promise<void> => loadParts(missingOf(input))

/** Goes on with an input: at once, or once what simulates it is loaded. */
export const withStore = <End>(input: RunInput, goOn: () => End): End | Promise<End> =>
  needsStore(input) ? loadStore(input).then(goOn) : goOn()
