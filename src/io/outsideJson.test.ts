// What comes from outside without limits: it is refused with a reason, and nothing is thrown.

import { deflateSync, strToU8 } from 'fflate'
import { expect, test } from 'vitest'
import { exactNumber } from '../i18n/format'
import { MAX_PROBLEMS, type Problem } from '../i18n/problems'
import { presetInput, type RunInput } from '../rocketmq'
import { readHistory } from '../session/saveHistory'
import { MAX_ACTION_LENGTH, MAX_VALUE_LENGTH, parseAction, parseSettingValue } from './actionText'
import { readDifference } from './differenceSchema'
import { readDocument, readFileText } from './document'
import { readRequest } from './embed/protocol'
import { parseRunInput } from './inputSchema'
import { readLink } from './link'
import { isTooDeep, MAX_DEPTH, parseJson } from './outsideJson'
import { problemWords } from './problems.testData'
import { parseLesson, readLessonText } from './readLesson'

const article = (): RunInput => presetInput('article')
const reasons = (problems: readonly Problem[]) => problems.map(({ reason }) => reason)
const deep = (levels: number): unknown => {
  let data: unknown = 1
  for (let level = 0; level < levels; level++) data = level % 2 ? { a: data } : [data]
  return data
}
const manyKeys = (count: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]))

const step = (input: unknown) => ({ title: { en: 'a' }, say: { en: 'b' }, meaning: { en: 'c' }, atMs: 0, input })
const lesson = (input: unknown) => ({ title: { en: 'a' }, summary: { en: 'b' }, minutes: 1, steps: [step(input)] })

