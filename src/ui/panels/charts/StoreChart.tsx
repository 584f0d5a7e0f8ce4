// The inside of Brokers: one measure at a time, of the Broker group that has most of it.

import { useMemo } from 'react'
import { useStore } from 'zustand'
import { STORE_MEASURES, type StoreMeasure } from '../../../projections/storeMeasures'
import { highestOf, prepareStoreSeries, storeFiguresBetween } from '../../../projections/storeSeries'
import type { Run } from '../../../rocketmq'
import { chartView, chooseChart } from '../../../session/chartView'
import { sameJson } from '../../../session/runViews'
import { peakLine, roundedUp } from '../../../stage/charts'
import { Segmented } from '../../kit/Segmented'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { Chart, Key, LineSign, type PartProps } from './ChartFrame'
import { measureText } from './figures'
import { useRead } from './useFigures'

const LINE = 'fill-none stroke-flight stroke-2'

/** Broker groups whose figures are written out. */
const NAMED = 4

export function Store({ run, otherRun, bins, otherBins, axis, width, height, alone, narrow, moment }: PartProps) {
  const m = useMessages('charts')
  const measure = useStore(chartView, (view) => view.measure)
  const ready = useRead(run, prepareStoreSeries)
  const otherReady = useRead(otherRun, prepareStoreSeries)
  const names = useClusterState((state) => state.brokerGroups.map(({ brokerName }) => brokerName), sameJson)
  const peaks = useMemo(() => (ready ? peaksOf(run, bins, measure) : []), [run, ready, bins, measure])
  const otherPeaks = useMemo(
    () => (otherRun && otherReady && otherBins ? peaksOf(otherRun, otherBins, measure) : null),
    [otherRun, otherReady, otherBins, measure],
  )
  const top = roundedUp([...peaks, ...(otherPeaks ?? [])].reduce((most, { peak }) => Math.max(most, peak ?? 0), 0))
  const line = (of: Peak[]) => peakLine(of, axis, height, top, ({ peak }) => peak)
  const { figures } = moment
  const shown = figures && ready ? storeFiguresBetween(run, figures.fromMs, figures.toMs).peaks[measure] : []
  const note = m.charts.measureNote[measure]
  return (
    <Chart
      title={narrow ? m.charts.storeShort : m.charts.store}
      alone={alone}
      note={note}
      upper={measureText(top, measure, m)}
      lower="0"
      width={width}
      height={height}
      legend={
        <>
          <Segmented
            label={m.charts.storeMeasure}
            className="[&_button]:min-h-18 [&_button]:px-4.5 [&_button]:py-0 [&_button]:text-fine max-wide:[&_button]:min-h-23"
            value={measure}
            options={STORE_MEASURES.map((one) => [one, m.charts.measure[one]] as const)}
            onChange={(one) => chooseChart({ measure: one })}
          />
          {shown.slice(0, NAMED).map((value, group) => (
            <Key
              key={names[group] ?? group}
              sign={<LineSign line={LINE} />}
              name={(names[group] ?? `#${group}`).replace(/^broker-/, '')}
              value={value === null ? '–' : measureText(value, measure, m)}
            />
          ))}
          {shown.length > NAMED && (
            <span className="text-muted">{m.charts.more(m.format.number(shown.length - NAMED))}</span>
          )}
          <span className="text-muted min-w-0 overflow-hidden text-ellipsis in-data-[narrow=true]:hidden">{note}</span>
        </>
      }
    >
      <path className={LINE} data-series={measure} d={line(peaks)} />
      {otherPeaks !== null && <path className="fill-none stroke-text stroke-1" d={line(otherPeaks)} />}
    </Chart>
  )
}

interface Peak {
  fromMs: number
  toMs: number
  peak: number | null
}

const peaksOf = (run: Run, bins: PartProps['bins'], measure: StoreMeasure): Peak[] =>
  bins.map(({ fromMs, toMs }) => ({
    fromMs,
    toMs,
    peak: highestOf(storeFiguresBetween(run, fromMs, toMs), measure),
  }))
