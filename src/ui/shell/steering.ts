// Keys, what is kept of the person's changes, and what is told of failures. They begin as soon as their code is there, before
// the first part that comes with it is drawn: whoever sees the controls can press their keys.

import { startClock } from '../../session/clock'
import { reportAndContinue } from '../../session/failures'
import { startSavingHistory } from '../../session/saveHistory'
import { startSavingRun } from '../../session/saveRun'
import { startReportingFailures } from '../../session/shownFailure'
import { restoreTalk } from '../present/restoreTalk'
import { startKeyboard } from './keyboard'

let steering = false

/** Begins, for as long as the page lives. Beginning once more does nothing. */
export function startSteering(): void {
  if (steering) return
  steering = true
  for (const part of [startReportingFailures, restoreTalk, startKeyboard, startSavingRun, startSavingHistory])
    reportAndContinue(part)
  const idle = window.requestIdleCallback ?? ((done: () => void) => window.setTimeout(done, 500))
  idle(() => startClock(), { timeout: 500 })
}
