// Where things are on the timeline: its unit, its width, the stretch of time it shows, and a picture in that unit. Whatever
// else has a time axis (the charts) takes it from here and lines up with the timeline to the pixel.

import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { type AppState, useApp } from '../../session/appStore'
import { type TimeRange, timeRange } from '../../session/timeRange'
import { type TimeAxis, timeAxis } from '../../stage/timeAxis'

/** px of the letters on a laptop. All lengths here are in px of a laptop; larger letters make all of them larger. */
const LAPTOP_REM = 13.5
/** Room that one written moment needs on the axis. */
const TICK_WIDTH = 64
/** ms of virtual time by which the drawn part grows. */
const DRAWN_STEP_MS = 5000

/** How many px of this screen are one px of a laptop. */
export const Unit = createContext(1)

/** Width in px of a laptop, and the unit. */
export function useSize(): [(element: HTMLElement | null) => void, number, number] {
  const [size, setSize] = useState({ width: 0, unit: 1 })
  const observer = useRef<ResizeObserver | null>(null)
  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect()
    if (!element) return
    const measure = (px: number) => {
      const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / LAPTOP_REM
      const width = Math.floor(px / unit)
      setSize((last) => (last.width === width && last.unit === unit ? last : { width, unit }))
    }
    // At once: drawn without it, the timeline would have another height for a moment, and the stage with it.
    const { paddingLeft, paddingRight } = getComputedStyle(element)
    measure(element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight))
    observer.current = new ResizeObserver(([entry]) => measure(entry.contentRect.width))
    observer.current.observe(element)
  }, [])
  return [ref, size.width, size.unit]
}

/** Width of the whole timeline, in px of a laptop, below which its labels are short. */
export const NARROW_BELOW = 660

/** A stretch that is shown whatever the playhead does: nothing may move under a hand that drags. */
const held = createStore<{ range: TimeRange | null }>(() => ({ range: null }))

/** @param range - stays shown until null is given */
export const holdRange = (range: TimeRange | null): void => held.setState({ range })

/** Furthest moment that is to be in sight where everything is: what the viewer has seen, and what they plan. */
export const furthest = ({ seenMs, input }: AppState): number => Math.max(seenMs, input.actions.at(-1)?.atMs ?? 0)

/** The stretch of virtual time on the screen; the same object as long as it is the same stretch. */
export function useTimeRange(): TimeRange {
  const heldRange = useStore(held, (state) => state.range)
  const rangeKey = useApp((state) => {
    const { fromMs, toMs } = heldRange ?? timeRange(state.playheadMs, furthest(state), state.spanMs, state.spanFromMs)
    return `${fromMs} ${toMs}`
  })
  const [fromMs, toMs] = rangeKey.split(' ').map(Number)
  return useMemo(() => ({ fromMs, toMs }), [fromMs, toMs])
}

/** The axis of a plot of this width; the same object as long as it is the same axis. */
export function useTimeAxis({ fromMs, toMs }: TimeRange, width: number): TimeAxis {
  return useMemo(() => timeAxis(fromMs, toMs, width, TICK_WIDTH), [fromMs, toMs, width])
}

/** Round steps for the pointer: nobody can aim at single ms where a px is 20 of them. */
const STEPS_MS = [1, 10, 50, 100, 500, 1000, 5000, 10_000]

/** A moment a pointer aims at, as round as the scale allows. @param width - length of the axis, px of the screen */
export function roundTime(tMs: number, range: TimeRange, width: number): number {
  const step = STEPS_MS.findLast((one) => one <= ((range.toMs - range.fromMs) / width) * 1.5) ?? 1
  return Math.min(Math.max(Math.round(tMs / step) * step, range.fromMs), range.toMs)
}

/** How far the lanes are drawn: in steps, so that they are drawn again seldom. */
export function useDrawnTo(toMs: number): number {
  return useApp((state) => {
    const needed = Math.ceil((Math.max(state.playheadMs, state.seenMs) + 1) / DRAWN_STEP_MS) * DRAWN_STEP_MS
    return Math.min(needed, toMs, state.run.endMs)
  })
}

/** A picture in px of a laptop. */
export function Drawing({
  width,
  height,
  className,
  children,
}: {
  width: number
  height: number
  className?: string
  children: ReactNode
}) {
  const unit = useContext(Unit)
  return (
    <svg
      className={className}
      width={width * unit}
      height={height * unit}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

/** Width in px of a laptop that a text takes in the letters of the timeline, a little more rather than less. */
export const textWidth = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 6.8), 0)
