// Where the inside of an opened Broker is drawn: the tape of its CommitLog, and below it, to the same measure, how far everything is.

import type { Box, TextSlot } from '../boxes'

/** Whose end is marked by a line of its own. */
export type MarkKind = 'confirmed' | 'dispatched'

export interface StorePlaces {
  head: TextSlot
  /** Name of the file that is written. */
  file: TextSlot
  /** Opens the life of a message. */
  life: TextSlot
  /** The send queue: its words, how many wait, their dots, and the append lock. */
  send: { box: Box; title: TextSlot; count: TextSlot; dots: Box; lock: Box }
  /** Messages go along it from the send queue to the end of the tape. */
  rail: { fromX: number; toX: number; y: number }
  tape: Box
  /** Width of a cell, and how many there are. */
  cellW: number
  places: number
  written: Line
  /** A bar for each node, to the measure of the tape. */
  copies: (Line & { node: number; bar: Box })[]
  marks: { kind: MarkKind; label: TextSlot; track: Box; value: TextSlot }[]
  /** When the Master flushes: a strip of time. */
  flushes: { label: TextSlot; track: Box; value: TextSlot }
  queuesHead: TextSlot
  /** A ConsumeQueue each, or, where they are many, a cell. */
  lanes: { queueId: number; box: Box; label: TextSlot; body: Box; count: TextSlot }[]
  cells: Box[]
  entryW: number
  entries: number
}

/** Words of a row: one line, and a second one where there is room. */
export interface Line {
  title: TextSlot
  detail: TextSlot | null
}
