// `rocketscope/figures`: what a run came to. Documented in docs/engine-api.md.

import { momentOf as entryBehind, type FigureId } from '../projections/figureMoments'
import type { Figures, GroupFigures, LatencyFigures, SummaryCounts as PageTally } from '../projections/runSummary'
import * as verdict from '../projections/runSummary'
import { engineRun, type Run } from './run'

export type { FigureId, Figures, GroupFigures, LatencyFigures, SummaryCounts }

let inside: (tally: SummaryCounts) => PageTally

/** A count under way: for countUntil, figuresOf and momentOf. */
class SummaryCounts {
  readonly #tally: PageTally

  constructor(tally: PageTally) {
    this.#tally = tally
    Object.freeze(this)
  }

  /** Counted up to here, ms of virtual time. */
  get toMs(): number {
    return this.#tally.toMs
  }

  static {
    inside = (tally) => {
      if (typeof tally !== 'object' || tally === null || !(#tally in tally)) throw new RangeError('not a tally')
      return tally.#tally
    }
  }
}

/** A moment that is none would count nothing, silently. */
function checkMoment(tMs: number): void {
  if (!Number.isInteger(tMs) || tMs < 0) throw new RangeError(`not a virtual time: ${String(tMs)}`)
}

/**
 * All at once: what happened from fromMs to toMs, both included.
 *
 * @throws RangeError if a moment is no whole number, or the run has not been computed so far
 */
export function figures(run: Run, fromMs: number, toMs: number): Figures {
  const tally = createSummaryCounts(run, fromMs)
  checkMoment(toMs)
  if (toMs < fromMs) throw new RangeError(`${toMs} ms is before ${fromMs} ms`)
  countUntil(tally, toMs)
  return figuresOf(tally)
}

/** Nothing counted yet; what happens before fromMs is followed, and not counted. @throws RangeError as figures does */
export function createSummaryCounts(run: Run, fromMs = 0): SummaryCounts {
  checkMoment(fromMs)
  return new SummaryCounts(verdict.createSummaryCounts(engineRun(run), fromMs))
}

/** Counts on, up to and including toMs. An earlier moment than the last one changes nothing. @throws RangeError as figures does */
export function countUntil(tally: SummaryCounts, toMs: number): void {
  const counted = inside(tally)
  checkMoment(toMs)
  verdict.countUntil(counted, toMs)
}

/** What has been counted so far, as an object of its own. */
export const figuresOf = (tally: SummaryCounts): Figures => verdict.figuresOf(inside(tally))

/**
 * The next moment that counts for a figure.
 *
 * @param afterIndex - log position of the one before; -1 gives the first, and after the last comes the first again
 * @returns a log position, or null if there is none
 * @throws RangeError if afterIndex is no whole number from -1
 */
export function momentOf(tally: SummaryCounts, id: FigureId, afterIndex: number): number | null {
  const counted = inside(tally)
  if (!Number.isInteger(afterIndex) || afterIndex < -1) throw new RangeError(`no log position: ${String(afterIndex)}`)
  return entryBehind(counted, id, afterIndex)
}
