// Where playing stops at a time, as small signs on the axis. One click takes a stop away.

import { useContext } from 'react'
import { breakpointKey } from '../../projections/breakpointHits'
import { useApp } from '../../session/appStore'
import { removeBreakpoint } from '../../session/breakpoints'
import type { TimeRange } from '../../session/timeRange'
import type { TimeAxis } from '../../stage/timeAxis'
import { useMessages } from '../shell/useMessages'

import './breakpointSigns.css'
import { AXIS_HEIGHT } from './laneLayout'
import { Unit } from './plot'

/** Height of a sign with the room a finger needs, px of the screen. */
const SIGN_PX = 24

export function BreakpointSigns({ axis, range }: { axis: TimeAxis; range: TimeRange }) {
  const m = useMessages()
  const unit = useContext(Unit)
  const breakpoints = useApp((state) => state.breakpoints)
  return breakpoints.map((one) => {
    if (one.kind !== 'time' || one.atMs < range.fromMs || one.atMs > range.toMs) return null
    const key = breakpointKey(one)
    const what = m.editing.takeBreakpoint(one.atMs)
    return (
      <button
        key={key}
        type="button"
        className="breakpoint-sign"
        data-enabled={one.enabled}
        aria-label={what}
        title={what}
        // Upon the line of the axis, so that it covers no written moment.
        style={{ left: axis.toX(one.atMs) * unit, bottom: AXIS_HEIGHT * unit - SIGN_PX / 2 }}
        onClick={() => removeBreakpoint(key)}
      />
    )
  })
}
