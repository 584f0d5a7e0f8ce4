// One send call put together again: its attempts, what each looked at, what each taught the fault table, and its end.
// Read from the log and from the stretch of the run computed once more; the other files of this folder explain it.

import {
  type AttemptFailure,
  type CommunicationMode,
  defaultBrokerName,
  entryAt,
  type FaultUpdate,
  type Run,
  type SelectionTrace,
  type SendException,
  type SendStatus,
  type Settings,
  watch,
} from '../rocketmq'
import { messageEntries } from './messageIndex'
import { type MissingGroup, missingGroups } from './missingGroups'

/** What became of one attempt. `atMs` is when the client knew, `tookMs` counts from the choice. */
export type AttemptOutcome =
  | { kind: 'under way' }
  | { kind: 'failed'; atMs: number; tookMs: number; failure: AttemptFailure; className: string; code: number }
  /** A copy is stored; the status is null where the client is never told (ONEWAY). */
  | { kind: 'stored'; atMs: number; tookMs: number; status: SendStatus | null }
  /** The call ended while nobody had answered yet. */
  | { kind: 'abandoned'; atMs: number; tookMs: number }

export interface CallAttempt {
  /** Position in the log of its 'send' entry. */
  logIndex: number
  /** 1 for the first. */
  attempt: number
  atMs: number
  group: number
  queueId: number
  /** Value of the index behind the choice. */
  index: number
  trace: SelectionTrace
  /** Broker groups without a queue in the list. */
  unlisted: MissingGroup[]
  /** ms this attempt may take; negative where a release hands on less than nothing. */
  budgetMs: number
  /** The settings as they were at the choice. */
  settings: Settings
  outcome: AttemptOutcome
  /** In the order in which they were learned. */
  lessons: FaultUpdate[]
}

export type CallEnd =
  | {
      kind: 'returned'
      logIndex: number
      atMs: number
      elapsedMs: number
      status: SendStatus | null
      group: number
      queueId: number
    }
  | { kind: 'threw'; logIndex: number; atMs: number; elapsedMs: number; exception: SendException; code: number }

/** One copy in a queue; a message may have several. */
export interface StoredCopy {
  logIndex: number
  atMs: number
  group: number
  queueId: number
  queueOffset: number
}

export interface CallStory {
  message: number
  producer: number
  thread: number
  mode: CommunicationMode
  beganMs: number
  /** sendMsgTimeout of this call, ms. */
  timeoutMs: number
  settings: Settings
  attempts: CallAttempt[]
  /** null while it goes on. */
  end: CallEnd | null
  copies: StoredCopy[]
}

/** Calls of a run that are remembered. */
const REMEMBERED = 64

interface Remembered {
  story: CallStory
  /** Entries it was put together from. */
  entries: number
}

const remembered = new WeakMap<Run, Map<number, Remembered>>()

/**
 * The whole call that a log entry belongs to, as far as the run has been computed.
 *
 * @param logIndex - an entry about a message
 * @returns null if the entry is about no message
 * @throws RangeError if there is no such entry
 */
export function callStory(run: Run, logIndex: number): CallStory | null {
  const asked = entryAt(run.log, logIndex)
  if (!('message' in asked)) return null
  let known = remembered.get(run)
  if (!known) {
    known = new Map()
    remembered.set(run, known)
  }
  const positions = messageEntries(run.log, asked.message)
  const before = known.get(asked.message)
  // The run has been computed on since then: the same story, unless something was written about this message.
  if (before?.entries === positions.length) return before.story
  const story = readCall(run, asked.message, positions)
  known.delete(asked.message)
  known.set(asked.message, { story, entries: positions.length })
  if (known.size > REMEMBERED) known.delete(known.keys().next().value as number)
  return story
}

/** brokerName of a Broker group, also of one that joins later. */
export const brokerNameOf = (run: Run, group: number): string =>
  run.input.scenario.brokerGroups[group]?.brokerName ?? defaultBrokerName(group)

/** The settings that hold at a moment, as far as user actions changed them for all. */
export function settingsAt(run: Run, tMs: number): Settings {
  let settings = run.input.scenario.settings
  for (const action of run.input.actions) {
    if (action.atMs > tMs) break
    if (action.type === 'set' && action.brokerName === undefined)
      settings = { ...settings, [action.name]: action.value }
  }
  return settings
}

type MessageEntry = Extract<ReturnType<typeof entryAt>, { message: number }>

