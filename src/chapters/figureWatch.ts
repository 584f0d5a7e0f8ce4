// What answers a figure: the entries of the log that it looks at, and the value that comes of them.

import type { LogEntry, LogKind } from '../rocketmq'
import type { FigureValue } from './figure'

/** Of capacity, the stored messages and those of the Broker with the most: its number may be another each time. */
export type ReadAnswer = FigureValue | null | { stored: number; most: number }

/** Looks at entries of some kinds in a stretch of time. */
export interface Watch {
  kinds: readonly LogKind[]
  fromMs: number
  toMs: number
  /** @returns whether it need not see any more */
  see(entry: LogEntry, seen: Seen): boolean
}

/** What is known of the message of an entry from before: ms of virtual time, -1 for never. */
export interface Seen {
  copyMs: number
  attemptMs: number
}

export interface Answer {
  watches: Watch[]
  value(): ReadAnswer
}
