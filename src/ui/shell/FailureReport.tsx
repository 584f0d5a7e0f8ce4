// Says what went wrong inside the page, and offers what helps: the link and the file that show it again, and ways out. The
// page below goes on working. Loaded with the first failure.

import { useCallback, useEffect, useRef } from 'react'
import { formatTime } from '../../i18n/format'
import { loadPreset } from '../../session/actions'
import { useApp } from '../../session/appStore'
import type { Failure } from '../../session/failures'
import { closeFailure } from '../../session/shownFailure'
import { undo } from '../../session/undo'
import { Button } from '../kit/Button'
import { CloseButton } from '../kit/CloseButton'
import { useMessages } from './useMessages'

declare const __VERSION__: string

/** A longer trace does not help. */
const MAX_STACK = 4000

const isTyping = (element: Element | null): boolean =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement

/** The focus goes to the report, unless a text is being written, and back when it is closed; Escape closes it. */
function useKeyboard(close: () => void) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    if (!isTyping(before)) panel.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected && !isTyping(before))
        before.focus({ preventScroll: true })
    }
  }, [])
  useEffect(() => {
    const element = panel.current
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      close()
    }
    element?.addEventListener('keydown', onKeyDown)
    return () => element?.removeEventListener('keydown', onKeyDown)
  }, [close])
  return panel
}

export default function FailureReport({ failure }: { failure: Failure }) {
  const m = useMessages('failures')
  const input = useApp((state) => state.input)
  const canUndo = useApp((state) => state.past.length > 0)
  const { kind, error, atMs } = failure
  const onPage = failure.input === input
  const shown = kind === 'stopped' && !onPage ? 'besideStopped' : kind
  const close = useCallback(() => closeFailure(failure), [failure])
  const panel = useKeyboard(close)
  const { seed, scenario } = failure.input
  return (
    <section
      ref={panel}
      className="failure fixed z-40 top-7.5 left-1/2 -translate-x-1/2 w-[min(44rem,calc(100vw_-_1.5rem))] max-h-[calc(100dvh_-_1.5rem)] overflow-auto pt-8 pb-10 pr-10 pl-12 border border-bad rounded-xl bg-panel [box-shadow:inset_4px_0_0_var(--bad),0_12px_32px_rgb(0_0_0/0.28)] [&_h2]:pt-3 [&_h2]:text-[1.15rem] [&_h2]:font-bold [&_p]:mt-4 [&_pre]:mt-6 [&_pre]:px-7 [&_pre]:py-5 [&_pre]:rounded-md [&_pre]:bg-inset [&_pre]:font-mono [&_pre]:text-small [&_pre]:wrap-anywhere [&_pre]:whitespace-pre-wrap [&_summary]:mt-6 [&_summary]:text-muted [&_summary]:cursor-pointer"
      role="alert"
      tabIndex={-1}
    >
      <div className="flex items-start justify-between gap-10">
        <h2>{m.failures.titles[shown]}</h2>
        <CloseButton onClick={close} />
      </div>
      <p>{m.format.sentences(m.failures.means[shown], m.failures.whose)}</p>
      <p className="mt-6 px-7 py-5 rounded-md bg-inset font-mono text-small wrap-anywhere whitespace-pre-wrap">
        {error.message || error.name}
      </p>
      <p className="text-muted">
        {m.failures.facts(formatTime(atMs), seed, scenario.settings.clientVersion, __VERSION__)}
      </p>
      <p>{m.format.sentences(m.failures.reproduce, kind === 'stopped' ? m.failures.reproducePlay : '')}</p>
      <div className="flex flex-wrap gap-5 mt-8">
        <Button onClick={async () => (await import('../../session/sharing')).copyFailureLink(failure)}>
          {m.failures.copyLink}
        </Button>
        <Button onClick={async () => (await import('../../session/sharing')).saveFailureFile(failure)}>
          {m.failures.saveFile}
        </Button>
        {onPage && canUndo && <Button onClick={undo}>{m.failures.undo}</Button>}
        {shown === 'besideStopped' && (
          <Button onClick={async () => (await import('../../session/comparison')).endComparing()}>
            {m.failures.endComparing}
          </Button>
        )}
        <Button
          onClick={() => {
            close()
            loadPreset('article')
          }}
        >
          {m.failures.startAnew}
        </Button>
      </div>
      {error.stack && (
        <details>
          <summary>{m.failures.details}</summary>
          <pre>{error.stack.slice(0, MAX_STACK)}</pre>
        </details>
      )}
    </section>
  )
}
