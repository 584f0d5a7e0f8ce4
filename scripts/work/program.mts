// A regular expression as a program of small steps, in the order in which a backtracking engine tries them. The same program
// is run with its steps counted (match.mts) and proved to need few of them (linear.mts), so that neither speaks of another
// machine than the other.

import { type AST, parseRegExpLiteral } from '@eslint-community/regexpp'

export type Step =
  /** Takes one character. */
  | { op: 'take'; test: (character: string) => boolean }
  /** Tries `first`, then `second`. */
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { op: 'save'; slot: number }
  | { op: 'edge'; kind: 'start' | 'end' | 'word'; negate: boolean }
  | { op: 'look'; inside: Program; negate: boolean; behind: boolean }
  | { op: 'back'; group: number }
  /** Begins and ends a round of a loop: a round that takes nothing is not taken. */
  | { op: 'round'; loop: number }
  | { op: 'taken'; loop: number }
  | { op: 'match' }

export interface Program {
  steps: Step[]
  flags: AST.Flags
  /** Whether it can only match at the very beginning of a text. */
  anchored: boolean
}

/** Copies of a counted part: more would be a mistake of whoever wrote the pattern. */
const MAX_COPIES = 1000

/** What one character may be, asked of the engine itself, once for each. */
function tester(raw: string, flags: AST.Flags): (character: string) => boolean {
  const native = new RegExp(
    `^(?:${raw})$`,
    `${flags.ignoreCase ? 'i' : ''}${flags.dotAll ? 's' : ''}${flags.unicode ? 'u' : ''}${flags.unicodeSets ? 'v' : ''}`,
  )
  const known = new Map<string, boolean>()
  return (character) => {
    let answer = known.get(character)
    if (answer === undefined) {
      answer = native.test(character)
      known.set(character, answer)
    }
    return answer
  }
}

class Compiler {
  readonly steps: Step[] = []
  private readonly flags: AST.Flags
  private loops = 0

  constructor(flags: AST.Flags) {
    this.flags = flags
  }

  private add<One extends Step>(step: One): One {
    this.steps.push(step)
    return step
  }

  alternatives(list: readonly AST.Alternative[], back: boolean): void {
    const ends: { to: number }[] = []
    for (const [at, { elements }] of list.entries()) {
      const split = at < list.length - 1 ? this.add({ op: 'split' as const, first: 0, second: 0 }) : null
      if (split) split.first = this.steps.length
      for (const element of back ? elements.toReversed() : elements) this.element(element, back)
      if (!split) continue
      ends.push(this.add({ op: 'jump' as const, to: 0 }))
      split.second = this.steps.length
    }
    for (const end of ends) end.to = this.steps.length
  }

  private element(node: AST.Element, back: boolean): void {
    switch (node.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        this.add({ op: 'take', test: tester(node.raw, this.flags) })
        return
      case 'Group':
        this.alternatives(node.alternatives, back)
        return
      case 'CapturingGroup': {
        const slot = 2 * groupNumber(node)
        this.add({ op: 'save', slot: back ? slot + 1 : slot })
        this.alternatives(node.alternatives, back)
        this.add({ op: 'save', slot: back ? slot : slot + 1 })
        return
      }
      case 'Quantifier':
        this.quantifier(node, back)
        return
      case 'Assertion':
        this.assertion(node)
        return
      case 'Backreference':
        if (Array.isArray(node.resolved)) throw new RangeError('a reference to one of several groups')
        this.add({ op: 'back', group: groupNumber(node.resolved as AST.CapturingGroup) })
        return
    }
  }

  private quantifier({ element, min, max, greedy }: AST.Quantifier, back: boolean): void {
    if (min > MAX_COPIES || (max !== Number.POSITIVE_INFINITY && max > MAX_COPIES)) {
      throw new RangeError(`{${min},${max}} is too many`)
    }
    for (let copy = 0; copy < min; copy++) this.element(element, back)
    const fork = () => this.add({ op: 'split' as const, first: 0, second: 0 })
    const into = (split: { first: number; second: number }, inside: number, after: number) =>
      Object.assign(split, greedy ? { first: inside, second: after } : { first: after, second: inside })
    if (max === Number.POSITIVE_INFINITY) {
      const loop = this.loops++
      const start = this.steps.length
      const split = fork()
      const inside = this.steps.length
      this.add({ op: 'round', loop })
      this.element(element, back)
      this.add({ op: 'taken', loop })
      this.add({ op: 'jump', to: start })
      into(split, inside, this.steps.length)
      return
    }
    const splits: [{ first: number; second: number }, number][] = []
    for (let copy = min; copy < max; copy++) {
      const split = fork()
      const loop = this.loops++
      splits.push([split, this.steps.length])
      this.add({ op: 'round', loop })
      this.element(element, back)
      this.add({ op: 'taken', loop })
    }
    for (const [split, inside] of splits) into(split, inside, this.steps.length)
  }

  private assertion(node: AST.Assertion): void {
    if (node.kind === 'lookahead' || node.kind === 'lookbehind') {
      const behind = node.kind === 'lookbehind'
      const inside = new Compiler(this.flags)
      inside.alternatives(node.alternatives, behind)
      inside.steps.push({ op: 'match' })
      const program = { steps: inside.steps, flags: this.flags, anchored: false }
      this.add({ op: 'look', inside: program, negate: node.negate, behind })
    } else this.add({ op: 'edge', kind: node.kind, negate: 'negate' in node && node.negate })
  }
}

let numbers = new Map<AST.CapturingGroup, number>()
const groupNumber = (group: AST.CapturingGroup): number => numbers.get(group) as number

const isAnchored = (node: AST.Element | undefined, flags: AST.Flags): boolean =>
  node !== undefined &&
  ((node.type === 'Assertion' && node.kind === 'start' && !flags.multiline) ||
    ((node.type === 'Group' || node.type === 'CapturingGroup') &&
      node.alternatives.every(({ elements }) => isAnchored(elements[0], flags))))

/** @throws SyntaxError for what is no regular expression */
export function compile(source: string, flags: string): Program {
  const literal = parseRegExpLiteral(new RegExp(source, flags))
  const { pattern } = literal
  numbers = new Map()
  const number = (node: AST.Node): void => {
    if (node.type === 'CapturingGroup') numbers.set(node, numbers.size + 1)
    if ('alternatives' in node && node.type !== 'ClassStringDisjunction') node.alternatives.forEach(number)
    else if (node.type === 'Alternative') node.elements.forEach(number)
    else if (node.type === 'Quantifier') number(node.element)
  }
  number(pattern)
  const compiler = new Compiler(literal.flags)
  compiler.alternatives(pattern.alternatives, false)
  compiler.steps.push({ op: 'match' })
  return {
    steps: compiler.steps,
    flags: literal.flags,
    anchored: pattern.alternatives.every(({ elements }) => isAnchored(elements[0], literal.flags)),
  }
}
