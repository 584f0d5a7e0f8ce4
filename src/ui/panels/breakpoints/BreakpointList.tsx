// The list of breakpoints: on, off, away, and a form for one more. Loaded when it is first opened.

import * as Popover from '@radix-ui/react-popover'
import { type FormEvent, useId, useState } from 'react'
import { useStore } from 'zustand'
import {
  type BreakpointLimit,
  breakpointKey,
  EVENT_BREAKPOINTS,
  type EventBreakpointKind,
  LIMITS_OF,
} from '../../../projections/breakpointHits'
import { useApp } from '../../../session/appStore'
import {
  addBreakpoint,
  breakpointView,
  clearBreakpoints,
  enableBreakpoint,
  removeBreakpoint,
  showBreakpoints,
} from '../../../session/breakpoints'
import { icons } from '../../shell/icons'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'

import './BreakpointList.css'
import { useBreakpointWords } from './useBreakpointWords'

export default function BreakpointList() {
  const m = useMessages()
  const breakpoints = useApp((state) => state.breakpoints)
  const stop = useStore(breakpointView, (view) => view.stop)
  const stoppedKey = stop && breakpointKey(stop.breakpoint)
  const wordsOf = useBreakpointWords()
  const titleId = useId()
  return (
    <Popover.Root open onOpenChange={showBreakpoints}>
      <Popover.Anchor virtualRef={{ current: document.getElementById('breakpoint-button') as HTMLElement }} />
      <Popover.Portal>
        <Popover.Content
          className="breakpoints"
          side="top"
          align="start"
          sideOffset={8}
          collisionPadding={8}
          aria-labelledby={titleId}
          onInteractOutside={(event) => {
            // Its own button closes it; closing it here as well would open it again.
            if ((event.target as HTMLElement | null)?.closest?.('#breakpoint-button')) event.preventDefault()
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            document.getElementById('breakpoint-button')?.focus({ preventScroll: true })
          }}
        >
          <div className="breakpoints-head">
            <h2 id={titleId}>{m.breakpoints.title}</h2>
            {breakpoints.length > 0 && (
              <button type="button" className="link" onClick={clearBreakpoints}>
                {m.breakpoints.clear}
              </button>
            )}
          </div>
          <p className="soft">{breakpoints.length === 0 ? m.breakpoints.none : m.breakpoints.hint}</p>
          {breakpoints.length > 0 && (
            <ul className="breakpoints-list">
              {breakpoints.map((breakpoint) => {
                const key = breakpointKey(breakpoint)
                const what = wordsOf(breakpoint)
                return (
                  <li key={key} data-stopped={key === stoppedKey}>
                    <label>
                      <input
                        type="checkbox"
                        checked={breakpoint.enabled}
                        aria-label={m.breakpoints.onOff(what)}
                        onChange={(event) => enableBreakpoint(key, event.currentTarget.checked)}
                      />
                      <span>{what}</span>
                    </label>
                    {key === stoppedKey && <span className="tag">{m.breakpoints.reached}</span>}
                    <button
                      type="button"
                      className="icon-button"
                      aria-label={m.breakpoints.removeOne(what)}
                      onClick={() => removeBreakpoint(key)}
                    >
                      {icons.close}
                    </button>
                  </li>
                )
              })}
            </ul>
          )}
          <BreakpointForm />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

const KINDS: readonly (EventBreakpointKind | 'time')[] = [...EVENT_BREAKPOINTS, 'time']

function BreakpointForm() {
  const m = useMessages()
  const [kind, setKind] = useState<EventBreakpointKind | 'time'>('avoided')
  const brokers = useClusterState((state) => state.brokerGroups.map((group) => group.brokerName).join('\n')).split('\n')
  const producers = useClusterState((state) => state.producers.length)
  const limits: readonly BreakpointLimit[] = kind === 'time' ? [] : LIMITS_OF[kind]

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const given = (name: string): number | undefined => {
      const text = String(form.get(name) ?? '')
      return text === '' ? undefined : Number(text)
    }
    if (kind === 'time') {
      addBreakpoint({ kind, atMs: Math.round((given('seconds') ?? 0) * 1000) })
      return
    }
    const chosen = limits.map((limit) => [limit, given(limit)] as const).filter(([, value]) => value !== undefined)
    addBreakpoint({ kind, ...Object.fromEntries(chosen) })
  }

  return (
    <form className="breakpoints-form" onSubmit={onSubmit}>
      <label>
        <span>{m.breakpoints.stopWhen}</span>
        <select
          className="select"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as EventBreakpointKind | 'time')}
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {m.breakpoints.kinds[one]}
            </option>
          ))}
        </select>
      </label>
      {limits.includes('group') && (
        <label>
          <span>{m.breakpoints.broker}</span>
          <select className="select" name="group" defaultValue="">
            <option value="">{m.breakpoints.any}</option>
            {brokers.map((broker, group) => (
              <option key={broker} value={group}>
                {broker}
              </option>
            ))}
          </select>
        </label>
      )}
      {limits.includes('producer') && producers > 1 && (
        <label>
          <span>{m.breakpoints.producer}</span>
          <select className="select" name="producer" defaultValue="">
            <option value="">{m.breakpoints.any}</option>
            {Array.from({ length: producers }, (_, index) => (
              <option key={String(index)} value={index}>
                {m.page.producerNumber(index + 1)}
              </option>
            ))}
          </select>
        </label>
      )}
      {limits.includes('message') && (
        <label>
          <span>{m.breakpoints.message}</span>
          <input
            className="select"
            name="message"
            type="number"
            min={1}
            max={2_147_483_647}
            step={1}
            placeholder={m.breakpoints.any}
          />
        </label>
      )}
      {kind === 'time' && (
        <label>
          <span>{m.breakpoints.at}</span>
          <input className="select" name="seconds" type="number" min={0} max={86_400} step={0.001} required />
        </label>
      )}
      <button type="submit" className="button">
        {m.breakpoints.add}
      </button>
    </form>
  )
}
