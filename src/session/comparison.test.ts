// The other run follows the run of the page, both ways.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Difference, followed, otherInput, reversed, suggestedDifferences } from '../explain/difference'
import { loadAllMessages } from '../i18n/load'
import { parseDifference, readDifference, readOther } from '../io/differenceSchema'
import { entryAt, logLength, presetInput, type Run, type RunInput, simulate, type UserAction } from '../rocketmq'
import { act, begin, changeSetting, pause, seek } from './actions'
import { useApp } from './appStore'
import { endComparing, restoreComparison, startComparing, swapRuns } from './comparison'
import { edit } from './editing'
import { jumpToNext, jumpToPrevious, stepBack, stepForward } from './jumps'
import { computedMs, mainView, otherView } from './runViews'
import { nextMomentMs } from './shownRuns'
import { goToFigure, shownSummary, watchSummary } from './shownSummary'
import { undo } from './undo'

// Why something is refused is said in words that are loaded when they are needed.
beforeAll(() => loadAllMessages('problems'))

const get = useApp.getState
const SWITCH_OFF: Difference = { kind: 'setting', name: 'sendLatencyFaultEnable', value: false }
const KILL: UserAction = { atMs: 5000, type: 'kill', target: 'broker-a/master' }

const logOf = ({ log }: Run, untilMs: number) =>
  Array.from({ length: logLength(log) }, (_, index) => entryAt(log, index)).filter((entry) => entry.atMs <= untilMs)

/** The other run is what a run from the beginning would be. */
function expectOther(input: RunInput) {
  const run = get().comparison?.run
  if (!run) throw new Error('nothing is compared')
  expect(run.input).toEqual(input)
  const untilMs = Math.min(run.endMs, 20_000)
  expect(logOf(run, untilMs)).toEqual(logOf(simulate(input, untilMs), untilMs))
}

beforeEach(() => {
  endComparing()
  begin(presetInput('article'))
  pause()
  useApp.setState({ past: [], future: [], branches: [] })
})

describe('the other run', () => {
  test('has the one thing different, and is computed to the playhead', () => {
    seek(8000)
    startComparing(SWITCH_OFF)
    expect(computedMs()).toBeGreaterThanOrEqual(8000)
    expectOther(otherInput(get().input, SWITCH_OFF))
    expect(otherView.state().settings.sendLatencyFaultEnable).toBe(false)
    expect(mainView.state().settings.sendLatencyFaultEnable).toBe(true)
    expect(otherView.state().nowMs).toBe(8000)
  })

  test('has every fault of the first one at once: done, moved, undone', () => {
    startComparing(SWITCH_OFF)
    seek(5000)
    act({ type: 'kill', target: 'broker-a/master' })
    expect(get().comparison?.run.input.actions).toEqual([KILL])
    expectOther(otherInput(get().input, SWITCH_OFF))
    edit({ ...get().input, actions: [{ ...KILL, atMs: 7000 }] })
    expect(get().comparison?.run.input.actions).toEqual([{ ...KILL, atMs: 7000 }])
    expectOther(otherInput(get().input, SWITCH_OFF))
    undo()
    expect(get().comparison?.run.input.actions).toEqual([KILL])
    expectOther(otherInput(get().input, SWITCH_OFF))
    undo()
    expect(get().comparison?.run.input.actions).toEqual([])
    expectOther(otherInput(get().input, SWITCH_OFF))
  })

  test('keeps its own value when the compared setting is changed in the first one', () => {
    startComparing(SWITCH_OFF)
    seek(5000)
    changeSetting('sendLatencyFaultEnable', false)
    changeSetting('sendLatencyFaultEnable', true)
    expect(get().input.actions).toHaveLength(2)
    expect(get().comparison?.run.input.actions).toEqual([])
    changeSetting('sendMsgTimeout', 500)
    expect(get().comparison?.run.input.actions).toHaveLength(1)
  })

  test('follows a fault that is left out when that fault is moved', () => {
    begin({ ...presetInput('article'), actions: [KILL] })
    startComparing({ kind: 'without', action: KILL })
    expect(get().comparison?.run.input.actions).toEqual([])
    edit({ ...get().input, actions: [{ ...KILL, atMs: 9000 }] })
    expect(get().comparison?.difference).toEqual({ kind: 'without', action: { ...KILL, atMs: 9000 } })
    expect(get().comparison?.run.input.actions).toEqual([])
  })

  test('stays as it is where it is a branch', () => {
    const branch = { ...presetInput('article'), actions: [KILL] }
    startComparing({ kind: 'run', name: { zh: '甲', en: 'one' }, input: branch })
    seek(3000)
    act({ type: 'kill', target: 'broker-b/master' })
    expect(get().comparison?.run.input).toEqual(branch)
    expect(get().input.actions).toHaveLength(1)
  })

  test('leaves out what it has nothing for, and says how much', () => {
    const third: UserAction = { atMs: 4000, type: 'kill', target: 'broker-b/master' }
    begin({ ...presetInput('article'), actions: [third, KILL] })
    startComparing({ kind: 'setting', name: 'brokerGroupCount', value: 1 })
    expect(get().comparison).toMatchObject({ leftOut: 1 })
    expect(get().comparison?.run.input.actions).toEqual([KILL])
  })

  test('that cannot be is not begun, and said', () => {
    startComparing({ kind: 'table', latencyMax: [1, 2, 3], notAvailableDuration: [1] })
    expect(get().comparison).toBeNull()
    expect(get().notice?.tone).toBe('problem')
  })
})

