// The timeline: a lane per Broker group with what it really is, which attempts went there, and when a producer avoids
// it. All that is computed is drawn once per range; a curtain at the playhead hides what has not happened yet, and per
// frame nothing but the curtain and the playhead moves.

import {
  createContext,
  memo,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { defaultBrokerName, type Run, type Trouble, type UserAction } from '../engine'
import { type TimeAxis, timeAxis } from '../scene/timeAxis'
import { pause, play, seek, setSpan, shiftPolls } from '../store/actions'
import { useApp } from '../store/appStore'
import { onFrame, sameJson } from '../store/clock'
import {
  type AttemptMark,
  type GroupTruth,
  groupTruth,
  knownToCome,
  type TimelineLane,
  timelineData,
} from '../store/timelineData'
import { SHORTEST_RANGE_MS, type TimeRange, timeRange, zoomed } from '../store/timeRange'
import { formatTime } from '../text/format'
import { axisText, countdownText } from './format'
import { icons } from './icons'
import { useClusterState } from './useClusterState'
import { type Texts, useTexts } from './useWords'

/** px of the letters on a laptop. All lengths here are in px of a laptop; larger letters make all of them larger. */
const LAPTOP_REM = 13.5
/** Height of the row of action marks above the lanes. */
const MARKS_HEIGHT = 22
/** Height of the row of route polls, and of the axis, below the lanes. */
const POLLS_HEIGHT = 18
const AXIS_HEIGHT = 20
/** Width that one mark of attempts takes. */
const MARK_WIDTH = 4
/** Room that one written moment needs on the axis. */
const TICK_WIDTH = 64
/** ms of virtual time by which the drawn part grows. */
const DRAWN_STEP_MS = 5000

interface LaneLayout {
  height: number
  /** Top and height of the bar that says what the group is, and of the row of attempts and windows, in the lane. */
  bar: [number, number]
  row: [number, number]
}

/** Fewer groups get taller lanes; many get flat ones and the lanes scroll. */
function laneLayout(groups: number, narrow: boolean): LaneLayout {
  if (groups <= 2)
    return narrow ? { height: 32, bar: [3, 11], row: [16, 13] } : { height: 40, bar: [4, 14], row: [20, 16] }
  if (groups <= 4) return { height: 27, bar: [3, 9], row: [13, 12] }
  return { height: 19, bar: [2, 6], row: [9, 9] }
}

/** How many px of this screen are one px of a laptop. */
const Unit = createContext(1)

/** Width in px of a laptop, and the unit. */
function useSize(): [(element: HTMLElement | null) => void, number, number] {
  const [size, setSize] = useState({ width: 0, unit: 1 })
  const observer = useRef<ResizeObserver | null>(null)
  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect()
    if (!element) return
    observer.current = new ResizeObserver(([entry]) => {
      const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / LAPTOP_REM
      const width = Math.floor(entry.contentRect.width / unit)
      setSize((last) => (last.width === width && last.unit === unit ? last : { width, unit }))
    })
    observer.current.observe(element)
  }, [])
  return [ref, size.width, size.unit]
}

/** Width of the whole timeline, in px of a laptop, below which its labels are short. */
const NARROW_BELOW = 660

