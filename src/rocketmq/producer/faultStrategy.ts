// How long a Broker is avoided after a send, and whether it is available. RocketMQ: MQFaultStrategy, LatencyFaultToleranceImpl

import { type ClientRules, clientRules } from '../releases'
import type { Settings } from '../settings'
import type { FaultItem } from '../state'

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
 * Writes what came of one send into the fault table.
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
