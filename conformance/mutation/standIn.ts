// Stands in for vitest while mutants are run: collects the tests, so that a worker can stop at the first that fails.

import { chai, JestAsymmetricMatchers, JestChaiExpect } from '@vitest/expect'

chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)

export interface CollectedTest {
  name: string
  run: () => unknown
}

/** In the order in which they are written. */
export const collected: CollectedTest[] = []

export const expect = chai.expect

type Body = (...row: never[]) => unknown

/** `test(name, body)` and `test(name, options, body)`. */
const bodyOf = (one: unknown, other: unknown): Body => (typeof one === 'function' ? one : other) as Body

const rowOf = (row: unknown): never[] => (Array.isArray(row) ? row : [row]) as never[]

export function test(name: string, one: unknown, other?: unknown): void {
  collected.push({ name, run: bodyOf(one, other) })
}

test.each = (rows: readonly unknown[]) => (name: string, one: unknown, other?: unknown) => {
  for (const row of rows) test(`${name} ${JSON.stringify(row)?.slice(0, 40)}`, () => bodyOf(one, other)(...rowOf(row)))
}

export function describe(_name: string, body: () => void): void {
  body()
}

describe.each = (rows: readonly unknown[]) => (_name: string, body: Body) => {
  for (const row of rows) body(...rowOf(row))
}
