// Wherever a release comes from outside, one that is not known here is named, with all that are, in every language.

import { describe, expect, test } from 'vitest'
import { inEveryLanguage } from '../i18n/allMessages'
import type { Problem } from '../i18n/problems'
import { presetInput, RELEASES, type RunInput } from '../rocketmq'
import { parseAction, parseSettingValue } from './actionText'
import { fileText, readDocument } from './document'
import { readImportedCluster } from './importCluster/importCluster'
import { SAMPLES } from './importCluster/samples'
import { readLink } from './link'
import { problemWords } from './problems.testData'

const LISTS = { en: RELEASES.join(', '), zh: RELEASES.join('、') }

function expectNamed(words: Record<string, string>, written: string): void {
  for (const [language, text] of Object.entries(words)) {
    expect(text).toContain(written)
    expect(text).toContain(LISTS[language as keyof typeof LISTS])
  }
}

const problemOf = (read: { ok: true } | { ok: false; problem: Problem }): Problem[] => (read.ok ? [] : [read.problem])

const fileWith = (change: (file: { input: RunInput }) => unknown) => {
  const file = JSON.parse(fileText({ input: presetInput('article'), view: {} }))
  change(file)
  return readDocument(file).problems
}

describe.each<[string, (release: string) => readonly Problem[]]>([
  ['the setting of a link', (release) => readLink(`v=2&preset=article&clientVersion=${release}`).problems],
  ['an action of a link', (release) => readLink(`v=2&preset=article&do=set+clientVersion=${release}+@100`).problems],
  ['what a link compares', (release) => readLink(`v=2&preset=article&compare=clientVersion=${release}`).problems],
  [
    'an action that a link compares',
    (release) => readLink(`v=2&preset=article&compare=with+set+clientVersion=${release}+@100`).problems,
  ],
  [
    'the setting of a file',
    (release) => fileWith(({ input }) => Object.assign(input.scenario.settings, { clientVersion: release })),
  ],
  [
    'what a file compares',
    (release) =>
      fileWith((file) =>
        Object.assign(file, { view: { compare: { kind: 'setting', name: 'clientVersion', value: release } } }),
      ),
  ],
  ['a typed setting', (release) => problemOf(parseSettingValue('clientVersion', release))],
  ['a typed action', (release) => problemOf(parseAction(`set clientVersion=${release} @100`))],
])('%s', (_, problemsFor) => {
  test.each(['9.9.9', '5.3', 'banana', '4.9.7-SNAPSHOT'])('%s', (release) => {
    const [first, ...others] = problemsFor(release)
    expect(others).toEqual([])
    expect(first?.reason).toBe('notRelease')
    expectNamed(problemWords(first as Problem), release)
  })

  test('one that is known is no problem', () => {
    for (const release of RELEASES) expect(problemsFor(release)).toEqual([])
  })
})

describe('a paste', () => {
  const versioned = (sample: string, version: string) =>
    sample.replace(/<version>[^<]*<\/version>/g, `<version>${version}</version>`).replace(/V\d+_\d+_\d+/g, version)
  const imaged = (tag: string) => SAMPLES.compose.replace(/apache\/rocketmq:[\w.]+/g, `apache/rocketmq:${tag}`)

  test.each<[string, string, string, string | null]>([
    ['clusterList', versioned(SAMPLES.clusterList, 'V9_9_9'), '9.9.9', '5.5.0'],
    ['clusterList', versioned(SAMPLES.clusterList, 'V5_banana'), 'V5_banana', null],
    ['clusterList', versioned(SAMPLES.clusterList, 'V5_3'), 'V5_3', null],
    ['the dashboard', versioned(SAMPLES.dashboard, 'V9_9_9'), '9.9.9', '5.5.0'],
    ['Maven', versioned(SAMPLES.maven, '9.9.9'), '9.9.9', '5.5.0'],
    ['Maven', versioned(SAMPLES.maven, 'banana'), 'banana', null],
    ['Maven', versioned(SAMPLES.maven, '5.3'), '5.3', null],
    ['Gradle', "implementation 'org.apache.rocketmq:rocketmq-client:4.9.99'", '4.9.99', '4.9.8'],
    ['Gradle', "implementation 'org.apache.rocketmq:rocketmq-client:latest.release'", 'latest.release', null],
    ['a file name', 'rocketmq-client-9.9.9.jar', '9.9.9', '5.5.0'],
    ['an image', imaged('9.9.9'), '9.9.9', '5.5.0'],
    ['an image', imaged('latest'), 'latest', null],
    ['an image', imaged('3.2.6'), '3.2.6', '4.2.0'],
  ])('%s: %#', (_, text, written, nearest) => {
    const { releases } = readImportedCluster(text)
    expect(releases).toHaveLength(1)
    const words = inEveryLanguage((m) => releases[0]?.what(m) ?? '')
    expectNamed(words, written)
    if (nearest !== null)
      for (const said of Object.values(words)) expect(said.split(/Known|已知/)[0]).toContain(nearest)
  })

  test('the samples, a placeholder and a port name no unknown release', () => {
    const texts = [
      ...Object.values(SAMPLES),
      versioned(SAMPLES.maven, `${'$'}{rocketmq.version}`),
      imaged(`${'$'}{ROCKETMQ_VERSION}`),
      'nohup sh /opt/rocketmq/bin/mqbroker -n rocketmq-ns:9876 -c broker.conf &',
    ]
    for (const text of texts) expect(readImportedCluster(text).releases).toEqual([])
  })
})