/** A picture in px of a laptop. */
function Drawing({
  width,
  height,
  className,
  children,
}: {
  width: number
  height: number
  className?: string
  children: ReactNode
}) {
  const unit = useContext(Unit)
  return (
    <svg
      className={className}
      width={width * unit}
      height={height * unit}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

export function Timeline() {
  const texts = useTexts()
  const { words } = texts
  const spanMs = useApp((state) => state.spanMs)
  const [sizeRef, width, unit] = useSize()
  const [wholeRef, whole] = useSize()
  const rangeKey = useApp((state) => {
    const { fromMs, toMs } = timeRange(state.playheadMs, state.seenMs, spanMs)
    return `${fromMs} ${toMs}`
  })
  const [fromMs, toMs] = rangeKey.split(' ').map(Number)
  const range = useMemo(() => ({ fromMs, toMs }), [fromMs, toMs])
  // Asked of the whole, not of the plot: the plot gets wider where the labels are narrow.
  const narrow = whole < NARROW_BELOW
  const groups = useClusterState(visibleGroups, sameJson)
  const layout = laneLayout(groups.length, narrow)
  const lanesHeight = MARKS_HEIGHT + groups.length * layout.height
  const plotRef = useRef<HTMLDivElement | null>(null)
  const plotElement = useCallback(
    (element: HTMLDivElement | null) => {
      plotRef.current = element
      sizeRef(element)
    },
    [sizeRef],
  )
  const axis = useMemo(() => timeAxis(fromMs, toMs, width, TICK_WIDTH), [fromMs, toMs, width])

  // Per frame: where the playhead is, and how much of what is drawn has happened.
  useEffect(() => {
    const place = () => {
      const plot = plotRef.current
      if (!plot) return
      const { playheadMs, seenMs } = useApp.getState()
      const now = (axis.toX(playheadMs) * unit).toFixed(1)
      for (const element of plot.getElementsByClassName('at-playhead')) {
        ;(element as HTMLElement).style.transform = `translateX(${now}px)`
      }
      for (const element of plot.getElementsByClassName('seen-again')) {
        const seen = (axis.toX(seenMs) * unit).toFixed(1)
        ;(element as HTMLElement).style.clipPath = `inset(0 calc(100% - ${seen}px) 0 ${now}px)`
      }
    }
    // The playhead creeps: half of the frames are enough for it while it plays, and all that is seen when it stops.
    let skip = false
    const placeSometimes = () => {
      skip = !skip && useApp.getState().playing
      if (!skip) place()
    }
    place()
    return onFrame(placeSometimes)
  }, [axis, unit])

  const zoom = (direction: 'in' | 'out') => {
    const { playheadMs, seenMs } = useApp.getState()
    setSpan(zoomed(spanMs, timeRange(playheadMs, seenMs, null), direction))
  }
  return (
    <Unit value={unit}>
      <div ref={wholeRef} className="timeline" data-narrow={narrow}>
        <div className="timeline-scroll">
          <div className="timeline-labels" style={{ paddingTop: MARKS_HEIGHT * unit }}>
            {groups.map((group) => (
              <LaneLabel
                key={group.position}
                position={group.position}
                name={group.name}
                height={layout.height * unit}
                tall={layout.height >= 30}
              />
            ))}
            <div className="timeline-labels-foot" style={{ height: (POLLS_HEIGHT + AXIS_HEIGHT) * unit }}>
              <span>{words.routeLane}</span>
              <fieldset className="timeline-zoom" aria-label={words.timeline}>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={words.zoomIn}
                  title={words.zoomIn}
                  onClick={() => zoom('in')}
                  disabled={toMs - fromMs <= SHORTEST_RANGE_MS}
                >
                  {icons.plus}
                </button>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={words.zoomOut}
                  title={words.zoomOut}
                  onClick={() => zoom('out')}
                  disabled={spanMs === null}
                >
                  {icons.minus}
                </button>
              </fieldset>
            </div>
          </div>
          <div ref={plotElement} className="timeline-plot">
            <Scrubber axis={axis} width={width}>
              <Played
                fromMs={fromMs}
                toMs={toMs}
                width={width}
                layout={layout}
                groups={groups}
                height={lanesHeight}
                texts={texts}
              />
              <ActionMarks axis={axis} range={range} height={lanesHeight} width={width} texts={texts} />
              <ToCome
                axis={axis}
                layout={layout}
                groups={groups}
                height={lanesHeight}
                range={range}
                width={width}
                texts={texts}
              />
            </Scrubber>
            <div className="timeline-foot">
              <NextPoll axis={axis} range={range} width={width} texts={texts} />
              <Foot axis={axis} range={range} width={width} texts={texts} />
            </div>
            <div className="playhead at-playhead" aria-hidden="true" />
          </div>
        </div>
      </div>
    </Unit>
  )
}

interface VisibleGroup {
  position: number
  name: string
}

const visibleGroups = (state: Parameters<Parameters<typeof useClusterState>[0]>[0]): VisibleGroup[] =>
  state.brokerGroups.flatMap((group, position) => (group.removed ? [] : [{ position, name: group.brokerName }]))

const TRUTH_WORD = {
  up: 'truthUp',
  slow: 'truthSlow',
  troubled: 'truthTroubled',
  frozen: 'truthFrozen',
  electing: 'truthElecting',
  noMaster: 'truthNoMaster',
  down: 'truthDown',
  removed: 'truthRemoved',
} as const satisfies Record<GroupTruth, keyof Texts['words']>

const LaneLabel = memo(function LaneLabel({
  position,
  name,
  height,
  tall,
}: {
  position: number
  name: string
  height: number
  tall: boolean
}) {
  const { words } = useTexts()
  const truth = useClusterState((state) => {
    const group = state.brokerGroups[position]
    return group ? groupTruth(group) : 'removed'
  })
  return (
    <div className="lane-label" style={{ height }} data-truth={truth}>
      <span className="lane-name">{name}</span>
      {tall && <span className="lane-truth">{words[TRUTH_WORD[truth]]}</span>}
    </div>
  )
})

/** Takes the drag, and is the slider that assistive technology sees. */
function Scrubber({ axis, width, children }: { axis: TimeAxis; width: number; children: ReactNode }) {
  const { words } = useTexts()
  const seconds = useClusterState((_, tMs) => Math.floor(tMs / 1000))
  const toMs = useApp((state) => Math.ceil(state.seenMs / 1000))
  const unit = useContext(Unit)
  const wasPlaying = useRef<boolean | null>(null)
  const seekTo = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    seek(axis.toTime(Math.min(Math.max(0, (event.clientX - box.left) / unit), width)))
  }
  const release = () => {
    if (wasPlaying.current) play()
    wasPlaying.current = null
  }
  return (
    <div
      className="scrubber"
      role="slider"
      tabIndex={0}
      aria-label={words.playhead}
      aria-valuemin={0}
      aria-valuemax={Math.max(seconds, toMs)}
      aria-valuenow={seconds}
      aria-valuetext={formatTime(seconds * 1000, 0)}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        wasPlaying.current = useApp.getState().playing
        pause()
        seekTo(event)
      }}
      onPointerMove={(event) => {
        if (wasPlaying.current !== null) seekTo(event)
      }}
      onPointerUp={release}
      onPointerCancel={release}
    >
      {children}
    </div>
  )
}

