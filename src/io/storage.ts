// What is saved in this browser beside language and theme (browserStorage.ts): the run for this tab, choices for good. Storage
// may be switched off; then nothing is saved and nothing is said. Everything read is checked before use. What is embedded saves
// nothing: frames of one tab share its storage, with each other and with the whole page.

import type { Breakpoint } from '../projections/breakpointHits'
import type { RunInput } from '../rocketmq'
import { BREAKPOINTS_KEY, drop, FIRST_VISIT_KEY, get, INTRODUCED_KEY, put, RUN_KEY } from './browserStorage'

const LESSONS_KEY = 'rocketscope.lessons'
const OWN_LESSONS_KEY = 'rocketscope.ownLessons'
const ENTRY_KEY = 'rocketscope.entry'
const CHART_VIEW_KEY = 'rocketscope.chartView'
const LOG_WORDING_KEY = 'rocketscope.log.wording'
const LOG_QUERY_KEY = 'rocketscope.log.query'
const HISTORY_KEY = 'rocketscope.history'
const COMPARISON_KEY = 'rocketscope.comparison'
const ADDRESS_KEY = 'rocketscope.address'
const PRESENTING_KEY = 'rocketscope.presenting'
const BEFORE_TALK_KEY = 'rocketscope.beforeTalk'
const NOTES_CHANNEL_KEY = 'rocketscope.notesChannel'
const PASTE_KEY = 'rocketscope.paste'
const LESSON_PAGE_KEY = 'rocketscope.lessonPage'
const GUIDE_KEY = 'rocketscope.guide'
const EXPORT_KEY = 'rocketscope.export'
const CHALLENGES_KEY = 'rocketscope.challenges'
const OPEN_CHALLENGE_KEY = 'rocketscope.challenge'

/** A run as kept for a reload. */
export interface SavedRun {
  input: RunInput
  playheadMs: number
  playing: boolean
  speed: number
}

/** How far somebody has come in the lessons, as it was written down; null if nothing is kept. Not checked. */
export const loadLessons = (): string | null => get('localStorage', LESSONS_KEY)
export const saveLessons = (text: string): boolean => put('localStorage', LESSONS_KEY, text)

/** The person's own lessons, as they were written down; null if there are none. Not checked. */
export const loadOwnLessons = (): string | null => get('localStorage', OWN_LESSONS_KEY)
export const saveOwnLessons = (text: string): boolean => put('localStorage', OWN_LESSONS_KEY, text)

export const saveChartView = (view: string): boolean => put('localStorage', CHART_VIEW_KEY, view)
export const storeRun = (run: SavedRun): boolean =>
  put('sessionStorage', RUN_KEY, JSON.stringify(run)) && put('sessionStorage', ENTRY_KEY, entryName() ?? '')
/**
 * Whether the kept run was last seen at this entry of the browser's history: the page is loaded once more, or gone back to.
 * The address alone does not tell: it may have been left before it had followed the last change.
 */
export function isRunOfThisEntry(): boolean {
  // A busy browser may lose the name of the entry in a reload, but not that it is one.
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const entry = entryName()
  return navigation?.type === 'reload' || (entry !== null && get('sessionStorage', ENTRY_KEY) === entry)
}

/**
 * Which entry of the browser's history this is; somebody else's link is an entry without a name, and gets one. Null where
 * the browser refuses that: some do for a page in a sandbox, or for one that has asked too often.
 */
function entryName(): string | null {
  try {
    const state: unknown = history.state
    if (typeof state === 'object' && state !== null && 'entry' in state) return String(state.entry)
    const entry = String(performance.timeOrigin + performance.now())
    history.replaceState({ entry }, '')
    return entry
  } catch {
    return null
  }
}

export const saveBreakpoints = (breakpoints: readonly Breakpoint[]): boolean =>
  put('sessionStorage', BREAKPOINTS_KEY, JSON.stringify(breakpoints))
/** What would stand behind the # of the address if it had been written just now. */
export const saveAddress = (hash: string): boolean => put('sessionStorage', ADDRESS_KEY, hash)
/** The same when this tab was left; null if it was not. */
export const loadAddress = (): string | null => get('sessionStorage', ADDRESS_KEY)

/** What has been done on the page of the lesson that is open, as JSON; null where none is open. Not checked. */
export const loadLessonPage = (): string | null => get('sessionStorage', LESSON_PAGE_KEY)
export function saveLessonPage(text: string | null): void {
  if (text === null) drop('sessionStorage', LESSON_PAGE_KEY)
  else put('sessionStorage', LESSON_PAGE_KEY, text)
}

/** The best results in challenges, as they were written down; null if there are none. Not checked. */
export const loadBestResults = (): string | null => get('localStorage', CHALLENGES_KEY)
export const saveBestResults = (text: string): boolean => put('localStorage', CHALLENGES_KEY, text)

/** What this tab itself has done in the challenge that is open, as JSON; null where none was. Not checked. */
export const loadOwnChallenge = (): string | null => get('sessionStorage', OPEN_CHALLENGE_KEY)
export const saveOwnChallenge = (text: string): boolean => put('sessionStorage', OPEN_CHALLENGE_KEY, text)

