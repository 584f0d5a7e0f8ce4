// Whole numbers in a row, as a projection of millions of entries needs them: four bytes each, and nothing is copied as they
// become more. Only added to at the end, so that what a run has in common with its fork is shared.

/** Values of one piece, and the same as a number of bits. Many columns are short: they begin with a smaller one. */
const PIECE_BITS = 15
const PIECE = 1 << PIECE_BITS
const FIRST_PIECE = 256

export interface Column {
  pieces: Int32Array[]
  length: number
}

export const createColumn = (): Column => ({ pieces: [], length: 0 })

export function push(column: Column, value: number): void {
  const { length, pieces } = column
  const place = length & (PIECE - 1)
  let piece = pieces[length >> PIECE_BITS]
  if (piece === undefined) {
    piece = new Int32Array(length === 0 ? FIRST_PIECE : PIECE)
    pieces.push(piece)
  } else if (place === piece.length) {
    const longer = new Int32Array(Math.min(PIECE, 2 * place))
    longer.set(piece)
    piece = longer
    pieces[length >> PIECE_BITS] = piece
  }
  piece[place] = value
  column.length++
}

/** @param index - from 0 to length - 1 */
export const valueAt = ({ pieces }: Column, index: number): number =>
  (pieces[index >> PIECE_BITS] as Int32Array)[index & (PIECE - 1)] as number

/** A column with the first values of another: full pieces are shared, the last one is a copy. */
export function cutColumn({ pieces }: Column, length: number): Column {
  const kept = pieces.slice(0, Math.ceil(length / PIECE))
  const last = kept.length - 1
  if (length % PIECE !== 0) kept[last] = (kept[last] as Int32Array).slice()
  return { pieces: kept, length }
}

/** @returns the first index, from one on that is before it, whose value is at least `wanted`: values ascend */
export function lowerBound(
  column: Column,
  wanted: number,
  from = 0,
  read: (value: number) => number = (value) => value,
): number {
  let low = from
  let high = column.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (read(valueAt(column, middle)) >= wanted) high = middle
    else low = middle + 1
  }
  return low
}
