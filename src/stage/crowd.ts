// Too many messages to draw each: those a producer sent to one Broker at about the same time travel as one mark, as large as
// they are many. It moves as they do, and together the marks still hold every message there is.

import type { ClusterState, SendRequest } from '../rocketmq'
import type { StageLayout } from './layout'
import { eachRequest, type Mark } from './packetMarks'
import type { Route } from './routes'

/** Some messages that are drawn as one. */
export interface Clump {
  route: Route
  kind: Mark
  /** Share of the way of its messages: their sum; over `count` it is where the mark stands. */
  shares: number
  count: number
  /** At the Broker, or lost on the way there: it does not move. */
  waits: boolean
  producer: number
}

/** Kinds of marks that messages have: the first seven. */
const KINDS = 8
/** Queues of a group that have a way of their own: with more of them all go to the card. */
const LANES = 4
/** Between two marks on their way, in sizes of the layout. */
const GAP = 1.1

/** ms of virtual time: 1, 2, 4, ... A step that changes seldom keeps the marks from flickering. */
function slotFor(spanMs: number, slots: number): number {
  let slot = 1
  while (spanMs / slot > slots) slot *= 2
  return slot
}

/**
 * @param tMs - may have a fraction: the state is that of its integer part
 * @param most - about how many clumps there may be
 */
export function clumpsOf(state: ClusterState, layout: StageLayout, tMs: number, most: number): Clump[] {
  const groups = state.brokerGroups.length
  const laneOf = (request: SendRequest) =>
    (state.brokerGroups[request.group]?.writeQueueNums ?? 0) > LANES ? 0 : Math.min(request.queueId, LANES - 1)
  const wayOf = (request: SendRequest, kind: Mark) =>
    ((request.producer * groups + request.group) * LANES + laneOf(request)) * KINDS + kind
  const ways = new Uint8Array(state.producers.length * groups * LANES * KINDS)
  let wayCount = 0
  let oldestMs = tMs
  let length = 0
  eachRequest(state, tMs, (request, kind, _, sinceMs) => {
    if (sinceMs < oldestMs) oldestMs = sinceMs
    const way = wayOf(request, kind)
    if (ways[way] !== 0) return
    ways[way] = 1
    wayCount++
    length = Math.max(length, layout.sendRoute(request.producer, request.group, request.queueId)?.length ?? 0)
  })
  const room = length / (layout.size * GAP)
  const slotMs = slotFor(tMs - oldestMs, Math.max(1, Math.min(room, most / Math.max(1, wayCount))))
  const slots = Math.floor((tMs - oldestMs) / slotMs) + 2
  const clumps = new Map<number, Clump>()
  eachRequest(state, tMs, (request, kind, share, sinceMs, waits) => {
    // Counted from a fixed moment, so that a message stays with the same ones all the way.
    const slot = waits ? 0 : Math.floor(sinceMs / slotMs) % slots
    const key = wayOf(request, kind) * slots + slot
    const clump = clumps.get(key)
    if (clump) {
      clump.count++
      clump.shares += share
      return
    }
    const { producer } = request
    const route = layout.sendRoute(producer, request.group, request.queueId)
    if (route) clumps.set(key, { route, kind, shares: share, count: 1, waits, producer })
  })
  return [...clumps.values()]
}
