// Links that lose what is sent over them.

import type { BrokerAddress, ConsumerAddress, ControllerAddress, NameServerAddress, ProducerAddress } from '../events'

/** A host that a link can lead to. */
export type LinkEnd = ProducerAddress | ConsumerAddress | NameServerAddress | BrokerAddress | ControllerAddress

/** One link that is not in order, in both directions. It is replaced, never changed. */
export interface LossyLink {
  ends: readonly [LinkEnd, LinkEnd]
  /** Of 100 things that the two send each other so many are lost: 100 for a cut link. */
  lossPercent: number
  /** Virtual time since which it is so. */
  sinceMs: number
}
