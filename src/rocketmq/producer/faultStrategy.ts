// How long a Broker is avoided after a send, and whether it is available. RocketMQ: MQFaultStrategy, LatencyFaultToleranceImpl

import { type ClientRules, clientRules } from '../releases'
import type { Settings } from '../settings'
import type { FaultItem } from '../state'
import type { SelectionContext } from './topicPublishInfo'

export interface LatencyTable {
  latencyMax: readonly number[]
  notAvailableDuration: readonly number[]
}

/** The table in force: the person's own, or the release's. */
export const latencyTable = (
  settings: Pick<Settings, 'clientVersion' | 'latencyMax' | 'notAvailableDuration'>,
  rules: ClientRules = clientRules(settings.clientVersion),
): LatencyTable => ({
  latencyMax: settings.latencyMax ?? rules.latencyMax,
  notAvailableDuration: settings.notAvailableDuration ?? rules.notAvailableDuration,
})

/**
 * @returns position of the highest threshold that `latencyMs` reaches, or -1 below all of them
 *
 * RocketMQ: MQFaultStrategy#computeNotAvailableDuration
 */
export const latencyStep = (table: LatencyTable, latencyMs: number): number => {
  for (let step = table.latencyMax.length - 1; step >= 0; step--) {
    if (latencyMs >= (table.latencyMax[step] as number)) return step
  }
  return -1
}

/**
 * How long the producer avoids a Broker after one send.
 *
 * @param latencyMs - ms of virtual time from selection to reply or error; a failed send passes the release's stand-in
 * @returns ms of virtual time; 0 means do not avoid
 *
 * RocketMQ: MQFaultStrategy#computeNotAvailableDuration
 */
export const notAvailableDuration = (table: LatencyTable, latencyMs: number): number => {
  const step = latencyStep(table, latencyMs)
  return step < 0 ? 0 : (table.notAvailableDuration[step] ?? 0)
}

/**
 * Writes what one send taught into the fault table.
 *
 * @param latencyMs - as measured; kept in the item even when the stand-in decides the window
 * @param isolation - true after a failure: the stand-in latency decides
 * @param reachable - what the item's flag becomes (from 5.1.4)
 * @returns the item as it is now; `windowMs` is what this send asked for
 *
 * RocketMQ: MQFaultStrategy#updateFaultItem, LatencyFaultToleranceImpl#updateFaultItem
 */
export function updateFaultItem(
  items: (FaultItem | null)[],
  group: number,
  nowMs: number,
  latencyMs: number,
  isolation: boolean,
  reachable: boolean,
  rules: ClientRules,
  table: LatencyTable,
): FaultItem {
  const windowMs = notAvailableDuration(table, isolation ? rules.isolationLatency : latencyMs)
  let item = items[group]
  if (!item) {
    item = { currentLatency: 0, startTimestamp: 0, reachable: true, checkStampMs: 0, windowMs: 0 }
    items[group] = item
  }
  item.currentLatency = latencyMs
  if (rules.successEndsWindow) {
    item.startTimestamp = nowMs + windowMs
    item.windowMs = windowMs
  } else {
    if (windowMs > 0 && nowMs + windowMs > item.startTimestamp) {
      item.startTimestamp = nowMs + windowMs
      item.windowMs = windowMs
    }
    item.reachable = reachable
  }
  return item
}

/** RocketMQ: LatencyFaultToleranceImpl#isAvailable. A Broker without an item is available. */
export const isAvailable = (item: FaultItem | null | undefined, nowMs: number, rules: ClientRules): boolean =>
  !item || (nowMs >= item.startTimestamp && (item.reachable || !rules.availableNeedsReachable))

/** RocketMQ: LatencyFaultToleranceImpl#isReachable */
export const isReachable = (item: FaultItem | null | undefined): boolean => !item || item.reachable

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
