// The life of a message and what it survives, against the run itself.

import { describe, expect, test } from 'vitest'
import { type BrokerGroup, presetInput, type Run, type RunInput, simulate, stateAt } from '../rocketmq'
import { messageLife } from './messageLife'
import { SURVIVAL_EVENTS, survivalEventsOf, survivalOf } from './survival'

const store = (settings: Partial<RunInput['scenario']['settings']>, actions: RunInput['actions'] = []): RunInput => {
  const input = presetInput('2m-noslave')
  return {
    ...input,
    actions,
    scenario: {
      ...input.scenario,
      settings: {
        ...input.scenario.settings,
        simulateStore: true,
        brokerGroupCount: 1,
        sendIntervalMs: 500,
        ...settings,
      },
    },
  }
}

const stepsOf = (input: RunInput, message: number, untilMs: number) =>
  messageLife(simulate(input, untilMs), message).map((one) => [
    one.step === 'entry' ? one.entry.kind : one.step,
    one.atMs,
  ])

describe('a life', () => {
  test('of a message that is flushed once four pages are full', () => {
    expect(stepsOf(store({}), 2, 12_000)).toEqual([
      ['send', 500],
      ['appended', 504],
      ['sendOk', 505],
      ['dispatched', 505],
      // At 6.504 s the fourth page border is passed; the loop looks next at 7.001 s, for its first flush took 1 ms, and this one does.
      ['flushed', 7002],
    ])
  })

  test('of a message that a power cut takes', () => {
    const steps = stepsOf(store({}, [{ atMs: 1900, type: 'powerOff', target: 'broker-a/n0' }]), 2, 3000)
    expect(steps.at(-2)).toEqual(['cut', 1900])
    expect(steps.at(-1)).toEqual(['flushed', null])
  })
})

describe('who confirms, and whether an answer waits for it', () => {
  test.each([
    [
      { slaveCount: 1, brokerRole: 'ASYNC_MASTER' },
      { by: 'slave', isAwaited: false },
    ],
    [
      { slaveCount: 1, brokerRole: 'SYNC_MASTER' },
      { by: 'slave', isAwaited: true },
    ],
    [
      { slaveCount: 1, brokerRole: 'SYNC_MASTER', clientVersion: '5.3.3' },
      { by: 'slave', isAwaited: false },
    ],
    [
      { slaveCount: 1, brokerRole: 'SYNC_MASTER', clientVersion: '5.3.3', inSyncReplicas: 2 },
      { by: 'slave', isAwaited: true },
    ],
    [
      { slaveCount: 2, enableControllerMode: true, clientVersion: '5.3.3' },
      { by: 'syncStateSet', isAwaited: false },
    ],
    [
      { slaveCount: 2, enableDLegerCommitLog: true },
      { by: 'majority', isAwaited: true },
    ],
  ] as const)('%j', (settings, expected) => {
    const run = simulate(store({ clientVersion: '4.9.7', ...settings }), 8000)
    const life = messageLife(run, 2)
    const at = (step: string) => life.find((one) => (one.step === 'entry' ? one.entry.kind : one.step) === step)?.atMs
    const confirmed = life.find((one) => one.step === 'confirmed')
    expect(confirmed?.step === 'confirmed' && confirmed.confirmation).toEqual(expected)
    // The answer waits for it, or has left before.
    if (expected.isAwaited) expect(at('sendOk')).toBeGreaterThan(confirmed?.atMs ?? Infinity)
    else if (expected.by === 'slave') expect(at('sendOk')).toBeLessThan(confirmed?.atMs ?? 0)
  })
})

describe('survival, single node', () => {
  const run = simulate(store({}), 3000)
  const place = (message: number) => {
    const found = messageLife(run, message).find((one) => one.step === 'appended')
    if (found?.step !== 'appended') throw new Error('not appended')
    return found.place
  }

  test('only what can happen to one node is asked; a group of two is asked everything', () => {
    const groupOf = (one: Run) => stateAt(one, 1900).brokerGroups[0] as BrokerGroup
    expect(survivalEventsOf(groupOf(run))).toEqual(['processKilled', 'hostPower', 'hostLost'])
    expect(survivalEventsOf(groupOf(simulate(store({ slaveCount: 1 }), 2000)))).toEqual(SURVIVAL_EVENTS)
  })

  test('kill -9 loses nothing, a power cut what is not on disk', () => {
    expect(survivalOf(run, place(2), 'processKilled', 1900)?.kept).toBe(1)
    expect(survivalOf(run, place(2), 'hostPower', 1900)?.kept).toBe(0)
    expect(survivalOf(run, place(1), 'hostPower', 1900)?.kept).toBe(1)
  })
})
