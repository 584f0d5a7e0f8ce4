// What the user did, as marks above the lanes.

import { memo } from 'react'
import type { UserAction } from '../../engine'
import type { TimeAxis } from '../../scene/timeAxis'
import { useApp } from '../../store/appStore'
import type { TimeRange } from '../../store/timeRange'
import { actionWords } from '../../text/editing'
import { formatTime } from '../../text/format'
import { useClusterState } from '../useClusterState'
import type { Texts } from '../useWords'
import { Drawing, textWidth } from './plot'

/** Whether an action takes something away; the others give it back or set a value. */
function breaks(action: UserAction): boolean {
  switch (action.type) {
    case 'slow':
      return action.ms > 0
    case 'trouble':
      return action.on
    case 'answer':
      return action.times > 0
    case 'link':
      return action.lossPercent > 0
    case 'writePerm':
      return !action.on
    default:
      return action.type !== 'set' && action.type !== 'restart' && action.type !== 'resume'
  }
}

/** What the user did, with a word; whole even where the playhead has just passed. What is planned for later is faint. */
export const ActionMarks = memo(function ActionMarks({
  axis,
  range,
  height,
  width,
  texts,
}: {
  axis: TimeAxis
  range: TimeRange
  height: number
  width: number
  texts: Texts
}) {
  const actions = useApp((state) => state.input.actions)
  const done = useClusterState((_, tMs) => useApp.getState().input.actions.filter((one) => one.atMs <= tMs).length)
  let freeFrom = Number.NEGATIVE_INFINITY
  return (
    <Drawing className="action-marks" width={width} height={height}>
      {actions.map((action, position) => {
        if (action.atMs < range.fromMs || action.atMs > range.toMs) return null
        const text = texts.pick(actionWords(action))
        const x = axis.toX(action.atMs)
        const w = textWidth(text) + 14
        const left = Math.max(0, Math.min(x, width - w))
        const shown = left >= freeFrom
        if (shown) freeFrom = left + w + 4
        return (
          <g
            // biome-ignore lint/suspicious/noArrayIndexKey: actions are known by their position
            key={position}
            className="action-mark"
            data-breaks={breaks(action)}
            data-done={position < done}
          >
            <title>{`${formatTime(action.atMs)} ${text}`}</title>
            <line x1={x} x2={x} y1={4} y2={height} />
            {shown ? (
              <>
                <rect x={left} y={2} width={w} height={16} rx={4} />
                <text x={left + 7} y={14}>
                  {text}
                </text>
              </>
            ) : (
              <rect x={x - 3} y={7} width={6} height={6} rx={1} transform={`rotate(45 ${x} 10)`} />
            )}
          </g>
        )
      })}
    </Drawing>
  )
})
