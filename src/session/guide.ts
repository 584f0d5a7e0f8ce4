// The guided first minute: a few invitations, one after another, each completed by doing it or by the moment on the stage. None
// stops anything; each can be skipped. Loaded for a first visit only.

import { createStore } from 'zustand/vanilla'
import { saveFirstVisit } from '../io/browserStorage'
import { loadGuide, saveGuide } from '../io/storage'
import { groupStatusOf, hasMaster } from '../projections/groupStatus'
import { momentsOf } from '../projections/keyMoments'
import { createCursor, PRESETS, type Run } from '../rocketmq'
import { loadPreset, pause, seek } from './actions'
import { useApp } from './appStore'
import { forgetIntroductions, introduce, situationNow } from './introduced'
import { frames } from './runViews'
import { SIGNS, type Sign } from './signs'
import { failsWithoutAvoidance, happened, hasGoneRound, killedGroup, type Situation, turnedOffMs } from './situation'

export type GuideStep = 'wheel' | 'kill' | 'round' | 'off' | 'newMaster'

/** What an invitation is about: 'victim' is the Broker that was killed, 'other' one that was not, 'master' its Master. */
export type GuidePlace = 'producer' | 'switch' | 'master' | 'victim' | 'other'

interface StepRule {
  step: GuideStep
  place: GuidePlace
  /** What has to be in sight for it. */
  needs?: Sign
  /** Done by a press, not by what there is to watch: the next one follows at once. */
  byClick?: true
  isDone: (at: Situation) => boolean
}

/** Whether the killed group has a Master again that the stage shows as such. */
function hasNewMaster(at: Situation): boolean {
  const killed = killedGroup(at)
  if (!killed) return false
  return hasMaster(groupStatusOf(at.state.brokerGroups[killed.group])) && happened(at, ['masterReady'], killed.atMs)
}

/** What has been found for a run; a run that goes on keeps it. */
const backTo = new WeakMap<Run, { killedMs: number; atMs: number | null }>()

/**
 * Where the invitation to turn avoidance off holds, for whoever comes to it when nothing would fail any more.
 *
 * @returns ms of virtual time, the first failure or the kill itself; null where the route came too soon after either
 */
export function failingMs(at: Situation): number | null {
  const killed = killedGroup(at)
  if (!killed) return null
  const known = backTo.get(at.run)
  if (known?.killedMs === killed.atMs) return known.atMs
  const [failedMs] = momentsOf(at.run).flatMap(({ kind, atMs }) =>
    kind === 'sendFailed' && atMs > killed.atMs && atMs <= at.tMs ? atMs : [],
  )
  const cursor = createCursor(at.run)
  const found = [failedMs, killed.atMs].find(
    (ms) => ms !== undefined && failsWithoutAvoidance(cursor.seek(ms), killed.group),
  )
  if (failedMs !== undefined) backTo.set(at.run, { killedMs: killed.atMs, atMs: found ?? null })
  return found ?? null
}

/** Whether the step "off" keeps its promise at this moment. */
function failsNow(at: Situation): boolean {
  const killed = killedGroup(at)
  return killed !== null && failsWithoutAvoidance(at.state, killed.group)
}

export const GUIDE: readonly StepRule[] = [
  {
    step: 'wheel',
    place: 'producer',
    // Once round, and one more.
    isDone: (at) =>
      at.state.totals.sent > (at.state.producers[0]?.publishInfos.at(-1)?.messageQueueList.length ?? 4) ||
      // Who kills a Broker early has what comes of it to watch.
      killedGroup(at) !== null,
  },
  { step: 'kill', place: 'master', byClick: true, isDone: (at) => killedGroup(at) !== null },
  {
    step: 'round',
    place: 'other',
    isDone: (at) => {
      const killed = killedGroup(at)
      return killed !== null && hasGoneRound(at, killed.group)
    },
  },
  {
    step: 'off',
    place: 'switch',
    needs: 'switch',
    isDone: (at) => {
      const offMs = turnedOffMs(at)
      if (offMs !== null && happened(at, ['sendFailed'], offMs + 1)) return true
      // Where it would never be so, it is not asked for.
      return !failsNow(at) && failingMs(at) === null
    },
  },
  { step: 'newMaster', place: 'victim', needs: 'steps', isDone: hasNewMaster },
]

