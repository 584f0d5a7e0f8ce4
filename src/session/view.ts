// How the run on the page is looked at: reads the fields of a document's view from the page, and puts them on it.

import type { Problem } from '../i18n/problems'
import {
  type Selection,
  sameValue,
  tidyView,
  VIEW_FIELDS,
  VIEW_NAMES,
  type View,
  type ViewName,
  viewField,
} from '../io/viewFields'
import { entryAt, logLength, MAX_RUN_MS, type Run } from '../rocketmq'
import { seek, select, setFastForward, setSpan, setSpeed, showPanel } from './actions'
import { type AppState, useApp } from './appStore'
import { setBreakpoints } from './breakpoints'
import { afterJob, destinationMs, startJob } from './computeJob'
import { showLanguage } from './language'
import { currentState } from './runViews'

/** A selected message may be told this much later than the moment, ms of virtual time. */
const SELECTION_AHEAD_MS = 900_000

interface Shown<Value> {
  of: (state: AppState) => Value
  /** @param done - told why it could not be done; at once, or when it has been computed so far */
  show: (value: Value, done: (problem?: Problem) => void) => void
}

const plain = <Value>(of: (state: AppState) => Value, show: (value: Value) => void): Shown<Value> => ({
  of,
  show(value, done) {
    show(value)
    done()
  },
})

/** In the order in which they are put on the page: what is selected must be there, so the moment comes first. */
const SHOWN: { [Name in ViewName]: Shown<NonNullable<View[Name]> | Extract<View[Name], null>> } = {
  // While it is on its way, where it is going: a reload would lead there.
  tMs: { of: () => Math.floor(destinationMs()), show: showMoment },
  language: plain(
    (state) => state.language,
    (language) => void showLanguage(language),
  ),
  selection: { of: (state) => state.selection, show: showSelection },
  openBroker: {
    of: ({ openBroker, input }) => (input.scenario.settings.simulateStore ? openBroker : null),
    show: showOpenBroker,
  },
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
    ({ lesson }) =>
      lesson && { id: lesson.id, page: lesson.page, ...(lesson.cue !== undefined && { cue: lesson.cue }) },
    (place) =>
      useApp.setState(({ lesson }) => ({
        // What was answered on this very page stays answered.
        lesson:
          place && lesson?.id === place.id && (place.cue ?? place.page) === (lesson.cue ?? lesson.page)
            ? lesson
            : place && { ...place, answer: null, done: false, perBroker: null },
      })),
  ),
  chapter: plain(
    (state) => state.chapter,
    (chapter) => useApp.setState({ chapter }),
  ),
  challenge: {
    of: ({ challenge }) => challenge?.id ?? null,
    show(id, done) {
      if (id === null) {
        if (useApp.getState().challenge) useApp.setState({ challenge: null })
        done()
      } else void import('./challengeActions').then(({ showChallenge }) => showChallenge(id)).finally(() => done())
    },
  },
}

const shown = (name: ViewName): Shown<unknown> => SHOWN[name] as Shown<unknown>

function showMoment(tMs: number, done: (problem?: Problem) => void): void {
  seek(tMs, () => {
    const reachedMs = Math.floor(useApp.getState().playheadMs)
    done(
      reachedMs === tMs ? undefined : { path: VIEW_FIELDS.tMs.part, value: reachedMs, reason: 'tooFar', allowed: {} },
    )
  })
}

const isInLog = ({ log }: Run, selection: Extract<Selection, { kind: 'message' }>): boolean => {
  if (selection.logIndex >= logLength(log)) return false
  const entry = entryAt(log, selection.logIndex)
  return 'message' in entry && entry.message === selection.message
}

/** @param done - told whether it is there */
function findThere(selection: Selection, done: (isThere: boolean) => void): void {
  const { brokerGroups, nameServers, producers, consumers } = currentState()
  switch (selection.kind) {
    case 'broker':
      return done(brokerGroups[selection.group]?.nodes[selection.node]?.removed === false)
    case 'group':
      return done(brokerGroups[selection.group]?.removed === false)
    case 'nameServer':
      return done(selection.index < nameServers.length)
    case 'producer':
      return done(selection.index < producers.length)
    case 'consumer':
      return done(consumers[selection.index]?.removed === false)
    case 'message': {
      const { run, playheadMs } = useApp.getState()
      startJob({
        kind: 'jump',
        toMs: Math.min(playheadMs + SELECTION_AHEAD_MS, MAX_RUN_MS),
        runs: () => [run],
        find: () => (logLength(run.log) > selection.logIndex ? run.endMs : null),
        lookAt: () => null,
        done: () => done(isInLog(run, selection)),
      })
    }
  }
}

function showOpenBroker(openBroker: number | null, done: (problem?: Problem) => void): void {
  const { part, write } = VIEW_FIELDS.openBroker
  afterJob(() => {
    const isThere = openBroker === null || (openBroker < currentState().brokerGroups.length && simulatesStore())
    useApp.setState({ openBroker: isThere ? openBroker : null })
    done(isThere ? undefined : { path: part, value: write(openBroker), reason: 'notThere', allowed: {} })
  })
}

const simulatesStore = (): boolean => useApp.getState().input.scenario.settings.simulateStore

function showSelection(selection: Selection | null, done: (problem?: Problem) => void): void {
  if (selection === null) {
    select(null)
    done()
    return
  }
  const { input } = useApp.getState()
  // What is selected must be there, so the moment comes first.
  afterJob(() => {
    if (useApp.getState().input !== input) done()
    else
      findThere(selection, (isThere) => {
        if (isThere && useApp.getState().input === input) select(selection)
        const { part, write } = VIEW_FIELDS.selection
        done(isThere ? undefined : { path: part, value: write(selection), reason: 'notThere', allowed: {} })
      })
  })
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
 * @param done - called once, when everything is shown: what could not be
 */
export function showView(
  view: View,
  except: readonly ViewName[] = [],
  done: (problems: Problem[]) => void = () => undefined,
): void {
  const wanted = VIEW_NAMES.flatMap((name) => {
    const value = view[name] === undefined ? viewField(name).standard : view[name]
    return value === undefined || except.includes(name) ? [] : [{ name, value }]
  })
  const problems: Problem[] = []
  let left = wanted.length + 1
  const one = (problem?: Problem) => {
    if (problem) problems.push(problem)
    if (--left === 0) done(problems)
  }
  for (const { name, value } of wanted) shown(name).show(value, one)
  one()
}
