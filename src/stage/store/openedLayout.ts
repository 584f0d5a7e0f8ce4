// An opened Broker group among the others, which become tiles below it. Wide: nodes in a column at the left, the tape and all
// bars in the middle, what they say at the right. Narrow: words above the bars.

import {
  type Box,
  box,
  clamp,
  grid,
  inset,
  row,
  type StackRow,
  slot,
  stack,
  type TextSlot,
  TOUCH,
  textWidth,
} from '../boxes'
import {
  type GroupBox,
  type GroupSpec,
  heatColumns,
  laneGrid,
  type NodeBox,
  placeNodes,
  placeTile,
} from '../nodes/broker/brokerCardLayout'
import { withClose } from '../nodes/broker/brokersLayout'
import type { Line, MarkKind, StorePlaces } from './storePlaces'

/** In sizes of a word: from which width on names, tape and words are side by side. */
const WIDE = 27.5
/** Narrower than this nothing is opened. */
const MIN_WIDTH = 15
/** From this width of a node on, all of it is in one line. */
const NODE_LINE = 10.7
const CELL = 2.8
const ENTRY = 2.9
const LANE = { minH: 1.35, maxH: 2.5, minW: 13, gap: 0.25, between: 0.9 }
/** The button beside the title of the tape. */
const LIFE = 10
const MAX_COLUMNS = 6

const at = (b: Box, x: number, w: number): Box => box(x, b.y, w, b.h)

interface Columns {
  wide: boolean
  names: Box
  body: Box
  words: Box
}

function columnsOf(inner: Box, f: number): Columns {
  if (inner.w < WIDE * f) return { wide: false, names: inner, body: inner, words: inner }
  const gap = f * 0.7
  const names = clamp(inner.w * 0.19, f * 7.2, f * NODE_LINE)
  const words = clamp(inner.w * 0.2, f * 7.4, f * 11)
  const x = inner.x + names + gap
  const end = inner.x + inner.w - words
  return {
    wide: true,
    names: at(inner, inner.x, names),
    body: at(inner, x, end - gap - x),
    words: at(inner, end, words),
  }
}

/** One line, or two where the row is high enough. */
function lineIn(area: Box, f: number): Line {
  const half = area.h / 2
  if (half < f * 0.98) return { title: slot(area.x, area.y, area.w, area.h, f * 0.92), detail: null }
  const lineH = Math.min(half, f * 1.3)
  const y = area.y + half - lineH
  return {
    title: slot(area.x, y, area.w, lineH, f * 0.92),
    detail: slot(area.x, y + lineH, area.w, lineH, f * 0.86),
  }
}

function sendPlaces(area: Box, f: number): StorePlaces['send'] {
  const pad = f * 0.5
  const lock = box(area.x + area.w - pad - f * 1.1, area.y, f * 1.1, area.h)
  const left = area.x + pad
  const room = lock.x - left - f * 0.3
  if (area.h < f * 2.5) {
    const title = Math.min(room * 0.5, f * 5.5, room - f * 3)
    return {
      box: area,
      title: slot(left, area.y, title, area.h, f * 0.9),
      count: slot(left + title, area.y, f * 3, area.h, f),
      dots: box(left + title + f * 3, area.y, Math.max(0, room - title - f * 3), area.h),
      lock,
    }
  }
  const top = area.y + (area.h - f * 2.5) / 2
  const count = f * 2.6
  return {
    box: area,
    title: slot(left, top, room, f * 1.25, f * 0.88),
    count: slot(left, top + f * 1.25, count, f * 1.25, f),
    dots: box(left + count, top + f * 1.25, Math.max(0, room - count), f * 1.25),
    lock,
  }
}

const narrowName = (w: number, f: number): number => (w >= f * 20 ? f * NODE_LINE : w * 0.46)

interface Copy {
  node: NodeBox
  line: Line
  bar: Box
}

