// The fallback's choice of a Broker when none is available. RocketMQ: LatencyFaultToleranceImpl

import type { FaultItem } from '../state'
import { isAvailable } from './faultStrategy'
import type { SelectionContext } from './selectionTrace'
import { indexOf, nextIndexValue, positionOf } from './threadLocalIndex'

/** Java's String.hashCode spread as HashMap does it: it decides the order in which a ConcurrentHashMap is walked. */
const hashSpread = (name: string): number => {
  let hash = 0
  for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0
  return (hash ^ (hash >>> 16)) & 0x7fffffff
}

/**
 * Order in which a ConcurrentHashMap with these keys is walked, inserted in the order given.
 * `new ConcurrentHashMap(16)` makes room for 16 and half of that again: 32 places, doubled when three quarters are full;
 * within a place the older key comes first.
 */
export function hashOrder(names: readonly string[]): number[] {
  let places = 32
  while (names.length >= places * 0.75) places *= 2
  return names
    .map((name, position) => ({ position, place: hashSpread(name) & (places - 1) }))
    .sort((one, other) => one.place - other.place || one.position - other.position)
    .map((entry) => entry.position)
}

/**
 * The fallback's choice among all Brokers with an item: best half, in turn.
 *
 * @returns Broker group index, or null if the table is empty
 *
 * RocketMQ: LatencyFaultToleranceImpl#pickOneAtLeast, FaultItem#compareTo
 */
export function pickOneAtLeast(context: SelectionContext): number | null {
  const { producer, thread, brokerNames, nowMs, rules, random } = context
  const known: number[] = []
  producer.faultItems.forEach((item, group) => {
    if (item) known.push(group)
  })
  if (known.length === 0) return null
  const inHashOrder = hashOrder(known.map((group) => brokerNames[group] as string)).map((at) => known[at] as number)
  const sorted = rules.pickShuffles ? random.shuffle(inHashOrder) : inHashOrder
  const itemOf = (group: number) => producer.faultItems[group] as FaultItem
  sorted.sort((one, other) => {
    const a = itemOf(one)
    const b = itemOf(other)
    const availableFirst = Number(isAvailable(b, nowMs, rules)) - Number(isAvailable(a, nowMs, rules))
    return availableFirst || a.currentLatency - b.currentLatency || a.startTimestamp - b.startTimestamp
  })
  const half = Math.floor(sorted.length / 2)
  if (half === 0) return sorted[0] as number
  thread.whichItemWorst = nextIndexValue(thread.whichItemWorst ?? random.startOfWorstIndex(), rules)
  return sorted[positionOf(indexOf(thread.whichItemWorst, rules), half)] as number
}
