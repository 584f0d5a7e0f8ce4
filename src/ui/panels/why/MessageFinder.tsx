// Goes to a message by its number: to the moment of its newest attempt, which is explained then.

import { type FormEvent, useId, useState } from 'react'
import { findMessage } from '../../../projections/findAttempt'
import { entryAt } from '../../../rocketmq'
import { pause, seek, select } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { LinkButton } from '../../kit/Button'
import { useMessages } from '../../shell/useMessages'

export function MessageFinder() {
  const m = useMessages()
  const id = useId()
  const [text, setText] = useState('')
  const [missing, setMissing] = useState<{ given: string; highest: number } | null>(null)

  function find(event: FormEvent) {
    event.preventDefault()
    const given = text.trim()
    if (given === '') return
    const { run } = useApp.getState()
    const message = /^\d{1,9}$/.test(given) ? Number(given) : 0
    const found = findMessage(run, message)
    if ('highest' in found) {
      setMissing({ given, highest: found.highest })
      return
    }
    setMissing(null)
    setText('')
    pause()
    seek(entryAt(run.log, found.logIndex).atMs)
    select({ kind: 'message', message, logIndex: found.logIndex })
  }

  return (
    <form
      className="flex flex-wrap items-center gap-y-3 gap-x-6 pt-4 text-muted [&_input]:w-46 [&_.link]:min-h-21 [&_.refused]:w-full [&_.refused]:pt-0 pb-4"
      onSubmit={find}
    >
      <label htmlFor={id}>{m.page.findMessage}</label>
      <span className="number-box" data-refused={missing !== null}>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
          value={text}
          aria-invalid={missing !== null}
          aria-describedby={missing === null ? undefined : `${id}-error`}
          onChange={(event) => {
            setText(event.target.value)
            setMissing(null)
          }}
        />
      </span>
      <LinkButton type="submit">{m.page.goToMessage}</LinkButton>
      {missing && (
        <p id={`${id}-error`} className="refused" role="alert">
          {missing.highest === 0 ? m.page.noSendYet : m.page.noSuchMessage(missing.given, missing.highest)}
        </p>
      )}
    </form>
  )
}
