// What a row of the command list is, and what of it is searched.

import type { TermName } from '../../i18n/glossary'
import type { Language } from '../../i18n/languages'
import { type Localized, localized } from '../../i18n/localized'
import type { LateSection, MessagesWith, Text } from '../../i18n/messages'

/** Words that rows take from sections which are loaded late. */
export const SECTIONS = [
  'challenges',
  'finder',
  'glossary',
  'luck',
  'more',
  'presenting',
  'questions',
  'settings',
] as const satisfies readonly LateSection[]
export type Words = Text<(typeof SECTIONS)[number]>
export type AllWords = Record<Language, MessagesWith<(typeof SECTIONS)[number]>>

export interface Row {
  /** Unlike any other's; kept as "recent" between visits. */
  id: string
  name: Words
  /** What it is, in one line. */
  hint?: Words
  /** Whatever else people call it, in any language; searched, not shown. */
  also?: string
  /** The key that does the same. */
  keyName?: string
  /** Done once the list is closed; or a term, which is shown in its place. */
  run: (() => unknown) | { term: TermName }
}

export interface Group {
  id: string
  title: Words
  /** Shown of it while nothing is typed; left out, all. */
  first?: number
  /** Asked each time the list opens: what can be done depends on the moment. */
  rows: () => Row[]
}

/** A row with its group, its texts in all languages, and what is searched. */
export interface IndexedRow extends Row {
  group: Group
  nameIn: Localized
  hintIn: Localized | null
  /** Lower case; `joined` without spaces, for scripts that are written without them. */
  text: string
  joined: string
}

export const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

export function indexRows(all: AllWords, groups: readonly Group[]): IndexedRow[] {
  const say = (words: Words): Localized => localized(all, words)
  return groups.flatMap((group) => {
    const title = Object.values(say(group.title))
    return group.rows().map((row) => {
      const nameIn = say(row.name)
      const hintIn = row.hint ? say(row.hint) : null
      const text = plain(
        [...Object.values(nameIn), ...Object.values(hintIn ?? {}), row.also ?? '', ...title].join('\n'),
      )
      return { ...row, group, nameIn, hintIn, text, joined: text.replace(/[^\S\n]+/g, '') }
    })
  })
}
