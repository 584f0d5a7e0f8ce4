// The one store: what the user chose, the run it gives, and where the playhead is. Changed only by actions.ts and
// clock.ts.

import { create } from 'zustand'
import type { FigureValue } from '../chapters/figure'
import type { ChapterId } from '../chapters/frame'
import type { Lesson, Question } from '../chapters/lesson'
import type { Difference } from '../explain/difference'
import type { Language } from '../i18n/languages'
import { loadMessages, messagesOf } from '../i18n/load'
import type { LateSection, Messages, Text } from '../i18n/messages'
import { startCharts, startLanguage, startTheme, type Theme } from '../io/browserStorage'
import type { Selection, SidePanel } from '../io/viewFields'
import type { Breakpoint } from '../projections/breakpointHits'
import { presetInput, type Run, type RunInput, type SettingName, simulate } from '../rocketmq'
import { type Sign, startHidden } from './signs'
import { valuesOf } from './values'

export { clampSpeed, MAX_SPEED, MIN_SPEED, SPEEDS } from '../io/speed'

/** A line for the person: what the program did that they may not expect, or could not do. */
export interface Notice {
  /** Raised with each notice, so that the same words twice are two notices. */
  id: number
  tone: 'info' | 'problem'
  text: Text
  /** Whether what it tells can be taken back. */
  undo: boolean
  /** Whether it tells of later actions that were dropped and can be done after the new one nevertheless. */
  saveLater: boolean
  /** Whether what it tells of comes with a reload. Such a notice stays until it is closed. */
  reload?: boolean
}

/** An input as it can be taken up again, with the moment at which it was left. */
export interface Version {
  input: RunInput
  /** ms of virtual time */
  playheadMs: number
  /** ms of virtual time to which it had been seen. */
  seenMs: number
  /** Whether it was left for the next version, or come to from it, by doing something at the playhead. */
  acted: boolean
  /** Whether it is taken up at its own moment, paused, even where only its actions differ: a lesson took its place. */
  whole?: boolean
}

/** A future that is kept. It stays as it is: changing the run does not change it. */
export interface Branch extends Version {
  id: number
  /** As the person calls it; null where it was kept by itself. */
  name: string | null
  /** The input it was left for, from which the name is made where there is none; null where it was kept by hand. */
  leftFor: RunInput | null
}

/** What is kept beside the run itself. Oldest first. */
export interface History {
  /** To go back to, by undoing. */
  past: readonly Version[]
  /** To go forward to, by doing again: the last one is the next. */
  future: readonly Version[]
  branches: readonly Branch[]
}

/** A second run beside the one of the page, under the same playhead. */
export interface Comparison {
  difference: Difference
  run: Run
  /** Actions that cannot be done in it, because it has not got what they name. */
  leftOut: number
  /** The figures of both, in the place of the other panels. */
  verdictShown: boolean
}

/** The lesson that is open, and what has been done on its page. */
export interface OpenLesson {
  id: string
  /** From 0: its steps, its quiz, its end. */
  page: number
  /** The cue's id, in a talk; see `placed` in lessonPages.ts. */
  cue?: string
  /** What was answered on this page; null as long as nothing was. */
  answer: FigureValue | null
  /** Whether the page's task has been done. */
  done: boolean
  /** What the page waits for: an answer of this kind, or that something is picked. The stage offers what can be chosen. */
  asks?: Question['kind'] | 'pick' | null
  /** Messages per second that one Broker takes, as the person has put it; null for the lesson's own number. */
  perBroker: number | null
}

/** The challenge that is open; see challengeActions.ts. */
export interface OpenChallenge {
  id: string
  /** What the challenge itself does, as keys: acting before it does not drop it. */
  given: readonly string[]
  /** The input that came in a link, as text: its score is another person's. Null where the person began it. */
  guest: string | null
  /** The settings that may be changed; the others are locked. */
  settings: readonly SettingName[]
}

