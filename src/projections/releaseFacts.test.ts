// The releases that words name, against the engine's table; and that no words type one by hand where they say "since".

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { clientRules, RELEASES } from '../rocketmq'
import { KEEPS_LIST_BEFORE, NEEDS_REACHABLE, SINCE, UNTIL } from './releaseFacts'

test('what is said to hold since a release holds from it on, and not in the one before', () => {
  expect(SINCE).toEqual({
    newFaultTable: '5.1.4',
    detector: '5.1.4',
    maxTimeoutPerRequest: '5.3.3',
    budgetOfCall: '4.3.0',
    retriesSystemBusy: '5.3.0',
    connectsInBackground: '5.3.0',
    failsInFlightOnClose: '5.1.3',
    closesSocketOnTimeout: '4.9.1',
    waitsForDeadPeer: '5.3.0',
    sharedRetryWalk: '4.8.0',
    keepsList: '5.1.4',
    availableByTimeAlone: '5.2.0',
    hidesUnflushed: '5.3.0',
    waitsForInSyncReplicas: '5.0.0',
  })
  expect(UNTIL.oldFaultTable).toBe('5.1.3')
  expect(UNTIL.showsUnflushed).toBe('5.2.0')
  expect(NEEDS_REACHABLE).toBe('5.1.4')
  expect(KEEPS_LIST_BEFORE).toBe('4.9.8')
})

test('words say that a failure counts as 30 s up to one release and as 10 s from the next, and so it is', () => {
  for (const release of RELEASES) {
    const isNew = RELEASES.indexOf(release) >= RELEASES.indexOf(SINCE.newFaultTable as (typeof RELEASES)[number])
    expect(clientRules(release).isolationLatency).toBe(isNew ? 10_000 : 30_000)
  }
})

const RELEASE = String.raw`[45]\.\d+(?:\.\d+)?(?! s\b| 秒)`
/** A release typed where the sentence says from when on, or up to when, something holds. */
const TYPED = new RegExp(
  String.raw`(?:\b(?:from|since|before|until|up to|later than|go to|as of) (?:client |release )?${RELEASE}|${RELEASE} ?(?:起|以前|及以前|之前|以上|以下|之后|or later|onwards|and later))`,
  'i',
)

test.each(['i18n', 'chapters', 'explain', 'ui'])('no words in src/%s type such a release by hand', (folder) => {
  const dir = fileURLToPath(new URL(`../${folder}`, import.meta.url))
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\./.test(file),
  )
  expect(files.length).toBeGreaterThan(0)
  const typed = files.flatMap((file) =>
    readFileSync(`${dir}/${file}`, 'utf8')
      .split('\n')
      .flatMap((line, at) => {
        const isComment = /^\s*(?:\/\/|\/?\*)/.test(line) || /\/\*\*.*\*\//.test(line)
        return !isComment && TYPED.test(line) ? [`${file}:${at + 1} ${line.trim()}`] : []
      }),
  )
  expect(typed).toEqual([])
})

test('and the check would see one', () => {
  for (const line of ['From 5.1.4 a failure is', '5.1.4 起，失败', 'exists from 5.3.0 and', '升级到 5.2.0 以上']) {
    expect(line).toMatch(TYPED)
  }
  for (const line of ['is avoided from 5.1 s on', 'Client 4.9.7.', '从 4.1 秒到 14 秒']) expect(line).not.toMatch(TYPED)
})
