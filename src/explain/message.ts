// Why a message failed, or how it got through after all: its attempts, what each ate of the time budget, what the
// application gets.

import type { Text } from '../i18n/messages'
import { type CallEnd, type CallStory, callStory, knownBy, type StoredCopy } from '../projections/sendCalls'
import { attemptLimit, type ClientException, clientException, clientRules, type Run } from '../rocketmq'
import { type AttemptExplanation, explainAttempts } from './attempt'

export interface MessageExplanation {
  message: number
  producer: number
  mode: CallStory['mode']
  release: string
  beganMs: number
  /** ms since the call began, or of the whole call once it has ended. */
  elapsedMs: number
  timeoutMs: number
  /** 4.2.0: every attempt has the whole timeout. */
  each: boolean
  attemptLimit: number
  attempts: AttemptExplanation[]
  end: CallEnd | null
  /** What the application gets, or null if it gets none (yet). */
  exception: ClientException | null
  /** The callback is called a second time for the same failure (5.3.0 and 5.3.1). */
  calledTwice: boolean
  copies: StoredCopy[]
  sentence: Text<'messages'>
}

/**
 * @param logIndex - any entry about the message
 * @param knownUntilMs - the playhead: what comes later is left out
 * @returns null if the entry is about no message
 */
export function explainMessage(run: Run, logIndex: number, knownUntilMs = run.endMs): MessageExplanation | null {
  const whole = callStory(run, logIndex)
  if (!whole) return null
  const story = knownBy(whole, knownUntilMs)
  const rules = clientRules(story.settings.clientVersion)
  const attempts = explainAttempts(run, story)
  const last = story.attempts.at(-1)
  const lastFailure =
    last?.outcome.kind === 'failed'
      ? { attempt: last.attempt, failure: last.outcome.failure, code: last.outcome.code }
      : null
  const about: Omit<MessageExplanation, 'sentence'> = {
    message: story.message,
    producer: story.producer,
    mode: story.mode,
    release: rules.release,
    beganMs: story.beganMs,
    elapsedMs: story.end?.elapsedMs ?? Math.max(0, knownUntilMs - story.beganMs),
    timeoutMs: story.timeoutMs,
    each: rules.budgetPerAttempt,
    attemptLimit: attemptLimit(story.mode, story.settings),
    attempts,
    end: story.end,
    exception:
      story.end?.kind === 'threw' ? clientException(rules, story.mode, story.end.exception, lastFailure) : null,
    calledTwice: rules.asyncNoTimeFailsTwice && story.end?.kind === 'threw' && lastFailure?.failure === 'noTime',
    copies: story.copies,
  }
  return { ...about, sentence: (m) => m.messages.sentence(about) }
}