describe('swapping', () => {
  test('makes the other run the first, and can be undone', () => {
    startComparing(SWITCH_OFF)
    seek(5000)
    act({ type: 'kill', target: 'broker-a/master' })
    seek(9000)
    const before = get().input
    const other = get().comparison?.run.input
    swapRuns()
    expect(get().input).toEqual(other)
    expect(get().playheadMs).toBe(9000)
    expect(get().comparison?.run.input).toEqual(before)
    expect(get().comparison?.difference).toEqual({ ...SWITCH_OFF, value: true })
    undo()
    expect(get().input).toEqual(before)
    expect(get().comparison?.difference).toEqual(SWITCH_OFF)
    expect(get().comparison?.run.input).toEqual(other)
  })

  test('loses nothing where the difference left something out', () => {
    startComparing(SWITCH_OFF)
    seek(5000)
    changeSetting('sendLatencyFaultEnable', false)
    const before = get().input
    swapRuns()
    expect(get().comparison?.run.input).toEqual(before)
    expect(get().comparison?.difference).toEqual({ kind: 'run', name: null, input: before })
  })
})

describe('one clock', () => {
  test('steps and jumps stop at what happens in either run', () => {
    begin({ ...presetInput('article'), actions: [KILL] })
    startComparing(SWITCH_OFF)
    seek(5000)
    const times = (view: typeof mainView) => {
      const { log, endMs } = view.run()
      expect(endMs).toBeGreaterThan(8000)
      return Array.from({ length: logLength(log) }, (_, index) => entryAt(log, index).atMs)
    }
    seek(9000)
    seek(5000)
    const all = [...new Set([...times(mainView), ...times(otherView)])]
      .filter((atMs) => atMs <= 8000)
      .sort((a, b) => a - b)
    const after = all.filter((atMs) => atMs > 5000)
    const visited = after.map(() => {
      stepForward()
      return get().playheadMs
    })
    expect(visited).toEqual(after)
    const back = after.map(() => {
      stepBack()
      return get().playheadMs
    })
    expect(back).toEqual([5000, ...after.slice(0, -1)].toReversed())
    const next = nextMomentMs(6000)
    seek(6000)
    jumpToNext()
    expect(get().playheadMs).toBe(next)
    jumpToPrevious()
    expect(get().playheadMs).toBeLessThanOrEqual(6000)
  })
})

