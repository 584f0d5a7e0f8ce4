// The engine against what a real cluster did. Everything is compared once, by the figures and tolerances of replay.ts and judged.ts.

import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { BUILT_IN_RECORDINGS } from '../../src/chapters/recordings'
import { recordingText } from '../../src/io/recording/recordingFile'
import { accuracySummary, summaryText } from './accuracySummary'
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

test('recordings that come with the page are the ones that are kept here', () => {
  const folder = new URL('../../src/io/recording/builtIn/', import.meta.url)
  const shipped = readdirSync(folder)
  expect(shipped).toHaveLength(5)
  for (const name of shipped) {
    const kept = name.replace(/^([a-z]+-[\d.]+)-(.+)\.recording$/, '$1.$2')
    expect(readFileSync(new URL(name, folder), 'utf8') === recordingText(readRecordingFile(kept)), name).toBe(true)
  }
})

test('what the page says of them is what is in them', () => {
  const titleOf = (experiment: string) => BUILT_IN_RECORDINGS.find((one) => one.experiment === experiment)?.title
  const kills = readRecordingFile('d-4.9.7.on-5').input.actions.filter(({ type }) => type === 'kill').length
  expect(titleOf('d-4.9.7/on-5')?.en).toContain(`${kills} leaders killed`)
  expect(titleOf('d-4.9.7/on-5')?.zh).toContain(`${kills} 次`)
  const { attempts, calls, input } = readRecordingFile('f-5.2.0.off-30')
  const firstKillMs = input.actions[0]?.atMs ?? Number.NaN
  const failed = new Set(calls.flatMap(({ message, code }) => (code === 2 ? [message] : [])))
  // The others met a Broker that was busy.
  const refused = attempts.message.filter(
    (message, at) => failed.has(message) && attempts.group[at] === 0 && (attempts.startMs[at] as number) > firstKillMs,
  ).length
  expect(titleOf('f-5.2.0/off-30')?.en).toContain(`${refused} calls fail`)
  expect(titleOf('f-5.2.0/off-30')?.zh).toContain(`${refused} 次发送失败`)
})

test('the worst known difference is the one that the page explains', () => {
  expect(accuracySummary(judgement).worst.recording).toMatch(/^h-4\.9\.7\.1-/)
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
