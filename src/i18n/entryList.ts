// A log as the sentences read it: where an entry stands, and what belongs to it.

import type { LogEntry } from '../rocketmq'

/** A list of entries in the order of the log. An array will do; so will a view that reads the log when asked. */
export interface EntryList {
  readonly length: number
  at(index: number): LogEntry | undefined
}

/** How far back a headline looks for what belongs to it. */
export const LOOK_BACK_ENTRIES = 400

/** Walks back from `from` while `wanted` says so. */
export function findBack<T extends LogEntry>(
  entries: EntryList,
  from: number,
  wanted: (entry: LogEntry) => entry is T,
  until: (entry: LogEntry) => boolean = () => false,
): T | null {
  const end = Math.max(0, from - LOOK_BACK_ENTRIES)
  for (let index = from; index >= end; index -= 1) {
    const entry = entries.at(index)
    if (!entry || until(entry)) return null
    if (wanted(entry)) return entry
  }
  return null
}

/** The entries of one instant of virtual time around `index`, in order. */
export function instantOf(entries: EntryList, index: number): LogEntry[] {
  const atMs = entries.at(index)?.atMs
  let first = index
  while (first > 0 && index - first < LOOK_BACK_ENTRIES && entries.at(first - 1)?.atMs === atMs) first -= 1
  const instant: LogEntry[] = []
  for (let at = first; at < entries.length && at - first < LOOK_BACK_ENTRIES; at += 1) {
    const entry = entries.at(at)
    if (!entry || entry.atMs !== atMs) break
    instant.push(entry)
  }
  return instant
}
