// The moment under the playhead.

import { formatTime } from '../../i18n/format'
import { useApp } from '../../session/appStore'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'

export function Clock({ className }: { className: string }) {
  const m = useMessages()
  // While it plays nobody can read milliseconds, and digits that only flicker mean nothing.
  const flickers = useApp((state) => state.playing && state.speed >= 0.5)
  const text = useClusterState((_, tMs) => formatTime(tMs, flickers ? 1 : 3))
  return (
    <div
      className={`[contain:layout_paint] font-bold whitespace-nowrap ${className}`}
      role="timer"
      aria-live="off"
      aria-label={m.page.now}
    >
      {text}
    </div>
  )
}
