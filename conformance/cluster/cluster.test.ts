// The engine against what a real cluster did. Everything is compared once, by the figures and tolerances of replay.ts and judged.ts.

import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { summaryText } from './accuracySummary'
import { accuracyFile } from './accuracyText'
import { DIFFERENCES, REASONS } from './differences'
import { readElections } from './elections'
import { type Judgement, judge, unexplained } from './judged'
import { readRecordingFile, recordingNames } from './replay'

let judgement: Judgement

beforeAll(() => {
  judgement = judge()
}, 120_000)

test('every recorded figure is simulated within its tolerance, or named as a difference', () => {
  expect(unexplained(judgement).unnamed).toEqual([])
})

test('every named difference is still there', () => {
  expect(unexplained(judgement).mended).toEqual([])
})

test('most figures agree, of every producer that was not recorded for what differs', () => {
  const rows = judgement.producers.flatMap((one) => one.rows)
  expect(rows.length).toBeGreaterThan(800)
  expect(rows.filter(({ agrees }) => agrees).length / rows.length).toBeGreaterThan(0.85)
})

test('no reason is without a difference, and none is given twice', () => {
  expect(Object.keys(REASONS).filter((name) => !DIFFERENCES.some(({ because }) => because === name))).toEqual([])
  const named = DIFFERENCES.flatMap(({ recording, figures }) => figures.map((figure) => `${recording} ${figure}`))
  expect(new Set(named).size).toBe(named.length)
})

test('docs/accuracy.md is what `npm run accuracy` writes', () => {
  const text = readFileSync(new URL('../../docs/accuracy.md', import.meta.url), 'utf8')
  expect(text === accuracyFile(text, judgement), 'run `npm run accuracy`').toBe(true)
})

test('public/cluster.json, too', () => {
  const text = readFileSync(new URL('../../public/cluster.json', import.meta.url), 'utf8')
  expect(text, 'run `npm run accuracy`').toBe(summaryText(judgement))
})

test('a recording opens as the page opens it, and names releases, cluster and what was done', () => {
  for (const name of recordingNames()) {
    const { experiment, input, attempts, recordedWith } = readRecordingFile(name)
    expect(name).toBe(experiment.replace('/', '.'))
    expect(name).toContain(recordedWith.broker)
    expect(attempts.startMs.length).toBeGreaterThan(0)
    expect(input.actions.length).toBeGreaterThan(0)
  }
})

test('recorded times ascend, so that their quantiles are what they say', () => {
  for (const { electedMs } of readElections())
    expect(electedMs).toEqual([...electedMs].sort((one, other) => one - other))
})
