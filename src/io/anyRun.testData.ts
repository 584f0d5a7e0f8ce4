// Any input of a run that the gate accepts, and any view of it, for the tests of what leaves the page.

import fc from 'fast-check'
import { PLAIN_NAME } from '../i18n/invisible'
import { LANGUAGE_CODES } from '../i18n/languages'
import { EVENT_BREAKPOINTS, LIMITS_OF, MAX_BREAKPOINTS } from '../projections/breakpointHits'
import {
  type BrokerGroupSpec,
  clientRules,
  defaultBrokerName,
  MAX_ANSWER_TIMES,
  MAX_RUN_MS,
  MAX_SEED,
  PRESETS,
  REAL_SETTINGS,
  RELEASES,
  type RunInput,
  SETTING_DEFINITIONS,
  type SettingDefinition,
  type Settings,
  TEACHING_SETTINGS,
  TROUBLES,
  type UserAction,
} from '../rocketmq'
import type { RunDocument } from './runDocument'
import type { View } from './viewFields'

/** A value of a setting that is no table: those come in pairs. */
function anyValue({ kind, realDefault }: SettingDefinition): fc.Arbitrary<Settings[keyof Settings]> {
  switch (kind.type) {
    case 'integer': {
      const inside = fc.oneof(fc.integer({ min: kind.min, max: kind.max }), fc.constantFrom(kind.min, kind.max))
      return kind.nullable ? fc.option(inside) : inside
    }
    case 'boolean':
      return fc.boolean()
    case 'release':
      return fc.constantFrom(...RELEASES)
    case 'choice':
      return fc.constantFrom(...kind.options)
    case 'table':
      return fc.constant(realDefault)
  }
}

const timed = SETTING_DEFINITIONS.filter((definition) => definition.timed && definition.kind.type !== 'table')

/** Both halves of the table, equally long, or both of them the release's own. */
const tables: fc.Arbitrary<Pick<Settings, 'latencyMax' | 'notAvailableDuration'>> = fc.oneof(
  fc.constant({ latencyMax: null, notAvailableDuration: null }),
  fc.uniqueArray(fc.integer({ min: 0, max: MAX_RUN_MS }), { minLength: 1, maxLength: 16 }).chain((latencies) =>
    fc
      .array(fc.integer({ min: 0, max: MAX_RUN_MS }), { minLength: latencies.length, maxLength: latencies.length })
      .map((durations) => ({
        latencyMax: latencies.toSorted((one, other) => one - other),
        notAvailableDuration: durations.toSorted((one, other) => one - other),
      })),
  ),
)

const withStore = (all: Settings): Settings => ({
  ...all,
  simulateStore: all.simulateStore || all.consumerGroupCount > 0,
})

const settings: fc.Arbitrary<Settings> = fc
  .record({
    base: fc.constantFrom(REAL_SETTINGS, TEACHING_SETTINGS, ...PRESETS.map(({ scenario }) => scenario.settings)),
    changes: fc.record(
      Object.fromEntries(
        SETTING_DEFINITIONS.filter(({ kind }) => kind.type !== 'table').map((definition) => [
          definition.name,
          anyValue(definition),
        ]),
      ),
      { requiredKeys: [] },
    ),
    ownTables: fc.option(tables),
  })
  // Consumers need the inside of Brokers.
  .map(({ base, changes, ownTables }) => withStore({ ...base, ...changes, ...ownTables } as Settings))

/** Names that are hard to write down. */
const ODD_NAMES = [
  'on',
  'off',
  'namesrv',
  'NameServer',
  'Producer',
  'a=b',
  'x@y',
  '订单',
  '%41',
  'a+b',
  'a&b#c',
  '__proto__',
]
const brokerName = fc.oneof(
  fc.constantFrom(...ODD_NAMES),
  fc
    .string({ minLength: 1, maxLength: 64, unit: 'binary' })
    .filter((name) => PLAIN_NAME.test(name) && name.length <= 64),
)

