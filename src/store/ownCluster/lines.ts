// Pasted text as clean lines: without colours, control characters and the line ends of any system.

/** One line of the pasted text; the number counts from 1. */
export interface Line {
  number: number
  text: string
}

/** Longer lines are no configuration; a whole route on one line is allowed, see topicRoute.ts. */
export const LONGEST_LINE = 2000

const ESCAPE = String.fromCharCode(27)
const BELL = String.fromCharCode(7)
/** Colours and movements of the cursor; titles of the window. */
const ANSI = new RegExp(`${ESCAPE}(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^${BELL}${ESCAPE}\n]*(?:${BELL}|${ESCAPE}\\\\))`, 'g')
const CONTROL = /[\p{Cc}\p{Cs}\u200b-\u200f\u2060\ufeff]/gu
const SPACES = /[\u00a0\u2000-\u200a\u202f\u3000]/g

/** @returns every line, blank ones too, so that line numbers are those of the text */
export function cleanLines(text: string): Line[] {
  return text
    .replace(ANSI, '')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line, index) => ({
      number: index + 1,
      text: line.replace(/\t/g, '  ').replace(CONTROL, '').replace(SPACES, ' ').trimEnd(),
    }))
}

export const isBlank = (line: Line): boolean => line.text.trim() === ''
