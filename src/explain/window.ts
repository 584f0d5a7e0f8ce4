// Why a Broker is avoided until a moment, or why it is not: the send behind the window, the step of the table, and the rule
// that opened, moved, kept or ended it.

import type { Text } from '../i18n/messages'
import { avoidedUntilMs, isHeldUnreachable } from '../projections/avoidance'
import { attemptNumber } from '../projections/findAttempt'
import { newestBefore } from '../projections/messageIndex'
import { type Outlook, outlookOf } from '../projections/outlook'
import { type AttemptOutcome, brokerNameOf, callStory } from '../projections/sendCalls'
import {
  type ClientRules,
  clientRules,
  entryAt,
  entryTime,
  type FaultUpdate,
  firstEntryAfter,
  type LogEntry,
  type Run,
  type Settings,
  stateAt,
  watch,
} from '../rocketmq'
import { type ExplainedLesson, explainLesson } from './attempt'

/** The send that wrote a window into the table. */
export interface WindowCause {
  message: number
  attempt: number
  /** Position in the log of its 'send' entry. */
  logIndex: number
  outcome: AttemptOutcome
  lesson: ExplainedLesson
  /** Of the release that wrote it: another may have been chosen since. */
  rules: ClientRules
}

/** Why there is no window any more. */
export type WindowEnd =
  | { why: 'never' }
  | { why: 'windowEnded'; atMs: number }
  /** Up to 5.1.3: a fast success overwrote it. */
  | { why: 'success'; atMs: number; message: number; attempt: number; logIndex: number; latencyMs: number }
  /** The detector found no address for the Broker and deleted the item. */
  | { why: 'removed'; atMs: number }
  /** A new producer process begins with an empty table. */
  | { why: 'restarted'; atMs: number }
  /** The fallback picked it, found no writable queue, and forgot it. */
  | { why: 'forgotten' }

export interface WindowExplanation {
  producer: number
  group: number
  broker: string
  atMs: number
  rules: ClientRules
  settings: Settings
  /** 'unreachable': the window is over, but 5.1.4 asks for the reachable flag too. 'off': the switch is off. 'stopped': the producer does not run. */
  standing: 'avoided' | 'unreachable' | 'available' | 'off' | 'stopped'
  /** End of the newest window, also of one that is over; null if there was none. */
  untilMs: number | null
  leftMs: number
  /** The send that wrote the newest window. */
  cause: WindowCause | null
  /** Why it is available; null while it is avoided. */
  end: WindowEnd | null
  /** The flag now, and since when it has had this value; null in releases without it. */
  reachable: { now: boolean; sinceMs: number | null } | null
  /** What the producer still lacks before it can use the group with success. */
  outlook: Outlook | null
  sentence: Text<'windows'>
}

type Entry<K extends LogEntry['kind']> = Extract<LogEntry, { kind: K }>

/** The newest entry of a kind before a position that fits, and its position. */
function newest<K extends LogEntry['kind']>(
  run: Run,
  kind: K,
  before: number,
  fits: (entry: Entry<K>) => boolean,
): { entry: Entry<K>; index: number } | null {
  const index = newestBefore(run.log, [kind], before, (at) => fits(entryAt(run.log, at) as Entry<K>))
  return index < 0 ? null : { entry: entryAt(run.log, index) as Entry<K>, index }
}

/** What was learned about a Broker group in one ms, and by which attempt. */
function lessonsAt(
  run: Run,
  logIndex: number,
  producer: number,
  group: number,
): { lesson: FaultUpdate; message: number; attempt: number; settings: Settings }[] {
  const atMs = entryTime(run.log, logIndex)
  const found: ReturnType<typeof lessonsAt> = []
  watch(run, logIndex, atMs, {
    onFaultUpdate: (lesson, { message, attempt }, { settings }) => {
      if (lesson.atMs === atMs && lesson.producer === producer && lesson.group === group)
        found.push({ lesson, message, attempt, settings })
    },
  })
  return found
}

/** The send that wrote the window an 'avoided' entry tells of. */
function causeOf(run: Run, index: number, entry: Entry<'avoided'>): WindowCause | null {
  const found = lessonsAt(run, index, entry.producer, entry.group).find(
    ({ lesson }) => lesson.after.startTimestamp === entry.untilMs && lesson.latencyMs === entry.latencyMs,
  )
  if (!found) return null
  const { lesson, message, attempt, settings } = found
  const logIndex = attemptNumber(run, message, attempt) ?? -1
  const outcome =
    logIndex < 0 ? null : callStory(run, logIndex)?.attempts.find((one) => one.attempt === attempt)?.outcome
  return {
    message,
    attempt,
    logIndex,
    outcome: outcome ?? { kind: 'under way' },
    lesson: explainLesson(lesson, settings, brokerNameOf(run, entry.group)),
    rules: clientRules(settings.clientVersion),
  }
}

