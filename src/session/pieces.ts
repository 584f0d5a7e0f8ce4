// Long work on the side, a piece at a time, so that the page has its turn in between.

import { FIRST_SLICE_MS, SLICE_MS } from './computeJob'

/**
 * Does some work in pieces.
 *
 * @param piece - takes some ms of real time at most; returns whether nothing is left
 * @param then - called once nothing is left, unless that is so at once
 * @returns whether it is done already
 */
export function doInPieces(piece: () => boolean, then?: () => void): boolean {
  // Without a page there is no one to wait for.
  const firstMs = typeof document === 'undefined' ? Number.POSITIVE_INFINITY : FIRST_SLICE_MS
  const slice = (budgetMs: number): boolean => {
    const stopAt = performance.now() + budgetMs
    do if (piece()) return true
    while (performance.now() < stopAt)
    setTimeout(() => {
      if (slice(SLICE_MS)) then?.()
    })
    return false
  }
  return slice(firstMs)
}
