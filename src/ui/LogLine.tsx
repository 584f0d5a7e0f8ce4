// One log entry as a sentence; pressing it goes to its moment.

import { memo } from 'react'
import { entryAt, entryTime, firstEntryAfter, type LogEntry, type Run } from '../engine'
import { pause, seek, select } from '../store/actions'
import { currentState } from '../store/clock'
import { formatTime } from '../text/format'
import { narrate, toneOf } from '../text/narration'
import type { Language } from '../text/words'
import { narrationContext, storyBefore } from './story'

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
  wholeInstant = false,
}: {
  run: Run
  index: number
  language: Language
  /** Tells everything of that instant in one sentence. */
  wholeInstant?: boolean
}) {
  const entry: LogEntry = entryAt(run.log, index)
  const context = narrationContext(currentState(), run)
  const story = wholeInstant ? storyBefore(run, firstEntryAfter(run.log, entry.atMs), context, language) : null
  // A weightier event shortly before may still be the story; then this line speaks for itself.
  const own = story !== null && story.logIndex >= 0 && entryTime(run.log, story.logIndex) === entry.atMs
  const headline = own ? story.headline : narrate(entry, context, language)
  const tone = own ? story.tone : toneOf(entry)
  return (
    <li>
      <button type="button" className="log-line" data-tone={tone} onClick={() => goTo(entry, index)}>
        <span className="log-time">{formatTime(entry.atMs)}</span>
        <span>{headline}</span>
      </button>
    </li>
  )
})
