// The log up to a moment, as a sentence reads it: single entries, and those that belong to one, however far back they are.

import { entryAt, entryKind, entryTime, type LogEntry, type LogKind, type Run } from '../rocketmq'
import { newestBefore } from './messageIndex'
import { createProjection } from './projection'

type Entry<K extends LogKind> = Extract<LogEntry, { kind: K }>

export interface LogView {
  /** Entries of it. */
  readonly length: number
  /** An entry by its position in the log. @throws RangeError if there is none */
  at(index: number): LogEntry
  /** Two things of it, without reading the rest. */
  kindAt(index: number): LogKind
  timeAt(index: number): number
  /** The newest entry of a kind before a position that is about a message and fits. */
  newestOf<K extends LogKind>(
    kind: K,
    before: number,
    message: number,
    fits?: (entry: Entry<K>) => boolean,
  ): Entry<K> | null
  /** Whether a route that changed something for a producer is the first it ever got. */
  isFirstRoute(producer: number, index: number): boolean
}

/** By producer: position of the first route that changed something for it. */
const firstRoutesOf = createProjection(
  {
    kinds: ['route'],
    init: () => new Map<number, number>(),
    step(first, { producer, outcome }, logIndex) {
      if (outcome === 'changed' && !first.has(producer)) first.set(producer, logIndex)
    },
    mark: (first) => new Map(first),
    resume: (_, first) => new Map(first),
  },
  'every',
)

/** @param length - how many entries of the log have happened */
export const logUntil = (run: Run, length: number): LogView => ({
  length,
  at: (index) => entryAt(run.log, index),
  kindAt: (index) => entryKind(run.log, index),
  timeAt: (index) => entryTime(run.log, index),
  newestOf<K extends LogKind>(kind: K, before: number, message: number, fits = (_: Entry<K>) => true) {
    const entry = (index: number) => entryAt(run.log, index) as Entry<K>
    const index = newestBefore(run.log, [kind], before, (at) => fits(entry(at)), message)
    return index < 0 ? null : entry(index)
  },
  isFirstRoute: (producer, index) => firstRoutesOf(run).get(producer) === index,
})
