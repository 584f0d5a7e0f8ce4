import { durationIn, type FormatMessages, withCommas } from '../format'

const UNITS = { ms: 'ms', s: '秒', min: '分钟', h: '小时' }

/** For fractions only, and made when first used: the first one takes the browser as long as drawing two frames. */
let fractions: Intl.NumberFormat | null = null

export const formatDuration = (ms: number): string => durationIn(ms, UNITS)

export function formatNumber(value: number): string {
  if (Number.isSafeInteger(value)) return withCommas(value)
  fractions ??= new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 3 })
  return fractions.format(value)
}

const SPACES = / +/g
const CJK = /[\u3400-\u9fff]/
const PUNCTUATION = /[，。；：、（）]/
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

export const format: FormatMessages = {
  duration: formatDuration,
  wholeSeconds: (ms) => (ms < 60_000 ? `${Math.round(ms / 1000)} ${UNITS.s}` : formatDuration(ms)),
  number: formatNumber,
  percent: (value) => `${formatNumber(Math.round(value * 10) / 10)}%`,
  list: (items) => items.join('、'),
  quoted: (text) => `“${text}”`,
  clauses: (parts) => parts.join('，'),
  statements: (parts) => parts.join('；'),
  sentences: (...all) => all.join(''),
  colon: '：',
  fullStop: '。',
  joined: spaced,
}
