// Consumers: one below the other by group, each group under its head; many of them as a grid of tiles.

import { box, grid, slot, type TextSlot } from '../../boxes'
import type { NodePlace, Room } from '../../nodeKind'

export interface ConsumerSpec {
  /** Position in ClusterState. */
  index: number
  consumerGroup: number
}

/** How much of a consumer is shown: messages that it has, its queues, or that it is there. */
export type ConsumerLevel = 'full' | 'compact' | 'tile'

export interface ConsumerBox extends NodePlace {
  consumerGroup: number
  level: ConsumerLevel
  /** Of the first one of a group: where the group is named. */
  head: TextSlot | null
  title: TextSlot
  /** Its queues. */
  queues: TextSlot
  /** One line for each message that it has, as far as there is room. */
  rows: TextSlot[]
  footer: TextSlot | null
  /** Base size of the words inside, px. */
  size: number
}

const LEVELS = [
  { level: 'full', minW: 12.6, minH: 7.2, maxH: 11.5 },
  { level: 'compact', minW: 9, minH: 3.4, maxH: 4.4 },
  { level: 'tile', minW: 4.4, minH: 1.7, maxH: 2.6 },
] as const
const HEAD = 2.1
const GAP = 0.55

function placeOne(
  spec: ConsumerSpec,
  outer: NodePlace['box'],
  head: TextSlot | null,
  f: number,
  level: ConsumerLevel,
): ConsumerBox {
  const pad = f * (level === 'tile' ? 0.3 : 0.7)
  const x = outer.x + pad
  const w = outer.w - 2 * pad
  const common = { index: spec.index, consumerGroup: spec.consumerGroup, level, head, box: outer, size: f }
  if (level === 'tile') {
    const title = slot(x, outer.y, w * 0.6, outer.h, f * 0.9)
    return {
      ...common,
      title,
      queues: slot(x + w * 0.6, outer.y, w * 0.4, outer.h, f * 0.85),
      rows: [],
      footer: null,
    }
  }
  const line = f * 1.45
  const y = outer.y + f * 0.35
  const titleW = w * (level === 'full' ? 0.66 : 0.5)
  const title = slot(x, y, titleW, line, f * 1.05)
  const queues = slot(x + titleW, y, w - titleW, line, f * 0.9)
  const footer = slot(x, outer.y + outer.h - f * 1.7, w, line, f * 0.88)
  if (level === 'compact') return { ...common, title, queues, rows: [], footer }
  const from = y + line + f * 0.35
  const room = footer.y - f * 0.2 - from
  const rowH = f * 1.75
  const rows = Array.from({ length: Math.max(1, Math.floor(room / rowH)) }, (_, at) =>
    slot(x, from + at * rowH, w, rowH - f * 0.25, f * 0.95),
  )
  return { ...common, title, queues, rows, footer }
}

/** @returns null if not even tiles fit */
export function consumersLayout(specs: readonly ConsumerSpec[], { area, size: f, wide }: Room): ConsumerBox[] | null {
  const groups = [...new Set(specs.map(({ consumerGroup }) => consumerGroup))].sort((a, b) => a - b)
  const of = groups.map((group) => specs.filter(({ consumerGroup }) => consumerGroup === group))
  const heads = groups.length * f * HEAD
  const gaps = (groups.length - 1) * f * GAP
  for (const { level, minW, minH, maxH } of LEVELS) {
    const most = Math.max(1, Math.floor((area.w + f * GAP) / (f * (minW + GAP))))
    for (
      let columns = wide && level !== 'tile' ? 1 : Math.min(most, Math.max(...of.map((one) => one.length)));
      columns <= most;
      columns++
    ) {
      const rows = of.map((one) => Math.ceil(one.length / columns))
      const lines = rows.reduce((sum, n) => sum + n, 0)
      const free = area.h - heads - gaps - (lines - groups.length) * f * GAP
      const h = Math.min(free / lines, f * maxH)
      if (h < f * minH) continue
      let y = area.y
      return of.flatMap((one, at) => {
        const head = slot(area.x, y, area.w, f * HEAD, f * 1.05)
        const own = rows[at] * h + (rows[at] - 1) * f * GAP
        const boxes = grid(box(area.x, y + f * HEAD, area.w, own), one.length, Math.min(columns, one.length), f * GAP)
        y += f * (HEAD + GAP) + own
        return one.map((spec, i) => placeOne(spec, boxes[i], i === 0 ? head : null, f, level))
      })
    }
  }
  return null
}
