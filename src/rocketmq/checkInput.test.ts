// What a run takes as its input, what it refuses, and that nothing outside can change it afterwards.

import { describe, expect, test } from 'vitest'
import { takeInput } from './checkInput'
import { entryAt, entryKind, entryTime, firstEntryAfter, logLength } from './eventLog'
import { PRESETS, presetInput } from './presets'
import { attemptDecision, createCursor, extendRun, forkRun, simulate, stateAt } from './run'
import type { RunInput, UserAction } from './scenario'
import { SETTING_DEFINITIONS } from './settings'

const kill = (atMs: number, target = 'broker-a/master'): UserAction => ({ atMs, type: 'kill', target })

/** Changes everything in a value that can be changed. */
function spoil(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  for (const key of Object.keys(value)) {
    spoil((value as Record<string, unknown>)[key], seen)
    try {
      ;(value as Record<string, unknown>)[key] = 'spoiled'
    } catch {
      // Frozen, which is as good.
    }
  }
}

describe('what is refused, by the name of the field', () => {
  const settings = (changes: object): unknown => {
    const input = presetInput('article')
    return { ...input, scenario: { ...input.scenario, settings: { ...input.scenario.settings, ...changes } } }
  }
  const scenario = (changes: object): unknown => {
    const input = presetInput('article')
    return { ...input, scenario: { ...input.scenario, ...changes } }
  }
  const actions = (...list: unknown[]): unknown => ({ ...presetInput('article'), actions: list })

  test.each([
    [null, 'the input'],
    [7, 'the input'],
    [[], 'the input'],
    [{}, 'scenario'],
    [{ ...presetInput('article'), seed: -1 }, 'seed'],
    [{ ...presetInput('article'), seed: 1.5 }, 'seed'],
    [{ ...presetInput('article'), more: 1 }, 'more'],
    [scenario({ topic: 7 }), 'scenario.topic'],
    [scenario({ settings: {} }), 'scenario.settings.clientVersion'],
    [scenario({ brokerGroups: {} }), 'scenario.brokerGroups'],
    [scenario({ brokerGroups: [{ slaveCount: 9 }] }), 'scenario.brokerGroups[0].slaveCount'],
    [scenario({ brokerGroups: [{ brokerName: 'producer' }] }), 'scenario.brokerGroups[0].brokerName'],
    [scenario({ brokerGroups: [{ brokerName: 'x' }, { brokerName: 'x' }] }), 'scenario.brokerGroups[0].brokerName'],
    [settings({ pollNameServerInterval: 0 }), 'scenario.settings.pollNameServerInterval'],
    [settings({ sendIntervalMs: Number.NaN }), 'scenario.settings.sendIntervalMs'],
    [settings({ sendIntervalMs: '5' }), 'scenario.settings.sendIntervalMs'],
    [settings({ clientVersion: '9.9.9' }), 'scenario.settings.clientVersion'],
    [settings({ latencyMax: [5, 4, 3] }), 'scenario.settings.latencyMax[1]'],
    [settings({ latencyMax: [5] }), 'scenario.settings.notAvailableDuration'],
    [settings({ sendMsgTimeOut: 5 }), 'scenario.settings.sendMsgTimeOut'],
    [actions(kill(5000), kill(4000)), 'actions[1].atMs'],
    [actions(kill(0.5)), 'actions[0].atMs'],
    [actions(kill(1, 'broker-z/master')), 'actions[0].target'],
    [actions(kill(1, 'broker-a/n7')), 'actions[0].target'],
    [actions(kill(1, 'x')), 'actions[0].target'],
    [actions({ atMs: 1, type: 'explode', target: 'broker-a/n0' }), 'actions[0].type'],
    [actions({ atMs: 1, type: 'set', name: 'sendIntervalMs', value: 0 }), 'actions[0].value'],
    [actions({ atMs: 1, type: 'set', name: 'nameServerCount', value: 2 }), 'actions[0].name'],
    [actions({ atMs: 1, type: 'slow', target: 'broker-a/n0' }), 'actions[0].ms'],
    [actions({ atMs: 1, type: 'slow', target: 'producer/0', ms: 5 }), 'actions[0].type'],
    [actions(null), 'actions[0]'],
    [actions(...Array.from({ length: 2001 }, () => kill(1))), 'actions'],
  ])('%#: %j', (data, field) => {
    const refused = expect.objectContaining({ message: expect.stringContaining(field) })
    expect(() => simulate(data as RunInput, 1000)).toThrow(RangeError)
    expect(() => simulate(data as RunInput, 1000)).toThrow(refused)
    const run = simulate(presetInput('article'), 1000)
    expect(() => forkRun(run, data as RunInput, 1000)).toThrow(refused)
  })

  test('every setting outside of its range, by its own name', () => {
    for (const { name, kind } of SETTING_DEFINITIONS) {
      const wrong =
        kind.type === 'integer' ? [kind.min - 1, kind.max + 1, kind.min + 0.5, null, '1'] : [7, 'x', {}, undefined]
      for (const value of wrong) {
        if (value === null && kind.type === 'integer' && kind.nullable) continue
        expect(() => simulate(settings({ [name]: value }) as RunInput, 0)).toThrow(`scenario.settings.${name} `)
      }
    }
  })

  test('moments and positions that are none', () => {
    const run = simulate(presetInput('article'), 2000)
    const none = [Number.NaN, -1, 0.5, Number.POSITIVE_INFINITY, '5', null, undefined] as number[]
    for (const moment of none) {
      for (const ask of [
        () => simulate(presetInput('article'), moment),
        () => extendRun(run, moment),
        () => forkRun(run, run.input, moment),
        () => stateAt(run, moment),
        () => createCursor(run).seek(moment),
        () => entryAt(run.log, moment),
        () => entryTime(run.log, moment),
        () => entryKind(run.log, moment),
        () => attemptDecision(run, moment),
      ]) {
        expect(ask).toThrow(RangeError)
      }
    }
    expect(() => entryAt(run.log, logLength(run.log))).toThrow(RangeError)
    expect(() => stateAt(run, 2001)).toThrow(RangeError)
    expect(() => firstEntryAfter(run.log, Number.NaN)).toThrow(RangeError)
    expect(() => simulate(presetInput('article'), 1000, Number.NaN)).toThrow(RangeError)
    expect(() => simulate(presetInput('article'), 1000, 0)).toThrow(RangeError)
  })
})