describe('the figures on the screen', () => {
  test('are those of what has been seen of both, and lead to their moments', () => {
    const stop = watchSummary()
    begin({ ...presetInput('article'), actions: [KILL] })
    startComparing(SWITCH_OFF)
    seek(12_000)
    watchSummary()()
    const { verdict } = shownSummary.getState()
    expect(verdict?.main.toMs).toBe(12_000)
    expect(verdict?.other.toMs).toBe(12_000)
    expect(verdict?.main.retries).toBeLessThan(verdict?.other.retries ?? 0)
    for (const side of ['main', 'other'] as const) {
      const run = side === 'main' ? mainView.run() : otherView.run()
      const found = goToFigure({ of: 'retries' }, side)
      expect(found?.entry).toEqual(entryAt(run.log, found?.logIndex ?? -1))
      expect(get().playheadMs).toBe(found?.entry.atMs)
      expect(get().selection).toMatchObject({ kind: 'message' })
    }
    expect(goToFigure({ of: 'failed' }, 'main')).toBeNull()
    // Another look at the same figure goes on to the next.
    const second = goToFigure({ of: 'retries' }, 'other')
    const third = goToFigure({ of: 'retries' }, 'other')
    expect(third?.logIndex).toBeGreaterThan(second?.logIndex ?? Number.POSITIVE_INFINITY)
    endComparing()
    watchSummary()()
    expect(shownSummary.getState().verdict).toBeNull()
    stop()
  })
})

describe('a difference as data', () => {
  const input = { ...presetInput('article'), actions: [KILL] }
  const all: Difference[] = [
    ...suggestedDifferences(input),
    { kind: 'with', action: { ...KILL, atMs: 100 } },
    { kind: 'run', name: { zh: '甲', en: 'one' }, input: presetInput('2m-noslave') },
    { kind: 'run', name: null, input },
  ]

  test('survives JSON and its gate', () => {
    for (const difference of all) expect(readDifference(JSON.parse(JSON.stringify(difference)))).toEqual(difference)
  })

  test('is refused where it is none', () => {
    for (const wrong of [
      null,
      'switch',
      {},
      { kind: 'setting', name: 'sendLatencyFaultEnable', value: 'off' },
      { kind: 'setting', name: 'nothing', value: 1 },
      { kind: 'setting', name: 'sendMsgTimeout', value: -5 },
      { kind: 'without', action: { type: 'kill' } },
      { kind: 'run', name: null, input: {} },
      { ...SWITCH_OFF, more: 1 },
    ])
      expect(readDifference(wrong)).toBeNull()
    restoreComparison()
    expect(get().comparison).toBeNull()
  })

  test('gives an input the engine takes, and reversing it gives the first one back', () => {
    for (const difference of all) {
      const other = readOther(input, difference)
      if (!other.ok) throw new Error(JSON.stringify(other.problem))
      expect(other.leftOut).toBe(0)
      const back = readOther(other.input, reversed(input, difference))
      expect(back).toEqual({ ok: true, input, leftOut: 0 })
    }
  })

  test('is something else than the present run, for every suggestion', () => {
    for (const difference of suggestedDifferences(input)) expect(otherInput(input, difference)).not.toEqual(input)
    expect(suggestedDifferences(input)[0]).toEqual(SWITCH_OFF)
    expect(suggestedDifferences(input)).toContainEqual({ kind: 'without', action: KILL })
  })

  test('a setting that single Broker groups had their own value of holds for all', () => {
    const own = structuredClone(input)
    own.scenario.brokerGroups = [{ brokerName: 'broker-a', writeQueueNums: 5 }]
    const other = otherInput(own, { kind: 'setting', name: 'writeQueueNums', value: 8 })
    expect(other.scenario.brokerGroups).toEqual([{ brokerName: 'broker-a' }])
  })

  test('an action that is gone altogether is not followed to another', () => {
    const difference: Difference = { kind: 'without', action: KILL }
    expect(followed(difference, input, { ...input, actions: [] })).toBe(difference)
  })

  test('is read as people type it', () => {
    expect(parseDifference('sendLatencyFaultEnable=off')).toEqual({ ok: true, difference: SWITCH_OFF })
    expect(parseDifference('sendMsgTimeout=-1').ok).toBe(false)
    expect(parseDifference('nothing=1').ok).toBe(false)
  })
})
