// Fuzzing of the engine: any cluster under all faults at once, and any input that the gate lets through.

import fc from 'fast-check'
import { anyInput } from '../../src/io/anyRun.testData'
import { parseRunInput } from '../../src/io/inputSchema'
import { MAX_RUN_MS, type RunInput, type UserAction } from '../../src/rocketmq'
import { anyFaults, faultsUntil, UNTIL_MS } from '../../src/rocketmq/anyFaults.testData'
import { checkRun } from '../../src/rocketmq/invariants.testData'
import type { Kind } from './kind.mts'

/** A moment that is looked at more closely, and how long the run is. */
interface RunCase extends Record<string, unknown> {
  input: RunInput
  tMs: number
  untilMs: number
}

const WILD_MS = 6000
/** ms of virtual time after which silent Brokers have left the NameServer. */
const MINUTES_MS = 150_000

/** Anything the gate accepts, with its actions moved into the first seconds and its crowd kept small. */
const wild: fc.Arbitrary<RunCase> = fc.record({ input: anyInput, tMs: fc.nat(WILD_MS) }).map(({ input, tMs }) => {
  const few = (one: UserAction): UserAction => {
    if (one.type !== 'set') return one
    if (one.name === 'sendThreadCount') return { ...one, value: 1 + (Number(one.value) % 4) }
    if (one.name === 'sendIntervalMs') return { ...one, value: 20 + Number(one.value) }
    return one
  }
  const { settings } = input.scenario
  const calm = {
    ...settings,
    sendThreadCount: 1 + (settings.sendThreadCount % 4),
    sendIntervalMs: settings.sendIntervalMs + 20 * settings.producerCount,
  }
  const actions = input.actions
    .map((one) => few({ ...one, atMs: Math.floor((one.atMs / MAX_RUN_MS) * WILD_MS * 1000) % WILD_MS }))
    .toSorted((one, other) => one.atMs - other.atMs)
  return { input: { ...input, scenario: { ...input.scenario, settings: calm }, actions }, tMs, untilMs: WILD_MS }
})

export const runs: Kind<RunCase> = {
  name: 'engine',
  cases: fc.oneof(
    { weight: 4, arbitrary: fc.record({ input: anyFaults, tMs: fc.nat(UNTIL_MS), untilMs: fc.constant(UNTIL_MS) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        input: faultsUntil(MINUTES_MS),
        tMs: fc.nat(MINUTES_MS),
        untilMs: fc.constant(MINUTES_MS),
      }),
    },
    { weight: 2, arbitrary: wild },
  ),
  check: ({ input, tMs, untilMs }) => {
    // Moved actions may no longer fit together; the gate decides, as it does for everybody.
    if (parseRunInput(input).ok) checkRun(input, tMs, untilMs)
  },
  inTests: 12,
}
