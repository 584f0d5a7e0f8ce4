// Why this queue: the sentence about one attempt, and what each pass of the choice asks of a queue.

import type { PassRule, QueueVerdict } from '../rocketmq'

export type Looked = { broker: string; queueId: number; verdict: QueueVerdict; avoidedUntilMs: number | null }

/** What the sentence about an attempt needs to know. */
export interface AttemptFacts {
  message: number
  attempt: number
  attemptLimit: number
  broker: string
  queueId: number
  lastBroker: string | null
  decidedBy: PassRule
  /** Value of the index behind the choice, or hash of the key. */
  index: number
  listLength: number
  passes: readonly { rule: PassRule; candidates: readonly Looked[]; tripped: boolean }[]
  rules: { release: string }
  rewritten: { position: number } | null
  droppedQueueId: number | null
  oneBroker: boolean
}

/** The queues of the deciding pass that were passed over, one of each Broker. */
export function skippedBrokers(facts: AttemptFacts): Looked[] {
  const looked = facts.passes.at(-1)?.candidates ?? []
  const skipped = looked.filter(({ verdict }) => verdict !== 'chosen')
  return skipped.filter((one, at) => skipped.findIndex(({ broker }) => broker === one.broker) === at)
}

export interface AttemptsMessages {
  /** "Message 7 went to broker-b q1: it was next in turn and is not avoided." */
  sentence(facts: AttemptFacts): string
  /** What each pass asks of a queue. */
  rules: Record<PassRule, string>
}
