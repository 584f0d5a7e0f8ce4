// What the timeline shows, taken from the log of a run: one lane per Broker group, windows, polls, attempts, actions.
// Built once as the log grows, then cut to the range on the screen. Knows no pixels but the width of one mark.

import { type ClusterState, type EventLog, entryAt, entryTime, type Run } from '../rocketmq'
import { type AvoidanceWindow, avoidanceWindows, avoidedUntilMs } from './avoidance'
import { type Column, createColumn, cutColumn, lowerBound, push, valueAt } from './columns'
import { groupStatusSegments, type StatusSegment } from './groupStatus'
import { isListed } from './knownRoute'
import { createProjection } from './projection'

export interface PollMark {
  atMs: number
  producer: number
  outcome: 'changed' | 'unchanged' | 'keptNotExist' | 'keptUnreachable' | 'keptTimedOut'
}

/** Attempts of one Broker group within the width of one mark. */
export interface AttemptMark {
  atMs: number
  ok: number
  failed: number
  /** Longest latency of a failed attempt among them, ms; 0 if none failed. */
  failedLatencyMs: number
}

export interface TimelineLane {
  group: number
  segments: StatusSegment[]
  windows: AvoidanceWindow[]
  attempts: AttemptMark[]
}

export interface TimelineData {
  fromMs: number
  toMs: number
  lanes: TimelineLane[]
  polls: PollMark[]
}

interface GroupTrack {
  /** Where the log tells of attempts that ended well, and of those that failed. */
  ok: Column
  failed: Column
}

interface TimelineIndex {
  groups: GroupTrack[]
  polls: PollMark[]
}

const indexOf = createProjection(
  {
    kinds: ['sendOk', 'sendFailed', 'route'],
    init: (): TimelineIndex => ({ groups: [], polls: [] }),
    step(index, entry, position) {
      if (entry.kind === 'route')
        index.polls.push({ atMs: entry.atMs, producer: entry.producer, outcome: entry.outcome })
      else push(trackOf(index, entry.group)[entry.kind === 'sendOk' ? 'ok' : 'failed'], position)
    },
    mark: ({ groups, polls }) => ({
      groups: groups.map(({ ok, failed }) => ({ ok: ok.length, failed: failed.length })),
      polls: polls.length,
    }),
    resume: (index, mark) => ({
      groups: mark.groups.map(({ ok, failed }, group) => ({
        ok: cutColumn(trackOf(index, group).ok, ok),
        failed: cutColumn(trackOf(index, group).failed, failed),
      })),
      polls: index.polls.slice(0, mark.polls),
    }),
  },
  'every',
)

function trackOf(index: TimelineIndex, group: number): GroupTrack {
  while (index.groups.length <= group) index.groups.push({ ok: createColumn(), failed: createColumn() })
  return index.groups[group]
}

/**
 * @param markMs - ms of virtual time that one attempt mark stands for; attempts closer than that are counted together
 * @returns everything between fromMs and toMs, as far as the run is computed
 */
export function timelineData(run: Run, fromMs: number, toMs: number, markMs: number): TimelineData {
  const index = indexOf(run)
  const windows = avoidanceWindows(run)
  return {
    fromMs,
    toMs,
    lanes: groupStatusSegments(run).map((segments, group) => ({
      group,
      segments: segments.filter((segment) => overlaps(segment.fromMs, segment.toMs, fromMs, toMs)),
      windows: (windows[group] ?? []).filter((window) =>
        overlaps(window.fromMs, window.endedMs ?? window.untilMs, fromMs, toMs),
      ),
      attempts: attemptMarks(run.log, trackOf(index, group), fromMs, toMs, markMs),
    })),
    polls: index.polls.slice(firstAtOrAfter(index.polls, fromMs), firstAtOrAfter(index.polls, toMs + 1)),
  }
}

const overlaps = (fromMs: number, toMs: number | null, rangeFromMs: number, rangeToMs: number) =>
  fromMs <= rangeToMs && (toMs === null || toMs >= rangeFromMs)

/**
 * Counts attempts into marks. The marks are fixed in virtual time (not in the range), so they stay put while it moves.
 */
