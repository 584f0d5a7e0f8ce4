import { describe, expect, test } from 'vitest'
import { logUntil } from '../projections/logUntil'
import { SINCE, UNTIL } from '../projections/releaseFacts'
import {
  type AttemptFailure,
  entryAt,
  logLength,
  presetInput,
  type SendException,
  simulate,
  type UserAction,
} from '../rocketmq'
import { TEACHING_SETTINGS } from '../rocketmq/settings'
import { en, inEveryLanguage, zh } from './allMessages'
import { heaviestOf, toneOf, weightOf } from './entryTraits'
import { exceptionName } from './exceptions'
import { headlineCandidateAt } from './headline'
import { narrate } from './narration'
import { avoided, CONTEXTS, context, EVERY_KIND, expectGoodSentence, failed, gets } from './narration.testData'

describe('narrate', () => {
  for (const [kind, entries] of Object.entries(EVERY_KIND)) {
    test(`${kind} has a sentence in both languages`, () => {
      for (const entry of entries) {
        for (const each of CONTEXTS) {
          for (const m of [zh, en]) expectGoodSentence(narrate(entry, each, m), m)
        }
        expect(['good', 'bad', 'avoid', 'vote', 'flight']).toContain(toneOf(entry))
        for (const each of CONTEXTS) expect(weightOf(entry, each)).toBeLessThanOrEqual(heaviestOf(entry.kind))
      }
    })
  }

  test('a failed attempt names the message, the Broker, the cause, the exception and which attempt it was', () => {
    expect(narrate(failed(34, 1), context(), en)).toBe(
      'Message 34 failed on broker-a: connection refused after 240 ms (RemotingConnectException, attempt 1 of at most 3).',
    )
    expect(narrate(failed(34, 1), context(), zh)).toBe(
      '消息 34 没能发到 broker-a：240 ms 后被拒绝连接（RemotingConnectException，第 1 次尝试，最多 3 次）。',
    )
  })

  test('an old client looks up 30 s for a failure, a new one 10 s', () => {
    const release = (clientVersion: string) => context({ settings: { ...TEACHING_SETTINGS, clientVersion } })
    expect(narrate(avoided(0), release(UNTIL.oldFaultTable), en)).toContain('counts as 30.0 s')
    expect(narrate(avoided(0), release(SINCE.newFaultTable), zh)).toContain('按 10.0 秒查表')
  })

  test('a producer and a NameServer have a number only where there are several', () => {
    expect(narrate(EVERY_KIND.routeRequest[0], CONTEXTS[0], en)).toBe('The producer polls NameServer for the route.')
    expect(narrate(EVERY_KIND.routeRequest[0], CONTEXTS[1], zh)).toBe('生产者 1 定时向 NameServer 1 取路由。')
  })
})

describe('a run in which everything breaks', () => {
  const faults = (at: string): UserAction[] => [
    { atMs: 4000, type: 'kill', target: 'broker-a/master' },
    { atMs: 9000, type: 'freeze', target: `${at}/n0` },
    { atMs: 14_000, type: 'resume', target: `${at}/n0` },
    { atMs: 15_000, type: 'slow', target: `${at}/n0`, ms: 700 },
    { atMs: 18_000, type: 'set', name: 'writeQueueNums', value: 3, brokerName: at },
    { atMs: 19_000, type: 'powerOff', target: `${at}/n0` },
    { atMs: 26_000, type: 'stop', target: 'nameserver/0' },
    { atMs: 30_000, type: 'restart', target: 'broker-a/n0' },
    { atMs: 32_000, type: 'set', name: 'clientVersion', value: '4.9.7' },
    { atMs: 34_000, type: 'restart', target: 'nameserver/0' },
    { atMs: 36_000, type: 'restart', target: `${at}/n0` },
    { atMs: 50_000, type: 'kill', target: 'producer/0' },
  ]

  test.each(['article', 'article-off', '2m-noslave'])('%s: every sentence and every headline is good', (preset) => {
    const input = { ...presetInput(preset), actions: faults('broker-b') }
    const run = simulate(input, 52_000)
    const { log } = run
    const names = context({ settings: input.scenario.settings, actions: input.actions })
    for (const m of [zh, en]) {
      const told = new Set<string>()
      for (let index = 0; index < logLength(log); index += 1) {
        told.add(narrate(entryAt(log, index), names, m))
        told.add(headlineCandidateAt(logUntil(run, index + 1), names, m).headline)
      }
      for (const sentence of told) expectGoodSentence(sentence, m)
    }
  })
})

describe('words about failures', () => {
  test('an exception is named by its class and code, and by its cause where the code says nothing', () => {
    const name = (exception: SendException, failure: AttemptFailure, code = 0) => {
      const got = gets(exception, failure, code)
      return got && exceptionName(got)
    }
    expect(name('attemptsUsedUp', 'connectTimeout')).toBe('MQClientException (10001)')
    expect(name('attemptsUsedUp', 'brokerError', 14)).toBe('MQClientException (14)')
    expect(name('attemptsUsedUp', 'connectionClosed')).toBe(
      'MQClientException (-1, cause RemotingSendRequestException)',
    )
    expect(name('notRetried', 'brokerError', 2)).toBe('MQBrokerException (2 SYSTEM_BUSY)')
    expect(name('callTimeout', 'timeout')).toBe('RemotingTooMuchRequestException "sendDefaultImpl call timeout"')
    expect(name('noNameServer', 'timeout')).toBe('IllegalStateException')
  })

  test('an ASYNC call that times out is told by the cause, since it has no code of its own', () => {
    const input = {
      ...presetInput('2m-noslave'),
      // After the heartbeat, which would close the connection before the timeout.
      actions: [{ atMs: 1100, type: 'freeze', target: 'broker-a/master' } satisfies UserAction],
    }
    const settings = { ...input.scenario.settings, communicationMode: 'ASYNC' as const, clientVersion: '5.5.0' }
    const { log } = simulate({ ...input, scenario: { ...input.scenario, settings } }, 6000)
    const entries = Array.from({ length: logLength(log) }, (_, index) => entryAt(log, index))
    const lost = entries.find((entry) => entry.kind === 'messageFailed')
    expect(lost && narrate(lost, context(), en)).toContain('MQClientException (-1, cause RemotingTimeoutException)')
  })

  test('a failure is spoken with its time', () => {
    expect(inEveryLanguage((m) => m.exceptions.failure('timeout', 0, 3000))).toEqual({
      zh: '等了 3.0 秒没有回复',
      en: 'no answer after 3.0 s',
    })
  })
})
