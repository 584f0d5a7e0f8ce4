// One Broker group in a given rectangle, at one level of detail: head, nodes, and lanes or cells of its queues. null where that
// level needs more room. Which level is shown is decided in brokersLayout.ts.

import {
  type Box,
  box,
  grid,
  inset,
  row,
  type StackRow,
  slot,
  slotIn,
  stack,
  type TextSlot,
  TOUCH,
  textWidth,
} from '../../boxes'
import type { NodePlace } from '../../nodeKind'
import type { StorePlaces } from '../../store/storePlaces'

/** What a Broker group needs room for. */
export interface GroupSpec {
  /** Position in ClusterState. */
  index: number
  name: string
  queues: number
  /** Positions of the nodes that are still part of the cluster. */
  nodes: number[]
}

/** How much of a Broker group is shown, from everything to the least. */
export type DetailLevel = 'full' | 'compact' | 'heat' | 'tile'

export interface NodeBox {
  node: number
  box: Box
  /** Place for "Master", or for one letter when there is no room for a word. */
  title: TextSlot
  /** Place for how it is; null when there is room for a sign only. */
  state: TextSlot | null
}

export interface LaneBox {
  queueId: number
  box: Box
  label: TextSlot
  /** Squares of messages, or a bar. */
  body: Box
  count: TextSlot
}

export interface GroupBox extends NodePlace {
  name: string
  level: DetailLevel
  /** Opened out of a crowd by a click. */
  enlarged: boolean
  /** Place for the button that closes an enlarged group again. */
  close: Box | null
  title: TextSlot
  /** Room for the status chips; null where one line says the most important of them. */
  chips: Box | null
  /** One line instead of chips. */
  status: TextSlot | null
  total: TextSlot | null
  nodes: NodeBox[]
  lanes: LaneBox[]
  /** One small cell per queue. */
  cells: Box[]
  /** Size of the words inside, px. */
  size: number
  /** The inside of an opened Broker; it has no other lanes. */
  store?: StorePlaces
}

interface LaneGrid {
  columns: number
  rows: number
}

/** The fewest columns of lanes whose rows are high enough; null if there are none. */
export function laneGrid(
  queues: number,
  w: number,
  h: number,
  f: number,
  minH: number,
  minW: number,
  gap: number,
): LaneGrid | null {
  for (let columns = 1; columns <= 8; columns++) {
    const rows = Math.ceil(queues / columns)
    const laneW = (w - (columns - 1) * f * 0.9) / columns
    if (columns > 1 && laneW < minW) return null
    if (laneW >= minW && rows * minH + (rows - 1) * gap <= h + 0.01) return { columns, rows }
  }
  return null
}

const LANES = {
  full: { minH: 1.75, maxH: 3.7, minW: 14, gap: 0.36 },
  compact: { minH: 1.35, maxH: 2, minW: 7.3, gap: 0.2 },
}

export function placeNodes(spec: GroupSpec, area: Box, f: number): NodeBox[] {
  const gap = f * 0.45
  const n = spec.nodes.length
  // Few nodes are wider: a card with fewer than its neighbour has no hole.
  return row(area, n, gap).map((b, i) => {
    const pad = f * 0.5
    const inner = box(b.x + pad, b.y, b.w - 2 * pad, b.h)
    if (inner.w >= f * 9.6) {
      const titleW = f * 5
      return {
        node: spec.nodes[i],
        box: b,
        title: slot(inner.x, inner.y, titleW, inner.h, f),
        state: slot(inner.x + titleW, inner.y, inner.w - titleW, inner.h, f * 0.92),
      }
    }
    if (inner.w >= f * 4.1 && b.h >= f * 2.5) {
      const half = b.h / 2
      const tight = box(b.x + f * 0.3, b.y, b.w - f * 0.6, b.h)
      return {
        node: spec.nodes[i],
        box: b,
        title: slot(tight.x, b.y + f * 0.12, tight.w, half - f * 0.12, f * 0.95),
        state: slot(tight.x, b.y + half, tight.w, half - f * 0.12, f * 0.88),
      }
    }
    return { node: spec.nodes[i], box: b, title: slot(b.x, b.y, b.w, b.h, f * 0.9), state: null }
  })
}

