// Keeps the versions and branches of this tab for a reload. A scenario is written once however many versions share it,
// and of a long history the oldest part stays behind.

import { forgetHistory, saveHistory } from '../io/storage'
import type { RunInput, Scenario } from '../rocketmq'
import type { Branch, History, Version } from './appStore'
import { useApp } from './appStore'

/** Longest text kept, in characters: a tab has room for about five million, and the run itself comes first. */
export const MAX_TEXT_LENGTH = 1_000_000

/** An input as it is written: the scenario by its place in the list. */
interface KeptInput {
  scenario: number
  seed: number
  actions: RunInput['actions']
}

/** @returns JSON of a history */
export function historyText({ past, future, branches }: History): string {
  const places = new Map<string, number>()
  const scenarios: Scenario[] = []
  const written = ({ scenario, seed, actions }: RunInput): KeptInput => {
    const text = JSON.stringify(scenario)
    let place = places.get(text)
    if (place === undefined) {
      place = scenarios.push(scenario) - 1
      places.set(text, place)
    }
    return { scenario: place, seed, actions }
  }
  const version = <One extends Version>(one: One) => ({ ...one, input: written(one.input) })
  const branch = (one: Branch) => ({ ...version(one), leftFor: one.leftFor && written(one.leftFor) })
  return JSON.stringify({
    past: past.map(version),
    future: future.map(version),
    branches: branches.map(branch),
    scenarios,
  })
}

/** The newest part of a history that is no longer than `longest` characters; null if none is. */
export function shortHistoryText({ past, future, branches }: History, longest: number): string | null {
  for (let share = 1; share > 0.01; share /= 2) {
    const most = (list: readonly unknown[]) => -Math.ceil(list.length * share)
    const text = historyText({
      past: past.slice(most(past)),
      future: future.slice(most(future)),
      branches: branches.slice(most(branches)),
    })
    if (text.length <= longest) return text
  }
  return null
}

/** Writes the history of this tab down; where there is no room, a shorter one or none. */
export function savePresentHistory(): void {
  const history = useApp.getState()
  for (const longest of [MAX_TEXT_LENGTH, MAX_TEXT_LENGTH / 8]) {
    const text = shortHistoryText(history, longest)
    if (text !== null && saveHistory(text)) return
  }
  forgetHistory()
}

/** Begins. @returns a function that ends it, for tests */
export function startSavingHistory(): () => void {
  const onHide = () => {
    if (document.visibilityState === 'hidden') savePresentHistory()
  }
  window.addEventListener('pagehide', savePresentHistory)
  document.addEventListener('visibilitychange', onHide)
  return () => {
    window.removeEventListener('pagehide', savePresentHistory)
    document.removeEventListener('visibilitychange', onHide)
  }
}