/** What was pasted about the person's own cluster; "" if nothing was. */
export const loadPaste = (): string => get('sessionStorage', PASTE_KEY) ?? ''
export const savePaste = (text: string): boolean => put('sessionStorage', PASTE_KEY, text)

export const saveLogWording = (wording: string): boolean => put('localStorage', LOG_WORDING_KEY, wording)
export const saveLogQuery = (query: string): boolean => put('sessionStorage', LOG_QUERY_KEY, query)

/** How the log was looked at, as it was written down; null if it was not. Not checked. */
export const loadLogWording = (): string | null => get('localStorage', LOG_WORDING_KEY)
export const loadLogQuery = (): string | null => get('sessionStorage', LOG_QUERY_KEY)

/** The breakpoints of this tab before a reload, as they were written down; null if there are none. Not checked. */
export const loadBreakpoints = (): string | null => get('sessionStorage', BREAKPOINTS_KEY)

/** What the run of this tab is compared with, as JSON; null forgets it. */
export function saveComparison(text: string | null): void {
  if (text === null) drop('sessionStorage', COMPARISON_KEY)
  else put('sessionStorage', COMPARISON_KEY, text)
}
/** The same before a reload, as it was written down. Not checked. */
export const loadComparison = (): string | null => get('sessionStorage', COMPARISON_KEY)

/** @returns whether there was room for it */
export const saveHistory = (text: string): boolean => put('sessionStorage', HISTORY_KEY, text)
export const forgetHistory = (): void => drop('sessionStorage', HISTORY_KEY)
/** The versions and branches of this tab before a reload, as they were written down. Not checked. */
export const loadHistory = (): string | null => get('sessionStorage', HISTORY_KEY)

/** How this tab was presenting before a reload, as JSON; null if it was not. Not checked. */
export const loadPresenting = (): string | null => get('sessionStorage', PRESENTING_KEY)
/** @param text - null forgets it */
export function savePresenting(text: string | null): void {
  if (text === null) drop('sessionStorage', PRESENTING_KEY)
  else put('sessionStorage', PRESENTING_KEY, text)
}
/** By which name this tab speaks to its notes window. */
export const loadNotesChannel = (): string | null => get('sessionStorage', NOTES_CHANNEL_KEY)
export const saveNotesChannel = (channel: string): boolean => put('sessionStorage', NOTES_CHANNEL_KEY, channel)

/** That this tab is on no first visit any more: in a reload it sees everything. */
export const forgetFirstVisit = (): void => drop('sessionStorage', FIRST_VISIT_KEY)
/** The signs that have been met, or 'all'. */
export const saveIntroduced = (signs: string): boolean => put('localStorage', INTRODUCED_KEY, signs)

/** How far the guide of the first minute has come; null if it has not begun. Not checked. */
export const loadGuide = (): string | null => get('localStorage', GUIDE_KEY)
export const saveGuide = (step: string): boolean => put('localStorage', GUIDE_KEY, step)

export const saveExportChoices = (text: string): boolean => put('localStorage', EXPORT_KEY, text)
/** How somebody last exported, as it was written down; null if nobody did. Not checked. */
export const loadExportChoices = (): string | null => get('localStorage', EXPORT_KEY)

/** How the charts were looked at, as it was given to be kept; empty where nothing is kept. */
export const loadChartView = (): string => get('localStorage', CHART_VIEW_KEY) ?? ''

/**
 * The run of this tab before a reload: null if there is none, 'broken' if it cannot be used. The checking code is only
 * loaded when there is something to check.
 */
export const loadRun = (): Promise<SavedRun | 'broken' | null> => loadRunOf(RUN_KEY)

/** The same of the run that a talk has taken the place of. */
export const loadRunBeforeTalk = (): Promise<SavedRun | 'broken' | null> => loadRunOf(BEFORE_TALK_KEY)
export const storeRunBeforeTalk = (run: SavedRun): boolean =>
  put('sessionStorage', BEFORE_TALK_KEY, JSON.stringify(run))
export const forgetRunBeforeTalk = (): void => drop('sessionStorage', BEFORE_TALK_KEY)

async function loadRunOf(key: string): Promise<SavedRun | 'broken' | null> {
  const text = get('sessionStorage', key)
  if (!text) return null
  const [{ MAX_INPUT_LENGTH, parseRunInput }, { parsedJson }, { withRecordings }] = await Promise.all([
    import('./inputSchema'),
    import('./outsideJson'),
    import('./recording/withRecordings'),
  ])
  const data = parsedJson(text, MAX_INPUT_LENGTH)
  if (typeof data !== 'object' || data === null) return 'broken'
  const { input, playheadMs, playing, speed } = data as Record<string, unknown>
  // Without its recording, what it simulates is better than nothing.
  const checked = await withRecordings(
    () => parseRunInput(input),
    (read) => (read.ok || typeof input !== 'object' ? read : parseRunInput({ ...input, recording: undefined })),
  )
  if (!checked.ok) return 'broken'
  // JSON can say infinity: 1e999.
  if (typeof playheadMs !== 'number' || !(playheadMs >= 0 && playheadMs < Infinity) || typeof playing !== 'boolean')
    return 'broken'
  return { input: checked.input, playheadMs, playing, speed: typeof speed === 'number' ? speed : 1 }
}
