// What a run promises at any size: that computing it can be cut into pieces by work as well as by time, and that its
// checkpoints stay light without changing what is seen. Everything else about runs is in properties.test.ts.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entryTime } from './eventLog'
import type { SimulationEvent } from './events'
import { requestsInFlight } from './inFlight'
import { cloneState, createCursor, extendRun, forkRun, simulate, stateAt } from './run'
import { exceededLimit, RUN_LIMITS } from './runLimits'
import type { RunInput } from './scenario'
import { REAL_SETTINGS, type Settings } from './settings'
import { entriesOf } from './testDriver'

const input = (changes: Partial<Settings>): RunInput => ({
  scenario: { preset: 'test', topic: 'TopicTest', settings: { ...REAL_SETTINGS, ...changes }, brokerGroups: [] },
  seed: 3,
  actions: [{ atMs: 40, type: 'kill', target: 'broker-a/master' }],
})

test('a run can be computed in pieces of any number of events, and is the same run', () => {
  const busy = input({ producerCount: 3, sendThreadCount: 4, sendIntervalMs: 1, communicationMode: 'ASYNC' })
  const whole = simulate(busy, 60)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 3, max: 900 }), { minLength: 1, maxLength: 6 }), (sizes) => {
      const pieces = simulate(busy, 60, sizes[0])
      for (let calls = 0; pieces.endMs < 60; calls++) {
        const size = sizes[calls % sizes.length] as number
        const before = pieces.head.state.eventsDone
        extendRun(pieces, 60, size)
        expect(pieces.head.state.eventsDone - before).toBeLessThanOrEqual(size)
        // Only whole milliseconds can be looked at.
        if (pieces.log.length > 0)
          expect(entryTime(pieces.log, pieces.log.length - 1)).toBeLessThanOrEqual(pieces.endMs)
        if (calls % 97 === 0) expect(stateAt(pieces, pieces.endMs)).toEqual(stateAt(whole, pieces.endMs))
      }
      expect(entriesOf(pieces)).toEqual(entriesOf(whole))
      expect(cloneState(pieces.head.state)).toEqual(cloneState(whole.head.state))
      expect(pieces.checkpoints.map(({ logLength }) => logLength)).toEqual(
        whole.checkpoints.map(({ logLength }) => logLength),
      )
    }),
    { numRuns: 12 },
  )
})

test('a fork of a run that stopped inside of a millisecond goes on as a run of its own would', () => {
  const busy = input({ producerCount: 3, sendThreadCount: 4, sendIntervalMs: 1, communicationMode: 'ASYNC' })
  const other = { ...busy, actions: [{ atMs: 25, type: 'kill' as const, target: 'broker-b/master' }] }
  const straight = simulate(other, 50)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 3, max: 900 }), (first, size) => {
      const fork = forkRun(simulate(busy, 60, first), other, 50, size)
      while (fork.endMs < 50) extendRun(fork, 50, size)
      expect(entriesOf(fork)).toEqual(entriesOf(straight))
      expect(stateAt(fork, 50)).toEqual(stateAt(straight, 50))
    }),
    { numRuns: 12 },
  )
})

test('a moment can be approached in pieces, and what is shown meanwhile stays as it is', () => {
  const busy = input({ producerCount: 3, sendThreadCount: 4, sendIntervalMs: 1, brokerServiceTimeMs: 5 })
  const run = simulate({ ...busy, actions: [] }, 120)
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 120 }),
      fc.integer({ min: 0, max: 120 }),
      fc.integer({ min: 1, max: 900 }),
      (from, to, size) => {
        const cursor = createCursor(run)
        const before = cloneState(cursor.seek(from))
        while (!cursor.approach(to, size)) expect(cloneState(cursor.seek(from))).toEqual(before)
        expect(cloneState(cursor.seek(to))).toEqual(stateAt(run, to))
      },
    ),
    { numRuns: 12 },
  )
})

/** Sends as fast as the settings allow, and nobody ever answers. */
const flood = input({
  communicationMode: 'ONEWAY',
  producerCount: 64,
  sendThreadCount: 128,
  sendIntervalMs: 1,
  brokerServiceTimeMs: 600_000,
})

test('a run that would hold too much in flight ends there, at the same moment however it is computed', () => {
  const whole = simulate({ ...flood, actions: [] }, 60_000)
  expect(whole.endedBy).toEqual({ limit: 'inFlight', most: RUN_LIMITS.inFlight, atMs: whole.endMs + 1 })
  expect(whole.endMs).toBeGreaterThan(3)
  expect(requestsInFlight(stateAt(whole, whole.endMs))).toBeLessThanOrEqual(RUN_LIMITS.inFlight)
  expect(() => stateAt(whole, whole.endMs + 1)).toThrow(/ends at/)
  const length = whole.log.length
  extendRun(whole, 60_000)
  expect(whole.log.length).toBe(length)

  const pieces = simulate({ ...flood, actions: [] }, 60_000, 1)
  for (let calls = 0; pieces.endedBy === null; calls++) {
    expect(calls).toBeLessThan(1000)
    extendRun(pieces, 60_000, 7777)
  }
  expect(pieces.endedBy).toEqual(whole.endedBy)
  expect(pieces.endMs).toBe(whole.endMs)
  expect(pieces.log.length).toBe(length)
})

test('what is done before a run ends by itself lets it go on', () => {
  const run = simulate({ ...flood, actions: [] }, 60_000)
  const calmer = { atMs: run.endMs, type: 'set' as const, name: 'producerCount' as const, value: 1 }
  const calmed = { ...flood, actions: [calmer, { ...calmer, name: 'sendIntervalMs' as const, value: 60_000 }] }
  const fork = forkRun(run, calmed, run.endMs + 100)
  expect(fork.endedBy).toBeNull()
  expect(fork.endMs).toBe(run.endMs + 100)
  const straight = simulate(calmed, fork.endMs)
  expect(JSON.stringify(stateAt(fork, fork.endMs))).toBe(JSON.stringify(stateAt(straight, fork.endMs)))
  // And the run it came from still ends where it did.
  expect(forkRun(fork, run.input, 60_000).endedBy).toEqual(run.endedBy)
})

test('the longest log and the most planned events are limits as well', () => {
  const { state, log } = simulate(input({}), 100).head
  expect(exceededLimit({ state, log })).toBeNull()
  const events = Array.from({ length: RUN_LIMITS.events + 1 }, () => state.eventQueue[0] as SimulationEvent)
  expect(exceededLimit({ state: { ...state, eventQueue: events }, log })?.limit).toBe('events')
  const written = RUN_LIMITS.entries
  expect(exceededLimit({ state, log: log && { ...log, written } })).toBeNull()
  expect(exceededLimit({ state, log: log && { ...log, written: written + 1 } })?.limit).toBe('entries')
  expect(exceededLimit({ state, log: null })).toBeNull()
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
