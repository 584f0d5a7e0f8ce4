// What is wrong with data from outside, in words: where it is, what is there, and what would be allowed.

import { exactNumber } from './format'
import { withInvisibleShown } from './invisible'

/** Why a piece of outside data cannot be used. */
export type ProblemReason =
  | 'notJson'
  | 'notObject'
  | 'notList'
  | 'notText'
  | 'notBoolean'
  | 'notSwitch'
  | 'notPlace'
  | 'notChallenge'
  | 'notInteger'
  | 'notTable'
  | 'missing'
  | 'unknownKey'
  | 'unknownSetting'
  | 'outOfRange'
  | 'notInList'
  | 'notRelease'
  | 'badName'
  | 'nameTaken'
  | 'tooMany'
  | 'tableLength'
  | 'tableOrder'
  | 'tablesDiffer'
  | 'notAction'
  | 'renamedAction'
  | 'notTarget'
  | 'noSuchTarget'
  | 'notForTarget'
  | 'needsStore'
  | 'noLink'
  | 'notForGroup'
  | 'notTimed'
  | 'notSorted'
  | 'noTime'
  | 'notNumber'
  | 'notSelection'
  | 'notBreakpoints'
  | 'notDifference'
  | 'notDocument'
  | 'otherVersion'
  | 'tooLong'
  | 'notLink'
  | 'unknownPart'
  | 'twice'
  | 'badEncoding'
  | 'badCompression'
  | 'cutOff'
  | 'noScenario'
  | 'changedSince'
  | 'notThere'
  | 'tooFar'
  | 'noText'
  | 'textTooLong'
  | 'badText'
  | 'notFigure'
  | 'badFigureName'
  | 'noFigure'
  | 'notFigureValue'
  | 'askAndTask'
  | 'badLesson'
  | 'noAnswer'
  | 'claimFails'
  | 'tooSlow'
  | 'linkOrRun'
  | 'tooDeep'
  | 'more'
  | 'unknownOption'
  | 'needsValue'
  | 'takesNoValue'
  | 'folder'
  | 'severalFiles'
  | 'unreadable'
  | 'emptyFile'
  | 'binaryFile'
  | 'fileTooLarge'
  | 'notFile'
  | 'unknownRecording'

/** What would be accepted instead. */
export interface Allowed {
  min?: number
  max?: number
  list?: readonly string[]
}

export interface Problem {
  /** "scenario.settings.sendMsgTimeout", "actions[3].target"; "" is the whole. */
  path: string
  value: unknown
  allowed: Allowed
  reason: ProblemReason
}

const MAX_VALUE = 60

export const MAX_PATH = 120

const MAX_LIST = 32

/** Problems that are named; of more, only the number is said. */
export const MAX_PROBLEMS = 60

/** The first problems of a list, and how many more there are. @param unnamed - problems that are not even in the list */
export function firstProblems(problems: readonly Problem[], unnamed = 0): Problem[] {
  // A part may have been cut short already.
  const named = problems.filter(({ reason }) => reason !== 'more')
  const before = problems.reduce((sum, { reason, value }) => (reason === 'more' ? sum + Number(value) : sum), unnamed)
  const more = Math.max(0, named.length - MAX_PROBLEMS) + before
  if (more === 0) return named
  return [...named.slice(0, MAX_PROBLEMS), { path: '', value: more, reason: 'more', allowed: {} }]
}

/** Any value as JSON, as far as the first `longest` letters and little beyond: it may be huge, deep, or go round in circles. */
function firstLetters(value: unknown, longest: number): string {
  if (longest < 0) return '…'
  if (typeof value === 'string') return JSON.stringify(value.slice(0, longest))
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? String(value)
  let text = ''
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length && text.length <= longest; at++) {
      text += `${at > 0 ? ',' : ''}${firstLetters(value[at], longest - text.length)}`
    }
    return `[${text}]`
  }
  for (const key in value) {
    if (text.length > longest) break
    const name = JSON.stringify(key.slice(0, longest))
    text += `${text && ','}${name}:${firstLetters((value as Record<string, unknown>)[key], longest - text.length)}`
  }
  return `{${text}}`
}

/** The value as it was written, cut short; a number with its thousands kept apart. */
export function shown(value: unknown, longest = MAX_VALUE): string {
  if (typeof value === 'number') return exactNumber(value)
  const text =
    typeof value === 'string' ? value : typeof value === 'bigint' ? String(value) : firstLetters(value, longest)
  // Twice as many, because a character may take two.
  const plain = [...text.slice(0, 2 * longest + 2)]
  return withInvisibleShown(plain.length > longest ? `${plain.slice(0, longest).join('')}…` : plain.join(''))
}

export const listed = (list: readonly string[], between: string): string =>
  list.length > MAX_LIST ? `${list.slice(0, MAX_LIST).join(between)}${between}…` : list.join(between)

/** How many letters must be changed, added or taken away to make one word of the other. */
function distance(one: string, other: string): number {
  const from = one.toLowerCase()
  const to = other.toLowerCase()
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let at = 0; at < from.length; at++) {
    const next = [at + 1]
    for (let index = 0; index < to.length; index++) {
      const changed = (row[index] as number) + (from[at] === to[index] ? 0 : 1)
      next.push(Math.min(changed, (row[index + 1] as number) + 1, (next[index] as number) + 1))
    }
    row = next
  }
  return row[row.length - 1] as number
}

/** The word of a list that was probably meant, or null. */
export function nearest(value: unknown, list: readonly string[]): string | null {
  if (typeof value !== 'string' || value.length > 64) return null
  let best: string | null = null
  let bestDistance = (value.length <= 3 ? 1 : Math.max(2, Math.floor(value.length / 3))) + 1
  for (const word of list) {
    // That many letters must be added or taken away in any case.
    if (Math.abs(word.length - value.length) >= bestDistance) continue
    const away = distance(value, word)
    if (away < bestDistance) {
      best = word
      bestDistance = away
    }
  }
  return best
}

export interface ProblemsMessages {
  /** One problem, said so that a person can put it right. */
  sentence(problem: Problem): string
  /** Why a run cannot be compared with another. */
  incomparable(why: string): string
}
