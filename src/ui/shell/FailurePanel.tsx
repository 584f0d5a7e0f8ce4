// Says what went wrong inside the page, and offers what helps: the link and the file that show it again, and ways out. The
// page below goes on working.

import { useMessages } from './useMessages'
import './FailurePanel.css'
import { useCallback, useEffect, useRef } from 'react'
import { useStore } from 'zustand'

import { formatTime } from '../../i18n/format'
import { loadPreset } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { undo } from '../../session/editing'
import { type Failure, failures } from '../../session/failures'
import { closeFailure, failureAt } from '../../session/shownFailure'
import { icons } from './icons'

declare const __VERSION__: string

/** More of where it happened helps nobody. */
const MAX_STACK = 4000

export function FailurePanel() {
  const kept = useStore(failures)
  // Made anew with every look: what tells them apart is the error and what it happened with.
  const key = useApp((state) => failureKey(failureAt(state, kept)))
  const failure = failureAt(useApp.getState(), kept)
  return key !== '' && failure && <Panel key={key} failure={failure} />
}

const failureKey = (failure: Failure | null): string =>
  failure ? `${failure.kind} ${failure.atMs} ${failure.input.seed} ${failure.error.message}` : ''

const isTyping = (element: Element | null): boolean =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement

/** The keyboard goes to what is told, unless somebody is writing, and back when it is closed; Escape closes it. */
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

function Panel({ failure }: { failure: Failure }) {
  const m = useMessages()
  const input = useApp((state) => state.input)
  const canUndo = useApp((state) => state.past.length > 0)
  const { kind, error, atMs } = failure
  const onPage = failure.input === input
  const shown = kind === 'stopped' && !onPage ? 'besideStopped' : kind
  const close = useCallback(() => closeFailure(failure), [failure])
  const panel = useKeyboard(close)
  const { seed, scenario } = failure.input
  return (
    <section ref={panel} className="failure" role="alert" tabIndex={-1}>
      <div className="failure-head">
        <h2>{m.failures.titles[shown]}</h2>
        <button type="button" className="icon-button" aria-label={m.page.close} onClick={close}>
          {icons.close}
        </button>
      </div>
      <p>{m.format.sentences(m.failures.means[shown], m.failures.whose)}</p>
      <p className="failure-message">{error.message || error.name}</p>
      <p className="failure-facts">
        {m.failures.facts(formatTime(atMs), seed, scenario.settings.clientVersion, __VERSION__)}
      </p>
      <p>{m.format.sentences(m.failures.reproduce, kind === 'stopped' ? m.failures.reproducePlay : '')}</p>
      <div className="failure-offers">
        <button
          type="button"
          className="button"
          onClick={async () => (await import('../../session/sharing')).copyFailureLink(failure)}
        >
          {m.failures.copyLink}
        </button>
        <button
          type="button"
          className="button"
          onClick={async () => (await import('../../session/sharing')).saveFailureFile(failure)}
        >
          {m.failures.saveFile}
        </button>
        {onPage && canUndo && (
          <button type="button" className="button" onClick={undo}>
            {m.failures.undo}
          </button>
        )}
        {shown === 'besideStopped' && (
          <button
            type="button"
            className="button"
            onClick={async () => (await import('../../session/comparison')).endComparing()}
          >
            {m.failures.endComparing}
          </button>
        )}
        <button
          type="button"
          className="button"
          onClick={() => {
            close()
            loadPreset('article')
          }}
        >
          {m.failures.startAnew}
        </button>
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
