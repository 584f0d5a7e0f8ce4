// Failed attempts worth a note beside their Broker group for a moment: the newest of each group, and what became of it.

import {
  type AttemptFailure,
  entryAt,
  entryAttempt,
  entryGroup,
  entryKind,
  entryTime,
  firstEntryAfter,
  type LogEntry,
  type Run,
  type SendStatus,
} from '../rocketmq'
import { type Column, createColumn, cutColumn, lowerBound, push, valueAt } from './columns'
import { messageEntries } from './messageIndex'
import { createProjection } from './projection'

export interface FailureNote {
  group: number
  producer: number
  message: number
  /** null where the copy is stored and the SendStatus warns. */
  failure: AttemptFailure | null
  /** What the SendResult says. */
  status: SendStatus
  /** Response code for brokerError, else 0. */
  code: number
  /** Where the same message went next, or null if it went nowhere (yet). */
  nextGroup: number | null
  /** The call ended with an exception. */
  givenUp: boolean
}

/** ms of virtual time that a note stays, at normal speed. */
export const NOTE_MS = 1600

/** By Broker group: positions in the log of attempts that failed or were stored with a warning. */
const failuresOf = createProjection(
  {
    kinds: ['sendFailed', 'sendOk'],
    init: (): Column[] => [],
    step(groups, entry, logIndex) {
      if (entry.kind === 'sendOk' && entry.status === 'SEND_OK') return
      while (groups.length <= entry.group) groups.push(createColumn())
      push(groups[entry.group] as Column, logIndex)
    },
    mark: (groups) => groups.map(({ length }) => length),
    resume: (groups, lengths) => lengths.map((length, group) => cutColumn(groups[group] as Column, length)),
  },
  'every',
)

/**
 * The newest failed attempt (or stored copy with a warning) of each Broker group within the last moments, newest first.
 *
 * @param holdMs - ms of virtual time that a note stays
 */
export function failureNotes(run: Run, tMs: number, holdMs: number): FailureNote[] {
  const { log } = run
  const end = firstEntryAfter(log, Math.floor(tMs))
  const newest = failuresOf(run).map((positions) => {
    const after = lowerBound(positions, end)
    return after === 0 ? -1 : valueAt(positions, after - 1)
  })
  return newest
    .filter((index) => index >= 0 && entryTime(log, index) >= tMs - holdMs)
    .sort((one, other) => other - one)
    .map((index) => {
      const entry = entryAt(log, index) as Extract<LogEntry, { kind: 'sendFailed' | 'sendOk' }>
      const { group, producer, message } = entry
      if (entry.kind === 'sendOk')
        return {
          group,
          producer,
          message,
          failure: null,
          status: entry.status,
          code: 0,
          nextGroup: null,
          givenUp: false,
        }
      const later = messageEntries(log, message).filter((at) => at > index && at < end)
      const next = later.find((at) => entryKind(log, at) === 'send' && entryAttempt(log, at) > 1)
      return {
        group,
        producer,
        message,
        failure: entry.failure,
        status: 'SEND_OK',
        code: entry.code,
        nextGroup: next === undefined ? null : entryGroup(log, next),
        givenUp: later.some((at) => entryKind(log, at) === 'messageFailed'),
      }
    })
}
