// Loads one language at a time, in parts: what the first diagram shows, the page around it right behind, and each section of
// what is shut at first with what opens it.

import { LANGUAGE_CODES, LANGUAGES, type Language } from './languages'
import type { FirstMessages, LateMessages, LateSection, Messages, MessagesWith, Text } from './messages'

const first: Partial<Record<Language, FirstMessages>> = {}
const whole: Partial<Record<Language, Messages & Partial<LateMessages>>> = {}
/** Languages that are there whole, or on their way. */
const begun = new Set<Language>()
/** Late sections that the page has come to need: a language is shown only with all of them. */
const needed = new Set<LateSection>()

/** The part of a language for the first diagram. @throws if it cannot be loaded */
export async function loadFirst(language: Language): Promise<FirstMessages> {
  first[language] ??= { language, ...(await LANGUAGES[language].first()) }
  return first[language]
}

/** A language with the late sections that were needed before and some more. */
async function bring(language: Language, sections: readonly LateSection[]): Promise<Messages & Partial<LateMessages>> {
  begun.add(language)
  try {
    const [start, { late, ...later }] = await Promise.all([loadFirst(language), LANGUAGES[language].later()])
    whole[language] ??= { ...start, ...later }
    const messages = whole[language]
    const missing = [...needed, ...sections].filter((section) => !(section in messages))
    await Promise.all(missing.map(async (section) => Object.assign(messages, await late[section]())))
    const { narration, storeNarration, consumerNarration } = messages
    if ((storeNarration && !narration.store) || (consumerNarration && !narration.consume))
      messages.narration = { ...narration, ...storeNarration, ...consumerNarration }
    return messages
  } catch (error) {
    if (!whole[language]) begun.delete(language)
    throw error
  }
}

/** A language for the whole page, with the late sections that were needed before and some more. @throws if it cannot be loaded */
export async function loadMessages<Section extends LateSection = never>(
  language: Language,
  ...sections: Section[]
): Promise<MessagesWith<Section>> {
  const messages = await bring(language, sections)
  for (const section of sections) needed.add(section)
  return messages as MessagesWith<Section>
}

/**
 * The same for the languages that are there, and for those that are still to come.
 *
 * @throws if they cannot be loaded
 */
export async function loadEverywhere(...sections: LateSection[]): Promise<void> {
  const isLacking = (language: Language) => sections.some((section) => !(section in (whole[language] ?? {})))
  // Needed only once they are there: a language on its way must not fail for what is asked for here. Another may have begun
  // meanwhile.
  for (let lacking = [...begun].filter(isLacking); lacking.length > 0; lacking = [...begun].filter(isLacking))
    await Promise.all(lacking.map((language) => bring(language, sections)))
  for (const section of sections) needed.add(section)
}

/** What is said before the rest is there. @throws if it has not been loaded: a defect of the caller */
export function firstMessagesOf(language: Language): FirstMessages {
  const messages = first[language]
  if (!messages) throw new Error(`the language ${language} has not been loaded`)
  return messages
}

/** @throws if it, or one of these sections, has not been loaded: a defect of the caller */
export function messagesOf<Section extends LateSection = never>(
  language: Language,
  ...sections: Section[]
): MessagesWith<Section> {
  const messages = whole[language]
  if (!messages) throw new Error(`the language ${language} has not been loaded whole`)
  const missing = sections.filter((section) => !(section in messages))
  if (missing.length > 0) throw new Error(`of the language ${language} these are not loaded: ${missing.join(', ')}`)
  return messages as MessagesWith<Section>
}

/**
 * A text with words of late sections as one that any part may show: every language that is shown has all that was needed.
 *
 * @throws if they have not been loaded: a defect of the caller
 */
export function lateText<Section extends LateSection>(sections: Section[], text: Text<Section>): Text {
  const missing = sections.filter((section) => !needed.has(section))
  if (missing.length > 0) throw new Error(`these have not been loaded: ${missing.join(', ')}`)
  return text as Text
}

/** Every language, for texts that become data. @throws if one cannot be loaded */
export async function loadAllMessages<Section extends LateSection = never>(
  ...sections: Section[]
): Promise<Record<Language, MessagesWith<Section>>> {
  const all = await Promise.all(LANGUAGE_CODES.map(async (code) => [code, await loadMessages(code, ...sections)]))
  return Object.fromEntries(all) as Record<Language, MessagesWith<Section>>
}

/** Whether a language can be shown, and some more of it said: all that the page needs is there. */
export function isLoaded(language: Language, ...sections: LateSection[]): boolean {
  const messages = whole[language]
  return messages !== undefined && [...needed, ...sections].every((section) => section in messages)
}
