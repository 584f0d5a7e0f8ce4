// The charts: what each draws, its scale, and its legend with the figures of the moment.

import { type ReactNode, useMemo } from 'react'
import { useStore } from 'zustand'
import { type ChartName, chartView, chooseChart, SHARES } from '../../../session/chartView'
import {
  highestRate,
  latencyBounds,
  latencyGeometry,
  latencyLine,
  roundedUp,
  sendsGeometry,
  shareGeometry,
  storedLine,
} from '../../../stage/charts'
import { Segmented } from '../../kit/Segmented'
import { useMessages } from '../../shell/useMessages'
import { Chart, Key, LineSign, type PartProps } from './ChartFrame'
import { msText, percentText, rateText, sumAt } from './figures'
import { Swatch, shareFill } from './Patterns'
import { Store } from './StoreChart'

export const PARTS: Record<ChartName, (props: PartProps) => ReactNode> = {
  sends: Sends,
  latency: Latency,
  share: Share,
  store: Store,
}

function Sends({ bins, otherBins, axis, width, height, alone, narrow, moment: { figures } }: PartProps) {
  const m = useMessages('charts')
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
  const m = useMessages('charts')
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
          <Key sign={<LineSign line={P50} />} name="p50" value={msText(figures?.p50Ms ?? null, m)} />
          <Key sign={<LineSign line={P99} />} name="p99" value={msText(figures?.p99Ms ?? null, m)} />
          <Key sign={<CrossSign />} name={m.charts.slowestFailed} value={msText(figures?.slowestFailedMs ?? null, m)} />
          <span className="text-muted min-w-0 overflow-hidden text-ellipsis in-data-[narrow=true]:hidden">
            {m.charts.latencyNote}
          </span>
        </>
      }
    >
      <path className="fill-flight-soft opacity-55" d={drawn.band} />
      <path className={P99} d={drawn.p99} />
      <path className={P50} data-series="p50" d={drawn.p50} />
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

/** How the two percentiles are drawn, in the chart and in its legend. */
const P50 = 'fill-none stroke-flight stroke-2'
const P99 = 'fill-none stroke-flight stroke-[1.3] [stroke-dasharray:3_2]'

const CrossSign = () => (
  <svg width="0.8em" height="0.8em" viewBox="0 0 10 10" aria-hidden="true">
    <path className="fill-none stroke-bad stroke-[1.8] [stroke-linecap:round]" d={cross(5, 5)} />
  </svg>
)

/** Room that one part of the shares takes in the legend, px of a laptop: with all its words, and with the least. */
const LONG_KEY = 172
const SHORT_KEY = 88

function Share({ bins, axis, width, height, alone, narrow, members, moment: { figures, totals } }: PartProps) {
  const m = useMessages('charts')
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
      // A narrow column has room for the selector only; the legend has the percentages.
      upper={narrow ? '' : '100%'}
      lower={narrow ? '' : '0'}
      width={width}
      height={height}
      extra={
        <Segmented
          label={m.charts.shareBy}
          className="self-start mt-2 in-data-[narrow=true]:flex-col [&_button]:min-h-18 [&_button]:px-3 [&_button]:py-0 [&_button]:text-fine max-wide:[&_button]:min-h-23"
          value={shareBy}
          options={SHARES.map((by) => [by, by === 'broker' ? m.charts.byBroker : m.charts.byQueue] as const)}
          onChange={(by) => chooseChart({ shareBy: by })}
        />
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
