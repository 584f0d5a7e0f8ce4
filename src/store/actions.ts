// Everything a person can do, as plain functions. They change the store and return nothing.

import {
  entryTime,
  firstEntryAfter,
  forkRun,
  logLength,
  MAX_RUN_MS,
  PRESETS,
  presetInput,
  REAL_SETTINGS,
  type Run,
  type RunInput,
  type SettingName,
  type Settings,
  settingDefinition,
  simulate,
  TEACHING_SETTINGS,
  type UserAction,
} from '../engine'
import type { Surprise } from '../lessons/surprise'
import { noticePhrases, noticeWords, type Phrase } from '../text/notices'
import type { Language, Words } from '../text/words'
import { type AppState, clampSpeed, type Notice, type Selection, type SidePanel, SPEEDS, useApp } from './appStore'
import { computedMs, computeUntil, currentState, nextMomentMs, previousMomentMs, shownRuns } from './clock'
import { EVENTS_AT_ONCE } from './computing'
import { keepBranch, record } from './history'
import { keepCharts, keepLanguage, keepTheme, type Theme } from './storage'
import type { TimeRange } from './timeRange'
import { TEACHING_NAMES, valuesOf } from './values'

/** Computed at once after the input changed; the rest follows while it plays. */
const FRESH_STRETCH_MS = 5000
/** ms of real time that a jump may spend on computing. */
const JUMP_BUDGET_MS = 1500
/** A jump looks this far, ms of virtual time, for something that matters. */
const JUMP_HORIZON_MS = 900_000

const get = useApp.getState
const set = useApp.setState

// --- time ------------------------------------------------------------------------------------------------------------

export function play(): void {
  if (get().playheadMs < MAX_RUN_MS) set({ playing: true })
}

export const pause = (): void => set({ playing: false, pace: get().speed })

export const togglePlay = (): void => (get().playing ? pause() : play())

/** Puts the playhead anywhere from 0 to the end of a day; stays playing or paused. */
export function seek(tMs: number): void {
  const wanted = Math.min(Math.max(0, Number.isFinite(tMs) ? tMs : 0), MAX_RUN_MS)
  computeUntil(wanted, JUMP_BUDGET_MS)
  const playheadMs = Math.min(wanted, computedMs())
  set((state) => ({ playheadMs, seenMs: Math.max(state.seenMs, playheadMs), pace: state.speed }))
}

export const restart = (): void => seek(0)

/** Pauses at the next moment at which anything happens. */
export function stepForward(): void {
  pause()
  const now = Math.floor(get().playheadMs)
  const found = computeUntilFound(now, () => {
    const next = shownRuns().flatMap(({ log }) => {
      const index = firstEntryAfter(log, now)
      return index < logLength(log) ? entryTime(log, index) : []
    })
    return next.length > 0 ? Math.min(...next) : null
  })
  if (found === null) notify('info', noticeWords.nothingAhead)
  else seek(found)
}

/** Pauses at the moment before at which anything happened, or at 0. */
export function stepBack(): void {
  pause()
  const before = Math.floor(get().playheadMs) - 1
  const last = shownRuns().flatMap(({ log }) => {
    const index = firstEntryAfter(log, before) - 1
    return index >= 0 ? entryTime(log, index) : []
  })
  seek(Math.max(0, ...last))
}

/** To the next thing that matters, however far it is. */
export function jumpToNext(): void {
  const now = Math.floor(get().playheadMs)
  const found = computeUntilFound(now, () => nextMomentMs(now))
  if (found === null) notify('info', noticeWords.nothingAhead)
  else seek(found)
}

/** To the last thing that mattered, or to 0. */
export function jumpToPrevious(): void {
  seek(previousMomentMs(Math.floor(get().playheadMs)) ?? 0)
}

/** Computes ahead in stretches until the question has an answer, the horizon is reached or the time is spent. */
function computeUntilFound(fromMs: number, find: () => number | null): number | null {
  const startedAt = performance.now()
  const horizonMs = Math.min(fromMs + JUMP_HORIZON_MS, MAX_RUN_MS)
  for (;;) {
    const found = find()
    const left = JUMP_BUDGET_MS - (performance.now() - startedAt)
    if (found !== null || computedMs() >= horizonMs || left <= 0) return found
    computeUntil(Math.min(horizonMs, computedMs() + 10_000), left)
  }
}

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

/** A user action before the playhead gives it its time. */
export type TimelessAction = UserAction extends infer Action
  ? Action extends UserAction
    ? Omit<Action, 'atMs'>
    : never
  : never

/**
 * Does something at the playhead. What had been done later is dropped: acting in the past starts a new future. The old
 * one is kept as a branch.
 */
export function act(...actions: TimelessAction[]): void {
  const { input, playheadMs } = get()
  const atMs = Math.floor(playheadMs)
  const kept = input.actions.filter((action) => action.atMs <= atMs)
  const added = actions.map((action) => ({ ...action, atMs }) as UserAction)
  const next = { ...input, actions: [...kept, ...added] }
  const dropped = input.actions.length - kept.length
  if (dropped > 0) keepBranch(null, next)
  record(true)
  showRun(forkRun(get().run, next, atMs + FRESH_STRETCH_MS), { playheadMs, seenMs: playheadMs })
  if (dropped > 0) notify('info', filled(noticePhrases.dropped, dropped), { undo: true, keepLater: true })
}

