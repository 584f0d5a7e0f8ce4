// "Stop when ...", chosen in the menu of the thing itself: each event is on or off for this thing.

import { breakpointKindWords, breakpointTexts } from '../../../i18n/breakpoints'
import { menuWords } from '../../../i18n/stageMenu'
import type { Language } from '../../../i18n/words'
import {
  type Breakpoint,
  breakpointKey,
  EVENT_BREAKPOINTS,
  type EventBreakpointKind,
  LIMITS_OF,
} from '../../../projections/breakpointHits'
import { useApp } from '../../../session/appStore'
import { toggleBreakpoint } from '../../../session/breakpoints'

/** What a breakpoint is limited to. */
export type BreakpointSubject = { group: number } | { producer: number }

export function BreakpointChoice({
  subject,
  language,
  onDone,
}: {
  subject: BreakpointSubject
  language: Language
  onDone: () => void
}) {
  const breakpoints = useApp((state) => state.breakpoints)
  const limit = 'group' in subject ? 'group' : 'producer'
  const kinds = EVENT_BREAKPOINTS.filter((kind) => LIMITS_OF[kind].includes(limit))
  const isOn = (kind: EventBreakpointKind): boolean => {
    const key = breakpointKey({ kind, enabled: true, ...subject } as Breakpoint)
    return breakpoints.some((one) => one.enabled && breakpointKey(one) === key)
  }
  return (
    <div className="stage-stops">
      <p>{breakpointTexts.stopWhen[language]}</p>
      {kinds.map((kind) => (
        <label key={kind}>
          <input type="checkbox" checked={isOn(kind)} onChange={() => toggleBreakpoint({ kind, ...subject })} />
          <span>{breakpointKindWords[kind][language]}</span>
        </label>
      ))}
      <button type="button" className="stage-slow-done" onClick={onDone}>
        {menuWords.done[language]}
      </button>
    </div>
  )
}
