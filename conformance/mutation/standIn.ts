// Stands in for vitest while mutants are run: collects the tests, so that a worker can stop at the first that fails.

import { isDeepStrictEqual } from 'node:util'
import { chai, JestAsymmetricMatchers, JestChaiExpect } from '@vitest/expect'

chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)

export interface CollectedTest {
  name: string
  run: () => unknown
}

/** In the order in which they are written. */
export const collected: CollectedTest[] = []

type Matchers = Record<'toBe' | 'toEqual', (expected: unknown) => void>

const said = chai.expect as unknown as (value: unknown, message?: string) => Matchers

/** Most expectations are met, and quicker to see so than chai does; what it has to say is asked of it when they are not. */
class Expectation {
  constructor(
    readonly value: unknown,
    readonly message?: string,
  ) {}

  toBe(expected: unknown): void {
    if (!Object.is(this.value, expected)) said(this.value, this.message).toBe(expected)
  }

  toEqual(expected: unknown): void {
    // Stricter than toEqual: what passes here passes there.
    if (!isDeepStrictEqual(this.value, expected)) said(this.value, this.message).toEqual(expected)
  }
}

const slowly: ProxyHandler<Expectation> = {
  get: (quick, name) =>
    name in quick ? Reflect.get(quick, name).bind(quick) : Reflect.get(said(quick.value, quick.message), name),
}

export const expect = Object.assign(
  (value: unknown, message?: string) => new Proxy(new Expectation(value, message), slowly),
  chai.expect,
)

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
