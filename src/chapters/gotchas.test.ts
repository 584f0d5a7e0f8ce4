// Every gotcha, in every variant, gives the figure that the real client gives.

import { describe, expect, test } from 'vitest'
import { entryKind, entryTime, logLength, simulate } from '../rocketmq'
import { CHAPTERS } from './chapters'
import { proofOf, variantOf } from './gotcha'
import { GOTCHAS } from './gotchas'

test('there are 29 of the producer, S1 to S29, and behind them those of the other chapters, each in order', () => {
  const ids = GOTCHAS.map(({ id }) => id)
  expect(ids.slice(0, 29)).toEqual(Array.from({ length: 29 }, (_, index) => `S${index + 1}`))
  for (const { id, gotchas } of CHAPTERS.slice(1)) {
    // The whole path has none of its own: it shows those of the other chapters.
    if (id === 'whole') continue
    const numbers = gotchas.map((gotcha) => Number(/^C(\d+)$/.exec(gotcha.id)?.[1]))
    expect(numbers.length, id).toBeGreaterThanOrEqual(3)
    expect(numbers, id).toEqual([...numbers].sort((one, other) => one - other))
  }
  expect(new Set(ids).size).toBe(ids.length)
})

describe.each(GOTCHAS)('$id $title.en', (gotcha) => {
  const { id, title, say, proof, variants, startMs, untilMs, issues } = gotcha

  test.each(variants.map((variant) => [variant.label.en, variant] as const))('%s', (_, { input, expected, within }) => {
    expect(Math.abs(proofOf(gotcha, input) - expected)).toBeLessThanOrEqual(within)
  })

  test('opens at 0 or shortly before its own event, and the proof needs the time after it', () => {
    for (const { input } of variants) {
      expect(input.scenario.preset).toBe(id)
      const happens = input.actions.find((action) => action.type !== 'set' || action.atMs > 0)?.atMs ?? 0
      expect(untilMs).toBeGreaterThan(Math.max(startMs, happens))
    }
    const [{ input }] = variants
    const run = simulate(input, startMs + 15_000)
    const after = Array.from({ length: logLength(run.log) }, (_, index) => index).filter(
      (index) => entryTime(run.log, index) >= startMs && !['stored', 'send'].includes(entryKind(run.log, index)),
    )
    expect(after.length).toBeGreaterThan(0)
  })

  test('is two short sentences at most, in both languages, without the number that is computed', () => {
    expect(title.en.length).toBeLessThanOrEqual(60)
    expect(title.zh.length).toBeLessThanOrEqual(30)
    expect(say.en.length).toBeLessThanOrEqual(230)
    expect(say.zh.length).toBeLessThanOrEqual(110)
    for (const words of [title, say, proof.words]) {
      expect(words.zh).toMatch(/[\u3400-\u9fff]/)
      expect(words.en).not.toMatch(/[\u3000-\u9fff]/)
    }
    expect(proof.words.en).not.toMatch(/\d %|\d%/)
    expect(new Set(variants.map(({ label }) => label.zh)).size).toBe(variants.length)
    expect(issues.every((issue) => Number.isInteger(issue))).toBe(true)
  })

  test('recognises its own variants, also when they come back from storage', () => {
    for (const [index, { input }] of variants.entries()) {
      const { scenario, ...rest } = JSON.parse(JSON.stringify(input))
      const reordered = { ...rest, scenario: { brokerGroups: scenario.brokerGroups, ...scenario } }
      expect(variantOf(gotcha, reordered)).toEqual({ variant: index, changed: false })
    }
  })
})

test('a run that goes beyond its story is recognised by its settings', () => {
  const s1 = GOTCHAS[0]!
  const input = structuredClone(s1.variants[1]!.input)
  input.actions.push({ atMs: 9000, type: 'restart', target: 'broker-a/n0' })
  expect(variantOf(s1, input)).toEqual({ variant: 1, changed: true })
  input.scenario.settings.writeQueueNums = 7
  expect(variantOf(s1, input)).toEqual({ variant: -1, changed: true })
})
