// Every language at once: for commands and tests, which do not load anything later. The page takes load.ts.

import * as enFirst from './en/first'
import { late as enLate } from './en/late'
import * as enLater from './en/later'
import type { Language } from './languages'
import { type Localized, localized } from './localized'
import type { AllMessages, LateSection, Text } from './messages'
import * as zhFirst from './zh/first'
import { late as zhLate } from './zh/late'
import * as zhLater from './zh/later'

const complete = (messages: AllMessages): AllMessages => ({
  ...messages,
  narration: { ...messages.narration, ...messages.storeNarration, ...messages.consumerNarration },
})

export const ALL_MESSAGES: Record<Language, AllMessages> = {
  zh: complete({ language: 'zh', ...zhFirst, ...zhLater, ...zhLate }),
  en: complete({ language: 'en', ...enFirst, ...enLater, ...enLate }),
}

export const { zh, en } = ALL_MESSAGES

/** A text in every language. */
export const inEveryLanguage = (text: Text<LateSection>): Localized => localized(ALL_MESSAGES, text)
