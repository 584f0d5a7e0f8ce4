// Reads facts out of a run, entry by entry, while it is computed, so that no long log is ever read at once. A run that grows
// is read from where it was left; a fork is read from the last mark in what it has in common with another run.

import { BLOCK, type EventLog, entryAt, entryKind, type LogEntry, type LogKind, logLength, type Run } from '../rocketmq'

/**
 * One kind of facts. `S` is all that is known after some entries: what grows with the log is only added to at its end. `M` is
 * what must be remembered of it to get back to an earlier point: lengths, and copies of what changes in place.
 */
export interface Projection<S extends object, M, K extends LogKind = LogKind> {
  /** Kinds of entries that it reads. */
  kinds: readonly K[]
  /** Kinds it can do without for now: no object is made of their entries. */
  skips?(state: S, kind: K): boolean
  init(run: Run): S
  step(state: S, entry: Extract<LogEntry, { kind: K }>, logIndex: number, run: Run): void
  /** The end of what is computed has been reached, which is the end of a millisecond. */
  settle?(state: S, run: Run): void
  mark(state: S): M
  /** What `state` was at the mark, for another run that begins with the same entries. Must share nothing that changes. */
  resume(state: S, mark: M, run: Run): S
}

/** Blocks of the log from one mark to the next: a fork reads no more than these again. */
const BLOCKS_PER_MARK = 2

type Reader = (run: Run) => void

const readers = new Set<Reader>()

/** Calls the reader whenever a run of the page has been computed a little further. */
export const readAlong = (reader: Reader): void => void readers.add(reader)

/** Lets every projection read what has been computed. */
export function readFurther(run: Run): void {
  for (const reader of readers) reader(run)
}

interface Reading<S> {
  state: S
  /** Entries that have been read. */
  scanned: number
}

interface Mark<S extends object, M> {
  mark: M
  /** A state that went on from there. Held weakly: a run that nobody looks at any more must not stay for its marks. */
  of: WeakRef<S>
}

/**
 * @param follow - 'always' reads every run while it is computed; 'asked' only runs that have been asked about, and their forks
 * @returns gives what is known at the end of what is computed. It is used again as the run grows: read it, keep nothing of it
 */
export function createProjection<S extends object, M, K extends LogKind>(
  projection: Projection<S, M, K>,
  follow: 'always' | 'asked' = 'asked',
): (run: Run) => S {
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
    if (!last) return { state: projection.init(run), scanned: 0 }
    const state = projection.resume(last.state, last.mark.mark, run)
    const of = new WeakRef(state)
    for (let block = 0; block <= last.block; block++) {
      const key = run.log.blocks[block] as object
      const known = marks.get(key)
      if (known) marks.set(key, { mark: known.mark, of })
    }
    return { state, scanned: (last.block + 1) * BLOCK }
  }

  const read = (run: Run): S => {
    let reading = readings.get(run)
    if (!reading) {
      reading = begin(run)
      readings.set(run, reading)
    }
    const { log } = run
    const { state } = reading
    const length = logLength(log)
    if (reading.scanned === length && length > 0 && !projection.settle) return state
    for (let index = reading.scanned; index < length; index++) {
      const kind = entryKind(log, index) as K
      if (wanted.has(kind) && !projection.skips?.(state, kind))
        projection.step(state, entryAt(log, index) as Extract<LogEntry, { kind: K }>, index, run)
      if ((index + 1) % (BLOCK * BLOCKS_PER_MARK) !== 0) continue
      marks.set(log.blocks[Math.floor(index / BLOCK)] as object, {
        mark: projection.mark(state),
        of: new WeakRef(state),
      })
    }
    reading.scanned = length
    projection.settle?.(state, run)
    return state
  }

  readAlong((run) => {
    if (follow === 'always' || readings.has(run) || lastMark(run.log, logLength(run.log))) read(run)
  })
  return read
}
