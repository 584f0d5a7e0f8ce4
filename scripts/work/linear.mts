// Proves that a regular expression needs work in proportion to the text, however the text is chosen and wherever the match
// may begin, or shows the two places between which it tries the same letters again. A backtracking engine can only be slow
// where two different loops can read the same letters and the one leads into the other (Weber and Seidl's criterion for
// unbounded ambiguity); looking for a beginning is such a loop as well.

import type { Program, Step } from './program.mts'

/** Letters that stand for all others: what patterns of ours tell apart. */
const LETTERS = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  ...[
    '\u00a0',
    'é',
    'ß',
    'ſ',
    '\u212a',
    '\u0301',
    '\u200b',
    '\u202e',
    '\u2028',
    '\u2029',
    '\u2e80',
    '\u3000',
    '，',
    '。',
  ],
  ...['中', '文', '、', '“', '\ufeff', '\ufe0f', '\ud800', '\udc00', '😀', '\u{e0001}', '\u2764', '\uffff'],
]

/** How many ways without a letter there may be between two places before it counts as endless. */
const MAX_WAYS = 20_000

const WORD = /^\w$/

/** What `\b` and `\B` ask of the letters on both sides of them. */
type Between = 'any' | 'other' | 'same'

/** A place where a letter is taken. */
interface Place {
  takes: (letter: string) => boolean
  /** Where it leads to, with how many ways there are, one or more than one. */
  next: Map<Step, Map<Between, number>>
  /** Whether the pattern has matched behind it, whatever comes: then nothing is ever tried again. */
  done: boolean
}

export class NotLinear extends Error {}

/** @param begins - at the beginning of a text; else behind a letter */
function nextAfter(program: Program, from: number, begins = false): Pick<Place, 'next' | 'done'> {
  const next: Place['next'] = new Map()
  let done = false
  let ways = 0
  const way = new Set<Step>()
  const go = ({ steps, flags }: Program, pc: number, between: Between, sure: boolean, isMain: boolean): void => {
    if (++ways > MAX_WAYS) throw new NotLinear('too many ways that take nothing')
    const step = steps[pc] as Step
    if (way.has(step)) return
    way.add(step)
    const all = { steps, flags, anchored: false }
    switch (step.op) {
      case 'take': {
        const places = next.get(step) ?? new Map<Between, number>()
        next.set(step, places.set(between, (places.get(between) ?? 0) + 1))
        break
      }
      case 'split':
        go(all, step.first, between, sure, isMain)
        go(all, step.second, between, sure, isMain)
        break
      case 'jump':
        go(all, step.to, between, sure, isMain)
        break
      case 'match':
        if (sure && isMain) done = true
        break
      case 'look':
        go(step.inside, 0, 'any', false, false)
        go(all, pc + 1, between, false, isMain)
        break
      case 'edge': {
        if (step.kind === 'start' && !flags.multiline && !begins) break
        const asked: Between = step.kind !== 'word' ? 'any' : step.negate ? 'same' : 'other'
        if (between === 'any' || asked === 'any' || between === asked) {
          go(all, pc + 1, between === 'any' ? asked : between, false, isMain)
        }
        break
      }
      default:
        go(all, pc + 1, between, sure, isMain)
    }
    way.delete(step)
  }
  go(program, from, 'any', true, true)
  return { next, done }
}

/** The places of a program, the first of which looks for a beginning. */
function placesOf(program: Program): { places: Place[]; numbers: Map<Step, number> } {
  const places: Place[] = [{ takes: () => true, ...nextAfter(program, 0), done: false }]
  const numbers = new Map<Step, number>()
  const collect = (one: Program, behind: boolean): void => {
    for (const [at, step] of one.steps.entries()) {
      if (step.op === 'back') throw new NotLinear('a reference to a group')
      if (step.op === 'take') {
        numbers.set(step, places.length)
        places.push({ takes: step.test, ...nextAfter(one, at + 1) })
      } else if (step.op === 'look') collect(step.inside, behind || step.behind)
      else if (behind && step.op === 'jump' && step.to <= at) throw new NotLinear('a loop that looks back')
    }
  }
  collect(program, false)
  return { places, numbers }
}

/** Letters of which no place tells one from the other, one for each. */
function lettersOf(places: readonly Place[]): string[] {
  const kinds = new Map<string, string>()
  for (const letter of LETTERS) {
    const kind = `${WORD.test(letter)}${places.map(({ takes }) => (takes(letter) ? '1' : '0')).join('')}`
    if (!kinds.has(kind)) kinds.set(kind, letter)
  }
  return [...kinds.values()]
}

/**
 * @returns null for a pattern that is linear, or letters on which it is not: the more often they are repeated, the more often
 * each of them is read
 * @throws NotLinear for what cannot be proved
 */