function placeDetailed(spec: GroupSpec, outer: Box, level: 'full' | 'compact', f: number): GroupBox | null {
  const tight = level === 'compact' && outer.h < f * 14
  const pad = f * (tight ? 0.55 : 0.8)
  const inner = inset(outer, pad)
  if (inner.w < f * 15 || inner.h < f * 5) return null
  const nameW = textWidth(spec.name, f * 1.18, true) + f * 0.3
  const chipsInline = inner.w - nameW - f * 0.8 >= f * 21
  if (!chipsInline && nameW + f * 4 > inner.w) return null
  const nodeW = (inner.w - f * 0.45 * (spec.nodes.length - 1)) / spec.nodes.length
  const nodeInline = nodeW - f >= f * 9.6
  // Votes pass above the nodes.
  const gap = f * (tight ? 0.3 : 0.62)
  const lanes = LANES[level]
  const rows: StackRow[] = [{ min: f * 1.65, max: f * 2.3 }]
  if (!chipsInline) rows.push({ min: f * 1.55, max: f * 1.7 })
  rows.push(nodeInline ? { min: Math.max(TOUCH, f * 2), max: f * 3 } : { min: Math.max(TOUCH, f * 2.5), max: f * 3.2 })
  const fixed = rows.reduce((sum, r) => sum + r.min, 0) + gap * rows.length
  const arrangement = laneGrid(spec.queues, inner.w, inner.h - fixed, f, lanes.minH * f, lanes.minW * f, lanes.gap * f)
  if (!arrangement) return null
  const gaps = (arrangement.rows - 1) * lanes.gap * f
  rows.push({
    min: arrangement.rows * lanes.minH * f + gaps,
    max: arrangement.rows * lanes.maxH * f + gaps,
  })
  const placed = stack(inner, rows, gap)
  if (!placed) return null
  const laneArea = placed[placed.length - 1]
  const nodeArea = placed[placed.length - 2]
  const header = placed[0]
  const used = laneArea.y + laneArea.h + pad - outer.y

  const columnGap = f * 0.9
  const laneW = (laneArea.w - columnGap * (arrangement.columns - 1)) / arrangement.columns
  const laneH = (laneArea.h - gaps) / arrangement.rows
  const digits = String(Math.max(0, spec.queues - 1)).length
  const labelW = f * (0.95 + 0.62 * digits)
  const countW = f * (level === 'full' ? 3.9 : 3.2)
  return {
    index: spec.index,
    name: spec.name,
    level,
    enlarged: false,
    close: null,
    box: box(outer.x, outer.y, outer.w, Math.min(outer.h, used)),
    title: slot(header.x, header.y, chipsInline ? nameW : header.w, header.h, f * 1.18),
    chips: chipsInline ? box(header.x + nameW + f * 0.6, header.y, header.w - nameW - f * 0.6, header.h) : placed[1],
    status: null,
    total: null,
    nodes: placeNodes(spec, nodeArea, f),
    // Column by column, so that neighbours in number are neighbours on the screen.
    lanes: Array.from({ length: spec.queues }, (_, queueId) => {
      const column = Math.floor(queueId / arrangement.rows)
      const x = laneArea.x + column * (laneW + columnGap)
      const y = laneArea.y + (queueId % arrangement.rows) * (laneH + lanes.gap * f)
      return {
        queueId,
        box: box(x, y, laneW, laneH),
        label: slot(x, y, labelW, laneH, f * 0.95),
        body: box(x + labelW + f * 0.2, y, laneW - labelW - countW - f * 0.4, laneH),
        count: slot(x + laneW - countW, y, countW, laneH, Math.min(f * 1.25, laneH * 0.72, countW / 3.2)),
      }
    }),
    cells: [],
    size: f,
  }
}

/** Columns of heat cells that come closest to a pleasant shape and stay large enough to see. */
export function heatColumns(queues: number, area: Box, gap: number, least: number): number | null {
  let best: number | null = null
  let bestScore = Infinity
  for (let columns = 1; columns <= queues; columns++) {
    const rows = Math.ceil(queues / columns)
    const w = (area.w - gap * (columns - 1)) / columns
    const h = (area.h - gap * (rows - 1)) / rows
    if (w < least || h < least) continue
    const score = Math.abs(Math.log(w / h / 1.8)) + (rows * columns - queues) / queues
    if (score < bestScore) {
      best = columns
      bestScore = score
    }
  }
  return best
}

