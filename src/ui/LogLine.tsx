// One log entry as a sentence; pressing it goes to its moment.

import { memo } from 'react'
import { entryAt, type LogEntry, type Run } from '../engine'
import { pause, seek, select } from '../store/actions'
import { currentState } from '../store/clock'
import { formatTime } from '../text/format'
import { narrate, toneOf } from '../text/narration'
import type { Language } from '../text/words'
import { narrationContext } from './story'

/** To a moment in the log, with the message in it selected. */
function goTo(entry: LogEntry, logIndex: number): void {
  pause()
  seek(entry.atMs)
  select('message' in entry ? { kind: 'message', message: entry.message, logIndex } : null)
}

export const LogLine = memo(function LogLine({
  run,
  index,
  language,
}: {
  run: Run
  index: number
  language: Language
}) {
  const entry: LogEntry = entryAt(run.log, index)
  return (
    <li>
      <button type="button" className="log-line" data-tone={toneOf(entry)} onClick={() => goTo(entry, index)}>
        <span className="log-time">{formatTime(entry.atMs)}</span>
        <span>{narrate(entry, narrationContext(currentState(), run), language)}</span>
      </button>
    </li>
  )
})