interface Guide {
  /** The step that is invited to, from 0; GUIDE.length when all are done. */
  at: number
  /** Closed for good. */
  ended: boolean
  /** The Broker that was killed; the first one before that. */
  broker: string
  group: number
  /** Nothing would fail now: from where it would, ms of virtual time, the step "off" can be done. */
  backMs: number | null
}

export const guide = createStore<Guide>(() => ({ at: 0, ended: false, broker: 'broker-a', group: 0, backMs: null }))

/** What is kept once it has been closed. */
const ENDED = 'ended'

/**
 * Goes on over all that is done already: who kills a Broker before they are asked to is not asked.
 *
 * @returns the first step from this one on that is not done
 */
export function nextStep(from: number, at: Situation): number {
  let step = from
  while (step < GUIDE.length && GUIDE[step].isDone(at)) step++
  return step
}

/** ms of real time that an invitation stays at least. */
const STAY_MS = 3000
let shownAt = 0

/** ms of real time for which an invitation that is done still stays, so that it can be read. */
export const staysMs = (step: number, at: Situation, shownForMs: number): number =>
  GUIDE[step]?.byClick || (GUIDE[step]?.step === 'wheel' && killedGroup(at)) ? 0 : Math.max(0, STAY_MS - shownForMs)

function goTo(step: number): void {
  saveGuide(String(step))
  shownAt = performance.now()
  guide.setState({ at: step, backMs: null })
  const needs = GUIDE[step]?.needs
  if (needs) introduce(needs)
}

export const skipStep = (): void => goTo(guide.getState().at + 1)

/** To where messages fail: the invitation of the moment holds there. */
export function jumpBack(): void {
  const { backMs } = guide.getState()
  if (backMs === null) return
  pause()
  seek(backMs)
}

/** The page as a first-time visitor sees it, from its first scenario on; the run that is left can be had back by undoing. */
export function beginAgain(): void {
  forgetIntroductions()
  saveFirstVisit()
  saveGuide('0')
  guide.setState({ at: 0, ended: false, broker: 'broker-a', group: 0, backMs: null })
  useApp.setState({
    hidden: SIGNS,
    guided: true,
    lesson: null,
    challenge: null,
    comparison: null,
    selection: null,
    sidePanel: 'story',
  })
  loadPreset(PRESETS[0].id)
}

/** Takes it off the page for good. */
export function endGuide(): void {
  saveGuide(ENDED)
  guide.setState({ ended: true })
}

/** Begins, where it was left. @returns a function that ends it */
export function startGuide(): () => void {
  const kept = loadGuide()
  const step = Number(kept ?? 0)
  // The last card is said once: it is not there again after a lesson, a comparison or a reload.
  if (step >= GUIDE.length) saveGuide(ENDED)
  guide.setState({
    at: Number.isInteger(step) && step >= 0 ? Math.min(step, GUIDE.length) : 0,
    ended: kept === ENDED || step >= GUIDE.length,
  })
  shownAt = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    clearTimeout(timer)
    const { at, group, ended, backMs } = guide.getState()
    if (ended || at >= GUIDE.length) return
    const now = situationNow()
    const killed = killedGroup(now)
    const victim = killed?.group ?? 0
    if (victim !== group) guide.setState({ group: victim, broker: now.state.brokerGroups[victim].brokerName })
    const next = nextStep(at, now)
    if (next !== at) {
      const stay = staysMs(at, now, performance.now() - shownAt)
      // Nothing may move by then.
      if (stay > 0) timer = setTimeout(look, stay)
      else goTo(next)
      return
    }
    const back = GUIDE[at].step === 'off' && !failsNow(now) ? failingMs(now) : null
    if (back !== backMs) guide.setState({ backMs: back })
  }
  look()
  const end = frames.subscribe(look)
  return () => {
    clearTimeout(timer)
    end()
  }
}
