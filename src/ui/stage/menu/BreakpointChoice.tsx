// "Stop when ...", chosen in the menu of the thing itself: each event is on or off for this thing.

import type { Messages } from '../../../i18n/messages'
import {
  type Breakpoint,
  breakpointKey,
  breakpointsOf,
  type EventBreakpointKind,
  LIMITS_OF,
} from '../../../projections/breakpointHits'
import { useApp } from '../../../session/appStore'
import { toggleBreakpoint } from '../../../session/breakpoints'

/** What a breakpoint is limited to. */
export type BreakpointSubject = { group: number } | { producer: number }

export function BreakpointChoice({
  subject,
  m,
  onDone,
}: {
  subject: BreakpointSubject
  m: Messages
  onDone: () => void
}) {
  const breakpoints = useApp((state) => state.breakpoints)
  const limit = 'group' in subject ? 'group' : 'producer'
  const run = useApp((state) => state.run)
  const kinds = breakpointsOf(run).filter((kind) => LIMITS_OF[kind].includes(limit))
  const isOn = (kind: EventBreakpointKind): boolean => {
    const key = breakpointKey({ kind, enabled: true, ...subject } as Breakpoint)
    return breakpoints.some((one) => one.enabled && breakpointKey(one) === key)
  }
  return (
    <div className="stage-stops">
      <p>{m.breakpoints.stopWhen}</p>
      {kinds.map((kind) => (
        <label key={kind}>
          <input type="checkbox" checked={isOn(kind)} onChange={() => toggleBreakpoint({ kind, ...subject })} />
          <span>{m.breakpoints.kinds[kind]}</span>
        </label>
      ))}
      <button type="button" className="stage-slow-done" onClick={onDone}>
        {m.stageMenu.done}
      </button>
    </div>
  )
}
