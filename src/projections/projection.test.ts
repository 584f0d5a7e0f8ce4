// What is read along a run that grows in pieces, and along its forks, is what is read of a run computed at once.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  BLOCK,
  entryAt,
  extendRun,
  forkRun,
  logLength,
  presetInput,
  type Run,
  type RunInput,
  simulate,
  stateAt,
  type UserAction,
} from '../rocketmq'
import { faultsUntil, reproduce } from '../rocketmq/anyFaults.testData'
import { cases } from '../rocketmq/cases.testData'
import { takeUnchecked } from '../rocketmq/checkInput'
import { avoidanceWindows } from './avoidance'
import { EVENT_BREAKPOINTS, firstHit } from './breakpointHits'
import { failureNotes } from './failureNotes'
import { groupStatusSegments } from './groupStatus'
import { momentsOf } from './keyMoments'
import { messageEntries } from './messageIndex'
import { messageLife } from './messageLife'
import { createProjection, readFurther } from './projection'
import { outagesOf } from './reuse'
import { figures } from './runSummary'
import { binsBetween, callsBetween, copiesBefore, queuesOf } from './series'
import { timelineData } from './timelineTracks'

/** Long enough, with these settings, for some marks, and for several. */
const UNTIL_MS = 45_000
const LONG_MS = 90_000

function busy({ scenario, ...input }: RunInput, actions = input.actions, sendThreadCount = 4): RunInput {
  // Every second one looks inside of its Brokers.
  const simulateStore = input.seed % 2 === 0
  const settings = { ...scenario.settings, sendThreadCount, sendIntervalMs: 10, messageLimit: 0, simulateStore }
  return takeUnchecked({ ...input, actions, scenario: { ...scenario, settings } })
}

function factsOf(run: Run): object {
  const half = Math.floor(run.endMs / 2)
  return {
    windows: avoidanceWindows(run),
    segments: groupStatusSegments(run),
    moments: momentsOf(run),
    timeline: timelineData(run, 0, run.endMs, 1000),
    bins: binsBetween(run, 5000, 0, run.endMs + 1),
    calls: callsBetween(run, half, half + 500),
    copies: copiesBefore(run, run.endMs),
    queues: queuesOf(run),
    notes: [half, run.endMs].map((tMs) => failureNotes(run, tMs, 1600)),
    hits: EVENT_BREAKPOINTS.map((kind) => firstHit(run, [{ kind, enabled: true }], half, run.endMs)),
    messages: [1, 3, 700].map((message) => messageEntries(run.log, message)),
    figures: figures(run, 0, run.endMs),
    outages: [0, 1].map((group) => outagesOf(run, 0, group)),
    lives: [1, 3, 700].map((message) => messageLife(run, message)),
  }
}

/** Computed and read a little at a time; what is left over is read with the next piece, or when it is asked for. */
function inPieces(run: Run, untilMs: number, most: number): void {
  while (run.endMs < untilMs && run.endedBy === null) {
    extendRun(run, untilMs, 3000)
    readFurther(run, most)
  }
}

const pieces = fc.integer({ min: 1000, max: 60_000 })

test('facts of a run in pieces, of its forks and of a fork of a fork are those of fresh runs', {
  timeout: 300_000,
}, () => {
  let marked = 0
  fc.assert(
    fc.property(faultsUntil(UNTIL_MS), fc.nat(UNTIL_MS), fc.nat(11), pieces, (base, atMs, moved, most) => {
      try {
        const input = busy(base)
        const run = simulate(input, 0)
        factsOf(run)
        inPieces(run, UNTIL_MS, most)
        expect(factsOf(run)).toEqual(factsOf(simulate(input, UNTIL_MS)))
        // Another action, and one that is moved.
        const kill: UserAction = { atMs, type: 'kill', target: 'broker-a/master' }
        const at = moved % Math.max(1, input.actions.length)
        const others = [...input.actions.filter((one) => one.atMs <= atMs), kill]
        const later = input.actions.map((one, position) => (position === at ? { ...one, atMs: UNTIL_MS } : one))
        let from = run
        for (const actions of [others, later.sort((one, other) => one.atMs - other.atMs), input.actions]) {
          const changed = busy(base, actions)
          const fork = forkRun(from, changed, 0)
          if (logLength(fork.log) >= BLOCK) marked++
          readFurther(fork)
          inPieces(fork, UNTIL_MS, most)
          expect(factsOf(fork)).toEqual(factsOf(simulate(changed, UNTIL_MS)))
          from = fork
        }
        // The run it all began with has not noticed.
        expect(factsOf(run)).toEqual(factsOf(simulate(input, UNTIL_MS)))
      } catch (error) {
        throw new Error(`${(error as Error).message}\nReproduce: ${reproduce(base, UNTIL_MS)}`, { cause: error })
      }
    }),
    { numRuns: cases(2, 20), seed: 7 },
  )
  expect(marked).toBeGreaterThan(0)
})

