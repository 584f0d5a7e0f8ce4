// Blanks out what is commented out, in whatever language: /* */, //, <!-- --> and what stands in no quotes. Comments with
// # depend on the kind of text and are left to its reader.

import { type Gathered, noteStructure } from './gathered'
import { isBlank, type Line } from './lines'

/** What a comment holds that was a setting, a call or a dependency once. */
const ONCE_A_SETTING = /\bset[A-Z]\w*\s*\(|[\w\]]\s?[=:]\s?[\w"'$[]|<\w|org\.apache\.rocketmq|-D\w/

/** A comment is no setting; one that looks like a setting is named. */
export function noteComment(gathered: Gathered, line: Line): void {
  if (ONCE_A_SETTING.test(line.text)) {
    gathered.ignored.push({ line: line.number, why: (m) => m.importCluster.ignoredBecause.comment })
  } else noteStructure(gathered, line)
}

const CLOSES = { '/*': '*/', '<!--': '-->' } as const
type Opener = keyof typeof CLOSES

/**
 * Where a quoted text ends, or -1 if it does not end in its line.
 *
 * @param from - behind the quote that opens it
 */
export function endOfQuote(text: string, from: number, quote: string, end = text.length): number {
  for (let at = from; at < end; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === quote) return at
  }
  return -1
}

const isSpaceOr = (letter: string | undefined, others: string): boolean =>
  letter === undefined || letter === ' ' || others.includes(letter)

/** Of each closing mark, the last line that has one. */
function lastClosings(lines: readonly Line[]): Record<Opener, number> {
  const last = { '/*': -1, '<!--': -1 }
  lines.forEach(({ text }, index) => {
    for (const opener of ['/*', '<!--'] as const) if (text.includes(CLOSES[opener])) last[opener] = index
  })
  return last
}

/**
 * @param ends - where a comment that nothing closes ends in any case
 * @returns the lines with blanks in place of comments; their columns stay
 */
export function maskComments(lines: readonly Line[], ends: (line: Line) => boolean): Line[] {
  const closings = lastClosings(lines)
  const masked = beginsInComment(lines)
  let open: Opener | null = null
  for (let index = masked.length; index < lines.length; index++) {
    const line = lines[index] as Line
    if (open !== null && closings[open] < index && ends(line)) open = null
    const read = maskLine(line.text, open, (opener) => closings[opener] > index)
    open = read.open
    masked.push({ number: line.number, text: read.text })
  }
  return masked
}

/** A paste that begins within a comment: everything up to the first end of one, if nothing opens it. */
function beginsInComment(lines: readonly Line[]): Line[] {
  for (let index = 0; index < lines.length; index++) {
    const { text } = lines[index] as Line
    if (isBlank(lines[index] as Line) || text.includes('/*')) return []
    if (text.trim() !== '*/') continue
    return lines.slice(0, index + 1).map(({ number }) => ({ number, text: '' }))
  }
  return []
}

/** One line, and the comment that is open at its end. */
function maskLine(
  text: string,
  opened: Opener | null,
  closesLater: (opener: Opener) => boolean,
): { text: string; open: Opener | null } {
  let out = ''
  let at = 0
  let open = opened
  /** Quotes that do not end in this line, such as the one in don't: no quotes at all. */
  const lonely = new Set<string>()
  const lastClose = text.lastIndexOf('*/')
  while (at < text.length) {
    if (open !== null) {
      const close: string = CLOSES[open]
      const end = text.indexOf(close, at)
      const next = end < 0 ? text.length : end + close.length
      out += ' '.repeat(next - at)
      at = next
      if (end < 0) return { text: out.trimEnd(), open }
      open = null
      continue
    }
    const letter = text[at] as string
    if ((letter === '"' || letter === "'") && !lonely.has(letter)) {
      const end = endOfQuote(text, at + 1, letter)
      if (end < 0) lonely.add(letter)
      else {
        out += text.slice(at, end + 1)
        at = end + 1
        continue
      }
    }
    if (letter === '/' && text[at + 1] === '/' && isSpaceOr(text[at - 1], ';{}(),[]')) break
    const opener = openerAt(text, at, out, lastClose, closesLater)
    if (opener === null) {
      out += letter
      at++
    } else {
      open = opener
      out += ' '.repeat(opener.length)
      at += opener.length
    }
  }
  return { text: out.trimEnd(), open }
}

/** Whether a comment over lines begins here; a path such as /api/* begins none. */
function openerAt(
  text: string,
  at: number,
  before: string,
  lastClose: number,
  closesLater: (opener: Opener) => boolean,
): Opener | null {
  if (text.startsWith('<!--', at)) return '<!--'
  if (!text.startsWith('/*', at) || !isSpaceOr(text[at - 1], ';{}(),[]=')) return null
  if (lastClose >= at + 2) return '/*'
  const last = lastLetter(before)
  if (last === '') return '/*'
  return closesLater('/*') && !'-:='.includes(last) ? '/*' : null
}

function lastLetter(text: string): string {
  for (let at = text.length - 1; at >= 0; at--) if (text[at] !== ' ') return text[at] as string
  return ''
}
