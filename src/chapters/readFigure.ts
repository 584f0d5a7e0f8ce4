// Asks a run for the answers to figures. What a reader has read of a run is not read again for the next question.

import type { LogEntry, Run } from '../rocketmq'
import type { Figure, FigureValue, Mark } from './figure'
import { createFigureReader, type FigureReader } from './figureReader'

/** By run: readers that have answered something; what they have read is not read again. */
const readers = new WeakMap<Run, FigureReader[]>()

/** The reader of a run that knows a figure already, or a new one that reads all of these in one go. */
export function readerOf(run: Run, figures: readonly Figure[]): FigureReader {
  const known = readers.get(run) ?? []
  readers.set(run, known)
  const found = known.find((reader) => figures.every((figure) => reader.has(figure)))
  if (found) return found
  const reader = createFigureReader(run, figures)
  known.push(reader)
  return reader
}

/**
 * The answer, read from a run. Reads as much of the log as it needs: see `readerOf` for many figures, a little at a time.
 *
 * @returns null where the run, as far as it is computed, has no answer
 * @throws RangeError if the figure names a Broker group that is not there
 */
export function readFigure(run: Run, figure: Figure): FigureValue | null {
  const reader = readerOf(run, [figure])
  reader.read(Number.MAX_SAFE_INTEGER)
  return reader.value(figure)
}

/** The entry a mark stands for. */
export function markOf(run: Run, mark: Mark): LogEntry | null {
  const reader = readerOf(run, [{ kind: 'momentOf', mark }])
  reader.read(Number.MAX_SAFE_INTEGER)
  return reader.entry(mark)
}
