// The one store: what the user chose, the run it gives, and where the playhead is. Changed only by actions.ts and
// clock.ts.

import { create } from 'zustand'
import { presetInput, type Run, type RunInput, type SettingName, type Settings, simulate } from '../engine'
import type { Language, Words } from '../text/words'
import type { Breakpoint } from './breakpointHits'
import type { History } from './history'
import { startCharts, startLanguage, startTheme, type Theme } from './storage'
import { valuesOf } from './values'

/** What a person has picked on the stage, in the log or by key. */
export type Selection =
  | { kind: 'broker'; group: number; node: number }
  | { kind: 'group'; group: number }
  | { kind: 'nameServer'; index: number }
  | { kind: 'producer'; index: number }
  | { kind: 'message'; message: number; logIndex: number }

/** A line for the person: what the program did that they may not expect, or could not do. */
export interface Notice {
  /** Raised with each notice, so that the same words twice are two notices. */
  id: number
  tone: 'info' | 'problem'
  text: Words
  /** Whether what it tells can be taken back. */
  undo: boolean
  /** Whether it tells of later actions that were dropped and can be done after the new one nevertheless. */
  keepLater: boolean
}

/** What is different in a run that is compared with the one of the page. */
export type Difference = {
  /** One setting holds another value from the beginning; everything else is the same. */
  kind: 'setting'
  name: SettingName
  value: Settings[SettingName]
}

/** A second run beside the one of the page, under the same playhead. */
export interface Comparison {
  difference: Difference
  run: Run
}

export type SidePanel = 'story' | 'log' | 'settings'

export interface AppState extends History {
  input: RunInput
  run: Run
  /** Raised when the run is replaced or computed further. */
  runVersion: number
  /** ms of virtual time; the state is taken at its integer part. */
  playheadMs: number
  /** Shown beside the run; null for one run alone. */
  comparison: Comparison | null
  /** Furthest the playhead has been in this run: what lies between is known to the viewer. */
  seenMs: number
  /** Raised with every drawn frame. */
  frame: number
  playing: boolean
  /** Chosen speed: ms of virtual time per ms. */
  speed: number
  /** Speed at this moment, higher than `speed` while smart fast-forward runs. */
  pace: number
  fastForward: boolean
  language: Language
  theme: Theme
  reducedMotion: boolean
  selection: Selection | null
  values: 'teaching' | 'real'
  sidePanel: SidePanel
  /** Stretch of virtual time the timeline and the charts show, ms; null fits all that was seen. */
  spanMs: number | null
  /** Where a chosen stretch of that length begins, ms; null where only the length was chosen. */
  spanFromMs: number | null
  chartsOpen: boolean
  helpOpen: boolean
  truthOpen: boolean
  notice: Notice | null
  /** Where playing stops; see breakpoints.ts. */
  breakpoints: readonly Breakpoint[]
}

export const MIN_SPEED = 1 / 20
export const MAX_SPEED = 50
/** The speeds that keys and the slider stop at. */
export const SPEEDS: readonly number[] = [1 / 20, 1 / 10, 1 / 5, 1 / 2, 1, 2, 5, 10, 20, 50]

export const clampSpeed = (speed: number): number =>
  Number.isFinite(speed) ? Math.min(MAX_SPEED, Math.max(MIN_SPEED, speed)) : 1

/** Computed before the first picture; the rest follows while it plays. */
const FIRST_STRETCH_MS = 5000

const DEFAULT_PRESET = 'article'

function openingState(): AppState {
  const input = presetInput(DEFAULT_PRESET)
  const run = simulate(input, FIRST_STRETCH_MS)
  return {
    input,
    run,
    runVersion: 0,
    comparison: null,
    playheadMs: 0,
    seenMs: 0,
    frame: 0,
    playing: true,
    speed: 1,
    pace: 1,
    fastForward: false,
    language: startLanguage(),
    theme: startTheme(),
    reducedMotion: typeof matchMedia !== 'undefined' && matchMedia('(prefers-reduced-motion: reduce)').matches,
    selection: null,
    values: valuesOf(input.scenario.settings),
    sidePanel: 'story',
    spanMs: null,
    spanFromMs: null,
    chartsOpen: startCharts(),
    helpOpen: false,
    truthOpen: false,
    notice: null,
    past: [],
    future: [],
    branches: [],
    breakpoints: [],
  }
}

export const useApp = create<AppState>(openingState)
