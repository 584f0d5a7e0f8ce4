// A table whose rows are answered by forks of the run, computed a piece at a time.

import { createStore, type StoreApi } from 'zustand/vanilla'
import { doInPieces } from './pieces'

/** 'tooFar': the fork would take too many events, or too many actions. */
export type ForkAnswer<Found> = Found | 'tooFar'

interface About<Question, Row extends string, Fork, Found> {
  isSame(one: Question, other: Question): boolean
  rowsOf(question: Question): readonly Row[]
  /** @returns null where it cannot be done */
  start(question: Question, row: Row): Fork | null
  /** Computes a fork further. @returns null while there is no answer */
  goOn(fork: Fork, maxEvents: number): Found | null
  /** Events that a fork may take. */
  maxEvents: number
}

export interface ForkTable<Question, Row extends string, Found> {
  /** A row that is not there is not known yet. */
  store: StoreApi<{ question: Question | null; answers: Partial<Record<Row, ForkAnswer<Found>>> }>
  /** Begins to answer, unless that is what it does. What was asked before is dropped. */
  ask(question: Question): void
}

/** Events for one piece of a fork. */
const EVENTS_AT_ONCE = 2000

export function createForkTable<Question, Row extends string, Fork, Found extends object>(
  about: About<Question, Row, Fork, Found>,
): ForkTable<Question, Row, Found> {
  type State = { question: Question | null; answers: Partial<Record<Row, ForkAnswer<Found>>> }
  const store = createStore<State>(() => ({ question: null, answers: {} }))

  function ask(question: Question): void {
    const before = store.getState().question
    if (before !== null && about.isSame(before, question)) return
    store.setState({ question, answers: {} })
    const left = [...about.rowsOf(question)]
    let fork: Fork | null = null
    let events = 0
    const answer = (row: Row, what: ForkAnswer<Found>) => {
      store.setState({ answers: { ...store.getState().answers, [row]: what } })
      fork = null
      left.shift()
    }
    doInPieces((): boolean => {
      const [row] = left
      if (row === undefined || store.getState().question !== question) return true
      if (!fork) {
        events = 0
        fork = about.start(question, row)
        if (!fork) answer(row, 'tooFar')
        return left.length === 0
      }
      const found = about.goOn(fork, EVENTS_AT_ONCE)
      events += EVENTS_AT_ONCE
      if (found) answer(row, found)
      else if (events >= about.maxEvents) answer(row, 'tooFar')
      return left.length === 0
    })
  }
  return { store, ask }
}
