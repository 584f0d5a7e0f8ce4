import { expect, test } from 'vitest'
import { inEveryLanguage } from './allMessages'
import { REPLICATION_TERMS, STORE_TERMS, TERMS } from './glossary'

test.each([...TERMS, ...STORE_TERMS, ...REPLICATION_TERMS])('%s has two sentences in each language', (term) => {
  const name = inEveryLanguage((m) => m.glossary[term].name)
  const meaning = inEveryLanguage((m) => m.glossary[term].meaning)
  expect(name.zh.length).toBeGreaterThan(0)
  expect(name.en).not.toMatch(/[\u3400-\u9fff]/)
  expect(meaning.zh.match(/。/g)).toHaveLength(2)
  expect(meaning.en.match(/\.(?= |$)/g)).toHaveLength(2)
  expect(meaning.zh).not.toMatch(/[,;:!?]/)
  expect(meaning.zh).not.toMatch(/[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u3400-\u9fff]/)
  expect(meaning.en).not.toMatch(/[\u3400-\u9fff]/)
})
