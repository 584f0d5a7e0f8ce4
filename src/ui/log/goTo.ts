// From a line of the log to its moment.

import type { Run } from '../../engine'
import { pause, seek } from '../../store/actions'
import { selectEntry } from './selectEntry'

/** To a moment in the log, with what it is about picked. */
export function goTo(run: Run, index: number, atMs: number): void {
  pause()
  seek(atMs)
  selectEntry(run, index)
}
