// No text from outside makes more work than its length is worth: for every reader, counted and not timed. `npm run fuzz --
// --kind slow` tries very many more. In a file of its own, because what counts must be there before what is counted.

// First, for itself: what was compiled before it has no counters.
import './work/meter.mts'

import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { READERS } from './fuzz/readers.mts'
import { checkGrowth, slow, textOf } from './fuzz/slow.mts'
import { measure } from './work/meter.mts'

const casesDir = new URL('./fuzz/cases/', import.meta.url)
const found = readdirSync(casesDir).filter((name) => name.startsWith('slow-'))
const SLOW = { timeout: 300_000 }

test('the same work is counted again', () => {
  const count = () => measure(() => READERS[0].read('v=1&preset=article&do=kill+broker-a/master+@9600&x=1'))
  count()
  const first = count()
  expect(first.blocks).toBeGreaterThan(100)
  expect(first.looked).toBeGreaterThan(100)
  expect(first.steps).toBeGreaterThan(100)
  expect(count()).toEqual(first)
})

/** What was slow once, and what each way of counting is for. */
const DEFECTS = {
  'a loop over all before': (many) => {
    for (let at = 0; at < many; at++) for (let before = 0; before < at; before++) if (before === many) return
  },
  'a list looked through for each': (many) => {
    const known = []
    for (let at = 0; at < many; at++) if (!known.includes(at)) known.push(at)
  },
  'a list copied for each': (many) => {
    let all = []
    for (let at = 0; at < many; at++) all = [...all, at]
  },
  'a text cut for each letter': (many) => {
    for (let text = 'x'.repeat(many); text !== ''; ) text = text.slice(1)
  },
  'a pattern that slides': (many) => {
    for (let at = 0; at < 10; at++) /\s+$/.test(`${' '.repeat(many / 4)}x`)
  },
  'a pattern that goes on behind its match': (many) => {
    'a'.repeat(many).replace(/a(.*c)?/g, '')
  },
}

test.each(Object.entries(DEFECTS))('is seen: %s', (_, act) => {
  const total = (many) => {
    const { blocks, looked, steps } = measure(() => act(many))
    return blocks + looked + steps
  }
  expect(total(800) / total(400)).toBeGreaterThan(3)
})

const one = (reader, piece, { shape = 'repeat', begin = '', other = '', end = '' } = {}) => ({
  ...{ reader, shape, begin, piece, other, end },
})

test.each(
  [
    one('action', '@', { end: ' x y' }),
    one('action', ' ', { begin: 'kill@', end: '!' }),
    one('link', '@', { begin: 'v=1&preset=article&do=' }),
    one('packed link', '@', { begin: 'do=' }),
    one('packed link', '+', { begin: 'do=kill', end: '@' }),
    one('link', '&x#=1', { begin: 'v=1' }),
    one('link', '&do=kill+broker-#/n0+@#', { begin: 'v=1&preset=article' }),
    one('paste', '[', { begin: 'a: ' }),
    one('paste', '[', { shape: 'nest', begin: 'a: ', other: ']' }),
    one('paste', '- ', { begin: 'a:\n', end: 'x\n' }),
    one('paste', 'b# 0 0 0\n', { begin: '#Broker Name #QID\n' }),
    one('paste', '#Broker Name #QID\nb# 0 0 0\n'),
    one('paste', '"brokerName":"b",', { begin: '{"brokerDatas":[' }),
    one('paste', 'a#: b\n'),
    one('file', '"k#":1,', { begin: '{"scenario":{', end: '"":1}}' }),
    one('file', '{"a":', { shape: 'nest', other: '}', end: '1' }),
    one('lesson', '[', { begin: '{"format":"rocketscope-lesson","version":1,"lesson":{"steps":[{"input":' }),
    one('lesson', '{', { shape: 'nest', begin: '{"format" ', other: '"', end: ':' }),
    one('search', '1 '),
  ].map((known) => [`${known.reader}: ${known.begin}${known.piece}…`, known]),
)('%s', SLOW, (_, known) => {
  checkGrowth(known)
})

test('random texts for every reader', SLOW, () => {
  fc.assert(
    fc.property(slow.cases, (random) => checkGrowth(random, 300_000)),
    { numRuns: slow.inTests },
  )
})

test.each(found)('%s, found once, is found no more', SLOW, (name) => {
  slow.check(JSON.parse(readFileSync(new URL(name, casesDir), 'utf8')).case)
})

test('texts grow as they say', () => {
  expect(textOf(one('paste', 'b# ', { begin: '<', end: '>' }), 3)).toBe('<b0 b1 b2 >')
  expect(textOf(one('paste', '[', { shape: 'nest', other: ']', end: '1' }), 3)).toBe('[[[1]]]')
  expect(textOf(one('paste', 'a', { shape: 'halves', other: 'b', end: '!' }), 3)).toBe('aaabbb!')
})
