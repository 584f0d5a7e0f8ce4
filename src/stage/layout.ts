// Where everything on the stage is: (topology, size, what is opened) -> boxes, text places and paths. Columns by the kinds of
// nodes that are there; what is in a column is decided by its kind (nodes/), routes by the router. Nothing overlaps, nothing
// leaves the stage. Knows nothing of what happens: views are beside the kinds, what moves is in packets.ts.

import { type Box, box, clamp, row } from './boxes'
import type { NodePlace, Room, StageFrame } from './nodeKind'
import {
  byKind,
  NODE_KIND_NAMES,
  type NodeKindName,
  nodeKind,
  type PlacedFrame,
  type Places,
  type Topology,
} from './nodeKinds'
import type { Unfold } from './nodes/broker/brokersLayout'
import { isRoomy, type NotePlace, notesLayout } from './notesLayout'
import { createRouter, type Router } from './router'

export interface LayoutInput {
  topology: Topology
  /** px */
  width: number
  /** px */
  height: number
  /** Nodes to show large, by position in ClusterState: a Broker group out of a crowd, a producer with its whole wheel. */
  opened?: { readonly [K in NodeKindName]?: number | null }
  /** Opens a Broker; loaded only then. */
  unfold?: Unfold
  /** How much larger words are than for somebody at the screen; left out, not at all. */
  magnify?: number
}

/** `height` may be more than was given: then the stage scrolls. */
export interface StageLayout extends PlacedFrame, Router {
  /** A message has room to fly with its number, without hiding words. */
  roomy: boolean
  notes: NotePlace[]
}

interface Column {
  name: NodeKindName
  extent: number | null
}

interface Columns {
  above: Column[]
  before: Column[]
  main: Column | null
  after: Column[]
}

/** Kinds that are there, each in its column. */
function columnsOf(kinds: readonly NodeKindName[], frame: StageFrame): Columns {
  const orderOf = (name: NodeKindName) => nodeKind(name).column.order
  const columns = kinds.map((name): Column => ({ name, extent: nodeKind(name).column.extent(frame) }))
  const ordered = columns
    .filter(({ name }) => orderOf(name) !== 'above')
    .sort((a, b) => (orderOf(a.name) as number) - (orderOf(b.name) as number))
  const at = ordered.findIndex(({ extent }) => extent === null)
  return {
    above: columns.filter(({ name }) => orderOf(name) === 'above'),
    before: at < 0 ? ordered : ordered.slice(0, at),
    main: ordered[at] ?? null,
    after: at < 0 ? [] : ordered.slice(at + 1),
  }
}

interface Placing {
  input: LayoutInput
  frame: StageFrame
  inside: Box
  columns: Partial<Record<NodeKindName, Box>>
  places: Record<NodeKindName, NodePlace[]>
}

/** Places the nodes of a kind. @returns the lower end of what they take; null where they do not fit */
function place(placing: Placing, name: NodeKindName, area: Box): number | null {
  const { input, frame, inside } = placing
  const room: Room = {
    ...frame,
    area,
    inside,
    opened: input.opened?.[name] ?? null,
    unfold: name === 'broker' ? input.unfold : undefined,
  }
  const places = nodeKind(name).measure(input.topology[name], room)
  if (!places) return null
  placing.places[name] = places
  const bottom = places.reduce((y, p) => Math.max(y, p.box.y + p.box.h), area.y)
  placing.columns[name] = area
  return bottom
}

/** Columns side by side. @returns where notes may be; null where something does not fit */
function placeWide(placing: Placing, { above, before, main, after }: Columns): Box | null {
  const { frame, inside } = placing
  const { width, size: f } = frame
  // With consumers behind them Brokers need the room more than the ways on both sides.
  const alone = clamp(width * (frame.mainCount > 6 ? 0.12 : 0.17), f * 10.5, f * 20)
  const gap = after.length > 0 ? clamp(width * 0.1, f * 10.5, f * 12) : alone
  const gapBehind = clamp(width * 0.07, f * 5, f * 9)
  const aboveH = Math.max(0, ...above.map(({ extent }) => extent as number))
  const aboveBottom = inside.y + aboveH
  const top = above.length > 0 ? aboveBottom + f * 0.9 : inside.y
  let x = inside.x
  let lastEnd = x
  for (const { name, extent } of before) {
    const w = extent as number
    if (place(placing, name, box(x, top, w, inside.h - (top - inside.y))) === null) return null
    lastEnd = x + w
    x = x + w + gap
  }
  // With nothing below them they have a column of their own.
  if (before.length === 0 && above.length > 0) x = x + f * 15 + gap
  let right = inside.x + inside.w
  for (const { name, extent } of [...after].reverse()) {
    const w = extent as number
    if (place(placing, name, box(right - w, inside.y, w, inside.h)) === null) return null
    right = right - w - gapBehind
  }
  if (main && place(placing, main.name, box(x, inside.y, right - x, inside.h)) === null) return null
  const aboveArea = box(inside.x, inside.y, x - f * 1.5 - inside.x, aboveH)
  const shares = row(aboveArea, above.length, f)
  for (let i = 0; i < above.length; i++) if (place(placing, above[i].name, shares[i]) === null) return null
  return box(lastEnd, aboveBottom, before.length > 0 ? x - lastEnd : 0, inside.y + inside.h - aboveBottom)
}

