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
import { createProjection, readFurther } from './projection'
import { figures } from './runSummary'
import { binsBetween, callsBetween, copiesBefore, queuesOf } from './series'
import { timelineData } from './timelineTracks'

/** Long enough, with these settings, for several marks. */
const UNTIL_MS = 90_000

function busy({ scenario, ...input }: RunInput, actions = input.actions, sendThreadCount = 4): RunInput {
  const settings = { ...scenario.settings, sendThreadCount, sendIntervalMs: 10, messageLimit: 0 }
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
  }
}

function inPieces(run: Run, untilMs: number): void {
  while (run.endMs < untilMs && run.endedBy === null) {
    extendRun(run, untilMs, 3000)
    readFurther(run)
  }
}

test('facts of a run in pieces, of its forks and of a fork of a fork are those of fresh runs', {
  timeout: 300_000,
}, () => {
  let marked = 0
  fc.assert(
    fc.property(faultsUntil(UNTIL_MS), fc.nat(UNTIL_MS), fc.nat(11), (base, atMs, moved) => {
      try {
        const input = busy(base)
        const run = simulate(input, 0)
        factsOf(run)
        inPieces(run, UNTIL_MS)
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
          if (logLength(fork.log) >= 2 * BLOCK) marked++
          readFurther(fork)
          inPieces(fork, UNTIL_MS)
          expect(factsOf(fork)).toEqual(factsOf(simulate(changed, UNTIL_MS)))
          from = fork
        }
        // The run it all began with has not noticed.
        expect(factsOf(run)).toEqual(factsOf(simulate(input, UNTIL_MS)))
      } catch (error) {
        throw new Error(`${(error as Error).message}\nReproduce: ${reproduce(base, UNTIL_MS)}`, { cause: error })
      }
    }),
    { numRuns: cases(2, 5), seed: 7 },
  )
  expect(marked).toBeGreaterThan(0)
})

test('a fork reads again no more than two blocks of what it has in common', () => {
  let steps = 0
  const sends = createProjection({
    kinds: ['send', 'sendOk', 'stored'],
    init: () => ({ messages: [] as number[] }),
    step(state, entry) {
      steps++
      state.messages.push(entry.message)
    },
    mark: ({ messages }) => messages.length,
    resume: ({ messages }, count) => ({ messages: messages.slice(0, count) }),
  })
  const input = busy(presetInput('article'), [], 40)
  const run = simulate(input, UNTIL_MS)
  expect(logLength(run.log)).toBeGreaterThan(4 * BLOCK)
  sends(run)
  const fork = forkRun(run, { ...input, actions: [{ atMs: UNTIL_MS, type: 'kill', target: 'broker-a/master' }] }, 0)
  expect(logLength(fork.log)).toBeGreaterThan(4 * BLOCK)
  steps = 0
  const read = sends(fork)
  expect(steps).toBeLessThan(2 * BLOCK)
  const expected = Array.from({ length: logLength(fork.log) }, (_, index) => entryAt(fork.log, index))
  expect(read.messages).toEqual(
    expected.flatMap((one) =>
      ['send', 'sendOk', 'stored'].includes(one.kind) && 'message' in one ? [one.message] : [],
    ),
  )
})
