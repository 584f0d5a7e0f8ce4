// A stage for a frame of a given size, as a picture has it: where the nodes would leave much of the height empty, everything is
// drawn larger until they do not, and what is left is above and below alike.

import { type LayoutInput, layoutStage, type StageLayout } from './layout'
import { NODE_KIND_NAMES } from './nodeKinds'

/** How much of the height may be empty. */
const MAX_EMPTY = 0.1
/** How much larger everything is drawn, tried in turn. */
const SCALES = [1, 1.1, 1.2, 1.35, 1.5, 1.7, 1.9]

export interface FittedLayout {
  layout: StageLayout
  /** px of the frame per px of the layout. */
  scale: number
  /** px of the layout to leave above what it has, so that as much is empty above as below. */
  above: number
}

/** @returns the first that fills the frame; where none does, the one that leaves least empty */
export function fittedLayout(input: LayoutInput): FittedLayout {
  let best: (FittedLayout & { empty: number }) | null = null
  for (const scale of SCALES) {
    const layout = layoutStage({ ...input, width: input.width / scale, height: input.height / scale })
    const emptyPx = emptyBelow(layout)
    const empty = emptyPx / layout.height
    if (best === null || empty < best.empty) best = { layout, scale, above: emptyPx / 2, empty }
    if (empty <= MAX_EMPTY) break
  }
  const { layout, scale, above } = best as FittedLayout
  return { layout, scale, above }
}

/** Height that is empty below the lowest node, without the margin that is above the highest as well. */
function emptyBelow({ places, height }: StageLayout): number {
  let top = height
  let bottom = 0
  for (const kind of NODE_KIND_NAMES) {
    for (const { box } of places[kind]) {
      top = Math.min(top, box.y)
      bottom = Math.max(bottom, box.y + box.h)
    }
  }
  return Math.max(0, height - bottom - top)
}
