// The links of a README that open the page, in their order: for the tests that follow them.

import { readFileSync } from 'node:fs'
import type { Language } from '../src/i18n/languages'
import { README } from './readmeRows.mts'

export const pageLinks = (language: Language): string[] =>
  [
    ...readFileSync(new URL(`../${README[language]}`, import.meta.url), 'utf8').matchAll(/\]\((http:\/\/[^)\s]+)\)/g),
  ].map(([, link]) => link as string)
