// Routes of a Broker: of registrations to the NameServers, and from node to node inside a group.

import type { PlacedFrame } from '../../nodeKinds'
import { makeRoute, type Route } from '../../routes'
import type { NameServerBox } from '../nameServer/nameServersLayout'
import { CHANNEL, type GroupBox, GUTTER, isInFirstColumn } from './brokerCardLayout'

export function registerPath(g: GroupBox, n: NameServerBox, frame: PlacedFrame): Route | null {
  const { size: f, wide, width, columns, places } = frame
  const { broker: brokers, nameServer: nameServers } = columns
  if (!brokers || !nameServers) return null
  const middle = { x: n.box.x + n.box.w / 2, y: n.box.y + n.box.h / 2 }
  const bottom = n.box.y + n.box.h
  const first = isInFirstColumn(g, brokers)
  const startX = g.box.x + (first ? 0 : Math.min(f * 3, g.box.w / 2))
  const above = g.box.y - f * GUTTER
  if (wide) {
    const channelX = brokers.x - f * CHANNEL
    const y = first ? g.box.y + f * 1.2 : above
    const start = { x: startX, y: first ? y : g.box.y }
    const lines = [...(first ? [] : [{ to: { x: startX, y } }]), { to: { x: channelX, y } }]
    if (n === places.nameServer.at(-1)) {
      return makeRoute(start, [
        ...lines,
        { to: { x: channelX, y: middle.y } },
        { to: { x: n.box.x + n.box.w, y: middle.y } },
      ])
    }
    // Further ones are reached along the lower edge of the row.
    const under = nameServers.y + nameServers.h + f * 0.3
    return makeRoute(start, [
      ...lines,
      { to: { x: channelX, y: under } },
      { to: { x: middle.x, y: under } },
      { to: { x: middle.x, y: bottom } },
    ])
  }
  const side = width - f * 0.35
  const edge = g.box.x + g.box.w
  const isRight = Math.abs(edge - (brokers.x + brokers.w)) < 1
  const start = isRight ? { x: edge, y: g.box.y + f * 1.2 } : { x: startX, y: g.box.y }
  const out = isRight ? start.y : above
  return makeRoute(start, [
    ...(isRight ? [] : [{ to: { x: startX, y: above } }]),
    { to: { x: side, y: out } },
    { to: { x: side, y: middle.y } },
    { to: { x: n.box.x + n.box.w, y: middle.y } },
  ])
}

/** A hop above the nodes; null where a node is not on the stage. */
export function peerPath(g: GroupBox, from: number, to: number): Route | null {
  const a = g.nodes.find(({ node }) => node === from)?.box
  const b = g.nodes.find(({ node }) => node === to)?.box
  if (!a || !b || a === b) return null
  const lift = g.size * 0.4
  // One below the other, where a Broker is opened: beside them.
  if (g.store) {
    const y = a.y + a.h / 2
    const to = { x: b.x + b.w, y: b.y + b.h / 2 }
    return makeRoute({ x: a.x + a.w, y }, [
      { to: { x: a.x + a.w + lift, y } },
      { to: { x: to.x + lift, y: to.y } },
      { to },
    ])
  }
  const start = { x: a.x + a.w / 2, y: a.y }
  const end = { x: b.x + b.w / 2, y: b.y }
  return makeRoute(start, [
    { to: { x: start.x, y: start.y - lift * 0.4 } },
    {
      c1: { x: start.x, y: start.y - lift },
      c2: { x: end.x, y: end.y - lift },
      to: { x: end.x, y: end.y - lift * 0.4 },
    },
    { to: end },
  ])
}
