// How the tape moves: it fills from the left, and then goes on by one cell with each that is appended. From t alone, so that it
// goes backwards as well.

/** ms of virtual time that a message takes from the send queue to its place, and the tape to make room for it. */
export const APPEND_MS = 260

/** Where a cell is, and when the first of it was appended. */
interface Cell {
  at: number
  storedAtMs: number
}

/** How far something that began at a moment has come, 0 to 1, gently at both ends. */
export function progress(sinceMs: number, tMs: number): number {
  const share = Math.min(1, Math.max(0, (tMs - sinceMs) / APPEND_MS))
  return share * share * (3 - 2 * share)
}

/** Cells that are read besides those that have a place: they leave at the left meanwhile. */
export const LEAVING = 3

/** Cells that are read for so many places. Whoever asks for as many sees the same cells. */
export const cellsRead = (places: number): number => places + LEAVING

/**
 * The cell, with fraction, that is at the left end of the tape.
 *
 * @param places - how many cells have a place
 */
export function leftEnd(cells: readonly Cell[], places: number, tMs: number, isStill: boolean): number {
  const first = cells[0]?.at ?? 0
  const hidden = Math.max(0, cells.length - places)
  if (isStill) return first + hidden
  let coming = 0
  for (let i = cells.length - 1; i >= 0 && i >= cells.length - LEAVING; i--) {
    coming += 1 - progress((cells[i] as Cell).storedAtMs, tMs)
  }
  return first + Math.max(0, hidden - coming)
}

/** Is a message on its way to its place? */
export const isAppending = (cells: readonly Cell[], tMs: number): boolean => {
  const last = cells.at(-1)
  return last !== undefined && tMs < last.storedAtMs + APPEND_MS
}
