// The list of breakpoints: on, off, away, and a form for one more. Loaded when it is first opened.

import * as Popover from '@radix-ui/react-popover'
import { type FormEvent, useId, useState } from 'react'
import { useStore } from 'zustand'
import { breakpointKindWords, breakpointPhrases, breakpointTexts } from '../../../i18n/breakpoints'
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
import { useTexts } from '../../shell/useTexts'
import './BreakpointList.css'
import { useBreakpointWords } from './useBreakpointWords'

export default function BreakpointList() {
  const { pick, language } = useTexts()
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
            <h2 id={titleId}>{pick(breakpointTexts.title)}</h2>
            {breakpoints.length > 0 && (
              <button type="button" className="link" onClick={clearBreakpoints}>
                {pick(breakpointTexts.clear)}
              </button>
            )}
          </div>
          <p className="soft">{pick(breakpoints.length === 0 ? breakpointTexts.none : breakpointTexts.hint)}</p>
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
                        aria-label={breakpointPhrases.onOff[language](what)}
                        onChange={(event) => enableBreakpoint(key, event.currentTarget.checked)}
                      />
                      <span>{what}</span>
                    </label>
                    {key === stoppedKey && <span className="tag">{pick(breakpointTexts.reached)}</span>}
                    <button
                      type="button"
                      className="icon-button"
                      aria-label={breakpointPhrases.removeOne[language](what)}
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
  const { pick, phrases } = useTexts()
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
        <span>{pick(breakpointTexts.stopWhen)}</span>
        <select
          className="select"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as EventBreakpointKind | 'time')}
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {pick(breakpointKindWords[one])}
            </option>
          ))}
        </select>
      </label>
      {limits.includes('group') && (
        <label>
          <span>{pick(breakpointTexts.broker)}</span>
          <select className="select" name="group" defaultValue="">
            <option value="">{pick(breakpointTexts.any)}</option>
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
          <span>{pick(breakpointTexts.producer)}</span>
          <select className="select" name="producer" defaultValue="">
            <option value="">{pick(breakpointTexts.any)}</option>
            {Array.from({ length: producers }, (_, index) => (
              <option key={String(index)} value={index}>
                {phrases.producerNumber(index + 1)}
              </option>
            ))}
          </select>
        </label>
      )}
      {limits.includes('message') && (
        <label>
          <span>{pick(breakpointTexts.message)}</span>
          <input
            className="select"
            name="message"
            type="number"
            min={1}
            max={2_147_483_647}
            step={1}
            placeholder={pick(breakpointTexts.any)}
          />
        </label>
      )}
      {kind === 'time' && (
        <label>
          <span>{pick(breakpointTexts.at)}</span>
          <input className="select" name="seconds" type="number" min={0} max={86_400} step={0.001} required />
        </label>
      )}
      <button type="submit" className="button">
        {pick(breakpointTexts.add)}
      </button>
    </form>
  )
}
