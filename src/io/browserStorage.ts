// The storage of this browser, and what the first picture needs of it: language, theme, charts. What else is saved is in
// storage.ts. It may be switched off; then nothing is saved and nothing is said.

import { isLanguage, LANGUAGE_CODES, type Language } from '../i18n/languages'
import { embedOptions } from './embed/options'

const LANGUAGE_KEY = 'rocketscope.language'
const THEME_KEY = 'rocketscope.theme'
export const RUN_KEY = 'rocketscope.run'
const CHARTS_KEY = 'rocketscope.charts'
export const BREAKPOINTS_KEY = 'rocketscope.breakpoints'
export const INTRODUCED_KEY = 'rocketscope.introduced'
export const FIRST_VISIT_KEY = 'rocketscope.firstVisit'

export type Theme = 'dark' | 'light'

/** Browsers throw on the mere mention of a storage that is switched off. */
function storage(kind: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return typeof window === 'undefined' || embedOptions ? null : window[kind]
  } catch {
    return null
  }
}

/** @returns whether it is kept now */
export function put(kind: 'localStorage' | 'sessionStorage', key: string, value: string): boolean {
  try {
    const kept = storage(kind)
    kept?.setItem(key, value)
    return kept !== null
  } catch {
    // Full or forbidden: the page works without it, and a reload simply begins with the defaults.
    return false
  }
}

/** What is kept; null if nothing is. A storage whose files are damaged may be there and throw at the first look. */
export function get(kind: 'localStorage' | 'sessionStorage', key: string): string | null {
  try {
    return storage(kind)?.getItem(key) ?? null
  } catch {
    return null
  }
}

export function drop(kind: 'localStorage' | 'sessionStorage', key: string): void {
  try {
    storage(kind)?.removeItem(key)
  } catch {
    // What cannot be removed cannot be read either.
  }
}

/** Whether the charts were open. */
export const startCharts = (): boolean => get('localStorage', CHARTS_KEY) === 'open'

/** Whether this tab has something of before a reload: a run, or breakpoints. What reads it is loaded then. */
export const isSomethingSaved = (): boolean =>
  get('sessionStorage', RUN_KEY) !== null || get('sessionStorage', BREAKPOINTS_KEY) !== null

/** Whether this browser knows the page: something was saved for good, if only a language. */
const isKnown = (): boolean => {
  try {
    const kept = storage('localStorage')
    // Where a look throws, nothing can be kept of a first visit.
    kept?.getItem(INTRODUCED_KEY)
    return Object.keys(kept ?? {}).some((key) => key.startsWith('rocketscope.'))
  } catch {
    return true
  }
}

/**
 * The signs that a first visit has met so far; null shows everything: to whoever was here before, and in what a link opens. A
 * reload finds a link as well, that of its own run. Where nothing can be saved, every visit would be the first: it sees all.
 */
export function startIntroduced(): string[] | null {
  if (storage('localStorage') === null) return null
  if (location.hash.length > 1 && get('sessionStorage', FIRST_VISIT_KEY) === null) return null
  const met = get('localStorage', INTRODUCED_KEY)
  if (met === 'all' || (met === null && isKnown())) return null
  return met?.split(',') ?? []
}

/** That this tab is on a first visit, for its reload. */
export function saveFirstVisit(): void {
  put('sessionStorage', FIRST_VISIT_KEY, 'yes')
  if (get('localStorage', INTRODUCED_KEY) === null) put('localStorage', INTRODUCED_KEY, '')
}

/** The language that was asked for, else the kept one, else the browser's own. */
export function startLanguage(): Language {
  if (embedOptions?.language) return embedOptions.language
  const kept = get('localStorage', LANGUAGE_KEY)
  if (isLanguage(kept)) return kept
  const wanted = typeof navigator === 'undefined' ? 'en' : (navigator.languages?.[0] ?? navigator.language)
  return LANGUAGE_CODES.find((code) => wanted?.toLowerCase().startsWith(code)) ?? 'en'
}

/** The theme that was asked for, else the kept one, else the system's own; dark where it has none. */
export function startTheme(): Theme {
  if (embedOptions?.theme) return embedOptions.theme
  const kept = get('localStorage', THEME_KEY)
  if (kept === 'dark' || kept === 'light') return kept
  return typeof matchMedia !== 'undefined' && matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'
}

export const saveLanguage = (language: Language): boolean => put('localStorage', LANGUAGE_KEY, language)
export const saveTheme = (theme: Theme): boolean => put('localStorage', THEME_KEY, theme)
export const saveChartsOpen = (open: boolean): boolean => put('localStorage', CHARTS_KEY, open ? 'open' : 'closed')
