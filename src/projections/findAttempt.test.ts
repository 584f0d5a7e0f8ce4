import { expect, test } from 'vitest'
import { entryAt, type LogEntry, logLength, presetInput, simulate } from '../rocketmq'
import { attemptOf, findMessage, newestSend } from './findAttempt'

const run = simulate(
  { ...presetInput('article'), actions: [{ atMs: 4000, type: 'kill', target: 'broker-a/master' }] },
  20_000,
)
const entries = Array.from({ length: logLength(run.log) }, (_, index) => entryAt(run.log, index))
const sends = entries.flatMap((entry, index) => (entry.kind === 'send' ? [{ ...entry, index }] : []))
type Send = Extract<LogEntry, { kind: 'send' }> & { index: number }
const retry = sends.find((send) => send.attempt === 2) as Send

test('the newest attempt is found at any moment, in any order of looking', () => {
  const times = [0, 19_999, 5000, 300, 12_345, 12_346, 12_345]
  const expected = (tMs: number) => sends.findLast((send) => send.atMs <= tMs)?.index ?? -1
  expect(times.map((tMs) => newestSend(run, tMs))).toEqual(times.map(expected))
  expect(newestSend(run, sends[0].atMs - 1)).toBe(-1)
})

test('the newest attempt is found however much happened after it', () => {
  const base = presetInput('article')
  const input = { ...base, scenario: { ...base.scenario, settings: { ...base.scenario.settings, messageLimit: 3 } } }
  const quiet = simulate(input, 600_000)
  const found = newestSend(quiet, 600_000)
  expect(entryAt(quiet.log, found)).toMatchObject({ kind: 'send', message: 3 })
})

test('a pinned attempt is shown from its moment on; before it, the newest', () => {
  expect(attemptOf(run, retry.message, retry.index, retry.atMs)).toBe(retry.index)
  expect(attemptOf(run, retry.message, retry.index, 20_000)).toBe(retry.index)
  const late = sends.at(-1) as Send
  expect(attemptOf(run, late.message, late.index, 3000)).toBe(newestSend(run, 3000))
  expect(newestSend(run, 3000)).toBeGreaterThanOrEqual(0)
  expect(attemptOf(run, late.message, late.index, sends[0].atMs - 1)).toBe(-1)
})

test('a message is found by its number, at its newest attempt', () => {
  expect(findMessage(run, retry.message)).toEqual({
    logIndex: sends.findLast((send) => send.message === retry.message)?.index,
  })
  expect(findMessage(run, 99_999)).toEqual({ highest: Math.max(...sends.map((send) => send.message)) })
})
