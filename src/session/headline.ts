// Which moment the one sentence tells: that of the stage. Where the playhead was put, it tells what happened there; standing
// still, the last thing that happened. Only while playing is a thing that matters shown long enough to be read before the next
// takes its place, and in quiet stretches the sentence follows the messages without hurry. Pure.

import { firstMomentAfter, type Moment, type MomentKind, momentsOf } from '../projections/keyMoments'
import { newestBefore } from '../projections/messageIndex'
import { entryTime, firstEntryAfter, type Run } from '../rocketmq'

/** ms of real time a sentence stays at least, unless something worse happens. */
const MIN_MS = 1000
/** ms of real time after which a sentence has been read. */
const MAX_MS = 4200
/** ms of real time between two sentences while nothing that matters happens. */
const QUIET_MS = 2000

/** How much a viewer must not miss it. */
const RANK: Record<MomentKind, number> = {
  messageFailed: 5,
  lost: 5,
  sendFailed: 4,
  avoided: 4,
  action: 4,
  process: 4,
  masterReady: 4,
  available: 3,
  route: 3,
  leader: 3,
  election: 3,
  topic: 3,
  warned: 4,
  memberLeft: 4,
  consumeFailed: 3,
  offsetMoved: 4,
  deadLettered: 5,
  skipped: 5,
  unregistered: 2,
}

export interface Told {
  /** The sentence is about an entry from this position of the log on ... */
  startIndex: number
  /** ... and before this one. */
  endIndex: number
  /** Position of the moment that is told, or -1 in a quiet stretch. */
  momentIndex: number
}

/** Everything of one millisecond: a moment that is told is told alone, whatever weighty has just been before it. */
const instantAt = (run: Run, atMs: number, momentIndex: number): Told => ({
  startIndex: firstEntryAfter(run.log, atMs - 1),
  endIndex: firstEntryAfter(run.log, atMs),
  momentIndex,
})

/** Before the first entry. */
const NOTHING: Told = { startIndex: 0, endIndex: 0, momentIndex: -1 }

/** Where the playhead has been put, stands still, or moves: only then a sentence is given its time to be read. */
export type Motion = 'jumped' | 'paused' | 'playing'

/**
 * @param speed - ms of virtual time per ms of real time: how long a sentence stays is real time
 * @param landedMs - where the playhead was last put; while it plays on from there, the headline is of nothing earlier
 */
export function headlineAt(run: Run, tMs: number, speed: number, motion: Motion, landedMs = 0): Told {
  const now = Math.floor(tMs)
  const endOfNow = firstEntryAfter(run.log, now)
  const newestMs = endOfNow === 0 ? null : entryTime(run.log, endOfNow - 1)
  const newest = newestMs === null ? NOTHING : instantAt(run, newestMs, -1)
  if (motion === 'jumped') return newest

  const moments = momentsOf(run)
  // A jump ahead of the playhead belongs to another run, or is undone.
  const fromMs = landedMs <= now ? Math.floor(landedMs) : 0
  const shown = momentShown(moments, now, speed, fromMs)
  if (shown) return instantAt(run, shown.atMs, shown.logIndex)
  if (motion === 'paused') return newest
  if (fromMs > 0 && now < fromMs + MIN_MS * speed) return headlineAt(run, fromMs, speed, 'jumped')

  const quiet = Math.max(1, Math.floor(QUIET_MS * speed))
  const sinceMs = Math.max(fromMs, Math.floor(now / quiet) * quiet)
  // The newest finished send of the stretch before; at the very beginning simply the newest entry.
  const index = newestBefore(run.log, ['sendOk'], firstEntryAfter(run.log, sinceMs))
  return index < 0 ? newest : { startIndex: 0, endIndex: index + 1, momentIndex: -1 }
}

/** How the playhead came to be where it is: a jump or a step lands on a whole millisecond, a pause hardly ever. */
export const motionOf = (playing: boolean, tMs: number): Motion =>
  playing ? 'playing' : Number.isInteger(tMs) ? 'jumped' : 'paused'

/**
 * @param fromMs - moments before it are not told any more
 * @returns the moment whose sentence is on the screen, or null if the last one has been read
 */
export function momentShown(moments: readonly Moment[], now: number, speed: number, fromMs = 0): Moment | null {
  const shortest = MIN_MS * speed
  const end = firstMomentAfter(moments, now)
  let shown: Moment | null = null
  let shownFromMs = 0
  let waiting: Moment | null = null
  const first = firstMomentAfter(moments, Math.max(now - 3 * MAX_MS * speed, fromMs - 1))
  for (let index = Math.max(first, end - 100); index < end; index++) {
    const moment = moments[index]
    if (waiting && moment.atMs >= shownFromMs + shortest) {
      shown = waiting
      shownFromMs += shortest
      waiting = null
    }
    if (!shown || moment.atMs >= shownFromMs + shortest || RANK[moment.kind] > RANK[shown.kind]) {
      shown = moment
      shownFromMs = moment.atMs
      waiting = null
    } else if (moment.atMs !== shown.atMs && (!waiting || RANK[moment.kind] >= RANK[waiting.kind])) waiting = moment
  }
  if (waiting && now >= shownFromMs + shortest) {
    shown = waiting
    shownFromMs += shortest
  }
  return shown && now < shownFromMs + MAX_MS * speed ? shown : null
}

/** What happens in one instant is one thing: of its moments the weightiest stays. */
export function oneEachInstant(moments: readonly Moment[]): Moment[] {
  const kept: Moment[] = []
  for (const moment of moments) {
    const last = kept[kept.length - 1]
    if (last?.atMs !== moment.atMs) kept.push(moment)
    else if (RANK[moment.kind] > RANK[last.kind]) kept[kept.length - 1] = moment
  }
  return kept
}
