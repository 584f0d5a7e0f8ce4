import { expect, test } from 'vitest'
import { notesHash, readNotesAddress } from './notesAddress'

test('a notes window is told the channel of its stage', () => {
  for (const channel of ['0b5a3c9e-5a3f-4c1d-9d44-2f3f0e6a1b2c', '1795000000000.3-1234.5'])
    expect(readNotesAddress(notesHash(channel))).toBe(channel)
})

test('an address that asks for notes and names no talk is one of a notes window all the same', () => {
  const broken = ['%', '%E4%A', '', 'a&notes=b', 'a b', '<b>', 'a\n', 'x'.repeat(101), '..%2f', '?', '#']
  for (const name of broken) expect(readNotesAddress(`#notes=${name}`), name).toBeNull()
  expect(readNotesAddress('#notes')).toBeNull()
})

test('every other address is left to the page', () => {
  for (const hash of ['', '#', '#v=1&preset=article', '#note=1', '#notesy=1', '#v=1&notes=a', '#%'])
    expect(readNotesAddress(hash), hash).toBeUndefined()
})
