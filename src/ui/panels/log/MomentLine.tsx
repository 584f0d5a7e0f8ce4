// One thing that matters as a sentence about its whole instant; pressing it goes there.

import { memo } from 'react'
import { formatTime } from '../../../i18n/format'
import type { Messages } from '../../../i18n/messages'

import { entryAt, type Run } from '../../../rocketmq'
import { goTo } from './goTo'
import './momentLine.css'
import { sentenceOf } from './sentenceOf'

export const MomentLine = memo(function MomentLine({ run, index, m }: { run: Run; index: number; m: Messages }) {
  const entry = entryAt(run.log, index)
  const { tone, sentence } = sentenceOf(run, entry, m, true)
  return (
    <li>
      <button type="button" className="moment-line" data-tone={tone} onClick={() => goTo(run, index, entry.atMs)}>
        <span className="log-time">{formatTime(entry.atMs)}</span>
        <span>{sentence}</span>
      </button>
    </li>
  )
})
