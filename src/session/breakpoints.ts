// Setting, changing and keeping breakpoints, and stopping at them. Once it is loaded, it watches what is played.

import { createStore } from 'zustand/vanilla'
import { saveBreakpoints } from '../io/storage'
import {
  type Breakpoint,
  type BreakpointHit,
  breakpointKey,
  firstHit,
  MAX_BREAKPOINTS,
} from '../projections/breakpointHits'
import { newestBefore } from '../projections/messageIndex'
import { entryTime, firstEntryAfter, MAX_RUN_MS } from '../rocketmq'
import { useApp } from './appStore'
import { watchFor } from './clock'

export type { Breakpoint, BreakpointHit } from '../projections/breakpointHits'

type Without<T, Key extends string> = T extends unknown ? Omit<T, Key> : never

/** What is to be waited for; it is on unless it says otherwise. */
export type NewBreakpoint = Without<Breakpoint, 'enabled'> & { enabled?: boolean }

const change = (breakpoints: Breakpoint[]): void => useApp.setState({ breakpoints })

/** Sets a breakpoint; one that is there already is switched on. Of too many, the oldest goes. A time is taken at its whole millisecond. */
export function addBreakpoint(wanted: NewBreakpoint): void {
  const added = { ...wanted, enabled: wanted.enabled ?? true } as Breakpoint
  if (added.kind === 'time') added.atMs = Math.min(MAX_RUN_MS, Math.max(0, Math.round(added.atMs)))
  const key = breakpointKey(added)
  const others = useApp.getState().breakpoints.filter((one) => breakpointKey(one) !== key)
  change([...others, added].slice(-MAX_BREAKPOINTS))
}

/** @param key - see breakpointKey */
export const removeBreakpoint = (key: string): void =>
  change(useApp.getState().breakpoints.filter((one) => breakpointKey(one) !== key))

export const enableBreakpoint = (key: string, enabled: boolean): void =>
  change(useApp.getState().breakpoints.map((one) => (breakpointKey(one) === key ? { ...one, enabled } : one)))

/** Sets a breakpoint, or takes the same one away if it is on. */
export function toggleBreakpoint(wanted: NewBreakpoint): void {
  const key = breakpointKey({ enabled: true, ...wanted } as Breakpoint)
  if (useApp.getState().breakpoints.some((one) => one.enabled && breakpointKey(one) === key)) removeBreakpoint(key)
  else addBreakpoint(wanted)
}

export const clearBreakpoints = (): void => change([])

/** Takes over a whole list, as a link or a file brings it. */
export const setBreakpoints = (breakpoints: readonly Breakpoint[]): void => change([...breakpoints])

/** Whether the list of breakpoints is open, and the newest stop, until the playhead leaves it. */
export const breakpointView = createStore<{ open: boolean; stop: BreakpointHit | null }>(() => ({
  open: false,
  stop: null,
}))

export const showBreakpoints = (open: boolean): void => breakpointView.setState({ open })

/** Looks for a stop in a stretch of playing. @returns ms of virtual time */
function findStop(fromMs: number, toMs: number, actedAtMs: number | null): number | null {
  const { run, breakpoints } = useApp.getState()
  if (!breakpoints.some((one) => one.enabled)) return null
  const hit = firstHit(run, breakpoints, fromMs, toMs, actedAtMs === null ? undefined : newestAction(actedAtMs))
  if (hit === null) return null
  breakpointView.setState({ stop: hit })
  return hit.atMs
}

/** Position of the newest action in the log, if it is of this moment. */
function newestAction(atMs: number): number | undefined {
  const { log } = useApp.getState().run
  const index = newestBefore(log, ['action'], firstEntryAfter(log, atMs))
  return index >= 0 && entryTime(log, index) === atMs ? index : undefined
}

watchFor(findStop)

useApp.subscribe((state, previous) => {
  if (state.breakpoints !== previous.breakpoints) saveBreakpoints(state.breakpoints)
  const { stop } = breakpointView.getState()
  if (stop === null) return
  const goesOn = state.playing && !previous.playing
  if (goesOn || state.run !== previous.run || state.playheadMs !== stop.atMs) breakpointView.setState({ stop: null })
})
