// The gate explains what is wrong with an input, and the engine refuses it: both by the same facts, so they agree about every input.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyInput } from '../io/anyRun.testData'
import { parseRunInput } from '../io/inputSchema'
import { type RunInput, simulate } from '../rocketmq'

/** Every place in a value, as keys from the top. */
function* places(value: unknown, path: (string | number)[] = []): Generator<(string | number)[]> {
  yield path
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value)) yield* places((value as Record<string, unknown>)[key], [...path, key])
}

function put(data: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  const copy = (Array.isArray(data) ? [...data] : { ...(data as object) }) as Record<string | number, unknown>
  if (rest.length === 0 && value === undefined) delete copy[key]
  else copy[key] = put(copy[key], rest, value)
  return copy
}

const WRONG = [
  -2,
  -1,
  0,
  0.5,
  1,
  2,
  17,
  65_536,
  86_400_001,
  5e9,
  null,
  true,
  'x',
  '',
  'broker-a/n0',
  'kill',
  [],
  [3, 2],
  {},
  undefined,
]

/** What only the gate asks of texts: that they can be written down and shown. */
const isText = (path: readonly (string | number)[]): boolean =>
  ['preset', 'topic', 'brokerName'].includes(String(path.at(-1)))

const accepts = (data: unknown): boolean => {
  try {
    simulate(data as RunInput, 0)
    return true
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return false
  }
}

const isSmall = ({ scenario: { settings } }: RunInput): boolean =>
  settings.producerCount * settings.sendThreadCount <= 64

test('what the gate lets through the engine takes, and what one refuses the other refuses', () => {
  let refused = 0
  fc.assert(
    fc.property(anyInput.filter(isSmall), fc.nat(), fc.constantFrom(...WRONG), (input, at, value) => {
      expect(accepts(input)).toBe(true)
      const all = [...places(input)].filter((path) => !isText(path))
      const changed = put(input, all[at % all.length] ?? [], value)
      const { ok } = parseRunInput(changed)
      if (!ok) refused++
      if (!ok || isSmall(changed as RunInput)) expect(accepts(changed)).toBe(ok)
    }),
    { numRuns: 400 },
  )
  expect(refused).toBeGreaterThan(100)
})
