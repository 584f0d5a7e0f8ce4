// Positions in a log, ascending, as a timeline of millions of attempts needs them: four bytes each, and nothing is copied
// as the list grows.

const CHUNK = 1024

export interface Positions {
  chunks: Uint32Array[]
  length: number
}

export const createPositions = (): Positions => ({ chunks: [], length: 0 })

export function addPosition(list: Positions, position: number): void {
  const at = list.length % CHUNK
  if (at === 0) list.chunks.push(new Uint32Array(CHUNK))
  list.chunks[list.chunks.length - 1][at] = position
  list.length++
}

/** @param index - from 0 to length - 1 */
export const positionAt = (list: Positions, index: number): number =>
  list.chunks[Math.floor(index / CHUNK)][index % CHUNK]
