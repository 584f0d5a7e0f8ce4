// The timeline: a lane per Broker group with what it really is, which attempts went there, and when a producer avoids
// it. All that is computed is drawn once per range; a curtain at the playhead hides what has not happened yet, and per
// frame nothing but the curtain and the playhead moves.

import { lazy, Suspense, useCallback, useEffect, useRef } from 'react'
import { setSpan } from '../../store/actions'
import { useApp } from '../../store/appStore'
import { onFrame, sameJson } from '../../store/clock'
import { SHORTEST_RANGE_MS, timeRange, zoomed } from '../../store/timeRange'
import { icons } from '../icons'
import { useClusterState } from '../useClusterState'
import { useTexts } from '../useWords'
import { Foot, NextPoll } from './Foot'
import { HairLine } from './HairLine'
import { LaneLabel } from './LaneLabel'
import { Played } from './Lanes'
import { AXIS_HEIGHT, laneLayout, MARKS_HEIGHT, POLLS_HEIGHT, visibleGroups } from './laneLayout'
import { NARROW_BELOW, Unit, useSize, useTimeAxis, useTimeRange } from './plot'
import { Scrubber } from './Scrubber'
import { ToCome } from './ToCome'

const ActionMarks = lazy(() => import('./ActionMarks'))

const Charts = lazy(() => import('../charts/Charts'))

export function Timeline() {
  const texts = useTexts()
  const { words } = texts
  const spanMs = useApp((state) => state.spanMs)
  const chartsOpen = useApp((state) => state.chartsOpen)
  const [sizeRef, width, unit] = useSize()
  const [wholeRef, whole] = useSize()
  const range = useTimeRange()
  const { fromMs, toMs } = range
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
  const axis = useTimeAxis(range, width)

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
            <Suspense>
              <ActionMarks axis={axis} range={range} height={lanesHeight} width={width} texts={texts} />
            </Suspense>
            <div className="timeline-foot">
              <NextPoll axis={axis} range={range} width={width} texts={texts} />
              <Foot axis={axis} range={range} width={width} texts={texts} />
            </div>
            <div className="playhead at-playhead" aria-hidden="true" />
            <HairLine axis={axis} width={width} />
          </div>
        </div>
        {chartsOpen && width > 0 && (
          <Suspense>
            <Charts axis={axis} range={range} width={width} narrow={narrow} />
          </Suspense>
        )}
      </div>
    </Unit>
  )
}
