// Words that the explanations share: numbers as they stand in a calculation, what came of an attempt, and what it wrote into the
// fault table. The sentences are in the explanationOf....ts beside it; what they say is computed in explain/.

import type { AttemptFailure, CommunicationMode, SendStatus } from '../rocketmq'

export type Outcome =
  | { kind: 'under way' }
  | { kind: 'failed'; tookMs: number; failure: AttemptFailure; className: string; code: number }
  | { kind: 'stored'; tookMs: number; status: SendStatus | null }
  | { kind: 'abandoned'; tookMs: number }

export interface LessonFacts {
  broker: string
  latencyMs: number
  isolation: boolean
  lookedUpMs: number
  thresholdMs: number | null
  windowMs: number
  untilBeforeMs: number
  untilMs: number
  effect: 'opened' | 'longer' | 'shorter' | 'ended' | 'kept' | 'none'
  reachable: boolean | null
}

export interface ExplanationMessages {
  /** What came of an attempt, as one line. */
  outcome(outcome: Outcome, mode: CommunicationMode): string
  /** The look into the latency table: "Failed, so it counts as 10 s: from 5 s on, avoid for 10 s." */
  lookup(facts: LessonFacts): string
  /** What the write into the fault table did to the window. */
  effect(facts: LessonFacts, successEndsWindow: boolean): string
}
