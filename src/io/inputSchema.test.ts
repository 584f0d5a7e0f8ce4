import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Problem } from '../i18n/problems'
import {
  MAX_ACTIONS,
  MAX_RUN_MS,
  MAX_SEED,
  PRESETS,
  presetInput,
  type RunInput,
  SETTING_DEFINITIONS,
  simulate,
} from '../rocketmq'
import { cases } from '../rocketmq/cases.testData'
import { parseAction } from './actionText'
import { anyInput } from './anyRun.testData'
import { parseRunInput, parseRunText } from './inputSchema'
import { expectSayable, problemWords } from './problems.testData'

const article = (): RunInput => structuredClone(presetInput('article'))

const withActions = (...actions: unknown[]): unknown => ({ ...article(), actions })

const withSettings = (changes: object): unknown => {
  const input = article()
  return { ...input, scenario: { ...input.scenario, settings: { ...input.scenario.settings, ...changes } } }
}

const problemsOf = (data: unknown): Problem[] => {
  const result = parseRunInput(data)
  return result.ok ? [] : result.problems
}

const first = (data: unknown): Partial<Problem> => problemsOf(data)[0] ?? {}

const accepted = (data: unknown): boolean => parseRunInput(data).ok

describe('parseRunInput', () => {
  test('accepts every preset and returns it unchanged', () => {
    for (const { id } of PRESETS) {
      const input = presetInput(id)
      expect(parseRunInput(JSON.parse(JSON.stringify(input)))).toEqual({ ok: true, input })
    }
  })

  test('names a number out of range, with the range', () => {
    expect(problemsOf(withSettings({ sendMsgTimeout: 0 }))).toEqual([
      {
        path: 'scenario.settings.sendMsgTimeout',
        value: 0,
        reason: 'outOfRange',
        allowed: { min: 1, max: 600_000 },
      },
    ])
    for (const value of [Number.NaN, 1.5, '3000', null, [], Number.POSITIVE_INFINITY]) {
      expect(accepted(withSettings({ sendMsgTimeout: value }))).toBe(false)
    }
  })

  test('takes the ends of every range and nothing beyond them', () => {
    for (const { name, kind } of SETTING_DEFINITIONS) {
      if (kind.type !== 'integer') continue
      for (const value of [kind.min, kind.max]) {
        expect(accepted(withSettings({ simulateStore: true, [name]: value })), name).toBe(true)
      }
      for (const value of [kind.min - 1, kind.max + 1]) {
        expect(first(withSettings({ [name]: value }))).toMatchObject({
          path: `scenario.settings.${name}`,
          reason: 'outOfRange',
          allowed: { min: kind.min, max: kind.max },
        })
      }
      expect(accepted(withSettings({ [name]: null }))).toBe(kind.nullable === true)
    }
  })

  test('reports unknown and missing keys at every level', () => {
    expect(first({ ...article(), speed: 2 })).toMatchObject({ reason: 'unknownKey', value: 'speed' })
    expect(first(withSettings({ sendMsgTimout: 5 }))).toMatchObject({
      path: 'scenario.settings',
      reason: 'unknownKey',
      value: 'sendMsgTimout',
    })
    expect(first(JSON.parse('{"__proto__": 1}'))).toMatchObject({ reason: 'unknownKey', value: '__proto__' })
    expect(first({ ...article(), toString: 1 })).toMatchObject({ reason: 'unknownKey', value: 'toString' })
    expect(first(withActions({ atMs: 1, type: 'kill', target: 'broker-a/master', why: 'no' }))).toMatchObject({
      path: 'actions[0]',
      reason: 'unknownKey',
    })
    const { seed: _, ...rest } = article()
    expect(first(rest)).toMatchObject({ path: 'seed', reason: 'missing' })
    const { topic: __, ...scenario } = article().scenario
    expect(first({ ...article(), scenario })).toMatchObject({ path: 'scenario.topic', reason: 'missing' })
  })

  test('tables rise, are as long as each other and have 1 to 16 entries', () => {
    const tables = (latencyMax: unknown, notAvailableDuration: unknown) =>
      first(withSettings({ latencyMax, notAvailableDuration })).reason
    expect(tables([50, 100], [0, 0])).toBeUndefined()
    expect(tables(null, null)).toBeUndefined()
    expect(tables(null, [1, 2, 3, 4, 5, 6, 7])).toBeUndefined()
    expect(tables([100, 50], [0, 0])).toBe('tableOrder')
    expect(tables([50, 50], [0, 0])).toBe('tableOrder')
    expect(tables([50, 100], [3000, 0])).toBe('tableOrder')
    expect(tables([50, 100, 500], [0, 0])).toBe('tablesDiffer')
    expect(tables([50, 100, 500], null)).toBe('tablesDiffer')
    expect(tables([], [])).toBe('tableLength')
    expect(
      tables(
        Array.from({ length: 17 }, (_, step) => step),
        [0],
      ),
    ).toBe('tableLength')
    expect(tables([-1], [0])).toBe('outOfRange')
    expect(tables('50,100', [0])).toBe('notTable')
  })

  test('both halves of a table may change in two actions of one moment, not in one alone', () => {
    const set = (atMs: number, name: string, value: unknown) => ({ atMs, type: 'set', name, value })
    expect(accepted(withActions(set(5, 'latencyMax', [9]), set(5, 'notAvailableDuration', [7])))).toBe(true)
    expect(first(withActions(set(5, 'latencyMax', [9]), set(6, 'notAvailableDuration', [7])))).toMatchObject({
      path: 'actions[0].value',
      reason: 'tablesDiffer',
    })
  })

  test('actions are in order of time, within a day, and not too many', () => {
    const kill = (atMs: unknown) => ({ atMs, type: 'kill', target: 'broker-a/master' })
    expect(accepted(withActions(kill(5), kill(5), kill(MAX_RUN_MS)))).toBe(true)
    expect(first(withActions(kill(6), kill(5)))).toMatchObject({ path: 'actions[1].atMs', reason: 'notSorted' })
    expect(first(withActions(kill(MAX_RUN_MS + 1)))).toMatchObject({ allowed: { min: 0, max: 86_400_000 } })
    expect(first(withActions(kill(-1)))).toMatchObject({ reason: 'outOfRange' })
    expect(first(withActions(kill(0.5)))).toMatchObject({ reason: 'notInteger' })
    const many = Array.from({ length: MAX_ACTIONS + 1 }, (_, at) => kill(at))
    expect(accepted(withActions(...many.slice(1)))).toBe(true)
    expect(first(withActions(...many))).toMatchObject({ path: 'actions', reason: 'tooMany', value: 2001 })
  })

  test('a target must be in the cluster, or have been put there before', () => {
    const kill = (target: unknown, atMs = 5) => ({ atMs, type: 'kill', target })
    for (const target of ['broker-a/master', 'broker-b/n2', 'nameserver/0', 'producer/0']) {
      expect(accepted(withActions(kill(target)))).toBe(true)
    }
    for (const target of ['broker-c/master', 'broker-a/n3', 'nameserver/1', 'producer/1', 'toString/n0']) {
      expect(first(withActions(kill(target)))).toMatchObject({ path: 'actions[0].target', reason: 'noSuchTarget' })
    }
    for (const target of ['', 'broker-a', 'broker-a/', '/master', 'broker-a/0', 'nameserver/n0']) {
      expect(first(withActions(kill(target)))).toMatchObject({ path: 'actions[0].target', reason: 'notTarget' })
    }
    const grow = { atMs: 4, type: 'set', name: 'brokerGroupCount', value: 3 }
    expect(accepted(withActions(grow, kill('broker-c/n1')))).toBe(true)
    expect(accepted(withActions(kill('broker-c/n1', 3), grow))).toBe(false)
    expect(accepted(withActions({ ...grow, name: 'producerCount' }, kill('producer/2')))).toBe(true)
  })

  test('a setting of the whole run cannot be changed in it, and only queues belong to one group', () => {
    const set = (fields: object) => withActions({ atMs: 5, type: 'set', ...fields })
    expect(first(set({ name: 'nameServerCount', value: 2 }))).toMatchObject({ reason: 'notTimed' })
    expect(first(set({ name: 'seed', value: 2 }))).toMatchObject({ reason: 'unknownSetting', path: 'actions[0].name' })
    expect(first(set({ name: 'sendMsgTimeout', value: 0 }))).toMatchObject({
      path: 'actions[0].value',
      allowed: { min: 1, max: 600_000 },
    })
    expect(accepted(set({ name: 'writeQueueNums', value: 4, brokerName: 'broker-b' }))).toBe(true)
    expect(first(set({ name: 'writeQueueNums', value: 4, brokerName: 'broker-z' }))).toMatchObject({
      reason: 'noSuchTarget',
    })
    expect(first(set({ name: 'sendMsgTimeout', value: 4, brokerName: 'broker-b' }))).toMatchObject({
      reason: 'notForGroup',
    })
  })

  test('troubles and ordered answers are for Brokers', () => {
    const trouble = (fields: object) =>
      withActions({ atMs: 5, type: 'setFault', target: 'broker-a/n0', fault: 'diskFull', on: true, ...fields })
    expect(accepted(trouble({}))).toBe(true)
    expect(first(trouble({ target: 'nameserver/0' }))).toMatchObject({
      reason: 'notForTarget',
      path: 'actions[0].type',
    })
    expect(first(trouble({ target: 'producer/0' }))).toMatchObject({ reason: 'notForTarget' })
    expect(first(trouble({ target: 'broker-z/n0' }))).toMatchObject({ reason: 'noSuchTarget' })
    expect(first(trouble({ fault: 'diskful' }))).toMatchObject({ reason: 'notInList', path: 'actions[0].fault' })
    expect(first(trouble({ on: 'yes' }))).toMatchObject({ reason: 'notSwitch', path: 'actions[0].on' })
    const answer = (fields: object) =>
      withActions({ atMs: 5, type: 'injectResponse', target: 'broker-a/n0', code: 13, times: 1, ...fields })
    for (const fields of [{ code: 1 }, { code: 65_535 }, { times: 0 }, { times: 1_000_000 }]) {
      expect(accepted(answer(fields))).toBe(true)
    }
    for (const fields of [{ code: 0 }, { code: 65_536 }]) {
      expect(first(answer(fields))).toMatchObject({
        reason: 'outOfRange',
        path: 'actions[0].code',
        allowed: { min: 1, max: 65_535 },
      })
    }
    for (const fields of [{ times: -1 }, { times: 1_000_001 }]) {
      expect(first(answer(fields))).toMatchObject({ path: 'actions[0].times', allowed: { min: 0, max: 1_000_000 } })
    }
    expect(first(answer({ target: 'nameserver/0' }))).toMatchObject({ reason: 'notForTarget' })
  })

  test('a link is between any two processes that send each other something', () => {
    const link = (fields: object, settings: object = {}) => {
      const one = { atMs: 5, type: 'link', target: 'producer/0', peer: 'broker-a/n0', lossPercent: 100, ...fields }
      const input = withActions(one) as RunInput
      return { ...input, scenario: { ...input.scenario, settings: { ...input.scenario.settings, ...settings } } }
    }
    expect(accepted(link({}))).toBe(true)
    const pairs = [
      ['producer/0', 'nameserver/0'],
      ['broker-a/n0', 'nameserver/0'],
      ['broker-a/n0', 'broker-a/n1'],
      ['broker-a/master', 'producer/0'],
    ] as const
    for (const [target, peer] of pairs) {
      expect(accepted(link({ target, peer })), `${target} ${peer}`).toBe(true)
      expect(accepted(link({ target: peer, peer: target })), `${peer} ${target}`).toBe(true)
    }
    const controller = { target: 'controller/0', peer: 'broker-a/n1' }
    expect(accepted(link(controller, { enableControllerMode: true }))).toBe(true)
    expect(first(link(controller))).toMatchObject({ reason: 'noSuchTarget', path: 'actions[0].target' })
    const none = [
      ['producer/0', 'producer/0'],
      ['nameserver/0', 'nameserver/0'],
      ['broker-a/n0', 'broker-b/n0'],
      ['broker-a/n1', 'broker-a/n1'],
    ] as const
    for (const [target, peer] of none) {
      expect(first(link({ target, peer })), `${target} ${peer}`).toMatchObject({
        reason: 'noLink',
        path: 'actions[0].peer',
      })
    }
    const toController = link({ peer: 'controller/0' }, { enableControllerMode: true })
    expect(first(toController)).toMatchObject({ reason: 'noLink', path: 'actions[0].peer' })
    expect(first(link({ lossPercent: 101 }))).toMatchObject({ path: 'actions[0].lossPercent', allowed: { max: 100 } })
    expect(first(link({ target: 'producer/1' }))).toMatchObject({ reason: 'noSuchTarget' })
    expect(first(link({ peer: 'nameserver/1' }))).toMatchObject({ reason: 'noSuchTarget', path: 'actions[0].peer' })
    expect(first(link({ peer: 'broker-z/n0' }))).toMatchObject({ reason: 'noSuchTarget', path: 'actions[0].peer' })
    expect(first(link({ target: 'controller/1' }))).toMatchObject({ reason: 'notTarget' })
  })

  test('the write permission belongs to a Broker group that is there', () => {
    const perm = (brokerName: string) => withActions({ atMs: 5, type: 'writePerm', brokerName, on: false })
    expect(accepted(perm('broker-b'))).toBe(true)
    expect(first(perm('broker-z'))).toMatchObject({
      reason: 'noSuchTarget',
      path: 'actions[0].brokerName',
      allowed: { list: ['broker-a', 'broker-b'] },
    })
  })

  test('a producer can be killed, not slowed down', () => {
    expect(first(withActions({ atMs: 5, type: 'slow', target: 'producer/0', ms: 5 }))).toMatchObject({
      reason: 'notForTarget',
    })
  })

  test('Broker names are unique, also among the names that are given out by position', () => {
    const named = (...names: (string | undefined)[]) => {
      const input = article()
      return { ...input, scenario: { ...input.scenario, brokerGroups: names.map((brokerName) => ({ brokerName })) } }
    }
    expect(accepted(named('orders', 'payments'))).toBe(true)
    expect(accepted(named('订单', '支付'))).toBe(true)
    expect(first(named('orders', 'orders')).reason).toBe('nameTaken')
    expect(first(named('broker-b')).reason).toBe('nameTaken')
    for (const name of ['', 'a b', 'a/b', 'producer', 'nameserver', 'x'.repeat(65), '\u0000']) {
      expect(first(named(name)).reason).toBe('badName')
    }
  })

  test('a seed is a 32-bit number', () => {
    for (const seed of [0, MAX_SEED]) expect(accepted({ ...article(), seed })).toBe(true)
    for (const seed of [-1, MAX_SEED + 1, 1.5, '1']) expect(accepted({ ...article(), seed })).toBe(false)
  })

  test('what is not JSON is said to be so', () => {
    expect(parseRunText('{')).toMatchObject({ ok: false, problems: [{ reason: 'notJson' }] })
    expect(parseRunText(JSON.stringify(article())).ok).toBe(true)
  })
})

