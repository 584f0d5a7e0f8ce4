import type { CommunicationMode } from '../../rocketmq'
import type { ExplanationMessages, LessonFacts, Outcome } from '../explanation'
import { formatTime } from '../format'
import { exceptions, failureWords } from './exceptions'
import { formatDuration, formatNumber } from './format'

/** A number of ms as it stands in a calculation: "3,000 ms". */
export const ms = (value: number): string => `${formatNumber(value)} ms`

/** A length of a table or a stand-in: whole seconds stay whole, "10 s". */
export const length = (value: number): string =>
  value % 1000 === 0 && value > 0 && value < 60_000 ? `${value / 1000} ${'s'}` : formatDuration(value)

function outcomeWords(outcome: Outcome, mode: CommunicationMode): string {
  switch (outcome.kind) {
    case 'under way':
      return 'Still waiting for the answer.'
    case 'abandoned':
      return `The client stopped waiting after ${ms(outcome.tookMs)}.`
    case 'stored':
      if (mode === 'ONEWAY')
        return `send() returned at once; the copy reached the queue after ${ms(outcome.tookMs)}, and the producer gets no reply.`
      return outcome.status === null || outcome.status === 'SEND_OK'
        ? `Stored after ${ms(outcome.tookMs)}, SEND_OK.`
        : `Stored after ${ms(outcome.tookMs)}, but ${outcome.status}: ${exceptions.status[outcome.status]}.`
    case 'failed': {
      const why = failureWords(outcome.failure, outcome.code, outcome.tookMs)
      return `Failed, ${why}: ${outcome.className}.`
    }
  }
}

function lookupWords(facts: LessonFacts): string {
  const { isolation, lookedUpMs, thresholdMs, windowMs } = facts
  const enWhat = isolation
    ? `The client looks up a failure as ${length(lookedUpMs)}, however long it took`
    : `It took ${ms(lookedUpMs)}`
  if (thresholdMs === null) return `${enWhat}: less than every step of the latency table, so it opens no window.`
  return windowMs === 0
    ? `${enWhat}: in the latency table that is the step from ${ms(thresholdMs)}, which opens no window.`
    : `${enWhat}: in the latency table that is the step from ${ms(thresholdMs)}, avoid for ${length(windowMs)}.`
}

function effectWords(facts: LessonFacts, successEndsWindow: boolean): string {
  const { broker, effect, untilMs, untilBeforeMs } = facts
  const until = formatTime(untilMs)
  const before = formatTime(untilBeforeMs)
  switch (effect) {
    case 'opened':
      return `${broker} is avoided from that moment until ${until}.`
    case 'longer':
      return `The window of ${broker} moves from ${before} to ${until}: ${successEndsWindow ? 'each send overwrites it' : 'it can only grow'}.`
    case 'shorter':
      return `The window of ${broker} moves back from ${before} to ${until}: in this release each send overwrites it.`
    case 'ended':
      return `The window of ${broker}, open until ${before}, ends at once: in this release each send overwrites it.`
    case 'kept':
      return `${broker} stays avoided until ${until}: a window never gets shorter.`
    case 'none':
      return `${broker} stays available.`
  }
}

export const explanation: ExplanationMessages = {
  outcome: outcomeWords,
  lookup: lookupWords,
  effect: effectWords,
}
