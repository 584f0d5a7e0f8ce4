// Finds by what is typed, for the command list, the questions and the library: every word of it occurs somewhere in a text, in any
// language; failing that, most of its words do. Work in proportion to what is searched.

/** What is searched of something. */
export interface Searched {
  /** What it is called, in any language. */
  names: readonly string[]
  /** Lower case; `joined` without spaces, for scripts that are written without them. */
  text: string
  joined: string
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

export interface Found<T> {
  /** The best first, else in their order. */
  found: T[]
  /** False: nothing has all the words, and these have most of them. */
  all: boolean
}

export function searched(names: readonly string[], others: readonly string[] = []): Searched {
  const text = plain([...names, ...others].join('\n'))
  return { names: names.map(plain), text, joined: text.replace(/[^\S\n]+/g, '') }
}

const MAX_TYPED = 80
const MAX_WORDS = 8
/** Shown of what has only most of the words. */
const MAX_CLOSE = 8

const HAN = /\p{Script=Han}/u

const plainTyped = (typed: string): string => plain(typed.slice(0, MAX_TYPED))

const wordsOf = (typed: string): string[] => plainTyped(typed).split(/\s+/).filter(Boolean).slice(0, MAX_WORDS)

const occurs = ({ text, joined }: Omit<Searched, 'names'>, word: string): boolean =>
  text.includes(word) || (HAN.test(word) && joined.includes(word))

/** 0: it is the name; 1: the name begins with it; 2: the name has it; 3: it is somewhere else. */
function rankOf({ names }: Searched, words: readonly string[]): number {
  const typed = words.join(' ')
  if (names.includes(typed)) return 0
  if (names.some((name) => name.startsWith(typed))) return 1
  const hasAll = (text: string) => words.every((word) => occurs({ text, joined: text.replace(/\s+/g, '') }, word))
  return names.some(hasAll) ? 2 : 3
}

/** Words that say nothing about what is looked for. */
const STOP = new Set(
  `a about again all already also am an and any anything are as at be been but by can cannot could did do does doing done during
  each else ever for from get gets give had has have having he her his how i if in into is it its just know like made make makes
  many may me mean means more most much must my need no nor not of off on one or other our out over own same shall she should so
  some something still such than that the their them then there these they thing things this those though to too under up us use
  used very want was we were what when where whether which while who whom whose why will with without would yes yet you
  your`.split(/\s+/),
)
const STOP_HAN =
  /为什么|是什么|怎么样|怎么办|有什么|什么|怎么|怎样|如何|哪些|哪个|哪里|是否|是不是|能不能|会不会|有没有|可以|应该|需要|所有|全部|已经|如果|还是|还会|时候|一个|[的了吗呢吧啊么都被把是会在和与及或也还就这那它我你他们请让给对从到不没有能要时里上下后前个]/gu

/** Of "messages" the "s" goes, of "stored" the "ed": a word is found by its beginning. */
const stemOf = (word: string): string => {
  if (/[a-z](?:ed|ing)$/.test(word) && word.length > 5) return word.replace(/(?:ed|ing)$/, '')
  return word.length > 3 ? word.replace(/([^s])s$/, '$1') : word
}

/** What is looked for in a whole question: its Latin words without an ending, and pairs of Chinese characters. */
function keysOf(typed: string): string[] {
  const runs = plainTyped(typed).match(/\p{Script=Han}+|[a-z\d#]+(?:[._-]+[a-z\d#]+)*/gu) ?? []
  const keys = runs.flatMap((run) => {
    if (HAN.test(run)) return run.replace(STOP_HAN, ' ').split(' ').flatMap(pairsOf)
    return STOP.has(run) ? [] : [stemOf(run)]
  })
  return [...new Set(keys)]
}

const pairsOf = (run: string): string[] => {
  const letters = [...run]
  return letters.length < 2 ? letters : letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)
}

/** A Latin word begins where it is found: "art" is not in "start". */
const startsIn = ({ text, joined }: Searched, key: string): boolean => {
  if (HAN.test(key)) return joined.includes(key)
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1))
    if (at === 0 || !/[a-z\d]/.test(text[at - 1] ?? '')) return true
  return false
}

/** Those that have at least half of the words; a rare word counts for more. */
function closest<T>(items: readonly T[], of: (item: T) => Searched, typed: string): T[] {
  const keys = keysOf(typed)
  const having = keys.map((key) => new Set(items.filter((item) => startsIn(of(item), key))))
  // A pair of characters that occurs nowhere is most often the end of one word and the beginning of the next.
  const counted = keys.filter((key, at) => !HAN.test(key) || (having[at]?.size ?? 0) > 0).length
  const scored = items.map((item) => {
    const hits = having.filter((set) => set.has(item))
    const score = hits.reduce((sum, { size }) => sum + Math.log(1 + items.length / size), 0)
    return { item, hits: hits.length, score }
  })
  return scored
    .filter(({ hits }) => hits > 0 && hits * 2 >= counted)
    .sort((one, other) => other.score - one.score)
    .slice(0, MAX_CLOSE)
    .map(({ item }) => item)
}

/** @param of - what is searched of an item; read again for each word, so it should be cheap */
export function search<T>(items: readonly T[], of: (item: T) => Searched, typed: string): Found<T> {
  const words = wordsOf(typed)
  if (words.length === 0) return { found: [...items], all: true }
  const byRank: T[][] = [[], [], [], []]
  for (const item of items) {
    const one = of(item)
    if (words.every((word) => occurs(one, word))) byRank[rankOf(one, words)]?.push(item)
  }
  const found = byRank.flat()
  return found.length > 0 ? { found, all: true } : { found: closest(items, of, typed), all: false }
}
