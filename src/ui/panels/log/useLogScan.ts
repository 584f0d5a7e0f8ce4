// The lines that match, found a few ms at a time.

import { useLayoutEffect, useMemo, useReducer } from 'react'
import { clientLines } from '../../../explain/clientLog'
import { momentsOf } from '../../../projections/keyMoments'
import type { LogQuery } from '../../../projections/logFilters'
import { createScan, type KnownBlocks, type LogScan } from '../../../projections/logQuery'
import type { Run } from '../../../rocketmq'
import { oneEachInstant } from '../../../session/headline'
import { type LineStyle, lineText } from './lineText'

/** ms of real time that looking may take out of one frame. */
const BUDGET_MS = 6

/** Positions of the things that matter, one for each instant, as the run grows. */
function keyEntries(run: Run): (index: number) => boolean {
  let known = new Set<number>()
  let counted = -1
  return (index) => {
    const moments = momentsOf(run)
    if (moments.length !== counted) {
      counted = moments.length
      known = new Set(oneEachInstant(moments).map((moment) => moment.logIndex))
    }
    return known.has(index)
  }
}

/**
 * @param end - position in the log up to which lines are wanted
 * @returns the lines found so far, and whether all have been looked at
 */
export function useLogScan(
  run: Run,
  end: number,
  query: LogQuery,
  { wording, m, wholeInstant }: LineStyle,
): { scan: LogScan; done: boolean } {
  const [, lookAgain] = useReducer((count: number) => count + 1, 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is known is of this query in these words
  const known = useMemo((): KnownBlocks => new WeakMap(), [query, wording, m, wholeInstant])
  const scan = useMemo(() => {
    const reader = {
      isKey: keyEntries(run),
      isClient: (index: number) => clientLines(run, index).length > 0,
      textOf: (index: number) => lineText(run, index, { wording, m, wholeInstant }),
    }
    return createScan(run.log, query, reader, known)
  }, [run, query, wording, m, wholeInstant, known])
  useLayoutEffect(() => {
    let request = 0
    const look = () => {
      const before = scan.scanned()
      const overAt = performance.now() + BUDGET_MS
      const done = scan.advance(end, () => performance.now() > overAt)
      if (scan.scanned() !== before) lookAgain()
      request = done ? 0 : requestAnimationFrame(look)
    }
    look()
    return () => cancelAnimationFrame(request)
  }, [scan, end])
  return { scan, done: scan.scanned() >= end }
}
