// Puts figures into words: "{copies} copies" becomes "2 copies", in the way each language writes numbers.

import { formatTime } from '../i18n/format'
import { type Localized, localize } from '../i18n/localized'
import type { Messages } from '../i18n/messages'

import { type Figure, type FigureValue, unitOf } from './figure'

const OUTCOMES: Record<string, Localized> = {
  stored: { zh: '首次尝试即成功', en: 'stored at the first attempt' },
  retried: { zh: '重试后成功', en: 'stored by a retry' },
  failed: { zh: '发送失败', en: 'failed' },
}

/** One value as people write it. */
export function figureText(figure: Figure, value: FigureValue | null, m: Messages): string {
  if (value === null) return '…'
  if (typeof value === 'string')
    return figure.kind === 'outcomeOf' ? localize(OUTCOMES[value] ?? { zh: value, en: value }, m) : value
  switch (unitOf(figure)) {
    case 'ms':
      return m.format.duration(value)
    case 'moment':
      return formatTime(value, value % 1000 === 0 ? 0 : 3)
    case 'percent':
      return m.format.percent(value)
    case 'message':
      return String(value)
    default:
      return m.format.number(value)
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
  words: Localized,
  figures: Record<string, Figure>,
  read: (name: string) => FigureValue | null,
  m: Messages,
): string {
  const text = localize(words, m).replace(/\{(\w+)\}/g, (_, name: string) => {
    const figure = figures[name]
    if (!figure) throw new RangeError(`no figure ${name}`)
    return figureText(figure, read(name), m)
  })
  return m.format.joined(text)
}