function copyPlaces(spec: GroupSpec, node: number, area: Box, { wide, names, body, words }: Columns, f: number): Copy {
  const nodeAt = (b: Box): NodeBox => placeNodes({ ...spec, nodes: [node] }, b, f)[0] as NodeBox
  if (wide) {
    const barH = Math.min(f * 0.85, area.h * 0.5)
    return {
      node: nodeAt(at(area, names.x, names.w)),
      line: lineIn(at(area, words.x, words.w), f),
      bar: box(body.x, area.y + (area.h - barH) / 2, body.w, barH),
    }
  }
  const barH = f * 0.6
  const top = box(area.x, area.y, area.w, area.h - barH - f * 0.25)
  const nameW = narrowName(area.w, f)
  return {
    node: nodeAt(at(top, area.x, nameW)),
    line: lineIn(at(top, area.x + nameW + f * 0.5, area.w - nameW - f * 0.5), f),
    bar: box(area.x, area.y + area.h - barH, area.w, barH),
  }
}

function markPlaces(kind: MarkKind, area: Box, columns: Columns, f: number): StorePlaces['marks'][number] {
  const { wide, names, body, words } = columns
  const size = f * 0.9
  if (wide) {
    return {
      kind,
      label: slot(names.x, area.y, names.w, area.h, size),
      track: at(area, body.x, body.w),
      value: slot(words.x, area.y, words.w, area.h, size),
    }
  }
  const line = area.h - f * 0.5
  return {
    kind,
    label: slot(area.x, area.y, area.w * 0.4, line, size),
    track: box(area.x, area.y + line, area.w, f * 0.5),
    value: slot(area.x + area.w * 0.4, area.y, area.w * 0.6, line, size),
  }
}

/** A strip of time, to the measure of the tape. */
function flushPlaces(area: Box, columns: Columns, f: number): StorePlaces['flushes'] {
  const { wide, names, body, words } = columns
  const size = f * 0.9
  if (wide) {
    const h = Math.min(area.h, f * 1.2)
    return {
      label: slot(names.x, area.y, names.w, area.h, size),
      track: box(body.x, area.y + (area.h - h) / 2, body.w, h),
      value: slot(words.x, area.y, words.w, area.h, size),
    }
  }
  const line = area.h - f
  return {
    label: slot(area.x, area.y, area.w * 0.5, line, size),
    track: box(area.x, area.y + line, area.w, f * 0.9),
    value: slot(area.x + area.w * 0.5, area.y, area.w * 0.5, line, size),
  }
}

function lanePlaces(
  spec: GroupSpec,
  area: Box,
  f: number,
): Pick<StorePlaces, 'lanes' | 'cells' | 'entryW' | 'entries'> | null {
  const gap = LANE.gap * f
  const lanes = laneGrid(spec.queues, area.w, area.h, f, LANE.minH * f, LANE.minW * f, gap)
  if (!lanes) {
    const cellGap = spec.queues > 24 ? 2 : f * 0.25
    const columns = heatColumns(spec.queues, area, cellGap, f * 0.8)
    return columns === null
      ? null
      : { lanes: [], cells: grid(area, spec.queues, columns, cellGap), entryW: 0, entries: 0 }
  }
  const between = LANE.between * f
  const laneW = (area.w - between * (lanes.columns - 1)) / lanes.columns
  const laneH = Math.min(LANE.maxH * f, (area.h - gap * (lanes.rows - 1)) / lanes.rows)
  const labelW = f * (1.1 + 0.62 * String(spec.queues - 1).length)
  const countW = f * 3.6
  const bodyW = laneW - labelW - countW - f * 0.5
  const entries = Math.max(0, Math.floor(bodyW / (ENTRY * f)))
  return {
    lanes: Array.from({ length: spec.queues }, (_, queueId) => {
      const x = area.x + Math.floor(queueId / lanes.rows) * (laneW + between)
      const y = area.y + (queueId % lanes.rows) * (laneH + gap)
      return {
        queueId,
        box: box(x, y, laneW, laneH),
        label: slot(x, y, labelW, laneH, f * 0.92),
        body: box(x + labelW + f * 0.1, y, bodyW, laneH),
        count: slot(x + laneW - countW, y, countW - f * 0.4, laneH, f * 0.95),
      }
    }),
    cells: [],
    entryW: entries > 0 ? bodyW / entries : 0,
    entries,
  }
}

