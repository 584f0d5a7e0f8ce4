// The mutation run takes minutes and is seldom made; that it still understands the engine's sources is tried with every change.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { RECORDINGS_OF } from '../conformance/mutation/files.mjs'
import { instrument } from '../conformance/mutation/mutants.mjs'

test.each(Object.keys(RECORDINGS_OF))('%s has mutants', (file) => {
  const source = readFileSync(new URL(`../src/rocketmq/${file}`, import.meta.url), 'utf8')
  const { code, mutants } = instrument(source, file, 1)
  expect(mutants.length).toBeGreaterThan(5)
  expect(code.match(/__mutant === /g)?.length).toBe(mutants.length)
})
