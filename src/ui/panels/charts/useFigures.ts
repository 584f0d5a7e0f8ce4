// Which figures the charts speak of at this moment: those of the stretch being drawn, of the bin that is pointed at, or of
// the last full bin before the playhead. Never more than has been seen.

import { useMemo } from 'react'
import { useStore } from 'zustand'
import { copiesBefore, figuresBetween, type SeriesBin } from '../../../projections/series'
import type { Run } from '../../../rocketmq'
import { useApp } from '../../../session/appStore'
import { chartView } from '../../../session/chartView'
import { isRead, lateFacts } from '../../../session/lateFacts'

export interface MomentFigures {
  /** null where nothing of it has been seen, or the log is still being read. */
  figures: SeriesBin | null
  /** Copies written until its end, by position in queuesOf. */
  totals: number[]
  /** The stretch goes on: only its part that was seen is counted. */
  unfinished: boolean
  pointed: boolean
}

/** Whether facts of a run can be asked: a long log not asked about before is read in pieces first. */
export function useRead(run: Run | null, prepare: Parameters<typeof isRead>[1]): boolean {
  useStore(lateFacts)
  return run !== null && isRead(run, prepare)
}

/** @param ready - whether the run can be asked */
export function useFigures(run: Run, binMs: number, ready: boolean): MomentFigures {
  const pointedBin = useStore(chartView, ({ pointedMs }) => (pointedMs === null ? null : Math.floor(pointedMs / binMs)))
  const stretchKey = useStore(chartView, ({ stretch }) => (stretch ? `${stretch.fromMs} ${stretch.toMs}` : ''))
  const [stretchFrom, stretchTo] = stretchKey.split(' ').map(Number)
  const pointed = stretchKey !== '' || pointedBin !== null
  const fromMs = useApp(({ playheadMs }) => {
    if (stretchKey !== '') return stretchFrom
    if (pointedBin !== null) return pointedBin * binMs
    return Math.max(0, Math.floor((Math.floor(playheadMs) + 1) / binMs) - 1) * binMs
  })
  const endMs = stretchKey !== '' ? stretchTo : fromMs + binMs
  // Before the first bin is full there is only what was played.
  const toMs = useApp(({ playheadMs, seenMs }) => Math.min(endMs, Math.floor(pointed ? seenMs : playheadMs) + 1))
  return useMemo(() => {
    if (!ready || toMs <= fromMs) return { figures: null, totals: [], unfinished: false, pointed }
    return {
      figures: figuresBetween(run, fromMs, toMs),
      totals: copiesBefore(run, toMs),
      unfinished: toMs < endMs,
      pointed,
    }
  }, [run, ready, fromMs, toMs, endMs, pointed])
}
