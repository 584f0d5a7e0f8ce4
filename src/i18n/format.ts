// Numbers as people read them. No locale of the machine is used, so a picture is the same everywhere.

import type { Language } from './words'

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

const UNITS: Record<Language, { ms: string; s: string; min: string; h: string }> = {
  zh: { ms: 'ms', s: '秒', min: '分钟', h: '小时' },
  en: { ms: 'ms', s: 's', min: 'min', h: 'h' },
}

/**
 * A length of virtual time in one or two units: "240 ms", "3.0 s", "10 min", "1 min 30 s", "2 h 05 min".
 *
 * @param ms - negative counts as 0
 */
export function formatDuration(ms: number, language: Language): string {
  const unit = UNITS[language]
  const whole = Math.max(0, Math.floor(ms))
  if (whole < 1000) return `${whole} ${unit.ms}`
  if (whole < 60_000) return `${pad(Math.floor(whole / 100), 2).replace(/(\d)$/, '.$1')} ${unit.s}`
  const hours = Math.floor(whole / 3_600_000)
  const minutes = Math.floor(whole / 60_000) % 60
  const seconds = Math.floor(whole / 1000) % 60
  if (hours > 0) return minutes > 0 ? `${hours} ${unit.h} ${pad(minutes, 2)} ${unit.min}` : `${hours} ${unit.h}`
  return seconds > 0 ? `${minutes} ${unit.min} ${pad(seconds, 2)} ${unit.s}` : `${minutes} ${unit.min}`
}

const LOCALES = { zh: 'zh-CN', en: 'en-US' } as const satisfies Record<Language, string>

/** For fractions only, and made when first used: the first one takes the browser as long as drawing two frames. */
const grouped: Partial<Record<Language, Intl.NumberFormat>> = {}

function withCommas(value: number): string {
  let rest = String(Math.abs(value))
  let text = ''
  for (; rest.length > 3; rest = rest.slice(0, -3)) text = `,${rest.slice(-3)}${text}`
  return `${value < 0 ? '-' : ''}${rest}${text}`
}

/** A count, with its thousands kept apart. Not for names such as message numbers and response codes. */
export function formatNumber(value: number, language: Language): string {
  if (Number.isSafeInteger(value)) return withCommas(value)
  grouped[language] ??= new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 3 })
  return grouped[language].format(value)
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

const SPACES = / +/g
const CJK = /[\u3400-\u9fff]/
const PUNCTUATION = /[，。；：、（）「」]/
const BEFORE_LATIN = /([\u3400-\u9fff])(?=[A-Za-z0-9])/g
const AFTER_LATIN = /([A-Za-z0-9])(?=[\u3400-\u9fff])/g

/** Chinese text put together from parts: one space between Chinese and Latin characters, none elsewhere. */
export function spaced(zh: string): string {
  return zh
    .replace(SPACES, (spaces, at: number) => {
      const before = zh[at - 1] ?? ''
      const after = zh[at + spaces.length] ?? ''
      const isLoose = PUNCTUATION.test(before) || PUNCTUATION.test(after) || (CJK.test(before) && CJK.test(after))
      return isLoose ? '' : spaces
    })
    .replace(BEFORE_LATIN, '$1 ')
    .replace(AFTER_LATIN, '$1 ')
}