const filled = <Arguments extends unknown[]>(phrase: Phrase<Arguments>, ...values: Arguments): Words => ({
  zh: phrase.zh(...values),
  en: phrase.en(...values),
})

/** Puts another run on the page. */
export function showRun(run: Run, view: Pick<AppState, 'playheadMs' | 'seenMs'> & Partial<AppState>): void {
  set((state) => ({
    input: run.input,
    run,
    runVersion: state.runVersion + 1,
    pace: state.speed,
    values: valuesOf(run.input.scenario.settings),
    ...view,
  }))
}

/** Another run, from its beginning; the last one can be had back by undoing. */
export function begin(input: RunInput): void {
  record()
  showRun(simulate(input, FRESH_STRETCH_MS, EVENTS_AT_ONCE), { playheadMs: 0, seenMs: 0, selection: null })
}

/** Changes a setting at the playhead; one that holds for the whole run starts it again and says so. */
export function changeSetting<Name extends SettingName>(name: Name, value: Settings[Name], brokerName?: string): void {
  if (settingDefinition(name).timed) {
    act({ type: 'set', name, value, ...(brokerName === undefined ? {} : { brokerName }) })
    return
  }
  const { input } = get()
  const settings = { ...input.scenario.settings, [name]: value }
  begin({ ...input, scenario: { ...input.scenario, settings } })
  notify('info', filled(noticePhrases.startedAgain, name), { undo: true })
}

/** Shifts all route polls by some ms of virtual time; the faults stay where they are, and so does the playhead. */
export function shiftPolls(byMs: number): void {
  const { input, playheadMs } = get()
  const { firstPollMs, pollNameServerInterval } = input.scenario.settings
  const earliest = 10
  const shifted = firstPollMs - earliest + Math.round(byMs)
  const phase = earliest + (((shifted % pollNameServerInterval) + pollNameServerInterval) % pollNameServerInterval)
  begin({ ...input, scenario: { ...input.scenario, settings: { ...input.scenario.settings, firstPollMs: phase } } })
  seek(playheadMs)
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
  begin(presetInput(id))
  set({ playing: true })
}

const isPreset = (id: string): boolean => PRESETS.some((preset) => preset.id === id)

/** A surprise from its interesting moment on; another variant of the one that is on goes on at the chosen speed. */
export function loadSurprise({ id, variants, startMs, speed }: Surprise, variant = 0): void {
  const sameStory = get().input.scenario.preset === id
  const { input } = variants[variant] ?? variants[0]
  begin(input)
  seek(startMs)
  if (!sameStory) setSpeed(speed)
  set((state) => ({ playing: sameStory ? state.playing : true, sidePanel: 'story' }))
}

export const setSeed = (seed: number): void => begin({ ...get().input, seed })

/** Swaps every slowed-down value for the real one, or back, keeps the choices and the faults, and starts again. */
export function switchValues(values: 'teaching' | 'real'): void {
  const { input } = get()
  const now = currentState().settings
  const source = values === 'teaching' ? TEACHING_SETTINGS : REAL_SETTINGS
  const swapped = Object.fromEntries(TEACHING_NAMES.map((name) => [name, source[name]]))
  const settings = { ...now, ...swapped } as Settings
  const actions = input.actions.filter((action) => action.type !== 'set')
  begin({ ...input, scenario: { ...input.scenario, settings: structuredClone(settings) }, actions })
  notify('info', values === 'teaching' ? noticeWords.nowTeaching : noticeWords.nowReal, { undo: true })
}

// --- what is looked at -----------------------------------------------------------------------------------------------

/** Picks something. A picked message is explained at once, unless the log it was picked from is being read. */
export function select(selection: Selection | null): void {
  set((state) => ({
    selection,
    sidePanel: selection?.kind === 'message' && state.sidePanel === 'settings' ? 'story' : state.sidePanel,
  }))
}

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
  keepCharts(chartsOpen)
  set({ chartsOpen })
}

/** Opens one of the panels; the figures of a comparison give way to it. */
export const showPanel = (sidePanel: SidePanel): void =>
  set(({ comparison }) => ({ sidePanel, comparison: comparison && { ...comparison, verdictShown: false } }))

/** Shows the figures of a comparison in the place of the other panels. */
export const showVerdict = (): void =>
  set(({ comparison }) => ({ comparison: comparison && { ...comparison, verdictShown: true } }))

/** The choice of what to compare with: open, perhaps at a setting, or closed. */
export const chooseComparison = (comparing: AppState['comparing']): void => set({ comparing })

export const showHelp = (helpOpen: boolean): void => set({ helpOpen })

/** All lessons and incidents. */
export const showLibrary = (libraryOpen: boolean): void => set({ libraryOpen })

/** The page "How true is this?" */
export const showTruth = (truthOpen: boolean): void => set({ truthOpen })

export function setLanguage(language: Language): void {
  keepLanguage(language)
  set({ language })
}

export function setTheme(theme: Theme): void {
  keepTheme(theme)
  set({ theme })
}

let lastNotice = 1

export function notify(
  tone: Notice['tone'],
  text: Words,
  offers: Partial<Pick<Notice, 'undo' | 'keepLater' | 'reload'>> = {},
): void {
  set({ notice: { id: ++lastNotice, tone, text, undo: false, keepLater: false, ...offers } })
}

export const dismissNotice = (): void => set({ notice: null })
