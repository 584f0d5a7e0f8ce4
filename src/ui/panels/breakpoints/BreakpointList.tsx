// The list of breakpoints: on, off, away, and a form for one more. Loaded when it is first opened.

import { type FormEvent, useState } from 'react'
import { useStore } from 'zustand'
import {
  type BreakpointLimit,
  breakpointKey,
  breakpointsOf,
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
import { Button, IconButton, LinkButton } from '../../kit/Button'
import { Popover } from '../../kit/Popover'
import { Select } from '../../kit/Select'
import { icons } from '../../shell/icons'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { useBreakpointWords } from './useBreakpointWords'

export default function BreakpointList() {
  const m = useMessages()
  const breakpoints = useApp((state) => state.breakpoints)
  const stop = useStore(breakpointView, (view) => view.stop)
  const stoppedKey = stop && breakpointKey(stop.breakpoint)
  const wordsOf = useBreakpointWords()
  return (
    <Popover
      title={m.breakpoints.title}
      anchor={{ current: document.getElementById('breakpoint-button') }}
      width={26}
      className="grid gap-6"
      aside={breakpoints.length > 0 && <LinkButton onClick={clearBreakpoints}>{m.breakpoints.clear}</LinkButton>}
      onClose={() => showBreakpoints(false)}
    >
      <p className="text-muted">{breakpoints.length === 0 ? m.breakpoints.none : m.breakpoints.hint}</p>
      {breakpoints.length > 0 && (
        <ul className="grid gap-2 [&_li]:flex [&_li]:items-center [&_li]:gap-4 [&_li]:pl-5 [&_li]:border-l-3 [&_li]:border-line [&_li[data-stopped='true']]:border-l-bad [&_label]:flex-1 [&_label]:flex [&_label]:items-center [&_label]:gap-6 [&_label]:min-h-22 [&_input]:flex-none [&_input]:size-11.5 [&_input]:accent-flight [&_.icon-button]:border-transparent [&_.icon-button]:bg-transparent">
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
                  <span className={breakpoint.enabled ? undefined : 'text-muted'}>{what}</span>
                </label>
                {key === stoppedKey && <span className="tag">{m.breakpoints.reached}</span>}
                <IconButton label={m.breakpoints.removeOne(what)} onClick={() => removeBreakpoint(key)}>
                  {icons.close}
                </IconButton>
              </li>
            )
          })}
        </ul>
      )}
      <BreakpointForm />
    </Popover>
  )
}

function BreakpointForm() {
  const m = useMessages()
  const run = useApp((state) => state.run)
  const kinds: readonly (EventBreakpointKind | 'time')[] = [...breakpointsOf(run), 'time']
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
    <form
      className="grid gap-4 pt-6 border-t border-line [&_label]:grid [&_label]:grid-cols-[6.5rem_minmax(0,1fr)] [&_label]:items-center [&_label]:gap-6 [&_.select]:w-full [&_.select]:max-w-none [&_.select]:justify-start [&_.button]:justify-self-end"
      onSubmit={onSubmit}
    >
      <label>
        <span>{m.breakpoints.stopWhen}</span>
        <Select
          value={kind}
          options={kinds.map((one) => [one, m.breakpoints.kinds[one]])}
          onChoose={(value) => setKind(value as EventBreakpointKind | 'time')}
        />
      </label>
      {limits.includes('group') && (
        <label>
          <span>{m.breakpoints.broker}</span>
          <Select
            name="group"
            defaultValue=""
            options={[['', m.breakpoints.any], ...brokers.map((broker, group) => [group, broker] as const)]}
          />
        </label>
      )}
      {limits.includes('producer') && producers > 1 && (
        <label>
          <span>{m.breakpoints.producer}</span>
          <Select
            name="producer"
            defaultValue=""
            options={[
              ['', m.breakpoints.any],
              ...Array.from({ length: producers }, (_, index) => [index, m.page.producerNumber(index + 1)] as const),
            ]}
          />
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
      <Button type="submit">{m.breakpoints.add}</Button>
    </form>
  )
}
