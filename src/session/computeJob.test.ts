// @vitest-environment happy-dom
// Jobs that take more than a moment, one after another: what takes the place of what, and what waits.
import { expect, test, vi } from 'vitest'
import { presetInput, simulate } from '../rocketmq'
import { afterChange, type JobEnd, startJob } from './computeJob'

const FAR_MS = 3_000_000

/** A change that computes a run of its own to a far moment, and what becomes of it. */
function startChange(): JobEnd[] {
  const run = simulate(presetInput('large'), 0)
  const ends: JobEnd[] = []
  startJob({ kind: 'change', toMs: FAR_MS / 100, runs: () => [run], done: (end) => ends.push(end) })
  expect(ends, 'it is not done at once').toEqual([])
  return ends
}

test('a jump waits for the change that is under way, and of two jumps only the last is made', async () => {
  const change = startChange()
  const jumps: string[] = []
  for (const name of ['first', 'second']) {
    startJob({ kind: 'jump', toMs: 1000, done: (end) => jumps.push(`${name} ${end}, change ${change.join()}`) })
  }
  expect(jumps).toEqual(['first replaced, change '])
  await vi.waitFor(() => expect(jumps).toHaveLength(2), { timeout: 100_000 })
  expect(change).toEqual(['arrived'])
  expect(jumps[1]).toBe('second arrived, change arrived')
})

test('another change takes the place of the one under way', async () => {
  const first = startChange()
  const second = startChange()
  expect(first).toEqual(['replaced'])
  await vi.waitFor(() => expect(second).toEqual(['arrived']), { timeout: 100_000 })
})

test('what depends on the change under way comes after it, one after another', async () => {
  const change = startChange()
  const told: string[] = []
  for (const name of ['first', 'second']) {
    afterChange(() => {
      told.push(`${name} begins, change ${change.join()}`)
      const run = simulate(presetInput('large'), 0)
      startJob({ kind: 'change', toMs: FAR_MS / 100, runs: () => [run], done: (end) => told.push(`${name} ${end}`) })
    })
  }
  expect(told).toEqual([])
  await vi.waitFor(() => expect(told).toHaveLength(4), { timeout: 100_000 })
  expect(told).toEqual([
    'first begins, change arrived',
    'first arrived',
    'second begins, change arrived',
    'second arrived',
  ])
})
