// What became of a message, held against the log: attempts, the budget they ate, and what the application gets.

import { describe, expect, test } from 'vitest'
import { ALL_MESSAGES, en, zh } from '../i18n/allMessages'
import { LANGUAGE_CODES } from '../i18n/languages'
import { messageEntries } from '../projections/messageIndex'
import { callStory } from '../projections/sendCalls'
import { entryAt, logLength, presetInput, type Run, type RunInput, simulate, type UserAction } from '../rocketmq'
import { explainMessage, type MessageExplanation } from './message'
import { reportAll } from './testStories'

/** The same with its sentences as texts: functions are equal to themselves only. */
const spoken = (one: MessageExplanation | null | undefined) =>
  one && {
    ...one,
    sentence: one.sentence(en),
    attempts: one.attempts.map((each) => ({ ...each, sentence: each.sentence(en) })),
  }

const run = (actions: UserAction[], untilMs: number, settings: Partial<RunInput['scenario']['settings']> = {}): Run => {
  const input = presetInput('article')
  const scenario = { ...input.scenario, settings: { ...input.scenario.settings, ...settings } }
  return simulate({ ...input, scenario, actions }, untilMs)
}
const sends = (of: Run, message: number): number[] =>
  Array.from({ length: logLength(of.log) }, (_, index) => index).filter((index) => {
    const entry = entryAt(of.log, index)
    return entry.kind === 'send' && entry.message === message
  })
const firstFailed = (of: Run): number => {
  for (let index = 0; index < logLength(of.log); index++) {
    const entry = entryAt(of.log, index)
    if (entry.kind === 'sendFailed') return entry.message
  }
  return -1
}

