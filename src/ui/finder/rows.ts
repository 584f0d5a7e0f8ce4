// What a row of the command list is, and what of it is searched.

import type { TermName } from '../../i18n/glossary'
import type { Language } from '../../i18n/languages'
import { type Localized, localized } from '../../i18n/localized'
import type { LateSection, MessagesWith, Text } from '../../i18n/messages'
import { type Searched, search, searched } from './search'

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
export interface IndexedRow extends Row, Searched {
  group: Group
  nameIn: Localized
  hintIn: Localized | null
}

export function indexRows(all: AllWords, groups: readonly Group[]): IndexedRow[] {
  const say = (words: Words): Localized => localized(all, words)
  return groups.flatMap((group) => {
    const title = Object.values(say(group.title))
    return group.rows().map((row) => {
      const nameIn = say(row.name)
      const hintIn = row.hint ? say(row.hint) : null
      const others = [...Object.values(hintIn ?? {}), row.also ?? '', ...title]
      return { ...row, group, nameIn, hintIn, ...searched(Object.values(nameIn), others) }
    })
  })
}

export interface FoundGroup {
  group: Group
  rows: IndexedRow[]
}

/** What has only most of the words, from all groups; its heading says so. */
const CLOSEST: Group = { id: 'closest', title: (m) => m.questions.closest, rows: () => [] }

/** In groups, the group with the best row first. */
export function findRows(rows: readonly IndexedRow[], typed: string): FoundGroup[] {
  const { found, all } = search(rows, (row) => row, typed)
  if (!all) return found.length > 0 ? [{ group: CLOSEST, rows: found }] : []
  const groups = new Map<Group, IndexedRow[]>()
  for (const row of found) {
    const inGroup = groups.get(row.group)
    if (inGroup) inGroup.push(row)
    else groups.set(row.group, [row])
  }
  return [...groups].map(([group, inGroup]) => ({ group, rows: inGroup }))
}
