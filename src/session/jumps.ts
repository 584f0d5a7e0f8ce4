// From one thing that happens to the next, and back. Loaded with what offers it.

import { entryTime, firstEntryAfter, logLength, MAX_RUN_MS } from '../rocketmq'
import { pause, seek } from './actions'
import { useApp } from './appStore'
import { afterChange, startJob } from './computeJob'
import { reopenFailure } from './failures'
import { notify } from './notices'
import { shownRuns } from './runViews'
import { lastMs, nextMomentMs, previousMomentMs } from './shownRuns'

/** A jump looks this far, ms of virtual time, for something that matters. */
const JUMP_HORIZON_MS = 900_000

/** Pauses at the next moment at which anything happens. */
export function stepForward(done?: () => void): void {
  pause()
  afterChange(() => stepFrom(done))
}

function stepFrom(done?: () => void): void {
  const now = Math.floor(useApp.getState().playheadMs)
  const find = () => {
    const next = shownRuns().flatMap(({ log }) => {
      const index = firstEntryAfter(log, now)
      return index < logLength(log) ? entryTime(log, index) : []
    })
    return next.length > 0 ? Math.min(...next) : null
  }
  computeToFound(now, find, done)
}

/** Pauses at the moment before at which anything happened, or at 0. */
export function stepBack(): void {
  pause()
  afterChange(() => {
    const before = Math.floor(useApp.getState().playheadMs) - 1
    const last = shownRuns().flatMap(({ log }) => {
      const index = firstEntryAfter(log, before) - 1
      return index >= 0 ? entryTime(log, index) : []
    })
    seek(Math.max(0, ...last))
  })
}

/** To the next thing that matters, however far it is. @param done - called when the playhead has come to rest */
export function jumpToNext(done?: () => void): void {
  afterChange(() => {
    const now = Math.floor(useApp.getState().playheadMs)
    computeToFound(now, () => nextMomentMs(now), done)
  })
}

/** @param foundMs - null where there is nothing to go to; that is said */
function goTo(foundMs: number | null, done?: () => void): void {
  const endMs = lastMs()
  if (foundMs !== null && foundMs <= endMs) seek(foundMs, done)
  else if (endMs < MAX_RUN_MS) {
    // A run ends here: nobody knows what would have come.
    seek(endMs, done)
    reopenFailure()
  } else {
    notify('info', (m) => m.page.nothingAhead)
    done?.()
  }
}

/** To the last thing that mattered, or to 0. */
export function jumpToPrevious(done?: () => void): void {
  afterChange(() => seek(previousMomentMs(Math.floor(useApp.getState().playheadMs)) ?? 0, done))
}

/** Computes ahead until the question has an answer, or the horizon is reached, and goes there. */
function computeToFound(fromMs: number, find: () => number | null, done?: () => void): void {
  startJob({
    kind: 'jump',
    toMs: Math.min(fromMs + JUMP_HORIZON_MS, MAX_RUN_MS),
    find,
    lookAt: () => null,
    done(end) {
      if (end === 'arrived') goTo(find(), done)
      else done?.()
    },
  })
}
