// Reads facts out of a run, entry by entry and a little at a time, so that no long log is ever read at once. A run that grows is
// read from where it was left; a fork is read from the last mark in what it has in common with another run. Whoever reads a log
// from one entry to the next does it by way of this file.

import {
  BLOCK,
  type ClusterState,
  type Cursor,
  createCursor,
  type EventLog,
  entryAt,
  entryKind,
  entryTime,
  type LogEntry,
  type LogKind,
  logLength,
  type Run,
} from '../rocketmq'

type EntryOf<K extends LogKind> = Extract<LogEntry, { kind: K }>

/** The cluster at the end of a millisecond that is computed. Used again by the next look: keep nothing of it. */
export type Look = (tMs: number) => ClusterState

/**
 * One kind of facts. `S` is all that is known after some entries: what grows with the log is only added to at its end. `M` is
 * what must be remembered of it to get back to an earlier point: lengths, and copies of what changes in place.
 */
export interface Projection<S extends object, M, K extends LogKind = LogKind> {
  /** Kinds of entries that it reads. */
  kinds: readonly K[]
  /** Kinds it can do without for now: no object is made of their entries. */
  skips?(state: S, kind: K): boolean
  /** The moment that an entry at atMs, or the end of what is computed (null), makes it look at; null for none. */
  looksAt?(state: S, atMs: number | null): number | null
  init(run: Run, look: Look): S
  step(state: S, entry: EntryOf<K>, logIndex: number, run: Run, look: Look): void
  /** The end of what is computed has been reached, which is the end of a millisecond. */
  settle?(state: S, run: Run, look: Look): void
  mark(state: S): M
  /** What `state` was at the mark, for another run that begins with the same entries. Must share nothing that changes. */
  resume(state: S, mark: M, run: Run): S
}

/** How much may still be done, counted in entries that are passed over. It may be exceeded by what one entry makes necessary. */
export interface Meter {
  left: number
}

/** What an entry costs that something is made of, a look at a moment, and an event that is computed once more for it. */
const COST = { entry: 4, look: 20_000, event: 40 }

/**
 * Goes through a log: `step` gets the position and kind of each entry of the wanted kinds.
 *
 * @param wants - asked before every entry, and only then: what it says may change with the steps
 * @param step - returns false where it cannot go on yet; that entry comes again
 * @returns the position to go on from
 */
export function walk(
  log: EventLog,
  from: number,
  end: number,
  wants: (kind: LogKind) => boolean,
  step: (index: number, kind: LogKind) => unknown,
  meter: Meter = { left: Number.POSITIVE_INFINITY },
): number {
  for (let index = from; index < end; index++) {
    if (meter.left <= 0) return index
    meter.left--
    const kind = entryKind(log, index)
    if (!wants(kind)) continue
    meter.left -= COST.entry
    if (step(index, kind) === false) return index
  }
  return Math.max(from, end)
}

/** Reads a run along with its computing. */
export interface Follower {
  /** Whether it has anything to do with this run. */
  wants(run: Run): boolean
  /** How many entries it has read; all of them, where there is nothing to do for now. */
  position(run: Run): number
  /** Reads on, up to a position. @returns whether it has come there */
  advance(run: Run, end: number, meter: Meter): boolean
}

const followers: Follower[] = []

/** Lets it read whatever run of the page is computed a little further. */
export const follow = (follower: Follower): void => void followers.push(follower)

/** All followers go through the log side by side, in strides of that many entries: so they look at the same moments. */
const STRIDE = BLOCK / 4

/**
 * Lets every projection read what has been computed.
 *
 * @param most - about how many entries may be passed over, all projections together
 * @returns whether all is read
 */
export function readFurther(run: Run, most = Number.POSITIVE_INFINITY): boolean {
  const meter = { left: most }
  const length = logLength(run.log)
  const wanted = followers.filter((one) => one.wants(run))
  for (;;) {
    const at = Math.min(length, ...wanted.map((one) => one.position(run)))
    if (at === length) return wanted.every((one) => one.advance(run, length, meter))
    const end = Math.min(length, (Math.floor(at / STRIDE) + 1) * STRIDE)
    for (const one of wanted) if (one.position(run) < end && !one.advance(run, end, meter)) return false
  }
}

const cursors = new WeakMap<Run, Cursor>()

/** What all projections of a run look through: they look at the same moments, one after another. */
function cursorOf(run: Run): Cursor {
  let cursor = cursors.get(run)
  if (!cursor) {
    cursor = createCursor(run)
    cursors.set(run, cursor)
  }
  return cursor
}

