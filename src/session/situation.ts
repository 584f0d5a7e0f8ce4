// What signs and invitations are judged by: the run under the playhead and what the person has looked at. Pure.

import { groupStatusSegments, hasMaster, servingMaster, standingAt } from '../projections/groupStatus'
import { firstMomentAfter, type MomentKind, momentsOf } from '../projections/keyMoments'
import { isListed, knownMasterOf } from '../projections/knownRoute'
import { messageEntries, newestBefore } from '../projections/messageIndex'
import { type Statuses, statusesOf } from '../projections/statuses'
import { type ClusterState, entryAt, firstEntryAfter, type Run, type UserAction } from '../rocketmq'
import type { AppState } from './appStore'

export type Look = Pick<AppState, 'selection' | 'sidePanel' | 'past' | 'future' | 'branches'>

export interface Situation {
  run: Run
  /** At tMs; read it, keep nothing of it. */
  state: ClusterState
  /** ms of virtual time, whole */
  tMs: number
  look: Look
}

/** Whether something of these kinds has happened, from a moment on. */
export function happened({ run, tMs }: Situation, kinds: readonly MomentKind[], sinceMs = 0): boolean {
  const moments = momentsOf(run)
  const end = firstMomentAfter(moments, tMs)
  for (let at = firstMomentAfter(moments, sinceMs - 1); at < end; at++)
    if (kinds.includes(moments[at].kind)) return true
  return false
}

const isFault = ({ type }: UserAction): boolean => type !== 'set'

/** When something was first broken, ms of virtual time; null where nothing was. */
export const firstFaultMs = ({ run, tMs }: Situation): number | null =>
  run.input.actions.find((action) => isFault(action) && action.atMs <= tMs)?.atMs ?? null

/** Broken, and good again: a new Master takes writes, a window has ended, or half a minute has passed. */
export function isSurvived(at: Situation): boolean {
  const faultMs = firstFaultMs(at)
  if (faultMs === null) return false
  return happened(at, ['masterReady', 'available'], faultMs) || at.tMs >= faultMs + 30_000
}

/** Of each Broker group: what it is, what the NameServers list, what the first producer believes. */
const statusesAt = ({ state, tMs }: Situation): Statuses[] =>
  state.brokerGroups.flatMap(({ removed }, group) => (removed ? [] : [statusesOf(state, group, 0, tMs)]))

/** The NameServers and the producer have something to say of a Master. */
const isAnswered = ({ listed, believed }: Statuses): boolean =>
  listed !== 'silent' && believed !== 'noRoute' && believed !== 'frozen' && believed !== 'down'

/** Whether a Broker group has a Master: the group, the NameServers and the producer do not say the same. */
export const isDisagreed = (at: Situation): boolean =>
  statusesAt(at).some((one) => {
    const has = one.actualMaster !== null
    return isAnswered(one) && (has !== (one.listedMaster !== null) || has !== (one.believedMaster !== null))
  })

/** The producer's route names another Master than the NameServers do. */
export const isRouteStale = (at: Situation): boolean =>
  statusesAt(at).some((one) => isAnswered(one) && one.listedMaster !== one.believedMaster)

/** The first Broker whose Master a person killed: its group and when; null where there is none. */
export function killedGroup({ run, state, tMs }: Situation): { group: number; atMs: number } | null {
  for (const action of run.input.actions) {
    if (action.type !== 'kill' || action.atMs > tMs) continue
    const group = state.brokerGroups.findIndex(({ brokerName }) => action.target.startsWith(`${brokerName}/`))
    const standing = group < 0 ? null : standingAt(groupStatusSegments(run)[group], action.atMs)
    if (standing && !hasMaster(standing.status)) return { group, atMs: action.atMs }
  }
  return null
}

/** Whether a message whose attempt failed at a group was stored elsewhere. */
export function hasGoneRound({ run, tMs }: Situation, group: number): boolean {
  const end = firstEntryAfter(run.log, tMs)
  const failed = newestBefore(run.log, ['sendFailed'], end)
  const entry = failed < 0 ? null : entryAt(run.log, failed)
  if (entry?.kind !== 'sendFailed' || entry.group !== group) return false
  return messageEntries(run.log, entry.message).some((index) => {
    const about = index < end ? entryAt(run.log, index) : null
    return about?.kind === 'sendOk' && about.group !== group
  })
}

/** When a switch of the producer was last turned off by hand, and is off still; null otherwise. */
export function turnedOffMs({ run, state, tMs }: Situation): number | null {
  if (state.settings.sendLatencyFaultEnable) return null
  const turned = run.input.actions.findLast(
    (action) => action.type === 'set' && action.name === 'sendLatencyFaultEnable' && action.atMs <= tMs,
  )
  return turned?.atMs ?? null
}

/**
 * Whether messages fail at a group again and again once the producer does not avoid it: its list leads to a Master that does not
 * serve, and has its queues for one whole round more before a route poll, which may be under way, can take them away.
 */
export function failsWithoutAvoidance(
  { brokerGroups, producers, settings, nowMs }: ClusterState,
  group: number,
): boolean {
  const [producer] = producers
  const known = brokerGroups[group]
  if (!known || producer?.process !== 'running' || !isListed(producer, group) || producer.fetching) return false
  const queues = producer.publishInfos.at(-1)?.messageQueueList.length ?? 0
  const roundMs = queues * settings.sendIntervalMs + 2 * settings.networkLatencyMs
  return knownMasterOf(producer, group) !== servingMaster(known) && producer.nextPollAtMs - nowMs > roundMs
}
