// Rectangles, rows, grids and careful guesses at the width of a text. Pure arithmetic; knows nothing of RocketMQ.

/** A rectangle in CSS pixels of the stage; x and y are its left upper corner. */
export interface Box {
  x: number
  y: number
  w: number
  h: number
}

/** A place for one line of text: centred vertically in the box, `size` px high. */
export interface TextSlot extends Box {
  size: number
}

export interface Point {
  x: number
  y: number
}

/** Smallest target for a finger, px. */
export const TOUCH = 24

export const box = (x: number, y: number, w: number, h: number): Box => ({ x, y, w, h })

export const slot = (x: number, y: number, w: number, h: number, size: number): TextSlot => ({ x, y, w, h, size })

/** The whole box for one line of text. */
export const slotIn = (area: Box, size: number): TextSlot => slot(area.x, area.y, area.w, area.h, size)

export const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))

/** The box without `by` px on every side. */
export const inset = (outer: Box, by: number): Box =>
  box(outer.x + by, outer.y + by, outer.w - 2 * by, outer.h - 2 * by)

/** Two boxes share more than `slack` px in both directions. */
export const overlaps = (a: Box, b: Box, slack = 0.01): boolean =>
  a.x + a.w > b.x + slack && b.x + b.w > a.x + slack && a.y + a.h > b.y + slack && b.y + b.h > a.y + slack

export const contains = (outer: Box, inner: Box, slack = 0.01): boolean =>
  inner.x >= outer.x - slack &&
  inner.y >= outer.y - slack &&
  inner.x + inner.w <= outer.x + outer.w + slack &&
  inner.y + inner.h <= outer.y + outer.h + slack

/** `count` equal boxes in `columns` columns, row by row, with `gap` px between them. */
export function grid(area: Box, count: number, columns: number, gap: number): Box[] {
  const rows = Math.ceil(count / columns)
  const w = (area.w - gap * (columns - 1)) / columns
  const h = (area.h - gap * (rows - 1)) / rows
  return Array.from({ length: count }, (_, i) =>
    box(area.x + (i % columns) * (w + gap), area.y + Math.floor(i / columns) * (h + gap), w, h),
  )
}

/** `count` equal boxes side by side. */
export const row = (area: Box, count: number, gap: number): Box[] => grid(area, count, count, gap)

/** Stands above or below the letter before it, and takes no room beside it. */
const MARK = /\p{M}/u
const NARROW = /[iljtfrI.,:;|!'()[\] ·]/
/** Wider than any other letter in most fonts. */
const WIDEST = /[W@%]/
const WIDE = /[mwMGOQ&→←↺]/
const CAPITAL = /[A-Z+<>=≠≥≤×~]/

/**
 * How wide a text may become, a little on the large side so that what fits here fits on the screen.
 *
 * @param size - font size in px
 * @returns px
 */
export function textWidth(text: string, size: number, bold = false): number {
  let em = 0
  for (const character of text) {
    const code = character.codePointAt(0) as number
    if (code < 0x2e80 && code > 0x2ff && MARK.test(character)) em += 0
    // Some letters of other scripts are whole words.
    else if (code >= 0xfdf0 && code <= 0xfdff) em += 11
    else if (code >= 0x12000 && code < 0x12550) em += 3
    else if (code >= 0x2e80) em += code > 0xffff ? 1.3 : 1
    else if (code >= 0x2190 && code < 0x2e80) em += 1
    else if (NARROW.test(character)) em += 0.37
    else if (WIDEST.test(character)) em += 1
    else if (WIDE.test(character)) em += 0.9
    else if (CAPITAL.test(character)) em += 0.7
    else em += 0.6
  }
  return em * size * (bold ? 1.05 : 1)
}

/** Letters as they are seen: what stands above or below one, or is joined to it, is not torn off. */
const clusters = (text: string): string[] =>
  text.match(/(?:\P{M}(?:[\p{M}\p{Emoji_Modifier}]|\u200D\P{M})*|\p{M}+)/gsu) ?? []

/**
 * The first of several wordings, longest first, that fits a width.
 *
 * @returns the last one, cut with an ellipsis, when none fits: layouts are made so that this does not happen
 */
export function fitText(wordings: readonly string[], width: number, size: number, bold = false): string {
  for (const wording of wordings) if (textWidth(wording, size, bold) <= width) return wording
  const letters = clusters(wordings[wordings.length - 1] ?? '')
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size, bold) > width) letters.pop()
  return letters.length > 0 ? `${letters.join('')}…` : ''
}

/** A count short enough for a small place: 1234 stays, 12345 becomes 12.3k. */
export function shortCount(count: number): string {
  if (count < 10_000) return String(count)
  if (count < 1_000_000) return `${(count / 1000).toFixed(count < 100_000 ? 1 : 0)}k`
  return `${(count / 1_000_000).toFixed(count < 10_000_000 ? 2 : 1)}M`
}

/** One row of a stack: it gets at least `min` px and at most `max` px. */
export interface StackRow {
  min: number
  max: number
}

/**
 * Rows one below the other. What is left over goes to the rows in equal shares until each has its most; the rest stays free
 * at the bottom.
 *
 * @returns null if even the smallest rows do not fit
 */
export function stack(area: Box, rows: readonly StackRow[], gap: number): Box[] | null {
  const heights = rows.map((r) => r.min)
  let left = area.h - gap * Math.max(0, rows.length - 1) - heights.reduce((sum, h) => sum + h, 0)
  if (left < -0.01) return null
  for (let pass = 0; pass < 4 && left > 0.01; pass++) {
    const open = rows.flatMap((r, i) => (r.max - heights[i] > 0.01 ? [i] : []))
    if (open.length === 0) break
    const share = left / open.length
    for (const i of open) {
      const more = Math.min(share, rows[i].max - heights[i])
      heights[i] += more
      left -= more
    }
  }
  let y = area.y
  return heights.map((h) => {
    const placed = box(area.x, y, area.w, h)
    y += h + gap
    return placed
  })
}