/** Head of the card: name, chips beside or below it. @returns rows it takes, and what is in them */
function headRows(spec: GroupSpec, inner: Box, f: number): { rows: StackRow[]; inline: boolean; nameW: number } {
  const nameW = textWidth(spec.name, f * 1.18, true) + f * 0.3
  const inline = inner.w - nameW - f * 3.5 >= f * 21
  const rows: StackRow[] = [{ min: Math.max(TOUCH, f * 1.65), max: f * 2.1 }]
  if (!inline) rows.push({ min: f * 1.55, max: f * 1.7 })
  return { rows, inline, nameW }
}

/** The opened card in a rectangle; null where it does not fit. It may need less height. */
export function placeOpened(
  spec: GroupSpec,
  outer: Box,
  f: number,
  marks: readonly MarkKind[],
  tight = false,
): GroupBox | null {
  const pad = f * (tight ? 0.5 : 0.8)
  const inner = inset(outer, pad)
  if (inner.w < MIN_WIDTH * f) return null
  const columns = columnsOf(inner, f)
  const { wide, names, body, words } = columns
  const head = headRows(spec, inner, f)
  const nodeW = wide ? names.w : narrowName(inner.w, f)
  const nodeH = Math.max(TOUCH, f * (nodeW >= f * NODE_LINE - 0.01 ? 1.95 : 2.55))
  const barsH = wide ? 0 : f * 0.85
  const copyH = { min: nodeH + barsH, max: Math.max(nodeH, f * 2.7) + barsH }
  // Side by side before the stage has to scroll.
  const laneColumns = Math.max(1, Math.floor((inner.w + LANE.between * f) / ((LANE.minW + LANE.between) * f)))
  const laneRows = (minH: number) => Math.max(f * 2, Math.min(Math.ceil(spec.queues / laneColumns), 4) * minH * f)
  const rows: StackRow[] = [
    ...head.rows,
    { min: Math.max(TOUCH, f * 1.5), max: Math.max(TOUCH, f * 1.7) },
    ...(wide ? [] : [{ min: Math.max(TOUCH, f * 1.5), max: Math.max(TOUCH, f * 1.8) }]),
    { min: f * 3.3, max: f * 5 },
    ...spec.nodes.map(() => copyH),
    ...marks.map(() => (wide ? { min: f * 1.25, max: f * 1.5 } : { min: f * 1.75, max: f * 2 })),
    wide ? { min: f * 1.25, max: f * 1.6 } : { min: f * 2.1, max: f * 2.3 },
    { min: f * 1.3, max: f * 1.5 },
    { min: laneRows(LANE.minH + LANE.gap), max: spec.queues * (LANE.maxH + LANE.gap) * f },
  ]
  const placed = stack(inner, rows, f * (tight ? 0.25 : 0.42))
  if (!placed) return null
  const next = placed[Symbol.iterator]()
  const take = (): Box => next.next().value as Box
  const header = take()
  const chips = head.inline ? null : take()
  const tapeHead = take()
  const sendRow = wide ? null : take()
  const tapeRow = take()
  const copies = spec.nodes.map((node) => copyPlaces(spec, node, take(), columns, f))
  const marked = marks.map((kind) => markPlaces(kind, take(), columns, f))
  const flushes = flushPlaces(take(), columns, f)
  const queuesHead = take()
  const lanes = lanePlaces(spec, take(), f)
  if (!lanes) return null

  const railH = f * 0.75
  const tape = box(body.x, tapeRow.y + railH, body.w, tapeRow.h - railH)
  const places = Math.max(3, Math.floor(tape.w / (CELL * f)))
  const sendArea = sendRow ? at(sendRow, inner.x, inner.w * 0.62) : box(names.x, tape.y, names.w, tape.h)
  const writtenArea = sendRow
    ? at(sendRow, inner.x + inner.w * 0.64, inner.w * 0.36)
    : box(words.x, tape.y, words.w, tape.h)
  const headAt = (x: number, w: number, size: number): TextSlot => slot(x, tapeHead.y, w, tapeHead.h, size)
  const lifeW = Math.min(LIFE * f, inner.w * 0.34)
  const titleW = (inner.w - lifeW) * (wide ? 0.66 : 0.8)
  const fileX = inner.x + titleW
  const last = lanes.lanes.reduce((y, { box: b }) => Math.max(y, b.y + b.h), lanes.cells.at(-1)?.y ?? 0)
  const bottom = lanes.cells.length > 0 ? last + (lanes.cells.at(-1)?.h ?? 0) : last
  const card: GroupBox = {
    index: spec.index,
    name: spec.name,
    level: 'full',
    enlarged: false,
    close: null,
    box: box(outer.x, outer.y, outer.w, Math.min(outer.h, bottom + pad - outer.y)),
    title: slot(header.x, header.y, head.inline ? head.nameW : header.w, header.h, f * 1.18),
    chips: chips ?? box(header.x + head.nameW + f * 0.6, header.y, header.w - head.nameW - f * 0.6, header.h),
    status: null,
    total: null,
    nodes: copies.map(({ node }) => node),
    lanes: [],
    cells: [],
    size: f,
    store: {
      head: headAt(inner.x, titleW, f),
      file: headAt(fileX, inner.x + inner.w - lifeW - f * 0.7 - fileX, f * 0.86),
      life: headAt(inner.x + inner.w - lifeW, lifeW, f * 0.9),
      send: sendPlaces(sendArea, f),
      rail: { fromX: wide ? sendArea.x + sendArea.w : tape.x, toX: tape.x + tape.w, y: tape.y - railH * 0.5 },
      tape,
      cellW: tape.w / places,
      places,
      written: lineIn(writtenArea, f),
      copies: copies.map(({ node, line, bar }) => ({ node: node.node, bar, ...line })),
      marks: marked,
      flushes,
      queuesHead: slot(queuesHead.x, queuesHead.y, queuesHead.w, queuesHead.h, f),
      ...lanes,
    },
  }
  return withClose(card, f)
}

