// What a Broker keeps for consumers, where it is.

import type { BrokerConsuming, BrokerNode } from '../../state'

const create = (): BrokerConsuming => ({
  channels: [],
  subscriptions: [],
  scanTimerMs: null,
  unread: [],
  heldPulls: [],
  locks: [],
  offsets: [],
  offsetsOnDisk: [],
  retryTopics: [],
  deadLetterTopics: [],
  scheduled: [],
  delayOffsets: [],
  scheduleTimerMs: null,
  pullHoldTimerMs: null,
  offsetFileTimerMs: null,
  offsetSyncTimerMs: null,
  startedAtMs: 0,
})

/** What a node keeps. Made where it is first needed. */
export function consumingOf(node: BrokerNode): BrokerConsuming {
  node.consuming ??= create()
  return node.consuming
}
