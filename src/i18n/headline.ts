// The one sentence that says what has just happened: which entry of the log it is about, and what belongs to it.

import type { LogView } from '../projections/logUntil'
import type { Outlook } from '../projections/outlook'
import type { LogEntry } from '../rocketmq'
import { heaviestOf, MAX_WEIGHT, toneOf, weightOf } from './entryTraits'
import { entrySentence, type NarrationMessages, type Narrator } from './narration'
import type { Entry, NarrationContext, Tone } from './narrationContext'
import type { Aftermath } from './sendsNarration'

export interface Story {
  headline: string
  tone: Tone
  /** Position in the log of the entry the headline is about; -1 before the first. */
  logIndex: number
}

/** ms of virtual time after which a thing is worth one step less. */
const FADE_MS = 600

/** What followed from a failed attempt in the same instant. */
function aftermathOf(failed: Entry<'sendFailed'>, instant: readonly LogEntry[]): Aftermath {
  return {
    avoided: instant.find(
      (entry): entry is Entry<'avoided'> =>
        entry.kind === 'avoided' && entry.producer === failed.producer && entry.group === failed.group,
    ),
    gaveUp: instant.find(
      (entry): entry is Entry<'messageFailed'> => entry.kind === 'messageFailed' && entry.message === failed.message,
    ),
    retry: instant.find(
      (entry): entry is Entry<'send'> =>
        entry.kind === 'send' && entry.message === failed.message && entry.attempt > failed.attempt,
    ),
  }
}

/** What the producers that run know of a new Master, if they all know the same. */
function sharedOutlook(entry: Entry<'masterReady'>, context: NarrationContext): Outlook | null {
  const [first, ...others] = context.outlooks?.(entry.atMs, entry.group) ?? []
  if (!first) return null
  const same = others.every(
    ({ outlook }) =>
      outlook.listed === first.outlook.listed &&
      outlook.address === first.outlook.address &&
      outlook.knownMaster === first.outlook.knownMaster,
  )
  return same ? first.outlook : null
}

/** The entries of one instant of virtual time around `index`, in order. */
function instantOf(entries: LogView, index: number): LogEntry[] {
  const { atMs } = entries.at(index)
  const instant: LogEntry[] = []
  for (let at = index; at >= 0 && entries.at(at).atMs === atMs; at--) instant.unshift(entries.at(at))
  for (let at = index + 1; at < entries.length && entries.at(at).atMs === atMs; at++) instant.push(entries.at(at))
  return instant
}

function storyOf(index: number, entries: LogView, context: NarrationContext, say: NarrationMessages): [string, Tone] {
  const entry = entries.at(index)
  const plain = (): [string, Tone] => [entrySentence(entry, context, say), toneOf(entry)]
  const failure = (failed: Entry<'sendFailed'>, instant: readonly LogEntry[]): [string, Tone] => {
    const aftermath = aftermathOf(failed, instant)
    return [say.failureStory(failed, aftermath, context), aftermath.gaveUp || !aftermath.avoided ? 'bad' : 'avoid']
  }
  switch (entry.kind) {
    case 'sendFailed':
      return failure(entry, instantOf(entries, index))
    case 'avoided': {
      const instant = instantOf(entries, index)
      const isOfProducer = (other: LogEntry): boolean =>
        (other.kind === 'sendFailed' || other.kind === 'sendOk') &&
        other.producer === entry.producer &&
        other.group === entry.group
      const cause = instant.find(isOfProducer)
      if (cause?.kind === 'sendFailed') return failure(cause, instant)
      return cause?.kind === 'sendOk' ? [say.slowStory(cause, entry, context), 'avoid'] : plain()
    }
    case 'send': {
      const instant = instantOf(entries, index)
      const failed = instant.find(
        (other): other is Entry<'sendFailed'> =>
          other.kind === 'sendFailed' && other.message === entry.message && other.attempt < entry.attempt,
      )
      return failed ? failure(failed, instant) : plain()
    }
    case 'messageFailed': {
      const last = entries.newestOf('sendFailed', index, entry.message)
      return last && last.atMs === entry.atMs && entry.exception !== 'producerDied'
        ? failure(last, instantOf(entries, index))
        : [say.gaveUp(entry), 'bad']
    }
    case 'route': {
      if (entry.outcome !== 'changed') return plain()
      return [say.routeStory(entry, entries.isFirstRoute(entry.producer, index), context), toneOf(entry)]
    }
    case 'available': {
      const known = context.outlooks?.(entry.atMs, entry.group).find(({ producer }) => producer === entry.producer)
      return [say.available(entry, context, known?.outlook), toneOf(entry)]
    }
    case 'masterReady':
      return [say.masterStory(entry, entry.atMs > 0 ? sharedOutlook(entry, context) : null, context), 'good']
    case 'brokerProcess': {
      // The person's own words are better than the consequence that follows in the same instant.
      const before = instantOf({ ...entries, length: index }, index)
      const action = before.findLast((other) => other.kind === 'action')
      const done = action && context.actions[action.action]
      return done && 'target' in done && done.target.startsWith(`${context.brokerName(entry.group)}/`)
        ? [say.actionStory(done, entry, context), toneOf(entry)]
        : plain()
    }
    case 'sendOk': {
      const sinceMs = entry.atMs - entry.latencyMs
      const isCopy = ({ group, queueId, atMs }: Entry<'stored'>) =>
        group === entry.group && queueId === entry.queueId && atMs >= sinceMs
      const stored = entries.newestOf('stored', index, entry.message, isCopy)
      return stored && entry.status === 'SEND_OK'
        ? [say.storedStory(entry, stored.queueOffset, context), 'good']
        : plain()
    }
    case 'lost': {
      const isSame = (other: LogEntry): other is typeof entry => other.kind === 'lost' && other.group === entry.group
      const lost = instantOf(entries, index).filter(isSame)
      return lost.length > 1 && say.lostStory ? [say.lostStory(lost, context), 'bad'] : plain()
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
 * @param entries - the log up to the moment in question
 * @param aboutIndex - the headline is about an entry from this position of the log on; what is before only explains it
 */
export function headlineCandidateAt(
  entries: LogView,
  context: NarrationContext,
  { narration, format }: Narrator,
  aboutIndex = 0,
): Story {
  if (entries.length === 0) return { headline: narration.nothingYet, tone: 'flight', logIndex: -1 }
  const newest = entries.at(entries.length - 1)
  let best = entries.length - 1
  let bestWorth = weightOf(newest, context)
  for (let index = entries.length - 2; index >= aboutIndex; index--) {
    const age = (newest.atMs - entries.timeAt(index)) / FADE_MS
    if (MAX_WEIGHT - age <= bestWorth) break
    if (heaviestOf(entries.kindAt(index)) - age <= bestWorth) continue
    const worth = weightOf(entries.at(index), context) - age
    if (worth > bestWorth) {
      best = index
      bestWorth = worth
    }
  }
  const [sentence, tone] = storyOf(best, entries, context, narration)
  return { headline: format.joined(sentence), tone, logIndex: best }
}
