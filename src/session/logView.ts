// How the log is looked at: in which wording, through which filters, and which line is picked.

import { createStore } from 'zustand/vanilla'
import { EMPTY_QUERY, type LogCategory, type LogFilter, type LogQuery } from '../projections/logFilters'

export type LogWording = 'words' | 'client'

export interface LogView {
  wording: LogWording
  query: LogQuery
  /** Whether the filters are open. */
  filtersOpen: boolean
  /** Position in the log of the picked line, by itself or by what stopped playing; null for none. */
  picked: number | null
  /** Raised whenever the search field is wanted. */
  searchWanted: number
}

export const logView = createStore<LogView>(() => ({
  wording: 'words',
  query: EMPTY_QUERY,
  filtersOpen: false,
  picked: null,
  searchWanted: 0,
}))

export const setWording = (wording: LogWording): void => logView.setState({ wording })

export const showFilters = (filtersOpen: boolean): void => logView.setState({ filtersOpen })

export const pickLine = (picked: number | null): void => logView.setState({ picked })

export const wantSearch = (): void => logView.setState(({ searchWanted }) => ({ searchWanted: searchWanted + 1 }))

/** Changes a part of the query. */
export const narrow = (change: Partial<LogQuery>): void =>
  logView.setState(({ query }) => ({ query: { ...query, ...change } }))

/** Takes one part of the query away. */
export const widen = (filter: LogFilter): void => narrow({ [filter]: EMPTY_QUERY[filter] })

export const clearQuery = (): void => logView.setState({ query: EMPTY_QUERY })

export const toggleCategory = (category: LogCategory): void => {
  const { categories } = logView.getState().query
  narrow({
    categories: categories.includes(category)
      ? categories.filter((one) => one !== category)
      : [...categories, category],
  })
}
