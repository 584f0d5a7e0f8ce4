// Which response code a Broker answers with, and how often.

import { Fragment } from 'react'
import { responseCodeName } from '../../../i18n/exceptions'
import type { Messages } from '../../../i18n/messages'
import { MAX_ANSWER_TIMES } from '../../../rocketmq'
import { act } from '../../../session/actions'

/** MESSAGE_ILLEGAL is never retried, SYSTEM_ERROR always, SYSTEM_BUSY by newer releases only. */
const ANSWER_CODES = [13, 1, 2]

export function ResponseCodeChoice({ target, m, onDone }: { target: string; m: Messages; onDone: () => void }) {
  const inject = (code: number, times: number) => {
    act({ type: 'injectResponse', target, code, times })
    onDone()
  }
  const next = m.stageMenu.answerNext
  const every = m.stageMenu.answerEvery
  return (
    <div className="stage-answer">
      <p>{m.stageMenu.answerTitle}</p>
      {ANSWER_CODES.map((code) => {
        const name = responseCodeName(code)
        return (
          <Fragment key={code}>
            <b>{name}</b>
            <button type="button" aria-label={`${name}${m.format.colon}${next}`} onClick={() => inject(code, 1)}>
              {next}
            </button>
            <button
              type="button"
              aria-label={`${name}${m.format.colon}${every}`}
              onClick={() => inject(code, MAX_ANSWER_TIMES)}
            >
              {every}
            </button>
          </Fragment>
        )
      })}
    </div>
  )
}
