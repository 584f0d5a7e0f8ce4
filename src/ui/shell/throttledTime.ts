// While playing, parts that are read (not watched) follow in small steps of real time; paused, they are exact.

import { useApp } from '../../session/appStore'

/** ms of real time between two steps. */
const STEP_MS = 250

/** The moment that text on the screen is about. */
export function throttledTime(tMs: number): number {
  const { playing, pace } = useApp.getState()
  const step = Math.max(1, Math.floor(STEP_MS * pace))
  return playing ? Math.floor(tMs / step) * step : Math.floor(tMs)
}
