// What was chosen from the command list last, kept for the next visit.

import { get, put } from '../../io/browserStorage'
import { parsedJson } from '../../io/outsideJson'

const KEY = 'rocketscope.recent'
const MAX_RECENT = 6
/** Characters that are read. */
const MAX_LENGTH = 2000

/** Ids of rows, newest first. Somebody else may have written there, and a row may be gone. */
export function recentRows(): string[] {
  const kept = parsedJson(get('localStorage', KEY), MAX_LENGTH)
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MAX_RECENT) : []
}

export const rememberRow = (id: string): boolean =>
  put('localStorage', KEY, JSON.stringify([id, ...recentRows().filter((one) => one !== id)].slice(0, MAX_RECENT)))
