// What an application gets, release by release and mode by mode, where no recorded script leads to it.

import { expect, test } from 'vitest'
import { clientRules, RELEASES } from '../releases'
import type { AttemptFailure } from '../state'
import { clientException } from './clientException'

const last = (failure: AttemptFailure, attempt = 3, code = 0) => ({ attempt, failure, code })

test('a SYNC call that used up its attempts throws MQClientException, whose code tells the last failure, in every release', () => {
  for (const release of RELEASES) {
    const code = (failure: AttemptFailure, answered = 0) => {
      const got = clientException(clientRules(release), 'SYNC', 'attemptsUsedUp', last(failure, 3, answered))
      expect(got).toMatchObject({ via: 'throw', className: 'MQClientException', text: null })
      return got?.responseCode
    }
    expect(code('connectRefused')).toBe(10_001)
    expect(code('connectTimeout')).toBe(10_001)
    expect(code('timeout')).toBe(10_002)
    expect(code('noMaster')).toBe(10_003)
    expect(code('brokerError', 14)).toBe(14)
    expect(code('connectionClosed')).toBe(-1)
    expect(code('noTime')).toBe(-1)
  }
})

test('an ASYNC call tells its callback; only what ends the first attempt inside send() has a code', () => {
  const got = (release: string, failure: AttemptFailure, attempt: number) =>
    clientException(clientRules(release), 'ASYNC', 'attemptsUsedUp', last(failure, attempt))
  expect(got('5.5.0', 'timeout', 1)).toMatchObject({
    via: 'callback',
    className: 'MQClientException',
    responseCode: -1,
    cause: 'RemotingTimeoutException',
  })
  for (const release of ['4.2.0', '4.9.7', '5.2.0', '5.3.1', '5.5.0']) {
    expect(got(release, 'noMaster', 1)).toMatchObject({ className: 'MQClientException', responseCode: 10_003 })
    expect(got(release, 'noMaster', 2)?.responseCode).toBe(-1)
  }
  for (const failure of ['connectRefused', 'connectTimeout', 'noTime'] as const) {
    expect(got('5.2.0', failure, 2)?.className).toMatch(/^Remoting/)
    expect(got('5.3.1', failure, 2)?.cause).toMatch(/^Remoting/)
  }
  expect(got('4.9.2', 'connectTimeout', 1)?.responseCode).toBe(10_001)
  expect(got('4.9.3', 'connectTimeout', 1)?.responseCode).toBeNull()
})

test('the cause is the exception of the last attempt; a call without time left says so in words', () => {
  const rules = clientRules('5.5.0')
  expect(clientException(rules, 'SYNC', 'attemptsUsedUp', last('noMaster'))?.cause).toBe('MQClientException')
  expect(clientException(rules, 'SYNC', 'attemptsUsedUp', last('timeout'))?.cause).toBe('RemotingTimeoutException')
  expect(clientException(rules, 'SYNC', 'callTimeout', last('timeout'))).toEqual({
    via: 'throw',
    className: 'RemotingTooMuchRequestException',
    cause: null,
    responseCode: null,
    text: 'sendDefaultImpl call timeout',
  })
})

test('nobody gets anything where the producer died or a one-way message was lost', () => {
  const rules = clientRules('5.5.0')
  expect(clientException(rules, 'SYNC', 'producerDied', last('timeout'))).toBeNull()
  expect(clientException(rules, 'ONEWAY', 'lostUnseen', null)).toBeNull()
})

test('only a call with an attempt can fail by one', () => {
  const rules = clientRules('5.5.0')
  expect(() => clientException(rules, 'SYNC', 'attemptsUsedUp', null)).toThrow('used up its attempts has a last one')
  expect(() => clientException(rules, 'SYNC', 'notRetried', null)).toThrow('not retried has had an answer')
  expect(clientException(rules, 'SYNC', 'noRoute', null)?.responseCode).toBe(10_005)
})
