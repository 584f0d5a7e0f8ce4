// The button beside the transport: how many breakpoints are on, and the way to their list. Says when one has stopped it.

import { Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { useApp } from '../../../session/appStore'
import { type BreakpointHit, breakpointView, showBreakpoints } from '../../../session/breakpoints'
import { notify } from '../../../session/notices'
import { currentState } from '../../../session/runViews'
import { lazyPart } from '../../shell/lazyPart'
import { Reserved } from '../../shell/Reserved'
import { useHidden } from '../../shell/useHidden'
import { useMessages } from '../../shell/useMessages'
import { selectEntry } from '../log/selectEntry'
import { breakpointWords } from './useBreakpointWords'

const BreakpointList = lazyPart(
  () => import('./BreakpointList'),
  () => showBreakpoints(false),
)

function tellStop({ breakpoint, logIndex }: BreakpointHit): void {
  if (logIndex !== null) selectEntry(useApp.getState().run, logIndex)
  const what = breakpointWords(breakpoint, currentState())
  notify('info', (m) => m.breakpoints.stopped(what(m)))
}

export function BreakpointButton() {
  const m = useMessages()
  const on = useApp((state) => state.breakpoints.filter((one) => one.enabled).length)
  const set = useApp((state) => state.breakpoints.length > 0)
  const open = useStore(breakpointView, (view) => view.open)
  const stop = useStore(breakpointView, (view) => view.stop)
  useEffect(() => {
    if (stop) tellStop(stop)
  }, [stop])
  const name = m.breakpoints.count(on)
  const hidden = useHidden('breakpoints')
  // Its key and the menus of the stage lead here as well.
  return (
    <Reserved empty={hidden && !open && !set}>
      <button
        type="button"
        className="transport-button relative w-auto min-w-27 flex-none px-2 max-wide:max-w-none max-wide:flex-none [&>svg]:flex-none data-[stopped=true]:border-bad data-[stopped=true]:[box-shadow:inset_0_0_0_1px_var(--bad)]"
        id="breakpoint-button"
        aria-label={name}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-on={on > 0}
        data-stopped={stop !== null}
        title={`${name} (B)`}
        onClick={() => showBreakpoints(!open)}
      >
        <svg viewBox="0 0 20 20" width="1.25em" height="1.25em" aria-hidden="true">
          <path
            d="M6.6 1.8h6.8l4.8 4.8v6.8l-4.8 4.8H6.6l-4.8-4.8V6.6z"
            className="fill-bad stroke-bad stroke-[1.6] data-[hollow=true]:fill-none data-[hollow=true]:stroke-muted"
            data-hollow={on === 0}
          />
        </svg>
        <span className="caption">{m.page.captions.breakpoints}</span>
        {set && <span className="count-badge">{on}</span>}
      </button>
      {open && (
        <Suspense>
          <BreakpointList />
        </Suspense>
      )}
    </Reserved>
  )
}
