// The charts below the timeline, on its axis: sends by outcome, latency, share per Broker and queue. Drawn again when a bin
// is full or the range is another one; per frame only the playhead and the veil over what lies behind it move.

import { useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { binsBetween, prepareSeries, queuesOf } from '../../../projections/series'
import { hasStoreSeries, prepareStoreSeries, storeFiguresBetween } from '../../../projections/storeSeries'
import type { Run } from '../../../rocketmq'
import { setSpan } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { CHARTS, chartView, chooseChart } from '../../../session/chartView'
import { frames, sameJson } from '../../../session/runViews'
import type { TimeRange } from '../../../session/timeRange'
import { binWidth } from '../../../stage/charts'
import type { TimeAxis } from '../../../stage/timeAxis'
import { Button } from '../../kit/Button'
import { Segmented } from '../../kit/Segmented'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { HairLine } from '../../timeline/HairLine'
import { Unit } from '../../timeline/plot'
import { PARTS } from './ChartParts'
import { CsvMenu } from './CsvMenu'
import { shareMembers, stretchText } from './figures'
import { Patterns } from './Patterns'
import { StretchMark, Surface } from './Surface'
import { type MomentFigures, useFigures, useRead } from './useFigures'

interface ChartsProps {
  axis: TimeAxis
  range: TimeRange
  /** Of the plot, px of a laptop. */
  width: number
  narrow: boolean
}

/** Heights in px of a laptop. */
const HEIGHT_OF_ONE = 66
const HEIGHT_OF_EACH = 46

/** Windows too low for three charts under the stage; on a phone one scrolls anyway. */
const LOW_WINDOW = '(max-height: 860px) and (min-width: 860px)'

function useMedia(query: string): boolean {
  const media = useMemo(() => matchMedia(query), [query])
  return useSyncExternalStore(
    (listener) => {
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => media.matches,
  )
}

export default function Charts({ axis, range, width, narrow }: ChartsProps) {
  const m = useMessages('charts')
  const unit = useContext(Unit)
  const run = useApp((state) => state.run)
  const otherRun = useApp((state) => state.comparison?.run ?? null)
  const { chart, shareBy } = useStore(chartView)
  const low = useMedia(LOW_WINDOW)
  const zoomed = useApp((state) => state.spanMs !== null)
  const binMs = binWidth(range.toMs - range.fromMs, width, run.input.scenario.settings.sendIntervalMs)
  // Only bins that are full, so that nothing changes while a bin fills, and nothing ahead of what was seen.
  const seenBins = useApp((state) => Math.floor((Math.floor(state.seenMs) + 1) / binMs))
  const endMs = Math.min(seenBins * binMs, Math.ceil(range.toMs / binMs) * binMs)
  const ready = useRead(run, prepareSeries)
  const otherReady = useRead(otherRun, prepareSeries)
  const bins = useMemo(
    () => (ready ? binsBetween(run, binMs, range.fromMs, endMs) : []),
    [run, ready, binMs, range.fromMs, endMs],
  )
  const otherBins = useMemo(
    () => (otherRun && otherReady ? binsBetween(otherRun, binMs, range.fromMs, endMs) : null),
    [otherRun, otherReady, binMs, range.fromMs, endMs],
  )
  const names = useClusterState((state) => state.brokerGroups.map(({ brokerName }) => brokerName), sameJson)
  const queueCount = useQueueCount(run, ready, endMs)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list of queues is the same object while it grows
  const members = useMemo(
    () => shareMembers(ready ? queuesOf(run) : [], shareBy, (group) => names[group] ?? `#${group}`),
    [run, ready, shareBy, names, queueCount],
  )
  const moment = useFigures(run, binMs, ready)
  const hasStore = hasStoreSeries(run)
  const peaksReady = useRead(hasStore ? run : null, prepareStoreSeries)
  const { figures } = moment
  const peaks = peaksReady && figures ? storeFiguresBetween(run, figures.fromMs, figures.toMs) : null
  const offered = CHARTS.filter((name) => name !== 'store' || hasStore)
  const chosen = offered.includes(chart) ? chart : 'sends'
  const shown = low ? [chosen] : offered
  const height = low ? HEIGHT_OF_ONE : HEIGHT_OF_EACH
  const parts = { run, otherRun, bins, otherBins, axis, width, height, members, moment, alone: low, narrow }
  return (
    <section
      className="charts py-2 text-small [&_.hair-line]:z-1"
      data-narrow={narrow}
      data-low={low}
      aria-label={m.charts.region}
    >
      <Patterns />
      <div className="flex flex-wrap items-center gap-y-3 gap-x-6 py-2.5 border-t border-line [&_:is(.button,.segmented_button)]:min-h-18 [&_.button]:min-w-34 [&_.button]:gap-3.5 [&_.button:disabled]:opacity-45 [&_.button:disabled]:cursor-default max-wide:[&_.button]:min-h-30">
        <MomentText moment={moment} ready={ready} />
        {low && (
          <Segmented
            label={m.charts.which}
            value={chosen}
            options={offered.map((name) => [name, m.charts[name]] as const)}
            onChange={(name) => chooseChart({ chart: name })}
          />
        )}
        <span className="flex-1 min-w-0 truncate text-right text-muted max-wide:hidden">
          {otherRun ? m.charts.otherRun : m.charts.pointerHint}
        </span>
        <Button title={m.charts.showAllHint} onClick={() => setSpan(null)} disabled={!zoomed}>
          {m.charts.showAll}
        </Button>
        {ready && <CsvMenu run={run} range={range} binMs={binMs} names={names} />}
      </div>
      <div
        className="relative grid grid-cols-[10.4rem_minmax(0,1fr)] in-data-[narrow=true]:grid-cols-[5.2rem_minmax(0,1fr)]"
        style={{ '--plot-width': `${width * unit}px` } as React.CSSProperties}
      >
        {shown.map((name) => {
          const Part = PARTS[name]
          return <Part key={name} {...parts} />
        })}
        <div className="absolute inset-y-0 right-auto left-104 w-(--plot-width) overflow-hidden in-data-[narrow=true]:left-52">
          <Overlay axis={axis} />
          <StretchMark axis={axis} />
          <HairLine axis={axis} width={width} />
          <Surface
            axis={axis}
            range={range}
            width={width}
            binMs={binMs}
            members={members}
            moment={moment}
            peaks={peaks}
          />
        </div>
      </div>
      <p className="pt-3 text-muted in-data-[narrow=false]:hidden">
        {(
          [
            ['sendsShort', 'sendsNote'],
            ['latencyShort', 'latencyNote'],
          ] as const
        ).map(([name, note]) => (
          <span key={name}>
            {m.charts[name]}
            {m.format.colon}
            {m.charts[note]}
            {m.format.fullStop}
          </span>
        ))}
      </p>
    </section>
  )
}

/** How many queues had been written to by then: more of them make more parts of the shares. */
const useQueueCount = (run: Run, ready: boolean, endMs: number): number =>
  // biome-ignore lint/correctness/useExhaustiveDependencies: the run grows with the moment
  useMemo(() => (ready ? queuesOf(run).length : 0), [run, ready, endMs])

/** Which moment the figures are of. */
function MomentText({ moment: { figures, unfinished }, ready }: { moment: MomentFigures; ready: boolean }) {
  const m = useMessages('charts')
  return (
    <output className="min-w-108 font-semibold whitespace-nowrap max-wide:flex-1">
      {figures ? stretchText(figures.fromMs, figures.toMs) : ready ? m.charts.notSeen : m.charts.reading}
      {unfinished && <span className="text-muted"> {m.charts.unfinished}</span>}
    </output>
  )
}

/** The playhead, and a veil over what lies behind it. */
function Overlay({ axis }: { axis: TimeAxis }) {
  const unit = useContext(Unit)
  const ref = useRef<HTMLDivElement | null>(null)
  useEffect(() => {
    const place = () => {
      const line = ref.current
      if (line) line.style.transform = `translateX(${(axis.toX(useApp.getState().playheadMs) * unit).toFixed(1)}px)`
    }
    place()
    return frames.subscribe(place)
  }, [axis, unit])
  return (
    <div
      ref={ref}
      className="charts-veil absolute inset-0 border-l-2 border-text ml-[-1px] bg-panel/62 will-change-transform pointer-events-none"
      aria-hidden="true"
    />
  )
}