export function slowOn(program: Program): string | null {
  const { places: written, numbers } = placesOf(program)
  const letters = lettersOf(written)
  // What stands on the other side of an edge of a word is asked of the next letter: a place of its own for each question.
  const names = new Map<string, number>([['0', 0]])
  const places: { at: number; asks: boolean | null }[] = [{ at: 0, asks: null }]
  const placeOf = (at: number, asks: boolean | null): number => {
    const name = asks === null ? String(at) : `${at} ${asks}`
    let place = names.get(name)
    if (place === undefined) {
      place = places.push({ at, asks }) - 1
      names.set(name, place)
    }
    return place
  }
  for (const [step, ways] of nextAfter(program, 0, true).next) {
    for (const between of ways.keys()) {
      placeOf(numbers.get(step) as number, between === 'any' ? null : between === 'other')
    }
  }
  /** By place and letter: where it leads, in how many ways, and whether the pattern has matched then. */
  const leads: { to: Map<number, number>; done: boolean }[][] = []
  for (let place = 0; place < places.length; place++) {
    const { at, asks } = places[place] as (typeof places)[number]
    const { takes, next, done } = written[at] as Place
    leads.push(
      letters.map((letter) => {
        const to = new Map<number, number>()
        const isWord = WORD.test(letter)
        if (!takes(letter) || (asks !== null && asks !== isWord)) return { to, done }
        if (at === 0) to.set(0, 1)
        for (const [step, ways] of next) {
          for (const [between, count] of ways) {
            const asked = between === 'any' ? null : between === 'same' ? isWord : !isWord
            const target = placeOf(numbers.get(step) as number, asked)
            to.set(target, (to.get(target) ?? 0) + count)
          }
        }
        return { to, done }
      }),
    )
  }
  /** By letter and place: where it leads; `through` also past places behind which it has matched. */
  const moves = (through: boolean) =>
    letters.map((_, letter) =>
      leads.map((row) => {
        const { to, done } = row[letter] as (typeof row)[number]
        return through || !done ? [...to.keys()] : []
      }),
    )
  const strict = moves(false)
  const all = moves(true)

  const reach = (from: number, by: number[][][]): Set<number> => {
    const found = new Set<number>()
    const waiting = [from]
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      for (const move of by) {
        for (const next of move[place] as number[]) {
          if (found.has(next)) continue
          found.add(next)
          waiting.push(next)
        }
      }
    }
    return found
  }
  const reached = places.map((_, place) => reach(place, strict))
  const reachedThrough = places.map((_, place) => reach(place, all))
  const inLoop = places.map((_, place) => place).filter((place) => reached[place]?.has(place))
  const sameLoop = (one: number, other: number) => Boolean(reached[one]?.has(other) && reached[other]?.has(one))

  // Two ways round one loop without a letter between them double with every round.
  for (const place of inLoop) {
    for (const [letter, { to, done }] of (leads[place] ?? []).entries()) {
      for (const [next, ways] of to) if (ways > 1 && !done && sameLoop(place, next)) return letters[letter] as string
    }
  }

  /** Letters that lead three walkers, each in step with the others, from one triple of places to another; null: none do. */
  const lead = (
    from: [number, number, number],
    to: [number, number, number],
    middle: number[][][],
    needsFork: boolean,
  ): string | null => {
    const key = ([a, b, c]: readonly number[], forked: boolean) =>
      ((((a as number) * places.length + (b as number)) * places.length + (c as number)) << 1) | (forked ? 1 : 0)
    const known = new Set<number>()
    const waiting: { at: [number, number, number]; forked: boolean; said: string }[] = [
      { at: from, forked: !needsFork, said: '' },
    ]
    for (let index = 0; index < waiting.length; index++) {
      const { at, forked, said } = waiting[index] as (typeof waiting)[number]
      for (const [letterAt, letter] of letters.entries()) {
        for (const a of strict[letterAt]?.[at[0]] ?? []) {
          if (!sameLoop(a, to[0])) continue
          for (const c of strict[letterAt]?.[at[2]] ?? []) {
            if (!sameLoop(c, to[2])) continue
            for (const b of middle[letterAt]?.[at[1]] ?? []) {
              const next = { at: [a, b, c] as [number, number, number], forked: forked || a !== b, said: said + letter }
              if (a === to[0] && b === to[1] && c === to[2] && next.forked) return next.said
              const name = key(next.at, next.forked)
              if (known.has(name)) continue
              known.add(name)
              waiting.push(next)
            }
          }
        }
      }
    }
    return null
  }

  for (const first of inLoop) {
    // Two different ways round the same loop.
    const around = first === 0 ? null : lead([first, first, first], [first, first, first], strict, true)
    if (around !== null) return around
    // A search that goes on behind a match meets again what was read beyond the match.
    const middle = first === 0 ? all : strict
    for (const second of inLoop) {
      if (first === second || !(first === 0 ? reachedThrough : reached)[first]?.has(second)) continue
      const slow = lead([first, first, second], [first, second, second], middle, false)
      if (slow !== null) return slow
    }
  }
  return null
}
