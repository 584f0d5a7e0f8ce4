// The same input gives the same run everywhere: every entry of the log, and the cluster at any moment, are compared
// between Node, which runs the engine's source, and the browser, which runs it built as the site is.

import {
  buildEngine,
  difference,
  type Fingerprint,
  fingerprint,
  type Play,
  presetPlays,
  randomPlay,
} from '../scripts/browsers/determinism.mts'
import * as engine from '../scripts/browsers/engine'
import { expect, type Page, test } from './page'

let script = ''

test.beforeAll(async () => {
  script = await buildEngine()
})

/** Runs every play on both sides and names each that differs. */
async function compare(page: Page, plays: Play[]): Promise<{ different: string[]; entries: number }> {
  await page.addScriptTag({ content: script })
  const different: string[] = []
  let entries = 0
  for (const play of plays) {
    const inNode = fingerprint(engine, play)
    const inBrowser = (await page.evaluate(`(${fingerprint})(engine, ${JSON.stringify(play)})`)) as Fingerprint
    const what = difference(inNode, inBrowser, play)
    if (what !== '') different.push(`${play.name}: ${what}`)
    entries += inBrowser.length
  }
  return { different, entries }
}

test('every preset, with faults, gives the same log and the same states in Node and in the browser', async ({
  page,
}) => {
  const { different, entries } = await compare(page, presetPlays())
  expect(different).toEqual([])
  expect(entries, 'there was something to compare').toBeGreaterThan(20_000)
})

test('20 random inputs give the same log and the same states in Node and in the browser', async ({ page }) => {
  const plays = Array.from({ length: 20 }, (_, index) => randomPlay(index + 1))
  const { different, entries } = await compare(page, plays)
  expect(different).toEqual([])
  expect(entries, 'there was something to compare').toBeGreaterThan(20_000)
})

test('the comparison sees a single entry or a single moment that differs', () => {
  const [play] = presetPlays()
  const middle = Math.floor(engine.logLength(engine.simulate(play.input, play.untilMs).log) / 2)
  const changed = {
    ...engine,
    entryAt(log: engine.EventLog, index: number) {
      const entry = engine.entryAt(log, index)
      return index === middle ? { ...entry, atMs: entry.atMs + 1 } : entry
    },
  }
  const one = fingerprint(engine, play)
  expect(difference(one, fingerprint(engine, play), play)).toBe('')
  expect(difference(one, fingerprint(changed, play), play)).toMatch(/the logs differ between entry/)

  const later = { ...play, moments: play.moments.map((tMs) => Math.min(tMs + 1, play.untilMs)) }
  expect(difference(one, fingerprint(engine, later), play)).toMatch(/stateAt 0 ms differs/)
})
