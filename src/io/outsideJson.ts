// JSON from outside: read up to a length and a depth, so that whatever goes through it afterwards may do so by recursion.
// And how a problem in it is named.

import type { Allowed, Problem, ProblemReason } from '../i18n/problems'

/** Objects and lists in one another: several times as many as anything valid has. */
export const MAX_DEPTH = 64

export const isObject = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && !Array.isArray(data)

export const problem = (path: string, value: unknown, reason: ProblemReason, allowed: Allowed = {}): Problem => ({
  path,
  value,
  reason,
  allowed,
})

/** Problems of a part, as problems of the whole. */
export const below = (path: string, problems: readonly Problem[]): Problem[] =>
  problems.map((one) => ({ ...one, path: one.path ? `${path}.${one.path}` : path }))

/** Whether some data are nested deeper than that, or go round in circles. Without recursion. */
export function isTooDeep(data: unknown): boolean {
  let level = new Set<unknown>([data])
  for (let depth = 0; level.size > 0; depth++) {
    // Each once in a level: what is not JSON may be in several places.
    const below = new Set<unknown>()
    for (const one of level) {
      if (typeof one !== 'object' || one === null) continue
      if (depth === MAX_DEPTH) return true
      for (const inside of Array.isArray(one) ? one : Object.values(one)) {
        if (typeof inside === 'object' && inside !== null) below.add(inside)
      }
    }
    level = below
  }
  return false
}

export type JsonReading = { ok: true; data: unknown } | { ok: false; problem: Problem }

/** Reads a text as JSON. Never throws. @param longest - characters that are read at all */
export function parseJson(text: string, longest: number): JsonReading {
  const refused = (reason: ProblemReason, max?: number): JsonReading => ({
    ok: false,
    problem: problem('', text.slice(0, 100), reason, max === undefined ? {} : { max }),
  })
  if (text.length > longest) return refused('tooLong', longest)
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return refused('notJson')
  }
  return isTooDeep(data) ? refused('tooDeep', MAX_DEPTH) : { ok: true, data }
}

/** The same where what cannot be read is as good as nothing. */
export function parsedJson(text: string | null, longest: number): unknown {
  const read = text === null ? null : parseJson(text, longest)
  return read?.ok ? read.data : null
}
