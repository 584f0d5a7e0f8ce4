// Links that are not perfect: what cannot be read is named, the rest is taken.

import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { PRESETS, presetInput, REAL_SETTINGS, type RunInput, type UserAction } from '../rocketmq'
import { cases } from '../rocketmq/cases.testData'
import { anyDocument } from './anyRun.testData'
import type { Reading } from './document'
import { parseRunInput } from './inputSchema'
import { MAX_LINK_LENGTH, readLink } from './link'
import { problemWords } from './problems.testData'
import type { RunDocument } from './runDocument'
import { linkText } from './writeLink'

const article = (): RunInput => structuredClone(presetInput('article'))

const kill = (atMs: number, target = 'broker-a/master'): UserAction => ({ atMs, type: 'kill', target })

const reasons = (reading: Reading): string[] => reading.problems.map(({ reason }) => reason)

describe('an imperfect link', () => {
  const input = { ...article(), actions: [kill(9600)] }
  const good = linkText({ input, view: { tMs: 9700, language: 'zh' } })

  test('may be written by hand, without sum and end', () => {
    expect(readLink('v=1&preset=article&do=kill broker-a master @9600&t=9700')).toEqual({
      input,
      view: { tMs: 9700 },
      problems: [],
    })
  })

  test('may be a whole address, and may have been through a page of HTML or a careful encoder', () => {
    const expected = { input, view: { tMs: 9700, language: 'zh' }, problems: [] }
    expect(readLink(`https://example.org/a?b=c#${good}`)).toEqual(expected)
    expect(readLink(`#${good.replaceAll('&', '&amp;')}`)).toEqual(expected)
    expect(readLink(`#${good.replaceAll('@', '%40').replaceAll('/', '%2F')}`)).toEqual(expected)
  })

  test.each([
    ['another version', good.replace('v=2', 'v=9'), 'otherVersion'],
    ['an unknown part', good.replace('&do', '&sendMsgTimout=5&do'), 'unknownPart'],
    ['a setting out of range', good.replace('&do', '&slaveCount=99&do'), 'outOfRange'],
    ['a seed that is none', good.replace('&do', '&seed=x&do'), 'notInteger'],
    ['an action of no kind', good.replace('&end', '&do=dance+broker-a/n0+@5&end'), 'notAction'],
    ['an action on nothing', good.replace('&end', '&do=kill+broker-x/n0+@5&end'), 'noSuchTarget'],
    ['a moment that is none', good.replace('&lang', '&t=soon&lang'), 'twice'],
    ['damaged percent signs', good.replace('&t=', '&topic=%E4%B&t='), 'badEncoding'],
    ['a damaged packed part', good.replace('&t=', '&z=AAAA_zzz-&t='), 'badCompression'],
    ['a missing end', good.slice(0, -4), 'cutOff'],
    ['a changed preset', good.replace(/sum=\w+/, 'sum=0'), 'changedSince'],
    ['no scenario', good.replace('preset=article&', ''), 'noScenario'],
    ['tables of different lengths', good.replace('&do', '&latencyMax=5&do'), 'tablesDiffer'],
  ])('%s is named, and the rest is read', (_, text, reason) => {
    const reading = readLink(text)
    expect(reasons(reading)).toEqual([reason])
    expect(reading.input?.actions).toEqual(input.actions)
    expect(reading.view).toEqual({ tMs: 9700, language: 'zh' })
    for (const problem of reading.problems) {
      const { zh, en } = problemWords(problem)
      expect(zh).toMatch(/[\u4e00-\u9fff]/)
      expect(en).not.toMatch(/[\u4e00-\u9fff]/)
    }
  })

  test.each([
    '',
    '#',
    'story',
    '#/lesson/3',
    'toString=1',
    '__proto__=1&constructor=2',
    'v=1',
    't=500&lang=zh',
    'v=1&end',
  ])('%j is nothing to open', (text) => {
    expect(readLink(text).input).toBeNull()
    expect(reasons(readLink(text))).toContain('notLink')
  })

  test('a link broken off in its packed part keeps what came before', () => {
    const actions = Array.from({ length: 60 }, (_, index) =>
      kill(1000 + index * 1357, `broker-${'ab'[index % 2]}/n${index % 3}`),
    )
    const text = linkText({ input: { ...article(), actions }, view: { tMs: 5 } })
    expect(text).toContain('&z=')
    const reading = readLink(text.slice(0, Math.floor(text.length * 0.6)))
    expect(reasons(reading)).toEqual(['badCompression', 'cutOff'])
    const kept = reading.input?.actions ?? []
    expect(kept.length).toBeGreaterThan(5)
    expect(actions.slice(0, kept.length)).toEqual(kept)
  })

  test('a packed part that grows without end is given up', () => {
    const bytes = deflateSync(new Uint8Array(20_000_000), { level: 9 })
    const bomb = btoa(String.fromCharCode(...bytes.subarray(0, 100_000)))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=/g, '')
    const reading = readLink(`v=1&preset=article&z=${bomb}&end`)
    expect(reasons(reading)).toEqual(['badCompression'])
    expect(reading.input).toEqual(article())
    const many = readLink(`v=1&preset=article${'&do=kill+broker-a/master+@1'.repeat(3000)}&end`)
    expect(reasons(many)).toEqual(['tooMany'])
    expect(many.input?.actions.length).toBe(2000)
    expect(reasons(readLink(`v=1&preset=article&z=${'A'.repeat(MAX_LINK_LENGTH)}`))).toEqual(['tooLong'])
  })

  test('what a link leaves out stays what it was: another of RocketMQ’s own values needs a new version', () => {
    // If this fails, every link and file that leaves such a setting out means something else now: raise VERSION, and
    // keep the old value for version 1. A setting that is added needs nothing.
    expect(REAL_SETTINGS).toMatchObject(LEFT_OUT_IN_VERSION_1)
  })

  test('corrupted links: nothing is thrown, and what is opened is a run', { timeout: 600_000 }, () => {
    const letters = fc.constantFrom(...'abcXYZ0189&=%#+-_.,@/:~"\'<>\\ \u0000é中😀')
    const place = fc.nat(1_000_000)
    const piece = fc.constantFrom(
      '&__proto__=1',
      '&constructor=x',
      '&do=',
      '&do=set+__proto__=1+@5',
      '&do=kill+__proto__/master+@1',
      '&t=99999999999999999999',
      '&seed=-1',
      '&seed=1e999',
      '&speed=Infinity',
      '&sel=constructor.1.2',
      '&sel=message.9999999999.1',
      '&groups=99999999',
      '&group.15.slaveCount=2',
      '&brokerGroupCount=16',
      '&latencyMax=9,8,7',
      '&breaks=off.off.off,time-1,__proto__',
      `&${'x'.repeat(5000)}`,
      '&do=kill+broker-a/master+@1'.repeat(100),
      '&z=',
      '&z=____',
    )
    const corruption = fc.oneof(
      fc.record({ kind: fc.constant('flip' as const), at: place, letter: letters }),
      fc.record({ kind: fc.constant('insert' as const), at: place, letter: fc.oneof(letters, piece) }),
      fc.record({ kind: fc.constant('cut' as const), at: place, length: fc.nat(200) }),
      fc.record({ kind: fc.constant('swap' as const), at: place, length: fc.nat(50) }),
      fc.record({ kind: fc.constant('bytes' as const), at: place, letter: fc.stringMatching(/^[\w-]{1,60}$/) }),
    )
    const short = PRESETS.map(
      ({ id }): RunDocument => ({
        input: { ...presetInput(id), seed: 5, actions: [kill(9600), kill(12_000, 'broker-a/n0')] },
        view: { tMs: 9700, language: 'en', selection: { kind: 'broker', group: 0, node: 0 }, sidePanel: 'log' },
      }),
    )
    const texts = [...fc.sample(anyDocument, { numRuns: 60, seed: 1 }), ...short, ...short].map(linkText)
    expect(texts.filter((text) => text.includes('&z=')).length).toBeGreaterThan(20)
    expect(texts.filter((text) => !text.includes('&z=')).length).toBeGreaterThan(5)
    let opened = 0
    let read = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(corruption, { minLength: 1, maxLength: 6 }),
        (text, corruptions) => {
          let broken = text
          for (const one of corruptions) {
            const packed = broken.indexOf('&z=') + 3
            const from = one.kind === 'bytes' && packed > 2 ? packed : 0
            const at = from + (one.at % Math.max(1, broken.length - from))
            if (one.kind === 'flip') broken = broken.slice(0, at) + one.letter + broken.slice(at + 1)
            if (one.kind === 'insert') broken = broken.slice(0, at) + one.letter + broken.slice(at)
            if (one.kind === 'cut') broken = broken.slice(0, at) + broken.slice(at + one.length)
            if (one.kind === 'bytes') broken = broken.slice(0, at) + one.letter + broken.slice(at + one.letter.length)
            if (one.kind === 'swap') {
              const end = at + one.length
              broken =
                broken.slice(0, at) +
                broken.slice(end, end + one.length) +
                broken.slice(at, end) +
                broken.slice(end + one.length)
            }
          }
          const { input, problems } = readLink(broken)
          if (input === null) expect(problems.length).toBeGreaterThan(0)
          else {
            opened++
            expect(parseRunInput(input)).toEqual({ ok: true, input })
          }
          // Words are the same for all; every tenth link has them made.
          if (++read % 10 === 0) {
            for (const problem of problems.slice(0, 20)) {
              expect(problemWords(problem).zh.length).toBeLessThan(3000)
              expect(problemWords(problem).en.length).toBeLessThan(3000)
            }
          }
          expect(({} as Record<string, unknown>)[1]).toBeUndefined()
        },
      ),
      { numRuns: cases(1000, 10_000) },
    )
    expect(opened).toBeGreaterThan(cases(500, 5000))
  })
})

