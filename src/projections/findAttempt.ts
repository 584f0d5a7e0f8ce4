// Finds attempts in the log: the newest at a moment, the one that is pinned, a message by its number.

import { type EventLog, entryAttempt, entryGroup, entryKind, firstEntryAfter, type Run } from '../rocketmq'
import { highestSent, messageEntries, newestBefore } from './messageIndex'

/** Position of the newest attempt at this moment; -1 only if really nothing was sent until then. */
export const newestSend = ({ log }: Run, tMs: number): number => newestBefore(log, ['send'], firstEntryAfter(log, tMs))

/** Positions of a message's attempts, ascending. */
const attemptsOf = (log: EventLog, message: number): number[] =>
  messageEntries(log, message).filter((index) => entryKind(log, index) === 'send')

/**
 * Position of the attempt that is explained while a message is pinned.
 *
 * @param logIndex - the entry it was pinned by
 * @returns the newest attempt of all, or -1, where the message had not been sent yet at this moment
 */
export function attemptOf(run: Run, message: number, logIndex: number, tMs: number): number {
  const end = firstEntryAfter(run.log, tMs)
  const sent = attemptsOf(run.log, message).filter((index) => index < end)
  return sent.findLast((index) => index <= logIndex) ?? sent[0] ?? newestSend(run, tMs)
}

/** Position of a message's newest attempt in all that is computed, or the highest number there is; 0 is none. */
export function findMessage({ log }: Run, message: number): { logIndex: number } | { highest: number } {
  const logIndex = attemptsOf(log, message).at(-1)
  return logIndex === undefined ? { highest: highestSent(log) } : { logIndex }
}

/** Position of a message's first attempt in all that is computed; null if there is none. */
export const firstAttempt = ({ log }: Run, message: number): number | null => attemptsOf(log, message)[0] ?? null

/** Position of the newest attempt of a message until a moment, to one Broker group if it is named; null if there is none. */
export function attemptUntil({ log }: Run, message: number, tMs: number, group?: number): number | null {
  const end = firstEntryAfter(log, tMs)
  const fits = (index: number) => index < end && (group === undefined || entryGroup(log, index) === group)
  return attemptsOf(log, message).findLast(fits) ?? null
}

/** Position of one attempt of a message; null if there is none. */
export const attemptNumber = ({ log }: Run, message: number, attempt: number): number | null =>
  attemptsOf(log, message).find((index) => entryAttempt(log, index) === attempt) ?? null
