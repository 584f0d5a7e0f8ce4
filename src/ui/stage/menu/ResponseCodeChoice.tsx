// Which response code a Broker answers with, and how often.

import { Fragment } from 'react'
import { responseCodeName } from '../../../i18n/exceptions'
import { menuWords } from '../../../i18n/stageMenu'
import type { Language } from '../../../i18n/words'
import { MAX_ANSWER_TIMES } from '../../../rocketmq'
import { act } from '../../../session/actions'

/** MESSAGE_ILLEGAL is never retried, SYSTEM_ERROR always, SYSTEM_BUSY by newer releases only. */
const ANSWER_CODES = [13, 1, 2]

export function ResponseCodeChoice({
  target,
  language,
  onDone,
}: {
  target: string
  language: Language
  onDone: () => void
}) {
  const inject = (code: number, times: number) => {
    act({ type: 'answer', target, code, times })
    onDone()
  }
  const next = menuWords.answerNext[language]
  const every = menuWords.answerEvery[language]
  return (
    <div className="stage-answer">
      <p>{menuWords.answerTitle[language]}</p>
      {ANSWER_CODES.map((code) => {
        const name = responseCodeName(code)
        return (
          <Fragment key={code}>
            <b>{name}</b>
            <button type="button" aria-label={`${name}: ${next}`} onClick={() => inject(code, 1)}>
              {next}
            </button>
            <button type="button" aria-label={`${name}: ${every}`} onClick={() => inject(code, MAX_ANSWER_TIMES)}>
              {every}
            </button>
          </Fragment>
        )
      })}
    </div>
  )
}
