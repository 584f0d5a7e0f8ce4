// Loads one language at a time, in two parts: what the first diagram shows, and the rest right behind it.

import { LANGUAGE_CODES, LANGUAGES, type Language } from './languages'
import type { FirstMessages, Messages } from './messages'

const first: Partial<Record<Language, FirstMessages>> = {}
const whole: Partial<Record<Language, Messages>> = {}

/** The part of a language for the first diagram. @throws if it cannot be loaded */
export async function loadFirst(language: Language): Promise<FirstMessages> {
  first[language] ??= { language, ...(await LANGUAGES[language].first()) }
  return first[language]
}

/** A whole language. @throws if it cannot be loaded */
export async function loadMessages(language: Language): Promise<Messages> {
  if (whole[language]) return whole[language]
  const [start, later] = await Promise.all([loadFirst(language), LANGUAGES[language].later()])
  whole[language] = { ...start, ...later }
  return whole[language]
}

/** What is said before the rest is there. @throws if it has not been loaded: a defect of the caller */
export function firstMessagesOf(language: Language): FirstMessages {
  const messages = first[language]
  if (!messages) throw new Error(`the language ${language} has not been loaded`)
  return messages
}

/** @throws if it has not been loaded: a defect of the caller */
export function messagesOf(language: Language): Messages {
  const messages = whole[language]
  if (!messages) throw new Error(`the language ${language} has not been loaded whole`)
  return messages
}

/** Every language, for texts that become data. @throws if one cannot be loaded */
export async function loadAllMessages(): Promise<Record<Language, Messages>> {
  const all = await Promise.all(LANGUAGE_CODES.map(async (code) => [code, await loadMessages(code)]))
  return Object.fromEntries(all) as Record<Language, Messages>
}

export const isLoaded = (language: Language): boolean => whole[language] !== undefined
