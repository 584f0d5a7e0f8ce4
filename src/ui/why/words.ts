// The words of the explanations in the chosen language.

import { useApp } from '../../store/appStore'
import { whyPhrases, whyWords } from '../../text/whyPanel'
import type { Language } from '../../text/words'

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
