// Every route on a stage, from any address to any other, computed when it is first asked for. Who is connected with whom: edges.ts.

import { isTopicQueue } from '../rocketmq'
import type { Box, Point } from './boxes'
import { type Edge, edgeBetween, peerLane } from './edges'
import type { NodePlace } from './nodeKind'
import { byKind, type NodeAddress, type NodeKindName, nodeKind, type PlacedFrame } from './nodeKinds'
import type { GroupBox } from './nodes/broker/brokerCardLayout'
import { levelCurve, makeRoute, type Route, reversed, uprightCurve } from './routes'

/** Each is null where one end is not on the stage. */
export interface Router {
  /** From any address to any other. */
  routeBetween(from: NodeAddress, to: NodeAddress): Route | null
  /** Where messages to and from an address end. */
  addressPlace(address: NodeAddress): Box | null
  /** Of a message; queueId counts only where queues have lanes. */
  sendRoute(producer: number, group: number, queueId: number): Route | null
  /** From a consumer to a queue of a Broker; queueId as in sendRoute. */
  pullRoute(consumer: number, group: number, queueId: number): Route | null
  /** From a producer to a NameServer. */
  askRoute(producer: number, nameServer: number): Route | null
  /** From a Broker group to a NameServer. */
  registerRoute(group: number, nameServer: number): Route | null
  /** From node to node inside a group. */
  peerRoute(group: number, from: number, to: number): Route | null
}

const middleOf = (b: Box): Point => ({ x: b.x + b.w / 2, y: b.y + b.h / 2 })

/** A plain curve between the sides that face each other. */
function plainCurve(a: Box, b: Box): Route {
  const from = middleOf(a)
  const to = middleOf(b)
  if (a.x + a.w <= b.x || b.x + b.w <= a.x) {
    const side = Math.sign(to.x - from.x) / 2
    const start = { x: from.x + side * a.w, y: from.y }
    return makeRoute(start, [levelCurve(start, { x: to.x - side * b.w, y: to.y })])
  }
  const side = Math.sign(to.y - from.y) / 2
  const start = { x: from.x, y: from.y + side * a.h }
  return makeRoute(start, [uprightCurve(start, { x: to.x, y: to.y - side * b.h })])
}

function saved<K, V>(map: Map<K, V>, key: K, value: V): V {
  map.set(key, value)
  return value
}

const LANES = 64
const MAX_INDEX = 4096

export function createRouter(frame: PlacedFrame): Router {
  const placesByIndex = byKind((name) => {
    const places: NodePlace[] = []
    for (const place of frame.places[name]) places[place.index] = place
    return places
  })
  // Asked for a thousand times in a frame: a number as key makes no garbage.
  const known = new Map<Edge, Map<number, Route | null>>()

  const along = (edge: Edge, from: NodePlace | undefined, to: NodePlace | undefined, lane: number): Route | null => {
    if (!from || !to) return null
    const routes = known.get(edge) ?? saved(known, edge, new Map<number, Route | null>())
    const key = (from.index * MAX_INDEX + to.index) * LANES + lane
    const route = routes.get(key)
    return route === undefined ? saved(routes, key, edge.path(from, to, frame, lane)) : route
  }
  const between = (from: NodeKindName, a: number, to: NodeKindName, b: number, lane: number): Route | null => {
    const edge = edgeBetween(from, to)
    return edge ? along(edge, placesByIndex[from][a], placesByIndex[to][b], lane) : null
  }

  const addressPlace = (address: NodeAddress): Box | null => {
    const kind = nodeKind(address.kind)
    const place = placesByIndex[address.kind][kind.indexOf(address)]
    return place ? kind.boxOf(place as never, address) : null
  }

  const backwards = new Map<Route, Route>()
  const plain = new Map<string, Route>()
  const routeBetween = (from: NodeAddress, to: NodeAddress): Route | null => {
    const a = nodeKind(from.kind).indexOf(from)
    const b = nodeKind(to.kind).indexOf(to)
    const there = edgeBetween(from.kind, to.kind)
    if (there) return between(from.kind, a, to.kind, b, there.laneOf?.(from, to) ?? 0)
    const back = edgeBetween(to.kind, from.kind)
    if (back) {
      const route = between(to.kind, b, from.kind, a, back.laneOf?.(to, from) ?? 0)
      return route && (backwards.get(route) ?? saved(backwards, route, reversed(route)))
    }
    const start = addressPlace(from)
    const end = addressPlace(to)
    if (!start || !end) return null
    const key = `${from.kind}.${a}.${to.kind}.${b}`
    return plain.get(key) ?? saved(plain, key, plainCurve(start, end))
  }

  /** The lane of a queue where queues have lanes. */
  const laneOf = (group: number, queueId: number): number => {
    const place = placesByIndex.broker[group] as GroupBox | undefined
    const lanes = (place?.store?.lanes ?? place?.lanes ?? []).length
    // Retries and dead letters have no lane: they end at the card.
    if (!isTopicQueue(queueId)) return LANES - 1
    return lanes > 0 ? Math.min(queueId, lanes - 1) : 0
  }

  return {
    routeBetween,
    addressPlace,
    sendRoute: (producer, group, queueId) => between('producer', producer, 'broker', group, laneOf(group, queueId)),
    pullRoute: (consumer, group, queueId) => between('consumer', consumer, 'broker', group, laneOf(group, queueId)),
    askRoute: (producer, nameServer) => between('producer', producer, 'nameServer', nameServer, 0),
    registerRoute: (group, nameServer) => between('broker', group, 'nameServer', nameServer, 0),
    peerRoute: (group, from, to) => between('broker', group, 'broker', group, peerLane(from, to)),
  }
}
