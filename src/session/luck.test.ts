// Luck: what a column of the strip says is what the page shows once that run is open; the inputs differ in luck alone; and no run
// costs more than its budget.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { en, zh } from '../i18n/allMessages'
import { figures, firstSuccessMs } from '../projections/runSummary'
import { entryAt, logLength, presetInput, type RunInput, simulate, stateAt } from '../rocketmq'
import { begin } from './actions'
import { useApp } from './appStore'
import { cancelLuck, chosenSpec, luck, openCell, shownCell, startLuckJob } from './luck'
import {
  faultsIn,
  type LuckSpec,
  luckInput,
  MAX_LUCK_RUNS,
  momentOf,
  type Outcome,
  startLuck,
  stepsBetween,
  summaryOf,
} from './luckRuns'
import { chooseLuck } from './luckView'
import { undo } from './undo'

const kill = (atMs: number) => ({ atMs, type: 'kill', target: 'broker-a/master' }) as const
const restart = (atMs: number) => ({ atMs, type: 'restart', target: 'broker-a/n0' }) as const
const inputOf = (preset: string, actions: RunInput['actions']): RunInput => ({ ...presetInput(preset), actions })

const specOf = (changes: Partial<LuckSpec> & Pick<LuckSpec, 'base'>): LuckSpec => ({
  kind: 'seeds',
  fault: 0,
  fromMs: 0,
  toMs: 0,
  runs: 6,
  untilMs: 40_000,
  ...changes,
})

function cellsOf(spec: LuckSpec, events = 5000) {
  const work = startLuck(spec)
  const cells = []
  while (!work.isDone()) for (const { run, cell } of work.advance(events)) cells[run] = cell
  return cells
}

/** Done, or ended otherwise: the worker's place is taken by the page itself. */
async function ended(): Promise<void> {
  while (luck.getState().job?.state === 'running') await new Promise((next) => setTimeout(next))
}

describe('the runs', () => {
  test('are the same in pieces of any size, and what a simulation of their input says', () => {
    const base = inputOf('2m-noslave', [kill(3000), restart(6000)])
    for (const spec of [specOf({ base }), specOf({ base, kind: 'moments', fromMs: 1000, toMs: 12_000 })]) {
      const cells = cellsOf(spec)
      expect(cellsOf(spec, 137)).toEqual(cells)
      cells.forEach((cell, at) => {
        const run = simulate(luckInput(spec, at), spec.untilMs)
        const { failed, failedAttempts } = figures(run, 0, spec.untilMs)
        expect(cell).toMatchObject({ failed, failedAttempts })
      })
      // Luck makes a difference, or the test shows nothing.
      expect(new Set(cells.map((cell) => JSON.stringify(cell))).size).toBeGreaterThan(1)
    }
  })

  test('differ in nothing but the seed, or in when the fault and what follows it on that Broker happen', () => {
    const other = { atMs: 5000, type: 'freeze', target: 'broker-b/n0' } as const
    const base = inputOf('2m-noslave', [kill(3000), other, restart(6000)])
    const seeds = specOf({ base })
    expect(luckInput(seeds, 0)).toEqual(base)
    expect(luckInput(seeds, 5)).toEqual({ ...base, seed: base.seed + 5 })
    const moments = specOf({ base, kind: 'moments', fromMs: 3000, toMs: 8000 })
    expect(luckInput(moments, 0)).toEqual(base)
    expect(luckInput(moments, 5)).toEqual({ ...base, actions: [other, kill(8000), restart(11_000)] })
    expect([0, 1, 5].map((run) => momentOf(moments, run))).toEqual([3000, 4000, 8000])
    expect(faultsIn(base)).toEqual([0, 1])
    expect(stepsBetween(0, 3)).toBe(4)
    expect(stepsBetween(0, 86_400_000)).toBe(MAX_LUCK_RUNS)
  })

  test('a recovery is the first success of an attempt that began after the fault', () => {
    const base = inputOf('2m-noslave', [kill(3000), restart(6000)])
    const run = simulate(base, 60_000)
    const atMs = firstSuccessMs(run, 0, 3000, 60_000)
    let expected: number | null = null
    for (let at = 0; at < logLength(run.log) && expected === null; at++) {
      const entry = entryAt(run.log, at)
      if (entry.kind === 'sendOk' && entry.group === 0 && entry.atMs - entry.latencyMs > 3000) expected = entry.atMs
    }
    expect(expected).toBeGreaterThan(16_000)
    expect(atMs).toBe(expected)
    const [cell] = cellsOf(specOf({ base, runs: 1, untilMs: 60_000 }))
    expect((cell as Outcome).recoveryMs).toBe((expected ?? 0) - 3000)
    // It does not start again: there is none.
    const [dead] = cellsOf(specOf({ base: inputOf('2m-noslave', [kill(3000)]), runs: 1 }))
    expect((dead as Outcome).recoveryMs).toBeNull()
  })

  test('a run that takes too many events is given up, and said', () => {
    const crowd = presetInput('large')
    const settings = { ...crowd.scenario.settings, sendThreadCount: 16, sendIntervalMs: 1 }
    const base = { ...crowd, scenario: { ...crowd.scenario, settings } }
    expect(cellsOf(specOf({ base, fault: null, runs: 1 }), 40_000)).toEqual(['budget'])
    const facts = summaryOf(['budget'], 'failed')
    expect(facts).toMatchObject({ counted: 0, unfinished: 1, min: null })
    for (const m of [en, zh]) expect(m.luck.noFigure({ measure: 'failed', ...facts })).toMatch(/1 /)
  })
})

