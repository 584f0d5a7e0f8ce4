// Takes pointer and keys for all charts at once: pointing at a moment, going there, drawing a stretch to zoom into.

import { type KeyboardEvent, type PointerEvent, useContext, useId, useRef } from 'react'
import { useStore } from 'zustand'
import type { StoreBin } from '../../../projections/storeSeries'
import { seek, showStretch } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { chartView, pointAt } from '../../../session/chartView'
import { drawnStretch, type TimeRange } from '../../../session/timeRange'
import type { TimeAxis } from '../../../stage/timeAxis'
import { useMessages } from '../../shell/useMessages'

import { Unit } from '../../timeline/plot'
import { type ShareMember, spokenFigures } from './figures'
import type { MomentFigures } from './useFigures'

/** px of the screen that a pointer may move and still have clicked. */
const CLICK_PX = 5

export function Surface({
  axis,
  range,
  width,
  binMs,
  members,
  moment,
  peaks,
}: {
  axis: TimeAxis
  range: TimeRange
  width: number
  binMs: number
  members: readonly ShareMember[]
  moment: MomentFigures
  /** Of the same stretch, where the store is simulated. */
  peaks: StoreBin | null
}) {
  const m = useMessages('charts')
  const unit = useContext(Unit)
  const hintId = useId()
  const pointedMs = useStore(chartView, (view) => view.pointedMs)
  /** Where the pointer went down, and whether it has moved away from there. */
  const grip = useRef<{ clientX: number; atMs: number; drawn: boolean } | null>(null)
  /** Where the stretch begins that the keys draw. */
  const keyedFromMs = useRef<number | null>(null)

  const timeAt = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return axis.toTime(Math.min(Math.max(0, (event.clientX - box.left) / unit), width))
  }
  const stretchBetween = (oneMs: number, otherMs: number): TimeRange =>
    oneMs <= otherMs ? { fromMs: oneMs, toMs: otherMs } : { fromMs: otherMs, toMs: oneMs }
  const zoomInto = ({ fromMs, toMs }: TimeRange) =>
    showStretch(drawnStretch(fromMs, toMs, range, useApp.getState().seenMs))

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const atMs = timeAt(event)
    const held = grip.current
    if (held && Math.abs(event.clientX - held.clientX) > CLICK_PX) held.drawn = true
    pointAt(atMs, held?.drawn ? stretchBetween(held.atMs, atMs) : null)
  }
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    const held = grip.current
    grip.current = null
    if (!held) return
    const atMs = timeAt(event)
    if (held.drawn) zoomInto(stretchBetween(held.atMs, atMs))
    else seek(atMs)
    pointAt(event.pointerType === 'mouse' ? atMs : null)
  }
  const letGo = () => {
    grip.current = null
    keyedFromMs.current = null
    pointAt(null)
  }

  const moveTo = (tMs: number, drawing: boolean) => {
    const lastMs = Math.min(range.toMs, Math.floor(useApp.getState().seenMs))
    const from = chartView.getState().pointedMs ?? Math.floor(useApp.getState().playheadMs)
    if (drawing) keyedFromMs.current ??= from
    else keyedFromMs.current = null
    const atMs = Math.min(Math.max(tMs, range.fromMs), lastMs)
    pointAt(atMs, keyedFromMs.current === null ? null : stretchBetween(keyedFromMs.current, atMs))
  }
  const onKey = (event: KeyboardEvent<HTMLDivElement>): boolean => {
    const { pointedMs: atMs, stretch } = chartView.getState()
    const now = atMs ?? Math.floor(useApp.getState().playheadMs)
    switch (event.key) {
      case 'ArrowLeft':
        // To the beginning of a bin, so that each press tells of another one.
        moveTo((Math.ceil(now / binMs) - 1) * binMs, event.shiftKey)
        return true
      case 'ArrowRight':
        moveTo((Math.floor(now / binMs) + 1) * binMs, event.shiftKey)
        return true
      case 'Home':
        moveTo(range.fromMs, event.shiftKey)
        return true
      case 'End':
        moveTo(range.toMs, event.shiftKey)
        return true
      case 'Enter':
        if (stretch) zoomInto(stretch)
        else if (atMs !== null) seek(atMs)
        else return false
        letGo()
        return true
      case 'Escape':
        if (atMs === null) return false
        letGo()
        return true
      default:
        return false
    }
  }
  return (
    <>
      <div
        className="charts-surface absolute z-3 inset-0 cursor-crosshair touch-pan-y rounded-[4px] -outline-offset-3"
        role="slider"
        tabIndex={0}
        aria-label={m.charts.surface}
        aria-describedby={hintId}
        aria-valuemin={range.fromMs}
        aria-valuemax={range.toMs}
        aria-valuenow={Math.min(
          Math.max(pointedMs ?? moment.figures?.fromMs ?? range.fromMs, range.fromMs),
          range.toMs,
        )}
        aria-valuetext={spokenFigures(moment.figures, members, moment.totals, m, peaks)}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          keyedFromMs.current = null
          grip.current = { clientX: event.clientX, atMs: timeAt(event), drawn: false }
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={letGo}
        onPointerLeave={() => grip.current === null && letGo()}
        onBlur={letGo}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey || !onKey(event)) return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      <p id={hintId} className="absolute size-px overflow-hidden [clip-path:inset(50%)] whitespace-nowrap">
        {m.charts.surfaceHint}
      </p>
    </>
  )
}

/** The stretch being drawn. */
export function StretchMark({ axis }: { axis: TimeAxis }) {
  const unit = useContext(Unit)
  const stretch = useStore(chartView, (view) => view.stretch)
  if (!stretch) return null
  const left = axis.toX(stretch.fromMs) * unit
  return (
    <div
      className="charts-stretch absolute inset-y-0 border-x border-flight bg-flight/22 pointer-events-none"
      style={{ left, width: axis.toX(stretch.toMs) * unit - left }}
      aria-hidden="true"
    />
  )
}
