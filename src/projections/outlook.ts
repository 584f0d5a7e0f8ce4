// When a producer can use a Broker group again: what its route and its fault table still lack. The latest of three things
// decides: a Master that serves, a route poll that brings its address, the end of the avoidance window.

import { type ClusterState, MASTER_ID, PERM_WRITE } from '../rocketmq'
import { avoidedUntilMs, isHeldUnreachable } from './avoidance'
import { servingMaster } from './groupStatus'
import { isListed, isOverwritten, knownMasterOf } from './knownRoute'

/** Whom a producer's route gives as Master of a Broker group, against who it is. */
export type KnownAddress =
  /** The node that takes writes. */
  | 'right'
  /** A node that does not: dead, frozen, or Master no more. */
  | 'old'
  /** No Master address at all. */
  | 'none'

export interface Outlook {
  /** nodeIndex of the Master that takes up requests, or null. */
  master: number | null
  /** nodeIndex whose address the producer has as Master's, or null. */
  knownMaster: number | null
  address: KnownAddress
  /** The producer's list has queues of the group. */
  listed: boolean
  /** Its route would give it queues, but a fallback has overwritten all of them (up to 5.1.3). */
  overwritten: boolean
  /** Why a first attempt would not go there with success now, the one that lasts longest first: an empty list is "usable". */
  waitsFor: Wait[]
}

/** One thing to wait for; `atMs` null is a moment that cannot be known. */
export interface Wait {
  what: 'master' | 'route' | 'window' | 'reachable'
  atMs: number | null
}

/** Does a NameServer that answers give the address of the Master that serves, with permission to write? */
function isPublished(state: ClusterState, group: number, master: number): boolean {
  return state.nameServers.some(({ process, brokers }) => {
    const known = process === 'running' ? brokers[group] : null
    return known?.brokerAddrs[MASTER_ID] === master && ((known.queueData?.perm ?? 0) & PERM_WRITE) !== 0
  })
}

/** How a producer stands to a Broker group at this moment. @returns null if there is no such group */
export function outlookOf(state: ClusterState, producerIndex: number, groupIndex: number): Outlook | null {
  const group = state.brokerGroups[groupIndex]
  const producer = state.producers[producerIndex]
  if (!group || !producer) return null
  const master = servingMaster(group)
  const knownMaster = knownMasterOf(producer, groupIndex)
  const address: KnownAddress = knownMaster === null ? 'none' : knownMaster === master ? 'right' : 'old'
  const listed = isListed(producer, groupIndex)
  const waitsFor: Wait[] = []
  if (master === null) waitsFor.push({ what: 'master', atMs: null })
  if (!listed || address !== 'right') {
    // Before the NameServer has the Master, nobody can say which poll brings it.
    const isComing = master !== null && producer.process === 'running' && isPublished(state, groupIndex, master)
    waitsFor.push({ what: 'route', atMs: isComing ? producer.nextPollAtMs : null })
  }
  const untilMs = avoidedUntilMs(state, producer, groupIndex)
  if (untilMs !== null) waitsFor.push({ what: 'window', atMs: untilMs })
  else if (isHeldUnreachable(state, producer, groupIndex)) waitsFor.push({ what: 'reachable', atMs: null })
  waitsFor.sort((one, other) => (other.atMs ?? Number.MAX_SAFE_INTEGER) - (one.atMs ?? Number.MAX_SAFE_INTEGER))
  return {
    master,
    knownMaster,
    address,
    listed,
    overwritten: !listed && isOverwritten(producer, groupIndex),
    waitsFor,
  }
}