test('the summary of all runs goes by nearest rank', () => {
  const cells = [3, 1, 2, null, 10].map((recoveryMs) => ({ failed: 0, failedAttempts: 0, recoveryMs }))
  expect(summaryOf([...cells, null, 'budget'], 'recoveryMs')).toEqual({
    counted: 4,
    missing: 1,
    unfinished: 1,
    min: 1,
    p10: 1,
    p50: 2,
    p90: 10,
    max: 10,
  })
  const facts = {
    kind: 'seeds',
    counted: 200,
    missing: 0,
    unfinished: 0,
    min: 3,
    p10: 4,
    p50: 7,
    p90: 10,
    max: 12,
  } as const
  expect(en.luck.summary({ ...facts, measure: 'failedAttempts' })).toBe(
    'In 200 seeds: 3 to 12 failed attempts, half of them at most 7 (p10 4, p90 10).',
  )
  expect(zh.luck.summary({ ...facts, measure: 'failedAttempts' })).toBe(
    '200 个种子：尝试失败 3 到 12 次，一半不超过 7 次（p10 4 · p90 10）。',
  )
})

describe('on the page', () => {
  const before = useApp.getState()
  beforeEach(() => {
    useApp.setState(before, true)
    luck.setState({ job: null })
    chooseLuck({ open: true, kind: 'seeds', fault: null, fromMs: null, toMs: null })
  })
  afterEach(cancelLuck)

  test('a column is what the page shows when its run is opened, and undo brings the run back', async () => {
    begin(inputOf('article', [kill(9600)]))
    const base = useApp.getState().input
    chooseLuck({ kind: 'moments', fromMs: 9600, toMs: 9604 })
    await startLuckJob()
    await ended()
    const { job } = luck.getState()
    if (!job) throw new Error('no job')
    expect(job).toMatchObject({ state: 'done', done: 5 })
    expect(shownCell(job.spec, base)).toBe(0)
    await openCell(job.spec, 3)
    const { input } = useApp.getState()
    expect(input.actions[0]?.atMs).toBe(9603)
    expect(shownCell(job.spec, input)).toBe(3)
    const state = stateAt(simulate(input, job.spec.untilMs), job.spec.untilMs)
    expect(job.cells[3]).toMatchObject({ failed: state.totals.failed, failedAttempts: state.totals.failedAttempts })
    undo()
    expect(useApp.getState().input).toEqual(base)
  })

  test('by default the fault is moved over one period of route polls; without a fault, or in a recording, it says why not', () => {
    begin(inputOf('article', [kill(9600)]))
    chooseLuck({ kind: 'moments' })
    const { input } = useApp.getState()
    const spec = chosenSpec(input) as LuckSpec
    const period = input.scenario.settings.pollNameServerInterval
    expect(spec).toMatchObject({
      fault: 0,
      fromMs: 9600,
      toMs: 9600 + period,
      runs: MAX_LUCK_RUNS,
      untilMs: 69_600 + period,
    })
    begin(presetInput('article'))
    expect(chosenSpec(useApp.getState().input)).toBe('noFault')
    expect(chosenSpec({ ...presetInput('article'), recording: 'x' } as RunInput)).toBe('recording')
    for (const m of [en, zh])
      for (const why of ['noFault', 'recording'] as const) expect(m.luck[why].length).toBeGreaterThan(10)
  })

  test('it can be cancelled, and nothing comes after that', async () => {
    begin(inputOf('article', [kill(9600)]))
    const started = startLuckJob()
    cancelLuck()
    await started
    await new Promise((next) => setTimeout(next, 30))
    expect(luck.getState().job).toMatchObject({ state: 'cancelled', done: 0 })
  })
})
