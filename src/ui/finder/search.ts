// Finds rows by what is typed: every word of it occurs somewhere in the row, in any language. Work in proportion to the rows.

import { type Group, type IndexedRow, plain } from './rows'

export interface FoundGroup {
  group: Group
  rows: IndexedRow[]
}

/** The words of what is typed, as they are searched. */
export const wordsOf = (typed: string): string[] =>
  plain(typed.slice(0, MAX_TYPED)).split(/\s+/).filter(Boolean).slice(0, MAX_WORDS)

const MAX_TYPED = 80
const MAX_WORDS = 8

const HAN = /\p{Script=Han}/u

/** Whether a word occurs in a text. */
export const occurs = ({ text, joined }: Pick<IndexedRow, 'text' | 'joined'>, word: string): boolean =>
  text.includes(word) || (HAN.test(word) && joined.includes(word))

/** 0: it is the name; 1: the name begins with it; 2: the name has it; 3: it is somewhere else. */
function rankOf({ nameIn }: IndexedRow, words: readonly string[]): number {
  const names = Object.values(nameIn).map(plain)
  const typed = words.join(' ')
  if (names.includes(typed)) return 0
  if (names.some((name) => name.startsWith(typed))) return 1
  const hasAll = (text: string) => words.every((word) => occurs({ text, joined: text.replace(/\s+/g, '') }, word))
  return names.some(hasAll) ? 2 : 3
}

/** In groups, the group with the best row first; within a group the best first, else in their order. */
export function findRows(rows: readonly IndexedRow[], typed: string): FoundGroup[] {
  const words = wordsOf(typed)
  const found = new Map<Group, { best: number; byRank: IndexedRow[][] }>()
  for (const row of rows) {
    if (!words.every((word) => occurs(row, word))) continue
    const rank = words.length === 0 ? 0 : rankOf(row, words)
    const group = found.get(row.group) ?? { best: rank, byRank: [[], [], [], []] }
    group.best = Math.min(group.best, rank)
    group.byRank[rank]?.push(row)
    found.set(row.group, group)
  }
  return [...found]
    .sort(([, one], [, other]) => one.best - other.best)
    .map(([group, { byRank }]) => ({ group, rows: byRank.flat() }))
}
