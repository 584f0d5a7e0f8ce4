// NameServers: side by side, or one below the other, with one line or two.

import { box, grid, row, slot, type TextSlot } from '../../boxes'
import type { NodePlace, Room } from '../../nodeKind'

export interface NameServerBox extends NodePlace {
  title: TextSlot
  status: TextSlot
}

/** Narrower than this there is no room for a name, in sizes of a word. */
const MIN_WIDTH = 3.5

export function nameServersLayout(specs: readonly number[], { area, size: f, wide }: Room): NameServerBox[] | null {
  const gap = f * 0.5
  const count = specs.length
  const gaps = gap * (count - 1)
  const w = wide ? Math.min(f * 15, (area.w - gaps) / count) : area.w
  const h = wide ? area.h : count === 1 ? f * 4 : Math.min(f * 4, (area.h - gaps) / count)
  if (w < f * MIN_WIDTH || h < f * 1.5) return null
  const total = w * count + gaps
  const boxes = wide
    ? row(box(area.x + area.w - total, area.y, total, h), count, gap)
    : grid(box(area.x, area.y, w, h * count + gaps), count, 1, gap)
  return boxes.map((b, i) => {
    const index = specs[i]
    const pad = f * 0.5
    const w = b.w - 2 * pad
    if (b.h >= f * 2.9) {
      const line = Math.min(f * 1.7, (b.h - f * 0.4) / 2)
      const y = b.y + (b.h - 2 * line) / 2
      return {
        index,
        box: b,
        title: slot(b.x + pad, y, w, line, f * 1.05),
        status: slot(b.x + pad, y + line, w, line, f * 0.9),
      }
    }
    const titleW = w * 0.42
    return {
      index,
      box: b,
      title: slot(b.x + pad, b.y, titleW, b.h, f * 0.95),
      status: slot(b.x + pad + titleW, b.y, w - titleW, b.h, f * 0.88),
    }
  })
}
