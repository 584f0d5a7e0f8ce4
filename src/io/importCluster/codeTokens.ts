// Pasted code, Java or Kotlin, as tokens: tolerant of everything, in one walk. Comments are blanked out before. No grammar:
// what a producer is told stands in calls and assignments, which brackets and quotes are enough to find.

import { endOfQuote } from './comments'

export interface Token {
  kind: 'word' | 'text' | 'number' | 'mark'
  /** As written; of a text its content. */
  text: string
  /** Where it begins and ends in the code. */
  from: number
  to: number
}

export interface Code {
  source: string
  tokens: Token[]
  /** Of each bracket, the index of the one that belongs to it; -1 of one that has none, and of all other tokens. */
  pairs: Int32Array
  /** Of each token, the index of the bracket around it, or -1. */
  around: Int32Array
  /** Of each token, the index of its line. */
  lineOf: Int32Array
}

const isWordLetter = (letter: string): boolean => /[\w$\u00c0-\uffff]/.test(letter)
const PAIRS: Record<string, string> = { ')': '(', ']': '[', '}': '{' }

export function readTokens(source: string): Code {
  const tokens: Token[] = []
  const add = (kind: Token['kind'], text: string, from: number, to: number) =>
    void tokens.push({ kind, text, from, to })
  let lineEnd = -1
  for (let at = 0; at < source.length; ) {
    const letter = source[at] as string
    if (at > lineEnd) {
      const next = source.indexOf('\n', at)
      lineEnd = next < 0 ? source.length : next
    }
    if (/\s/.test(letter)) at++
    else if (source.startsWith('"""', at)) {
      const end = source.indexOf('"""', at + 3)
      const to = end < 0 ? source.length : end + 3
      add('text', source.slice(at + 3, end < 0 ? to : end).trim(), at, to)
      at = to
    } else if (letter === '"' || letter === "'") {
      const end = endOfQuote(source, at + 1, letter, lineEnd)
      const to = end < 0 ? lineEnd : end
      add('text', source.slice(at + 1, to), at, Math.min(to + 1, lineEnd))
      at = end < 0 ? lineEnd : to + 1
    } else if (isWordLetter(letter)) {
      let to = at + 1
      while (to < source.length && isWordLetter(source[to] as string)) to++
      add(/\d/.test(letter) ? 'number' : 'word', source.slice(at, to), at, to)
      at = to
    } else {
      add('mark', letter, at, at + 1)
      at++
    }
  }
  return { source, tokens, ...matchBrackets(tokens), lineOf: linesOf(source, tokens) }
}

function linesOf(source: string, tokens: readonly Token[]): Int32Array {
  let line = 0
  let next = source.indexOf('\n')
  return Int32Array.from(tokens, ({ from }) => {
    while (next >= 0 && next < from) {
      line++
      next = source.indexOf('\n', next + 1)
    }
    return line
  })
}

function matchBrackets(tokens: readonly Token[]): Pick<Code, 'pairs' | 'around'> {
  const pairs = new Int32Array(tokens.length).fill(-1)
  const around = new Int32Array(tokens.length).fill(-1)
  const open: number[] = []
  /** How many of each kind are open. */
  const counts: Record<string, number> = { '(': 0, '[': 0, '{': 0 }
  tokens.forEach(({ kind, text }, index) => {
    if (kind === 'mark' && PAIRS[text] !== undefined && (counts[PAIRS[text]] as number) > 0) {
      // One that was never closed belongs to none.
      let opener = open.pop() as number
      for (; tokens[opener]?.text !== PAIRS[text]; opener = open.pop() as number)
        counts[(tokens[opener] as Token).text]--
      counts[PAIRS[text]]--
      pairs[opener] = index
      pairs[index] = opener
    }
    around[index] = open.at(-1) ?? -1
    if (kind === 'mark' && '([{'.includes(text)) {
      open.push(index)
      counts[text]++
    }
  })
  return { pairs, around }
}

/** More arguments than any call that matters has. */
const MAX_ARGUMENTS = 12
/** A longer argument is no value. */
const MAX_ARGUMENT = 500

/**
 * What stands between the commas of a call, as written.
 *
 * @param open - the index of its bracket
 * @returns null if the bracket is never closed
 */
export function argumentsOf({ source, tokens, pairs }: Code, open: number): string[] | null {
  const close = pairs[open] ?? -1
  if (close < 0) return null
  const found: string[] = []
  let from = (tokens[open] as Token).to
  const put = (to: number) => {
    const text = source.slice(from, Math.min(to, from + MAX_ARGUMENT)).trim()
    if (text !== '') found.push(text)
  }
  for (let index = open + 1; index < close && found.length < MAX_ARGUMENTS; index++) {
    const { kind, text, from: begin, to } = tokens[index] as Token
    const pair = pairs[index] ?? -1
    // What stands in brackets is skipped, however much it is.
    if (pair > index) index = pair
    else if (kind === 'mark' && text === ',') {
      put(begin)
      from = to
    }
  }
  put((tokens[close] as Token).from)
  return found
}
