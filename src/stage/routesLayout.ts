// Where messages, questions, registrations and votes travel between the boxes of a stage: between rows and columns, never across
// a card. The curves themselves are in routes.ts.

import type { Box, Point } from './boxes'
import type { GroupBox } from './brokerCardLayout'
import type { NameServerBox } from './nameServersLayout'
import type { ProducerBox } from './producersLayout'
import { levelCurve, makeRoute, type Route, uprightCurve } from './routes'

/** What the ways lead around. */
export interface StageBoxes {
  groups: GroupBox[]
  producers: ProducerBox[]
  nameServers: NameServerBox[]
  wide: boolean
  /** Base text size, px. */
  size: number
  width: number
  /** Right edge of the producers' column (wide), or lower edge of the producers' rows (tall). */
  producerEdge: number
  /** Between the rows of groups and left of them. */
  brokerArea: Box
}

/** Each is null where one end is not on the stage. */
export interface StageRoutes {
  /** The way of a message; queueId counts only where queues have lanes. */
  sendRoute: (producer: number, group: number, queueId: number) => Route | null
  /** From a producer to a NameServer. */
  askRoute: (producer: number, nameServer: number) => Route | null
  /** From a Broker group to a NameServer. */
  registerRoute: (group: number, nameServer: number) => Route | null
  /** From node to node inside a group. */
  peerRoute: (group: number, from: number, to: number) => Route | null
}