interface Reading<S> {
  state: S
  /** Entries that have been read. */
  scanned: number
  /** Moment at whose end it has settled, ms of virtual time; -1 for none. */
  settledMs: number
}

interface Mark<S extends object, M> {
  mark: M
  /** A state that went on from there. Held weakly: a run that is no longer shown must not stay for its marks. */
  of: WeakRef<S>
}

/** Gives what is known at the end of what is computed. It is used again as the run grows: read it, keep nothing of it. */
export interface Facts<S> {
  /** Reads whatever is left at once. */
  (run: Run): S
  /**
   * Reads on, a little.
   *
   * @param most - about how many entries may be passed over
   * @returns whether all that is computed is read
   */
  prepare(run: Run, most: number): boolean
}

/** @param whose - 'every' run is read while it is computed, or only those that have been 'asked' about, and their forks */
export function createProjection<S extends object, M, K extends LogKind>(
  projection: Projection<S, M, K>,
  whose: 'every' | 'asked' = 'asked',
): Facts<S> {
  const wanted = new Set<LogKind>(projection.kinds)
  const readings = new WeakMap<Run, Reading<S>>()
  /** By full block of a log: full blocks are shared by just those runs that begin with the same entries. */
  const marks = new WeakMap<object, Mark<S, M>>()

  const lastMark = ({ blocks }: EventLog, length: number): { block: number; mark: Mark<S, M>; state: S } | null => {
    for (let block = Math.floor(length / BLOCK) - 1; block >= 0; block--) {
      const mark = marks.get(blocks[block] as object)
      const state = mark?.of.deref()
      if (mark && state) return { block, mark, state }
    }
    return null
  }

  const begin = (run: Run): Reading<S> => {
    const last = lastMark(run.log, logLength(run.log))
    if (!last) return { state: projection.init(run, (tMs) => cursorOf(run).seek(tMs)), scanned: 0, settledMs: -1 }
    const state = projection.resume(last.state, last.mark.mark, run)
    const of = new WeakRef(state)
    for (let block = 0; block <= last.block; block++) {
      const key = run.log.blocks[block] as object
      const known = marks.get(key)
      if (known) marks.set(key, { mark: known.mark, of })
    }
    return { state, scanned: (last.block + 1) * BLOCK, settledMs: -1 }
  }

  const readingOf = (run: Run): Reading<S> => {
    let reading = readings.get(run)
    if (!reading) {
      reading = begin(run)
      readings.set(run, reading)
    }
    return reading
  }

  /** Reads on, and settles where that is the end. @returns whether it has come there */
  const read = (run: Run, end: number, meter: Meter): boolean => {
    const reading = readingOf(run)
    const { log } = run
    const { state } = reading
    const look: Look = (tMs) => cursorOf(run).seek(tMs)
    /** Gets ready what the next step will look at. @returns whether it is */
    const isReady = (atMs: number | null): boolean => {
      const lookMs = projection.looksAt?.(state, atMs) ?? null
      if (lookMs === null || meter.left === Number.POSITIVE_INFINITY) return true
      const events = Math.max(1, Math.floor(meter.left / COST.event))
      const ready = cursorOf(run).approach(lookMs, events)
      meter.left = ready ? meter.left - COST.look : 0
      return ready
    }
    while (reading.scanned < end) {
      const blockEnd = (Math.floor(reading.scanned / BLOCK) + 1) * BLOCK
      const until = Math.min(end, blockEnd)
      reading.scanned = walk(
        log,
        reading.scanned,
        until,
        (kind) => wanted.has(kind) && !projection.skips?.(state, kind as K),
        (index) => {
          if (!isReady(entryTime(log, index))) return false
          projection.step(state, entryAt(log, index) as EntryOf<K>, index, run, look)
        },
        meter,
      )
      if (reading.scanned < until) return false
      if (until === blockEnd)
        marks.set(log.blocks[until / BLOCK - 1] as object, { mark: projection.mark(state), of: new WeakRef(state) })
    }
    if (end < logLength(log) || reading.settledMs === run.endMs) return true
    if (projection.settle) {
      if (!isReady(null)) return false
      projection.settle(state, run, look)
    }
    reading.settledMs = run.endMs
    return true
  }

  follow({
    wants: (run) => whose === 'every' || readings.has(run) || lastMark(run.log, logLength(run.log)) !== null,
    position: (run) => readingOf(run).scanned,
    advance: read,
  })
  const facts = (run: Run): S => {
    read(run, logLength(run.log), { left: Number.POSITIVE_INFINITY })
    return readingOf(run).state
  }
  return Object.assign(facts, {
    prepare: (run: Run, most: number) => read(run, logLength(run.log), { left: most }),
  })
}
