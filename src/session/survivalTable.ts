// The answers of the survival table for one message at one moment: forks of the run, computed a piece at a time while it is paused.

import { createStore } from 'zustand/vanilla'
import type { MessagePlace } from '../projections/copies'
import {
  continueSurvival,
  MAX_SURVIVAL_EVENTS,
  type Survival,
  type SurvivalEvent,
  type SurvivalFork,
  startSurvival,
  survivalEventsOf,
  survivalInput,
} from '../projections/survival'
import { type Run, stateAt } from '../rocketmq'
import { useApp } from './appStore'
import { doInPieces } from './pieces'

/** null: not known yet; 'tooFar': the fork would take too many events. */
export type Answer = Survival | 'tooFar' | null

interface Question {
  run: Run
  place: MessagePlace
  tMs: number
}

export const survivalTable = createStore<{
  question: Question | null
  answers: Partial<Record<SurvivalEvent, Answer>>
}>(() => ({ question: null, answers: {} }))

/** Events for one piece of a fork. */
const EVENTS_AT_ONCE = 2000

const isSame = (one: Question | null, other: Question): boolean =>
  one !== null &&
  one.run === other.run &&
  one.tMs === other.tMs &&
  one.place.epoch === other.place.epoch &&
  one.place.group === other.place.group &&
  one.place.startOffset === other.place.startOffset

/** Begins to answer, unless that is what it does. What was asked before is dropped. */
export function askSurvival(question: Question): void {
  if (isSame(survivalTable.getState().question, question)) return
  survivalTable.setState({ question, answers: {} })
  const group = stateAt(question.run, question.tMs).brokerGroups[question.place.group]
  const left = group ? [...survivalEventsOf(group)] : []
  let fork: SurvivalFork | null = null
  let events = 0
  const answer = (event: SurvivalEvent, what: Answer) => {
    const { answers } = survivalTable.getState()
    survivalTable.setState({ answers: { ...answers, [event]: what } })
    fork = null
    left.shift()
  }
  const piece = (): boolean => {
    const [event] = left
    if (event === undefined || survivalTable.getState().question !== question) return true
    if (!fork) {
      events = 0
      fork = startSurvival(question.run, question.place, event, question.tMs)
      if (!fork) answer(event, 'tooFar')
      return left.length === 0
    }
    const found = continueSurvival(fork, EVENTS_AT_ONCE)
    events += EVENTS_AT_ONCE
    if (found) answer(event, found)
    else if (events >= MAX_SURVIVAL_EVENTS) answer(event, 'tooFar')
    return left.length === 0
  }
  doInPieces(piece)
}

/** Shows the future of a row, as a change that can be taken back. */
export async function showSurvival(event: SurvivalEvent): Promise<void> {
  const { question } = survivalTable.getState()
  const { run } = useApp.getState()
  if (!question || question.run !== run) return
  const input = survivalInput(run, question.place.group, event, question.tMs)
  const { edit } = await import('./editing')
  if (input) edit(input)
}