/** The ways of a stage; each is worked out when it is first asked for. */
export function routesOf(frame: StageBoxes): StageRoutes {
  const { size: f, wide, brokerArea, producerEdge } = frame
  const cache = new Map<string, Route | null>()
  const groupBoxes = new Map(frame.groups.map((g) => [g.group, g]))
  const producerBoxes = new Map(frame.producers.map((p) => [p.producer, p]))
  const nsBottom = Math.max(...frame.nameServers.map((n) => n.box.y + n.box.h))
  const channelX = brokerArea.x - f * 0.75
  const gutterGap = f * 0.35

  const remember = (key: string, make: () => Route | null): Route | null => {
    const known = cache.get(key)
    if (known !== undefined) return known
    const made = make()
    cache.set(key, made)
    return made
  }

  /** Points from the edge of the crowd to a group: where to arrive first, and the way from there. */
  const entryPath = (g: GroupBox, queueId: number): Point[] => {
    const lane = g.lanes[queueId]
    const y = lane ? lane.box.y + lane.box.h / 2 : g.box.y + g.box.h / 2
    if (Math.abs(g.box.x - brokerArea.x) < 1) return [{ x: g.box.x, y }]
    // Other columns are reached between the rows and columns, never across a neighbour.
    const between = g.box.y - gutterGap
    const beside = g.box.x - gutterGap
    return [
      { x: brokerArea.x - gutterGap, y: between },
      { x: beside, y: between },
      { x: beside, y },
      { x: g.box.x, y },
    ]
  }

  const sendRoute = (producer: number, group: number, queueId: number): Route | null => {
    const p = producerBoxes.get(producer)
    const g = groupBoxes.get(group)
    if (!p || !g) return null
    const lane = g.lanes.length ? Math.min(queueId, g.lanes.length - 1) : 0
    return remember(`s${producer}.${group}.${lane}`, () => {
      const points = entryPath(g, lane)
      if (wide) {
        const start = departure(p)
        const exitPoint = start[start.length - 1]
        const first = points[0]
        const rest = points.slice(1).map((to) => ({ to }))
        const lines = start.slice(1).map((to) => ({ to }))
        // A entryPath beside the NameServers is reached through the channel to the right of them.
        const low = nsBottom + f * 0.5
        if (first.y < low) {
          const turn = { x: channelX, y: low }
          return makeRoute(start[0], [
            ...lines,
            levelCurve(exitPoint, turn),
            { to: { x: channelX, y: first.y } },
            { to: first },
            ...rest,
          ])
        }
        return makeRoute(start[0], [...lines, levelCurve(exitPoint, first), ...rest])
      }
      const start = { x: p.box.x + Math.min(p.box.w / 2, f * 3), y: p.box.y + p.box.h }
      const steps: { to: Point }[] = []
      let from = start
      if (p.expanded && start.y < producerEdge - 1) {
        // Down beside the row of small producers' first tile would cross it: use the stage's left margin.
        const edge = { x: f * 0.35, y: start.y + f * 0.25 }
        steps.push({ to: { x: start.x, y: edge.y } }, { to: edge })
        from = edge
      }
      const busX = frame.brokerArea.x - f * 0.85
      const busTop = { x: busX, y: Math.max(producerEdge + f * 0.9, from.y + f * 0.9) }
      const first = points[0]
      return makeRoute(start, [
        ...steps,
        uprightCurve(from, busTop),
        { to: { x: busX, y: first.y } },
        { to: first },
        ...points.slice(1).map((to) => ({ to })),
      ])
    })
  }

  /** From a producer to the edge of the producers' column. */
  const departure = (p: ProducerBox): Point[] => {
    const y = p.wheel.cy
    if (p.expanded || p.box.x + p.box.w > producerEdge - 1) return [{ x: p.box.x + p.box.w, y }]
    const up = p.box.y - f * 0.25
    return [
      { x: p.wheel.cx, y: p.box.y },
      { x: p.wheel.cx, y: up },
      { x: producerEdge, y: up },
    ]
  }

  const askRoute = (producer: number, nameServer: number): Route | null => {
    const p = producerBoxes.get(producer)
    const n = frame.nameServers[nameServer]
    if (!p || !n) return null
    return remember(`a${producer}.${nameServer}`, () => {
      if (wide) {
        const to = { x: n.box.x + n.box.w / 2, y: n.box.y + n.box.h }
        const start = p.expanded ? [{ x: p.box.x + p.box.w - f * 1.5, y: p.box.y }] : departure(p)
        const exitPoint = start[start.length - 1]
        const lines = start.slice(1).map((point) => ({ to: point }))
        return makeRoute(start[0], [...lines, uprightCurve(exitPoint, to)])
      }
      const from = { x: p.box.x + p.box.w, y: Math.min(p.box.y + p.box.h / 2, n.box.y + n.box.h / 2) }
      if (p.expanded) return makeRoute(from, [levelCurve(from, { x: n.box.x, y: n.box.y + n.box.h / 2 })])
      const start = { x: p.wheel.cx, y: p.box.y }
      const lane = n.box.x - f * 0.35
      return makeRoute(start, [
        { to: { x: start.x, y: start.y - f * 0.25 } },
        { to: { x: lane, y: start.y - f * 0.25 } },
        { to: { x: lane, y: n.box.y + n.box.h / 2 } },
        { to: { x: n.box.x, y: n.box.y + n.box.h / 2 } },
      ])
    })
  }

  const registerRoute = (group: number, nameServer: number): Route | null => {
    const g = groupBoxes.get(group)
    const n = frame.nameServers[nameServer]
    if (!g || !n) return null
    return remember(`r${group}.${nameServer}`, () => {
      const first = Math.abs(g.box.x - brokerArea.x) < 1
      const y = g.box.y + (first ? f * 1.2 : -gutterGap)
      const start = { x: first ? g.box.x : g.box.x + Math.min(f * 3, g.box.w / 2), y: first ? y : g.box.y }
      const to = wide
        ? { x: n.box.x + n.box.w, y: n.box.y + n.box.h / 2 }
        : { x: n.box.x + n.box.w / 2, y: n.box.y + n.box.h }
      if (wide) {
        const last = frame.nameServers.length - 1
        const steps = [
          ...(first ? [] : [{ to: { x: start.x, y } }]),
          { to: { x: channelX, y } },
          { to: { x: channelX, y: to.y } },
          { to },
        ]
        if (n.nameServer === last) return makeRoute(start, steps)
        // Further ones are reached along the lower edge of the row.
        const under = nsBottom + f * 0.3
        return makeRoute(start, [
          ...(first ? [] : [{ to: { x: start.x, y } }]),
          { to: { x: channelX, y } },
          { to: { x: channelX, y: under } },
          { to: { x: n.box.x + n.box.w / 2, y: under } },
          { to: { x: n.box.x + n.box.w / 2, y: n.box.y + n.box.h } },
        ])
      }
      const side = frame.width - f * 0.35
      const edge = g.box.x + g.box.w
      const above = g.box.y - gutterGap
      const right = Math.abs(edge - (brokerArea.x + brokerArea.w)) < 1
      return makeRoute(right ? { x: edge, y: g.box.y + f * 1.2 } : { x: start.x, y: g.box.y }, [
        ...(right
          ? [{ to: { x: side, y: g.box.y + f * 1.2 } }]
          : [{ to: { x: start.x, y: above } }, { to: { x: side, y: above } }]),
        { to: { x: side, y: n.box.y + n.box.h / 2 } },
        { to: { x: n.box.x + n.box.w, y: n.box.y + n.box.h / 2 } },
      ])
    })
  }

  const peerRoute = (group: number, from: number, to: number): Route | null => {
    const g = groupBoxes.get(group)
    const a = g?.nodes.find((n) => n.node === from)
    const b = g?.nodes.find((n) => n.node === to)
    if (!g || !a || !b || a === b) return null
    return remember(`v${group}.${from}.${to}`, () => {
      const start = { x: a.box.x + a.box.w / 2, y: a.box.y }
      const end = { x: b.box.x + b.box.w / 2, y: b.box.y }
      const lift = f * 0.4
      return makeRoute(start, [
        { to: { x: start.x, y: start.y - lift * 0.4 } },
        {
          c1: { x: start.x, y: start.y - lift },
          c2: { x: end.x, y: end.y - lift },
          to: { x: end.x, y: end.y - lift * 0.4 },
        },
        { to: end },
      ])
    })
  }

  return { sendRoute, askRoute, registerRoute, peerRoute }
}
