// A short fuzz of every kind, and all cases that were ever found. `npm run fuzz` does it for long.
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cases } from '../src/rocketmq/cases.testData.ts'
import { KINDS } from './fuzz/kinds.mts'

const casesDir = new URL('./fuzz/cases/', import.meta.url)
// Work is counted in a process that is prepared for it: slow.test.mjs tries the cases of that kind.
const found = readdirSync(casesDir).filter((name) => name.endsWith('.json') && !name.startsWith('slow-'))

test.each(KINDS.map((kind) => [kind.name, kind]))('%s: random cases find nothing', { timeout: 300_000 }, (_, kind) => {
  fc.assert(fc.property(kind.cases, kind.check), { numRuns: cases(Math.ceil(kind.inTests / 4), kind.inTests) })
})

test.each(found)('%s, found once, is found no more', (name) => {
  const { kind, case: one } = JSON.parse(readFileSync(new URL(name, casesDir), 'utf8'))
  const known = KINDS.find((candidate) => candidate.name === kind)
  expect(known, kind).toBeDefined()
  known.check(one)
})
