// A line of text in its place, and how wide a text really is.

import { createContext, memo, useContext } from 'react'
import { type TextSlot, textWidth } from '../../stage/boxes'

const widths = new Map<string, number>()
let ruler: CanvasRenderingContext2D | null | undefined
/** What text is drawn with in a language: asking for it makes the browser compute every style of the page. */
const families = new Map<string, string>()

function familyOf(language: string): string {
  const known = families.get(language)
  if (known !== undefined) return known
  const family = getComputedStyle(document.body).fontFamily
  families.set(language, family)
  return family
}

/**
 * The true width of a text, for placing things beside it. Layout guesses instead (textWidth), because it has no page.
 *
 * @returns px, never more than the guess
 */
export function trueWidth(text: string, size: number, bold = false): number {
  const guess = textWidth(text, size, bold)
  if (ruler === undefined) {
    ruler = typeof document === 'undefined' ? null : document.createElement('canvas').getContext('2d')
  }
  if (!ruler) return guess
  const key = bold ? `*${text}` : text
  let em = widths.get(key)
  if (em === undefined) {
    ruler.font = `${bold ? 650 : 400} 100px ${familyOf(document.documentElement.lang)}`
    em = ruler.measureText(text).width / 100
    if (widths.size > 2000) widths.clear()
    widths.set(key, em)
  }
  return Math.min(guess, em * size)
}

export interface LabelProps {
  x: number
  y: number
  size: number
  text: string
  fill?: string
  bold?: boolean
  anchor?: 'start' | 'middle' | 'end'
  strike?: boolean
  opacity?: number
}

/** The smallest text that is printed, px: for a room, what is unreadable is left out, or raised where little is missing. */
export const LeastText = createContext(0)

/** Words have so much room to spare in their places, because layout guesses their width on the large side. */
const RAISED_FROM = 0.88

/** Whether words of a size are printed here: what frames them goes where they do not. */
export const useIsPrinted = (size: number): boolean => size >= useContext(LeastText) * RAISED_FROM

/** One line of text, centred on y. */
export const Label = memo(function Label({
  x,
  y,
  size,
  text,
  fill = 'var(--text)',
  bold = false,
  anchor = 'start',
  strike = false,
  opacity,
}: LabelProps) {
  const least = useContext(LeastText)
  if (!text || size < least * RAISED_FROM) return null
  return (
    <text
      x={x}
      y={y}
      dy="0.35em"
      fontSize={Math.max(size, least)}
      fontWeight={bold ? 650 : 400}
      fill={fill}
      textAnchor={anchor}
      textDecoration={strike ? 'line-through' : undefined}
      opacity={opacity}
    >
      {text}
    </text>
  )
})

/** Where a text goes in its place. */
export const inSlot = (slot: TextSlot, anchor: 'start' | 'middle' | 'end' = 'start') => ({
  x: anchor === 'start' ? slot.x : anchor === 'middle' ? slot.x + slot.w / 2 : slot.x + slot.w,
  y: slot.y + slot.h / 2,
  size: slot.size,
  anchor,
})
