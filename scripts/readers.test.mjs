// Every reader of outside texts with the longest texts it takes, and longer ones: it comes to an end and throws nothing.
import { expect, test } from 'vitest'
import { readImportedCluster } from '../src/io/importCluster/importCluster'
import { READERS } from './fuzz/readers.mts'

/** Texts of each reader: more would take minutes. */
const TEXTS = 9

const filled = (begin, piece, end, length) => {
  const count = Math.max(1, Math.floor((length - begin.length - end.length) / piece.length))
  if (!piece.includes('#')) return begin + piece.repeat(count) + end
  return begin + Array.from({ length: count / 2 }, (_, at) => piece.replaceAll('#', String(at))).join('') + end
}

test.each(READERS.map((reader) => [reader.name, reader]))('%s', { timeout: 300_000 }, (_, reader) => {
  const { tokens, begins, ends, longest, read, pack = (text) => text } = reader
  const many = longest > 1_000_000 ? Math.ceil(TEXTS / 3) : TEXTS
  for (let at = 0; at < many; at++) {
    const token = tokens[Math.floor((at * tokens.length) / many)]
    const begin = begins[at % begins.length]
    read(pack(filled(begin, token, ends[at % ends.length], longest).slice(0, longest)))
  }
  // One letter more than is read.
  if (reader.name !== 'paste') read(pack('x'.repeat(longest + 1)))
})

test('no two pastes after one another end the process', () => {
  const bracket = `a: ${'['.repeat(1990)}`
  const dashes = `a:\n${`${'- '.repeat(991)}x\n`.repeat(90)}`
  expect(readImportedCluster(bracket).input).toBeNull()
  expect(readImportedCluster(dashes).input).toBeNull()
  expect(readImportedCluster(dashes).ignored.map(({ line }) => line)).toContain(1)
})
