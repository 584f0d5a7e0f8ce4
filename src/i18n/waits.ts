// What is waited for, in words: when a Broker group can be used again, on its card and in Why; and every other wait of a process.

import type { Need } from '../projections/reuse'
import type { Wait, WaitKind } from '../projections/waits'

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

/** Up to two minutes in seconds, as on the axis of the timeline; null is what no timer says. */
export const isShort = (ms: number): boolean => ms < 120_000

/** The line in several lengths, made of what each language calls a need. */
export function linesOf(
  needs: readonly Need[],
  lead: string,
  long: (need: Need) => string,
  short: (need: Need) => string,
): ReuseLine[] {
  const [first, ...others] = needs
  if (!first) return []
  const rest = (words: (need: Need) => string) => others.map((need) => ` > ${words(need)}`).join('')
  return [
    { lead, ruling: long(first), rest: rest(long) },
    { lead: '', ruling: long(first), rest: rest(long) },
    { lead: '', ruling: short(first), rest: rest(short) },
    { lead, ruling: long(first), rest: '' },
    { lead: '', ruling: long(first), rest: '' },
    { lead: '', ruling: short(first), rest: '' },
  ]
}
