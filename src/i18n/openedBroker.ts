// Words of what is inside an opened Broker. Lists are wordings, the longest first.

import type { HaState } from '../rocketmq'

export interface OpenedBrokerMessages {
  /** Over the tape: what it is and how it is read. `perCell` is how many messages a full cell has, 1 where it is one. */
  tape(perCell: string | null): readonly string[]
  /** The same where no Master serves: whose CommitLog it is. */
  tapeOf(node: string): readonly string[]
  file(name: string, percent: string): readonly string[]
  queue: readonly string[]
  queueEmpty: readonly string[]
  queueWaits(messages: string): readonly string[]
  lockHeld(duration: string): readonly string[]
  written: readonly string[]
  /** A copy whose process does not run. */
  down: readonly string[]
  /** A copy: on its disk. */
  allFlushed: readonly string[]
  notFlushed(messages: string): readonly string[]
  flushing(messages: string): readonly string[]
  diskStalled(messages: string): readonly string[]
  flushedTo(offset: string): readonly string[]
  /** Appended, and not answered yet. */
  unanswered(messages: string): readonly string[]
  /** A copy beside its Master's. */
  caughtUp: readonly string[]
  behind(messages: string): readonly string[]
  divergent(messages: string): readonly string[]
  /** What is known of its connection, and by how many bytes it lags. */
  ha: Record<HaState, readonly string[]>
  lagBytes(size: string, ha: string | null): readonly string[]
  endsAt(offset: string): readonly string[]
  confirmed: readonly string[]
  dispatched: readonly string[]
  passedAll: readonly string[]
  toGo(messages: string): readonly string[]
  /** A strip of time: when the Master flushes. */
  flushes(past: string, coming: string): readonly string[]
  nextFlush(time: string): readonly string[]
  noFlush(within: string): readonly string[]
  queues: readonly string[]
  life: readonly string[]
  /** Where the stage has more below. */
  below: string
  /** What the send queue refuses. */
  refusals: {
    title: string
    open(group: string): string
    /** How many threads take requests. */
    threads(count: string): string
    /** Each with the limit that rules it. */
    rejected(limit: string): string
    full(limit: string): string
    waited(limit: string): string
    emptied(limit: string): string
    pool: string
    code(name: string): string
    newest(message: string, reason: string, time: string): string
    none: string
  }
  /** A screen reader: the tape is one control. */
  tapeLabel(group: string): string
  tapeSays(written: string, flushed: string, dispatched: string, waiting: string): string
  tapeKeys: string
}
