// Ways from an explanation to what it speaks of.

import { entryTime, type Run } from '../../../rocketmq'
import { pause, seek, select } from '../../../session/actions'
import { useApp } from '../../../session/appStore'

/** Pins an attempt; one that has not happened yet is gone to. */
export function showAttempt(run: Run, message: number, logIndex: number): void {
  const atMs = entryTime(run.log, logIndex)
  if (atMs > useApp.getState().playheadMs) {
    pause()
    seek(atMs)
  }
  select({ kind: 'message', message, logIndex })
}

/** Goes to the moment of an attempt and pins it. */
export function goToAttempt(run: Run, message: number, logIndex: number): void {
  pause()
  seek(entryTime(run.log, logIndex))
  select({ kind: 'message', message, logIndex })
}