/** Columns one below the other. @returns where notes may be; null where something does not fit */
function placeTall(placing: Placing, { above, before, main, after }: Columns): Box | null {
  const { frame, inside } = placing
  const { size: f } = frame
  const gutter = f * 1.3
  const cornerW = above.reduce((sum, { extent }) => sum + (extent as number) + f * 0.7, 0)
  const cornerH = before.length > 0 ? (before[0].extent as number) : f * 13
  let y = inside.y
  let cornerX = inside.x + inside.w
  for (const { name, extent } of above) {
    cornerX -= extent as number
    const bottom = place(placing, name, box(cornerX, inside.y, extent as number, cornerH))
    if (bottom === null || cornerX < inside.x) return null
    y = Math.max(y, bottom)
    cornerX -= f * 0.7
  }
  const cornerBottom = y
  for (let i = 0; i < before.length; i++) {
    const { name, extent } = before[i]
    const h = extent as number
    const start = i === 0 ? inside.y : y + f
    const bottom = place(placing, name, box(inside.x, start, inside.w - (i === 0 ? cornerW : 0), h))
    if (bottom === null) return null
    y = Math.max(start + h, bottom, cornerBottom)
    placing.columns[name] = box(inside.x, start, inside.w, y - start)
  }
  const noteH = f * 1.8
  const notes = box(inside.x + gutter, y + f * 0.4, inside.w - gutter, noteH)
  const top = before.length > 0 ? y + f * 0.8 + noteH : above.length > 0 ? y + f * 0.8 : y
  let bottom = inside.y + inside.h
  for (const { name, extent } of [...after].reverse()) {
    const h = extent as number
    if (place(placing, name, box(inside.x, bottom - h, inside.w, h)) === null) return null
    bottom = bottom - h - f * 2
  }
  if (bottom < top) return null
  if (main && place(placing, main.name, box(inside.x + gutter, top, inside.w - gutter, bottom - top)) === null)
    return null
  return notes
}

/** Smallest base text size, px. */
const MIN_SIZE = 13
/** An opened Broker has more to say: words become smaller before the stage scrolls. */
const SHARES = [1, 0.88, 0.78]

/** The base text size, px. */
function textSize(width: number, height: number, wide: boolean, magnify: number): number {
  if (wide) return clamp(Math.min(width / 72, height / 34) * magnify, MIN_SIZE, 24 * magnify)
  // For a room two groups are side by side below the producer.
  if (magnify > 1) return clamp(Math.min(width / 37.2, height / 32), MIN_SIZE, 24 * magnify)
  return clamp(Math.min(width / 30, height / 38), MIN_SIZE, 20)
}

/** The stage at a height, with some kinds of nodes; null if they do not fit. `share` is how large words are, of what they could be. */
function layoutAt(input: LayoutInput, kinds: readonly NodeKindName[], height: number, share = 1): StageLayout | null {
  const { width, topology, magnify = 1 } = input
  const wide = isWide(input)
  const size = Math.max(MIN_SIZE, share * textSize(width, height, wide, magnify))
  const main = kinds.find((name) => nodeKind(name).column.extent({ width, height, size, wide, mainCount: 0 }) === null)
  const frame: StageFrame = { width, height, size, wide, mainCount: main ? topology[main].length : 0 }
  const margin = size * (wide ? 1.05 : 0.75)
  const inside = box(margin, margin, width - 2 * margin, height - 2 * margin)
  const placing: Placing = { input, frame, inside, columns: {}, places: byKind(() => []) }
  const between = (wide ? placeWide : placeTall)(placing, columnsOf(kinds, frame))
  if (!between) return null
  const { columns } = placing
  const places = placing.places as Places
  const placed: PlacedFrame = { ...frame, columns, places }
  const { broker: groups, producer: producers } = places
  const hasNotes = columns.broker && producers.length > 0
  return {
    ...placed,
    ...createRouter(placed),
    roomy: isRoomy(groups, columns.broker, wide),
    notes: hasNotes ? notesLayout(groups, columns.broker as Box, between, producers[0].wheel.cy, frame) : [],
  }
}

const isWide = ({ width, height, magnify = 1 }: LayoutInput): boolean =>
  width >= 598 && width >= height * (magnify > 1 ? 1.4 : 0.95)

const MIN_HEIGHT = 200
/** Height of a tall stage with consumers, in widths. */
const LONG = 1.6
/** A stage that is higher than this is not looked for. */
const MAX_HEIGHT = 20_000
const STEP = 40

/**
 * The whole stage for one topology and size.
 *
 * @returns a layout at least as high as asked for: higher only when even the smallest tiles do not fit. Kinds of nodes that no
 * height makes room for are left out, the least important first.
 */
export function layoutStage(input: LayoutInput): StageLayout {
  // One below the other three columns take more than a screen.
  const isLong = !isWide(input) && input.topology.consumer.length > 0
  const start = Math.max(input.height, isLong ? LONG * input.width : MIN_HEIGHT)
  const kinds = NODE_KIND_NAMES.filter((name) => input.topology[name].length > 0)
  const leaving = [...kinds].sort((a, b) => nodeKind(a).importance - nodeKind(b).importance)
  for (let left = 0; left <= leaving.length; left++) {
    const shown = kinds.filter((name) => !leaving.slice(0, left).includes(name))
    // What does not fit into the highest stage fits into none.
    for (const share of input.unfold && (input.magnify ?? 1) === 1 ? SHARES : [1]) {
      const first = layoutAt(input, shown, start, share)
      if (first) return first
    }
    if (!layoutAt(input, shown, MAX_HEIGHT)) continue
    for (let height = start + STEP; height < MAX_HEIGHT; height += STEP) {
      const layout = layoutAt(input, shown, height)
      if (layout) return layout
    }
  }
  throw new RangeError('a stage without nodes always fits')
}
