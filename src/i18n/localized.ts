// Texts that are data, such as those of a lesson: all their languages side by side, in files and in memory.

import { LANGUAGE_CODES, type Language } from './languages'
import type { LateSection, MessagesWith, Text } from './messages'

/** One text, written natively in each language. */
export type Localized = Record<Language, string>

/** A text of data in one language. */
export const localize = (text: Localized, { language }: { language: Language }): string => text[language]

/** A name that a person gave. */
export const sameInAll = (text: string): Localized =>
  Object.fromEntries(LANGUAGE_CODES.map((code) => [code, text])) as Localized

/** What a language says, written down in all of them: for texts that become data. */
export const localized = <Section extends LateSection = never>(
  all: Record<Language, MessagesWith<Section>>,
  text: Text<Section>,
): Localized => Object.fromEntries(Object.entries(all).map(([code, m]) => [code, text(m)])) as Localized
