// NameServers: side by side, or one below the other, with one line or two.

import { type Box, grid, row, slot, type TextSlot } from './boxes'

export interface NameServerBox {
  nameServer: number
  box: Box
  title: TextSlot
  status: TextSlot
}

export function placeNameServers(count: number, area: Box, f: number, vertical: boolean): NameServerBox[] {
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