interface PlayedProps {
  fromMs: number
  toMs: number
  width: number
  layout: LaneLayout
  groups: VisibleGroup[]
  height: number
  texts: Texts
}

/** How far the lanes are drawn: in steps, so that they are drawn again seldom. */
function useDrawnTo(toMs: number): number {
  return useApp((state) => {
    const needed = Math.ceil((Math.max(state.playheadMs, state.seenMs) + 1) / DRAWN_STEP_MS) * DRAWN_STEP_MS
    return Math.min(needed, toMs, state.run.endMs)
  })
}

/** Everything that has happened in the range; twice, for what lies behind the playhead is shown faintly. */
function Played({ fromMs, toMs, width, layout, groups, height, texts }: PlayedProps) {
  const run = useApp((state) => state.run)
  const drawnToMs = useDrawnTo(toMs)
  const behind = useApp((state) => state.seenMs > state.playheadMs)
  const unit = useContext(Unit)
  if (width === 0) return <div style={{ height: height * unit }} />
  const props = { run, fromMs, toMs, drawnToMs, width, layout, groups, height, texts }
  return (
    <div className="lanes" style={{ height: height * unit }}>
      <Lanes {...props} />
      <div className="curtain at-playhead" />
      {behind && (
        <div className="seen-again" aria-hidden="true">
          <Lanes {...props} />
        </div>
      )}
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
  texts,
}: PlayedProps & { run: Run; drawnToMs: number }) {
  const data = useMemo(
    () => timelineData(run, fromMs, drawnToMs, ((toMs - fromMs) / width) * MARK_WIDTH),
    [run, fromMs, toMs, drawnToMs, width],
  )
  const axis = useMemo(() => timeAxis(fromMs, toMs, width, TICK_WIDTH), [fromMs, toMs, width])
  return (
    <Drawing width={width} height={height}>
      <Hatch />
      {groups.map((group, row) => {
        const lane = data.lanes[group.position]
        return lane ? (
          <g key={group.position} transform={`translate(0 ${MARKS_HEIGHT + row * layout.height})`}>
            <Lane lane={lane} layout={layout} axis={axis} width={width} drawnToMs={drawnToMs} texts={texts} />
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
function Hatch() {
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
    </defs>
  )
}

const TRUTH_FILL: Record<GroupTruth, string> = {
  up: 'var(--good-soft)',
  slow: 'var(--avoid-soft)',
  troubled: 'var(--avoid-soft)',
  frozen: 'var(--flight-soft)',
  electing: 'url(#hatch-vote)',
  noMaster: 'var(--bad-soft)',
  down: 'var(--bad)',
  removed: 'transparent',
}

function Lane({
  lane,
  layout,
  axis,
  width,
  drawnToMs,
  texts,
}: {
  lane: TimelineLane
  layout: LaneLayout
  axis: TimeAxis
  width: number
  drawnToMs: number
  texts: Texts
}) {
  const [barTop, barHeight] = layout.bar
  const [rowTop, rowHeight] = layout.row
  const clampX = (tMs: number) => Math.min(Math.max(axis.toX(tMs), -8), width + 8)
  return (
    <>
      {lane.segments.map((segment) => {
        const x = clampX(segment.fromMs)
        const w = Math.max(1, clampX(segment.toMs ?? drawnToMs) - x)
        const label = texts.words[TRUTH_WORD[segment.truth]]
        return (
          <g key={segment.fromMs} data-truth={segment.truth}>
            <rect
              x={x}
              y={barTop}
              width={w}
              height={barHeight}
              rx={Math.min(3, w / 2)}
              fill={TRUTH_FILL[segment.truth]}
            />
            {segment.truth !== 'up' && barHeight >= 11 && w > label.length * 11 + 8 && (
              <text x={Math.max(0, x) + 6} y={barTop + barHeight - 3} className="bar-text" data-truth={segment.truth}>
                {label}
              </text>
            )}
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
function Attempts({
  attempts,
  axis,
  top,
  height,
}: {
  attempts: AttemptMark[]
  axis: TimeAxis
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

const ACTION_WORD = {
  kill: 'actKill',
  powerOff: 'actPowerOff',
  freeze: 'actFreeze',
  resume: 'actResume',
  stop: 'actStop',
  restart: 'actRestart',
} as const

const TROUBLE_WORD = {
  overloaded: 'actOverloaded',
  diskFull: 'actDiskFull',
  diskStalled: 'actDiskStalled',
} as const satisfies Record<Trouble, keyof Texts['words']>

/** "broker-a/master" -> "broker-a", "broker-a/n1" -> "broker-a n1" */
const shortTarget = (target: string) =>
  target.replace(/\/(master|n?\d+)$/, (_, which: string) => (which === 'master' ? '' : ` ${which}`))

/** One end of a link; people count producers from 1. */
const endName = (target: string, phrases: Texts['phrases']) =>
  target.startsWith('producer/') ? phrases.producerNumber(Number(target.slice(9)) + 1) : shortTarget(target)

/** What a mark says: "kill -9 broker-a". */
function actionText(action: UserAction, { words, phrases }: Texts): string {
  switch (action.type) {
    case 'set': {
      const value = action.value === null ? 'null' : Array.isArray(action.value) ? '[…]' : String(action.value)
      return `${action.name} = ${value}`
    }
    case 'slow':
      return `${action.ms > 0 ? phrases.slowBy(action.ms) : words.actUnslow} ${shortTarget(action.target)}`
    case 'trouble': {
      const trouble = words[TROUBLE_WORD[action.trouble]]
      return `${action.on ? trouble : phrases.over(trouble)} ${shortTarget(action.target)}`
    }
    case 'answer':
      return `${action.times > 0 ? phrases.answerWith(action.code, action.times) : words.actAnswerNormally} ${shortTarget(action.target)}`
    case 'link': {
      const ends = `${endName(action.target, phrases)} – ${endName(action.peer, phrases)}`
      return `${action.lossPercent > 0 ? phrases.linkLoss(action.lossPercent) : words.actLinkMended} ${ends}`
    }
    case 'writePerm':
      return `${action.on ? words.actWritePerm : words.actNoWritePerm} ${action.brokerName}`
    default:
      return `${words[ACTION_WORD[action.type]]} ${shortTarget(action.target)}`
  }
}

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

const textWidth = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 6.8), 0)

/** What the user did, with a word; whole even where the playhead has just passed. What is planned for later is faint. */
const ActionMarks = memo(function ActionMarks({
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
        const text = actionText(action, texts)
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

/** What is certain to come if nothing else happens, and marks that were planned: faint, ahead of the playhead. */
function ToCome({
  axis,
  layout,
  groups,
  height,
  range,
  width,
  texts,
}: {
  axis: TimeAxis
  layout: LaneLayout
  groups: VisibleGroup[]
  height: number
  range: TimeRange
  width: number
  texts: Texts
}) {
  const known = useClusterState(
    (state, tMs) => ({ ...knownToCome(state), nowMs: Math.ceil(tMs / 100) * 100 }),
    (left, right) =>
      sameJson(left.windowEnds, right.windowEnds) &&
      left.nextPollMs === right.nextPollMs &&
      (left.windowEnds.length === 0 || left.nowMs === right.nowMs),
  )
  const { phrases } = texts
  const nowX = Math.max(0, axis.toX(known.nowMs))
  const pollX = known.nextPollMs === null ? null : axis.toX(known.nextPollMs)
  return (
    <Drawing className="to-come" width={width} height={height}>
      {groups.map((group, row) => {
        const y = MARKS_HEIGHT + (row + 1) * layout.height - 0.5
        return <line key={group.position} x1={0} x2={width} y1={y} y2={y} stroke="var(--line)" />
      })}
      {pollX !== null && known.nextPollMs !== null && known.nextPollMs <= range.toMs && pollX > nowX && (
        <g className="next-poll">
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
        const left = phrases.left(countdownText(end.atMs - known.nowMs))
        const text = width < 520 ? left : `${left} · ${phrases.retryAt(formatTime(end.atMs, 1), name)}`
        const toLeft = endX > width - textWidth(text) - 12
        return (
          <g key={end.group} className="window-end">
            <rect
              x={nowX}
              y={top}
              width={Math.max(0, endX - nowX)}
              height={layout.row[1]}
              rx={3}
              fill="url(#hatch-avoid)"
            />
            {layout.row[1] >= 12 && (
              <text
                x={toLeft ? endX - 8 : endX + 7}
                y={top + layout.row[1] - 3.5}
                textAnchor={toLeft ? 'end' : 'start'}
              >
                {beyond ? `${text} →` : text}
              </text>
            )}
          </g>
        )
      })}
    </Drawing>
  )
}

/** ms of virtual time by which one key press moves the polls. */
const POLL_STEP_MS = 500
const STEP_OF_KEY: Record<string, number> = { ArrowLeft: -POLL_STEP_MS, ArrowRight: POLL_STEP_MS }

/** Takes hold of the next poll: with it all polls move, as if the client had been started at another moment. */
function PollHandle({ x, msPerPixel }: { x: number; msPerPixel: number }) {
  const { words } = useTexts()
  const unit = useContext(Unit)
  const phase = useApp((state) => state.input.scenario.settings.firstPollMs)
  const interval = useApp((state) => state.input.scenario.settings.pollNameServerInterval)
  const [grip, setGrip] = useState<{ fromX: number; byPx: number } | null>(null)
  return (
    <div
      className="poll-handle"
      role="slider"
      tabIndex={0}
      aria-label={words.pollPhase}
      title={words.pollPhase}
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
function NextPoll({ axis, range, width, texts }: { axis: TimeAxis; range: TimeRange; width: number; texts: Texts }) {
  const atMs = useClusterState((state) => knownToCome(state).nextPollMs)
  if (atMs === null || atMs > range.toMs || atMs < range.fromMs) return null
  const x = axis.toX(atMs)
  const y = POLLS_HEIGHT / 2
  const text = texts.words.nextPoll
  const toLeft = x > width - textWidth(text) - 14
  return (
    <>
      <PollHandle x={x} msPerPixel={(range.toMs - range.fromMs) / width} />
      <Drawing className="next-poll-mark" width={width} height={POLLS_HEIGHT}>
        <rect x={x - 4} y={y - 4} width={8} height={8} rx={1} transform={`rotate(45 ${x} ${y})`} />
        <text x={toLeft ? x - 9 : x + 9} y={y + 4} textAnchor={toLeft ? 'end' : 'start'}>
          {text}
        </text>
      </Drawing>
    </>
  )
}

/** Route polls and the axis. */
const Foot = memo(
  function Foot({ axis, range, width, texts }: { axis: TimeAxis; range: TimeRange; width: number; texts: Texts }) {
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
        <Drawing className="polls" width={width} height={POLLS_HEIGHT}>
          {polls.slice(0, done).map((poll) => (
            <PollMark
              key={`${poll.producer} ${poll.atMs}`}
              x={axis.toX(poll.atMs)}
              outcome={poll.outcome}
              title={`${formatTime(poll.atMs)} ${texts.words.routeLane}`}
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
                  className="axis-text"
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
  (left, right) => left.axis === right.axis && left.width === right.width && left.texts === right.texts,
)

/** Filled: the route has changed. Hollow: the same as before. A cross: nobody answered, or the Topic was not known. */
function PollMark({ x, outcome, title }: { x: number; outcome: string; title: string }) {
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
