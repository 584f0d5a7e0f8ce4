// All Broker groups: with as much detail as there is room for, in how many columns, and one of a crowd enlarged.

import { type Box, box, grid, TOUCH } from '../../boxes'
import type { Room } from '../../nodeKind'
import { type DetailLevel, type GroupBox, type GroupSpec, placeGroup, placeTile } from './brokerCardLayout'

/** Places all groups where the inside of one is shown: see Room. */
export type Unfold = NonNullable<Room<GroupSpec, GroupBox>['unfold']>

interface Crowd {
  groups: GroupBox[]
  cells: Box[]
  columns: number
  level: DetailLevel
}

const MAX_COLUMNS = 6

/** All groups at one level of detail; null if they do not fit. */
function placeLevel(specs: readonly GroupSpec[], area: Box, level: DetailLevel, f: number): Crowd | null {
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
      best = { groups, cells, columns, level }
      bestScore = score
    }
  }
  return best
}

const LEVELS: DetailLevel[] = ['full', 'compact', 'heat', 'tile']

function placeCrowd(specs: readonly GroupSpec[], area: Box, f: number): Crowd | null {
  for (const level of LEVELS) {
    const crowd = placeLevel(specs, area, level, f)
    if (crowd) return crowd
  }
  return null
}

/** Puts cards that need less than their cell in the middle of the area, rows closed up. */
function closeUp(specs: readonly GroupSpec[], crowd: Crowd, area: Box, f: number): GroupBox[] {
  const { groups, cells, columns, level } = crowd
  const gap = f * 0.95
  const heights: number[] = []
  groups.forEach(({ box: { h } }, i) => {
    const r = Math.floor(i / columns)
    heights[r] = Math.max(heights[r] ?? 0, h)
  })
  const used = heights.reduce((sum, h) => sum + h, 0)
  const free = area.h - used - gap * (heights.length - 1)
  if (free <= 1) return groups
  const between = gap + Math.min(f * 1.2, free / (heights.length + 1))
  const top = area.y + (area.h - used - between * (heights.length - 1)) / 2
  return groups.map((group, i) => {
    const above = heights.slice(0, Math.floor(i / columns))
    const y = above.reduce((sum, h) => sum + h + between, top)
    return placeGroup(specs[i], { ...cells[i], y }, level, f) ?? group
  })
}

/** Makes room for a closing button at the right end of the header. */
export function withClose(g: GroupBox, f: number): GroupBox {
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
function placeZoomed(specs: readonly GroupSpec[], chosen: GroupSpec, area: Box, f: number): GroupBox[] | null {
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

/** All Broker groups of the stage; the opened one is enlarged where all are small. */
export function brokersLayout(
  specs: readonly GroupSpec[],
  { area, size: f, opened, unfold }: Room<GroupSpec, GroupBox>,
): GroupBox[] | null {
  const unfolded = unfold?.(specs, area, f)
  if (unfolded !== undefined) return unfolded
  const crowd = placeCrowd(specs, area, f)
  if (!crowd) return null
  const chosen = specs.find((s) => s.index === opened)
  if (chosen && specs.length > 1 && (crowd.level === 'heat' || crowd.level === 'tile')) {
    const zoomed = placeZoomed(specs, chosen, area, f)
    if (zoomed) return zoomed
  }
  return crowd.level === 'full' || crowd.level === 'compact' ? closeUp(specs, crowd, area, f) : crowd.groups
}
