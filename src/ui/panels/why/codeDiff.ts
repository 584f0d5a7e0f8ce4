// What changed in the pseudo-code from one release to another, line by line.

import { diffArrays } from 'diff'
import type { CodeLine } from '../../../explain/pseudocode'

export type Change = 'same' | 'added' | 'removed'

/**
 * @param from - the lines of one release
 * @param to - the lines of the other
 * @returns the lines of both in one order; a line both have is there once
 */
export const compareCode = (from: CodeLine[], to: CodeLine[]): { line: CodeLine; change: Change }[] =>
  diffArrays(from, to, {
    comparator: (left, right) => left.block === right.block && left.indent === right.indent && left.text === right.text,
  }).flatMap(({ value, added, removed }) =>
    value.map((line) => ({ line, change: added ? 'added' : removed ? 'removed' : 'same' }) as const),
  )
