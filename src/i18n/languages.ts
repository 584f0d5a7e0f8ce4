// The languages there are. One more is a folder beside en, and a line here.

import type { FirstParts, LateParts, LaterMessages } from './messages'

interface Entry {
  /** What it calls itself. */
  name: string
  /** The same where there is little room. */
  shortName: string
  /** Its tag for the browser: the attribute lang. */
  tag: string
  /** The button that switches to it, in itself. */
  switchTo: string
  first: () => Promise<FirstParts>
  later: () => Promise<LaterMessages & { late: LateParts }>
}

export const LANGUAGES = {
  zh: {
    name: '中文',
    shortName: '中文',
    tag: 'zh-CN',
    switchTo: '切换到中文',
    first: () => import('./zh/first'),
    later: () => import('./zh/later'),
  },
  en: {
    name: 'English',
    shortName: 'EN',
    tag: 'en',
    switchTo: 'Switch to English',
    first: () => import('./en/first'),
    later: () => import('./en/later'),
  },
} satisfies Record<string, Entry>

export type Language = keyof typeof LANGUAGES

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[]

export const isLanguage = (text: unknown): text is Language =>
  typeof text === 'string' && Object.hasOwn(LANGUAGES, text)

/** The one behind it in the table, or the first: what the button for another language switches to. */
export const nextLanguage = (language: Language): Language =>
  LANGUAGE_CODES[(LANGUAGE_CODES.indexOf(language) + 1) % LANGUAGE_CODES.length] as Language
