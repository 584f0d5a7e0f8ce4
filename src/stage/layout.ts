// Where everything on the stage stands: (topology, size, selection) -> boxes, text places and paths. Computed for 1-16
// Broker groups, 1-48 queues each, 0-2 Slaves, 1-64 producers, 1-4 NameServers; nothing overlaps, nothing leaves the stage.
// Knows nothing of what happens: see sceneAt.ts and packets.ts. What stands inside a box is decided in the layoutOf....ts beside it.

import { box, clamp, grid, slot, type TextSlot } from './boxes'
import type { GroupBox } from './brokerCardLayout'
import { placeGroups } from './layoutDensity'
import { type NameServerBox, placeNameServers } from './nameServersLayout'
import { crowdTiles, FEW_PRODUCERS, type ProducerBox, placeExpanded, placeSmallProducer } from './producersLayout'
import { routesOf, type StageBoxes, type StageRoutes } from './routesLayout'
import type { Topology } from './topology'

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

export interface StageLayout extends StageRoutes {
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
}

interface Frame extends StageBoxes {
  notes: StageLayout['notes']
  height: number
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
    producerEdge: m + producerW,
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
  const producerEdge = y
  const noteH = f * 1.8
  const notes: Frame['notes'] = [
    { group: null, lines: 1, slot: slot(m + gutter, y + f * 0.4, width - 2 * m - gutter, noteH, f * 0.92) },
  ]
  const top = y + f * 0.8 + noteH
  const area = box(m + gutter, top, width - 2 * m - gutter, height - m - top)
  const groups = placeGroups(topology.groups, area, f, input.selectedGroup)
  if (!groups) return null
  return { groups, producers, nameServers, notes, wide: false, size: f, width, height, producerEdge, brokerArea: area }
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
