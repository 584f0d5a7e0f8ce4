// The engine has no defect that is known, so one is planted: with this file alone, a run in which broker-a's Master was
// killed fails at 12 s, and a Broker that is frozen makes the very making of a run fail.

import { beforeEach, expect, test, vi } from 'vitest'
import { readLink } from '../io/link'
import type { Run, RunInput } from '../rocketmq'
import { act, begin, loadPreset, pause, play, seek } from './actions'
import { addressText } from './addressText'
import { useApp } from './appStore'
import { advance } from './clock'
import { endComparing, startComparing } from './comparison'
import { computeFurther, reachableMs, stopOf } from './computing'
import { failures, tell } from './failures'
import { jumpToNext, stepForward } from './jumps'
import { computedMs, currentState } from './runViews'
import { closeFailure, failureAt } from './shownFailure'
import { computeUntil, lastMs } from './shownRuns'
import { undo } from './undo'

const FAILS_AT_MS = 12_000

vi.mock('../rocketmq', async (original) => {
  const engine = await original<typeof import('../rocketmq')>()
  const has = (input: RunInput, type: string) => input.actions.some((action) => action.type === type)
  return {
    ...engine,
    extendRun(run: Run, untilMs: number, maxEvents?: number) {
      if (!has(run.input, 'kill') || untilMs < FAILS_AT_MS) return engine.extendRun(run, untilMs, maxEvents)
      engine.extendRun(run, FAILS_AT_MS - 1, maxEvents)
      if (run.endMs === FAILS_AT_MS - 1) throw new Error('planted')
    },
    forkRun(run: Run, input: RunInput, untilMs: number) {
      if (has(input, 'freeze')) throw new Error('planted in making')
      return engine.forkRun(run, input, untilMs)
    },
  }
})

const get = useApp.getState
const shown = () => failureAt(get(), failures.getState())
const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)

beforeEach(() => {
  loadPreset('article')
  pause()
  useApp.setState({ past: [], future: [], branches: [], notice: null, fastForward: false })
  failures.setState({ told: null, closed: null })
  logged.mockClear()
})

const kill = () => act({ type: 'kill', target: 'broker-a/master' })

function playOn(frames: number): void {
  play()
  for (let frame = 0; frame < frames && get().playing; frame++) advance(100)
}

test('a run in which the engine fails is played to its last good moment, and stands there', () => {
  seek(9000)
  kill()
  expect(shown(), 'nothing is told before it is in the way').toBeNull()
  playOn(1000)
  expect(get()).toMatchObject({ playing: false, playheadMs: FAILS_AT_MS - 1 })
  expect(currentState().nowMs).toBe(FAILS_AT_MS - 1)
  expect(shown()).toMatchObject({ kind: 'stopped', atMs: FAILS_AT_MS - 1, error: { message: 'planted' } })
  expect(shown()?.input).toBe(get().input)
  expect(logged).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'planted' }))
})

test('it is computed no further, whatever asks for it', () => {
  seek(9000)
  kill()
  const { run } = get()
  seek(60_000)
  expect(get().playheadMs).toBe(FAILS_AT_MS - 1)
  expect(computeUntil(80_000, 1000), 'there is nothing to come back for').toBe(true)
  computeFurther(run, 90_000)
  expect([run.endMs, computedMs(), lastMs(), reachableMs(run)]).toEqual(Array(4).fill(FAILS_AT_MS - 1))
  expect(logged).toHaveBeenCalledOnce()
})

test('what is closed stays closed, until somebody wants to go on', () => {
  seek(9000)
  kill()
  seek(60_000)
  for (const goOn of [() => playOn(3), stepForward, jumpToNext]) {
    const failure = shown()
    if (!failure) throw new Error('nothing is told')
    closeFailure(failure)
    expect(shown()).toBeNull()
    goOn()
    expect(shown()).toMatchObject({ kind: 'stopped' })
    expect(get().notice, 'nobody says that nothing happens').toBeNull()
  }
})

test('after an undo the run goes on where it failed, and after doing it again it fails again', async () => {
  seek(9000)
  kill()
  seek(60_000)
  undo()
  expect(shown()).toBeNull()
  expect(stopOf(get().run)).toBeNull()
  playOn(20)
  expect(get().playing).toBe(true)
  expect(get().playheadMs).toBeGreaterThan(FAILS_AT_MS)
  const { redo } = await import('./undo')
  redo()
  expect(shown()).toMatchObject({ kind: 'stopped' })
  expect(get().playheadMs).toBe(FAILS_AT_MS - 1)
})

test('the address at the last good moment brings the same input, which fails again', () => {
  seek(9000)
  kill()
  seek(60_000)
  const { input } = get()
  const { input: read, view, problems } = readLink(`#${addressText()}`)
  expect(problems).toEqual([])
  expect(read).toEqual(input)
  expect(view.tMs).toBe(FAILS_AT_MS - 1)
  loadPreset('real-5.3')
  begin(read as RunInput)
  seek(view.tMs ?? 0)
  playOn(3)
  expect(shown()).toMatchObject({ kind: 'stopped', atMs: FAILS_AT_MS - 1 })
})

test('what cannot be made at all changes nothing, and is told with its own input', () => {
  seek(3000)
  play()
  const before = get()
  expect(() => act({ type: 'freeze', target: 'broker-a/master' })).toThrow('planted in making')
  const after = get()
  expect([after.input, after.run, after.past, after.branches]).toEqual([
    before.input,
    before.run,
    before.past,
    before.branches,
  ])
  expect(after.playing).toBe(false)
  expect(shown()).toMatchObject({ kind: 'refused', atMs: 3000, input: { actions: [{ type: 'freeze', atMs: 3000 }] } })
})

test('the run beside it may fail alone: both stand at its last good moment, and it is told whose it is', () => {
  startComparing({ kind: 'with', action: { atMs: 9000, type: 'kill', target: 'broker-a/master' } })
  playOn(1000)
  expect(get()).toMatchObject({ playing: false, playheadMs: FAILS_AT_MS - 1 })
  expect(shown()).toMatchObject({ kind: 'stopped', input: { actions: [{ type: 'kill' }] } })
  expect(get().input.actions).toEqual([])
  endComparing()
  expect(shown()).toBeNull()
  playOn(20)
  expect(get().playheadMs).toBeGreaterThan(FAILS_AT_MS)
})

test('a failed part of the page stops the time and is told once', () => {
  seek(3000)
  play()
  const error = new Error('cannot draw')
  tell('drawing', error)
  tell('page', error)
  expect(get().playing).toBe(false)
  expect(shown()).toMatchObject({ kind: 'drawing', atMs: 3000, error })
})
