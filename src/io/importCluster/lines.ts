// Pasted text as clean lines: without colours, control characters and the line ends of any system.

import { INVISIBLE } from '../../i18n/invisible'

/** One line of the pasted text; the number counts from 1. */
export interface Line {
  number: number
  text: string
}

/** Longer lines are no configuration; a whole route on one line is allowed, see topicRoute.ts. */
export const MAX_LINE_LENGTH = 2000

/** Colours and movements of the cursor; titles of the window. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ANSI = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b\n]*(?:\u0007|\u001b\\))/g
const SPACES = /[\u00a0\u2000-\u200a\u202f\u3000]/g

/** @returns every line, blank ones too, so that line numbers are those of the text */
export function cleanLines(text: string): Line[] {
  return text
    .replace(ANSI, '')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line, index) => ({
      number: index + 1,
      text: line.replace(/\t/g, '  ').replace(INVISIBLE, '').replace(SPACES, ' ').trimEnd(),
    }))
}

export const isBlank = (line: Line): boolean => line.text.trim() === ''
