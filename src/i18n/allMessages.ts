// Every language at once: for commands and tests, which do not load anything later. The page takes load.ts.

import * as enFirst from './en/first'
import * as enLater from './en/later'
import type { Language } from './languages'
import { type Localized, localized } from './localized'
import type { Messages, Text } from './messages'
import * as zhFirst from './zh/first'
import * as zhLater from './zh/later'

export const ALL_MESSAGES: Record<Language, Messages> = {
  zh: { language: 'zh', ...zhFirst, ...zhLater },
  en: { language: 'en', ...enFirst, ...enLater },
}

export const { zh, en } = ALL_MESSAGES

/** A text in every language. */
export const inEveryLanguage = (text: Text): Localized => localized(ALL_MESSAGES, text)
