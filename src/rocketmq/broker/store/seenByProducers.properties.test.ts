// What a producer sees of the inside of Brokers: nothing, as long as they have time and write and copy in the background.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyFaults, reproduce, UNTIL_MS } from '../../anyFaults.testData'
import { cases } from '../../cases.testData'
import { takeUnchecked } from '../../checkInput'
import type { LogEntry, LogKind } from '../../eventLog'
import { simulate } from '../../run'
import type { RunInput } from '../../scenario'
import { entriesOf } from '../../testDriver'
import './index'

const OF_PRODUCERS: ReadonlySet<LogKind> = new Set<LogKind>([
  'producerProcess',
  'routeRequest',
  'route',
  'send',
  'sendOk',
  'sendFailed',
  'messageFailed',
  'avoided',
  'available',
  'reachable',
  'queueRewritten',
])

/** Any faults but those that are about the load or the disk: there the inside is what makes the difference. */
const unhurried = anyFaults.map(
  (input): RunInput => ({
    ...input,
    scenario: {
      ...input.scenario,
      settings: {
        ...input.scenario.settings,
        flushDiskType: 'ASYNC_FLUSH',
        brokerRole: 'ASYNC_MASTER',
        enableDLegerCommitLog: false,
        enableControllerMode: false,
        // Up to 4.9.0 one thread would serve one after another.
        sendMessageThreadPoolNums: 128,
      },
    },
    actions: input.actions.filter(
      (one) =>
        !(one.type === 'setFault' && one.fault !== 'diskFull') &&
        !(one.type === 'set' && (one.name === 'flushDiskType' || one.name === 'brokerRole')),
    ),
  }),
)

const seen = (input: RunInput, simulateStore: boolean): LogEntry[] => {
  const settings = { ...input.scenario.settings, simulateStore }
  const run = simulate(takeUnchecked({ ...input, scenario: { ...input.scenario, settings } }), UNTIL_MS)
  return entriesOf(run).filter(({ kind }) => OF_PRODUCERS.has(kind))
}

test('at low load, with ASYNC_FLUSH and ASYNC_MASTER, producers see the same with the inside of Brokers and without', {
  timeout: 300_000,
}, () => {
  let compared = 0
  fc.assert(
    fc.property(unhurried, (input) => {
      const without = seen(input, false)
      const withIt = seen(input, true)
      compared += without.length
      const at = without.findIndex((entry, index) => JSON.stringify(entry) !== JSON.stringify(withIt[index]))
      if (at === -1 && without.length === withIt.length) return
      const found = `${JSON.stringify(without[at])} without, ${JSON.stringify(withIt[at])} with it`
      throw new Error(`${found}\nReproduce: ${reproduce(input)}`)
    }),
    { numRuns: cases(40, 200) },
  )
  expect(compared, 'entries compared').toBeGreaterThan(5000)
})