const brokerGroups: fc.Arbitrary<BrokerGroupSpec[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<BrokerGroupSpec[]>([]) },
  {
    weight: 1,
    arbitrary: fc
      .uniqueArray(
        fc.record(
          {
            brokerName,
            slaveCount: fc.nat(2),
            writeQueueNums: fc.integer({ min: 1, max: 48 }),
            serviceTimeMs: fc.nat(600_000),
          },
          { requiredKeys: [] },
        ),
        { maxLength: 16, selector: ({ brokerName }) => brokerName ?? {} },
      )
      .map((groups) =>
        groups.map((group) => {
          const taken = group.brokerName === 'nameserver' || group.brokerName === 'producer'
          const isDefault = /^broker-[a-p]$/.test(group.brokerName ?? '')
          return taken || isDefault ? { ...group, brokerName: 'one more' } : group
        }),
      )
      .filter((groups) => groups.every(({ brokerName }) => brokerName !== 'one more')),
  },
)

const atMs = fc.oneof(
  fc.nat(MAX_RUN_MS),
  fc.nat(60_000),
  fc.nat(60).map((seconds) => seconds * 1000),
)

const PLAIN = ['kill', 'powerOff', 'freeze', 'resume', 'stop', 'restart'] as const

/** One or two actions of one moment, on things that are there from the beginning. */
function actionsOn(scenario: RunInput['scenario']): fc.Arbitrary<UserAction[]> {
  const names = Array.from(
    { length: scenario.settings.brokerGroupCount },
    (_, index) => scenario.brokerGroups[index]?.brokerName ?? defaultBrokerName(index),
  )
  const nodes = names.flatMap((name, index) => {
    const slaves = Math.max(scenario.brokerGroups[index]?.slaveCount ?? 0, scenario.settings.slaveCount)
    return [`${name}/master`, ...Array.from({ length: slaves + 1 }, (_, node) => `${name}/n${node}`)]
  })
  const nameServers = Array.from({ length: scenario.settings.nameServerCount }, (_, index) => `nameserver/${index}`)
  const producers = Array.from({ length: scenario.settings.producerCount }, (_, index) => `producer/${index}`)
  const node = fc.constantFrom(...nodes)
  const producer = fc.constantFrom(...producers)
  const nodeOrNameServer = fc.constantFrom(...nodes, ...nameServers)
  const one = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<UserAction[]> =>
    arbitrary.map((action) => [action as UserAction])
  return fc.oneof(
    one(fc.record({ atMs, type: fc.constantFrom(...PLAIN), target: nodeOrNameServer })),
    one(fc.record({ atMs, type: fc.constantFrom('kill', 'powerOff', 'stop', 'restart'), target: producer })),
    one(fc.record({ atMs, type: fc.constant('slow'), target: nodeOrNameServer, ms: fc.nat(600_000) })),
    one(
      fc.record({
        atMs,
        type: fc.constant('setFault'),
        target: node,
        fault: fc.constantFrom(...TROUBLES),
        on: fc.boolean(),
      }),
    ),
    one(
      fc.record({
        atMs,
        type: fc.constant('injectResponse'),
        target: node,
        code: fc.integer({ min: 1, max: 65_535 }),
        times: fc.nat(MAX_ANSWER_TIMES),
      }),
    ),
    one(
      fc.record({
        atMs,
        type: fc.constant('link'),
        target: producer,
        peer: nodeOrNameServer,
        lossPercent: fc.nat(100),
      }),
    ),
    one(fc.record({ atMs, type: fc.constant('writePerm'), brokerName: fc.constantFrom(...names), on: fc.boolean() })),
    one(
      fc
        .tuple(atMs, fc.constantFrom(...timed))
        .chain(([at, definition]) =>
          anyValue(definition).map((value) => ({ atMs: at, type: 'set', name: definition.name, value })),
        ),
    ),
    one(
      fc.record({
        atMs,
        type: fc.constant('set'),
        name: fc.constant('writeQueueNums'),
        value: fc.integer({ min: 1, max: 48 }),
        brokerName: fc.constantFrom(...names),
      }),
    ),
    fc.tuple(atMs, tables).map(([at, { latencyMax, notAvailableDuration }]): UserAction[] => [
      { atMs: at, type: 'set', name: 'latencyMax', value: latencyMax },
      { atMs: at, type: 'set', name: 'notAvailableDuration', value: notAvailableDuration },
    ]),
  )
}

const PRESET_IDS = PRESETS.map(({ id }) => id)

