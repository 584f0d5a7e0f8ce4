// Finds attempts in the log: the newest at a moment, the one that is pinned, a message by its number.

import { entryAt, entryKind, firstEntryAfter, type LogEntry, logLength, type Run } from '../rocketmq'

type SendEntry = Extract<LogEntry, { kind: 'send' }>

/** Entries around a pinned one among which its message's attempt is looked for. */
const LOOK_AROUND = 2000

/** The last answer, so that a look from shortly after it need not go back further: nothing may be sent for a day. */
let known = { log: null as Run['log'] | null, end: 0, found: -1 }

/** Position of the newest attempt at this moment; -1 only if really nothing was sent until then. */
export function newestSend({ log }: Run, tMs: number): number {
  const end = firstEntryAfter(log, tMs)
  const start = known.log === log && known.end <= end ? known.end : 0
  let found = start > 0 ? known.found : -1
  for (let index = end - 1; index >= start; index--) {
    if (entryKind(log, index) === 'send') {
      found = index
      break
    }
  }
  known = { log, end, found }
  return found
}

/**
 * Position of the attempt that is explained while a message is pinned.
 *
 * @param logIndex - the entry it was pinned by
 * @returns the newest attempt of all, or -1, where the message had not been sent yet at this moment
 */
export function attemptOf(run: Run, message: number, logIndex: number, tMs: number): number {
  const end = Math.min(firstEntryAfter(run.log, tMs), logIndex + LOOK_AROUND)
  let found = -1
  for (let index = Math.max(0, logIndex - LOOK_AROUND); index < end; index++) {
    if (entryKind(run.log, index) !== 'send') continue
    const entry = entryAt(run.log, index) as SendEntry
    if (entry.message === message && (index <= logIndex || found < 0)) found = index
  }
  return found < 0 ? newestSend(run, tMs) : found
}

/** Position of a message's newest attempt in all that is computed, or the highest number there is; 0 is none. */
export function findMessage({ log }: Run, message: number): { logIndex: number } | { highest: number } {
  let highest = 0
  for (let index = logLength(log) - 1; index >= 0; index--) {
    if (entryKind(log, index) !== 'send') continue
    const entry = entryAt(log, index) as SendEntry
    if (entry.message === message) return { logIndex: index }
    highest = Math.max(highest, entry.message)
  }
  return { highest }
}

/**
 * Position of the first attempt of another message, looked for around a position; null if there is none near.
 *
 * @param logIndex - an entry about a message that was sent at about the same time
 */
export function firstAttemptNear({ log }: Run, message: number, logIndex: number): number | null {
  for (let away = 0; away < LOOK_AROUND; away++) {
    for (const index of away === 0 ? [logIndex] : [logIndex - away, logIndex + away]) {
      if (index < 0 || index >= logLength(log) || entryKind(log, index) !== 'send') continue
      const entry = entryAt(log, index) as SendEntry
      if (entry.message === message && entry.attempt === 1) return index
    }
  }
  return null
}

/** Position of the newest attempt of a message until a moment, to one Broker group if it is named; null if there is none. */
export function attemptUntil({ log }: Run, message: number, tMs: number, group?: number): number | null {
  for (let index = firstEntryAfter(log, tMs) - 1; index >= 0; index--) {
    if (entryKind(log, index) !== 'send') continue
    const entry = entryAt(log, index) as SendEntry
    if (entry.message === message && (group === undefined || entry.group === group)) return index
  }
  return null
}
