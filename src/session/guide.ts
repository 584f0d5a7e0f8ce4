// The guided first minute: a few invitations, one after another, each completed by doing it or by the moment on the stage. None
// stops anything; each can be skipped. Loaded for a first visit only.

import { createStore } from 'zustand/vanilla'
import { saveFirstVisit } from '../io/browserStorage'
import { loadGuide, saveGuide } from '../io/storage'
import { groupStatusOf, hasMaster } from '../projections/groupStatus'
import { MASTER_ID, PRESETS } from '../rocketmq'
import { loadPreset } from './actions'
import { useApp } from './appStore'
import { forgetIntroductions, introduce, situationNow } from './introduced'
import { frames } from './runViews'
import { SIGNS, type Sign } from './signs'
import { happened, hasGoneRound, killedGroup, type Situation, turnedOffMs } from './situation'

export type GuideStep = 'wheel' | 'kill' | 'round' | 'off' | 'newMaster'

/** What an invitation is about: 'victim' is the Broker that was killed, 'other' one that was not, 'master' its Master. */
export type GuidePlace = 'producer' | 'switch' | 'master' | 'victim' | 'other'

interface StepRule {
  step: GuideStep
  place: GuidePlace
  /** What has to be in sight for it. */
  needs?: Sign
  isDone: (at: Situation) => boolean
}

/** Whether the killed group has a Master again that the stage shows as such. */
function hasNewMaster(at: Situation): boolean {
  const killed = killedGroup(at)
  if (!killed) return false
  return hasMaster(groupStatusOf(at.state.brokerGroups[killed.group])) && happened(at, ['masterReady'], killed.atMs)
}

/** The producer's route leads to a Master of the killed group again: nothing fails there any more. */
function isRouteGood(at: Situation): boolean {
  const killed = killedGroup(at)
  const entry = at.state.producers[0]?.route?.find(({ group }) => group === killed?.group)
  return hasNewMaster(at) && entry?.brokerAddrs[MASTER_ID] !== undefined
}

export const GUIDE: readonly StepRule[] = [
  {
    step: 'wheel',
    place: 'producer',
    // Once round, and one more.
    isDone: ({ state }) => state.totals.sent > (state.producers[0]?.publishInfos.at(-1)?.messageQueueList.length ?? 4),
  },
  { step: 'kill', place: 'master', isDone: (at) => killedGroup(at) !== null },
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
      return offMs !== null && (happened(at, ['sendFailed'], offMs + 1) || isRouteGood(at))
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
}

export const guide = createStore<Guide>(() => ({ at: 0, ended: false, broker: 'broker-a', group: 0 }))

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

function goTo(step: number): void {
  saveGuide(String(step))
  guide.setState({ at: step })
  const needs = GUIDE[step]?.needs
  if (needs) introduce(needs)
}

export const skipStep = (): void => goTo(guide.getState().at + 1)

/** The page as a first-time visitor sees it, from its first scenario on; the run that is left can be had back by undoing. */
export function beginAgain(): void {
  forgetIntroductions()
  saveFirstVisit()
  saveGuide('0')
  guide.setState({ at: 0, ended: false, broker: 'broker-a', group: 0 })
  useApp.setState({ hidden: SIGNS, guided: true, lesson: null, comparison: null, selection: null, sidePanel: 'story' })
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
  guide.setState({
    at: Number.isInteger(step) && step >= 0 ? Math.min(step, GUIDE.length) : 0,
    ended: kept === ENDED,
  })
  const look = () => {
    const { at, group, ended } = guide.getState()
    if (ended || at >= GUIDE.length) return
    const now = situationNow()
    const killed = killedGroup(now)
    const victim = killed?.group ?? 0
    if (victim !== group) guide.setState({ group: victim, broker: now.state.brokerGroups[victim].brokerName })
    const next = nextStep(at, now)
    if (next !== at) goTo(next)
  }
  look()
  return frames.subscribe(look)
}
