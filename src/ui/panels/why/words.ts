// The words of the explanations in the chosen language.

import { whyPhrases, whyWords } from '../../../i18n/whyPanel'
import type { Language } from '../../../i18n/words'
import { useApp } from '../../../session/appStore'

type Said = { [Name in keyof typeof whyPhrases]: (typeof whyPhrases)[Name]['zh'] }

export interface WhyTexts {
  language: Language
  say: Record<keyof typeof whyWords, string>
  tell: Said
}

const build = (language: Language): WhyTexts => ({
  language,
  say: Object.fromEntries(Object.entries(whyWords).map(([name, pair]) => [name, pair[language]])) as WhyTexts['say'],
  tell: Object.fromEntries(Object.entries(whyPhrases).map(([name, pair]) => [name, pair[language]])) as unknown as Said,
})

const texts: Record<Language, WhyTexts> = { zh: build('zh'), en: build('en') }

export const useWhyTexts = (): WhyTexts => texts[useApp((state) => state.language)]
