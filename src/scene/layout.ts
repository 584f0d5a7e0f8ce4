// Where everything on the stage stands: (topology, size, selection) -> boxes, text places and paths. Computed for 1-16
// Broker groups, 1-48 queues each, 0-2 Slaves, 1-64 producers, 1-4 NameServers; nothing overlaps, nothing leaves the stage.
// Knows nothing of what happens: see sceneAt.ts and packets.ts.

import type { ClusterState } from '../engine'
import {
  type Box,
  box,
  clamp,
  grid,
  inset,
  type Point,
  row,
  type StackRow,
  stack,
  type TextSlot,
  textWidth,
} from './boxes'
import { levelCurve, makeRoute, type Route, uprightCurve } from './routes'
import type { WheelBox } from './wheel'

/** What a Broker group needs room for. Positions are those in ClusterState. */
export interface GroupSpec {
  group: number
  name: string
  queues: number
  /** Positions of the nodes that are still part of the cluster. */
  nodes: number[]
}

export interface Topology {
  groups: GroupSpec[]
  /** Positions of the producers that are still there. */
  producers: number[]
  nameServers: number
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

export interface GroupBox {
  group: number
  name: string
  level: DetailLevel
  /** Opened out of a crowd by the person watching. */
  enlarged: boolean
  /** Place for the button that closes an enlarged group again. */
  close: Box | null
  box: Box
  title: TextSlot
  /** Room for the three truths; null where one line says the most important of them. */
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
}

export interface ProducerBox {
  producer: number
  expanded: boolean
  box: Box
  title: TextSlot
  /** The switch sendLatencyFaultEnable: its label and itself. */
  switchLabel: TextSlot | null
  switchBox: Box | null
  footer: TextSlot | null
  wheel: WheelBox
}

export interface NameServerBox {
  nameServer: number
  box: Box
  title: TextSlot
  status: TextSlot
}

export interface LayoutInput {
  topology: Topology
  /** px */
  width: number
  /** px */
  height: number
  /** Group to open out of a crowd, by position in ClusterState. */
  selectedGroup: number | null
  /** Producer to show with its whole wheel, by position in ClusterState. */
  selectedProducer: number | null
  /** How much larger words are than for somebody at the screen; left out, not at all. */
  magnify?: number
}

export interface StageLayout {
  width: number
  /** May be more than was given: then the stage scrolls. */
  height: number
  /** Base text size, px. */
  size: number
  wide: boolean
  producers: ProducerBox[]
  nameServers: NameServerBox[]
  groups: GroupBox[]
  /** A message has room to fly with its number, without hiding words. */
  roomy: boolean
  /** Places for a failure in words, each beside the Broker group it is about, or for any group. */
  notes: { group: number | null; slot: TextSlot; lines: 1 | 2 }[]
  /** The way of a message; queueId counts only where queues have lanes. */
  sendRoute: (producer: number, group: number, queueId: number) => Route | null
  /** From a producer to a NameServer. */
  askRoute: (producer: number, nameServer: number) => Route | null
  /** From a Broker group to a NameServer. */
  registerRoute: (group: number, nameServer: number) => Route | null
  /** From node to node inside a group. */
  peerRoute: (group: number, from: number, to: number) => Route | null
}

/** What the layout needs to know of a state. */
export function topologyOf(state: ClusterState): Topology {
  return {
    groups: state.brokerGroups.flatMap((g, group) =>
      g.removed
        ? []
        : [
            {
              group,
              name: g.brokerName,
              queues: Math.max(1, g.writeQueueNums),
              nodes: g.nodes.flatMap((node, i) => (node.removed ? [] : [i])),
            },
          ],
    ),
    producers: state.producers.flatMap((producer, i) => (producer.removed ? [] : [i])),
    nameServers: state.nameServers.length,
  }
}

/** Equal for states with the same topology. */
export function topologyKey(state: ClusterState): string {
  let key = `${state.nameServers.length}|`
  for (const p of state.producers) key += p.removed ? '-' : 'p'
  for (const g of state.brokerGroups) {
    if (g.removed) key += `|-${g.brokerName}`
    else {
      key += `|${g.brokerName}:${g.writeQueueNums}:`
      for (const node of g.nodes) key += node.removed ? '-' : 'n'
    }
  }
  return key
}

const slot = (x: number, y: number, w: number, h: number, size: number): TextSlot => ({ x, y, w, h, size })
const slotIn = (area: Box, size: number): TextSlot => slot(area.x, area.y, area.w, area.h, size)

/** Smallest target for a finger, px. */
const TOUCH = 24

// ---------------------------------------------------------------------------------------------- one Broker group

interface LaneGrid {
  columns: number
  rows: number
}

/** The fewest columns of lanes whose rows are high enough; null if there are none. */
function laneGrid(
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

function placeNodes(spec: GroupSpec, area: Box, f: number): NodeBox[] {
  const gap = f * 0.45
  const n = spec.nodes.length
  const w = Math.min((area.w - gap * (n - 1)) / n, f * 15)
  return row(box(area.x, area.y, w * n + gap * (n - 1), area.h), n, gap).map((b, i) => {
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
  const nodeInline = Math.min(nodeW, f * 15) - f >= f * 9.6
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
    group: spec.group,
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
function heatColumns(queues: number, area: Box, gap: number, least: number): number | null {
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
    group: spec.group,
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

function placeTile(spec: GroupSpec, outer: Box, f: number): GroupBox | null {
  const pad = f * 0.4
  const inner = inset(outer, pad)
  const nameW = textWidth(spec.name, f, true)
  const twoLines = inner.h >= f * 2.5
  const countW = f * 3.1
  const room = inner.w - countW
  // Long names give way to what tells them apart; see shortNames in wheel.ts.
  if (room < Math.min(nameW, f * 2.2) + f * 1.2 || outer.h < Math.max(TOUCH, f * 1.9)) return null
  const strip = inner.h >= f * 3.5
  const line = strip ? Math.min(f * 1.7, (inner.h - f * 0.9) / 2) : twoLines ? inner.h / 2 : inner.h
  const cellArea = box(inner.x, inner.y + 2 * line + f * 0.2, inner.w, inner.h - 2 * line - f * 0.2)
  const cellGap = spec.queues > 12 ? 1.5 : f * 0.2
  const columns = strip ? heatColumns(spec.queues, cellArea, cellGap, 3.5) : null
  return {
    group: spec.group,
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

function placeGroup(spec: GroupSpec, outer: Box, level: DetailLevel, f: number): GroupBox | null {
  if (level === 'heat') return placeHeat(spec, outer, f)
  if (level === 'tile') return placeTile(spec, outer, f)
  return placeDetailed(spec, outer, level, f)
}

// ------------------------------------------------------------------------------------------- all Broker groups

interface Crowd {
  groups: GroupBox[]
  columns: number
  level: DetailLevel
}

const MAX_COLUMNS = 6

/** All groups at one level of detail; null if they do not fit. */
function placeLevel(specs: GroupSpec[], area: Box, level: DetailLevel, f: number): Crowd | null {
  const gap = f * (level === 'tile' || level === 'heat' ? 0.7 : 0.95)
  let best: Crowd | null = null
  let bestScore = Infinity
  for (let columns = 1; columns <= Math.min(MAX_COLUMNS, specs.length); columns++) {
    const cells = grid(area, specs.length, columns, gap)
    const groups: GroupBox[] = []
    for (let i = 0; i < specs.length; i++) {
      const placed = placeGroup(specs[i], cells[i], level, f)
      if (!placed) break
      groups.push(placed)
    }
    if (groups.length < specs.length) continue
    const shape = cells[0].w / cells[0].h
    const wanted = level === 'tile' ? 2.2 : 1.5
    const empty = Math.ceil(specs.length / columns) * columns - specs.length
    const score =
      level === 'full' || level === 'compact' ? columns : Math.abs(Math.log(shape / wanted)) + (empty / columns) * 0.8
    if (score < bestScore) {
      best = { groups, columns, level }
      bestScore = score
    }
  }
  return best
}

const LEVELS: DetailLevel[] = ['full', 'compact', 'heat', 'tile']

function placeCrowd(specs: GroupSpec[], area: Box, f: number): Crowd | null {
  for (const level of LEVELS) {
    const crowd = placeLevel(specs, area, level, f)
    if (crowd) return crowd
  }
  return null
}

/** Puts cards that need less than their cell in the middle of the area, rows closed up. */
function closeUp(crowd: Crowd, area: Box, f: number): GroupBox[] {
  const { groups, columns } = crowd
  const gap = f * 0.95
  const rows: GroupBox[][] = []
  groups.forEach((g, i) => {
    const r = Math.floor(i / columns)
    if (!rows[r]) rows[r] = []
    rows[r].push(g)
  })
  const heights = rows.map((r) => Math.max(...r.map((g) => g.box.h)))
  const used = heights.reduce((sum, h) => sum + h, 0)
  const free = area.h - used - gap * (rows.length - 1)
  if (free <= 1) return groups
  const between = gap + Math.min(f * 1.2, free / (rows.length + 1))
  let y = area.y + (area.h - used - between * (rows.length - 1)) / 2
  return rows.flatMap((r, i) => {
    const moved = r.map((g) => moveGroup(g, y - g.box.y))
    y += heights[i] + between
    return moved
  })
}

function moveGroup(g: GroupBox, dy: number): GroupBox {
  const moved = <T extends Box>(b: T): T => ({ ...b, y: b.y + dy })
  return {
    ...g,
    box: moved(g.box),
    title: moved(g.title),
    chips: g.chips && moved(g.chips),
    status: g.status && moved(g.status),
    total: g.total && moved(g.total),
    nodes: g.nodes.map((n) => ({
      ...n,
      box: moved(n.box),
      title: moved(n.title),
      state: n.state && moved(n.state),
    })),
    lanes: g.lanes.map((l) => ({
      ...l,
      box: moved(l.box),
      label: moved(l.label),
      body: moved(l.body),
      count: moved(l.count),
    })),
    cells: g.cells.map(moved),
  }
}

/** Makes room for a closing button at the right end of the header. */
function withClose(g: GroupBox, f: number): GroupBox {
  const side = Math.max(TOUCH, f * 1.9)
  const header = g.total ?? g.title
  const close = box(g.box.x + g.box.w - side - f * 0.3, g.box.y + f * 0.3, side, Math.max(TOUCH, header.h))
  const end = close.x - f * 0.3
  const total = g.total && { ...g.total, x: Math.min(g.total.x, end - g.total.w) }
  const upTo = <T extends Box>(b: T, x: number): T => ({ ...b, w: Math.max(0, Math.min(b.w, x - b.x)) })
  const inline = g.chips && Math.abs(g.chips.y - g.title.y) < 1
  return {
    ...g,
    enlarged: true,
    close,
    title: upTo(g.title, total ? total.x : end),
    chips: g.chips && (inline ? upTo(g.chips, end) : g.chips),
    total,
  }
}

/** The chosen group large, the others as tiles below it. */
function placeZoomed(specs: GroupSpec[], chosen: GroupSpec, area: Box, f: number): GroupBox[] | null {
  const others = specs.filter((s) => s !== chosen)
  const gap = f * 0.6
  for (const tileH of [3.4, 2]) {
    const h = Math.max(TOUCH, tileH * f)
    for (let columns = Math.min(MAX_COLUMNS, others.length); columns >= 1; columns--) {
      const rows = Math.ceil(others.length / columns)
      const strip = rows * h + (rows - 1) * gap
      const large = box(area.x, area.y, area.w, area.h - strip - f * 0.9)
      const below = box(area.x, area.y + area.h - strip, area.w, strip)
      const cells = grid(below, others.length, columns, gap)
      const tiles = others.map((s, i) => placeTile(s, cells[i], f))
      if (tiles.some((t) => !t)) continue
      for (const level of ['full', 'compact', 'heat'] as const) {
        const big = placeGroup(chosen, large, level, f)
        if (big && (level !== 'heat' || tileH === 2)) {
          const placed = new Map<GroupSpec, GroupBox>([[chosen, withClose(big, f)]])
          others.forEach((s, i) => {
            placed.set(s, tiles[i] as GroupBox)
          })
          return specs.map((s) => placed.get(s) as GroupBox)
        }
      }
      break
    }
  }
  return null
}

function placeGroups(specs: GroupSpec[], area: Box, f: number, selected: number | null): GroupBox[] | null {
  const crowd = placeCrowd(specs, area, f)
  if (!crowd) return null
  const chosen = specs.find((s) => s.group === selected)
  if (chosen && specs.length > 1 && (crowd.level === 'heat' || crowd.level === 'tile')) {
    const zoomed = placeZoomed(specs, chosen, area, f)
    if (zoomed) return zoomed
  }
  return crowd.level === 'full' || crowd.level === 'compact' ? closeUp(crowd, area, f) : crowd.groups
}

// --------------------------------------------------------------------------------------- producers, NameServers

function placeWheel(area: Box, f: number, queues: number): WheelBox {
  const room = Math.min(area.w, area.h) / 2
  // A small wheel has no room for names around it.
  const ring = queues > 12 && room >= f * 5.2 ? f * 1.7 : f * 0.5
  const r = Math.max(f, room - ring)
  return {
    cx: area.x + area.w / 2,
    cy: area.y + area.h / 2,
    r,
    hub: r * (queues > 12 ? 0.56 : 0.47),
    ring,
    size: f,
  }
}

function placeExpanded(producer: number, outer: Box, f: number, queues: number): ProducerBox {
  const pad = f * 0.8
  const inner = inset(outer, pad)
  const roomy = inner.h >= f * 17
  const switchW = f * 2.7
  const head = box(inner.x, inner.y, inner.w, f * 1.8)
  if (roomy) {
    const second = box(inner.x, head.y + head.h, inner.w, Math.max(TOUCH, f * 1.9))
    const footerH = f * 1.5
    const top = second.y + second.h + f * 0.3
    const footer = slot(inner.x, inner.y + inner.h - footerH, inner.w, footerH, f * 0.92)
    return {
      producer,
      expanded: true,
      box: outer,
      title: slotIn(head, f * 1.18),
      switchLabel: slot(second.x, second.y, second.w - switchW - f * 0.3, second.h, f * 0.92),
      switchBox: box(second.x + second.w - switchW, second.y, switchW, second.h),
      footer,
      wheel: placeWheel(box(inner.x, top, inner.w, footer.y - top - f * 0.2), f, queues),
    }
  }
  const titleW = (inner.w - switchW) * 0.6
  const top = head.y + Math.max(TOUCH, head.h)
  return {
    producer,
    expanded: true,
    box: outer,
    title: slot(head.x, head.y, titleW, Math.max(TOUCH, head.h), f * 1.05),
    switchLabel: slot(head.x + titleW, head.y, inner.w - switchW - titleW - f * 0.3, Math.max(TOUCH, head.h), f * 0.88),
    switchBox: box(inner.x + inner.w - switchW, head.y, switchW, Math.max(TOUCH, head.h)),
    footer: null,
    wheel: placeWheel(box(inner.x, top, inner.w, inner.y + inner.h - top), f, queues),
  }
}

/** More producers than this stand as a crowd of small tiles. */
const FEW_PRODUCERS = 8
const SMALLEST_NUMBER = 12

interface TileGrid {
  perRow: number
  tileH: number
  /** Height of all rows. */
  height: number
  gap: number
}

/** Tiles of a crowd of producers: as small as a finger allows. */
function crowdTiles(count: number, width: number, f: number): TileGrid {
  const gap = f * 0.3
  const tileH = Math.max(TOUCH, f * 1.85)
  const perRow = Math.max(1, Math.floor((width + gap) / (tileH + gap)))
  const rows = Math.ceil(count / perRow)
  return { perRow: Math.min(perRow, count), tileH, height: rows * tileH + (rows - 1) * gap, gap }
}

function placeSmallProducer(producer: number, outer: Box, f: number): ProducerBox {
  const crowded = outer.h < f * 2.5
  const r = Math.min(outer.w, outer.h) / 2 - (crowded ? 1 : f * 0.35)
  const cx = outer.x + outer.w / 2
  const cy = outer.y + outer.h / 2
  const half = crowded ? r * 0.75 : r * 0.62
  return {
    producer,
    expanded: false,
    box: outer,
    title: slot(
      cx - half,
      cy - half,
      2 * half,
      2 * half,
      Math.max(crowded ? SMALLEST_NUMBER : 0, Math.min(f * 0.95, r * 0.8)),
    ),
    switchLabel: null,
    switchBox: null,
    footer: null,
    wheel: { cx, cy, r, hub: r * 0.66, ring: 0, size: f },
  }
}

function placeNameServers(count: number, area: Box, f: number, vertical: boolean): NameServerBox[] {
  const gap = f * 0.5
  const boxes = vertical ? grid(area, count, 1, gap) : row(area, count, gap)
  return boxes.map((b, nameServer) => {
    const pad = f * 0.5
    const w = b.w - 2 * pad
    if (b.h >= f * 2.9) {
      const line = Math.min(f * 1.7, (b.h - f * 0.4) / 2)
      const y = b.y + (b.h - 2 * line) / 2
      return {
        nameServer,
        box: b,
        title: slot(b.x + pad, y, w, line, f * 1.05),
        status: slot(b.x + pad, y + line, w, line, f * 0.9),
      }
    }
    const titleW = w * 0.42
    return {
      nameServer,
      box: b,
      title: slot(b.x + pad, b.y, titleW, b.h, f * 0.95),
      status: slot(b.x + pad + titleW, b.y, w - titleW, b.h, f * 0.88),
    }
  })
}

// ----------------------------------------------------------------------------------------------------- the stage

interface Frame {
  groups: GroupBox[]
  producers: ProducerBox[]
  nameServers: NameServerBox[]
  notes: StageLayout['notes']
  wide: boolean
  size: number
  width: number
  height: number
  /** Right edge of the producers' column (wide), or lower edge of the producers' rows (tall). */
  quay: number
  /** Between the rows of groups and left of them. */
  brokerArea: Box
}

function wideFrame(input: LayoutInput, height: number): Frame | null {
  const { topology, width, magnify = 1 } = input
  const f = clamp(Math.min(width / 72, height / 34) * magnify, 13, 24 * magnify)
  const m = f * 1.05
  const many = topology.groups.length > 6
  const producerW = clamp(width * 0.26, f * 15.5, f * (many ? 20 : 25))
  const gapW = clamp(width * (many ? 0.12 : 0.17), f * 10.5, f * 20)
  const area = box(m + producerW + gapW, m, width - 2 * m - producerW - gapW, height - 2 * m)
  const groups = placeGroups(topology.groups, area, f, input.selectedGroup)
  if (!groups) return null

  const nsCount = topology.nameServers
  const nsH = f * 3.9
  const nsRight = area.x - f * 1.5
  const nsW = Math.min(f * 15, (nsRight - m - f * 0.5 * (nsCount - 1)) / nsCount)
  const nsTotal = nsW * nsCount + f * 0.5 * (nsCount - 1)
  const nameServers = placeNameServers(nsCount, box(nsRight - nsTotal, m, nsTotal, nsH), f, false)
  const nsBottom = m + nsH

  const selected = topology.producers.includes(input.selectedProducer ?? -1)
    ? (input.selectedProducer as number)
    : (topology.producers[0] ?? 0)
  const others = topology.producers.filter((p) => p !== selected)
  const queues = topology.groups.reduce((sum, g) => sum + g.queues, 0)
  const column = box(m, nsBottom + f * 0.9, producerW, height - m - nsBottom - f * 0.9)
  const fewPerRow = others.length <= 4 ? others.length : Math.ceil(others.length / 2)
  const tileRows = others.length === 0 ? 0 : Math.ceil(others.length / fewPerRow)
  const few = { perRow: fewPerRow, height: tileRows * f * 3.3 + Math.max(0, tileRows - 1) * f * 0.5, gap: f * 0.5 }
  const crowd = others.length >= FEW_PRODUCERS
  const { perRow, height: tilesH, gap: tileGap } = crowd ? crowdTiles(others.length, producerW, f) : few
  const roomForCard = column.h - (tileRows ? tilesH + f * 0.7 : 0)
  if (crowd && roomForCard < f * 12) return null
  const cardH = Math.min(roomForCard, producerW + f * 7)
  const top = column.y + (roomForCard - cardH) / 2
  const producers: ProducerBox[] = []
  if (topology.producers.length) producers.push(placeExpanded(selected, box(m, top, producerW, cardH), f, queues))
  if (tileRows) {
    const tiles = grid(box(m, top + cardH + f * 0.7, producerW, tilesH), others.length, perRow, tileGap)
    others.forEach((p, i) => {
      producers.push(placeSmallProducer(p, tiles[i], f))
    })
  }

  const firstColumn = groups.filter((g) => Math.abs(g.box.x - area.x) < 1)
  const ownNotes = firstColumn.length === groups.length && groups.length <= 4
  const noteH = ownNotes ? f * 3.1 : f * 1.9
  const noteX = m + producerW + f * 0.6
  const noteW = gapW - f * 2.1
  const noteGap = f * 0.3
  const least = nsBottom + f * 0.4
  let notes: Frame['notes'] = []
  if (ownNotes) {
    const wheelY = producers[0]?.wheel.cy ?? height / 2
    notes = groups.map((g) => {
      const above = g.box.y + g.box.h / 2 < wheelY
      const wanted = above ? g.box.y + f * 0.2 : g.box.y + g.box.h - noteH - f * 0.2
      return { group: g.group, lines: 2 as const, slot: slot(noteX, Math.max(wanted, least), noteW, noteH, f * 0.95) }
    })
    // Low cards would push their notes into each other: first down, then up again from the lower edge.
    for (let i = 1; i < notes.length; i++) {
      const before = notes[i - 1].slot
      notes[i].slot.y = Math.max(notes[i].slot.y, before.y + before.h + noteGap)
    }
    let limit = height - m
    for (let i = notes.length - 1; i >= 0; i--) {
      notes[i].slot.y = Math.min(notes[i].slot.y, limit - noteH)
      limit = notes[i].slot.y - noteGap
    }
  }
  if (notes.length === 0 || notes[0].slot.y < least) {
    const h = f * 1.9
    notes = [2, 1, 0].map((i) => ({
      group: null,
      lines: 1 as const,
      slot: slot(noteX, height - m - h - i * (h + noteGap), noteW, h, f * 0.92),
    }))
  }
  return {
    groups,
    producers,
    nameServers,
    notes,
    wide: true,
    size: f,
    width,
    height,
    quay: m + producerW,
    brokerArea: area,
  }
}

function tallFrame(input: LayoutInput, height: number): Frame | null {
  const { topology, width, magnify = 1 } = input
  // For a room two groups stand side by side below the producer.
  const f =
    magnify > 1
      ? clamp(Math.min(width / 37.2, height / 32), 13, 24 * magnify)
      : clamp(Math.min(width / 30, height / 38), 13, 20)
  const m = f * 0.75
  const gutter = f * 1.3
  const nsCount = topology.nameServers
  const crowded = topology.groups.length > 4
  const topH = clamp(height * (crowded ? 0.3 : 0.36), f * (crowded ? 11.5 : 13), f * 20)
  const nsW = clamp(width * 0.31, f * 8.4, f * 15)
  const producerW = width - 2 * m - nsW - f * 0.7
  const nsH = nsCount === 1 ? f * 4 : Math.min(f * 4, (topH - (nsCount - 1) * f * 0.5) / nsCount)
  const nameServers = placeNameServers(
    nsCount,
    box(width - m - nsW, m, nsW, nsH * nsCount + (nsCount - 1) * f * 0.5),
    f,
    true,
  )
  const selected = topology.producers.includes(input.selectedProducer ?? -1)
    ? (input.selectedProducer as number)
    : (topology.producers[0] ?? 0)
  const others = topology.producers.filter((p) => p !== selected)
  const queues = topology.groups.reduce((sum, g) => sum + g.queues, 0)
  const producers: ProducerBox[] = []
  if (topology.producers.length) producers.push(placeExpanded(selected, box(m, m, producerW, topH), f, queues))
  let y = m + topH
  if (others.length) {
    const few = { perRow: others.length, height: f * 3.2, gap: f * 0.35 }
    const {
      perRow,
      height: tilesH,
      gap,
    } = others.length >= FEW_PRODUCERS ? crowdTiles(others.length, width - 2 * m, f) : few
    const tilesW = Math.min(width - 2 * m, others.length * f * 5)
    const tiles = grid(box(m, y + f * 0.5, tilesW, tilesH), others.length, perRow, gap)
    others.forEach((p, i) => {
      producers.push(placeSmallProducer(p, tiles[i], f))
    })
    y += f * 0.5 + tilesH
  }
  const quay = y
  const noteH = f * 1.8
  const notes: Frame['notes'] = [
    { group: null, lines: 1, slot: slot(m + gutter, y + f * 0.4, width - 2 * m - gutter, noteH, f * 0.92) },
  ]
  const top = y + f * 0.8 + noteH
  const area = box(m + gutter, top, width - 2 * m - gutter, height - m - top)
  const groups = placeGroups(topology.groups, area, f, input.selectedGroup)
  if (!groups) return null
  return { groups, producers, nameServers, notes, wide: false, size: f, width, height, quay, brokerArea: area }
}

/**
 * The whole stage for one topology and size.
 *
 * @returns a layout at least as high as asked for: higher only when even the smallest tiles do not fit
 */
export function layoutStage(input: LayoutInput): StageLayout {
  const wide = input.width >= 598 && input.width >= input.height * ((input.magnify ?? 1) > 1 ? 1.4 : 0.95)
  let height = Math.max(input.height, 200)
  let frame = (wide ? wideFrame : tallFrame)(input, height)
  while (!frame && height < 20_000) {
    height += 40
    frame = (wide ? wideFrame : tallFrame)(input, height)
  }
  if (!frame) throw new RangeError(`no layout for a stage of ${input.width} x ${input.height}`)
  return { ...pick(frame), ...routesOf(frame) }
}

const pick = ({ groups, producers, nameServers, notes, wide, size, width, height, brokerArea }: Frame) => ({
  roomy: groups.length <= 4 && (!wide || groups.every((g) => Math.abs(g.box.x - brokerArea.x) < 1)),
  groups,
  producers,
  nameServers,
  notes,
  wide,
  size,
  width,
  height,
})

// -------------------------------------------------------------------------------------------------------- paths

function routesOf(frame: Frame): Pick<StageLayout, 'sendRoute' | 'askRoute' | 'registerRoute' | 'peerRoute'> {
  const { size: f, wide, brokerArea, quay } = frame
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
  const landing = (g: GroupBox, queueId: number): Point[] => {
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
      const points = landing(g, lane)
      if (wide) {
        const start = departure(p)
        const harbour = start[start.length - 1]
        const first = points[0]
        const rest = points.slice(1).map((to) => ({ to }))
        const lines = start.slice(1).map((to) => ({ to }))
        // A landing beside the NameServers is reached through the channel to the right of them.
        const low = nsBottom + f * 0.5
        if (first.y < low) {
          const turn = { x: channelX, y: low }
          return makeRoute(start[0], [
            ...lines,
            levelCurve(harbour, turn),
            { to: { x: channelX, y: first.y } },
            { to: first },
            ...rest,
          ])
        }
        return makeRoute(start[0], [...lines, levelCurve(harbour, first), ...rest])
      }
      const start = { x: p.box.x + Math.min(p.box.w / 2, f * 3), y: p.box.y + p.box.h }
      const steps: { to: Point }[] = []
      let from = start
      if (p.expanded && start.y < quay - 1) {
        // Down beside the row of small producers' first tile would cross it: use the stage's left margin.
        const edge = { x: f * 0.35, y: start.y + f * 0.25 }
        steps.push({ to: { x: start.x, y: edge.y } }, { to: edge })
        from = edge
      }
      const busX = frame.brokerArea.x - f * 0.85
      const busTop = { x: busX, y: Math.max(quay + f * 0.9, from.y + f * 0.9) }
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
    if (p.expanded || p.box.x + p.box.w > quay - 1) return [{ x: p.box.x + p.box.w, y }]
    const up = p.box.y - f * 0.25
    return [
      { x: p.wheel.cx, y: p.box.y },
      { x: p.wheel.cx, y: up },
      { x: quay, y: up },
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
        const harbour = start[start.length - 1]
        const lines = start.slice(1).map((point) => ({ to: point }))
        return makeRoute(start[0], [...lines, uprightCurve(harbour, to)])
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