/** By run: the cause of each 'avoided' entry that has been asked for. */
const causes = new WeakMap<Run, Map<number, WindowCause | null>>()

function rememberedCause(run: Run, index: number, entry: Entry<'avoided'>): WindowCause | null {
  let known = causes.get(run)
  if (!known) {
    known = new Map()
    causes.set(run, known)
  }
  const before = known.get(index)
  if (before !== undefined && before?.outcome.kind !== 'under way') return before
  const fresh = causeOf(run, index, entry)
  known.set(index, fresh)
  return fresh
}

/**
 * What a producer believes about a Broker group at a moment, and why.
 *
 * @param atMs - ms of virtual time, within what has been computed
 * @returns null if there is no such producer
 * @throws RangeError if the run has not been computed so far
 */
export function explainWindow(run: Run, producer: number, group: number, atMs: number): WindowExplanation | null {
  const state = stateAt(run, atMs)
  const known = state.producers[producer]
  if (!known) return null
  const { settings } = state
  const rules = clientRules(settings.clientVersion)
  const item = known.faultItems[group] ?? null
  const end = firstEntryAfter(run.log, atMs)
  const opened = newest(run, 'avoided', end, (entry) => entry.producer === producer && entry.group === group)
  const openUntilMs = avoidedUntilMs(state, known, group)
  const avoided = openUntilMs !== null
  const unreachable = isHeldUnreachable(state, known, group)
  const flag = newest(run, 'reachable', end, (entry) => entry.producer === producer && entry.group === group)
  const standing = !settings.sendLatencyFaultEnable
    ? 'off'
    : known.process !== 'running'
      ? 'stopped'
      : avoided
        ? 'avoided'
        : unreachable
          ? 'unreachable'
          : 'available'
  const about: Omit<WindowExplanation, 'sentence'> = {
    producer,
    group,
    broker: brokerNameOf(run, group),
    atMs,
    rules,
    settings,
    standing,
    untilMs: openUntilMs ?? opened?.entry.untilMs ?? null,
    leftMs: openUntilMs === null ? 0 : openUntilMs - atMs,
    cause: opened && rememberedCause(run, opened.index, opened.entry),
    end: avoided ? null : endOf(run, producer, group, end, opened, item !== null),
    outlook: outlookOf(state, producer, group),
    reachable: rules.hasDetector ? { now: item?.reachable ?? true, sinceMs: flag?.entry.atMs ?? null } : null,
  }
  return { ...about, sentence: (m) => m.windows.sentence(about) }
}

/** Why a Broker group that had a window has none at the end of this part of the log. */
function endOf(
  run: Run,
  producer: number,
  group: number,
  end: number,
  opened: { entry: Entry<'avoided'>; index: number } | null,
  hasItem: boolean,
): WindowEnd {
  if (!opened) return { why: 'never' }
  const since = opened.index
  const available = newest(run, 'available', end, (entry) => entry.producer === producer && entry.group === group)
  const started = newest(run, 'producerProcess', end, (entry) => entry.producer === producer && entry.to === 'running')
  const ended = newest(
    run,
    'producerProcess',
    end,
    (entry) => entry.producer === producer && entry.to !== 'running' && entry.to !== 'frozen',
  )
  // What goes on after a pause is no other process.
  if (started && ended && ended.index > since && started.index > since && started.index > (available?.index ?? -1))
    return { why: 'restarted', atMs: started.entry.atMs }
  if (available && available.index > since) {
    const { atMs, cause } = available.entry
    if (cause === 'forgotten') return { why: cause }
    if (cause !== 'success') return { why: cause, atMs }
    const by = lessonsAt(run, available.index, producer, group).find(
      ({ lesson }) => lesson.after.startTimestamp <= atMs,
    )
    if (!by) return { why: 'windowEnded', atMs }
    return {
      why: 'success',
      atMs,
      message: by.message,
      attempt: by.attempt,
      logIndex: attemptNumber(run, by.message, by.attempt) ?? -1,
      latencyMs: by.lesson.latencyMs,
    }
  }
  return hasItem ? { why: 'windowEnded', atMs: opened.entry.untilMs } : { why: 'forgotten' }
}
