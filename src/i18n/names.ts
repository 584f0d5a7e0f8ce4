// What each kind of process that has a number is called: on its card, and inside a sentence.

import type { NumberedKind } from '../rocketmq'

/** `n` counts from 1; null where there is only one of the kind. `group`: "group-b", of a consumer where there are several groups. */
interface ProcessNames {
  /** Longest first: the stage takes the first that fits. */
  title(n: number | null, group?: string | null): readonly string[]
  sentence(n: number | null, group?: string | null): string
}

/** The same in every language, as on the stage: "consumer-2", "group-b consumer-2". */
export const CONSUMER_NAMES: ProcessNames = {
  title: (n, group = null) =>
    group === null
      ? [`consumer-${n ?? 1}`, `C${n ?? 1}`]
      : [`${group} consumer-${n ?? 1}`, `${group.slice(-1)}-${n ?? 1}`],
  sentence: (n, group = null) => `${group === null ? '' : `${group} `}consumer-${n ?? 1}`,
}

export type NamesMessages = Record<NumberedKind, ProcessNames>
