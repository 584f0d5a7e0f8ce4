// What of a log a person wants to see, as plain data; logQuery.ts finds it.

import type { EntryCategory } from '../rocketmq'

/** What an entry is about, for filtering: what its definition says, and attempts after the first. */
export const LOG_CATEGORIES = [
  'sends',
  'failures',
  'retries',
  'windows',
  'route',
  'roles',
  'faults',
  'nameServer',
  'store',
  'replication',
  'rebalance',
  'consuming',
] as const satisfies readonly (EntryCategory | 'retries')[]

export type LogCategory = EntryCategory | 'retries'

/** Characters of a search: every one of them is looked for in every line. */
export const MAX_SEARCH_LENGTH = 200

/** What must hold of an entry for it to be shown. Plain data; an empty or null part filters nothing. */
export interface LogQuery {
  categories: readonly LogCategory[]
  /** Position of a Broker group. */
  group: number | null
  producer: number | null
  message: number | null
  /** Only the things that matter. */
  keyOnly: boolean
  /** Only entries for which the client itself writes a line. */
  clientOnly: boolean
  /** Words that the shown line must hold, all of them; a number also finds the message of that number. */
  text: string
}

export const EMPTY_QUERY: LogQuery = {
  categories: [],
  group: null,
  producer: null,
  message: null,
  keyOnly: false,
  clientOnly: false,
  text: '',
}

/** The parts of a query, in the order in which they are looked at. */
export const LOG_FILTERS = ['categories', 'group', 'producer', 'message', 'keyOnly', 'clientOnly', 'text'] as const

export type LogFilter = (typeof LOG_FILTERS)[number]

/** Whether a part of the query filters at all. */
export function isActive(query: LogQuery, filter: LogFilter): boolean {
  const value = query[filter]
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== false && String(value).trim() !== ''
}
