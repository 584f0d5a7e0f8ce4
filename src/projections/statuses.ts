// The status of a Broker group three times over: what it is, what the NameServers list, what a producer believes. Gotchas are two of
// them disagreeing. Codes only: words, tones and signs of the chips are in ui/stage/nodes/broker/statusChips.ts.

import { type ClusterState, clientRules, MASTER_ID, type NameServer, PERM_WRITE, type Producer } from '../rocketmq'
import { avoidedUntilMs, isHeldUnreachable } from './avoidance'
import { type GroupStatus, groupStandingOf, takesWrites } from './groupStatus'
import { isListed, isOverwritten, knownMasterOf } from './knownRoute'

/** What the NameServers list of a Broker group. */
export type ListedState =
  | 'ok'
  /** With a Master, but without write permission. */
  | 'readOnly'
  | 'noMaster'
  /** A Slave acts as the Master, for reading only. */
  | 'acting'
  /** Nothing registered. */
  | 'unknown'
  /** They do not agree. */
  | 'mixed'
  /** No NameServer runs. */
  | 'silent'

/** What a producer believes of a Broker group. */
export type BelievedState =
  | 'ok'
  | 'avoided'
  /** The detector has not reached it (5.1.4). */
  | 'unreachable'
  /** None of its queues is in messageQueueList. */
  | 'absent'
  /** The route gives it queues, and a fallback has overwritten all of them in the list. */
  | 'overwritten'
  /** In the list, but no Master address is known. */
  | 'noMaster'
  | 'noRoute'
  /** The producer itself is paused: what it believed, it still does, but it does nothing with it. */
  | 'frozen'
  /** The producer itself does not run. */
  | 'down'

export interface Statuses {
  /** What the group is. */
  actual: GroupStatus
  /** Node that takes writes. */
  actualMaster: number | null
  /** ms, for 'slow'. */
  slowMs: number
  /** Response code, for 'answering'. */
  code: number
  listed: ListedState
  listedMaster: number | null
  believed: BelievedState
  believedMaster: number | null
  /** Tenths of a second of avoidance left, rounded up; 0 when not avoided. */
  avoidedTenths: number
  /** The three do not say the same. */
  disagree: boolean
}

/** Has the write permission of a Broker group been taken away on this NameServer? */
export function isReadOnly(server: NameServer, group: number): boolean {
  const queueData = server.brokers[group]?.queueData
  return queueData != null && (queueData.perm & PERM_WRITE) === 0
}

/** The node that a NameServer names in the place of a missing Master, or null. RocketMQ: RouteInfoManager#pickupTopicRouteData */
export function actingMaster(state: ClusterState, server: NameServer, group: number): number | null {
  const { enableSlaveActingMaster, clientVersion } = state.settings
  const known = server.brokers[group]
  if (!enableSlaveActingMaster || !known || !clientRules(clientVersion).serverMayActAsMaster) return null
  if (known.brokerAddrs[MASTER_ID] !== null || !isReadOnly(server, group)) return null
  return known.brokerAddrs.find((node) => node !== null) ?? null
}

function listedOf(state: ClusterState, group: number): { state: ListedState; master: number | null } {
  let answer: ListedState | null = null
  let master: number | null = null
  for (const server of state.nameServers) {
    if (server.process !== 'running') continue
    const known = server.brokers[group]
    const address = known?.brokerAddrs[MASTER_ID] ?? null
    const any = known?.brokerAddrs.some((node) => node !== null) ?? false
    const acting = actingMaster(state, server, group) !== null
    const says: ListedState =
      address === null
        ? acting
          ? 'acting'
          : any
            ? 'noMaster'
            : 'unknown'
        : isReadOnly(server, group)
          ? 'readOnly'
          : 'ok'
    if (answer === null) {
      answer = says
      master = address
    } else if (answer !== says || master !== address) return { state: 'mixed', master: null }
  }
  return { state: answer ?? 'silent', master }
}

/** ms of avoidance left for a group in the eyes of a producer; 0 when it is not avoided. */
export const avoidedMs = (state: ClusterState, producer: Producer | undefined, group: number, tMs: number): number =>
  Math.max(0, (avoidedUntilMs(state, producer, group, tMs) ?? tMs) - tMs)

function believedOf(
  state: ClusterState,
  producer: Producer | undefined,
  group: number,
  tMs: number,
): { state: BelievedState; master: number | null; tenths: number } {
  if (producer?.process === 'frozen') return { state: 'frozen', master: null, tenths: 0 }
  if (producer?.process !== 'running') return { state: 'down', master: null, tenths: 0 }
  if (!producer.route) return { state: 'noRoute', master: null, tenths: 0 }
  const left = avoidedMs(state, producer, group, tMs)
  const tenths = Math.ceil(left / 100)
  const master = knownMasterOf(producer, group)
  if (!isListed(producer, group)) {
    return { state: isOverwritten(producer, group) ? 'overwritten' : 'absent', master, tenths }
  }
  if (left > 0) return { state: 'avoided', master, tenths }
  if (isHeldUnreachable(state, producer, group, tMs)) return { state: 'unreachable', master, tenths: 0 }
  if (master === null) return { state: 'noMaster', master, tenths: 0 }
  return { state: 'ok', master, tenths: 0 }
}

/** The three statuses of one group. `producer` is the one whose belief is shown. */
export function statusesOf(state: ClusterState, group: number, producer: number, tMs: number): Statuses {
  const actual = groupStandingOf(state.brokerGroups[group])
  const listed = listedOf(state, group)
  const believed = believedOf(state, state.producers[producer], group, tMs)
  const isListed = listed.state === 'ok'
  // A producer that is paused agrees with whatever is listed.
  const isTrusted = believed.state === 'frozen' ? isListed : believed.state === 'ok'
  const sameMaster =
    (actual.master === null || listed.master === null || actual.master === listed.master) &&
    (listed.master === null || believed.master === null || listed.master === believed.master)
  // Gotchas: what does not work is trusted, or what does is avoided.
  const disagree = takesWrites(actual.status) !== isListed || isListed !== isTrusted || !sameMaster
  return {
    actual: actual.status,
    actualMaster: actual.master,
    slowMs: actual.slowMs,
    code: actual.code,
    listed: listed.state,
    listedMaster: listed.master,
    believed: believed.state,
    believedMaster: believed.master,
    avoidedTenths: believed.tenths,
    disagree,
  }
}
