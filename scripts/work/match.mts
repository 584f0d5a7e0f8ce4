// Runs a regular expression as a plain backtracking engine does, and counts its steps. The browser's own engine is never
// slower by more than a factor: what it leaves out are steps that could not have succeeded.

import type { Program, Step } from './program.mts'

const WORD = /^\w$/
const BREAK = /[\n\r\u2028\u2029]/
const TOO_MANY = new RangeError('more steps than the limit')

interface Machine {
  text: string
  steps: number
  limit: number
  /** Ends of groups by number; -1: not taken part. */
  slots: number[]
}

const isWord = (text: string, at: number): boolean => at >= 0 && at < text.length && WORD.test(text[at] as string)

function holds({ kind, negate }: Step & { op: 'edge' }, text: string, at: number, multiline: boolean): boolean {
  const isBreak = (letter: string | undefined) => letter !== undefined && BREAK.test(letter)
  if (kind === 'word') return (isWord(text, at - 1) !== isWord(text, at)) !== negate
  return kind === 'start'
    ? at === 0 || (multiline && isBreak(text[at - 1]))
    : at === text.length || (multiline && isBreak(text[at]))
}

/** The character at a place, whole where the pattern reads whole ones; '' at an end of the text. */
function characterAt(text: string, at: number, back: boolean, whole: boolean): string {
  const unit = (back ? text[at - 1] : text[at]) ?? ''
  if (!whole || unit === '') return unit
  const pair = back ? text.slice(Math.max(0, at - 2), at) : text.slice(at, at + 2)
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? pair : unit
}

/** @returns where the match ends that begins here, or -1 */
function runAt({ steps, flags }: Program, machine: Machine, start: number, back: boolean): number {
  const { text, slots } = machine
  const whole = flags.unicode || flags.unicodeSets
  const rounds: number[] = []
  /** Where to go on when something fails, and what to put back then: [step, place, length of the trail]. */
  const waiting: [number, number, number][] = []
  const trail: [list: number[], at: number, value: number][] = []
  const put = (list: number[], at: number, value: number) => {
    trail.push([list, at, list[at] ?? -1])
    list[at] = value
  }
  let pc = 0
  let at = start
  const fail = (): boolean => {
    const last = waiting.pop()
    if (!last) return false
    pc = last[0]
    at = last[1]
    while (trail.length > last[2]) {
      const [list, place, value] = trail.pop() as [number[], number, number]
      list[place] = value
    }
    return true
  }
  for (;;) {
    if (++machine.steps > machine.limit) throw TOO_MANY
    const step = steps[pc] as Step
    let ok = true
    switch (step.op) {
      case 'take': {
        const character = characterAt(text, at, back, whole)
        ok = character !== '' && step.test(character)
        if (ok) at += back ? -character.length : character.length
        break
      }
      case 'split':
        waiting.push([step.second, at, trail.length])
        pc = step.first
        continue
      case 'jump':
        pc = step.to
        continue
      case 'save':
        put(slots, step.slot, at)
        break
      case 'edge':
        ok = holds(step, text, at, flags.multiline)
        break
      case 'look':
        ok = runAt(step.inside, machine, at, step.behind) >= 0 !== step.negate
        break
      case 'back': {
        const from = slots[2 * step.group] ?? -1
        const to = slots[2 * step.group + 1] ?? -1
        const said = from < 0 || to < 0 ? '' : text.slice(from, to)
        machine.steps += said.length
        ok = back ? text.slice(0, at).endsWith(said) : text.startsWith(said, at)
        if (ok) at += back ? -said.length : said.length
        break
      }
      case 'round':
        put(rounds, step.loop, at)
        break
      case 'taken':
        ok = rounds[step.loop] !== at
        break
      case 'match':
        return at
    }
    if (ok) pc++
    else if (!fail()) return -1
  }
}

export interface Counted {
  steps: number
  /** Null where nothing matches. */
  found: { index: number; end: number } | null
}

/** One look of a regular expression into a text, as `exec` does it. @returns null where it takes more steps than the limit */
export function countSteps(
  program: Program,
  text: string,
  lastIndex: number,
  sticky: boolean,
  limit = Number.POSITIVE_INFINITY,
): Counted | null {
  try {
    return count(program, text, lastIndex, sticky, limit)
  } catch (error) {
    if (error === TOO_MANY) return null
    throw error
  }
}

function count(program: Program, text: string, lastIndex: number, sticky: boolean, limit: number): Counted {
  const machine: Machine = { text, steps: 0, limit, slots: [] }
  const last = sticky ? lastIndex : program.anchored ? 0 : text.length
  for (let start = lastIndex; start <= last; start++) {
    machine.slots = []
    const end = runAt(program, machine, start, false)
    if (end >= 0) return { steps: machine.steps, found: { index: start, end } }
    // A whole character is not entered in its middle.
    if (characterAt(text, start, false, program.flags.unicode || program.flags.unicodeSets).length === 2) start++
  }
  return { steps: machine.steps + 1, found: null }
}