test('depth is counted without recursion, in circles too', () => {
  expect(isTooDeep(deep(MAX_DEPTH))).toBe(false)
  expect(isTooDeep(deep(MAX_DEPTH + 1))).toBe(true)
  const circle: unknown[] = []
  circle.push(circle, circle)
  expect(isTooDeep(circle)).toBe(true)
  expect(parseJson(`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 1_000_000)).toMatchObject({ ok: false })
  expect(parseJson('[1]', 2)).toMatchObject({ problem: { reason: 'tooLong', allowed: { max: 2 } } })
})

test.each([1000, 20_000])('%i levels are refused by every reader', (levels) => {
  const data = deep(levels)
  expect(parseRunInput({ ...article(), seed: data })).toMatchObject({ problems: [{ reason: 'tooDeep' }] })
  expect(reasons(readDocument({ format: 'rocketscope-run', version: 1, input: data }).problems)).toEqual(['tooDeep'])
  expect(parseLesson(lesson(data))).toMatchObject({ ok: false, problems: [{ reason: 'tooDeep' }] })
  expect(readDifference({ kind: 'run', name: null, input: data })).toBeNull()
  expect(readRequest({ rocketscope: 1, type: 'load', run: data })).toMatchObject({ ok: false })
  const text = '[{"a":'.repeat(levels) + 1 + '}]'.repeat(levels)
  expect(readHistory(text).past).toEqual([])
  expect(readFileText(text).input).toBeNull()
  expect(readLessonText(text).ok).toBe(false)
})

test('of very many faults the first are named, and how many more there are', () => {
  const settings = { ...article().scenario.settings, ...manyKeys(200_000) }
  const text = JSON.stringify({ ...article(), scenario: { ...article().scenario, settings } })
  for (const { problems } of [
    readFileText(text),
    readFileText(JSON.stringify({ format: 'rocketscope-run', version: 1, input: article(), ...manyKeys(200_000) })),
    readFileText(JSON.stringify({ format: 'rocketscope-run', version: 1, input: article(), view: manyKeys(200_000) })),
    readLink(`v=1&preset=article${'&nothing=1'.repeat(1500)}`),
    readLink(`v=1&preset=article${'&do=kill+nobody/n0+@1'.repeat(1500)}`),
  ]) {
    expect(problems.length).toBeGreaterThan(10)
    expect(problems.length).toBeLessThanOrEqual(MAX_PROBLEMS + 1)
    const last = problems.at(-1) as Problem
    expect(last.reason).toBe('more')
    expect(Number(last.value)).toBeGreaterThan(1400)
    const more = exactNumber(Number(last.value))
    expect(problemWords(last).zh).toContain(more)
    expect(problemWords(last).en).toContain(more)
  }
  const list = readFileText(JSON.stringify({ ...article(), actions: Array.from({ length: 2000 }, () => manyKeys(50)) }))
  expect(list.problems.length).toBeLessThanOrEqual(MAX_PROBLEMS + 1)
})

test('a list that is too long is counted and not looked at', () => {
  const long = Array.from({ length: 300_000 }, () => 'x')
  const input = { ...article(), scenario: { ...article().scenario, settings: { latencyMax: long } } }
  expect(readFileText(JSON.stringify(input)).problems.map(({ reason }) => reason)).toEqual(['tableLength'])
  const breakpoints = { format: 'rocketscope-run', version: 1, input: article(), view: { breakpoints: long } }
  expect(reasons(readFileText(JSON.stringify(breakpoints)).problems)).toEqual(['notBreakpoints'])
  const figures = { ...lesson('preset=article'), steps: [{ ...step('preset=article'), figures: manyKeys(50_000) }] }
  const read = parseLesson(figures)
  expect(read.ok ? [] : reasons(read.problems)).toEqual(['tooMany'])
})

test('what is typed has a longest length, and says it', () => {
  expect(parseAction(`kill ${'@'.repeat(MAX_ACTION_LENGTH)} x y`)).toMatchObject({
    ok: false,
    problem: { reason: 'tooLong', allowed: { max: MAX_ACTION_LENGTH } },
  })
  expect(parseSettingValue('sendMsgTimeout', '1'.repeat(MAX_VALUE_LENGTH + 1))).toMatchObject({
    problem: { reason: 'tooLong' },
  })
})

test.each([
  ['kill broker-a/master @9600', 'broker-a/master', 9600],
  ['kill broker-a/master@9600', 'broker-a/master', 9600],
  ['kill broker-a master @ 9.6s', 'broker-a/master', 9600],
  [' kill broker-a/master  @  9600 ', 'broker-a/master', 9600],
  ['kill a@b/master @9600', 'a@b/master', 9600],
  ['kill a@b/master@ 9600', 'a@b/master', 9600],
  ['kill broker-a/master\n@9600\n', 'broker-a/master', 9600],
])('%j has its time behind its last @', (text, target, atMs) => {
  expect(parseAction(text)).toEqual({ ok: true, action: { type: 'kill', target, atMs } })
})

test.each(['', '@', 'kill', 'kill broker-a/master', 'kill broker-a/master @', 'kill @5 x', '@ 5 6'])(
  '%j has none',
  (text) => {
    expect(parseAction(text)).toMatchObject({ ok: false, problem: { reason: 'noTime' } })
  },
)

test('the packed runs of one lesson share what they may grow to', () => {
  const run = (letter: string) =>
    `v=1&preset=article&z=${Buffer.from(deflateSync(strToU8(`x=${letter.repeat(1_500_000)}`))).toString('base64url')}&end`
  const steps = [step(run('a')), step(run('b')), step('preset=article')]
  const read = parseLesson({ ...lesson(''), steps })
  const found = read.ok ? [] : read.problems.map(({ path, reason }) => `${path} ${reason}`)
  expect(found).toContain('steps[0].input unknownPart')
  expect(found).toContain('steps[1].input.z badCompression')
  expect(found.filter((one) => one.startsWith('steps[2]'))).toEqual([])
})

test.each(['\u202e', '\u200b', '\u2066', '\u00ad', '\ufe0f', '\u2028', '\u3164'])(
  'a name with %j in it is refused wherever names come in',
  (letter) => {
    const brokerName = `broker${letter}x`
    const scenario = { ...article().scenario, brokerGroups: [{ brokerName }] }
    expect(parseRunInput({ ...article(), scenario })).toMatchObject({ problems: [{ reason: 'badName' }] })
    const link = `v=1&preset=article&groups=1&group.0.brokerName=${encodeURIComponent(brokerName)}`
    expect(reasons(readLink(link).problems)).toEqual(['badName'])
    expect(readRequest({ rocketscope: 1, type: 'load', run: { ...article(), scenario } })).toMatchObject({ ok: false })
    expect(parseLesson({ ...lesson('preset=article'), title: { en: brokerName } })).toMatchObject({
      problems: [{ reason: 'badText' }],
    })
    const named = { ...step('preset=article'), view: { select: { brokerName } } }
    expect(parseLesson({ ...lesson('preset=article'), steps: [named] }).ok).toBe(false)
    expect(readDifference({ kind: 'run', name: { zh: brokerName, en: 'x' }, input: article() })).toBeNull()
    // What is said about it does not turn round what stands beside it.
    const [first] = readLink(link).problems
    expect(problemWords(first as Problem).en).toContain('<U+')
  },
)
