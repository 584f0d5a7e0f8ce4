// What a copy of a state has of consumers, and how much room it takes: see Slice.

import type { BrokerConsuming, Consumer } from '../state'

export function copyConsumer(consumer: Consumer): Consumer {
  void [consumer]
  throw new TypeError('not built yet')
}

export function consumerWords(consumer: Consumer): number {
  void [consumer]
  throw new TypeError('not built yet')
}

export function copyConsuming(consuming: BrokerConsuming): BrokerConsuming {
  void [consuming]
  throw new TypeError('not built yet')
}

export function consumingWords(consuming: BrokerConsuming): number {
  void [consuming]
  throw new TypeError('not built yet')
}