/** How the open lesson is given to a room; see presenting.ts. */
export interface Presenting {
  /** By which name this tab speaks to its notes window. */
  channel: string
  /** Whether the second half of the cue has begun. */
  revealed: boolean
  black: boolean
  locked: boolean
  spotlight: boolean
  /** ms since 1970, real time; null while the clock stands. */
  clockStartedAt: number | null
  /** The same for the cue that is on the stage. */
  cueStartedAt: number
}

export interface AppState extends History {
  input: RunInput
  run: Run
  /** Raised when the run is replaced or computed further. */
  runVersion: number
  /** ms of virtual time; the state is taken at its integer part. */
  playheadMs: number
  /** Shown beside the run; null for one run alone. */
  comparison: Comparison | null
  /** The choice of what to compare with, open and perhaps already at a setting; null while it is closed. */
  comparing: { setting: SettingName | null } | null
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
  /** The Broker group whose inside is shown, where its store is simulated; null for none. */
  openBroker: number | null
  values: 'teaching' | 'real'
  sidePanel: SidePanel
  /** Stretch of virtual time the timeline and the charts show, ms; null fits all that was seen. */
  spanMs: number | null
  /** Where a chosen stretch of that length begins, ms; null where only the length was chosen. */
  spanFromMs: number | null
  chartsOpen: boolean
  helpOpen: boolean
  truthOpen: boolean
  /** The lesson that is open, or null. */
  lesson: OpenLesson | null
  challenge: OpenChallenge | null
  /** As it was chosen; null: the one of the run. What is shown: see chapters.ts. */
  chapter: ChapterId | null
  /** Only stage and sentence are shown, for a room; null for the whole page. */
  presenting: Presenting | null
  /** Lessons that were brought along, from a file or a link. */
  ownLessons: readonly Lesson[]
  libraryOpen: boolean
  /** The list of questions, perhaps in the place of one that is not there; null while it is closed. */
  questions: { unknown: string | null } | null
  gotchasOpen: boolean
  notice: Notice | null
  /** Where playing stops; see breakpoints.ts. */
  breakpoints: readonly Breakpoint[]
  /** Signs that a first visit has not met yet; empty for everybody else. See signs.ts. */
  hidden: readonly Sign[]
  /** Whether the page leads through a first visit: the guide and the introductions have their place. */
  guided: boolean
  /** A pointer drags the playhead. */
  scrubbing: boolean
  /** Where the playhead was last put by a jump or a step, ms of virtual time. */
  landedMs: number
}

const DEFAULT_PRESET = 'article'

function openingState(): AppState {
  const hidden = startHidden()
  const input = presetInput(DEFAULT_PRESET)
  // No more than the first picture shows; the rest follows while it plays.
  const run = simulate(input, 0)
  return {
    input,
    run,
    runVersion: 0,
    comparison: null,
    comparing: null,
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
    openBroker: null,
    values: valuesOf(input.scenario.settings),
    sidePanel: 'story',
    spanMs: null,
    spanFromMs: null,
    chartsOpen: startCharts(),
    helpOpen: false,
    truthOpen: false,
    lesson: null,
    challenge: null,
    chapter: null,
    presenting: null,
    ownLessons: [],
    libraryOpen: false,
    questions: null,
    gotchasOpen: false,
    notice: null,
    past: [],
    future: [],
    branches: [],
    breakpoints: [],
    hidden,
    guided: hidden.length > 0,
    scrubbing: false,
    landedMs: 0,
  }
}

export const useApp = create<AppState>(openingState)

/** What the page says, for what is not drawn by React. */
export const currentMessages = (): Messages => messagesOf(useApp.getState().language)

/**
 * Loads the words of the page, with some late sections, in the language of the moment; also where it is switched meanwhile.
 *
 * @throws if they cannot be loaded
 */
export async function loadCurrentMessages(...sections: LateSection[]): Promise<void> {
  const { language } = useApp.getState()
  await loadMessages(language, ...sections)
  if (useApp.getState().language !== language) await loadCurrentMessages(...sections)
}
