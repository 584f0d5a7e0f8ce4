// Keys, what is kept of the person's changes, and what is told of failures. They begin as soon as their code is there, before
// the first part that comes with it is drawn: whoever sees the controls can press their keys.

import { orGoOn } from '../../session/failures'
import { startKeepingHistory } from '../../session/saveHistory'
import { startTellingFailures } from '../../session/shownFailure'
import { takeUpTalk } from '../present/restoreTalk'
import { startKeyboard } from './keyboard'

let steering = false

/** Begins, for as long as the page lives. Beginning once more does nothing. */
export function startSteering(): void {
  if (steering) return
  steering = true
  for (const part of [startTellingFailures, takeUpTalk, startKeyboard, startKeepingHistory]) orGoOn(part)
}
