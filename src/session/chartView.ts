// How the charts are looked at: which one where there is room for one, what the shares are of, and the moment or stretch
// that is pointed at. The first three are kept in this browser.

import { createStore } from 'zustand/vanilla'
import { loadChartView, saveChartView } from '../io/storage'
import { STORE_MEASURES, type StoreMeasure } from '../projections/storeMeasures'
import type { TimeRange } from './timeRange'

/** The last one only where a run simulates the inside of Brokers. */
export const CHARTS = ['sends', 'latency', 'share', 'store'] as const
export type ChartName = (typeof CHARTS)[number]
export const SHARES = ['broker', 'queue'] as const
export type ShareBy = (typeof SHARES)[number]

export interface ChartView {
  chart: ChartName
  shareBy: ShareBy
  /** What the chart of the inside of Brokers shows. */
  measure: StoreMeasure
  /** Moment under the pointer or the keys, ms of virtual time; null follows the playhead. */
  pointedMs: number | null
  /** Stretch being drawn. */
  stretch: TimeRange | null
}

function startView(): ChartView {
  const [chart, shareBy, measure] = loadChartView().split(' ')
  return {
    chart: CHARTS.find((name) => name === chart) ?? 'sends',
    shareBy: SHARES.find((name) => name === shareBy) ?? 'broker',
    measure: STORE_MEASURES.find((name) => name === measure) ?? 'queue',
    pointedMs: null,
    stretch: null,
  }
}

export const chartView = createStore<ChartView>(startView)

/** Chooses what the charts show, and keeps it. */
export function chooseChart(choice: Partial<Pick<ChartView, 'chart' | 'shareBy' | 'measure'>>): void {
  chartView.setState(choice)
  const { chart, shareBy, measure } = chartView.getState()
  saveChartView(`${chart} ${shareBy} ${measure}`)
}

/** Points at a moment, or at nothing; a stretch is kept only if it is given again. */
export const pointAt = (pointedMs: number | null, stretch: TimeRange | null = null): void =>
  chartView.setState({ pointedMs, stretch })
