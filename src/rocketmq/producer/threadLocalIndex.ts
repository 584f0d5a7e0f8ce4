// How a thread's counters move through lists, with Java's arithmetic. RocketMQ: ThreadLocalIndex

import type { ClientRules } from '../releases'

/** Java's Math.abs on an int: the smallest one stays negative. */
export const javaAbs = (value: number): number => (value < 0 ? -value | 0 : value)

/** The next value of a thread's counter, a 32-bit integer. RocketMQ: ThreadLocalIndex#incrementAndGet */
export function nextIndexValue(value: number, rules: ClientRules): number {
  const next = (value + 1) | 0
  if (rules.indexUse === 'keptPositive') return next & 0x7fffffff
  return rules.indexUse === 'keptAbsolute' ? javaAbs(next) : next
}

/** A counter's value as an index. */
export const indexOf = (value: number, rules: ClientRules): number =>
  rules.indexUse === 'masked' ? value & 0x7fffffff : javaAbs(value)

/** Where an index points in a list; the one negative index points to the first place. */
export const positionOf = (index: number, length: number): number => (index < 0 ? 0 : index % length)
