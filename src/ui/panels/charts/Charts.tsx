// The charts below the timeline, on its axis: sends by outcome, latency, share per Broker and queue. Drawn again when a bin
// is full or the range is another one; per frame only the playhead and the veil over what lies behind it move.

import { type ReactNode, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { binsBetween, queuesOf, type SeriesBin } from '../../../projections/series'
import { setSpan } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { CHARTS, type ChartName, chartView, chooseChart, SHARES } from '../../../session/chartView'
import { frames, sameJson } from '../../../session/clock'
import type { TimeRange } from '../../../session/timeRange'
import {
  binWidth,
  highestRate,
  latencyBounds,
  latencyGeometry,
  latencyLine,
  roundedUp,
  sendsGeometry,
  shareGeometry,
  storedLine,
} from '../../../stage/charts'
import type { TimeAxis } from '../../../stage/timeAxis'
import { Button } from '../../kit/Button'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { HairLine } from '../../timeline/HairLine'
import { Drawing, Unit } from '../../timeline/plot'
import { CsvMenu } from './CsvMenu'
import { msText, percentText, rateText, type ShareMember, shareMembers, stretchText, sumAt } from './figures'
import { Patterns, Swatch, shareFill } from './Patterns'
import { StretchMark, Surface } from './Surface'
import { type MomentFigures, useFigures } from './useFigures'

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
  const m = useMessages()
  const unit = useContext(Unit)
  const run = useApp((state) => state.run)
  const otherRun = useApp((state) => state.comparison?.run ?? null)
  const { chart, shareBy } = useStore(chartView)
  const low = useMedia(LOW_WINDOW)
  const zoomed = useApp((state) => state.spanMs !== null)
  const binMs = binWidth(range.toMs - range.fromMs, width)
  // Only bins that are full, so that nothing changes while a bin fills, and nothing ahead of what was seen.
  const seenBins = useApp((state) => Math.floor((Math.floor(state.seenMs) + 1) / binMs))
  const endMs = Math.min(seenBins * binMs, Math.ceil(range.toMs / binMs) * binMs)
  const bins = useMemo(() => binsBetween(run, binMs, range.fromMs, endMs), [run, binMs, range.fromMs, endMs])
  const otherBins = useMemo(
    () => (otherRun ? binsBetween(otherRun, binMs, range.fromMs, endMs) : null),
    [otherRun, binMs, range.fromMs, endMs],
  )
  const names = useClusterState((state) => state.brokerGroups.map(({ brokerName }) => brokerName), sameJson)
  const queueCount = useQueueCount(run, endMs)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list of queues is the same object while it grows
  const members = useMemo(
    () => shareMembers(queuesOf(run), shareBy, (group) => names[group] ?? `#${group}`),
    [run, shareBy, names, queueCount],
  )
  const moment = useFigures(run, binMs)
  const shown: readonly ChartName[] = low ? [chart] : CHARTS
  const height = low ? HEIGHT_OF_ONE : HEIGHT_OF_EACH
  const parts = { bins, otherBins, axis, width, height, members, moment, alone: low, narrow }
  return (
    <section
      className="charts py-2 text-small [&_.hair-line]:z-1"
      data-narrow={narrow}
      data-low={low}
      aria-label={m.charts.region}
    >
      <Patterns />
      <div className="flex flex-wrap items-center gap-y-3 gap-x-6 py-2.5 border-t border-line [&_:is(.button,.segmented_button)]:min-h-18 [&_.button]:min-w-34 [&_.button]:gap-3.5 [&_.button:disabled]:opacity-45 [&_.button:disabled]:cursor-default max-wide:[&_.button]:min-h-30">
        <MomentText moment={moment} />
        {low && (
          <fieldset className="segmented" aria-label={m.charts.which}>
            {CHARTS.map((name) => (
              <button
                key={name}
                type="button"
                aria-pressed={name === chart}
                onClick={() => chooseChart({ chart: name })}
              >
                {m.charts[name]}
              </button>
            ))}
          </fieldset>
        )}
        <span className="flex-1 min-w-0 truncate text-right text-muted max-wide:hidden">
          {otherRun ? m.charts.otherRun : m.charts.pointerHint}
        </span>
        <Button title={m.charts.showAllHint} onClick={() => setSpan(null)} disabled={!zoomed}>
          {m.charts.showAll}
        </Button>
        <CsvMenu run={run} range={range} binMs={binMs} names={names} />
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
          <Surface axis={axis} range={range} width={width} binMs={binMs} members={members} moment={moment} />
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
const useQueueCount = (run: Parameters<typeof queuesOf>[0], endMs: number): number =>
  // biome-ignore lint/correctness/useExhaustiveDependencies: the run grows with the moment
  useMemo(() => queuesOf(run).length, [run, endMs])

/** Which moment the figures are of. */
function MomentText({ moment: { figures, unfinished } }: { moment: MomentFigures }) {
  const m = useMessages()
  return (
    <output className="min-w-108 font-semibold whitespace-nowrap max-wide:flex-1">
      {figures ? stretchText(figures.fromMs, figures.toMs) : m.charts.notSeen}
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

interface PartProps {
  bins: SeriesBin[]
  otherBins: SeriesBin[] | null
  axis: TimeAxis
  width: number
  height: number
  members: ShareMember[]
  moment: MomentFigures
  /** The only chart on the screen: its name is on the switch above. */
  alone: boolean
  narrow: boolean
}

const PARTS: Record<ChartName, (props: PartProps) => ReactNode> = { sends: Sends, latency: Latency, share: Share }

/** One chart: its name and scale at the left, its legend with the figures of the moment above the plot. */
function Chart({
  title,
  alone,
  note,
  upper,
  lower,
  width,
  height,
  legend,
  extra,
  children,
}: {
  title: string
  alone: boolean
  note?: string
  upper: string
  lower: string
  width: number
  height: number
  legend: ReactNode
  extra?: ReactNode
  children: ReactNode
}) {
  const unit = useContext(Unit)
  return (
    <>
      <div className="flex flex-col relative min-w-0 pr-5" title={note}>
        <span
          className={
            alone
              ? 'chart-title font-semibold leading-[1.35] absolute size-px overflow-hidden [clip-path:inset(50%)] whitespace-nowrap'
              : 'chart-title font-semibold leading-[1.35]'
          }
        >
          {title}
        </span>
        {extra}
        <span
          className="absolute right-5 bottom-2 flex flex-col justify-between items-end text-muted text-fine leading-none whitespace-nowrap pointer-events-none"
          style={{ height: height * unit }}
        >
          <span>{upper}</span>
          <span>{lower}</span>
        </span>
      </div>
      <div className="w-(--plot-width) min-w-0 pb-2 [&_svg]:block [&_svg]:overflow-hidden">
        <div className="chart-legend relative z-2 bg-panel flex items-center gap-x-10 h-14 pl-2 overflow-hidden whitespace-nowrap max-wide:flex-wrap max-wide:h-auto max-wide:min-h-14">
          {legend}
        </div>
        <Drawing width={width} height={height}>
          <path
            className="stroke-line fill-none"
            d={`M0 .5H${width}M0 ${height / 2}H${width}M0 ${height - 0.5}H${width}`}
          />
          {children}
        </Drawing>
      </div>
    </>
  )
}

/** A sign, a word and the figure of the moment. */
function Key({ sign, name, value }: { sign: ReactNode; name: string; value: string }) {
  return (
    <span className="min-w-0 max-w-full inline-flex items-center gap-3.5 [&>svg]:flex-none">
      {sign}
      <span className="text-muted max-w-160 min-w-0 overflow-hidden text-ellipsis" title={name}>
        {name}
      </span>
      <b>{value}</b>
    </span>
  )
}

function Sends({ bins, otherBins, axis, width, height, alone, narrow, moment: { figures } }: PartProps) {
  const m = useMessages()
  const top = roundedUp(Math.max(highestRate(bins), otherBins ? highestRate(otherBins) : 0))
  const drawn = useMemo(() => sendsGeometry(bins, axis, height, top), [bins, axis, height, top])
  const other = useMemo(
    () => (otherBins ? storedLine(otherBins, axis, height, top) : null),
    [otherBins, axis, height, top],
  )
  const outcomes = ['storedFirstTry', 'storedAfterRetry', 'failed'] as const
  return (
    <Chart
      title={narrow ? m.charts.sendsShort : m.charts.sends}
      alone={alone}
      note={m.charts.sendsNote}
      upper={`${m.format.number(top)} ${m.charts.perSecond}`}
      lower="0"
      width={width}
      height={height}
      legend={
        <>
          {outcomes.map((outcome) => (
            <Key
              key={outcome}
              sign={<Swatch fill={OUTCOME_FILL[outcome]} />}
              name={m.charts[outcome]}
              value={figures ? rateText(figures[outcome], figures, m) : '–'}
            />
          ))}
          <span className="text-muted min-w-0 overflow-hidden text-ellipsis in-data-[narrow=true]:hidden">
            {m.charts.sendsNote}
          </span>
        </>
      }
    >
      {outcomes.map((outcome) => (
        <path key={outcome} data-series={outcome} d={drawn[outcome]} fill={OUTCOME_FILL[outcome]} />
      ))}
      {other !== null && <path className="fill-none stroke-text stroke-1" d={other} />}
    </Chart>
  )
}

const OUTCOME_FILL = {
  storedFirstTry: 'var(--good)',
  storedAfterRetry: 'url(#chart-retried)',
  failed: 'url(#chart-failed)',
} as const

function Latency({ bins, otherBins, axis, width, height, alone, narrow, moment: { figures } }: PartProps) {
  const m = useMessages()
  const [low, high] = latencyBounds(otherBins ? [...bins, ...otherBins] : bins)
  const drawn = useMemo(() => latencyGeometry(bins, axis, height, [low, high]), [bins, axis, height, low, high])
  const other = useMemo(
    () => (otherBins ? latencyLine(otherBins, axis, height, [low, high], 'p99Ms') : null),
    [otherBins, axis, height, low, high],
  )
  return (
    <Chart
      title={narrow ? m.charts.latencyShort : m.charts.latency}
      alone={alone}
      note={m.charts.latencyNote}
      upper={msText(high, m)}
      lower={msText(low, m)}
      width={width}
      height={height}
      legend={
        <>
          <Key sign={<LineSign name="chart-p50" />} name="p50" value={msText(figures?.p50Ms ?? null, m)} />
          <Key sign={<LineSign name="chart-p99" />} name="p99" value={msText(figures?.p99Ms ?? null, m)} />
          <Key sign={<CrossSign />} name={m.charts.slowestFailed} value={msText(figures?.slowestFailedMs ?? null, m)} />
          <span className="text-muted min-w-0 overflow-hidden text-ellipsis in-data-[narrow=true]:hidden">
            {m.charts.latencyNote}
          </span>
        </>
      }
    >
      <path className="fill-flight-soft opacity-55" d={drawn.band} />
      <path className="fill-none stroke-flight stroke-[1.3] [stroke-dasharray:3_2]" d={drawn.p99} />
      <path className="fill-none stroke-flight stroke-2" data-series="p50" d={drawn.p50} />
      {other !== null && <path className="fill-none stroke-text stroke-1" d={other} />}
      {drawn.outliers.map(({ x, y }) => (
        <circle key={x} className="fill-avoid" cx={x} cy={y} r={1.8} />
      ))}
      <path
        className="fill-none stroke-bad stroke-[1.8] [stroke-linecap:round]"
        d={drawn.failed.map(({ x, y }) => cross(x, y)).join('')}
      />
    </Chart>
  )
}

const cross = (x: number, y: number): string => `M${(x - 2.5).toFixed(1)} ${(y - 2.5).toFixed(1)}l5 5m0 -5l-5 5`

const LineSign = ({ name }: { name: string }) => (
  <svg width="1.2em" height="0.8em" viewBox="0 0 16 10" aria-hidden="true">
    <path className={name} d="M0 5H16" />
  </svg>
)

const CrossSign = () => (
  <svg width="0.8em" height="0.8em" viewBox="0 0 10 10" aria-hidden="true">
    <path className="fill-none stroke-bad stroke-[1.8] [stroke-linecap:round]" d={cross(5, 5)} />
  </svg>
)

/** Room that one part of the shares takes in the legend, px of a laptop: with all its words, and with the least. */
const LONG_KEY = 172
const SHORT_KEY = 88

function Share({ bins, axis, width, height, alone, narrow, members, moment: { figures, totals } }: PartProps) {
  const m = useMessages()
  const shareBy = useStore(chartView, (view) => view.shareBy)
  const paths = useMemo(
    () =>
      shareGeometry(
        bins,
        axis,
        height,
        members.map(({ positions }) => positions),
      ),
    [bins, axis, height, members],
  )
  const all = figures ? figures.copies.reduce((sum, copies) => sum + copies, 0) : 0
  const long = members.length * LONG_KEY <= width || members.length <= 2
  const named = long ? members : members.slice(0, Math.floor(width / SHORT_KEY) - 1)
  const shareText = (positions: readonly number[]): string => {
    if (!figures) return '–'
    const percent = percentText(sumAt(figures.copies, positions), all)
    if (!long) return percent
    return `${percent} · ${m.charts.inAll(m.format.number(sumAt(totals, positions)))}`
  }
  return (
    <Chart
      title={narrow ? m.charts.shareShort : m.charts.share}
      alone={alone}
      upper="100%"
      lower="0"
      width={width}
      height={height}
      extra={
        <fieldset
          className="segmented self-start mt-2 in-data-[narrow=true]:flex-col [&_button]:min-h-18 [&_button]:px-4.5 [&_button]:py-0 [&_button]:text-fine max-wide:[&_button]:min-h-23"
          aria-label={m.charts.shareBy}
        >
          {SHARES.map((by) => (
            <button key={by} type="button" aria-pressed={by === shareBy} onClick={() => chooseChart({ shareBy: by })}>
              {by === 'broker' ? m.charts.byBroker : m.charts.byQueue}
            </button>
          ))}
        </fieldset>
      }
      legend={
        <>
          {named.map(({ key, name, shortName, positions }, position) => (
            <Key
              key={key}
              sign={<Swatch fill={shareFill(position)} />}
              name={long ? name : shortName}
              value={shareText(positions)}
            />
          ))}
          {members.length > named.length && (
            <span className="text-muted min-w-0 overflow-hidden text-ellipsis">
              {m.charts.more(m.format.number(members.length - named.length))}
            </span>
          )}
        </>
      }
    >
      {paths.map((path, position) => (
        <path key={members[position]?.key} data-series={members[position]?.name} d={path} fill={shareFill(position)} />
      ))}
    </Chart>
  )
}
