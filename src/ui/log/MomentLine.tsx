// One thing that matters as a sentence about its whole instant; pressing it goes there.

import { memo } from 'react'
import type { Run } from '../../engine'
import { formatTime } from '../../text/format'
import type { Language } from '../../text/words'
import { goTo } from './goTo'
import { shownLine } from './lineText'
import './momentLine.css'

export const MomentLine = memo(function MomentLine({
  run,
  index,
  language,
}: {
  run: Run
  index: number
  language: Language
}) {
  const { entry, tone, sentence } = shownLine(run, index, { wording: 'words', language, wholeInstant: true })
  return (
    <li>
      <button type="button" className="moment-line" data-tone={tone} onClick={() => goTo(run, index, entry.atMs)}>
        <span className="log-time">{formatTime(entry.atMs)}</span>
        <span>{sentence}</span>
      </button>
    </li>
  )
})
