// The questions that people ask: in order, answerable, silent about the answer until it is given, and with where to read on.
// What they claim and say in figures is held by lessons.test.ts, as of any lesson.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ALL_MESSAGES } from '../i18n/allMessages'
import { LANGUAGE_CODES } from '../i18n/languages'
import { type Settings, simulate } from '../rocketmq'
import { CHAPTERS, INCIDENTS, QUESTIONS } from './chapters'
import { countOf, type Figure } from './figure'
import { figureText, fill, saysValue } from './fill'
import { computeFor, figuresOf } from './lesson'
import { askedScore, questionId, questionName, sourceUrl } from './question'
import { readFigure } from './readFigure'
import { entries } from './reading'

const RULES = readFileSync(new URL('../../docs/engine-rules.md', import.meta.url), 'utf8')

test('there are some, those asked most first, each with one prediction', () => {
  expect(QUESTIONS.length).toBeGreaterThanOrEqual(15)
  expect(QUESTIONS.length).toBe(CHAPTERS.flatMap(({ questions }) => questions).length)
  const scores = QUESTIONS.map(({ asked }) => askedScore(asked))
  expect(scores).toEqual([...scores].sort((one, other) => other - one))
  for (const { kind, steps, quiz, asked } of QUESTIONS) {
    expect(kind).toBe('question')
    expect(steps).toHaveLength(1)
    expect(steps[0]?.ask).toBeDefined()
    expect(quiz).toEqual([])
    expect(asked.notes).toBeLessThanOrEqual(71)
    expect(asked.asQuestion).toBeLessThanOrEqual(asked.notes)
    expect(asked.threads ?? 0).toBeLessThanOrEqual(12)
  }
})

test('an address and an id are the same thing', () => {
  for (const { id } of QUESTIONS) {
    expect(id).toMatch(/^q-[a-z0-9-]{1,40}$/)
    expect(questionId(questionName(id) ?? '')).toBe(id)
  }
  expect(questionName('shards')).toBeNull()
})

test('a question that speaks of others names them, and each is there', () => {
  const names = QUESTIONS.map(({ id }) => questionName(id))
  for (const { id, notShown, shownBy } of QUESTIONS) {
    for (const name of shownBy) expect(names, `${id}: ${name}`).toContain(name)
    expect(shownBy, id).not.toContain(questionName(id))
    expect(shownBy.length > 0, id).toBe(/question/.test(notShown?.en ?? ''))
    expect(/问题/.test(notShown?.zh ?? ''), id).toBe(/question/.test(notShown?.en ?? ''))
  }
})

