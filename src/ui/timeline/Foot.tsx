// Below the lanes: the route polls, the next of which can be taken hold of, and the axis.

import { memo, useContext, useMemo, useState } from 'react'
import { formatTime } from '../../i18n/format'
import type { Messages } from '../../i18n/messages'
import { knownToCome, timelineData } from '../../projections/timelineTracks'
import { useApp } from '../../session/appStore'
import { shiftPolls } from '../../session/restart'
import type { TimeRange } from '../../session/timeRange'
import type { TimeAxis } from '../../stage/timeAxis'
import { axisText } from '../shell/format'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'

import { AXIS_HEIGHT, POLLS_HEIGHT } from './laneLayout'
import { Drawing, textWidth, Unit, useDrawnTo } from './plot'

/** ms of virtual time by which one key press moves the polls. */
const POLL_STEP_MS = 500
const STEP_OF_KEY: Record<string, number> = { ArrowLeft: -POLL_STEP_MS, ArrowRight: POLL_STEP_MS }

/** Takes hold of the next poll: with it all polls move, as if the client had been started at another moment. */
function PollHandle({ x, msPerPixel }: { x: number; msPerPixel: number }) {
  const m = useMessages()
  const unit = useContext(Unit)
  const phase = useApp((state) => state.input.scenario.settings.firstPollMs)
  const interval = useApp((state) => state.input.scenario.settings.pollNameServerInterval)
  const [grip, setGrip] = useState<{ fromX: number; byPx: number } | null>(null)
  return (
    <div
      className="absolute z-2 size-[24px] mt-[-2px] ml-[-12px] rounded-full cursor-ew-resize touch-none hover:bg-flight/22 active:bg-flight/22"
      role="slider"
      tabIndex={0}
      aria-label={m.page.pollPhase}
      title={m.page.pollPhase}
      aria-valuemin={10}
      aria-valuemax={interval + 10}
      aria-valuenow={phase}
      aria-valuetext={`${phase} ms`}
      style={{ transform: `translateX(${x * unit + (grip?.byPx ?? 0)}px)` }}
      onPointerDown={(event) => {
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        setGrip({ fromX: event.clientX, byPx: 0 })
      }}
      onPointerMove={(event) => grip && setGrip({ ...grip, byPx: event.clientX - grip.fromX })}
      onPointerUp={(event) => {
        event.stopPropagation()
        if (grip && grip.byPx !== 0) shiftPolls((grip.byPx / unit) * msPerPixel)
        setGrip(null)
      }}
      onPointerCancel={() => setGrip(null)}
      onKeyDown={(event) => {
        const byMs = STEP_OF_KEY[event.key]
        if (byMs === undefined) return
        event.preventDefault()
        event.stopPropagation()
        shiftPolls(byMs)
      }}
    />
  )
}

/** The next poll, where the polls are; what is known of it changes seldom. */
export function NextPoll({ axis, range, width, m }: { axis: TimeAxis; range: TimeRange; width: number; m: Messages }) {
  const atMs = useClusterState((state) => knownToCome(state).nextPollMs)
  if (atMs === null || atMs > range.toMs || atMs < range.fromMs) return null
  const x = axis.toX(atMs)
  const y = POLLS_HEIGHT / 2
  const text = m.page.nextPoll
  const toLeft = x > width - textWidth(text) - 14
  return (
    <>
      <PollHandle x={x} msPerPixel={(range.toMs - range.fromMs) / width} />
      <Drawing
        className="absolute pointer-events-none [&_rect]:fill-none [&_rect]:stroke-flight [&_rect]:[stroke-dasharray:2_2] [&_text]:text-[12px] [&_text]:fill-flight"
        width={width}
        height={POLLS_HEIGHT}
      >
        <rect x={x - 4} y={y - 4} width={8} height={8} rx={1} transform={`rotate(45 ${x} ${y})`} />
        <text x={toLeft ? x - 9 : x + 9} y={y + 4} textAnchor={toLeft ? 'end' : 'start'}>
          {text}
        </text>
      </Drawing>
    </>
  )
}

/** Route polls and the axis. */
export const Foot = memo(
  function Foot({
    axis,
    range,
    width,
    m,
    withoutPolls,
  }: {
    axis: TimeAxis
    range: TimeRange
    width: number
    m: Messages
    withoutPolls: boolean
  }) {
    const run = useApp((state) => state.run)
    const drawnToMs = useDrawnTo(range.toMs)
    const polls = useMemo(
      () => (width === 0 ? [] : timelineData(run, range.fromMs, drawnToMs, 1e9).polls),
      [run, range.fromMs, drawnToMs, width],
    )
    const done = useClusterState((_, tMs) => polls.findLastIndex((poll) => poll.atMs <= tMs) + 1)
    const { ticks, stepMs } = axis
    return (
      <>
        <Drawing className="absolute" width={width} height={POLLS_HEIGHT}>
          {polls.slice(0, withoutPolls ? 0 : done).map((poll) => (
            <PollMark
              key={`${poll.producer} ${poll.atMs}`}
              x={axis.toX(poll.atMs)}
              outcome={poll.outcome}
              title={`${formatTime(poll.atMs)} ${m.page.routeLane}`}
            />
          ))}
        </Drawing>
        <Drawing width={width} height={POLLS_HEIGHT + AXIS_HEIGHT}>
          <line
            x1={0}
            x2={width}
            y1={POLLS_HEIGHT + 0.5}
            y2={POLLS_HEIGHT + 0.5}
            stroke="var(--line-strong)"
            opacity={0.5}
          />
          {ticks.map((tick) => {
            const x = axis.toX(tick)
            return (
              <g key={tick}>
                <line x1={x} x2={x} y1={POLLS_HEIGHT} y2={POLLS_HEIGHT + 4} stroke="var(--line-strong)" />
                <text
                  className="axis-text text-[12px] fill-muted"
                  x={x}
                  y={POLLS_HEIGHT + 16}
                  textAnchor={x < 12 ? 'start' : x > width - 14 ? 'end' : 'middle'}
                >
                  {axisText(tick, stepMs)}
                </text>
              </g>
            )
          })}
        </Drawing>
      </>
    )
  },
  (left, right) =>
    left.axis === right.axis &&
    left.width === right.width &&
    left.m === right.m &&
    left.withoutPolls === right.withoutPolls,
)

/** Filled: the route has changed. Hollow: the same as before. A cross: nobody answered, or the Topic was not known. */
export function PollMark({ x, outcome, title }: { x: number; outcome: string; title: string }) {
  const y = POLLS_HEIGHT / 2
  if (outcome === 'changed' || outcome === 'unchanged') {
    return (
      <rect
        x={x - 4}
        y={y - 4}
        width={8}
        height={8}
        rx={1}
        transform={`rotate(45 ${x} ${y})`}
        fill={outcome === 'changed' ? 'var(--flight)' : 'var(--panel)'}
        stroke="var(--flight)"
        strokeWidth={1.5}
      >
        <title>{title}</title>
      </rect>
    )
  }
  return (
    <path d={`M${x - 3.5} ${y - 3.5}l7 7m0 -7l-7 7`} stroke="var(--bad)" strokeWidth={2} strokeLinecap="round">
      <title>{title}</title>
    </path>
  )
}