describe('a run keeps its own input', () => {
  test('what is done to the input afterwards changes nothing of it', () => {
    const input = presetInput('article')
    input.actions.push(kill(1500))
    const run = simulate(input, 1000)
    input.actions.push(kill(1600, 'broker-b/master'))
    input.scenario.settings.sendIntervalMs = 1
    expect(() => {
      ;(input.actions[0] as { atMs: number }).atMs = 10
    }, 'its actions are frozen').toThrow(TypeError)
    extendRun(run, 4000)
    const fresh = presetInput('article')
    fresh.actions.push(kill(1500))
    const straight = simulate(fresh, 4000)
    expect(stateAt(run, 4000)).toEqual(stateAt(straight, 4000))
    expect(logLength(run.log)).toBe(logLength(straight.log))
    expect(Object.isFrozen(run.input.actions)).toBe(true)
  })

  test('parts taken before are not copied again, and stand for nothing but what they are', () => {
    const run = simulate({ ...presetInput('article'), actions: [kill(500)] }, 1000)
    const next = { ...run.input, actions: [...run.input.actions, kill(600, 'broker-b/master')] }
    const fork = forkRun(run, next, 1000)
    expect(fork.input.scenario).toBe(run.input.scenario)
    expect(fork.input.actions[0]).toBe(run.input.actions[0])
    expect(simulate(run.input, 0).input).toBe(run.input)
    const mixedUp = { ...presetInput('article'), actions: [run.input.scenario], scenario: run.input.scenario }
    expect(() => takeInput(mixedUp)).toThrow('actions[0].type')
    expect(() => takeInput({ ...run.input, scenario: run.input.scenario.settings })).toThrow(RangeError)
  })
})

// States share with their run what events only replace; the package hands out copies (scripts/enginePackage.test.mjs).
test('entries, decisions, inputs and presets that are handed out can be changed without changing any run', () => {
  const input = presetInput('article')
  input.actions.push({ atMs: 800, type: 'set', name: 'latencyMax', value: [10, 20, 30] }, kill(900))
  const moments = Array.from({ length: 12 }, (_, at) => at * 250)
  const states = (run = simulate(structuredClone(input), 3000)) =>
    moments.map((tMs) => JSON.stringify(stateAt(run, tMs)))
  const entries = (run = simulate(structuredClone(input), 3000)) =>
    Array.from({ length: logLength(run.log) }, (_, at) => JSON.stringify(entryAt(run.log, at)))
  const before = { states: states(), entries: entries() }
  const run = simulate(input, 3000)
  const fork = forkRun(run, { ...run.input, actions: [kill(2999)] }, 3000)
  for (let at = 0; at < logLength(run.log); at++) {
    spoil(attemptDecision(run, at))
    spoil(entryAt(run.log, at))
  }
  spoil(run.input)
  spoil(input)
  for (const { id } of PRESETS) spoil(presetInput(id))
  spoil(PRESETS)
  spoil(SETTING_DEFINITIONS)
  expect(states(run)).toEqual(before.states)
  expect(entries(run)).toEqual(before.entries)
  extendRun(fork, 4000)
  const spoiled = presetInput('article')
  spoiled.actions.push({ atMs: 800, type: 'set', name: 'latencyMax', value: [10, 20, 30] }, kill(900))
  const again = simulate(spoiled, 3000)
  expect(states(again)).toEqual(before.states)
  expect(entries(again)).toEqual(before.entries)
})
