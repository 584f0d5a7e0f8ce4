// The language of the page. It is loaded before it is shown: until it has arrived, the page keeps the one it has.

import { LANGUAGES, type Language } from '../i18n/languages'
import { isLoaded, loadMessages } from '../i18n/load'
import { saveLanguage } from '../io/browserStorage'
import { useApp } from './appStore'
import { known } from './failures'
import { notify } from './notices'

/** The one that was asked for last. */
let wanted: Language | null = null

/** Shows a language as soon as it is there. @returns whether it is shown; if it cannot be loaded, the page says so */
export async function showLanguage(language: Language): Promise<boolean> {
  wanted = language
  // What opens meanwhile may need more of it.
  while (!isLoaded(language)) {
    try {
      await loadMessages(language)
    } catch (error) {
      // It has words of its own.
      if (error instanceof Error) known.add(error)
      if (wanted === language) notify('problem', (m) => m.notices.languageNotLoaded(LANGUAGES[language].name))
      return false
    }
    if (wanted !== language) return false
  }
  useApp.setState({ language })
  return true
}

/** The person's own choice, kept for the next time. */
export async function setLanguage(language: Language): Promise<void> {
  if (await showLanguage(language)) saveLanguage(language)
}
