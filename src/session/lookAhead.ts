// Computes a stretch beyond a paused playhead, for what is waited for there: while it plays, the clock does so anyway. Bounded in
// virtual time and in events, a piece at a time.

import { useApp } from './appStore'
import { doInPieces } from './pieces'
import { computeUntil } from './shownRuns'

/** ms of virtual time beyond the playhead: two route polls and an election. */
const LOOK_AHEAD_MS = 60_000
const MAX_EVENTS = 200_000
/** ms of real time for one piece. */
const PIECE_MS = 5

let busy = false

/** Begins to compute on, unless it plays, is computed, or is being computed. */
export function lookAhead(aheadMs = LOOK_AHEAD_MS): void {
  if (busy) return
  const { run, playheadMs } = useApp.getState()
  const untilMs = Math.ceil(playheadMs) + aheadMs
  const startedWith = run.head.state.eventsDone
  const isDone = (): boolean => {
    const now = useApp.getState()
    const isOther = now.run !== run || now.playing || now.playheadMs !== playheadMs
    return isOther || run.head.state.eventsDone - startedWith > MAX_EVENTS
  }
  if (run.endMs >= untilMs || run.endedBy !== null || isDone()) return
  busy = true
  // Not within the look that asks for it.
  setTimeout(() => {
    const done = () => {
      busy = false
    }
    if (doInPieces(() => isDone() || computeUntil(untilMs, PIECE_MS), done)) done()
  })
}
