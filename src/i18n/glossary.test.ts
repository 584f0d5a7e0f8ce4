import { expect, test } from 'vitest'
import { GLOSSARY, type Term } from './glossary'

const terms: [string, Term][] = Object.entries(GLOSSARY)

test.each(terms)('%s is told in two sentences in each language', (_, { name, meaning }) => {
  expect(name.zh.length).toBeGreaterThan(0)
  expect(name.en).not.toMatch(/[\u3400-\u9fff]/)
  expect(meaning.zh.match(/。/g)).toHaveLength(2)
  expect(meaning.en.match(/\.(?= |$)/g)).toHaveLength(2)
  expect(meaning.zh).not.toMatch(/[,;:!?]/)
  expect(meaning.zh).not.toMatch(/[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u3400-\u9fff]/)
  expect(meaning.en).not.toMatch(/[\u3400-\u9fff]/)
})