const anyJson = fc.jsonValue({ maxDepth: 5 })

describe('any input at all', () => {
  test('no JSON makes the gate throw, and every problem can be said', () => {
    fc.assert(
      fc.property(anyJson, (data) => {
        for (const problem of problemsOf(data)) expectSayable(problem)
      }),
      { numRuns: cases(100, 300) },
    )
  })

  test('no change of one place of a good input makes it throw', () => {
    fc.assert(
      fc.property(
        anyInput,
        fc.constantFrom('settings', 'scenario', 'actions', 'action', 'top'),
        fc.oneof(fc.string(), fc.constantFrom(...SETTING_DEFINITIONS.map(({ name }) => name as string))),
        fc.anything(),
        (input, where, key, value) => {
          const data = structuredClone(input) as unknown as Record<string, Record<string, unknown>>
          const place = { settings: data.scenario.settings, scenario: data.scenario, actions: data.actions, top: data }
          const found = where === 'action' ? input.actions[0] : place[where as 'top']
          // An array's length is no place for any value; JSON cannot carry such a thing either.
          const impossible = Array.isArray(found) && key === 'length'
          if (found && !impossible) Object.defineProperty(found, key, { value, enumerable: true, configurable: true })
          for (const problem of problemsOf(data)) expectSayable(problem)
        },
      ),
      { numRuns: cases(100, 300) },
    )
  })

  test('what is valid passes through JSON and the gate unchanged', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(parseRunInput(JSON.parse(JSON.stringify(input)))).toEqual({ ok: true, input })
      }),
      { numRuns: cases(80, 200) },
    )
  })

  test('the engine accepts what the gate lets through', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { settings } = input.scenario
        const small = {
          ...input,
          scenario: {
            ...input.scenario,
            settings: {
              ...settings,
              sendIntervalMs: Math.max(50, settings.sendIntervalMs),
              producerCount: 1,
              sendThreadCount: 2,
            },
          },
          actions: input.actions
            .filter((action) => action.type !== 'set' || !/Interval|Count/.test(action.name))
            .filter((action) => !('target' in action) || !/^producer\/[1-9]/.test(action.target))
            .map((action) => ({ ...action, atMs: action.atMs % 1000 }))
            .sort((one, other) => one.atMs - other.atMs),
        }
        if (!parseRunInput(small).ok) return
        expect(simulate(small, 2000).endMs).toBe(2000)
      }),
      { numRuns: cases(25, 60) },
    )
  })
})

describe('problemWords', () => {
  test('say what is there and what would be allowed', () => {
    const [timeout] = problemsOf(withSettings({ sendMsgTimeout: 0 })) as [Problem]
    expect(problemWords(timeout)).toEqual({
      zh: 'scenario.settings.sendMsgTimeout：0 超出范围。允许 1 到 600,000。',
      en: 'scenario.settings.sendMsgTimeout: 0 is out of range. Allowed: 1 to 600,000.',
    })
    const [release] = problemsOf(withSettings({ clientVersion: '9' })) as [Problem]
    expect(problemWords(release).en).toContain('Known: 4.2.0, ')
  })

  test('guess what was meant', () => {
    const [key] = problemsOf(withSettings({ sendMsgTimout: 5 })) as [Problem]
    expect(problemWords(key).en).toBe(
      'scenario.settings: There is no "sendMsgTimout" here. Did you mean sendMsgTimeout?',
    )
    const typo = parseAction('kil broker-a master @5')
    expect(!typo.ok && problemWords(typo.problem).zh).toContain('你要的是不是 kill？')
  })
})
