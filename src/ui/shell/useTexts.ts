// Texts in the chosen language.

import { interfacePhrases, interfaceWords } from '../../i18n/interface'
import type { Language, Words } from '../../i18n/words'
import { useApp } from '../../session/appStore'

type WordsByName = Record<keyof typeof interfaceWords, string>
type PhrasesByName = { [Name in keyof typeof interfacePhrases]: (typeof interfacePhrases)[Name]['zh'] }

export interface Texts {
  language: Language
  /** The interface's words by name. */
  words: WordsByName
  /** Texts with blanks, by name. */
  phrases: PhrasesByName
  /** Any other pair. */
  pick: (words: Words) => string
}

const build = (language: Language): Texts => ({
  language,
  words: Object.fromEntries(
    Object.entries(interfaceWords).map(([name, pair]) => [name, pair[language]]),
  ) as WordsByName,
  phrases: Object.fromEntries(
    Object.entries(interfacePhrases).map(([name, pair]) => [name, pair[language]]),
  ) as unknown as PhrasesByName,
  pick: (words) => words[language],
})

const texts: Record<Language, Texts> = { zh: build('zh'), en: build('en') }

export const useTexts = (): Texts => texts[useApp((state) => state.language)]
