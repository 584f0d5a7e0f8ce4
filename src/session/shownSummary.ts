// The figures of the two runs on the screen, as far as both have been seen; looked at a few times a second while they
// play. Loaded with the comparison.

import { createStore } from 'zustand/vanilla'
import { type FigureId, momentOf } from '../projections/figureMoments'
import { attemptUntil } from '../projections/findAttempt'
import { countFigures, createFigureCounts, type FigureCounts, type RunFigures } from '../projections/runFigures'
import { countUntil, createSummaryCounts, type Figures, figuresOf, type SummaryCounts } from '../projections/runSummary'
import { entryAt, type LogEntry, logLength, type Run, recordingOf } from '../rocketmq'
import { pause, seek, select } from './actions'
import { useApp } from './appStore'
import { onFrame } from './clock'
import { ENTRIES_AT_ONCE } from './computing'
import { doInPieces } from './pieces'
import { computedMs } from './runViews'

/** ms of real time between two looks while the runs play. */
const LOOK_EVERY_MS = 300

export interface ShownSummary {
  main: Figures
  other: Figures
  /** Where one of the two is a recording: the figures that tell it from its simulation. */
  recorded: { main: RunFigures; other: RunFigures } | null
}

/** null while nothing is compared. */
export const shownSummary = createStore<{ verdict: ShownSummary | null }>(() => ({ verdict: null }))

const tallies = new WeakMap<Run, SummaryCounts>()

/** What is counted in a run up to a moment; an earlier moment than before is counted from the start. @returns null if more is left */
function tallyOf(run: Run, toMs: number, most?: number): SummaryCounts | null {
  let tally = tallies.get(run)
  if (!tally || tally.toMs > toMs) {
    tally = createSummaryCounts(run)
    tallies.set(run, tally)
  }
  return countUntil(tally, toMs, most) ? tally : null
}

const counts = new WeakMap<Run, FigureCounts>()

/** The same for the figures of a recording. */
function figuresUntil(run: Run, toMs: number): RunFigures | null {
  let count = counts.get(run)
  if (!count || count.figures.toMs > toMs) {
    count = createFigureCounts(run)
    counts.set(run, count)
  }
  return countFigures(count, toMs, { left: ENTRIES_AT_ONCE }) ? { ...count.figures } : null
}

/** Virtual time up to which both runs are computed and have been seen. */
const countedMs = (): number => Math.floor(Math.min(useApp.getState().seenMs, computedMs()))

const nothing = { main: null as Run | null, other: null as Run | null, toMs: -1 }
let counted = nothing

function look(): void {
  const { run, comparison } = useApp.getState()
  if (!comparison) {
    counted = nothing
    if (shownSummary.getState().verdict) shownSummary.setState({ verdict: null })
    return
  }
  const toMs = countedMs()
  if (counted.main === run && counted.other === comparison.run && counted.toMs === toMs) return
  const mine = { main: run, other: comparison.run, toMs }
  counted = mine
  const piece = (): boolean => {
    if (counted !== mine) return true
    const main = tallyOf(run, toMs, ENTRIES_AT_ONCE)
    const other = main && tallyOf(comparison.run, toMs, ENTRIES_AT_ONCE)
    if (!other) return false
    const isRecorded = recordingOf(run) !== null || recordingOf(comparison.run) !== null
    const recorded = isRecorded ? { main: figuresUntil(run, toMs), other: figuresUntil(comparison.run, toMs) } : null
    if (recorded && !(recorded.main && recorded.other)) return false
    const figures = recorded as ShownSummary['recorded']
    shownSummary.setState({ verdict: { main: figuresOf(main), other: figuresOf(other), recorded: figures } })
    return true
  }
  doInPieces(piece)
}

/** Begins to look. @returns a function that ends it */
export function watchSummary(): () => void {
  let lookedAt = Number.NEGATIVE_INFINITY
  look()
  return onFrame(() => {
    const now = performance.now()
    const { run, comparison, playing } = useApp.getState()
    const isAnother = counted.main !== run || counted.other !== (comparison?.run ?? null)
    if (playing && !isAnother && now - lookedAt < LOOK_EVERY_MS) return
    lookedAt = now
    look()
  })
}

/** Where the last moment of a figure was, to go on to the next one. */
let visited = { run: null as Run | null, figure: '', logIndex: -1 }

/**
 * Goes to the next moment behind a figure of one of the two runs, and picks its message; the first again after the last.
 *
 * @returns what happened then, or null if there is nothing behind it
 */
export function goToFigure(id: FigureId, side: 'main' | 'other'): { entry: LogEntry; logIndex: number } | null {
  const { run: main, comparison } = useApp.getState()
  const run = side === 'main' ? main : comparison?.run
  if (!run) return null
  const figure = JSON.stringify(id)
  const after = visited.run === run && visited.figure === figure ? visited.logIndex : -1
  const tally = tallyOf(run, countedMs())
  const logIndex = tally && momentOf(tally, id, after)
  if (logIndex === null || logIndex >= logLength(run.log)) return null
  visited = { run, figure, logIndex }
  const entry = entryAt(run.log, logIndex)
  pause()
  seek(entry.atMs)
  if ('message' in entry) {
    // The panel explains the run of the page, so there the same message is picked.
    const index = side === 'main' ? logIndex : attemptUntil(main, entry.message, entry.atMs)
    if (index !== null) select({ kind: 'message', message: entry.message, logIndex: index })
  }
  return { entry, logIndex }
}
