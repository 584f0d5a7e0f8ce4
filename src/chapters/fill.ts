// Puts figures into words: "{copies} copies" becomes "2 copies", in the way each language writes numbers.

import { formatDuration, formatNumber, formatTime, spaced } from '../i18n/format'
import type { Language, Words } from '../i18n/words'
import { type Figure, type FigureValue, unitOf } from './figure'

const OUTCOMES: Record<string, Words> = {
  stored: { zh: '首次尝试即成功', en: 'stored at the first attempt' },
  retried: { zh: '重试后存进去了', en: 'stored by a retry' },
  failed: { zh: '发送失败', en: 'failed' },
}

/** One value as people write it. */
export function figureText(figure: Figure, value: FigureValue | null, language: Language): string {
  if (value === null) return '…'
  if (typeof value === 'string') return figure.kind === 'outcomeOf' ? (OUTCOMES[value]?.[language] ?? value) : value
  switch (unitOf(figure)) {
    case 'ms':
      return formatDuration(value, language)
    case 'moment':
      return formatTime(value, value % 1000 === 0 ? 0 : 3)
    case 'percent':
      return `${formatNumber(Math.round(value * 10) / 10, language)}${language === 'zh' ? '%' : ' %'}`
    case 'message':
      return String(value)
    default:
      return formatNumber(value, language)
  }
}

/** Does a sentence already say this value, by itself and not as a part of another number or name? */
export function saysValue(text: string, value: string): boolean {
  const inWord = /[\p{L}\p{N}]/u
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const before = text.slice(0, at)
    const after = text.slice(at + value.length)
    const isCut =
      (/[A-Za-z0-9]$/.test(before) && inWord.test(value.charAt(0))) ||
      /\d[.,:]$/.test(before) ||
      /^(?:[A-Za-z0-9]|[.,:]\d)/.test(after)
    if (!isCut) return true
  }
  return false
}

/**
 * @param read - the value of a figure by its name
 * @throws RangeError if the words name a figure that is not there: a defect of the lesson
 */
export function fill(
  words: Words,
  figures: Record<string, Figure>,
  read: (name: string) => FigureValue | null,
  language: Language,
): string {
  const text = words[language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const figure = figures[name]
    if (!figure) throw new RangeError(`no figure ${name}`)
    return figureText(figure, read(name), language)
  })
  return language === 'zh' ? spaced(text) : text
}
