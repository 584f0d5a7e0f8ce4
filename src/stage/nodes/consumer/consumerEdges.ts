// Routes of a consumer: to the queues that it pulls, and to the NameServers. Between rows and columns, never across a card.

import type { PlacedFrame } from '../../nodeKinds'
import { levelCurve, makeRoute, type Route } from '../../routes'
import { CHANNEL, type GroupBox, GUTTER, isInFirstColumn } from '../broker/brokerCardLayout'
import type { NameServerBox } from '../nameServer/nameServersLayout'
import type { ConsumerBox } from './consumersLayout'

/** To the lane of a queue. */
export function pullPath(c: ConsumerBox, g: GroupBox, frame: PlacedFrame, lane: number): Route | null {
  const { size: f, columns, wide } = frame
  const { broker: brokers } = columns
  if (!brokers) return null
  const body = g.store?.lanes[lane]?.box ?? g.store?.tape ?? g.lanes[lane]?.box ?? g.box
  const y = body.y + body.h / 2
  const between = g.box.y - f * GUTTER
  if (wide) {
    const start = { x: c.box.x, y: c.box.y + c.box.h / 2 }
    const right = g.box.x + g.box.w
    const edge = brokers.x + brokers.w
    if (Math.abs(right - edge) < 1) return makeRoute(start, [levelCurve(start, { x: right, y })])
    const beside = right + f * GUTTER
    const first = { x: edge + f * GUTTER, y: between }
    return makeRoute(start, [
      levelCurve(start, first),
      { to: { x: beside, y: between } },
      { to: { x: beside, y } },
      { to: { x: right, y } },
    ])
  }
  // Under the name of its group, and up the left margin.
  const start = { x: c.box.x + c.box.w / 2, y: c.box.y }
  const under = c.box.y - f * 0.25
  const bus = brokers.x - f * 0.45
  const up = [{ to: { x: start.x, y: under } }, { to: { x: bus, y: under } }]
  if (isInFirstColumn(g, brokers)) return makeRoute(start, [...up, { to: { x: bus, y } }, { to: { x: g.box.x, y } }])
  const beside = g.box.x - f * GUTTER
  return makeRoute(start, [
    ...up,
    { to: { x: bus, y: between } },
    { to: { x: beside, y: between } },
    { to: { x: beside, y } },
    { to: { x: g.box.x, y } },
  ])
}

/** Of a route request: over the Brokers, and through the channel to the right of the NameServers. */
export function consumerAskPath(c: ConsumerBox, n: NameServerBox, frame: PlacedFrame): Route | null {
  const { size: f, columns, wide, width } = frame
  const middle = n.box.y + n.box.h / 2
  if (!wide) {
    const side = width - f * 0.35
    const start = { x: c.box.x + c.box.w, y: c.box.y + c.box.h / 2 }
    return makeRoute(start, [
      { to: { x: side, y: start.y } },
      { to: { x: side, y: middle } },
      { to: { x: n.box.x + n.box.w, y: middle } },
    ])
  }
  const { broker: brokers, consumer: consumers } = columns
  if (!brokers || !consumers) return null
  const up = f * 0.4
  const beside = consumers.x - f * 0.5
  const channel = brokers.x - f * CHANNEL
  const start = { x: c.box.x, y: c.box.y + f }
  return makeRoute(start, [
    { to: { x: beside, y: start.y } },
    { to: { x: beside, y: up } },
    { to: { x: channel, y: up } },
    { to: { x: channel, y: middle } },
    { to: { x: n.box.x + n.box.w, y: middle } },
  ])
}
