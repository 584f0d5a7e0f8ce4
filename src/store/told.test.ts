import { expect, test } from 'vitest'
import { entryAt, presetInput, type RunInput, simulate } from '../engine'
import { momentShown, oneEachInstant, toldAt } from './told'

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
  const told = toldAt(run, 4250, 1, true)
  expect(entryAt(run.log, told.endIndex - 1).atMs).toBe(4250)
})
