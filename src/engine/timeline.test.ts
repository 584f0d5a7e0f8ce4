// What a run promises at any size: that computing it can be cut into pieces by work as well as by time, and that its
// checkpoints stay light without changing what is seen. Everything else about runs is in properties.test.ts.

import { expect, test } from 'vitest'
import type { RunInput } from './scenario'
import { REAL_SETTINGS, type Settings } from './settings'
import { entriesOf } from './testDriver'
import { cloneState, extendRun, simulate, stateAt } from './timeline'

const input = (changes: Partial<Settings>): RunInput => ({
  scenario: { preset: 'test', topic: 'TopicTest', settings: { ...REAL_SETTINGS, ...changes }, brokerGroups: [] },
  seed: 3,
  actions: [{ atMs: 40, type: 'kill', target: 'broker-a/master' }],
})

test('a run in which too much happens ends earlier, at the end of a millisecond, and goes on from there', () => {
  const busy = input({ producerCount: 8, sendThreadCount: 16, sendIntervalMs: 1, communicationMode: 'ASYNC' })
  const whole = simulate(busy, 100)
  const pieces = simulate(busy, 100, 2000)
  expect(pieces.endMs).toBeLessThan(100)
  let calls = 1
  while (pieces.endMs < 100) {
    const before = pieces.endMs
    const eventsBefore = pieces.head.state.eventsDone
    extendRun(pieces, 100, 2000)
    calls++
    expect(pieces.endMs).toBeGreaterThan(before)
    // All that happens in one millisecond belongs together.
    expect(pieces.head.state.eventsDone - eventsBefore).toBeLessThan(2000 + 8 * 16 * 20)
    expect(stateAt(pieces, pieces.endMs)).toEqual(stateAt(whole, pieces.endMs))
  }
  expect(calls).toBeGreaterThan(5)
  expect(entriesOf(pieces)).toEqual(entriesOf(whole))
})

test('in the largest cluster checkpoints thin themselves out, and every moment is still what it was', () => {
  const largest = input({ brokerGroupCount: 16, writeQueueNums: 48, producerCount: 64, sendThreadCount: 8 })
  const straight = simulate(largest, 4321)
  const run = simulate(largest, 100_000)
  expect(run.checkpointSpread).toBeGreaterThan(1)
  expect(run.checkpoints.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(50_000_000)
  expect(run.checkpoints[0]?.state.nowMs).toBe(0)
  expect(stateAt(run, 4321)).toEqual(cloneState(straight.head.state))
})

test('where the engine itself fails, the run ends at the last moment before it, and everything up to there can be looked at', () => {
  const sound = simulate(input({}), 1000)
  const run = simulate(input({}), 100)
  // No input is known that makes it fail, so an action is planted that fails when it is looked at.
  const planted = {
    atMs: 500,
    type: 'kill' as const,
    get target(): string {
      throw new Error('planted')
    },
  }
  run.head.input = { ...run.input, actions: [...run.input.actions, planted] }
  expect(() => extendRun(run, 1000)).toThrow('planted')
  expect(run.endMs).toBe(499)
  expect(stateAt(run, 499)).toEqual(stateAt(sound, 499))
  expect(() => stateAt(run, 500)).toThrow(RangeError)
})
