// One thing that matters as a sentence about its whole instant; pressing it goes there.

import { memo } from 'react'
import { formatTime } from '../../../i18n/format'
import type { Messages } from '../../../i18n/messages'

import { entryAt, type Run } from '../../../rocketmq'
import { goTo } from './goTo'
import { sentenceOf } from './sentenceOf'

export const MomentLine = memo(function MomentLine({ run, index, m }: { run: Run; index: number; m: Messages }) {
  const entry = entryAt(run.log, index)
  const { tone, sentence } = sentenceOf(run, entry, m, true)
  return (
    <li>
      <button
        type="button"
        className="grid grid-cols-[5.6rem_minmax(0,1fr)] gap-5 w-full px-5 py-[0.22rem] text-left border-l-3 border-line leading-[1.35] hover:bg-inset data-[tone=bad]:border-l-bad data-[tone=avoid]:border-l-avoid data-[tone=vote]:border-l-vote data-[tone=good]:border-l-good-soft data-[tone=flight]:border-l-flight-soft"
        data-tone={tone}
        onClick={() => goTo(run, index, entry.atMs)}
      >
        <span className="log-time text-muted in-data-[mine=true]:text-text in-data-[picked=true]:text-text">
          {formatTime(entry.atMs)}
        </span>
        <span>{sentence}</span>
      </button>
    </li>
  )
})
