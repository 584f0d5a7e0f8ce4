// The band below a picture that leaves the page: what has just happened, the moment, and where to see it. Lines of text in
// places; the height does not depend on the sentence, so that nothing jumps in a film.

import { textWidth } from './boxes'

export interface CaptionLine {
  x: number
  /** Middle of the line. */
  y: number
  size: number
  text: string
  kind: 'headline' | 'clock' | 'link'
}

export interface Caption {
  /** px */
  height: number
  lines: CaptionLine[]
}

export interface CaptionWords {
  headline: string
  clock: string
  /** '' for none */
  link: string
}

/** Must not begin a line. */
const CLOSING = /^[，。；：、！？）」』》”’,.;:!?)\]}%…]/
/** Must not end one. */
const OPENING = /^[（「『《“‘([{]$/

/** Pieces of a text that a line may end between: Chinese characters, and words with the space behind them. */
export function breakable(text: string): string[] {
  const pieces: string[] = []
  /** The last letter so far that is no space. */
  let letter = ''
  for (const piece of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g) ?? []) {
    const last = pieces.at(-1)
    if (last !== undefined && (CLOSING.test(piece) || OPENING.test(letter))) pieces[pieces.length - 1] = last + piece
    else pieces.push(piece)
    letter = piece.trimEnd().at(-1) ?? letter
  }
  return pieces
}

/** A text in lines that are no wider; a piece that is wider by itself is broken anywhere. */
export function wrapped(text: string, width: number, size: number, bold: boolean): string[] {
  const lines: string[] = []
  let line = ''
  const fits = (candidate: string) => textWidth(candidate.trimEnd(), size, bold) <= width
  // Blanks at the end of a line have no width: a line of nothing else would never be full.
  for (const piece of breakable(text.replace(/\s{2,}/g, ' '))) {
    if (fits(line + piece)) {
      line += piece
      continue
    }
    if (line.trim() !== '') lines.push(line.trimEnd())
    line = ''
    for (const character of piece.trimStart()) {
      if (line !== '' && !fits(line + character)) {
        lines.push(line)
        line = ''
      }
      line += character
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}

const LINE_HEIGHT = 1.36
/** Tried in turn until the sentence fits. */
const SIZES = [1, 0.9, 0.8, 0.7]
/** A link with more lines would be most of the picture. */
const MAX_LINK_LINES = 3

/**
 * The link of a picture: the whole one, or where it would be too long to be typed off, the page alone. What goes behind any
 * address has no page: it is one line, or none.
 */
export function linkShown(link: string, width: number, size: number): string[] {
  const lines = link === '' ? [] : wrapped(link, width, size, false)
  if (link.startsWith('#')) return lines.length > 1 ? [] : lines
  return lines.length <= MAX_LINK_LINES
    ? lines
    : wrapped(link.split('#', 1)[0] as string, width, size, false).slice(0, 1)
}

/**
 * @param width - of the picture, px
 * @param y - where the band begins, px
 * @returns with 'headline' or without; no lines and no height where there is neither sentence nor link
 */
export function layoutCaption(words: CaptionWords, width: number, y: number, withHeadline: boolean): Caption {
  const size = Math.max(15, Math.min(26, width / 46))
  const small = Math.max(12, size * 0.66)
  const pad = size * 0.75
  const room = width - 2 * pad - size * 0.4
  const x = pad + size * 0.4
  const clockWidth = withHeadline ? textWidth(words.clock, small, true) + small * 1.5 : 0
  const link = linkShown(words.link, room - clockWidth, small)
  if (!withHeadline && link.length === 0) return { height: 0, lines: [] }
  const most = width >= 700 ? 2 : 4
  const lines: CaptionLine[] = []
  let top = y + pad * 0.8
  if (withHeadline) {
    const fitting = SIZES.map((share) => ({
      size: size * share,
      lines: wrapped(words.headline, room, size * share, true),
    }))
    const chosen = fitting.find((one) => one.lines.length * one.size <= most * size + 0.01) ?? fitting.at(-1)
    const step = (most * size * LINE_HEIGHT) / Math.max(most, chosen?.lines.length ?? 1)
    chosen?.lines.forEach((text, line) => {
      lines.push({ x, y: top + step * (line + 0.5), size: chosen.size, text, kind: 'headline' })
    })
    top += most * size * LINE_HEIGHT + size * 0.3
  }
  if (withHeadline) lines.push({ x, y: top + small * LINE_HEIGHT * 0.5, size: small, text: words.clock, kind: 'clock' })
  link.forEach((text, line) => {
    lines.push({ x: x + clockWidth, y: top + small * LINE_HEIGHT * (line + 0.5), size: small, text, kind: 'link' })
  })
  top += small * LINE_HEIGHT * Math.max(withHeadline ? 1 : 0, link.length)
  return { height: Math.ceil(top + pad * 0.8 - y), lines }
}
