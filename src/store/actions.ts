// Everything a person can do, as plain functions. They change the store and return nothing.

import {
  entryAt,
  firstEntryAfter,
  forkRun,
  logLength,
  MAX_RUN_MS,
  PRESETS,
  presetInput,
  REAL_SETTINGS,
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
import { clampSpeed, type Previous, type Selection, type SidePanel, SPEEDS, useApp } from './appStore'
import { computedMs, computeUntil, currentState } from './clock'
import { momentsOf, nextMoment, previousMoment } from './moments'
import { keepLanguage, keepTheme, type Theme } from './storage'
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
    const { log } = get().run
    const index = firstEntryAfter(log, now)
    return index < logLength(log) ? entryAt(log, index).atMs : null
  })
  if (found === null) notify('info', noticeWords.nothingAhead)
  else seek(found)
}

/** Pauses at the moment before at which anything happened, or at 0. */
export function stepBack(): void {
  pause()
  const { run, playheadMs } = get()
  const index = firstEntryAfter(run.log, Math.floor(playheadMs) - 1) - 1
  seek(index >= 0 ? entryAt(run.log, index).atMs : 0)
}

/** To the next thing that matters, however far it is. */
export function jumpToNext(): void {
  const now = Math.floor(get().playheadMs)
  const found = computeUntilFound(now, () => nextMoment(momentsOf(get().run), now)?.atMs ?? null)
  if (found === null) notify('info', noticeWords.nothingAhead)
  else seek(found)
}

/** To the last thing that mattered, or to 0. */
export function jumpToPrevious(): void {
  const { run, playheadMs } = get()
  seek(previousMoment(momentsOf(run), Math.floor(playheadMs))?.atMs ?? 0)
}

/** Computes ahead in stretches until the question has an answer, the horizon is reached or the time is spent. */
function computeUntilFound(fromMs: number, find: () => number | null): number | null {
  const startedAt = performance.now()
  const horizonMs = Math.min(fromMs + JUMP_HORIZON_MS, MAX_RUN_MS)
  for (;;) {
    const found = find()
    const left = JUMP_BUDGET_MS - (performance.now() - startedAt)
    if (found !== null || get().run.endMs >= horizonMs || left <= 0) return found
    computeUntil(Math.min(horizonMs, get().run.endMs + 10_000), left)
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
 * Does something at the playhead. What had been done later is dropped: acting in the past starts a new future.
 */
export function act(...actions: TimelessAction[]): void {
  const { input, playheadMs } = get()
  const atMs = Math.floor(playheadMs)
  const kept = input.actions.filter((action) => action.atMs <= atMs)
  const added = actions.map((action) => ({ ...action, atMs }) as UserAction)
  fork({ ...input, actions: [...kept, ...added] })
  const dropped = input.actions.length - kept.length
  if (dropped > 0) offerUndo({ input, playheadMs }, filled(noticePhrases.dropped, dropped))
}

const filled = <Arguments extends unknown[]>(phrase: Phrase<Arguments>, ...values: Arguments): Words => ({
  zh: phrase.zh(...values),
  en: phrase.en(...values),
})

/** Says what a change took away, and keeps it until the next change. */
function offerUndo(previous: Previous, text: Words): void {
  notify('info', text, true)
  set({ previous })
}

/** Another change has been made: what the last one took away cannot be brought back any more. */
function forgetPrevious(): void {
  set(({ notice }) => ({ previous: null, notice: notice?.undo ? null : notice }))
}

/** Brings back the run and the moment before the last change, where that change dropped something. */
export function undo(): void {
  const { previous } = get()
  if (previous === null) return
  begin(previous.input)
  seek(previous.playheadMs)
}

function fork(input: RunInput): void {
  const { run, playheadMs } = get()
  forgetPrevious()
  const next = forkRun(run, input, Math.floor(playheadMs) + FRESH_STRETCH_MS)
  set((state) => ({ input, run: next, runVersion: state.runVersion + 1, seenMs: playheadMs, pace: state.speed }))
}

/** Another run, from its beginning. */
export function begin(input: RunInput): void {
  forgetPrevious()
  set((state) => ({
    input,
    run: simulate(input, FRESH_STRETCH_MS),
    runVersion: state.runVersion + 1,
    playheadMs: 0,
    seenMs: 0,
    pace: state.speed,
    selection: null,
    values: valuesOf(input.scenario.settings),
  }))
}

/** Changes a setting at the playhead; one that holds for the whole run starts it again and says so. */
export function changeSetting<Name extends SettingName>(name: Name, value: Settings[Name], brokerName?: string): void {
  if (settingDefinition(name).timed) {
    act({ type: 'set', name, value, ...(brokerName === undefined ? {} : { brokerName }) })
    return
  }
  const { input, playheadMs } = get()
  const settings = { ...input.scenario.settings, [name]: value }
  begin({ ...input, scenario: { ...input.scenario, settings } })
  offerUndo({ input, playheadMs }, filled(noticePhrases.startedAgain, name))
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
  const { input, playheadMs } = get()
  const now = currentState().settings
  const source = values === 'teaching' ? TEACHING_SETTINGS : REAL_SETTINGS
  const swapped = Object.fromEntries(TEACHING_NAMES.map((name) => [name, source[name]]))
  const settings = { ...now, ...swapped } as Settings
  const actions = input.actions.filter((action) => action.type !== 'set')
  begin({ ...input, scenario: { ...input.scenario, settings: structuredClone(settings) }, actions })
  offerUndo({ input, playheadMs }, values === 'teaching' ? noticeWords.nowTeaching : noticeWords.nowReal)
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
export const setSpan = (spanMs: number | null): void => set({ spanMs })

export const showCharts = (chartsOpen: boolean): void => set({ chartsOpen })

export const showPanel = (sidePanel: SidePanel): void => set({ sidePanel })

export const showHelp = (helpOpen: boolean): void => set({ helpOpen })

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

export function notify(tone: 'info' | 'problem', text: Words, undo = false): void {
  set({ notice: { id: ++lastNotice, tone, text, undo } })
}

export const dismissNotice = (): void => set({ notice: null })
