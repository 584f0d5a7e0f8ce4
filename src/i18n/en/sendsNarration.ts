import type { EntryOf } from '../entryTraits'
import { exceptionName } from '../exceptions'
import { type Entry, type NarrationContext, queueName } from '../narrationContext'
import { type Aftermath, maxAttempts, type SendsNarrationMessages } from '../sendsNarration'
import { exceptions, failureWords, failureWordsShort } from './exceptions'
import { formatDuration } from './format'
import { avoidedUntil } from './windowsNarration'

const OF_SECOND: (attempt: number, all: number) => string = (attempt, all) => `attempt ${attempt} of at most ${all}`

function sendWords(entry: EntryOf<'send'>, context: NarrationContext): string {
  switch (entry.kind) {
    case 'send': {
      const queue = queueName(context, entry.group, entry.queueId)
      return entry.attempt === 1
        ? `Message ${entry.message} leaves for ${queue}.`
        : `Message ${entry.message} tries again (attempt ${entry.attempt}), now ${queue}.`
    }
    case 'stored': {
      const queue = queueName(context, entry.group, entry.queueId)
      return `${queue} stores message ${entry.message} at offset ${entry.queueOffset}.`
    }
    case 'sendOk': {
      const queue = queueName(context, entry.group, entry.queueId)
      const again = entry.attempt > 1
      if (entry.status !== 'SEND_OK') return warnedWords(entry, context)
      return `Message ${entry.message} is sent: ${queue}, ${formatDuration(entry.elapsedMs)}${again ? `, at attempt ${entry.attempt}` : ''}.`
    }
    case 'sendFailed': {
      const broker = context.brokerName(entry.group)
      const why = failureWords(entry.failure, entry.code, entry.latencyMs)
      const all = maxAttempts(context, entry.attempt)
      return `Message ${entry.message} did not get through to ${broker}: ${why} (${entry.className}, ${OF_SECOND(entry.attempt, all)}).`
    }
    case 'messageFailed':
      return gaveUpWords(entry)
  }
}

/** A copy is stored, but not as safely as was wished: a normal return with another SendStatus. */
function warnedWords(entry: Entry<'sendOk'>, context: NarrationContext): string {
  const queue = queueName(context, entry.group, entry.queueId)
  const why = entry.status === 'SEND_OK' ? '' : exceptions.status[entry.status]
  return `Message ${entry.message} is stored in ${queue}, but its SendStatus is ${entry.status}: ${why}.`
}

function gaveUpWords(entry: Entry<'messageFailed'>): string {
  const { message, attempts } = entry
  const exception = entry.gets ? exceptionName(entry.gets) : ''
  const after = formatDuration(entry.elapsedMs)
  const times = attempts === 1 ? '1 attempt' : `${attempts} attempts`
  switch (entry.exception) {
    case 'attemptsUsedUp':
      return `Message ${message} failed: ${times} and no success; the application gets ${exception}.`
    case 'callTimeout':
      return `Message ${message} failed: its time ran out after ${after} and ${times}; the application gets ${exception}.`
    case 'notRetried':
      return `Message ${message} failed: this error code is not retried; the application gets ${exception}.`
    case 'noRoute':
      return `Message ${message} failed: no route has a queue of the Topic to write to; the application gets ${exception}.`
    case 'noNameServer':
      return `Message ${message} failed: no NameServer answers and there is no route yet; the application gets ${exception}.`
    case 'producerDied':
      return `Message ${message} went down with its producer; the application never hears of it.`
    case 'lostUnseen':
      return `One-way message ${message} reached no queue, and the application never hears of it.`
  }
}

function failureStory(
  failed: Entry<'sendFailed'>,
  { avoided, gaveUp, retry }: Aftermath,
  context: NarrationContext,
): string {
  const broker = context.brokerName(failed.group)
  const what = failureWordsShort(failed.failure, failed.code, failed.latencyMs, broker)

  const parts = [`Message ${failed.message} ${what}`]
  if (gaveUp) {
    const gone = giveUpClause(gaveUp)

    parts.push(gone)
  } else if (retry) {
    const to = context.brokerName(retry.group)
    const same = retry.group === failed.group

    parts.push(same ? `retrying on ${to} again` : `retrying on ${to}`)
  }
  if (avoided) {
    const until = avoidedUntil(avoided, context)

    parts.push(until)
  }
  return `${parts.join('; ')}.`
}

/** The end of a call, said after the failure that ended it. */
function giveUpClause(entry: Entry<'messageFailed'>): string {
  const exception = entry.gets ? exceptionName(entry.gets) : ''
  switch (entry.exception) {
    case 'callTimeout':
      return `no time is left to retry, so the application gets ${exception}`
    case 'notRetried':
      return `this is not retried, so the application gets ${exception}`
    case 'producerDied':
      return 'its producer is gone too'
    case 'lostUnseen':
      return 'a one-way send is not retried, and the application never hears of it'
    default: {
      const all = entry.attempts === 1 ? 'its only attempt is used up' : `all ${entry.attempts} attempts are used up`
      return `${all}, so the application gets ${exception}`
    }
  }
}

function slowStory(stored: Entry<'sendOk'>, avoided: Entry<'avoided'>, context: NarrationContext): string {
  const until = avoidedUntil(avoided, context)
  return `Message ${stored.message} is stored, but it took ${formatDuration(stored.latencyMs)}; ${until}.`
}

function storedStory(entry: Entry<'sendOk'>, queueOffset: number, context: NarrationContext): string {
  const queue = queueName(context, entry.group, entry.queueId)
  const attempt = entry.attempt
  return `Message ${entry.message} stored in ${queue}, offset ${queueOffset}${attempt > 1 ? `, at attempt ${attempt}` : ''}.`
}

export const sendsNarration: SendsNarrationMessages = {
  send: sendWords,
  gaveUp: gaveUpWords,
  failureStory,
  slowStory,
  storedStory,
  nothingYet: 'Nothing has happened yet.',
}
