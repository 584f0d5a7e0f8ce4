// What is waited for, in words: when a Broker group can be used again, on its card and in Why; and every other wait of a process.

import type { Need } from '../projections/reuse'
import type { Wait, WaitKind } from '../projections/waits'
import { formatTime } from './format'
import { secondsText } from './seconds'

/** A line of which the part that rules is bold. */
export interface ReuseLine {
  lead: string
  ruling: string
  rest: string
}

/** What an outage looks like at a moment. */
export interface ReuseFacts {
  needs: readonly Need[]
  /** The moment that is shown. */
  nowMs: number
  /** How far the run is computed: what it has not brought by then does not come before. */
  computedMs: number
}

export interface WaitWords {
  /** What it waits for, as a noun. */
  what: string
  /** What ends the wait, or follows it. */
  after: string
}

export interface WaitsMessages {
  /** Head of the list in Why. */
  heading(name: string): string
  nothing: string
  /** "until 00:20.2" */
  until(at: string): string
  noTimer: string
  /** Of a menu. */
  menu(wait: string): string
  /** Of a card, longest first; the last one holds nothing but what rules. */
  reuseLines(facts: ReuseFacts): readonly ReuseLine[]
  reuseSentence(broker: string, facts: ReuseFacts): string
  wait(wait: Wait, brokerName: string): WaitWords
}

/** By kind, so that no kind is without words. */
export type WaitTable = { [Kind in WaitKind]: (wait: Extract<Wait, { kind: Kind }>, broker: string) => WaitWords }

/** Words of one kind. */
export function wordsOf(table: WaitTable, wait: Wait, broker: string): WaitWords {
  const say = table[wait.kind] as (wait: Wait, broker: string) => WaitWords
  return say(wait, broker)
}

/** What a language calls a need. */
export interface NeedWords {
  /** Before its moment. */
  long: string
  short: string
  /** While it is not so. */
  none: string
}

/** Up to two minutes in seconds, as on the axis of the timeline; what does not fit is cut off, as formatTime does. */
export const momentText = (ms: number): string => (ms < 120_000 ? `${secondsText(ms)} s` : formatTime(ms, 1))

/** The line in several lengths, made of what each language calls a need. */
export function linesOf(
  needs: readonly Need[],
  long: (need: Need) => string,
  short: (need: Need) => string,
  words: {
    /** @param isLatest - there are others, which come before it */
    lead: (isLatest: boolean) => string
    /** What comes before the one that rules. */
    others: (parts: readonly string[]) => string
  },
): ReuseLine[] {
  const [first, ...others] = needs
  if (!first) return []
  const lead = words.lead(others.length > 0 && first.atMs !== null)
  const rest = others.length === 0 ? '' : words.others(others.map(short))
  return [
    { lead, ruling: long(first), rest },
    { lead: '', ruling: long(first), rest },
    { lead: '', ruling: short(first), rest },
    { lead, ruling: long(first), rest: '' },
    { lead: '', ruling: long(first), rest: '' },
    { lead: '', ruling: short(first), rest: '' },
  ]
}
