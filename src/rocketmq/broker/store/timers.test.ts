// No timer of the inside of Brokers is set for the present again and again: a run always gets on.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyFaults, reproduce, withStore } from '../../anyFaults.testData'
import { cases } from '../../cases.testData'
import { takeUnchecked } from '../../checkInput'
import { presetInput } from '../../presets'
import { extendRun, simulate } from '../../run'
import type { UserAction } from '../../scenario'
import type { Settings } from '../../settings'
import './index'

const UNTIL_MS = 20_000
/** More than any of these inputs has in one millisecond. */
const MAX_EVENTS = 80_000

/** @returns the millisecond in which the run stands, or its end */
function endOf(settings: Partial<Settings>, actions: UserAction[] = []): number {
  const { scenario, ...input } = presetInput('2m-2s-async')
  const own = { ...scenario.settings, simulateStore: true, brokerGroupCount: 1, sendIntervalMs: 40, ...settings }
  const run = simulate({ ...input, actions, scenario: { ...scenario, settings: own } }, 0)
  for (let pieces = 0; pieces < 50 && run.endMs < UNTIL_MS; pieces++) extendRun(run, UNTIL_MS, 2000)
  return run.endMs
}

test('where a heartbeat of the Master is due just when there is something to send, and its next look is later', () => {
  // One of these falls into the millisecond of an append.
  for (let haSendHeartbeatInterval = 890; haSendHeartbeatInterval < 920; haSendHeartbeatInterval++)
    expect(endOf({ haSendHeartbeatInterval, sendIntervalMs: 1000 })).toBe(UNTIL_MS)
})

test('where a message is on disk and waits for its copy longer than it could for the disk', () => {
  const settings: Partial<Settings> = {
    flushDiskType: 'SYNC_FLUSH',
    brokerRole: 'SYNC_MASTER',
    inSyncReplicas: 2,
    syncFlushTimeout: 40,
  }
  expect(endOf(settings, [{ atMs: 5000, type: 'freeze', target: 'broker-a/n1' }])).toBe(UNTIL_MS)
})

test('where a message has its copy and waits for the disk longer than it could for the copy', () => {
  const settings: Partial<Settings> = {
    flushDiskType: 'SYNC_FLUSH',
    brokerRole: 'SYNC_MASTER',
    inSyncReplicas: 2,
    slaveTimeout: 40,
  }
  const stalled: UserAction = { atMs: 5000, type: 'setFault', target: 'broker-a/n0', fault: 'diskStalled', on: true }
  expect(endOf(settings, [stalled])).toBe(UNTIL_MS)
})

test('whatever is done to it', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(withStore(anyFaults), (input) => {
      const run = simulate(takeUnchecked(input), 0)
      while (run.endMs < UNTIL_MS && !run.endedBy) {
        const before = run.endMs
        extendRun(run, UNTIL_MS, MAX_EVENTS)
        expect(run.endMs, reproduce(input)).toBeGreaterThan(before)
      }
    }),
    { numRuns: cases(60, 1000), endOnFailure: true },
  )
})
