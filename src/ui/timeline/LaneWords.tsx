// What the bars of the lanes say in words: a word is there where it has room beside the playhead, never cut by it.

import { useCallback, useMemo } from 'react'
import type { Messages } from '../../i18n/messages'
import { groupStatusSegments, type StatusSegment } from '../../projections/groupStatus'
import type { Run } from '../../rocketmq'
import { useApp } from '../../session/appStore'
import { sameJson } from '../../session/runViews'
import { textWidth } from '../../stage/boxes'
import { useClusterState } from '../shell/useClusterState'
import { type LaneLayout, MARKS_HEIGHT, type VisibleGroup } from './laneLayout'
import { Drawing, useTimeAxis } from './plot'

const SIZE = 11
/** px of a laptop before a word, and the least behind it. */
const BEFORE = 6
const BEHIND = 4

export interface LaneWord {
  x: number
  text: string
  status: string
  /** Behind the playhead: played before. */
  faint: boolean
}

/**
 * The words of one lane.
 *
 * @param toX - virtual ms to px
 * @param nowMs - playhead; a bar that it divides is two bars for words
 * @param seenMs - nothing is said of what has not been seen
 */
export function laneWords(
  segments: readonly StatusSegment[],
  toX: (tMs: number) => number,
  nowMs: number,
  seenMs: number,
  words: (segment: StatusSegment) => readonly string[],
): LaneWord[] {
  const now = toX(nowMs)
  const seen = toX(Math.max(nowMs, seenMs))
  return segments.flatMap((segment) => {
    if (segment.status === 'ok') return []
    const from = Math.max(0, toX(segment.fromMs))
    const to = segment.toMs === null ? seen : Math.min(seen, toX(segment.toMs))
    const pieces = [
      { from, to: Math.min(to, now), faint: false },
      { from: Math.max(from, now), to, faint: true },
    ]
    return pieces.flatMap(({ from, to, faint }) => {
      const text = words(segment).find((one) => textWidth(one, SIZE, true) <= to - from - BEFORE - BEHIND)
      return text ? [{ x: from + BEFORE, text, status: segment.status, faint }] : []
    })
  })
}

interface LaneWordsProps {
  run: Run
  fromMs: number
  toMs: number
  drawnToMs: number
  width: number
  layout: LaneLayout
  groups: VisibleGroup[]
  height: number
  m: Messages
}

export function LaneWords({ run, fromMs, toMs, drawnToMs, width, layout, groups, height, m }: LaneWordsProps) {
  const [barTop, barHeight] = layout.bar
  const statuses = useMemo(
    () =>
      groupStatusSegments(run).map((segments) =>
        segments.filter((one) => one.fromMs <= drawnToMs && (one.toMs === null || one.toMs >= fromMs)),
      ),
    [run, fromMs, drawnToMs],
  )
  const axis = useTimeAxis({ fromMs, toMs }, width)
  const lanes = useClusterState(
    useCallback(
      (_, tMs) => {
        if (barHeight < SIZE) return []
        const { seenMs } = useApp.getState()
        return groups.map(({ position }) =>
          laneWords(statuses[position] ?? [], axis.toX, tMs, seenMs, m.stage.groupStatus),
        )
      },
      [barHeight, groups, statuses, axis, m],
    ),
    sameJson,
  )
  return (
    <Drawing className="absolute inset-0 pointer-events-none" width={width} height={height}>
      {lanes.map((words, row) =>
        words.map(({ x, text, status, faint }) => (
          <text
            key={`${groups[row]?.position} ${x} ${text}`}
            x={x}
            y={MARKS_HEIGHT + row * layout.height + barTop + barHeight - 3}
            className="text-[11px] font-semibold fill-text data-[faint=true]:opacity-60 [paint-order:stroke] stroke-panel/60 stroke-[2px] data-[status=down]:stroke-none data-[status=down]:data-[faint=false]:fill-on-colour"
            data-status={status}
            data-faint={faint}
          >
            {text}
          </text>
        )),
      )}
    </Drawing>
  )
}
