// The answers of the survival table for one message at one moment: forks of the run, computed a piece at a time while it is paused.

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
import { createForkTable } from './forkTable'

interface Question {
  run: Run
  place: MessagePlace
  tMs: number
}

export const isSamePlace = (one: Question, other: Question): boolean =>
  one.run === other.run &&
  one.tMs === other.tMs &&
  one.place.epoch === other.place.epoch &&
  one.place.group === other.place.group &&
  one.place.startOffset === other.place.startOffset

const table = createForkTable<Question, SurvivalEvent, SurvivalFork, Survival>({
  isSame: isSamePlace,
  rowsOf({ run, place, tMs }) {
    const group = stateAt(run, tMs).brokerGroups[place.group]
    return group ? survivalEventsOf(group) : []
  },
  start: ({ run, place, tMs }, event) => startSurvival(run, place, event, tMs),
  goOn: continueSurvival,
  maxEvents: MAX_SURVIVAL_EVENTS,
})

export const survivalTable = table.store
export const askSurvival = table.ask

/** Shows the future of a row, as a change that can be taken back. */
export async function showSurvival(event: SurvivalEvent): Promise<void> {
  const { question } = survivalTable.getState()
  const { run } = useApp.getState()
  if (!question || question.run !== run) return
  const input = survivalInput(run, question.place.group, event, question.tMs)
  const { edit } = await import('./editing')
  if (input) edit(input)
}
