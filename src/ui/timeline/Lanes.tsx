// The lanes: what each Broker group really was, the attempts that went there, and when a producer avoided it. Drawn once
// per range; a curtain at the playhead hides what has not happened yet.

import { memo, useContext, useMemo } from 'react'
import type { Messages } from '../../i18n/messages'

import type { GroupStatus } from '../../projections/groupStatus'
import { type AttemptMark, type TimelineLane, timelineData } from '../../projections/timelineTracks'
import type { Run } from '../../rocketmq'
import { useApp } from '../../session/appStore'
import { sameJson } from '../../session/runViews'
import type { TimeAxis } from '../../stage/timeAxis'

import { LaneWords } from './LaneWords'
import { type LaneLayout, MARKS_HEIGHT, type VisibleGroup } from './laneLayout'
import { Drawing, Unit, useDrawnTo, useTimeAxis } from './plot'

/** Width that one mark of attempts takes. */
const MARK_WIDTH = 4

interface PlayedProps {
  fromMs: number
  toMs: number
  width: number
  layout: LaneLayout
  groups: VisibleGroup[]
  height: number
  m: Messages
}

/** Everything that has happened in the range; twice, for what lies behind the playhead is shown faintly. */
export function Played({ fromMs, toMs, width, layout, groups, height, m }: PlayedProps) {
  const run = useApp((state) => state.run)
  const drawnToMs = useDrawnTo(toMs)
  const behind = useApp((state) => state.seenMs > state.playheadMs)
  const unit = useContext(Unit)
  if (width === 0) return <div style={{ height: height * unit }} />
  const drawn = { run, fromMs, toMs, drawnToMs, width, layout, groups, height }
  return (
    <div className="relative overflow-hidden" style={{ height: height * unit }}>
      <Lanes {...drawn} />
      <div className="at-playhead absolute inset-0 bg-panel will-change-transform" />
      {behind && (
        <div className="seen-again absolute inset-0 opacity-38" aria-hidden="true">
          <Lanes {...drawn} />
        </div>
      )}
      <LaneWords {...drawn} m={m} />
    </div>
  )
}

const Lanes = memo(function Lanes({
  run,
  fromMs,
  toMs,
  drawnToMs,
  width,
  layout,
  groups,
  height,
}: Omit<PlayedProps, 'm'> & { run: Run; drawnToMs: number }) {
  const data = useMemo(
    () => timelineData(run, fromMs, drawnToMs, ((toMs - fromMs) / width) * MARK_WIDTH),
    [run, fromMs, toMs, drawnToMs, width],
  )
  const axis = useTimeAxis({ fromMs, toMs }, width)
  return (
    <Drawing width={width} height={height}>
      <Hatch />
      {groups.map((group, row) => {
        const lane = data.lanes[group.position]
        return lane ? (
          <g key={group.position} transform={`translate(0 ${MARKS_HEIGHT + row * layout.height})`}>
            <Lane lane={lane} layout={layout} axis={axis} width={width} drawnToMs={drawnToMs} />
          </g>
        ) : null
      })}
    </Drawing>
  )
}, sameProps)

function sameProps(left: Record<string, unknown>, right: Record<string, unknown>): boolean {
  return Object.keys(right).every(
    (key) => Object.is(left[key], right[key]) || (key === 'layout' && sameJson(left[key], right[key])),
  )
}

/** Patterns are defined once per drawing; ids are the same everywhere and say the same. */
export function Hatch() {
  return (
    <defs>
      <pattern id="hatch-avoid" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" fill="var(--avoid-soft)" opacity="0.35" />
        <rect width="2.5" height="7" fill="var(--avoid)" opacity="0.8" />
      </pattern>
      <pattern id="hatch-vote" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" fill="var(--vote-soft)" />
        <circle cx="3" cy="3" r="1.2" fill="var(--vote)" />
      </pattern>
      {/* Full to the brim, and an answer that says no: what else is pink has no Master. */}
      <pattern id="hatch-full" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" fill="var(--bad-soft)" />
        <rect width="4" height="1.4" fill="var(--bad)" />
      </pattern>
      <pattern id="hatch-refuses" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" fill="var(--bad-soft)" />
        <path d="M1.5 1.5l3 3m0 -3l-3 3" stroke="var(--bad)" strokeWidth="1" />
      </pattern>
    </defs>
  )
}

