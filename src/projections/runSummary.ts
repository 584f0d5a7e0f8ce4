// What a run came to, in figures: counted from its log (calls begun: from its state) between two moments, a little further with each look. The
// entries behind a figure are in figureMoments.ts, words about figures in i18n/compare.ts.

import {
  type Cursor,
  createCursor,
  defaultBrokerName,
  entryAt,
  entryTime,
  firstEntryAfter,
  type LogEntry,
  type LogKind,
  type Run,
  sendsOf,
  stateAt,
} from '../rocketmq'
import { groupStatusSegments, hasMaster, standingAt } from './groupStatus'
import { walk } from './projection'

/** How long calls took, ms of virtual time from send() to its SendResult or exception; null where none has ended. */
export interface LatencyFigures {
  /** Calls that ended in the application's sight. */
  counted: number
  p50: number | null
  p99: number | null
  max: number | null
}

/** What one Broker group got. */
export interface GroupFigures {
  brokerName: string
  /** Copies written to it. */
  copies: number
  /** The same by queueId. */
  queues: number[]
  /** ms without a Master that takes writes. */
  withoutMasterMs: number
  /** Longest stretch from a failed attempt on it to the next attempt on it, ms; null where none failed. */
  longestPauseMs: number | null
}

export interface Figures {
  fromMs: number
  toMs: number
  /** Calls of send(). */
  sent: number
  /** Messages of which at least one copy is in a queue. */
  stored: number
  /** Calls that ended with an exception, and ONEWAY messages that were lost. */
  failed: number
  /** Messages that needed a second attempt. */
  retriedMessages: number
  /** Attempts after the first. */
  retries: number
  failedAttempts: number
  latency: LatencyFigures
  copies: number
  /** Copies beyond the first of a message. */
  duplicates: number
  /** By Broker group index. */
  groups: GroupFigures[]
  /** ms in which at least one Broker group had no Master that takes writes. */
  someWithoutMasterMs: number
  /** ms in which no Broker group had one. */
  allWithoutMasterMs: number
  /** Longest of all groups' pauses. */
  longestPauseMs: number | null
}

// --- counting --------------------------------------------------------------------------------------------------------

interface GroupTally {
  copies: number
  queues: number[]
  withoutMasterMs: number
  /** The newest attempt on it failed, at this log position. */
  failedAt: number | null
  longestPauseMs: number | null
  /** Log position of the failure that the longest pause began with. */
  longestPauseAt: number | null
}

/** What is known of a run after the entries looked at so far. */
export interface SummaryCounts {
  run: Run
  fromMs: number
  toMs: number
  /** Log entries looked at. */
  scanned: number
  /** Calls begun are in no entry while they wait for a route: the state counts them. */
  cursor: Cursor
  /** Calls begun before fromMs; null until it is needed. */
  sentBefore: number | null
  failed: number
  retriedMessages: number
  retries: number
  failedAttempts: number
  copies: number
  stored: number
  /** By message number: whether a copy is stored. */
  hasCopy: Uint8Array
  /** Log positions of copies beyond the first of a message. */
  duplicatesAt: number[]
  /** How many calls took so many ms. */
  elapsed: Map<number, number>
  groups: GroupTally[]
  someWithoutMasterMs: number
  allWithoutMasterMs: number
  /** Virtual time up to which the time without a Master is counted. */
  settledMs: number
}

export const newGroup = (): GroupTally => ({
  copies: 0,
  queues: [],
  withoutMasterMs: 0,
  failedAt: null,
  longestPauseMs: null,
  longestPauseAt: null,
})

/**
 * Nothing counted yet.
 *
 * @param fromMs - what happened before this moment is followed, and not counted
 */
export function createSummaryCounts(run: Run, fromMs = 0): SummaryCounts {
  const groups = (run.checkpoints[0]?.state.brokerGroups ?? []).map((group) => {
    const tally = newGroup()
    tally.queues = Array.from({ length: group.writeQueueNums }, () => 0)
    return tally
  })
  return {
    run,
    fromMs,
    toMs: fromMs,
    scanned: 0,
    cursor: createCursor(run),
    sentBefore: null,
    failed: 0,
    retriedMessages: 0,
    retries: 0,
    failedAttempts: 0,
    copies: 0,
    stored: 0,
    hasCopy: new Uint8Array(1024),
    duplicatesAt: [],
    elapsed: new Map(),
    groups,
    someWithoutMasterMs: 0,
    allWithoutMasterMs: 0,
    settledMs: 0,
  }
}

const COUNTED: ReadonlySet<LogKind> = new Set(['send', 'stored', 'sendOk', 'sendFailed', 'messageFailed'])

