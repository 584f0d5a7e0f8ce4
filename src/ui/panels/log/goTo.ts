// From a line of the log to its moment.

import type { Run } from '../../../rocketmq'
import { pause, seek } from '../../../session/actions'
import { selectEntry } from './selectEntry'

/** To a moment in the log, with what it is about picked. */
export function goTo(run: Run, index: number, atMs: number): void {
  pause()
  seek(atMs)
  selectEntry(run, index)
}
