// Everything a person can do, as plain functions. They change the store and return nothing.

import { saveChartsOpen, saveTheme, type Theme } from '../io/browserStorage'
import { withStore } from '../io/storePart'
import type { Selection, SidePanel } from '../io/viewFields'
import type { TimelessAction } from '../rocketmq'
import {
  actionKey,
  forkRun,
  MAX_RUN_MS,
  PRESETS,
  presetInput,
  type Run,
  type RunInput,
  type SettingName,
  type Settings,
  settingDefinition,
  simulate,
  type UserAction,
} from '../rocketmq'
import { type AppState, clampSpeed, SPEEDS, useApp } from './appStore'
import { chapterShown, opensBroker } from './chapters'
import { dropJob, jumpTo, startJob } from './computeJob'
import { computeFurther, EVENTS_AT_ONCE } from './computing'
import { made } from './failures'
import { record, saveBranch } from './history'
import { notify } from './notices'
import type { TimeRange } from './timeRange'
import { valuesOf } from './values'

/** Computed at once after the input changed; the rest follows while it plays. */
const FRESH_STRETCH_MS = 5000
/** Events of it: some ms of real time, and what projections read of them as well. */
const FRESH_EVENTS = 8000
/** ms of virtual time computed beyond the playhead before a run in which something was done is shown. */
const LOOK_AHEAD_MS = 100

const get = useApp.getState
const set = useApp.setState

// --- time ------------------------------------------------------------------------------------------------------------

export function play(): void {
  if (get().playheadMs < MAX_RUN_MS) set({ playing: true })
}

export const pause = (): void => set({ playing: false, pace: get().speed })

export const togglePlay = (): void => (get().playing ? pause() : play())

/**
 * Puts the playhead anywhere from 0 to the end of a day; stays playing or paused. What is far is computed first, in pieces.
 *
 * @param done - called when the playhead has come to rest, there or earlier
 */
export const seek = (tMs: number, done?: () => void): void =>
  jumpTo(Math.min(Math.max(0, Number.isFinite(tMs) ? tMs : 0), MAX_RUN_MS), done)

export const restart = (): void => seek(0)

export function setSpeed(speed: number): void {
  const clamped = clampSpeed(speed)
  set({ speed: clamped, pace: clamped })
}

export function speedUp(): void {
  setSpeed(SPEEDS.find((speed) => speed > get().speed * 1.001) ?? SPEEDS[SPEEDS.length - 1])
}

export function slowDown(): void {
  setSpeed(SPEEDS.findLast((speed) => speed < get().speed * 0.999) ?? SPEEDS[0])
}

export const setFastForward = (fastForward: boolean): void => set((state) => ({ fastForward, pace: state.speed }))

// --- doing something to the cluster ----------------------------------------------------------------------------------

/**
 * Does something at the playhead. What had been done later is dropped: acting in the past starts a new future. The old
 * one is kept as a branch.
 */
export function act(...actions: TimelessAction[]): void {
  const { run: shown, playheadMs } = get()
  // What has just been done, and is still being computed, is done as well.
  const base = coming !== null && coming.for === shown ? coming.run : shown
  const { input } = base
  const atMs = Math.floor(playheadMs)
  const kept = input.actions.filter((action) => action.atMs <= atMs)
  const added = actions.map((action) => ({ ...action, atMs }) as UserAction)
  const next = {
    ...input,
    actions: [...kept, ...added, ...input.actions.filter((one) => one.atMs > atMs && isGiven(one))],
  }
  const dropped = get().input.actions.filter((action) => action.atMs > atMs && !isGiven(action)).length
  const run = made(next, () => forkRun(base, next, 0, EVENTS_AT_ONCE))
  showLater(run, playheadMs, (shownMs) => {
    computeFurther(run, atMs + FRESH_STRETCH_MS, FRESH_EVENTS)
    if (dropped > 0) saveBranch(null, next)
    record(true)
    showRun(run, { playheadMs: shownMs, seenMs: shownMs })
    if (dropped > 0) notify('info', (m) => m.notices.dropped(dropped), { undo: true, saveLater: true })
  })
}

/** Whether the open challenge itself does it. */
const isGiven = (action: UserAction): boolean => get().challenge?.given.includes(actionKey(action)) ?? false

/** The run that will be shown, and the one it takes the place of. */
let coming: { run: Run; for: Run } | null = null

/**
 * Shows another run at a moment, once it is computed so far; until then the one that is shown stays.
 *
 * @param show - puts it on the page, at the moment or at the end of the run if that is earlier; not called where the
 *   person, or what they do next, has put an end to it
 */
export function showLater(run: Run, atMs: number, show: (shownMs: number) => void): void {
  const mine = { run, for: get().run }
  startJob({
    kind: 'change',
    toMs: Math.min(Math.floor(atMs) + LOOK_AHEAD_MS, MAX_RUN_MS),
    runs: () => [run],
    lookAt: (reachedMs) => Math.min(atMs, reachedMs),
    done(end, reachedMs) {
      if (coming === mine) coming = null
      if (end === 'arrived') show(Math.min(atMs, reachedMs))
    },
  })
  if (run !== get().run && run.endMs < Math.floor(atMs)) coming = mine
}

