// The best result in each challenge, on this device. Everything read back is checked.

import * as v from 'valibot'
import type { Stars, Verdict } from '../chapters/challenge'
import { parsedJson } from '../io/outsideJson'
import { loadBestResults, saveBestResults } from '../io/storage'
import { LESSON_ID } from '../io/viewFields'

/** Characters of what is kept: far more than all challenges need. */
const MAX_KEPT_LENGTH = 400_000
/** Characters of a link that is kept. */
const MAX_LINK = 8000

const schema = v.record(
  v.pipe(v.string(), v.regex(LESSON_ID)),
  v.object({
    stars: v.picklist([1, 2, 3]),
    moves: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
    /** What stands behind the # of its address. */
    link: v.pipe(v.string(), v.maxLength(MAX_LINK)),
  }),
)

export type BestResults = v.InferOutput<typeof schema>

/** What was kept; nothing where there is nothing, or nothing that can be read. */
export function readBestResults(text = loadBestResults()): BestResults {
  const read = v.safeParse(schema, parsedJson(text, MAX_KEPT_LENGTH))
  return read.success ? read.output : {}
}

const isBetter = (one: { stars: Stars; moves: number }, other: { stars: Stars; moves: number }): boolean =>
  one.stars > other.stars || (one.stars === other.stars && one.moves < other.moves)

/** Keeps a result that is won and better than the best so far. @returns whether it is kept now */
export function keepResult(id: string, { won, stars, moves }: Verdict, link: string): boolean {
  const best = readBestResults()
  const before = best[id]
  if (!won || stars === 0 || link.length > MAX_LINK || (before && !isBetter({ stars, moves }, before))) return false
  return saveBestResults(JSON.stringify({ ...best, [id]: { stars, moves, link } }))
}

export const forgetResults = (): boolean => saveBestResults('{}')
