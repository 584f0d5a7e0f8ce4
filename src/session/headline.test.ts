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
