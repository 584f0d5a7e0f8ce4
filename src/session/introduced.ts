// The signs of the page, and when each first means something: until then a first visit does not see it. They come one at a time,
// each with a line that says what it is, and stay. Loaded for a first visit only.

import { createStore } from 'zustand/vanilla'
import { forgetFirstVisit, saveIntroduced } from '../io/storage'
import { useApp } from './appStore'
import { currentState, frames } from './runViews'
import { hiddenSigns, SIGNS, type Sign } from './signs'
import { firstFaultMs, happened, isDisagreed, isRouteStale, isSurvived, type Situation } from './situation'

/** By sign: whether it means something at this moment. */
export const MEANS_SOMETHING: Record<Sign, (at: Situation) => boolean> = {
  chips: (at) => firstFaultMs(at) !== null && isDisagreed(at),
  term: (at) => happened(at, ['election', 'leader'], 1),
  window: (at) => happened(at, ['avoided']),
  switch: (at) => happened(at, ['avoided']),
  index: (at) => happened(at, ['avoided']) || ['producer', 'message'].includes(at.look.selection?.kind ?? ''),
  poll: (at) => firstFaultMs(at) !== null && isRouteStale(at),
  why: (at) => happened(at, ['sendFailed', 'messageFailed']) || at.look.selection !== null,
  steps: (at) => firstFaultMs(at) !== null,
  speed: (at) => happened(at, ['avoided', 'messageFailed']),
  timeline: (at) => at.run.input.actions.length > 0,
  undo: ({ look }) => look.past.length + look.future.length > 0,
  branches: ({ look }) => look.branches.length > 0,
  log: isSurvived,
  totals: (at) => happened(at, ['messageFailed']) || isSurvived(at),
  charts: isSurvived,
  compare: isSurvived,
  breakpoints: isSurvived,
  settings: isSurvived,
  values: ({ look }) => look.sidePanel === 'settings',
  scenario: isSurvived,
  chapter: isSurvived,
  share: isSurvived,
  present: isSurvived,
}

/** Those of the signs not met yet that mean something, in their order. */
export const dueSigns = (hidden: readonly Sign[], at: Situation): Sign[] =>
  SIGNS.filter((sign) => hidden.includes(sign) && MEANS_SOMETHING[sign](at))

/** The line that is shown; null for none. */
export const introduction = createStore<{ sign: Sign | null }>(() => ({ sign: null }))

/** ms of real time between two introductions: a line can be read. */
const GAP_MS = 4000
/** ms of real time that the last line stays. */
const STAY_MS = 12_000
/** ms of real time between two looks while it plays. */
const LOOK_MS = 200

/** Signs that have meant something, and wait for their turn: the moment may have passed by then. */
const waiting = new Set<Sign>()

let shownAt = Number.NEGATIVE_INFINITY
let lookedAt = Number.NEGATIVE_INFINITY
let timer: ReturnType<typeof setTimeout> | undefined

/** Keeps for good what has been met; all of it for whoever needs no more introductions. */
function saveHidden(hidden: readonly Sign[]): void {
  saveIntroduced(hidden.length === 0 ? 'all' : SIGNS.filter((sign) => !hidden.includes(sign)).join())
  if (hidden.length === 0) forgetFirstVisit()
}

/** Shows a sign from now on, at once: what is invited to be used must be there. */
export function introduce(sign: Sign): void {
  const { hidden } = useApp.getState()
  if (!hidden.includes(sign)) return
  const left = hidden.filter((one) => one !== sign)
  saveHidden(left)
  shownAt = performance.now()
  introduction.setState({ sign })
  useApp.setState({ hidden: left })
  lookLater(GAP_MS)
}

export const dismissIntroduction = (): void => introduction.setState({ sign: null })

/** Nothing has been met: see guide.ts. */
export function forgetIntroductions(): void {
  waiting.clear()
  saveHidden(SIGNS)
  dismissIntroduction()
}

/** Everything at once, for good; the guide ends with it. */
export function showEverything(): void {
  saveHidden([])
  dismissIntroduction()
  useApp.setState({ hidden: [], guided: false })
}

/** What is judged now. */
export function situationNow(): Situation {
  const { run, playheadMs, selection, sidePanel, past, future, branches } = useApp.getState()
  return {
    run,
    state: currentState(),
    tMs: Math.floor(playheadMs),
    look: { selection, sidePanel, past, future, branches },
  }
}

function lookLater(inMs: number): void {
  clearTimeout(timer)
  timer = setTimeout(look, inMs)
}

function look(): void {
  const now = performance.now()
  lookedAt = now
  const hidden = hiddenSigns(useApp.getState())
  if (hidden.length > 0) for (const sign of dueSigns(hidden, situationNow())) waiting.add(sign)
  if (now - shownAt < GAP_MS) {
    lookLater(GAP_MS - (now - shownAt))
    return
  }
  const sign = SIGNS.find((one) => waiting.has(one) && hidden.includes(one))
  if (sign) introduce(sign)
  else if (introduction.getState().sign !== null) {
    if (now - shownAt >= STAY_MS) dismissIntroduction()
    else lookLater(STAY_MS - (now - shownAt))
  }
}

/** Begins. @returns a function that ends it */
export function startIntroductions(): () => void {
  const onChange = () => {
    if (performance.now() - lookedAt >= LOOK_MS) look()
  }
  const ends = [frames.subscribe(onChange), useApp.subscribe(onChange)]
  look()
  return () => {
    clearTimeout(timer)
    for (const end of ends) end()
  }
}
