// Takes the drag of the playhead, and is the slider that assistive technology sees.

import { type PointerEvent, type ReactNode, useContext, useRef } from 'react'
import type { TimeAxis } from '../../scene/timeAxis'
import { pause, play, seek } from '../../store/actions'
import { useApp } from '../../store/appStore'
import { pointAt } from '../../store/chartView'
import { formatTime } from '../../text/format'
import { useClusterState } from '../useClusterState'
import { useTexts } from '../useWords'
import { Unit } from './plot'

export function Scrubber({ axis, width, children }: { axis: TimeAxis; width: number; children: ReactNode }) {
  const { words } = useTexts()
  const seconds = useClusterState((_, tMs) => Math.floor(tMs / 1000))
  const toMs = useApp((state) => Math.ceil(state.seenMs / 1000))
  const unit = useContext(Unit)
  const wasPlaying = useRef<boolean | null>(null)
  const timeOf = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return axis.toTime(Math.min(Math.max(0, (event.clientX - box.left) / unit), width))
  }
  const seekTo = (event: PointerEvent<HTMLDivElement>) => seek(timeOf(event))
  const release = () => {
    if (wasPlaying.current) play()
    wasPlaying.current = null
  }
  return (
    <div
      className="scrubber"
      role="slider"
      tabIndex={0}
      aria-label={words.playhead}
      aria-valuemin={0}
      aria-valuemax={Math.max(seconds, toMs)}
      aria-valuenow={seconds}
      aria-valuetext={formatTime(seconds * 1000, 0)}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        wasPlaying.current = useApp.getState().playing
        pause()
        seekTo(event)
      }}
      onPointerMove={(event) => {
        if (wasPlaying.current !== null) seekTo(event)
        // The charts tell of the moment under the pointer.
        else if (useApp.getState().chartsOpen) pointAt(timeOf(event))
      }}
      onPointerLeave={() => pointAt(null)}
      onPointerUp={release}
      onPointerCancel={release}
    >
      {children}
    </div>
  )
}
