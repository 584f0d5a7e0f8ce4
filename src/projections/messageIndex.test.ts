// The entries of a message are found wherever they are, in a made-up log with late copies everywhere and in real runs.

import { expect, test } from 'vitest'
import {
  type EventLog,
  entryAt,
  entryKind,
  entryMessage,
  logLength,
  presetInput,
  type Run,
  simulate,
} from '../rocketmq'
import { findMessage } from './findAttempt'
import { highestSent, indexBytes, messageEntries, newestBefore } from './messageIndex'
import { madeUpLog } from './messageIndex.testData'

function byHand(log: EventLog): Map<number, number[]> {
  const entries = new Map<number, number[]>()
  for (let index = 0; index < logLength(log); index++) {
    const entry = entryAt(log, index)
    if (!('message' in entry)) continue
    entries.set(entry.message, [...(entries.get(entry.message) ?? []), index])
  }
  return entries
}

function checkAll(log: EventLog, every: number): void {
  let highest = 0
  for (const [message, positions] of byHand(log)) {
    highest = Math.max(highest, message)
    if (message % every !== 0 && message > 3) continue
    expect(messageEntries(log, message)).toEqual(positions)
    const sent = positions.filter((index) => entryKind(log, index) === 'send')
    expect(newestBefore(log, ['send'], logLength(log), () => true, message)).toBe(sent.at(-1) ?? -1)
  }
  expect(highestSent(log)).toBe(highest)
  expect(findMessage({ log } as Run, highest + 1)).toEqual({ highest })
  expect(messageEntries(log, highest + 1)).toEqual([])
}

test('in a made-up log, with copies that come a hundred thousand entries later', () => {
  const log = madeUpLog(200_000)
  checkAll(log, 97)
  // Message 3 is answered at the very end.
  expect(messageEntries(log, 3).at(-1)).toBeGreaterThan(logLength(log) - 100)
  expect(indexBytes(log)).toBeLessThan(logLength(log) / 8)
})

test('in a real run, also while it grows', () => {
  const base = presetInput('article')
  const settings = { ...base.scenario.settings, sendIntervalMs: 10, sendThreadCount: 4 }
  const input = {
    ...base,
    scenario: { ...base.scenario, settings },
    actions: [
      { atMs: 5000, type: 'freeze' as const, target: 'broker-a/master' },
      { atMs: 50_000, type: 'resume' as const, target: 'broker-a/master' },
    ],
  }
  const run = simulate(input, 30_000)
  checkAll(run.log, 53)
  checkAll(simulate(input, 80_000).log, 53)
})

test('the newest entry of a kind is found however much came after it, and there may be none', () => {
  const log = madeUpLog(60_000)
  const actions = Array.from({ length: logLength(log) }, (_, index) => index).filter(
    (index) => entryKind(log, index) === 'action',
  )
  expect(actions).toEqual([0])
  expect(newestBefore(log, ['action'], logLength(log))).toBe(0)
  expect(newestBefore(log, ['action'], 0)).toBe(-1)
  expect(newestBefore(log, ['vote'], logLength(log))).toBe(-1)
  expect(newestBefore(log, ['send'], logLength(log), (index) => entryMessage(log, index) === 5)).toBe(
    messageEntries(log, 5).findLast((index) => entryKind(log, index) === 'send'),
  )
})
