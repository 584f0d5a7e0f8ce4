// What is certain to come if nothing else happens: ends of windows and the next route poll, faint, ahead of the playhead.

import { formatTime } from '../../i18n/format'
import type { Messages } from '../../i18n/messages'
import { knownToCome } from '../../projections/timelineTracks'
import { defaultBrokerName } from '../../rocketmq'
import { sameJson } from '../../session/runViews'
import type { TimeRange } from '../../session/timeRange'
import type { TimeAxis } from '../../stage/timeAxis'
import { countdownText } from '../shell/format'
import { useClusterState } from '../shell/useClusterState'

import { type LaneLayout, MARKS_HEIGHT, type VisibleGroup } from './laneLayout'
import { Drawing, textWidth } from './plot'

export function ToCome({
  axis,
  layout,
  groups,
  height,
  range,
  width,
  m,
  withoutPolls,
}: {
  axis: TimeAxis
  layout: LaneLayout
  groups: VisibleGroup[]
  height: number
  range: TimeRange
  width: number
  m: Messages
  withoutPolls: boolean
}) {
  const known = useClusterState(
    (state, tMs) => ({ ...knownToCome(state), nowMs: Math.ceil(tMs / 100) * 100 }),
    (left, right) =>
      sameJson(left.windowEnds, right.windowEnds) &&
      left.nextPollMs === right.nextPollMs &&
      (left.windowEnds.length === 0 || left.nowMs === right.nowMs),
  )
  const nowX = Math.max(0, axis.toX(known.nowMs))
  const pollX = known.nextPollMs === null ? null : axis.toX(known.nextPollMs)
  return (
    <Drawing className="absolute inset-0 pointer-events-none" width={width} height={height}>
      {groups.map((group, row) => {
        const y = MARKS_HEIGHT + (row + 1) * layout.height - 0.5
        return <line key={group.position} x1={0} x2={width} y1={y} y2={y} stroke="var(--line)" />
      })}
      {!withoutPolls &&
        pollX !== null &&
        known.nextPollMs !== null &&
        known.nextPollMs <= range.toMs &&
        pollX > nowX && (
          <g className="[&_line]:stroke-flight [&_line]:[stroke-dasharray:2_4]">
            <line x1={pollX} x2={pollX} y1={MARKS_HEIGHT} y2={height} />
          </g>
        )}
      {known.windowEnds.map((end) => {
        const row = groups.findIndex((group) => group.position === end.group)
        if (row < 0) return null
        const beyond = end.atMs > range.toMs
        const endX = beyond ? width : axis.toX(end.atMs)
        const top = MARKS_HEIGHT + row * layout.height + layout.row[0]
        const name = groups[row]?.name ?? defaultBrokerName(end.group)
        const left = m.page.left(countdownText(end.atMs - known.nowMs))
        const then = end.listed ? m.page.retryAt : m.page.endsUnlisted
        const whole = `${left} · ${then(formatTime(end.atMs, 1), name)}`
        const { text, toLeft } = placeLabel(
          (width < 520 ? [left] : [whole, left]).map((words) => (beyond ? `${words} →` : words)),
          nowX,
          endX,
          width,
        )
        return (
          <g
            key={end.group}
            className="[&_rect]:opacity-38 [&_text]:text-[12px] [&_text]:font-semibold [&_text]:fill-avoid [&_text]:[paint-order:stroke] [&_text]:stroke-panel [&_text]:stroke-[4px]"
          >
            <rect
              x={nowX}
              y={top}
              width={Math.max(0, endX - nowX)}
              height={layout.row[1]}
              rx={3}
              fill="url(#hatch-avoid)"
            />
            {layout.row[1] >= 12 && text && (
              <text
                x={toLeft ? endX - 8 : endX + 7}
                y={top + layout.row[1] - 3.5}
                textAnchor={toLeft ? 'end' : 'start'}
              >
                {text}
              </text>
            )}
          </g>
        )
      })}
    </Drawing>
  )
}

/** Room around a label, px of a laptop. */
const LABEL_ROOM = 12

/** The longest text that fits behind the end of the window or within it; none: before the playhead it would cover attempts. */
function placeLabel(texts: readonly string[], nowX: number, endX: number, width: number) {
  for (const text of texts) {
    const needed = textWidth(text) + LABEL_ROOM
    if (needed <= width - endX) return { text, toLeft: false }
    if (needed <= endX - nowX) return { text, toLeft: true }
  }
  return { text: '', toLeft: true }
}