/** RocketMQ’s own values as version 1 of links and files knows them. */
const LEFT_OUT_IN_VERSION_1 = {
  clientVersion: '5.3.3',
  sendLatencyFaultEnable: false,
  latencyMax: null,
  notAvailableDuration: null,
  startDetectorEnable: false,
  detectInterval: 2000,
  detectTimeout: 200,
  communicationMode: 'SYNC',
  retryTimesWhenSendAsyncFailed: 2,
  retryAnotherBrokerWhenNotStoreOK: false,
  retryTimesWhenSendFailed: 2,
  sendMsgTimeout: 3000,
  sendMsgMaxTimeoutPerRequest: -1,
  sendIntervalMs: 100,
  sendThreadCount: 1,
  producerCount: 1,
  messageLimit: 0,
  threadLocalIndexStart: null,
  brokerGroupCount: 2,
  slaveCount: 2,
  writeQueueNums: 8,
  enableDLegerCommitLog: false,
  brokerServiceTimeMs: 3,
  brokerStartupMs: 10000,
  nameServerCount: 1,
  // FIN in version 1, which a running cluster proved wrong: a link that leaves it out asks for what a host does.
  killClosesWith: 'HOST',
  enableControllerMode: false,
  enableSlaveActingMaster: false,
  brokerRole: 'ASYNC_MASTER',
  flushDiskType: 'ASYNC_FLUSH',
  syncFlushTimeout: 5000,
  slaveTimeout: 3000,
  inSyncReplicas: 1,
  topicExists: true,
  autoCreateTopicEnable: true,
  defaultTopicQueueNums: 4,
  registerNameServerPeriod: 30000,
  pollNameServerInterval: 30000,
  firstPollMs: 10,
  heartbeatBrokerInterval: 30000,
  networkLatencyMs: 1,
  connectTimeoutMillis: 3000,
}
