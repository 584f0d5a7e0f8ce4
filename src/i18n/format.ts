// Numbers as people read them. No locale of the machine is used, so a picture is the same everywhere.

import { secondsText } from './seconds'

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0')

/**
 * A moment of virtual time.
 *
 * @param ms - ms since the start of the run; fractions are cut off
 * @param decimals - of the seconds; what does not fit is cut off, so a moment is never shown before it has come
 * @returns "00:12.900", from one hour on "1:00:12.900"
 */
export function formatTime(ms: number, decimals: 0 | 1 | 3 = 3): string {
  const whole = Math.max(0, Math.floor(ms))
  const hours = Math.floor(whole / 3_600_000)
  const minutes = pad(Math.floor(whole / 60_000) % 60, 2)
  const seconds = pad(Math.floor(whole / 1000) % 60, 2)
  const fraction = decimals === 0 ? '' : `.${pad(whole % 1000, 3).slice(0, decimals)}`
  return `${hours > 0 ? `${hours}:` : ''}${minutes}:${seconds}${fraction}`
}

/** What a language calls its units, as they are written behind a number and a space. */
export type Units = Record<'ms' | 's' | 'min' | 'h', string>

/** Numbers as one language writes them. */
export interface FormatMessages {
  /** "240 ms", "3.0 s", "10 min", "1 min 30 s", "2 h 05 min". */
  duration(ms: number): string
  /** 12400 -> "12 s": under a minute whole seconds. */
  wholeSeconds(ms: number): string
  /** A count, with its thousands kept apart. Not for names such as message numbers and response codes. */
  number(value: number): string
  /** 66.666 -> "66.7 %": at most one decimal. */
  percent(value: number): string
  /** Several things in a row. */
  list(items: readonly string[]): string
  quoted(text: string): string
  /** Parts of a sentence, in a row. */
  clauses(parts: readonly string[]): string
  /** Statements, in a row. */
  statements(parts: readonly string[]): string
  /** Sentences, one behind the other. */
  sentences(...all: string[]): string
  /** What stands between a name and what is said of it. */
  colon: string
  fullStop: string
  /** A text put together from parts, with its spaces set right. */
  joined(text: string): string
}

/**
 * A length of virtual time in one or two units: "240 ms", "3.0 s", "10 min", "1 min 30 s", "2 h 05 min".
 *
 * @param ms - negative counts as 0
 */
export function durationIn(ms: number, unit: Units): string {
  const whole = Math.max(0, Math.floor(ms))
  if (whole < 1000) return `${whole} ${unit.ms}`
  if (whole < 60_000) return `${secondsText(whole)} ${unit.s}`
  const hours = Math.floor(whole / 3_600_000)
  const minutes = Math.floor(whole / 60_000) % 60
  const seconds = Math.floor(whole / 1000) % 60
  if (hours > 0) return minutes > 0 ? `${hours} ${unit.h} ${pad(minutes, 2)} ${unit.min}` : `${hours} ${unit.h}`
  return seconds > 0 ? `${minutes} ${unit.min} ${pad(seconds, 2)} ${unit.s}` : `${minutes} ${unit.min}`
}

/** A whole number with its thousands kept apart, for languages that do so with commas. */
export function withCommas(value: number): string {
  let rest = String(Math.abs(value))
  let text = ''
  for (; rest.length > 3; rest = rest.slice(0, -3)) text = `,${rest.slice(-3)}${text}`
  return `${value < 0 ? '-' : ''}${rest}${text}`
}

/**
 * Any number as it is, none of its digits lost, with its thousands kept apart: for sentences about data from outside. Both
 * languages write it so.
 */
export function exactNumber(value: number): string {
  const text = String(value)
  const start = text.startsWith('-') ? 1 : 0
  let end = start
  while (end < text.length && text.charAt(end) >= '0' && text.charAt(end) <= '9') end++
  const groups: string[] = []
  for (let to = end; to > start; to -= 3) groups.unshift(text.slice(Math.max(start, to - 3), to))
  return text.slice(0, start) + groups.join(',') + text.slice(end)
}
