// What each kind of process that has a number is called: on its card, and inside a sentence.

import type { NumberedKind } from '../rocketmq'

/** `n` counts from 1; null where there is only one of the kind. */
interface ProcessNames {
  /** Longest first: the stage takes the first that fits. */
  title(n: number | null): readonly string[]
  sentence(n: number | null): string
}

export type NamesMessages = Record<NumberedKind, ProcessNames>
