// The one sentence that says what has just happened: which entry of the log it is about, and what belongs to it.

import type { LogEntry } from '../rocketmq'
import { actionStory } from './actionsNarration'
import { type EntryList, findBack, instantOf, LOOK_BACK_ENTRIES } from './entryList'
import { formatDuration } from './format'
import { entryWords, toneOf } from './narration'
import { type Entry, type NarrationContext, queueName, say, type Tone } from './narrationContext'
import { masterStory } from './processesNarration'
import { routeStory } from './routesNarration'
import { failureStory, gaveUpWords } from './sendsNarration'
import { afterWindow, availableWords, avoidedUntil } from './windowsNarration'
import type { Language, Words } from './words'

export interface Story {
  headline: string
  tone: Tone
  /** Position in the log of the entry the headline is about; -1 before the first. */
  logIndex: number
}

/** ms of virtual time after which a thing is worth one step less. */
const FADE_MS = 600

/** How much a viewer must not miss it; 0 never becomes a headline while there is anything else. */
function weight(entry: LogEntry, context: NarrationContext): number {
  switch (entry.kind) {
    case 'messageFailed':
      return 5
    case 'action':
    case 'brokerProcess':
    case 'nameServerProcess':
    case 'producerProcess':
      return 4
    case 'masterReady':
      return entry.atMs === 0 ? 1 : 4
    case 'sendFailed':
    case 'queueRewritten':
    case 'topicCreated':
      return 4
    case 'avoided':
    case 'available':
      return context.settings.sendLatencyFaultEnable ? 4 : 0
    case 'route':
      return entry.outcome === 'unchanged' ? 0 : 4
    case 'role':
      return entry.role === 'FOLLOWER' ? 1 : 3
    case 'reachable':
      return 3
    case 'vote':
    case 'unregistered':
      return 2
    case 'registered':
      return 1
    case 'sendOk':
      if (entry.status !== 'SEND_OK') return 4
      return entry.attempt > 1 ? 2 : 1
    case 'send':
      return entry.attempt > 1 ? 2 : 0
    case 'stored':
    case 'routeRequest':
      return 0
  }
}

function storyOf(index: number, entries: EntryList, context: NarrationContext): [Words, Tone] {
  const entry = entries.at(index) as LogEntry
  const plain = (): [Words, Tone] => [entryWords(entry, context), toneOf(entry)]
  switch (entry.kind) {
    case 'sendFailed':
      return failureStory(entry, instantOf(entries, index), context)
    case 'avoided': {
      const instant = instantOf(entries, index)
      const isOfProducer = (other: LogEntry): boolean =>
        (other.kind === 'sendFailed' || other.kind === 'sendOk') &&
        other.producer === entry.producer &&
        other.group === entry.group
      const cause = instant.find(isOfProducer)
      if (cause?.kind === 'sendFailed') return failureStory(cause, instant, context)
      if (cause?.kind !== 'sendOk') return plain()
      const until = avoidedUntil(entry, context)
      const took = { zh: formatDuration(cause.latencyMs, 'zh'), en: formatDuration(cause.latencyMs, 'en') }
      return [
        {
          zh: `消息 ${cause.message} 发送成功，但 ${context.brokerName(entry.group)} 用了 ${took.zh}；${until.zh}。`,
          en: `Message ${cause.message} is stored, but it took ${took.en}; ${until.en}.`,
        },
        'avoid',
      ]
    }
    case 'send': {
      const instant = instantOf(entries, index)
      const failed = instant.find(
        (other): other is Entry<'sendFailed'> =>
          other.kind === 'sendFailed' && other.message === entry.message && other.attempt < entry.attempt,
      )
      return failed ? failureStory(failed, instant, context) : plain()
    }
    case 'messageFailed': {
      const isLast = (other: LogEntry): other is Entry<'sendFailed'> =>
        other.kind === 'sendFailed' && other.message === entry.message
      const last = findBack(entries, index, isLast)
      if (last && last.atMs === entry.atMs && entry.exception !== 'producerDied') {
        return failureStory(last, instantOf(entries, index), context)
      }
      return [gaveUpWords(entry), 'bad']
    }
    case 'route':
      return [
        entry.outcome === 'changed' ? routeStory(entry, index, entries, context) : entryWords(entry, context),
        toneOf(entry),
      ]
    case 'available':
      return [availableWords(entry, context, afterWindow(entry, context)), toneOf(entry)]
    case 'masterReady':
      return [masterStory(entry, context), 'good']
    case 'brokerProcess': {
      // The person's own words are better than the consequence that follows in the same instant.
      const action = findBack(
        entries,
        index,
        (other): other is Entry<'action'> => other.kind === 'action',
        (other) => other.atMs !== entry.atMs,
      )
      const done = action && context.actions[action.action]
      return done && 'target' in done && done.target.startsWith(`${context.brokerName(entry.group)}/`)
        ? [actionStory(done, entry, context), toneOf(entry)]
        : plain()
    }
    case 'sendOk': {
      const stored = findBack(
        entries,
        index,
        (other): other is Entry<'stored'> =>
          other.kind === 'stored' &&
          other.message === entry.message &&
          other.group === entry.group &&
          other.queueId === entry.queueId,
        (other) => other.atMs < entry.atMs - entry.latencyMs,
      )
      if (!stored || entry.status !== 'SEND_OK') return plain()
      const queue = queueName(context, entry.group, entry.queueId)
      const attempt = entry.attempt
      return [
        {
          zh: `消息 ${entry.message} ${attempt > 1 ? `第 ${attempt} 次尝试成功，` : ''}存入 ${queue}，位点 ${stored.queueOffset}。`,
          en: `Message ${entry.message} stored in ${queue}, offset ${stored.queueOffset}${attempt > 1 ? `, at attempt ${attempt}` : ''}.`,
        },
        'good',
      ]
    }
    default:
      return plain()
  }
}

/**
 * The one sentence that says what has just happened.
 *
 * What matters more stays longer: a failure is still the headline while the next messages fly by. Entries of one
 * instant that belong together (a failed attempt, the window it opened, the retry elsewhere) become one sentence.
 *
 * @param entries - the log up to the moment in question, newest last; a few hundred entries are enough
 * @param firstIndex - position in the log of the first of them, if they are not the whole log
 * @param aboutIndex - the headline is about an entry from this position of the log on; what is before only explains it
 */
export function headlineCandidateAt(
  entries: EntryList,
  context: NarrationContext,
  language: Language,
  firstIndex = 0,
  aboutIndex = 0,
): Story {
  const newest = entries.at(entries.length - 1)
  if (!newest) {
    const nothing: Words = { zh: '还没有发生任何事。', en: 'Nothing has happened yet.' }
    return { headline: nothing[language], tone: 'flight', logIndex: -1 }
  }
  let best = entries.length - 1
  let bestWorth = weight(newest, context)
  const oldest = Math.max(0, entries.length - LOOK_BACK_ENTRIES, aboutIndex - firstIndex)
  for (let index = entries.length - 2; index >= oldest; index -= 1) {
    const entry = entries.at(index) as LogEntry
    const age = (newest.atMs - entry.atMs) / FADE_MS
    if (age > 5) break
    const worth = weight(entry, context) - age
    if (worth > bestWorth) {
      best = index
      bestWorth = worth
    }
  }
  const [words, tone] = storyOf(best, entries, context)
  return { headline: say(words, language), tone, logIndex: firstIndex + best }
}
