import { responseCodeName } from '../exceptions'
import type { MessageFacts, MessagesMessages } from '../messagesExplanation'
import { exceptionAndCause, failureWords } from './exceptions'
import { ms } from './explanation'

const times = (count: number) => (count === 1 ? '1 attempt' : `${count} attempts`)

/** How the application hears of a failure. */
function heard({ exception, calledTwice }: MessageFacts): string {
  if (!exception) return 'the application gets no result'
  const name = exceptionAndCause(exception)
  return exception.via === 'throw'
    ? `the application gets ${name}`
    : `the callback gets ${name}${calledTwice ? ', twice' : ''}`
}

function messageSentence(facts: MessageFacts): string {
  const { message, mode, elapsedMs, timeoutMs, each, attempts, end, release } = facts
  const last = attempts.at(-1)
  if (!end)
    return attempts.length === 0
      ? `The producer has not sent message ${message} yet.`
      : `Message ${message} is under way: attempt ${attempts.length}, ${ms(elapsedMs)} so far.`
  if (end.kind === 'returned') return returnedSentence(facts)
  const get = heard(facts)
  const why = last?.cost.outcome.kind === 'failed' ? last.cost.outcome : null
  const whyWords = why ? failureWords(why.failure, why.code, why.tookMs) : null
  switch (end.exception) {
    case 'attemptsUsedUp':
      return attempts.length > 1
        ? `Message ${message} failed: ${times(attempts.length)} in ${ms(elapsedMs)}${last && whyWords ? `, the last on ${last.broker} (${whyWords})` : ''}; ${get}.`
        : `Message ${message} failed: its only attempt, on ${last?.broker ?? ''}, failed${whyWords ? ` (${whyWords})` : ''}; ${get}.`
    case 'callTimeout':
      return `Message ${message} failed: ${times(attempts.length)} took ${ms(elapsedMs)}, which used up the budget of ${ms(timeoutMs)}${each ? ' each' : ''}, so no other followed; ${get}${why ? `, which hides the real ${why.className}` : ''}.`
    case 'notRetried':
      return `Message ${message} failed: ${last?.broker ?? 'the Broker'} answered ${responseCodeName(end.code)}, which ${mode === 'ASYNC' ? 'an ASYNC send never retries' : `${release} does not retry`}; ${get}.`
    case 'oneAttempt':
      return `Message ${message} failed: a send with a MessageQueueSelector has one attempt, and the one on ${last?.broker ?? 'the Broker'} failed${whyWords ? ` (${whyWords})` : ''}; ${get}.`
    case 'noRoute':
      return `Message ${message} failed: the route has no writable queue of the Topic, so the producer sent nothing; ${get}.`
    case 'noNameServer':
      return `Message ${message} failed: no NameServer answered, so the producer had no route and sent nothing; ${get}.`
    case 'nameServerTimeout':
      return `Message ${message} failed: the route call ran out of time while the client connected to a NameServer or waited for its answer, so the producer had no route and sent nothing; ${get}.`
    case 'poolTimeout':
      return `Message ${message} failed: every thread of the client's pool was blocked for ${ms(elapsedMs)}, longer than the budget, so the producer sent nothing; ${get}.`
    case 'producerDied':
      return `Message ${message} failed: the producer process died during the call.`
    case 'lostUnseen':
      return `Message ${message} is lost: the one-way send reached no queue, and the application gets no error.`
  }
}

function returnedSentence({ message, mode, elapsedMs, attempts, end }: MessageFacts): string {
  const last = attempts.at(-1)
  const queue = last ? `${last.broker} q${last.queueId}` : ''
  const status = end?.kind === 'returned' ? end.status : null
  const warning = status === null || status === 'SEND_OK' ? '' : `, but only with ${status}`
  if (mode === 'ONEWAY') return `Message ${message} reached ${queue} in ${ms(elapsedMs)}; the producer gets no reply.`
  if (attempts.length <= 1)
    return `${queue} stored message ${message} at the first attempt, in ${ms(elapsedMs)}${warning}.`
  const first = attempts[0]
  const why = first?.cost.outcome.kind === 'failed' ? first.cost.outcome : null
  const whyWords = why && failureWords(why.failure, why.code, why.tookMs)
  return `Message ${message} succeeded at attempt ${attempts.length}: ${whyWords ? `attempt 1 failed on ${first?.broker} (${whyWords}), and ` : ''}${queue} stored it after ${ms(elapsedMs)} in all${warning}.`
}

export const messages: MessagesMessages = {
  sentence: messageSentence,
}
