// Fuzzing of how much work a text from outside makes: twice the text, at most a little more than twice the work, for every
// reader there is, with texts made from its own pieces: repeated, nested, in halves that do not fit together, almost right.
// Work is counted, not timed (work/meter.mts).

// First, for itself: what was compiled before it has no counters.
import '../work/meter.mts'

import fc from 'fast-check'
import { measure, type Work } from '../work/meter.mts'
import { type Kind, must } from './kind.mts'
import { READERS, type Reader } from './readers.mts'

export interface SlowCase extends Record<string, unknown> {
  reader: string
  /** How the text grows: a piece again and again, one piece within the other, or many of one and then many of the other. */
  shape: 'repeat' | 'nest' | 'halves'
  begin: string
  piece: string
  other: string
  end: string
}

/** Twice as much, and what a few borders may add. */
const MAX_GROWTH = 2.2
/** Work of each kind that a short text may take without a reason: the words of the first problems, lists that are counted. */
const CONSTANT = 20_000
/** Beyond this much work, no longer text is tried. */
const ENOUGH = 1_500_000
const FIRST_COUNT = 16

const numbered = (piece: string, at: number): string => piece.replaceAll('#', String(at))

/** The text of a case with its pieces so many times. */
export function textOf({ shape, begin, piece, other, end }: SlowCase, count: number): string {
  const many = (one: string) =>
    one.includes('#') ? Array.from({ length: count }, (_, at) => numbered(one, at)).join('') : one.repeat(count)
  if (shape === 'repeat') return begin + many(piece) + end
  return begin + many(piece) + (shape === 'nest' ? end + many(other) : many(other) + end)
}

function readerOf(one: SlowCase): Reader {
  const reader = READERS.find(({ name }) => name === one.reader)
  if (!reader) throw new RangeError(`There is no reader "${one.reader}".`)
  return reader
}

const KINDS_OF_WORK = ['blocks', 'looked', 'steps'] as const

/**
 * @throws Error where the work grows faster than the text, twice running: once may be a border that is crossed, such as the
 * depth from which on a piece is no longer read as JSON but line by line
 */
export function checkGrowth(one: SlowCase, enough = ENOUGH): void {
  const { read, longest, pack = (text: string) => text } = readerOf(one)
  // What is only done once is done.
  read(pack(textOf(one, 1)))
  let before: Work | null = null
  let steep: readonly string[] = []
  for (let count = FIRST_COUNT; ; count *= 2) {
    const text = textOf(one, count)
    if (text.length > longest) return
    const given = pack(text)
    const work = measure(() => read(given))
    const last = before
    const grown = last ? KINDS_OF_WORK.filter((kind) => work[kind] > MAX_GROWTH * last[kind] + CONSTANT) : []
    const kind = grown.find((name) => steep.includes(name))
    must(
      kind === undefined || last === null,
      `${one.reader}: ${kind} grew from ${kind && last?.[kind]} to ${kind && work[kind]} with ${count / 2} and ${count} pieces`,
    )
    if (grown.length === 0 && work.blocks + work.looked + work.steps > enough) return
    before = work
    steep = grown
  }
}

const CLOSERS: Record<string, string> = { '[': ']', '{': '}', '(': ')', '"': '"' }
const closing = (piece: string): string =>
  [...piece]
    .reverse()
    .flatMap((letter) => CLOSERS[letter] ?? [])
    .join('')

const casesOf = ({ name, tokens, begins, ends }: Reader): fc.Arbitrary<SlowCase> => {
  const token = fc.constantFrom(...tokens)
  const piece = fc.array(token, { minLength: 1, maxLength: 4 }).map((list) => list.join(''))
  const start = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...begins) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...begins), piece).map((list) => list.join('')) },
  )
  return fc
    .record({
      shape: fc.constantFrom('repeat' as const, 'repeat' as const, 'nest' as const, 'halves' as const),
      begin: start,
      piece: fc.oneof(token, piece),
      second: fc.option(piece),
      end: fc.constantFrom(...ends),
    })
    .map(({ second, ...one }) => ({ reader: name, ...one, other: second ?? closing(one.piece) }))
}

export const slow: Kind<SlowCase> = {
  name: 'slow',
  cases: fc.oneof(...READERS.map(casesOf)),
  check: (one) => checkGrowth(one),
  inTests: 60,
}
