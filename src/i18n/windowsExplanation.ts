// Why a Broker is avoided until a moment, or why it is not, in one sentence.

import type { Outlook } from '../projections/outlook'
import type { LessonFacts, Outcome } from './explanation'

export interface WindowFacts {
  broker: string
  rules: { release: string }
  standing: 'avoided' | 'unreachable' | 'available' | 'off' | 'stopped'
  untilMs: number | null
  outlook: Outlook | null
  cause: { message: number; attempt: number; outcome: Outcome; lesson: LessonFacts; rules: { release: string } } | null
  end:
    | { why: 'never' | 'forgotten' }
    | { why: 'windowEnded' | 'removed' | 'restarted'; atMs: number }
    | { why: 'success'; atMs: number; message: number; latencyMs: number }
    | null
}

export interface WindowsMessages {
  /** Why a Broker is avoided, or why it is not, in one sentence. */
  sentence(facts: WindowFacts): string
}