/**
 * Counts on, up to and including toMs. An earlier moment than the last one changes nothing.
 *
 * @param most - about how many entries may be passed over
 * @returns whether it has come to toMs; if not, nothing may be asked before it has
 * @throws RangeError if the run has not been computed so far
 */
export function countUntil(tally: SummaryCounts, toMs: number, most = Number.POSITIVE_INFINITY): boolean {
  const { log, endMs } = tally.run
  if (toMs > endMs) throw new RangeError(`the run is computed to ${endMs} ms, not to ${toMs} ms`)
  const end = firstEntryAfter(log, toMs)
  const step = (index: number) => count(tally, entryAt(log, index), index)
  tally.scanned = walk(log, tally.scanned, end, (kind) => COUNTED.has(kind), step, { left: most })
  if (tally.scanned < end) return false
  settle(tally, toMs)
  tally.toMs = Math.max(tally.toMs, toMs)
  return true
}

function count(tally: SummaryCounts, entry: LogEntry, logIndex: number): void {
  const counts = entry.atMs >= tally.fromMs
  switch (entry.kind) {
    case 'send':
      noteAttempt(tally, groupAt(tally, entry.group), entry.atMs)
      if (!counts) return
      if (entry.attempt > 1) tally.retries++
      if (entry.attempt === 2) tally.retriedMessages++
      return
    case 'stored':
      noteCopy(tally, entry, logIndex, counts)
      return
    case 'sendOk':
      if (counts) noteElapsed(tally, entry.elapsedMs)
      return
    case 'sendFailed':
      groupAt(tally, entry.group).failedAt = logIndex
      if (counts) tally.failedAttempts++
      return
    case 'messageFailed':
      if (!counts) return
      tally.failed++
      if (isPageVisible(entry)) noteElapsed(tally, entry.elapsedMs)
      return
  }
}

type MessageFailed = Extract<LogEntry, { kind: 'messageFailed' }>

/** Nobody waits any more for a ONEWAY message, nor in a producer that has died. */
export const isPageVisible = ({ exception }: MessageFailed): boolean =>
  exception !== 'lostUnseen' && exception !== 'producerDied'

function groupAt(tally: SummaryCounts, group: number): GroupTally {
  while (tally.groups.length <= group) tally.groups.push(newGroup())
  return tally.groups[group] as GroupTally
}

function noteElapsed(tally: SummaryCounts, elapsedMs: number): void {
  tally.elapsed.set(elapsedMs, (tally.elapsed.get(elapsedMs) ?? 0) + 1)
}

function noteCopy(
  tally: SummaryCounts,
  entry: Extract<LogEntry, { kind: 'stored' }>,
  logIndex: number,
  counts: boolean,
): void {
  const group = groupAt(tally, entry.group)
  while (group.queues.length <= entry.queueId) group.queues.push(0)
  if (entry.message >= tally.hasCopy.length) {
    const larger = new Uint8Array(Math.max(entry.message + 1, tally.hasCopy.length * 2))
    larger.set(tally.hasCopy)
    tally.hasCopy = larger
  }
  const isFirst = tally.hasCopy[entry.message] === 0
  tally.hasCopy[entry.message] = 1
  if (!isFirst) tally.duplicatesAt.push(logIndex)
  if (!counts) return
  group.copies++
  group.queues[entry.queueId] = (group.queues[entry.queueId] ?? 0) + 1
  tally.copies++
  if (isFirst) tally.stored++
}

/** An attempt ends the pause that the last failure on the same group began. */
function noteAttempt(tally: SummaryCounts, group: GroupTally, atMs: number): void {
  if (group.failedAt === null) return
  notePause(tally, group, atMs)
  group.failedAt = null
}

function notePause(tally: SummaryCounts, group: GroupTally, untilMs: number): void {
  if (group.failedAt === null || untilMs < tally.fromMs) return
  const pauseMs = untilMs - Math.max(tally.fromMs, entryTime(tally.run.log, group.failedAt))
  if (group.longestPauseMs !== null && pauseMs <= group.longestPauseMs) return
  group.longestPauseMs = pauseMs
  group.longestPauseAt = group.failedAt
}

// --- who is Master ---------------------------------------------------------------------------------------------------

