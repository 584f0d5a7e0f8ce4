// Processes that have a number: which one a target or an entry of the log names, and the number people give it.

import { NUMBERED_TARGETS, type NumberedKind, numberedIn, parseTarget, type Settings } from '../rocketmq'
import { consumerGroupName } from './queueNames'

export interface NumberedProcess {
  kind: NumberedKind
  /** Counted from 1, a consumer within its group; null where there is only one of the kind. */
  number: number | null
  /** "group-b": of a consumer, where there are several groups. */
  group: string | null
}

/** @param settings - null where nothing says how many there are: then it has its number; of a consumer nothing is known */
export function numberedProcess(kind: NumberedKind, index: number, settings: Settings | null): NumberedProcess {
  if (kind !== 'consumer') return { kind, number: isOnlyOne(kind, settings) ? null : index + 1, group: null }
  const groups = settings?.consumerGroupCount || 1
  return {
    kind,
    number: settings && Math.floor(index / groups) + 1,
    group: groups > 1 ? consumerGroupName(index % groups) : null,
  }
}

/** Is there one of the kind, so that it needs no number? */
function isOnlyOne(kind: NumberedKind, settings: Settings | null): boolean {
  const { count } = NUMBERED_TARGETS[kind]
  return count === null || settings?.[count] === 1
}

/**
 * @param settings - null where nothing says how many there are: then it has its number
 * @returns null for what is not such a process
 */
export function processOfTarget(target: string, settings: Settings | null): NumberedProcess | null {
  const parsed = parseTarget(target)
  return parsed && parsed.kind !== 'broker' ? numberedProcess(parsed.kind, parsed.index, settings) : null
}

/** The process whose change an entry of the log is. */
export function processOfEntry(entry: Parameters<typeof numberedIn>[0], settings: Settings): NumberedProcess {
  const { kind, index } = numberedIn(entry)
  return numberedProcess(kind, index, settings)
}
