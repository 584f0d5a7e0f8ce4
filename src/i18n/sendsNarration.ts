// What became of a message, in words: its attempts, its copy, and what the application got.

import { attemptLimit } from '../projections/limits'
import type { ChapterId } from './chapters'
import type { EntryOf } from './entryTraits'
import type { Entry, NarrationContext } from './narrationContext'

export const maxAttempts = ({ settings }: NarrationContext, attempt: number): number =>
  Math.max(attempt, attemptLimit(settings.communicationMode, settings))

/** What followed from a failed attempt in the same instant. */
export interface Aftermath {
  avoided: Entry<'avoided'> | undefined
  gaveUp: Entry<'messageFailed'> | undefined
  retry: Entry<'send'> | undefined
}

export interface SendsNarrationMessages {
  /** One entry about a message. */
  send(entry: EntryOf<'send'>, context: NarrationContext): string
  /** A call that ended without a SendResult. */
  gaveUp(entry: Entry<'messageFailed'>): string
  /** A failed attempt with everything that followed from it in the same instant. */
  failureStory(failed: Entry<'sendFailed'>, facts: Aftermath, context: NarrationContext): string
  /** A copy that is stored, but took so long that its Broker is avoided. */
  slowStory(stored: Entry<'sendOk'>, avoided: Entry<'avoided'>, context: NarrationContext): string
  /** A send with the place its message was stored at. */
  storedStory(entry: Entry<'sendOk'>, queueOffset: number, context: NarrationContext): string
  /** Before the first entry. */
  nothingYet: string
  /** At the very beginning, paused: what to do in a chapter, and what to look at. */
  atRest: Record<ChapterId, string>
}
