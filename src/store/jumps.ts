// From one thing that happens to the next, and back. Loaded with what offers it.

import { entryTime, firstEntryAfter, logLength, MAX_RUN_MS } from '../engine'
import { interfaceWords } from '../text/interface'
import { JUMP_BUDGET_MS, notify, pause, seek } from './actions'
import { useApp } from './appStore'
import { computedMs, computeUntil, lastMs, nextMomentMs, previousMomentMs, shownRuns } from './clock'
import { tellAgain } from './failures'

/** A jump looks this far, ms of virtual time, for something that matters. */
const JUMP_HORIZON_MS = 900_000

/** Pauses at the next moment at which anything happens. */
export function stepForward(): void {
  pause()
  const now = Math.floor(useApp.getState().playheadMs)
  const found = computeUntilFound(now, () => {
    const next = shownRuns().flatMap(({ log }) => {
      const index = firstEntryAfter(log, now)
      return index < logLength(log) ? entryTime(log, index) : []
    })
    return next.length > 0 ? Math.min(...next) : null
  })
  goTo(found)
}

/** Pauses at the moment before at which anything happened, or at 0. */
export function stepBack(): void {
  pause()
  const before = Math.floor(useApp.getState().playheadMs) - 1
  const last = shownRuns().flatMap(({ log }) => {
    const index = firstEntryAfter(log, before) - 1
    return index >= 0 ? entryTime(log, index) : []
  })
  seek(Math.max(0, ...last))
}

/** To the next thing that matters, however far it is. */
export function jumpToNext(): void {
  const now = Math.floor(useApp.getState().playheadMs)
  const found = computeUntilFound(now, () => nextMomentMs(now))
  goTo(found)
}

/** @param foundMs - null where there is nothing to go to; that is said */
function goTo(foundMs: number | null): void {
  const endMs = lastMs()
  if (foundMs !== null && foundMs <= endMs) seek(foundMs)
  else if (endMs < MAX_RUN_MS) {
    // A run ends here because the engine failed: nobody knows what would have come.
    seek(endMs)
    tellAgain()
  } else notify('info', interfaceWords.nothingAhead)
}

/** To the last thing that mattered, or to 0. */
export function jumpToPrevious(): void {
  seek(previousMomentMs(Math.floor(useApp.getState().playheadMs)) ?? 0)
}

/** Computes ahead in stretches until the question has an answer, the horizon is reached or the time is spent. */
function computeUntilFound(fromMs: number, find: () => number | null): number | null {
  const startedAt = performance.now()
  for (;;) {
    const found = find()
    const horizonMs = Math.min(fromMs + JUMP_HORIZON_MS, lastMs())
    const left = JUMP_BUDGET_MS - (performance.now() - startedAt)
    if (found !== null || computedMs() >= horizonMs || left <= 0) return found
    computeUntil(Math.min(horizonMs, computedMs() + 10_000), left)
  }
}
