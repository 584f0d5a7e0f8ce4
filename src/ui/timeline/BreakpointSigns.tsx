// Where playing stops at a time, as small signs on the axis. One click takes a stop away.

import { useContext } from 'react'
import { breakpointKey } from '../../projections/breakpointHits'
import { useApp } from '../../session/appStore'
import { removeBreakpoint } from '../../session/breakpoints'
import type { TimeRange } from '../../session/timeRange'
import type { TimeAxis } from '../../stage/timeAxis'
import { useMessages } from '../shell/useMessages'

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
        className="absolute z-3 size-[24px] ml-[-12px] p-[5px] before:block before:size-full before:bg-bad before:[clip-path:polygon(30%_0,70%_0,100%_30%,100%_70%,70%_100%,30%_100%,0_70%,0_30%)] data-[enabled=false]:before:[clip-path:polygon(_30%_0,70%_0,100%_30%,100%_70%,70%_100%,30%_100%,0_70%,0_30%,30%_0,36%_15%,15%_36%,15%_64%,36%_85%,64%_85%,85%_64%,85%_36%,64%_15%,36%_15%_)] hover:before:[transform:scale(1.25)]"
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
