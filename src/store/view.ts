// How the run on the page is looked at: reads the fields of a document's view from the page, and puts them on it.

import { entryAt, logLength, MAX_RUN_MS } from '../engine'
import type { Problem } from '../text/problems'
import { seek, select, setFastForward, setSpan, setSpeed, showPanel } from './actions'
import { type AppState, type Selection, useApp } from './appStore'
import { setBreakpoints } from './breakpoints'
import { computedMs, computeUntil, currentState } from './clock'
import { sameValue, tidyView, VIEW_FIELDS, VIEW_NAMES, type View, type ViewName, viewField } from './document'

/** ms of real time that opening may spend on computing up to its moment. */
const OPENING_BUDGET_MS = 8000
/** A selected message may be told this much later than the moment, ms of virtual time. */
const SELECTION_AHEAD_MS = 900_000

interface Shown<Value> {
  of: (state: AppState) => Value
  /** @returns why it could not be done */
  show: (value: Value) => Problem | undefined
}

const plain = <Value>(of: (state: AppState) => Value, show: (value: Value) => void): Shown<Value> => ({
  of,
  show: (value) => {
    show(value)
    return undefined
  },
})

/** In the order in which they are put on the page: what is selected must be there, so the moment comes first. */
const SHOWN: { [Name in ViewName]: Shown<NonNullable<View[Name]> | Extract<View[Name], null>> } = {
  tMs: { of: (state) => Math.floor(state.playheadMs), show: showMoment },
  language: plain(
    (state) => state.language,
    (language) => useApp.setState({ language }),
  ),
  selection: { of: (state) => state.selection, show: showSelection },
  sidePanel: plain((state) => state.sidePanel, showPanel),
  speed: plain((state) => state.speed, setSpeed),
  fastForward: plain((state) => state.fastForward, setFastForward),
  spanMs: plain((state) => (state.spanMs === null ? null : Math.max(1, Math.round(state.spanMs))), setSpan),
  spanFromMs: plain(
    (state) => (state.spanFromMs === null ? null : Math.max(0, Math.round(state.spanFromMs))),
    (spanFromMs) => useApp.setState({ spanFromMs }),
  ),
  chartsOpen: plain(
    (state) => state.chartsOpen,
    (chartsOpen) => useApp.setState({ chartsOpen }),
  ),
  breakpoints: plain((state) => state.breakpoints, setBreakpoints),
  compare: plain(
    (state) => state.comparison?.difference ?? null,
    (difference) => {
      if (difference === null) useApp.setState({ comparison: null })
      else
        void import('./comparison').then(({ startComparing }) => {
          startComparing(difference)
          // A lesson that compares says itself what it comes to.
          if (useApp.getState().sidePanel === 'lesson') showPanel('lesson')
        })
    },
  ),
  lesson: plain(
    ({ lesson }) => lesson && { id: lesson.id, page: lesson.page },
    (place) =>
      useApp.setState(({ lesson }) => ({
        // What was answered on this very page stays answered.
        lesson:
          place && lesson?.id === place.id && lesson.page === place.page
            ? lesson
            : place && { ...place, answer: null, done: false, perBroker: null },
      })),
  ),
}

const shown = (name: ViewName): Shown<unknown> => SHOWN[name] as Shown<unknown>

function showMoment(tMs: number): Problem | undefined {
  computeUntil(tMs, OPENING_BUDGET_MS)
  seek(tMs)
  const reachedMs = Math.floor(useApp.getState().playheadMs)
  if (reachedMs === tMs) return undefined
  return { path: VIEW_FIELDS.tMs.part, value: reachedMs, reason: 'tooFar', allowed: {} }
}

function isThere(selection: Selection): boolean {
  const { brokerGroups, nameServers, producers } = currentState()
  switch (selection.kind) {
    case 'broker':
      return brokerGroups[selection.group]?.nodes[selection.node]?.removed === false
    case 'group':
      return brokerGroups[selection.group]?.removed === false
    case 'nameServer':
      return selection.index < nameServers.length
    case 'producer':
      return selection.index < producers.length
    case 'message': {
      const untilMs = Math.min(useApp.getState().playheadMs + SELECTION_AHEAD_MS, MAX_RUN_MS)
      const startedAt = performance.now()
      while (logLength(useApp.getState().run.log) <= selection.logIndex && computedMs() < untilMs) {
        const left = OPENING_BUDGET_MS - (performance.now() - startedAt)
        if (left <= 0) return false
        computeUntil(Math.min(untilMs, computedMs() + 10_000), left)
      }
      const { log } = useApp.getState().run
      if (selection.logIndex >= logLength(log)) return false
      const entry = entryAt(log, selection.logIndex)
      return 'message' in entry && entry.message === selection.message
    }
  }
}

function showSelection(selection: Selection | null): Problem | undefined {
  if (selection !== null && !isThere(selection)) {
    const { part, write } = VIEW_FIELDS.selection
    return { path: part, value: write(selection), reason: 'notThere', allowed: {} }
  }
  select(selection)
  return undefined
}

/** How the page is looked at now. */
export const viewOf = (state: AppState): View =>
  tidyView(Object.fromEntries(VIEW_NAMES.map((name) => [name, shown(name).of(state)])))

/** Whether anything of the view but its moment is another. */
export const hasOtherView = (state: AppState, previous: AppState): boolean =>
  VIEW_NAMES.some((name) => {
    if (name === 'tMs') return false
    const now = shown(name).of(state)
    const before = shown(name).of(previous)
    return now !== before && (typeof now !== 'object' || !sameValue(now, before))
  })

/**
 * Puts a view on the page; what it does not say becomes as always.
 *
 * @param except - fields that stay as they are
 * @returns what could not be shown
 */
export function showView(view: View, except: readonly ViewName[] = []): Problem[] {
  const problems: Problem[] = []
  for (const name of VIEW_NAMES) {
    const value = view[name] === undefined ? viewField(name).standard : view[name]
    if (value === undefined || except.includes(name)) continue
    const problem = shown(name).show(value)
    if (problem) problems.push(problem)
  }
  return problems
}
