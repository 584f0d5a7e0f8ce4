// Problems in words, for tests.

import { expect } from 'vitest'
import { inEveryLanguage } from '../i18n/allMessages'
import type { Problem } from '../i18n/problems'

export const problemWords = (problem: Problem) => inEveryLanguage((m) => m.problems.sentence(problem))

/** Every problem can be said in every language. */
export function expectSayable(problem: Problem): void {
  for (const text of Object.values(problemWords(problem))) {
    expect(text).not.toMatch(/undefined is|\[object/)
    expect(text.length).toBeGreaterThan(4)
  }
}
