import { expect, test } from 'vitest'
import { momentsOf } from '../projections/keyMoments'
import { entryAt, firstEntryAfter, presetInput, type RunInput, simulate } from '../rocketmq'
import { headlineAt, momentShown, oneEachInstant } from './headline'

const moment = (atMs: number, kind: 'action' | 'unregistered' | 'sendFailed' | 'messageFailed', logIndex = atMs) => ({
  atMs,
  kind,
  logIndex,
})

test('a sentence stays a second, then gives way to what happened meanwhile', () => {
  const moments = [moment(1000, 'action'), moment(1100, 'unregistered')]
  expect(momentShown(moments, 1500, 1)?.kind).toBe('action')
  expect(momentShown(moments, 2100, 1)?.kind).toBe('unregistered')
  expect(momentShown(moments, 9000, 1)).toBeNull()
})

test('something worse is told at once', () => {
  const moments = [moment(1000, 'action'), moment(1100, 'messageFailed')]
  expect(momentShown(moments, 1100, 1)?.kind).toBe('messageFailed')
})

test('how long it stays is real time: twice the speed, twice the virtual time', () => {
  const moments = [moment(1000, 'action'), moment(1100, 'unregistered')]
  expect(momentShown(moments, 2100, 2)?.kind).toBe('action')
})

test('of one instant the weightiest moment stays', () => {
  const kept = oneEachInstant([moment(10, 'unregistered'), moment(10, 'action'), moment(20, 'sendFailed')])
  expect(kept.map(({ kind }) => kind)).toEqual(['action', 'sendFailed'])
})

test('stepping tells exactly what happened at that millisecond', () => {
  const input: RunInput = {
    ...presetInput('article'),
    actions: [{ atMs: 4000, type: 'kill', target: 'broker-a/master' }],
  }
  const run = simulate(input, 10_000)
  const told = headlineAt(run, 4250, 1, 'jumped')
  expect(entryAt(run.log, told.endIndex - 1).atMs).toBe(4250)
})

test('a moment that was jumped to is told alone, and in a quiet stretch nothing lags behind', () => {
  const run = simulate(presetInput('article'), 12_000)
  const told = headlineAt(run, 9000.5, 1, 'paused')
  expect(told.endIndex).toBe(firstEntryAfter(run.log, 9000))
  expect(headlineAt(run, 9000.5, 1, 'playing').endIndex).toBeLessThan(told.endIndex)
  for (const { atMs } of momentsOf(run)) {
    const { startIndex, endIndex } = headlineAt(run, atMs, 1, 'jumped')
    expect(entryAt(run.log, startIndex).atMs).toBe(atMs)
    expect(entryAt(run.log, endIndex - 1).atMs).toBe(atMs)
  }
})

const KILLED: RunInput = {
  ...presetInput('article'),
  actions: [{ atMs: 4000, type: 'kill', target: 'broker-a/master' }],
}

test('standing still, the sentence is of the last instant at which anything happened, wherever that is', () => {
  const run = simulate(KILLED, 20_000)
  for (let tMs = 1; tMs < 20_000; tMs += 97) {
    const { startIndex, endIndex } = headlineAt(run, tMs, 1, 'jumped')
    expect(endIndex).toBe(firstEntryAfter(run.log, tMs))
    expect(entryAt(run.log, startIndex).atMs).toBe(entryAt(run.log, endIndex - 1).atMs)
  }
})

test('after a jump while it plays, the headline is of nothing earlier', () => {
  const run = simulate(KILLED, 20_000)
  for (const { atMs } of momentsOf(run)) {
    for (const laterMs of [0, 1, 300, 900, 1500, 2500]) {
      const { startIndex, endIndex } = headlineAt(run, atMs + laterMs + 0.5, 1, 'playing', atMs)
      if (endIndex > startIndex + 1 || startIndex > 0)
        expect(entryAt(run.log, endIndex - 1).atMs).toBeGreaterThanOrEqual(atMs)
    }
    const landed = headlineAt(run, atMs + 0.5, 1, 'playing', atMs)
    expect(entryAt(run.log, landed.startIndex).atMs).toBe(atMs)
  }
})

test('a jump from the candidate to the Leader makes it the headline, however soon it comes', () => {
  const moments = [moment(1000, 'action'), moment(1400, 'unregistered')]
  expect(momentShown(moments, 1400, 1)?.kind).toBe('action')
  expect(momentShown(moments, 1400, 1, 1400)?.kind).toBe('unregistered')
})

test('a jump ahead of the playhead, undone since, cuts nothing off', () => {
  const run = simulate(KILLED, 20_000)
  expect(headlineAt(run, 4100.5, 1, 'playing', 9000)).toEqual(headlineAt(run, 4100.5, 1, 'playing'))
})