/**
 * All Broker groups with one of them opened, the others as tiles below it.
 *
 * @param opened - position of the group in ClusterState
 * @returns null where they do not fit: a higher stage may have room; undefined where no height would do
 */
export function openedLayout(
  specs: readonly GroupSpec[],
  opened: number,
  area: Box,
  f: number,
  marks: readonly MarkKind[],
): GroupBox[] | null | undefined {
  const chosen = specs.find((one) => one.index === opened)
  if (!chosen || area.w < (MIN_WIDTH + 2) * f) return undefined
  const others = specs.filter((one) => one !== chosen)
  if (others.length === 0) {
    const alone = placeOpened(chosen, area, f, marks)
    return alone && [alone]
  }
  const gap = f * 0.6
  const between = f * 0.9
  const least = Math.max(TOUCH, f * 2)
  for (let columns = Math.min(MAX_COLUMNS, others.length); columns >= 1; columns--) {
    const rows = Math.ceil(others.length / columns)
    const widths = row(box(area.x, 0, area.w, least), columns, gap)
    if (!placeTile(others[0] as GroupSpec, widths[0] as Box, f)) continue
    const strip = rows * least + (rows - 1) * gap
    const room = box(area.x, area.y, area.w, area.h - strip - between)
    // Closer together before the stage has to scroll.
    const card = placeOpened(chosen, room, f, marks) ?? placeOpened(chosen, room, f, marks, true)
    if (!card) return null
    const top = card.box.y + card.box.h + between
    const high = Math.min(area.y + area.h - top, rows * f * 5 + (rows - 1) * gap)
    const cells = grid(box(area.x, top, area.w, high), others.length, columns, gap)
    const tiles = others.map((one, i) => placeTile(one, cells[i] as Box, f))
    if (tiles.includes(null)) continue
    return specs.map((one) => (one === chosen ? card : (tiles[others.indexOf(one)] as GroupBox)))
  }
  return undefined
}