/** Puts another run on the page. */
export function showRun(run: Run, view: Pick<AppState, 'playheadMs' | 'seenMs'> & Partial<AppState>): void {
  dropJob()
  set((state) => ({
    input: run.input,
    run,
    runVersion: state.runVersion + 1,
    pace: state.speed,
    values: valuesOf(run.input.scenario.settings),
    landedMs: Math.min(state.landedMs, view.playheadMs),
    ...view,
  }))
}

/** Another run, from its beginning; the last one can be had back by undoing. */
export function begin(input: RunInput): void {
  const run = made(input, () => simulate(input, 0))
  computeFurther(run, FRESH_STRETCH_MS, FRESH_EVENTS)
  record()
  showRun(run, { playheadMs: 0, seenMs: 0, selection: null })
}

/** Changes a setting at the playhead; one that holds for the whole run starts it again and says so. */
export function changeSetting<Name extends SettingName>(name: Name, value: Settings[Name], brokerName?: string): void {
  if (settingDefinition(name).timed) {
    act({ type: 'set', name, value, ...(brokerName === undefined ? {} : { brokerName }) })
    return
  }
  const { input } = get()
  const settings = { ...input.scenario.settings, [name]: value }
  const next = { ...input, scenario: { ...input.scenario, settings } }
  void withStore(next, () => {
    begin(next)
    notify('info', (m) => m.notices.startedAgain(name), { undo: true })
  })
}

/** Both halves of the table belong together, so they change together. */
export function changeLatencyTable(latencyMax: number[] | null, notAvailableDuration: number[] | null): void {
  act(
    { type: 'set', name: 'latencyMax', value: latencyMax },
    { type: 'set', name: 'notAvailableDuration', value: notAvailableDuration },
  )
}

export function loadPreset(id: string): void {
  // A surprise brings its own speed; what comes after it is not to be slow for no reason.
  if (!isPreset(get().input.scenario.preset)) setSpeed(1)
  const input = presetInput(id)
  void withStore(input, () => {
    begin(input)
    set({ playing: true, chapter: null, openBroker: opensBroker(chapterShown({ input, chapter: null })) ? 0 : null })
  })
}

const isPreset = (id: string): boolean => PRESETS.some((preset) => preset.id === id)

export const setSeed = (seed: number): void => begin({ ...get().input, seed })

// --- what is looked at -----------------------------------------------------------------------------------------------

/** Picks something. A picked message is explained at once, unless the log it was picked from is being read. */
export function select(selection: Selection | null): void {
  set((state) => ({
    selection,
    sidePanel: selection?.kind === 'message' && state.sidePanel === 'settings' ? 'story' : state.sidePanel,
  }))
}

/** Shows the inside of a Broker group on the stage, or of none. */
export const openBroker = (group: number | null): void => set({ openBroker: group })

/** How much of the time the timeline and the charts show, ms; null fits all that was seen. */
export const setSpan = (spanMs: number | null): void => set({ spanMs, spanFromMs: null })

/** Shows one stretch of the time. The playhead is always in sight: one outside comes to the nearer end and pauses. */
export function showStretch({ fromMs, toMs }: TimeRange): void {
  const { playheadMs } = get()
  set({ spanMs: toMs - fromMs, spanFromMs: fromMs })
  if (playheadMs >= fromMs && playheadMs <= toMs) return
  pause()
  seek(playheadMs < fromMs ? fromMs : toMs)
}

export function showCharts(chartsOpen: boolean): void {
  saveChartsOpen(chartsOpen)
  set({ chartsOpen })
}

/** Opens one of the panels; the figures of a comparison give way to it. */
export const showPanel = (sidePanel: SidePanel): void =>
  set(({ comparison }) => ({ sidePanel, comparison: comparison && { ...comparison, verdictShown: false } }))

/** Shows the figures of a comparison in the place of the other panels. */
export const showSummary = (): void =>
  set(({ comparison }) => ({ comparison: comparison && { ...comparison, verdictShown: true } }))

/** The choice of what to compare with: open, perhaps at a setting, or closed. */
export const chooseComparison = (comparing: AppState['comparing']): void => set({ comparing })

export const showHelp = (helpOpen: boolean): void => set({ helpOpen })

/** All lessons and incidents. */
export const showLibrary = (libraryOpen: boolean): void => set({ libraryOpen })

/** All gotchas and recordings. */
export const showGotchas = (gotchasOpen: boolean): void => set({ gotchasOpen })

/** The page "Accuracy" */
export const showAccuracy = (truthOpen: boolean): void => set({ truthOpen })

export function setTheme(theme: Theme): void {
  saveTheme(theme)
  set({ theme })
}
