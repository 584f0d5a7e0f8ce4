// How the page is asked to be when it stands in somebody else's page: read once from the part of the address behind the ?,
// because the part behind the # is the run. Small and pure, since every page loads it; see docs/embed.md.

import type { Problem } from '../text/problems'
import type { Language } from '../text/words'

export interface EmbedOptions {
  /** Null: the link's, else the browser's. */
  language: Language | null
  /** Null: the system's. */
  theme: 'dark' | 'light' | null
  /** Whether it plays as soon as it is seen. */
  autoplay: boolean
  /** What could not be read; it is left out. */
  problems: Problem[]
}

const CHOICES = { lang: ['zh', 'en'], theme: ['dark', 'light'], autoplay: ['on', 'off'] } as const

/**
 * Parts with other names are left alone: hosts and counters add their own.
 *
 * @param search - "?embed&theme=dark", or anything
 * @returns null for the whole page
 */
export function readEmbedOptions(search: string): EmbedOptions | null {
  const parts = new URLSearchParams(search)
  if (!parts.has('embed')) return null
  const problems: Problem[] = []
  const choice = <Name extends keyof typeof CHOICES>(name: Name): (typeof CHOICES)[Name][number] | null => {
    const value = parts.get(name)
    const list: readonly string[] = CHOICES[name]
    if (value === null) return null
    if (list.includes(value)) return value as (typeof CHOICES)[Name][number]
    // "autoplay" alone is said by many.
    if (name === 'autoplay' && value === '') return 'on' as (typeof CHOICES)[Name][number]
    problems.push({ path: name, value, reason: 'notInList', allowed: { list } })
    return null
  }
  return { language: choice('lang'), theme: choice('theme'), autoplay: choice('autoplay') === 'on', problems }
}

/** How this page is embedded; null where it is the whole page. */
export const embedOptions: EmbedOptions | null =
  typeof location === 'undefined' ? null : readEmbedOptions(location.search)

/** Whether the page stands in another one. */
export const isFramed = (): boolean => typeof window !== 'undefined' && window.parent !== window
