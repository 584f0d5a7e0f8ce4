import { durationIn, type FormatMessages, withCommas } from '../format'

const UNITS = { ms: 'ms', s: 's', min: 'min', h: 'h' }

/** For fractions only, and made when first used: the first one takes the browser as long as drawing two frames. */
let fractions: Intl.NumberFormat | null = null

export const formatDuration = (ms: number): string => durationIn(ms, UNITS)

export function formatNumber(value: number): string {
  if (Number.isSafeInteger(value)) return withCommas(value)
  fractions ??= new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 })
  return fractions.format(value)
}

export const format: FormatMessages = {
  duration: formatDuration,
  wholeSeconds: (ms) => (ms < 60_000 ? `${Math.round(ms / 1000)} ${UNITS.s}` : formatDuration(ms)),
  number: formatNumber,
  percent: (value) => `${formatNumber(Math.round(value * 10) / 10)} %`,
  list: (items) => items.join(', '),
  quoted: (text) => `"${text}"`,
  clauses: (parts) => parts.join(', '),
  statements: (parts) => parts.join('; '),
  sentences: (...all) => all.filter(Boolean).join(' '),
  colon: ': ',
  fullStop: '. ',
  joined: (text) => text,
}
