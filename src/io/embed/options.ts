// How the page is asked to be when it stands in somebody else's page: read once from the part of the address behind the ?,
// because the part behind the # is the run. Small and pure, since every page loads it; what is wrong in it is found by
// embedProblems.ts. See docs/embed.md.

import { LANGUAGE_CODES, type Language } from '../../i18n/languages'

export interface EmbedOptions {
  /** Null: the link's, else the browser's. */
  language: Language | null
  /** Null: the system's. */
  theme: 'dark' | 'light' | null
  /** Whether it plays as soon as it is seen. */
  autoplay: boolean
}

/** What can be said, and the values each may have. "autoplay" alone is said by many. */
export const EMBED_CHOICES = { lang: LANGUAGE_CODES, theme: ['dark', 'light'], autoplay: ['on', '', 'off'] } as const

/**
 * Parts with other names are left alone: hosts and counters add their own.
 *
 * @param search - "?embed&theme=dark", or anything
 * @returns null for the whole page; what cannot be read is left out
 */
export function readEmbedOptions(search: string): EmbedOptions | null {
  const parts = new URLSearchParams(search)
  const { lang, theme } = EMBED_CHOICES
  const choice = <Value extends string>(name: string, list: readonly Value[]): Value | null =>
    list.find((one) => one === parts.get(name)) ?? null
  return parts.has('embed')
    ? {
        language: choice('lang', lang),
        theme: choice('theme', theme),
        autoplay: choice('autoplay', ['on', '']) !== null,
      }
    : null
}

/** How this page is embedded; null where it is the whole page. */
export const embedOptions: EmbedOptions | null =
  typeof location === 'undefined' ? null : readEmbedOptions(location.search)

/** Whether the page stands in another one. */
export const isFramed = (): boolean => window.parent !== window
