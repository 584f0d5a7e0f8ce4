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
        ? `Message ${entry.message} goes to ${queue}.`
        : `Message ${entry.message} goes to ${queue} in a retry (attempt ${entry.attempt}).`
    }
    case 'stored': {
      const queue = queueName(context, entry.group, entry.queueId)
      return `${queue} stores message ${entry.message} at offset ${entry.queueOffset}.`
    }
    case 'sendOk': {
      const queue = queueName(context, entry.group, entry.queueId)
      const again = entry.attempt > 1
      if (entry.status !== 'SEND_OK') return warnedWords(entry, context)
      return `Message ${entry.message} succeeded: ${queue}, ${formatDuration(entry.elapsedMs)}${again ? `, attempt ${entry.attempt}` : ''}.`
    }
    case 'sendFailed': {
      const broker = context.brokerName(entry.group)
      const why = failureWords(entry.failure, entry.code, entry.latencyMs)
      const all = maxAttempts(context, entry.attempt)
      return `Message ${entry.message} failed on ${broker}: ${why} (${entry.className}, ${OF_SECOND(entry.attempt, all)}).`
    }
    case 'messageFailed':
      return gaveUpWords(entry)
  }
}

/** A copy is stored, but less safely than requested: a normal return with another SendStatus. */
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
      return `Message ${message} failed after ${times}; the application gets ${exception}.`
    case 'callTimeout':
      return `Message ${message} failed: its time budget ran out after ${after} and ${times}; the application gets ${exception}.`
    case 'notRetried':
      return `Message ${message} failed: the client does not retry this error code; the application gets ${exception}.`
    case 'oneAttempt':
      return `Message ${message} failed: a send with a MessageQueueSelector is never retried; the application gets ${exception}.`
    case 'noRoute':
      return `Message ${message} failed: the route has no writable queue of the Topic; the application gets ${exception}.`
    case 'noNameServer':
      return `Message ${message} failed: no NameServer answers and the producer has no route yet; the application gets ${exception}.`
    case 'nameServerTimeout':
      return `Message ${message} failed: the route call ran out of time and the producer has no route yet; the application gets ${exception}.`
    case 'poolTimeout':
      return `Message ${message} failed: it waited ${after} for a thread of the client's pool, longer than its time budget; the application gets ${exception}.`
    case 'producerDied':
      return `Message ${message} is lost with its producer process; the application gets no result.`
    case 'lostUnseen':
      return `One-way message ${message} reached no queue; the application gets no error.`
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
      return `the client does not retry this, so the application gets ${exception}`
    case 'producerDied':
      return 'its producer process died too'
    case 'lostUnseen':
      return 'the client does not retry a one-way send, and the application gets no error'
    default: {
      const all = entry.attempts === 1 ? 'its only attempt failed' : `all ${entry.attempts} attempts failed`
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
  atRest: {
    sending: 'Press Play to watch the producer take the queues in turn; then kill a Master.',
    storing: 'Press Play to watch messages enter the CommitLog, and see when they reach the disk.',
    replicating: 'Press Play to watch each copy follow its Master; then kill the Master.',
    consuming: 'Press Play: consumers take messages from their queues. Then kill a consumer.',
    whole: 'Press Play and follow one message to its end. Then break whatever you like.',
  },
}
