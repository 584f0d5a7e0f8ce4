// What is being computed and how far it is, with a way out; and why a run ends where it does. The picture below stays.

import { useEffect } from 'react'
import { useStore } from 'zustand'
import { formatTime } from '../../i18n/format'
import { useApp } from '../../session/appStore'
import { cancelJob, computeJob } from '../../session/computeJob'
import { failures } from '../../session/failures'
import { runEndAt } from '../../session/runEnds'
import { closeRunEnd } from '../../session/shownFailure'
import { LinkButton } from '../kit/Button'
import { CloseButton } from '../kit/CloseButton'
import { Notice, Progress } from '../kit/Surface'
import { useMessages } from './useMessages'

export function ComputeProgress() {
  const m = useMessages()
  const progress = useStore(computeJob, (state) => state.progress)
  const isOpen = progress?.open === true
  useEffect(() => {
    if (!isOpen) return
    const onKeyDown = (event: KeyboardEvent) => {
      // An open dialog or menu has its own use for Escape.
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open], [role=menu]'))
        return
      event.preventDefault()
      event.stopImmediatePropagation()
      cancelJob()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [isOpen])
  if (progress === null) return null
  const { kind, toMs, part } = progress
  const text = kind === 'jump' ? m.computing.jump(formatTime(toMs, 0)) : m.computing.change
  const percent = Math.floor(part * 100)
  return (
    <Notice className="[animation:computing-appears_0.2s_0.15s_both]" data-tone="info" data-testid="computing">
      <span>{text}</span>
      <Progress
        className="h-5 w-80 rounded-xs border border-line-strong max-[30rem]:w-40"
        max={100}
        value={percent}
        aria-label={text}
      />
      <span className="min-w-[2.6em] text-end" aria-hidden="true">
        {percent}%
      </span>
      <LinkButton
        title={kind === 'jump' ? m.computing.cancelJump : m.computing.cancelChange}
        onClick={cancelJob}
        disabled={!progress.open}
      >
        {m.computing.cancel}
      </LinkButton>
    </Notice>
  )
}

/** Why time does not go on, where a run would hold too much. */
export function RunEndLine() {
  const m = useMessages()
  const closed = useStore(failures, (state) => state.closedEnd)
  // A new object with each look: what tells two of them apart is the text.
  const text = useApp((state) => {
    const found = runEndAt(state)
    return found && found.run !== closed ? m.computing.runEnd(found.end, found.side) : null
  })
  if (text === null) return null
  return (
    <Notice className="max-w-460" data-tone="info" data-testid="run-end">
      <span>{text}</span>
      <CloseButton onClick={closeRunEnd} />
    </Notice>
  )
}
