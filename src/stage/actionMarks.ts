// Where the marks of actions stand in the row above the lanes. They never cross or overlap: a mark that has no room for
// its words gets fewer, and marks that would lie upon each other become one that stands for all of them.

/** How much a mark says: words and whom they concern, the words alone, or a sign. */
export type MarkLabel = 'full' | 'short' | 'sign'

export interface PlacedMark {
  /** Positions in the given list; of several, the mark says how many. */
  members: number[]
  left: number
  width: number
  label: MarkLabel
}

/**
 * @param xs - places on the axis, ascending
 * @param width - length of the axis
 * @param signWidth - width of a mark that is only a sign; also what a finger needs
 * @param gap - least room between two marks
 * @param labelWidth - width of a mark with these members and that label
 * @returns marks from left to right, all within the axis if it is as long as one sign
 */
export function placeMarks(
  xs: readonly number[],
  width: number,
  signWidth: number,
  gap: number,
  labelWidth: (members: readonly number[], label: 'full' | 'short') => number,
): PlacedMark[] {
  const half = signWidth / 2
  const clusters: { centre: number; members: number[] }[] = []
  xs.forEach((x, position) => {
    // Clamped before they are compared, so that the edges push nothing onto its neighbour.
    const centre = Math.max(half, Math.min(x, width - half))
    const last = clusters.at(-1)
    if (last && centre - last.centre < signWidth + gap) last.members.push(position)
    else clusters.push({ centre, members: [position] })
  })
  let freeFrom = 0
  return clusters.map(({ centre, members }, at) => {
    const signLeft = centre - half
    const next = clusters[at + 1]
    const freeTo = next ? next.centre - half - gap : Math.max(width, signLeft + signWidth)
    const fits = (label: 'full' | 'short') => labelWidth(members, label) <= freeTo - freeFrom
    const label: MarkLabel = fits('full') ? 'full' : fits('short') ? 'short' : 'sign'
    const wide = label === 'sign' ? signWidth : Math.max(signWidth, labelWidth(members, label))
    const left = Math.max(freeFrom, Math.min(signLeft, freeTo - wide))
    freeFrom = left + wide + gap
    return { members, left, width: wide, label }
  })
}