function attemptMarks(log: EventLog, track: GroupTrack, fromMs: number, toMs: number, markMs: number): AttemptMark[] {
  const width = Math.max(1, markMs)
  const marks = new Map<number, AttemptMark>()
  const markAt = (atMs: number): AttemptMark => {
    const bucket = Math.floor(atMs / width)
    let mark = marks.get(bucket)
    if (!mark) {
      mark = { atMs, ok: 0, failed: 0, failedLatencyMs: 0 }
      marks.set(bucket, mark)
    }
    return mark
  }
  // From mark to mark, not from attempt to attempt: there may be millions of them in one.
  for (let i = firstAtMs(log, track.ok, fromMs); i < track.ok.length; ) {
    const atMs = entryTime(log, valueAt(track.ok, i))
    if (atMs > toMs) break
    // A width with a fraction may be rounded to the very moment that it should pass.
    const nextMs = Math.max(atMs + 1, (Math.floor(atMs / width) + 1) * width)
    const next = firstAtMs(log, track.ok, Math.min(nextMs, toMs + 1), i)
    markAt(atMs).ok += next - i
    i = next
  }
  for (let i = firstAtMs(log, track.failed, fromMs); i < track.failed.length; i++) {
    const entry = entryAt(log, valueAt(track.failed, i))
    if (entry.atMs > toMs || entry.kind !== 'sendFailed') break
    const mark = markAt(entry.atMs)
    mark.failed++
    mark.failedLatencyMs = Math.max(mark.failedLatencyMs, entry.latencyMs)
  }
  return [...marks.values()].sort((left, right) => left.atMs - right.atMs)
}

/**
 * The attempt of a Broker group whose end is nearest to a moment; of two equally near the one that failed.
 *
 * @param withinMs - ms of virtual time beyond which it is none of them
 * @returns its position in the log, or null
 */
export function attemptNear(run: Run, group: number, tMs: number, withinMs: number): number | null {
  const track = indexOf(run).groups[group]
  if (!track) return null
  let found: number | null = null
  let nearest = withinMs + 1
  for (const positions of [track.failed, track.ok]) {
    const after = firstAtMs(run.log, positions, tMs)
    for (const at of [after - 1, after]) {
      if (at < 0 || at >= positions.length) continue
      const position = valueAt(positions, at)
      const away = Math.abs(entryTime(run.log, position) - tMs)
      if (away < nearest) {
        nearest = away
        found = position
      }
    }
  }
  return found
}

/** @returns index of the first position at or after that moment, from a position on that is before it */
const firstAtMs = (log: EventLog, positions: Column, tMs: number, from = 0): number =>
  lowerBound(positions, tMs, from, (position) => entryTime(log, position))

function firstAtOrAfter(marks: readonly { atMs: number }[], wanted: number): number {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (marks[middle].atMs >= wanted) high = middle
    else low = middle + 1
  }
  return low
}

/** What is already certain to come if nothing else happens. */
export interface KnownToCome {
  /**
   * Ends of avoidance windows, earliest first. `listed`: the producer has queues of the group, so that its turn comes again;
   * otherwise a route poll must bring them back first.
   */
  windowEnds: { group: number; atMs: number; listed: boolean }[]
  /** The next route poll of any producer, or null. */
  nextPollMs: number | null
}

/** Read from the state, not from the computed future: nobody can know that. */
export function knownToCome(state: ClusterState): KnownToCome {
  const ends = new Map<number, { atMs: number; listed: boolean }>()
  let nextPollMs: number | null = null
  for (const producer of state.producers) {
    if (producer.removed || producer.process !== 'running') continue
    if (nextPollMs === null || producer.nextPollAtMs < nextPollMs) nextPollMs = producer.nextPollAtMs
    for (let group = 0; group < producer.faultItems.length; group++) {
      const untilMs = avoidedUntilMs(state, producer, group)
      if (untilMs === null) continue
      const before = ends.get(group)
      ends.set(group, {
        atMs: Math.max(before?.atMs ?? 0, untilMs),
        listed: before?.listed === true || isListed(producer, group),
      })
    }
  }
  const windowEnds = [...ends].map(([group, end]) => ({ group, ...end })).sort((left, right) => left.atMs - right.atMs)
  return { windowEnds, nextPollMs }
}
