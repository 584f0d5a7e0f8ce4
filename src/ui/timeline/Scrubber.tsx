// Takes the drag of the playhead, and is the slider that assistive technology sees.

import { type PointerEvent, type ReactNode, useContext, useRef } from 'react'
import { formatTime } from '../../i18n/format'
import { pause, play, seek } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { pointAt } from '../../session/chartView'
import type { TimeAxis } from '../../stage/timeAxis'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'

import { Unit } from './plot'

/** px of the screen by which a press may stray and still is a click. */
const CLICK_WITHIN = 4

interface ScrubberProps {
  axis: TimeAxis
  width: number
  /** A click at a place, in px of a laptop. */
  onPick: (x: number, y: number) => void
  /** Asks for the menu of a moment: by key, that of the playhead. */
  onMenu: (tMs: number) => void
  children: ReactNode
}

export function Scrubber({ axis, width, onPick, onMenu, children }: ScrubberProps) {
  const m = useMessages()
  const seconds = useClusterState((_, tMs) => Math.floor(tMs / 1000))
  const toMs = useApp((state) => Math.ceil(state.seenMs / 1000))
  const unit = useContext(Unit)
  const wasPlaying = useRef<boolean | null>(null)
  const pressedAt = useRef<[number, number]>([0, 0])
  const timeOf = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return axis.toTime(Math.min(Math.max(0, (event.clientX - box.left) / unit), width))
  }
  const seekTo = (event: PointerEvent<HTMLDivElement>) => seek(timeOf(event))
  const release = () => {
    if (wasPlaying.current) play()
    wasPlaying.current = null
    useApp.setState({ scrubbing: false })
  }
  return (
    <div
      className="scrubber relative cursor-ew-resize touch-pan-y rounded-[4px] outline-offset-0"
      role="slider"
      tabIndex={0}
      aria-label={m.page.playhead}
      aria-valuemin={0}
      aria-valuemax={Math.max(seconds, toMs)}
      aria-valuenow={seconds}
      aria-valuetext={formatTime(seconds * 1000, 0)}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        wasPlaying.current = useApp.getState().playing
        pressedAt.current = [event.clientX, event.clientY]
        pause()
        useApp.setState({ scrubbing: true })
        seekTo(event)
      }}
      onPointerMove={(event) => {
        if (wasPlaying.current !== null) seekTo(event)
        // The charts tell of the moment under the pointer.
        else if (useApp.getState().chartsOpen) pointAt(timeOf(event))
      }}
      onPointerLeave={() => pointAt(null)}
      onPointerUp={(event) => {
        const [x, y] = pressedAt.current
        const isClick = Math.hypot(event.clientX - x, event.clientY - y) < CLICK_WITHIN
        const box = event.currentTarget.getBoundingClientRect()
        if (wasPlaying.current !== null && isClick) onPick((x - box.left) / unit, (y - box.top) / unit)
        release()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        onMenu(Math.floor(useApp.getState().playheadMs))
      }}
      onPointerCancel={release}
    >
      {children}
    </div>
  )
}
