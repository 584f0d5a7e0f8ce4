// Routes of a producer: of messages to Broker groups, of route requests to NameServers. Between rows and columns, never across a card.

import type { Box, Point } from '../../boxes'
import type { PlacedFrame } from '../../nodeKinds'
import { levelCurve, makeRoute, type Route, uprightCurve } from '../../routes'
import { CHANNEL, type GroupBox, GUTTER, isInFirstColumn } from '../broker/brokerCardLayout'
import type { NameServerBox } from '../nameServer/nameServersLayout'
import type { ProducerBox } from './producersLayout'

/** Points from the edge of the Broker column to a group: where to arrive first, and on from there. */
function entryPath(g: GroupBox, lane: number, brokers: Box, f: number): Point[] {
  const body = g.store?.tape ?? g.lanes[lane]?.box ?? g.box
  const y = body.y + body.h / 2
  if (isInFirstColumn(g, brokers)) return [{ x: g.box.x, y }]
  // Other columns are reached between the rows and columns, never across a neighbour.
  const between = g.box.y - f * GUTTER
  const beside = g.box.x - f * GUTTER
  return [
    { x: brokers.x - f * GUTTER, y: between },
    { x: beside, y: between },
    { x: beside, y },
    { x: g.box.x, y },
  ]
}

/** From a producer to the right edge of its column. */
function exitPath(p: ProducerBox, edge: number, f: number): Point[] {
  const { cx, cy } = p.wheel
  if (p.expanded || p.box.x + p.box.w > edge - 1) return [{ x: p.box.x + p.box.w, y: cy }]
  const up = p.box.y - f * 0.25
  return [
    { x: cx, y: p.box.y },
    { x: cx, y: up },
    { x: edge, y: up },
  ]
}

const straight = (points: readonly Point[]) => points.map((to) => ({ to }))

/** Of a message, to the lane of its queue. */
export function sendPath(p: ProducerBox, g: GroupBox, frame: PlacedFrame, lane: number): Route | null {
  const { size: f, columns } = frame
  if (!columns.broker || !columns.producer) return null
  const [first, ...rest] = entryPath(g, lane, columns.broker, f)
  if (frame.wide) {
    const [start, ...lines] = exitPath(p, columns.producer.x + columns.producer.w, f)
    const exitPoint = lines.at(-1) ?? start
    // Beside the NameServers a group is reached through the channel to the right of them.
    const low = bottomOf(columns.nameServer) + f * 0.5
    if (first.y >= low) return makeRoute(start, [...straight(lines), levelCurve(exitPoint, first), ...straight(rest)])
    const channelX = columns.broker.x - f * CHANNEL
    const turn = { x: channelX, y: low }
    return makeRoute(start, [
      ...straight(lines),
      levelCurve(exitPoint, turn),
      ...straight([{ x: channelX, y: first.y }, first, ...rest]),
    ])
  }
  const edge = bottomOf(columns.producer)
  const start = { x: p.box.x + Math.min(p.box.w / 2, f * 3), y: p.box.y + p.box.h }
  const aside: Point[] = []
  // Down beside the row of small producers' first tile would cross it: use the stage's left margin.
  if (p.expanded && start.y < edge - 1) {
    const y = start.y + f * 0.25
    aside.push({ x: start.x, y }, { x: f * 0.35, y })
  }
  const from = aside.at(-1) ?? start
  const busX = columns.broker.x - f * 0.85
  const busTop = { x: busX, y: Math.max(edge + f * 0.9, from.y + f * 0.9) }
  return makeRoute(start, [
    ...straight(aside),
    uprightCurve(from, busTop),
    ...straight([{ x: busX, y: first.y }, first, ...rest]),
  ])
}

const bottomOf = (area: Box | undefined): number => (area ? area.y + area.h : 0)

/** Of a route request. */
export function askPath(p: ProducerBox, n: NameServerBox, { size: f, wide, columns }: PlacedFrame): Route | null {
  if (!columns.producer) return null
  const middle = n.box.y + n.box.h / 2
  if (wide) {
    const edge = columns.producer.x + columns.producer.w
    const [start, ...lines] = p.expanded ? [{ x: p.box.x + p.box.w - f * 1.5, y: p.box.y }] : exitPath(p, edge, f)
    const to = { x: n.box.x + n.box.w / 2, y: n.box.y + n.box.h }
    return makeRoute(start, [...straight(lines), uprightCurve(lines.at(-1) ?? start, to)])
  }
  if (p.expanded) {
    const from = { x: p.box.x + p.box.w, y: Math.min(p.box.y + p.box.h / 2, middle) }
    return makeRoute(from, [levelCurve(from, { x: n.box.x, y: middle })])
  }
  const up = p.box.y - f * 0.25
  const lane = n.box.x - f * 0.35
  return makeRoute(
    { x: p.wheel.cx, y: p.box.y },
    straight([
      { x: p.wheel.cx, y: up },
      { x: lane, y: up },
      { x: lane, y: middle },
      { x: n.box.x, y: middle },
    ]),
  )
}
