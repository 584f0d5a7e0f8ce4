// Producers: one with its whole wheel, the others as small wheels beside it, many of them as a crowd of tiles.

import { type Box, box, grid, inset, slot, slotIn, type TextSlot, TOUCH } from '../../boxes'
import type { NodePlace, Room } from '../../nodeKind'
import type { WheelBox } from './wheel'

export interface ProducerSpec {
  /** Position in ClusterState. */
  index: number
  /** Of all Broker groups: sectors of the wheel. */
  queues: number
  /** Threads of the client's pool, 0 where none sends. */
  poolThreads: number
}

export interface ProducerBox extends NodePlace {
  expanded: boolean
  title: TextSlot
  /** The switch sendLatencyFaultEnable: its label and itself. */
  switchLabel: TextSlot | null
  switchBox: Box | null
  footer: TextSlot | null
  /** The threads of the client's pool, one square each (none where they are too many), and words about them. */
  pool: { squares: Box[]; text: TextSlot } | null
  wheel: WheelBox
}

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

/** Smaller squares could not be told apart. */
const MIN_SQUARE = 5

/** A row of squares, and words below it. */
function placePool(area: Box, f: number, threads: number): ProducerBox['pool'] {
  const gap = f * 0.18
  const size = Math.min(f * 0.8, (area.w + gap) / threads - gap)
  const shown = size >= MIN_SQUARE ? threads : 0
  const left = area.x + (area.w - shown * (size + gap) + gap) / 2
  const squares = Array.from({ length: shown }, (_, i) => box(left + i * (size + gap), area.y, size, f * 0.8))
  return { squares, text: slot(area.x, area.y + f * 0.95, area.w, f * 1.15, f * 0.85) }
}

const POOL_HEIGHT = 2.3

function placeExpanded({ index, queues, poolThreads }: ProducerSpec, outer: Box, f: number): ProducerBox {
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
    const poolH = poolThreads > 0 ? f * POOL_HEIGHT : 0
    return {
      index,
      expanded: true,
      box: outer,
      title: slotIn(head, f * 1.18),
      switchLabel: slot(second.x, second.y, second.w - switchW - f * 0.3, second.h, f * 0.92),
      switchBox: box(second.x + second.w - switchW, second.y, switchW, second.h),
      footer,
      pool: poolH > 0 ? placePool(box(inner.x, footer.y - poolH, inner.w, poolH), f, poolThreads) : null,
      wheel: placeWheel(box(inner.x, top, inner.w, footer.y - poolH - top - f * 0.2), f, queues),
    }
  }
  const titleW = (inner.w - switchW) * 0.6
  const top = head.y + Math.max(TOUCH, head.h)
  const bottom = inner.y + inner.h
  const poolH = poolThreads > 0 && bottom - top > f * 8 ? f * POOL_HEIGHT : 0
  return {
    index,
    expanded: true,
    box: outer,
    title: slot(head.x, head.y, titleW, Math.max(TOUCH, head.h), f * 1.05),
    switchLabel: slot(head.x + titleW, head.y, inner.w - switchW - titleW - f * 0.3, Math.max(TOUCH, head.h), f * 0.88),
    switchBox: box(inner.x + inner.w - switchW, head.y, switchW, Math.max(TOUCH, head.h)),
    footer: null,
    pool: poolH > 0 ? placePool(box(inner.x, bottom - poolH, inner.w, poolH), f, poolThreads) : null,
    wheel: placeWheel(box(inner.x, top, inner.w, bottom - poolH - top), f, queues),
  }
}

/** From so many others on, producers are a crowd of small tiles. */
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

function placeSmall(index: number, outer: Box, f: number): ProducerBox {
  const crowded = outer.h < f * 2.5
  const r = Math.min(outer.w, outer.h) / 2 - (crowded ? 1 : f * 0.35)
  const cx = outer.x + outer.w / 2
  const cy = outer.y + outer.h / 2
  const half = crowded ? r * 0.75 : r * 0.62
  return {
    index,
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
    pool: null,
    wheel: { cx, cy, r, hub: r * 0.66, ring: 0, size: f },
  }
}

/** The opened producer, or else the first, and the others. */
function parted(specs: readonly ProducerSpec[], opened: number | null): [ProducerSpec, ProducerSpec[]] {
  const expanded = specs.find(({ index }) => index === opened) ?? specs[0]
  return [expanded, specs.filter((one) => one !== expanded)]
}

/** Smaller than this a card with a wheel would say nothing, in sizes of a word. */
const MIN_CARD = { w: 9, h: 9 }

function wideLayout(specs: readonly ProducerSpec[], { area, size: f, opened }: Room): ProducerBox[] | null {
  const [expanded, others] = parted(specs, opened)
  const fewPerRow = others.length <= 4 ? others.length : Math.ceil(others.length / 2)
  const tileRows = others.length === 0 ? 0 : Math.ceil(others.length / fewPerRow)
  const few = { perRow: fewPerRow, height: tileRows * f * 3.3 + Math.max(0, tileRows - 1) * f * 0.5, gap: f * 0.5 }
  const crowd = others.length >= FEW_PRODUCERS
  const { perRow, height: tilesH, gap } = crowd ? crowdTiles(others.length, area.w, f) : few
  const roomForCard = area.h - (tileRows ? tilesH + f * 0.7 : 0)
  if (roomForCard < f * (crowd ? 12 : MIN_CARD.h)) return null
  const cardH = Math.min(roomForCard, area.w + f * 7)
  const top = area.y + (roomForCard - cardH) / 2
  const tiles = grid(box(area.x, top + cardH + f * 0.7, area.w, tilesH), others.length, perRow, gap)
  return [
    placeExpanded(expanded, box(area.x, top, area.w, cardH), f),
    ...others.map(({ index }, i) => placeSmall(index, tiles[i], f)),
  ]
}

function tallLayout(specs: readonly ProducerSpec[], { area, inside, size: f, opened }: Room): ProducerBox[] | null {
  if (area.w < f * MIN_CARD.w) return null
  const [expanded, others] = parted(specs, opened)
  const places = [placeExpanded(expanded, area, f)]
  if (others.length === 0) return places
  const tilesW = Math.min(inside.w, others.length * f * 5)
  const few = { perRow: others.length, height: f * 3.2, gap: f * 0.35 }
  const isFew = others.length < FEW_PRODUCERS && (tilesW + few.gap) / others.length - few.gap >= TOUCH
  const { perRow, height, gap } = isFew ? few : crowdTiles(others.length, inside.w, f)
  const tiles = grid(box(inside.x, area.y + area.h + f * 0.5, tilesW, height), others.length, perRow, gap)
  others.forEach(({ index }, i) => {
    places.push(placeSmall(index, tiles[i], f))
  })
  return places
}

/** One producer with its whole wheel, the others as tiles below it. */
export const producersLayout = (specs: readonly ProducerSpec[], room: Room): ProducerBox[] | null =>
  (room.wide ? wideLayout : tallLayout)(specs, room)