function placeHeat(spec: GroupSpec, outer: Box, f: number): GroupBox | null {
  const pad = f * 0.5
  const inner = inset(outer, pad)
  const nameW = textWidth(spec.name, f * 1.05, true) + f * 0.2
  const countW = f * 3.3
  const gap = f * 0.28
  if (inner.w < Math.max(f * 8, nameW + countW) || inner.w < spec.nodes.length * (TOUCH + gap)) return null
  const rows: StackRow[] = [
    { min: f * 1.4, max: f * 1.7 },
    { min: f * 1.3, max: f * 1.6 },
    { min: Math.max(TOUCH, f * 1.8), max: f * 2.6 },
    { min: f * 0.9, max: f * 40 },
  ]
  const placed = stack(inner, rows, gap)
  if (!placed) return null
  const cellGap = spec.queues > 24 ? 1.5 : spec.queues > 12 ? 2 : f * 0.25
  const most = f * 3.2 * Math.ceil(spec.queues / 2)
  const cellArea = box(placed[3].x, placed[3].y, placed[3].w, Math.min(placed[3].h, most))
  const columns = heatColumns(spec.queues, cellArea, cellGap, 4.5)
  if (columns === null) return null
  return {
    index: spec.index,
    name: spec.name,
    level: 'heat',
    enlarged: false,
    close: null,
    box: outer,
    title: slot(inner.x, placed[0].y, inner.w - countW, placed[0].h, f * 1.05),
    chips: null,
    status: slotIn(placed[1], f * 0.92),
    total: slot(inner.x + inner.w - countW, placed[0].y, countW, placed[0].h, f * 1.05),
    nodes: placeNodes(spec, placed[2], f),
    lanes: [],
    cells: grid(cellArea, spec.queues, columns, cellGap),
    size: f,
  }
}

export function placeTile(spec: GroupSpec, outer: Box, f: number): GroupBox | null {
  const pad = f * 0.4
  const inner = inset(outer, pad)
  const nameW = textWidth(spec.name, f, true)
  const twoLines = inner.h >= f * 2.5
  const countW = f * 3.1
  const room = inner.w - countW
  // Long names are replaced by what distinguishes them; see shortNames.ts.
  if (room < Math.min(nameW, f * 2.2) + f * 1.2 || outer.h < Math.max(TOUCH, f * 1.9)) return null
  const strip = inner.h >= f * 3.5
  const line = strip ? Math.min(f * 1.7, (inner.h - f * 0.9) / 2) : twoLines ? inner.h / 2 : inner.h
  const cellArea = box(inner.x, inner.y + 2 * line + f * 0.2, inner.w, inner.h - 2 * line - f * 0.2)
  const cellGap = spec.queues > 12 ? 1.5 : f * 0.2
  const columns = strip ? heatColumns(spec.queues, cellArea, cellGap, 3.5) : null
  return {
    index: spec.index,
    name: spec.name,
    level: 'tile',
    enlarged: false,
    close: null,
    box: outer,
    title: slot(inner.x, inner.y, room, line, f),
    chips: null,
    status: twoLines ? slot(inner.x, inner.y + line, inner.w, line, f * 0.88) : null,
    total: slot(inner.x + room, inner.y, countW, line, f),
    nodes: [],
    lanes: [],
    cells: columns === null ? [] : grid(cellArea, spec.queues, columns, cellGap),
    size: f,
  }
}

export function placeGroup(spec: GroupSpec, outer: Box, level: DetailLevel, f: number): GroupBox | null {
  if (level === 'heat') return placeHeat(spec, outer, f)
  if (level === 'tile') return placeTile(spec, outer, f)
  return placeDetailed(spec, outer, level, f)
}

/** Routes pass so far from a card, and so far left of all cards, in sizes of a word. */
export const GUTTER = 0.35
export const CHANNEL = 0.75

/** Can a group be reached from the left without passing others? */
export const isInFirstColumn = ({ box }: GroupBox, column: Box): boolean => Math.abs(box.x - column.x) < 1
