// How the charts are looked at: which one where there is room for one, what the shares are of, and the moment or stretch
// that is pointed at. The first two are kept in this browser.

import { createStore } from 'zustand/vanilla'
import { loadChartView, saveChartView } from '../io/storage'
import type { TimeRange } from './timeRange'

export const CHARTS = ['sends', 'latency', 'share'] as const
export type ChartName = (typeof CHARTS)[number]
export const SHARES = ['broker', 'queue'] as const
export type ShareBy = (typeof SHARES)[number]

export interface ChartView {
  chart: ChartName
  shareBy: ShareBy
  /** Moment under the pointer or the keys, ms of virtual time; null follows the playhead. */
  pointedMs: number | null
  /** Stretch being drawn. */
  stretch: TimeRange | null
}

function startView(): ChartView {
  const [chart, shareBy] = loadChartView().split(' ')
  return {
    chart: CHARTS.find((name) => name === chart) ?? 'sends',
    shareBy: SHARES.find((name) => name === shareBy) ?? 'broker',
    pointedMs: null,
    stretch: null,
  }
}

export const chartView = createStore<ChartView>(startView)

/** Chooses what the charts show, and keeps it. */
export function chooseChart(choice: Partial<Pick<ChartView, 'chart' | 'shareBy'>>): void {
  chartView.setState(choice)
  const { chart, shareBy } = chartView.getState()
  saveChartView(`${chart} ${shareBy}`)
}

/** Points at a moment, or at nothing; a stretch is kept only if it is given again. */
export const pointAt = (pointedMs: number | null, stretch: TimeRange | null = null): void =>
  chartView.setState({ pointedMs, stretch })
