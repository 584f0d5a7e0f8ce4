// Places for failures in words: between the producers and the Broker groups, beside the group each is about where all groups
// are one below the other, and in a few lines for any group elsewhere.

import { type Box, slot, type TextSlot } from './boxes'
import type { StageFrame } from './nodeKind'
import { type GroupBox, isInFirstColumn } from './nodes/broker/brokerCardLayout'

export interface NotePlace {
  /** Position of the Broker group in ClusterState; null for any. */
  group: number | null
  slot: TextSlot
  lines: 1 | 2
}

/** More groups than this leave too little room beside each. */
const MAX_OWN_NOTES = 4

/** Are all groups reached directly, with room for words along the way? */
export const isRoomy = (groups: readonly GroupBox[], brokers: Box | undefined, wide: boolean): boolean =>
  groups.length <= MAX_OWN_NOTES && (!wide || groups.every((g) => brokers && isInFirstColumn(g, brokers)))

/**
 * @param between - from the producers to the Broker groups
 * @param turnY - groups above it have their note at their upper end, the others at the lower
 */
export function notesLayout(
  groups: readonly GroupBox[],
  brokers: Box,
  between: Box,
  turnY: number,
  { size: f, wide }: StageFrame,
): NotePlace[] {
  if (!wide) return [{ group: null, lines: 1, slot: { ...between, size: f * 0.92 } }]
  const gap = f * 0.3
  const x = between.x + f * 0.6
  const w = between.w - f * 2.1
  const top = between.y + f * 0.4
  const bottom = between.y + between.h
  if (isRoomy(groups, brokers, wide)) {
    const h = f * 3.1
    const notes = groups.map(({ index, box }): NotePlace => {
      const wanted = box.y + box.h / 2 < turnY ? box.y + f * 0.2 : box.y + box.h - h - f * 0.2
      return { group: index, lines: 2, slot: slot(x, Math.max(wanted, top), w, h, f * 0.95) }
    })
    // Low cards would push their notes into each other: first down, then up again from the lower edge.
    for (let i = 1; i < notes.length; i++) {
      const before = notes[i - 1].slot
      notes[i].slot.y = Math.max(notes[i].slot.y, before.y + before.h + gap)
    }
    let limit = bottom
    for (let i = notes.length - 1; i >= 0; i--) {
      notes[i].slot.y = Math.min(notes[i].slot.y, limit - h)
      limit = notes[i].slot.y - gap
    }
    if (notes.length > 0 && notes[0].slot.y >= top) return notes
  }
  const h = f * 1.9
  return [2, 1, 0].map((i) => ({
    group: null,
    lines: 1,
    slot: slot(x, bottom - h - i * (h + gap), w, h, f * 0.92),
  }))
}