/** Any input at all that the gate accepts. */
export const anyInput: fc.Arbitrary<RunInput> = fc
  .record({
    preset: fc.oneof(fc.constantFrom(...PRESET_IDS, 'S6', '__proto__'), fc.stringMatching(/^[\w.-]{1,64}$/)),
    topic: fc.oneof(fc.constant('TopicOrderPaySuccess'), fc.stringMatching(/^[%|a-zA-Z0-9_-]{1,127}$/)),
    settings,
    brokerGroups,
  })
  .chain((scenario) =>
    fc.record({
      scenario: fc.constant(scenario),
      seed: fc.oneof(fc.constant(1), fc.integer({ min: 0, max: MAX_SEED })),
      actions: fc
        .array(actionsOn(scenario), { maxLength: 40 })
        .map((actions) => actions.toSorted(([one], [other]) => (one?.atMs ?? 0) - (other?.atMs ?? 0)).flat()),
    }),
  )
  .filter(({ scenario: { settings: chosen } }) => {
    const rules = clientRules(chosen.clientVersion)
    const latencies = chosen.latencyMax ?? rules.latencyMax
    return latencies.length === (chosen.notAvailableDuration ?? rules.notAvailableDuration).length
  })

const place = fc.nat(255)
const anyBreakpoint = fc.oneof(
  fc.record({ kind: fc.constant('time' as const), enabled: fc.boolean(), atMs: fc.nat(MAX_RUN_MS) }),
  fc.constantFrom(...EVENT_BREAKPOINTS).chain((kind) =>
    fc.record(
      {
        kind: fc.constant(kind),
        enabled: fc.boolean(),
        ...(LIMITS_OF[kind].includes('group') ? { group: place } : {}),
        ...(LIMITS_OF[kind].includes('producer') ? { producer: fc.nat(63) } : {}),
        ...(LIMITS_OF[kind].includes('message') ? { message: fc.nat(2 ** 31 - 1) } : {}),
      },
      { requiredKeys: ['kind', 'enabled'] },
    ),
  ),
)

const someAction = fc.oneof(
  fc.record({
    atMs,
    type: fc.constantFrom('kill', 'freeze'),
    target: fc.constantFrom('broker-a/master', 'broker-b/n1'),
  }),
  fc.record({
    atMs,
    type: fc.constant('set'),
    name: fc.constant('sendMsgTimeout'),
    value: fc.integer({ min: 1, max: 9999 }),
  }),
) as fc.Arbitrary<UserAction>
const anyDifference = fc.oneof(
  fc
    .constantFrom(...SETTING_DEFINITIONS.filter(({ kind }) => kind.type !== 'table'))
    .chain((definition) =>
      anyValue(definition).map((value) => ({ kind: 'setting' as const, name: definition.name, value })),
    ),
  tables.map((halves) => ({ kind: 'table' as const, ...halves })),
  fc.record({ kind: fc.constantFrom('with' as const, 'without' as const), action: someAction }),
  fc.record({
    kind: fc.constant('run' as const),
    name: fc.option(fc.record({ zh: fc.string(), en: fc.string() })),
    input: anyInput,
  }),
)

/** Any view at all, also with fields that are as always. */
export const anyView: fc.Arbitrary<View> = fc.record(
  {
    tMs: fc.nat(MAX_RUN_MS),
    language: fc.constantFrom(...LANGUAGE_CODES),
    selection: fc.oneof(
      fc.constant(null),
      fc.record({ kind: fc.constant('broker' as const), group: place, node: place }),
      fc.record({ kind: fc.constant('group' as const), group: place }),
      fc.record({ kind: fc.constantFrom('nameServer' as const, 'producer' as const), index: place }),
      fc.record({ kind: fc.constant('message' as const), message: fc.nat(2 ** 31), logIndex: fc.nat(2 ** 31) }),
    ),
    sidePanel: fc.constantFrom('story', 'log', 'settings', 'lesson'),
    speed: fc.oneof(fc.constantFrom(0.05, 0.1, 0.2, 0.5, 1, 2, 50), fc.double({ min: 0.05, max: 50, noNaN: true })),
    fastForward: fc.boolean(),
    spanMs: fc.option(fc.integer({ min: 1, max: MAX_RUN_MS })),
    spanFromMs: fc.option(fc.nat(MAX_RUN_MS)),
    chartsOpen: fc.boolean(),
    breakpoints: fc.array(anyBreakpoint, { maxLength: MAX_BREAKPOINTS }),
    compare: fc.oneof(fc.constant(null), anyDifference),
    lesson: fc.option(fc.record({ id: fc.stringMatching(/^[a-z0-9-]{1,60}$/), page: place })),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<View>

export const anyDocument: fc.Arbitrary<RunDocument> = fc.record({ input: anyInput, view: anyView })