/** Adds the time since the last change to whoever had no Master, as the segments of the run say. */
function settle(tally: SummaryCounts, toMs: number): void {
  const fromMs = Math.max(tally.settledMs, tally.fromMs)
  if (toMs <= fromMs) return
  tally.settledMs = toMs
  const lanes = groupStatusSegments(tally.run)
  lanes.forEach((_, group) => {
    groupAt(tally, group)
  })
  const changes = lanes.flatMap((segments) => segments.map((segment) => segment.fromMs))
  const moments = [...new Set([fromMs, ...changes.filter((atMs) => atMs > fromMs && atMs < toMs), toMs])]
  moments.sort((one, other) => one - other)
  for (let at = 1; at < moments.length; at++) {
    const beganMs = moments[at - 1] as number
    const passedMs = (moments[at] as number) - beganMs
    let there = 0
    let without = 0
    lanes.forEach((segments, group) => {
      const status = standingAt(segments, beganMs)?.status ?? 'removed'
      if (status === 'removed') return
      there++
      if (hasMaster(status)) return
      without++
      groupAt(tally, group).withoutMasterMs += passedMs
    })
    if (without > 0) tally.someWithoutMasterMs += passedMs
    if (there > 0 && without === there) tally.allWithoutMasterMs += passedMs
  }
}

// --- reading ---------------------------------------------------------------------------------------------------------

/** The smallest time that at least this share of the calls did not exceed: nearest rank, always a time really taken. */
function percentile(ascending: readonly [number, number][], counted: number, share: number): number | null {
  const rank = Math.max(1, Math.ceil(counted * share))
  let passed = 0
  for (const [elapsedMs, calls] of ascending) {
    passed += calls
    if (passed >= rank) return elapsedMs
  }
  return null
}

function callsBegun(tally: SummaryCounts): number {
  const { run, fromMs, toMs, cursor } = tally
  tally.sentBefore ??= fromMs > 0 ? stateAt(run, fromMs - 1).totals.sent : 0
  return cursor.seek(toMs).totals.sent - tally.sentBefore
}

/** What has been counted so far. */
export function figuresOf(tally: SummaryCounts): Figures {
  const { run, fromMs, toMs, stored, failed, retriedMessages, retries, failedAttempts, copies } = tally
  const ascending = [...tally.elapsed].sort(([one], [other]) => one - other)
  const counted = ascending.reduce((sum, [, calls]) => sum + calls, 0)
  const { brokerGroups: specs, settings } = run.input.scenario
  // Entries are of packets.
  const sends = (packets: number): number => sendsOf(settings, packets)
  const groups = tally.groups.map((group, index): GroupFigures => {
    // A pause that goes on is as long as it is by now.
    const openMs = group.failedAt === null ? null : toMs - Math.max(fromMs, entryTime(run.log, group.failedAt))
    return {
      brokerName: specs[index]?.brokerName ?? defaultBrokerName(index),
      copies: sends(group.copies),
      queues: group.queues.map(sends),
      withoutMasterMs: group.withoutMasterMs,
      longestPauseMs: longer(group.longestPauseMs, openMs),
    }
  })
  return {
    fromMs,
    toMs,
    sent: sends(callsBegun(tally)),
    stored: sends(stored),
    failed: sends(failed),
    retriedMessages: sends(retriedMessages),
    retries: sends(retries),
    failedAttempts: sends(failedAttempts),
    latency: {
      counted: sends(counted),
      p50: percentile(ascending, counted, 0.5),
      p99: percentile(ascending, counted, 0.99),
      max: ascending.at(-1)?.[0] ?? null,
    },
    copies: sends(copies),
    duplicates: sends(copies - stored),
    groups,
    someWithoutMasterMs: tally.someWithoutMasterMs,
    allWithoutMasterMs: tally.allWithoutMasterMs,
    longestPauseMs: groups.reduce<number | null>((most, group) => longer(most, group.longestPauseMs), null),
  }
}

const longer = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other)

/** Of some values in ascending order the one at a share, by nearest rank: always a value of theirs. null where there is none. */
export const atShare = (ascending: readonly number[], share: number): number | null =>
  ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? null

/**
 * When a Broker group first stores a message for which the attempt began after a moment: the end of that attempt, or null where there
 * is none up to toMs.
 */
export function firstSuccessMs(run: Run, group: number, afterMs: number, toMs: number): number | null {
  const { log } = run
  const end = firstEntryAfter(log, toMs)
  let found: number | null = null
  const step = (index: number): boolean => {
    const entry = entryAt(log, index)
    if (entry.kind === 'sendOk' && entry.group === group && entry.atMs - entry.latencyMs > afterMs) found = entry.atMs
    return found === null
  }
  walk(log, firstEntryAfter(log, afterMs), end, (kind) => kind === 'sendOk', step)
  return found
}

/** All at once: what happened from fromMs to toMs, both included. @throws RangeError if it is not computed so far */
export function figures(run: Run, fromMs: number, toMs: number): Figures {
  const tally = createSummaryCounts(run, fromMs)
  countUntil(tally, toMs)
  return figuresOf(tally)
}
