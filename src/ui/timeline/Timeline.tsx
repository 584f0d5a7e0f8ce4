// The timeline: a lane per Broker group with what it really is, which attempts went there, and when a producer avoids
// it. All that is computed is drawn once per range; a curtain at the playhead hides what has not happened yet, and per
// frame nothing but the curtain and the playhead moves.

import { type MouseEvent, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { attemptNear } from '../../projections/timelineTracks'
import { entryAt } from '../../rocketmq'
import { seek, select, setSpan } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { luckView } from '../../session/luckView'
import { frames, sameJson } from '../../session/runViews'
import { MIN_RANGE_MS, timeRange, zoomed } from '../../session/timeRange'
import { shortNames } from '../../stage/shortNames'
import { IconButton } from '../kit/Button'
import { icons } from '../shell/icons'
import { lazyPart } from '../shell/lazyPart'
import { useClusterState } from '../shell/useClusterState'
import { useHidden } from '../shell/useHidden'
import { useMessages } from '../shell/useMessages'
import { BreakpointSigns } from './BreakpointSigns'
import { Foot, NextPoll } from './Foot'
import { HairLine } from './HairLine'
import { LaneLabel } from './LaneLabel'
import { Played } from './Lanes'
import { LegendButton } from './LegendButton'
import { AXIS_HEIGHT, laneLayout, MARKS_HEIGHT, POLLS_HEIGHT, visibleGroups } from './laneLayout'
import { furthest, NARROW_BELOW, roundTime, Unit, useSize, useTimeAxis, useTimeRange } from './plot'
import { Scrubber } from './Scrubber'
import { ToCome } from './ToCome'
import { useLongPress } from './useLongPress'

const AxisMenu = lazyPart(
  () => import('./AxisMenu'),
  ({ onClose }) => onClose(),
)
const ActionMarks = lazyPart(() => import('./ActionMarks'), null, 'problems')

const Charts = lazyPart(() => import('../panels/charts/Charts'), undefined, 'charts')
const Luck = lazyPart(() => import('../panels/luck/Luck'), undefined, 'luck')

/** px of a laptop by which a click may miss an attempt. */
const PICK_WITHIN = 6

export function Timeline() {
  const withoutTools = useHidden('timeline')
  const withoutPolls = useHidden('poll')
  const acted = useApp((state) => state.input.actions.length > 0)
  const [menuMs, setMenuMs] = useState<number | null>(null)
  const m = useMessages()
  const spanMs = useApp((state) => state.spanMs)
  const chartsOpen = useApp((state) => state.chartsOpen)
  const luckOpen = useStore(luckView, (view) => view.open)
  const comparing = useApp((state) => state.comparison !== null)
  const [sizeRef, width, unit] = useSize()
  const [wholeRef, whole] = useSize()
  const range = useTimeRange()
  const { fromMs, toMs } = range
  // Asked of the whole, not of the plot: the plot gets wider where the labels are narrow.
  const narrow = whole < NARROW_BELOW
  const groups = useClusterState(visibleGroups, sameJson)
  const layout = laneLayout(groups.length, narrow)
  const short = shortNames(groups.map(({ name }) => name))
  const lanesHeight = MARKS_HEIGHT + groups.length * layout.height
  const plotRef = useRef<HTMLDivElement | null>(null)
  const plotElement = useCallback(
    (element: HTMLDivElement | null) => {
      plotRef.current = element
      sizeRef(element)
    },
    [sizeRef],
  )
  const axis = useTimeAxis(range, width)

  // Where the playhead is, and how much of what is drawn has happened.
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
    place()
    // The playhead creeps: it follows with what is read.
    return frames.subscribe(place)
  }, [axis, unit])

  // A click upon an attempt selects its message.
  const pickAttempt = (x: number, y: number) => {
    const row = Math.floor((y - MARKS_HEIGHT) / layout.height)
    const group = groups[row]
    const { run, seenMs } = useApp.getState()
    const atMs = axis.toTime(x)
    if (!group || y < MARKS_HEIGHT + row * layout.height + layout.row[0]) return
    const found = attemptNear(run, group.position, atMs, ((toMs - fromMs) / width) * PICK_WITHIN)
    const entry = found === null ? null : entryAt(run.log, found)
    if (found === null || !entry || !('message' in entry) || entry.atMs > Math.max(seenMs, atMs)) return
    seek(entry.atMs)
    select({ kind: 'message', message: entry.message, logIndex: found })
  }

  const timeAt = (clientX: number): number => {
    const left = plotRef.current?.getBoundingClientRect().left ?? 0
    return roundTime(axis.toTime((clientX - left) / unit), range, width * unit)
  }
  const openMenu = (event: MouseEvent) => {
    // Marks have a menu of their own.
    if (event.defaultPrevented) return
    event.preventDefault()
    setMenuMs(timeAt(event.clientX))
  }
  const longPress = useLongPress((clientX) => setMenuMs(timeAt(clientX)))

  const zoom = (direction: 'in' | 'out') => {
    const state = useApp.getState()
    setSpan(zoomed(spanMs, timeRange(state.playheadMs, furthest(state), null), direction))
  }
  return (
    <Unit value={unit}>
      <div ref={wholeRef} className="timeline relative px-10 pb-4 embedded:px-7" data-narrow={narrow}>
        <div className="grid grid-cols-[10.4rem_minmax(0,1fr)] max-h-[min(17rem,30vh)] overflow-x-hidden overflow-y-auto in-data-[narrow=true]:grid-cols-[5.2rem_minmax(0,1fr)]">
          <div className="relative" style={{ paddingTop: MARKS_HEIGHT * unit }}>
            {!withoutTools && <LegendButton />}
            {/* In the head of the column: beside "Route polls" a plus would mean more of them. */}
            <fieldset
              hidden={withoutTools}
              className="absolute top-0 right-8 in-data-[narrow=true]:hidden flex gap-2 [&_.icon-button]:w-14 [&_.icon-button]:min-h-14 [&_.icon-button]:rounded-md max-wide:[&_.icon-button]:hidden"
              aria-label={m.page.timeline}
            >
              <IconButton
                label={m.page.zoomIn}
                title={m.page.zoomIn}
                onClick={() => zoom('in')}
                disabled={toMs - fromMs <= MIN_RANGE_MS}
              >
                {icons.zoomIn}
              </IconButton>
              <IconButton
                label={m.page.zoomOut}
                title={m.page.zoomOut}
                onClick={() => zoom('out')}
                disabled={spanMs === null}
              >
                {icons.zoomOut}
              </IconButton>
            </fieldset>
            {comparing && (
              <span
                className="absolute top-px left-36 grid place-items-center min-w-13 h-13 rounded-sm bg-text text-panel text-fine font-bold leading-none"
                role="img"
                aria-label={m.page.timelineOfA}
                title={m.page.timelineOfA}
              >
                A
              </span>
            )}
            {groups.map((group, row) => (
              <LaneLabel
                key={group.position}
                position={group.position}
                name={group.name}
                shortName={short[row] ?? group.name}
                narrow={narrow}
                height={layout.height * unit}
                tall={layout.height >= 30}
              />
            ))}
            <div
              className="sticky bottom-0 bg-panel flex items-center pr-8 text-muted whitespace-nowrap in-data-[narrow=true]:items-start in-data-[narrow=true]:text-fine"
              style={{ height: (POLLS_HEIGHT + AXIS_HEIGHT) * unit }}
            >
              <span>{!withoutPolls && m.page.routeLane}</span>
            </div>
          </div>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter on the slider within asks for the same menu */}
          {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: see above */}
          <div
            ref={plotElement}
            className="timeline-plot [contain:layout] relative min-w-0 [&_svg]:block [&_svg]:overflow-hidden"
            onContextMenu={openMenu}
            onPointerDown={longPress.begin}
            onPointerMove={longPress.move}
            onPointerUp={longPress.end}
            onPointerCancel={longPress.end}
          >
            <Scrubber axis={axis} width={width} onPick={pickAttempt} onMenu={setMenuMs}>
              <Played
                fromMs={fromMs}
                toMs={toMs}
                width={width}
                layout={layout}
                groups={groups}
                height={lanesHeight}
                m={m}
              />
              <ToCome
                axis={axis}
                layout={layout}
                groups={groups}
                height={lanesHeight}
                range={range}
                width={width}
                m={m}
                withoutPolls={withoutPolls}
              />
            </Scrubber>
            <Suspense>{acted && <ActionMarks axis={axis} range={range} height={lanesHeight} width={width} />}</Suspense>
            <div className="timeline-foot sticky bottom-0 bg-panel [&_svg]:overflow-visible">
              {!withoutPolls && <NextPoll axis={axis} range={range} width={width} m={m} />}
              <Foot axis={axis} range={range} width={width} m={m} withoutPolls={withoutPolls} />
              <BreakpointSigns axis={axis} range={range} />
            </div>
            {menuMs !== null && (
              <Suspense>
                <AxisMenu x={axis.toX(menuMs) * unit} atMs={menuMs} onClose={() => setMenuMs(null)} />
              </Suspense>
            )}
            <div
              className="playhead at-playhead absolute top-[4px] left-[-1px] w-[2px] bg-text will-change-transform pointer-events-none z-4 before:absolute before:top-[-4px] before:left-[-6px] before:w-[14px] before:h-[8px] before:[clip-path:polygon(0_0,100%_0,50%_100%)] before:bg-text"
              // Down to the ticks: the words below them stay whole.
              style={{ bottom: (AXIS_HEIGHT - 4) * unit }}
              aria-hidden="true"
            />
            <HairLine axis={axis} width={width} />
          </div>
        </div>
        {chartsOpen && width > 0 && (
          <Suspense>
            <Charts axis={axis} range={range} width={width} narrow={narrow} />
          </Suspense>
        )}
        {luckOpen && (
          <Suspense>
            <Luck />
          </Suspense>
        )}
      </div>
    </Unit>
  )
}
