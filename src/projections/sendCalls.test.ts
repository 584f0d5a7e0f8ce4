// A call put together again from the log, while the run is still being computed.
import { expect, test } from 'vitest'
import { entryAt, extendRun, logLength, presetInput, type Run, simulate, type UserAction } from '../rocketmq'
import { callStory } from './sendCalls'

const KILL: UserAction = { atMs: 3000, type: 'kill', target: 'broker-a/master' }

const firstSendOf = (run: Run, message: number): number => {
  for (let index = 0; index < logLength(run.log); index++) {
    const entry = entryAt(run.log, index)
    if (entry.kind === 'send' && entry.message === message && entry.attempt === 1) return index
  }
  return -1
}

test('a story told while it goes on is the one told of a run computed at once', () => {
  const input = { ...presetInput('article'), actions: [KILL] }
  const run = simulate(input, 2500)
  const told = new Set<string>()
  for (let toMs = 2500; toMs <= 9000; toMs += 50) {
    extendRun(run, toMs)
    for (const message of [9, 10, 11, 12, 13, 14]) {
      const index = firstSendOf(run, message)
      if (index < 0) continue
      const story = callStory(run, index)
      expect(story).toEqual(callStory(simulate(input, toMs), index))
      told.add(`${message} ${story?.attempts.length} ${story?.end?.kind}`)
    }
  }
  // Some were followed from their first attempt through a retry to their end.
  expect([...told].some((state) => state.endsWith(' 1 undefined'))).toBe(true)
  expect([...told].some((state) => state.endsWith(' 2 returned'))).toBe(true)
})