describe('what became of a message', () => {
  test('one good attempt eats what it took', () => {
    const calm = run([], 3000)
    const told = explainMessage(calm, sends(calm, 1)[0] as number)
    expect(told).toMatchObject({
      message: 1,
      timeoutMs: 3000,
      end: { kind: 'returned', status: 'SEND_OK' },
      exception: null,
    })
    // It had to connect first.
    expect(told?.attempts).toMatchObject([{ attempt: 1, cost: { outcome: { kind: 'stored', tookMs: 490 } } }])
    expect(told?.elapsedMs).toBeGreaterThanOrEqual(490)
    expect(told?.sentence(en)).toContain('at the first attempt')
  })

  test('a failed attempt and its retry stand one after the other, whichever of them is asked about', () => {
    const killed = run([{ atMs: 9600, type: 'kill', target: 'broker-a/master' }], 14_000)
    const places = sends(killed, firstFailed(killed))
    expect(places).toHaveLength(2)
    const [one, two] = places.map((place) => explainMessage(killed, place))
    expect(spoken(one)).toEqual(spoken(two))
    const [first, second] = one?.attempts ?? []
    if (first?.cost.outcome.kind !== 'failed' || second?.cost.outcome.kind !== 'stored')
      throw new TypeError('not that story')
    expect(second.cost.spentBeforeMs).toBe(first.cost.spentBeforeMs + first.cost.outcome.tookMs)
    expect(one?.elapsedMs).toBe(second.cost.spentBeforeMs + second.cost.outcome.tookMs)
    expect(one?.sentence(zh)).toContain('第 2 次才成功')
  })

  test('a silent host eats all of it, and the retry that was chosen but never made is not shown', () => {
    const dark = run([{ atMs: 9600, type: 'freeze', target: 'broker-a/n0' }], 20_000)
    const told = explainMessage(dark, sends(dark, firstFailed(dark))[0] as number)
    expect(told).toMatchObject({ elapsedMs: 3000, end: { kind: 'threw', exception: 'callTimeout' } })
    expect(told?.exception?.className).toBe('RemotingTooMuchRequestException')
    expect(told?.attempts).toMatchObject([{ cost: { outcome: { failure: 'timeout', tookMs: 3000 }, leftMs: 0 } }])
    expect(told?.sentence(en)).toContain('which hides the real RemotingTimeoutException')
    expect(told?.sentence(zh)).toContain('RemotingTimeoutException')
  })

  test('under way it grows with the playhead and knows nothing of what comes', () => {
    const dark = run([{ atMs: 9600, type: 'freeze', target: 'broker-a/n0' }], 20_000)
    const place = sends(dark, firstFailed(dark))[0] as number
    const began = entryAt(dark.log, place).atMs
    for (const later of [200, 1200]) {
      expect(explainMessage(dark, place, began + later)).toMatchObject({
        end: null,
        elapsedMs: later,
        attempts: [{ cost: { outcome: { kind: 'under way' } } }],
      })
    }
  })

  test('the budget is the one the call began with', () => {
    const changed = run([{ atMs: 5000, type: 'set', name: 'sendMsgTimeout', value: 900 }], 9000)
    expect(explainMessage(changed, sends(changed, 2)[0] as number)?.timeoutMs).toBe(3000)
    let place = changed.log.length - 1
    while (entryAt(changed.log, place).kind !== 'send') place--
    expect(explainMessage(changed, place)?.timeoutMs).toBe(900)
  })

  test('a message without a route has no attempt, only its exception', () => {
    const lost = run([], 4000, { topicExists: false, autoCreateTopicEnable: false })
    const place = messageEntries(lost.log, 1).at(-1)
    expect(place).toBeDefined()
    const told = explainMessage(lost, place as number)
    expect(told).toMatchObject({ attempts: [], end: { kind: 'threw', exception: 'noRoute' } })
    expect(told?.sentence(en)).toContain('10005')
    expect(told?.sentence(zh)).toContain('10005')
  })

  test('what is about no message has no explanation', () => {
    const calm = run([], 1000)
    expect(explainMessage(calm, 0)).toBeNull()
    expect(() => explainMessage(calm, -1)).toThrow(RangeError)
    expect(messageEntries(calm.log, 9999)).toEqual([])
  })

  test('the end in the log is the end that is told, in both languages, for every message of every story', () => {
    const ends = new Set<string>()
    for (const release of ['4.7.1', '5.3.3']) {
      for (const { run: told } of reportAll(release)) {
        const seen = new Set<string>()
        for (let index = 0; index < logLength(told.log); index++) {
          const entry = entryAt(told.log, index)
          if (entry.kind !== 'sendOk' && entry.kind !== 'messageFailed') continue
          const kind = entry.kind === 'sendOk' ? `sendOk ${entry.attempt} ${entry.status}` : entry.exception
          ends.add(kind)
          // Two of a kind say as much as twenty.
          if (seen.has(`${kind} again`)) continue
          seen.add(seen.has(kind) ? `${kind} again` : kind)
          const one = explainMessage(told, index)
          expect(one?.end?.logIndex).toBe(index)
          expect(one?.elapsedMs).toBe(entry.elapsedMs)
          expect(one?.attempts.length).toBe(entry.kind === 'sendOk' ? entry.attempt : entry.attempts)
          for (const language of LANGUAGE_CODES) {
            expect(one?.sentence(ALL_MESSAGES[language])).toContain(String(entry.message))
            expect(one?.sentence(ALL_MESSAGES[language])).not.toMatch(/undefined|null|NaN|\[object/)
          }
          if (entry.kind === 'sendOk')
            expect(one?.sentence(en)).toContain(`broker-${String.fromCharCode(97 + entry.group)} q${entry.queueId}`)
          else if (entry.exception !== 'producerDied' && entry.exception !== 'lostUnseen')
            expect(one?.exception).not.toBeNull()
          const copies = callStory(told, index)?.copies ?? []
          if (entry.kind === 'sendOk') expect(copies.some(({ group }) => group === entry.group)).toBe(true)
        }
      }
    }
    expect(ends.size).toBeGreaterThan(7)
  })
})

test.each([
  ['5.2.0', false],
  ['5.3.0', true],
  ['5.3.2', false],
] as const)('%s: a retry without time calls the callback twice: %s', (clientVersion, twice) => {
  const freeze = (brokerName: string): UserAction => ({ atMs: 4790, type: 'freeze', target: `${brokerName}/n0` })
  const frozen = run([freeze('broker-a'), freeze('broker-b')], 20_000, {
    clientVersion,
    communicationMode: 'ASYNC',
  })
  const told = explainMessage(frozen, sends(frozen, firstFailed(frozen))[0] as number)
  expect(told?.end?.kind).toBe('threw')
  expect(told?.calledTwice).toBe(twice)
  expect(told?.sentence(en).endsWith(', twice.')).toBe(twice)
  expect(told?.sentence(zh).includes('回调两次收到')).toBe(twice)
})
