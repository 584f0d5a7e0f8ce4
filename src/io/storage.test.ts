// A browser's storage that is switched off, full, damaged or filled with somebody else's text: the page begins as if nothing
// had been kept, and goes on.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { presetInput } from '../rocketmq'

type Fake = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const refuse = (): never => {
  throw new DOMException('refused', 'SecurityError')
}
const full = (): never => {
  throw new DOMException('full', 'QuotaExceededError')
}

/** A storage of this tab or browser that works, with what it holds. */
function working(held = new Map<string, string>()): Fake {
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  }
}

/** Gives the same storage for good and for the tab; null: the browser throws at its mention. */
function installed(fake: Fake | null): void {
  const window = fake
    ? { localStorage: fake, sessionStorage: fake }
    : Object.defineProperties({}, { localStorage: { get: refuse }, sessionStorage: { get: refuse } })
  vi.stubGlobal('window', window)
}

beforeEach(() => {
  vi.resetModules()
  vi.stubGlobal('history', { state: null, replaceState: () => undefined })
  vi.stubGlobal('location', new URL('https://rocketscope.example/'))
})
afterEach(() => vi.unstubAllGlobals())

/** Everything that can be asked of the storage; each answer is read as if the page had just been opened. */
async function readEverything(): Promise<Record<string, unknown>> {
  const storage = { ...(await import('./browserStorage')), ...(await import('./storage')) }
  const answers: Record<string, unknown> = {}
  for (const [name, ask] of Object.entries(storage)) {
    if (/^(load|start|isSomething)/.test(name)) answers[name] = await (ask as () => unknown)()
  }
  const { readProgress } = await import('../session/lessonProgress')
  answers.readProgress = readProgress()
  const { restoreBreakpoints, restoreSavedRun } = await import('../session/restoreRun')
  answers.restoreSavedRun = await restoreSavedRun()
  await restoreBreakpoints()
  const { restoreComparison } = await import('../session/comparison')
  restoreComparison()
  await import('../session/chartView')
  await import('../session/saveLogView')
  const { useApp } = await import('../session/appStore')
  const { past, future, branches, comparison, notice } = useApp.getState()
  return { ...answers, past, future, branches, comparison, notice }
}

/** Writes everything that is ever kept. */
async function keepEverything(): Promise<boolean[]> {
  const storage = { ...(await import('./browserStorage')), ...(await import('./storage')) }
  const kept = [
    storage.saveLanguage('zh'),
    storage.saveTheme('light'),
    storage.saveChartsOpen(true),
    storage.saveChartView('sends broker'),
    storage.storeRun({ input: presetInput('article'), playheadMs: 5, playing: false, speed: 1 }),
    storage.saveBreakpoints([]),
    storage.savePaste('text'),
    storage.saveLogWording('client'),
    storage.saveLogQuery('{}'),
    storage.saveHistory('{}'),
    storage.saveNotesChannel('channel'),
    storage.saveLessons('{}'),
  ]
  for (const text of ['{}', null]) {
    storage.saveComparison(text)
    storage.savePresenting(text)
  }
  storage.forgetHistory()
  return kept
}

const FRESH = { restoreSavedRun: false, past: [], future: [], branches: [], comparison: null, startCharts: false }

describe('nothing is kept and nothing is thrown where the storage', () => {
  test.each<[string, Fake | null]>([
    ['is switched off', null],
    ['throws at every look', { getItem: refuse, setItem: refuse, removeItem: refuse }],
  ])('%s', async (_, fake) => {
    installed(fake)
    // Not a first visit each time: it would never end.
    expect(await readEverything()).toMatchObject({ ...FRESH, startIntroduced: null })
    expect(new Set(await keepEverything())).toEqual(new Set([false]))
  })

  test('is full: each write says so, what was there is still read', async () => {
    const held = new Map([['rocketscope.language', 'zh']])
    installed({ ...working(held), setItem: full })
    expect(new Set(await keepEverything())).toEqual(new Set([false]))
    expect(await readEverything()).toMatchObject({ ...FRESH, startLanguage: 'zh' })
  })
})

test('what is kept is read back', async () => {
  installed(working())
  expect(new Set(await keepEverything())).toEqual(new Set([true]))
  expect(await readEverything()).toMatchObject({ startLanguage: 'zh', startTheme: 'light', startCharts: true })
  const { useApp } = await import('../session/appStore')
  expect(useApp.getState().playheadMs).toBe(5)
})

describe('where somebody else’s text stands in every place, the page begins anew', () => {
  const input = presetInput('article')
  test.each([
    '',
    'null',
    '0',
    '[]',
    '{}',
    '{"input":',
    '"text"',
    '[[[]]]',
    `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    '{"__proto__":{"input":1}}',
    'x'.repeat(100_000),
    JSON.stringify({ input: { ...input, seed: -1 }, playheadMs: 0, playing: true, speed: 1 }),
    JSON.stringify({ input, playheadMs: '5', playing: true, speed: 1 }),
    JSON.stringify({ input, playheadMs: -5, playing: true, speed: 1 }),
    JSON.stringify({ input, playheadMs: 5, playing: true, speed: 1 }).replace(':5,', ':1e999,'),
    JSON.stringify({ past: [1, null, {}], future: 'x', branches: { length: 5 }, scenarios: [input.scenario] }),
  ])('%j'.slice(0, 60), async (text) => {
    installed({ getItem: () => text, setItem: full, removeItem: refuse })
    const { notice, ...answers } = await readEverything()
    expect(answers).toMatchObject(FRESH)
    // Somebody who had a run there is told that it is gone.
    if (text !== '') expect(notice).not.toBeNull()
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  test('a run that is whole beside them is taken up all the same', async () => {
    const kept = JSON.stringify({ input: { ...input, seed: 77 }, playheadMs: 9, playing: false, speed: 'fast' })
    installed({ ...working(), getItem: (key) => (key === 'rocketscope.run' ? kept : '{"broken":') })
    expect(await readEverything()).toMatchObject({ ...FRESH, restoreSavedRun: true })
    const { useApp } = await import('../session/appStore')
    expect(useApp.getState()).toMatchObject({ playheadMs: 9, speed: 1, input: { seed: 77 } })
  })
})