export const STATUS_FILL: Record<GroupStatus, string> = {
  ok: 'var(--good-soft)',
  slow: 'var(--avoid-soft)',
  overloaded: 'var(--avoid-soft)',
  diskStalled: 'var(--avoid-soft)',
  diskFull: 'url(#hatch-full)',
  answering: 'url(#hatch-refuses)',
  frozen: 'var(--flight-soft)',
  electing: 'url(#hatch-vote)',
  noMaster: 'var(--bad-soft)',
  starting: 'var(--line)',
  stopping: 'var(--line)',
  down: 'var(--bad)',
  removed: 'transparent',
}

function Lane({
  lane,
  layout,
  axis,
  width,
  drawnToMs,
}: {
  lane: TimelineLane
  layout: LaneLayout
  axis: TimeAxis
  width: number
  drawnToMs: number
}) {
  const [barTop, barHeight] = layout.bar
  const [rowTop, rowHeight] = layout.row
  const clampX = (tMs: number) => Math.min(Math.max(axis.toX(tMs), -8), width + 8)
  return (
    <>
      {lane.segments.map((segment) => {
        const x = clampX(segment.fromMs)
        const w = Math.max(1, clampX(segment.toMs ?? drawnToMs) - x)
        return (
          <g key={segment.fromMs} data-status={segment.status}>
            <rect
              x={x}
              y={barTop}
              width={w}
              height={barHeight}
              rx={Math.min(3, w / 2)}
              fill={STATUS_FILL[segment.status]}
            />
          </g>
        )
      })}
      {lane.windows.map((window) => {
        const x = clampX(window.fromMs)
        const w = Math.max(2, clampX(window.endedMs ?? window.untilMs) - x)
        return (
          <rect
            key={`${window.producer} ${window.fromMs}`}
            x={x}
            y={rowTop}
            width={w}
            height={rowHeight}
            rx={Math.min(3, w / 2)}
            fill="url(#hatch-avoid)"
            stroke="var(--avoid)"
            strokeWidth={1}
          />
        )
      })}
      <Attempts attempts={lane.attempts} axis={axis} top={rowTop} height={rowHeight} />
    </>
  )
}

/** Good attempts are bars (taller where several are counted in one), failed ones crosses with a line back to the start. */
export function Attempts({
  attempts,
  axis,
  top,
  height,
}: {
  attempts: AttemptMark[]
  axis: Pick<TimeAxis, 'toX'>
  top: number
  height: number
}) {
  let good = ''
  let bad = ''
  let waits = ''
  const middle = top + height / 2
  for (const mark of attempts) {
    const x = axis.toX(mark.atMs)
    if (mark.ok > 0) {
      const h = height * Math.min(1, 0.5 + 0.2 * Math.log2(mark.ok))
      good += `M${(x - 1.1).toFixed(1)} ${(middle - h / 2).toFixed(1)}h2.2v${h.toFixed(1)}h-2.2z`
    }
    if (mark.failed > 0) {
      const r = Math.min(height / 2 - 1, 3.5 + Math.log2(mark.failed))
      bad += `M${(x - r).toFixed(1)} ${(middle - r).toFixed(1)}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`
      const from = axis.toX(mark.atMs - mark.failedLatencyMs)
      if (x - from > 8) waits += `M${from.toFixed(1)} ${middle}H${(x - r).toFixed(1)}`
    }
  }
  return (
    <>
      <path d={good} fill="var(--good)" />
      <path d={waits} stroke="var(--bad)" strokeWidth={1} strokeDasharray="2 2" fill="none" />
      <path d={bad} stroke="var(--bad)" strokeWidth={2.2} strokeLinecap="round" fill="none" />
    </>
  )
}