function readCall(run: Run, message: number, positions: readonly number[]): CallStory {
  const entries = positions.map((index): [number, MessageEntry] => [index, entryAt(run.log, index) as MessageEntry])
  const sends = entries.flatMap(([index, entry]) => (entry.kind === 'send' ? [{ index, entry }] : []))
  const first = entries[0]?.[1]
  const producer = first && 'producer' in first ? first.producer : 0
  const thread = first && 'thread' in first ? first.thread : 0
  const settings = settingsAt(run, first?.atMs ?? 0)
  const story: CallStory = {
    message,
    producer,
    thread,
    mode: settings.communicationMode,
    beganMs: first?.atMs ?? 0,
    timeoutMs: settings.sendMsgTimeout,
    settings,
    attempts: [],
    end: null,
    copies: [],
  }
  const lessons: { lesson: FaultUpdate; attempt: number }[] = []
  // A copy may come hours after the call has ended; no call learns anything later than its timeout.
  const calledUntilMs = entries.findLast(([, { kind }]) => kind !== 'stored')?.[1].atMs ?? 0
  const untilMs = Math.min(entries.at(-1)?.[1].atMs ?? 0, calledUntilMs + settings.sendMsgTimeout)
  if (sends[0]) {
    /** The result an earlier attempt got that was not good enough. */
    const results: (SendStatus | null)[] = []
    watch(run, sends[0].index, untilMs, {
      message,
      onSelection: (trace, call, state) => {
        if (call.message !== message) return
        const send = sends.find(({ entry }) => entry.attempt === call.attempt)
        if (!send) return
        story.mode = call.mode
        story.beganMs = call.callStartedAtMs
        story.timeoutMs = call.timeoutMs
        results[call.attempt - 1] = call.result?.status ?? null
        story.attempts.push({
          logIndex: send.index,
          attempt: call.attempt,
          atMs: send.entry.atMs,
          group: send.entry.group,
          queueId: send.entry.queueId,
          index: send.entry.index,
          trace,
          unlisted: missingGroups(run, state, producer, call, trace.messageQueueList, story.attempts.at(-1)),
          budgetMs: call.attemptBudgetMs,
          settings: state.settings,
          outcome: { kind: 'under way' },
          lessons: [],
        })
      },
      onFaultUpdate: (lesson, call) => {
        // What ASYNC counts late is about its first attempt.
        if (call.message === message) {
          const late =
            call.mode === 'ASYNC' && call.attempt > 1 && !lesson.isolation && lesson.group !== call.attemptGroup
          lessons.push({ lesson, attempt: late ? 1 : call.attempt })
        }
      },
    })
    for (const one of story.attempts) {
      one.lessons = lessons.filter(({ attempt }) => attempt === one.attempt).map(({ lesson }) => lesson)
      const next = story.attempts.find(({ attempt }) => attempt === one.attempt + 1)
      const status = next && results[next.attempt - 1]
      // A stored copy that was not good enough is sent again without any other word in the log.
      if (next && status) one.outcome = { kind: 'stored', atMs: next.atMs, tookMs: next.atMs - one.atMs, status }
    }
  }
  readOutcomes(story, entries)
  return story
}

function readOutcomes(story: CallStory, entries: [number, MessageEntry][]): void {
  const { attempts } = story
  for (const [logIndex, entry] of entries) {
    const { atMs } = entry
    switch (entry.kind) {
      case 'sendFailed': {
        const one = attempts.find(({ attempt }) => attempt === entry.attempt)
        const { failure, className, code, latencyMs: tookMs } = entry
        if (one) one.outcome = { kind: 'failed', atMs, tookMs, failure, className, code }
        break
      }
      case 'sendOk': {
        const one = attempts.find(({ attempt }) => attempt === entry.attempt)
        const { status, group, queueId, elapsedMs, latencyMs } = entry
        if (one?.outcome.kind === 'under way') one.outcome = { kind: 'stored', atMs, tookMs: latencyMs, status }
        story.beganMs = atMs - elapsedMs
        story.end = { kind: 'returned', logIndex, atMs, elapsedMs, status, group, queueId }
        break
      }
      case 'messageFailed': {
        const { exception, code, elapsedMs } = entry
        const one = attempts.at(-1)
        if (one?.outcome.kind === 'under way') one.outcome = { kind: 'abandoned', atMs, tookMs: atMs - one.atMs }
        story.beganMs = atMs - elapsedMs
        story.end = { kind: 'threw', logIndex, atMs, elapsedMs, exception, code }
        break
      }
      case 'stored': {
        const { group, queueId, queueOffset } = entry
        story.copies.push({ logIndex, atMs, group, queueId, queueOffset })
        const one = attempts.at(-1)
        if (story.mode !== 'ONEWAY' || !one || story.end) break
        one.outcome = { kind: 'stored', atMs, tookMs: atMs - one.atMs, status: null }
        const elapsedMs = atMs - story.beganMs
        story.end = { kind: 'returned', logIndex, atMs, elapsedMs, status: null, group, queueId }
        break
      }
    }
  }
}

/** A story as far as it is known at a moment: what comes later is taken out. */
export function knownBy(story: CallStory, tMs: number): CallStory {
  const last = story.end?.atMs ?? Number.POSITIVE_INFINITY
  if (tMs >= last && story.copies.every(({ atMs }) => atMs <= tMs)) return story
  return {
    ...story,
    attempts: story.attempts
      .filter(({ atMs }) => atMs <= tMs)
      .map((one) => ({
        ...one,
        outcome: one.outcome.kind !== 'under way' && one.outcome.atMs > tMs ? { kind: 'under way' } : one.outcome,
        lessons: one.lessons.filter(({ atMs }) => atMs <= tMs),
      })),
    end: story.end && story.end.atMs <= tMs ? story.end : null,
    copies: story.copies.filter(({ atMs }) => atMs <= tMs),
  }
}

/** Virtual time of the newest thing in a story that is known at a moment: what it says is the same until the next. */
export function lastChangeMs(story: CallStory, tMs: number): number {
  let newest = -1
  const look = (atMs: number) => {
    if (atMs <= tMs && atMs > newest) newest = atMs
  }
  for (const { atMs, outcome, lessons } of story.attempts) {
    look(atMs)
    if (outcome.kind !== 'under way') look(outcome.atMs)
    for (const lesson of lessons) look(lesson.atMs)
  }
  for (const { atMs } of story.copies) look(atMs)
  if (story.end) look(story.end.atMs)
  return newest
}