/** Messages in the order of the log, and how many entries have been read for them. */
function countingProjection() {
  const read = { steps: 0 }
  const sends = createProjection({
    kinds: ['send', 'sendOk', 'stored'],
    init: () => ({ messages: [] as number[] }),
    step(state, entry) {
      read.steps++
      state.messages.push(entry.message)
    },
    mark: ({ messages }) => messages.length,
    resume: ({ messages }, count) => ({ messages: messages.slice(0, count) }),
  })
  return { sends, read }
}

test('a piece reads no more than it may: of a run that is asked about late, and of a fork near its end', () => {
  const MOST = 2000
  const { sends, read } = countingProjection()
  const input = busy(presetInput('article'), [], 40)
  const run = simulate(input, LONG_MS)
  expect(logLength(run.log)).toBeGreaterThan(4 * BLOCK)
  const inSlices = (slice: () => boolean): number => {
    for (let slices = 1; ; slices++) {
      read.steps = 0
      const isDone = slice()
      expect(read.steps).toBeLessThanOrEqual(MOST)
      if (isDone) return slices
    }
  }
  expect(inSlices(() => sends.prepare(run, MOST))).toBeGreaterThan(logLength(run.log) / MOST / 2)
  readFurther(run)
  const kill: UserAction = { atMs: LONG_MS - 1000, type: 'kill', target: 'broker-a/master' }
  const fork = forkRun(run, { ...input, actions: [kill] }, LONG_MS)
  expect(inSlices(() => readFurther(fork, MOST))).toBeGreaterThan(1)
  read.steps = 0
  expect(sends(fork).messages).toEqual(sends(simulate(fork.input, LONG_MS)).messages)
})

test('the moments that projections look at are got ready before, not in one go', () => {
  const asked: number[] = []
  const looks = createProjection({
    kinds: ['action'],
    looksAt: ({ dueMs }, atMs) => (atMs === null ? dueMs : null),
    init: () => ({ dueMs: null as number | null, sent: 0 }),
    step(state, { atMs }) {
      state.dueMs = atMs
    },
    settle(state, _, look) {
      if (state.dueMs === null) return
      asked.push(state.dueMs)
      state.sent = look(state.dueMs).totals.sent
      state.dueMs = null
    },
    mark: (state) => ({ ...state }),
    resume: (_, state) => ({ ...state }),
  })
  const atMs = 20_000
  const kill: UserAction = { atMs, type: 'kill', target: 'broker-a/master' }
  const run = simulate(busy(presetInput('article'), [kill], 40), UNTIL_MS)
  // An event is worth many entries: there are too many of them between a checkpoint and this moment for a piece.
  let slices = 1
  while (!looks.prepare(run, 10_000)) {
    expect(asked).toEqual([])
    slices++
  }
  expect(slices).toBeGreaterThan(logLength(run.log) / 10_000 + 2)
  expect(asked).toEqual([atMs])
  expect(looks(run).sent).toBe(stateAt(run, atMs).totals.sent)
})

test('a fork reads again no more than a block of what it has in common', () => {
  const { sends, read: counted } = countingProjection()
  const input = busy(presetInput('article'), [], 40)
  const run = simulate(input, LONG_MS)
  expect(logLength(run.log)).toBeGreaterThan(4 * BLOCK)
  sends(run)
  const fork = forkRun(run, { ...input, actions: [{ atMs: LONG_MS, type: 'kill', target: 'broker-a/master' }] }, 0)
  expect(logLength(fork.log)).toBeGreaterThan(4 * BLOCK)
  counted.steps = 0
  const read = sends(fork)
  expect(counted.steps).toBeLessThan(BLOCK)
  const expected = Array.from({ length: logLength(fork.log) }, (_, index) => entryAt(fork.log, index))
  expect(read.messages).toEqual(
    expected.flatMap((one) =>
      ['send', 'sendOk', 'stored'].includes(one.kind) && 'message' in one ? [one.message] : [],
    ),
  )
})