describe.each(QUESTIONS.map((question) => [question.id, question] as const))('%s', (_, question) => {
  const [step] = question.steps
  if (!step?.ask) throw new Error('no step')
  const { ask } = step
  const run = simulate(step.input, step.untilMs ?? step.atMs)
  computeFor(run, step.untilMs ?? step.atMs, figuresOf(step))
  const answer = readFigure(run, ask.answer)
  const read = (name: string) => {
    const figure = step.figures?.[name]
    return figure ? readFigure(run, figure) : null
  }

  test.each(LANGUAGE_CODES)('its words do not answer it beforehand (%s)', (language) => {
    const m = ALL_MESSAGES[language]
    const right = figureText(ask.answer, answer, m)
    // A number that is among the settings anyway, such as a count of 1, is said for other reasons.
    const isTelling = typeof answer !== 'number' || answer > 10
    for (const words of [question.title, question.summary, step.say, ask.prompt]) {
      const text = fill(words, step.figures ?? {}, read, m)
      expect(text).not.toMatch(/\{|…/)
      if (isTelling && ask.kind !== 'broker') expect(saysValue(text, right), text).toBe(false)
    }
  })

  test.each(LANGUAGE_CODES)('it is answered in two sentences, with figures of the run (%s)', (language) => {
    const m = ALL_MESSAGES[language]
    const explain = fill(ask.explain, step.figures ?? {}, read, m)
    expect(ask.explain[language]).toMatch(/\{\w+\}/)
    expect(saysValue(explain, figureText(ask.answer, answer, m)), explain).toBe(true)
    for (const text of [ask.explain[language], step.meaning[language]]) {
      const ends = language === 'zh' ? /。/g : /[.?!](?=\s|$)/g
      expect(text.match(ends)?.length ?? 0, text).toBeGreaterThanOrEqual(1)
      expect(text.match(ends)?.length ?? 0, text).toBeLessThanOrEqual(2)
    }
  })

  test('it opens before what it asks for has happened', () => {
    expect(readFigure(simulate(step.input, step.atMs), ask.answer)).toBeNull()
  })

  test('where to read on is there: rules, class and release', () => {
    const [className] = question.source.method.split('#')
    expect(RULES.replaceAll('`', ' ')).toContain(className)
    for (const rule of question.source.rules) expect(RULES).toContain(`- **${rule}** `)
    expect(sourceUrl(question.source)).toMatch(
      /^https:\/\/github\.com\/apache\/rocketmq\/blob\/rocketmq-all-\d\.\d\.\d\/\w/,
    )
    for (const issue of question.issues) expect(Number.isInteger(issue) && issue > 0).toBe(true)
  })
})

/** What an answer, or the fix of an incident, says that a setting changes: the same run with it, and what that makes of a figure. */
const ADVICE: [string, Partial<Settings>, Figure, unknown][] = [
  // The cap saves the message that is under way, not those that have to connect first.
  ['q-no-loss', {}, countOf('failedMessages', 0, 20_000), 4],
  ['q-no-loss', { sendMsgMaxTimeoutPerRequest: 1000 }, { kind: 'outcomeOf', message: 53 }, 'retried'],
  ['q-no-loss', { sendMsgMaxTimeoutPerRequest: 1000 }, countOf('failedMessages', 0, 20_000), 4],
  ['q-no-loss', { connectTimeoutMillis: 1000 }, countOf('failedMessages', 0, 20_000), 1],
  [
    'q-no-loss',
    { sendMsgMaxTimeoutPerRequest: 1000, connectTimeoutMillis: 1000 },
    countOf('failedMessages', 0, 20_000),
    0,
  ],
  [
    'q-no-loss',
    { clientVersion: '5.2.0', sendMsgMaxTimeoutPerRequest: 1000 },
    { kind: 'outcomeOf', message: 53 },
    'failed',
  ],
  ['q-broker-busy', { clientVersion: '5.3.3' }, { kind: 'outcomeOf', message: 53 }, 'retried'],
  ['q-flush', { sendMsgTimeout: 10_000 }, { kind: 'elapsedOf', message: 53 }, 5005],
  ['q-flush', { flushDiskType: 'ASYNC_FLUSH' }, { kind: 'outcomeOf', message: 53 }, 'retried'],
  ['q-flush', { flushDiskType: 'ASYNC_FLUSH' }, { kind: 'brokerOf', message: 53, attempt: 2 }, 'broker-b'],
  ['q-flush', { flushDiskType: 'ASYNC_FLUSH' }, { kind: 'elapsedOf', message: 53 }, 1007],
  ['q-flush', { flushDiskType: 'ASYNC_FLUSH' }, { kind: 'elapsedOf', message: 47 }, 5],
  // Either limit alone leaves messages that fail; both together leave none.
  ['retries-that-never-happen', {}, countOf('failedMessages', 0, 20_000), 4],
  ['retries-that-never-happen', { sendMsgMaxTimeoutPerRequest: 1000 }, countOf('failedMessages', 0, 20_000), 4],
  ['retries-that-never-happen', { connectTimeoutMillis: 1000 }, countOf('failedMessages', 0, 20_000), 1],
  [
    'retries-that-never-happen',
    { sendMsgMaxTimeoutPerRequest: 1000, connectTimeoutMillis: 1000 },
    countOf('failedMessages', 0, 20_000),
    0,
  ],
  [
    'retries-that-never-happen',
    { clientVersion: '4.9.7', connectTimeoutMillis: 1000 },
    countOf('failedMessages', 0, 20_000),
    1,
  ],
  [
    'retries-that-never-happen',
    { clientVersion: '5.2.0', connectTimeoutMillis: 1000 },
    countOf('failedMessages', 0, 20_000),
    1,
  ],
  ['q-oneway', { communicationMode: 'SYNC' }, countOf('failedAttempts', 5000, 15_000), 3],
  ['q-why-again', { clientVersion: '5.3.3' }, countOf('failedMessages', 7000, 15_000), 0],
]

test.each(ADVICE)('%s with %o', (id, settings, figure, expected) => {
  const input = [...QUESTIONS, ...INCIDENTS].find((one) => one.id === id)?.steps[0]?.input
  if (!input) throw new Error('no such question')
  const { scenario, actions } = input
  const run = simulate(
    { ...input, scenario: { ...scenario, settings: { ...scenario.settings, ...settings } }, actions },
    20_000,
  )
  computeFor(run, 20_000, [figure])
  expect(readFigure(run, figure)).toBe(expected)
})

test('q-flush: what each of its sentences says is in the log', () => {
  const { input, meaning } = QUESTIONS.find((one) => one.id === 'q-flush')?.steps[0] ?? {}
  if (!input || !meaning) throw new Error('no such question')
  const about53 = (changes: Partial<Settings>) => {
    const { scenario } = input
    const run = simulate(
      { ...input, scenario: { ...scenario, settings: { ...scenario.settings, ...changes } } },
      12_000,
    )
    const of53 = <E extends { message: number }>(found: E[]): E[] => found.filter(({ message }) => message === 53)
    return {
      stored: of53(entries(run, 'stored')),
      ok: of53(entries(run, 'sendOk')),
      failed: of53(entries(run, 'sendFailed')),
      thrown: of53(entries(run, 'messageFailed')),
    }
  }
  // Written before the application gets its timeout, and no attempt confirmed it.
  const sync = about53({})
  expect(sync.stored.map(({ group }) => group)).toEqual([0])
  expect(sync.thrown.map(({ elapsedMs }) => elapsedMs)).toEqual([input.scenario.settings.sendMsgTimeout])
  expect(sync.stored[0]?.atMs).toBeLessThan(sync.thrown[0]?.atMs ?? 0)
  expect(sync.ok).toEqual([])
  // Who waits long enough gets the status after syncFlushTimeout, and has the copy.
  const patient = about53({ sendMsgTimeout: 10_000 })
  expect(patient.ok.map(({ status }) => status)).toEqual(['FLUSH_DISK_TIMEOUT'])
  expect(patient.stored.map(({ group }) => group)).toEqual([0])
  // With ASYNC_FLUSH the Broker answers SYSTEM_BUSY (code 2) after 1 s of a busy page cache.
  const busy = about53({ flushDiskType: 'ASYNC_FLUSH' })
  expect(busy.failed.map(({ code }) => code)).toEqual([2])
  expect(busy.failed[0]?.latencyMs).toBeGreaterThanOrEqual(1000)
  expect(busy.ok.map(({ group, status }) => [group, status])).toEqual([[1, 'SEND_OK']])
  // The seconds of its words are the settings of its run.
  const { syncFlushTimeout, sendMsgTimeout } = input.scenario.settings
  expect([...meaning.zh.matchAll(/(\d+) 秒/g)].map(([, s]) => Number(s) * 1000)).toEqual([
    syncFlushTimeout,
    sendMsgTimeout,
    1000,
  ])
  expect([...meaning.en.matchAll(/(\d+) s\b/g)].map(([, s]) => Number(s) * 1000)).toEqual([
    syncFlushTimeout,
    sendMsgTimeout,
    1000,
  ])
})
