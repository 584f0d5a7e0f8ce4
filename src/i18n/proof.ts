// Words around the surprises, and of two buttons in the top bar. The surprises' own words are in chapters/.

import { formatDuration, formatNumber } from './format'
import type { Phrase } from './notices'
import type { Language, Words } from './words'

export const proofWords = {
  scenarios: { zh: '场景', en: 'Scenarios' },
  surprises: { zh: '意外', en: 'Gotchas' },
  variants: { zh: '换一个版本或条件', en: 'The same story otherwise' },
  issues: { zh: '官方讨论：', en: 'Discussed in' },
  changed: {
    zh: '这一局已经改动过，数字是改动后的。点上面任意一个，回到原来的故事。',
    en: 'You have changed this run, and the number is the changed one. Choose any of the above to have the story back.',
  },
  share: { zh: '分享与文件', en: 'Share and files' },
  howTrue: { zh: '有多真实？', en: 'Accuracy' },
} satisfies Record<string, Words>

export const proofPhrases = {
  surprise: { zh: (id: string) => `意外 ${id}`, en: (id: string) => `Gotcha ${id}` },
} satisfies Record<string, Phrase<never[]>>

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many)

/** By unit: a number with what is counted, ready to stand before the words of its proof. */
const UNITS: Record<string, Record<Language, (value: number) => string>> = {
  percent: {
    zh: (value) => `${formatNumber(Math.round(value * 10) / 10, 'zh')}%`,
    en: (value) => `${formatNumber(Math.round(value * 10) / 10, 'en')}%`,
  },
  ms: { zh: (value) => formatDuration(value, 'zh'), en: (value) => formatDuration(value, 'en') },
  attempts: { zh: (value) => `${value} 次尝试`, en: (value) => `${value} ${plural(value, 'attempt', 'attempts')}` },
  queues: { zh: (value) => `${value} 个队列`, en: (value) => `${value} ${plural(value, 'queue', 'queues')}` },
  copies: { zh: (value) => `${value} 份`, en: (value) => `${value} ${plural(value, 'copy', 'copies')}` },
  code: { zh: (value) => String(value), en: (value) => String(value) },
}

/** A proof's number as it is shown; a dash where a run gives none. */
export const proofText = (value: number, unit: string, language: Language): string =>
  Number.isFinite(value) ? (UNITS[unit]?.[language](value) ?? String(value)) : '—'
