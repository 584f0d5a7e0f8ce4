// Any cluster under any faults at once; what must hold in every run of it is in invariants.testData.ts. For tests and the
// fuzzer.

import fc from 'fast-check'
import { ACTION_FIELDS } from './actionFields'
import { RELEASES } from './releases'
import { type RunInput, TROUBLES, type UserAction } from './scenario'
import { MAX_SLAVE_COUNT, REAL_SETTINGS, TEACHING_SETTINGS } from './settings'

/** How long these runs are, ms of virtual time. */
export const UNTIL_MS = 20_000

const target = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('master', 'n0', 'n1', 'n2'))
      .map(([group, node]) => `broker-${group}/${node}`),
  },
  { weight: 1, arbitrary: fc.constantFrom('nameserver/0', 'nameserver/1') },
  { weight: 1, arbitrary: fc.constantFrom('producer/0', 'producer/1') },
)

/** What a producer has a link to. */
const peer = fc.constantFrom(
  ...['a', 'b', 'c'].flatMap((group) => ['master', 'n0', 'n1', 'n2'].map((node) => `broker-${group}/${node}`)),
  'nameserver/0',
  'nameserver/1',
)

/** Servers that exchange something: nodes of a group with each other, and with NameServers. */
const serverPair = fc
  .tuple(
    fc.constantFrom('a', 'b', 'c'),
    fc.constantFrom('n0', 'n1'),
    fc.constantFrom('n2', 'nameserver/0', 'nameserver/1'),
  )
  .map(([group, node, other]) => [`broker-${group}/${node}`, other === 'n2' ? `broker-${group}/n2` : other] as const)

/** Everything that a run with the inside of Brokers can vary, mostly small enough to matter in 20 s. */
const storeSettings = fc.record({
  simulateStore: fc.constant(true),
  sendsPerPacket: fc.constantFrom(1, 1, 7),
  messageBodySize: fc.constantFrom(0, 100, 900),
  brokerWritesPerSecond: fc.constantFrom(10, 300, 70_000),
  diskMegabytesPerSecond: fc.constantFrom(1, 200),
  fsyncMs: fc.constantFrom(0, 1, 300),
  dirtyPageMegabytes: fc.constantFrom(1, 2000),
  sendMessageThreadPoolNums: fc.constantFrom(null, 1, 16),
  sendThreadPoolQueueCapacity: fc.constantFrom(3, 10_000),
  waitTimeMillsInSendQueue: fc.constantFrom(20, 200),
  osPageCacheBusyTimeOutMills: fc.constantFrom(50, 1000),
  flushIntervalCommitLog: fc.constantFrom(7, 500),
  flushCommitLogLeastPages: fc.constantFrom(0, 1, 4),
  flushCommitLogThoroughInterval: fc.constantFrom(100, 10_000),
  transientStorePoolEnable: fc.boolean(),
  mappedFileSizeCommitLog: fc.constantFrom(2048, 10_000, 1_073_741_824),
  diskCapacityMegabytes: fc.constantFrom(1, 500_000),
  diskMaxUsedSpaceRatio: fc.constantFrom(1, 75),
  fileReservedTime: fc.constantFrom(0, 72),
  deleteWhen: fc.constantFrom(0, 4),
  syncFlushTimeout: fc.constantFrom(40, 5000),
  haMegabytesPerSecond: fc.constantFrom(1, 100),
  haSendHeartbeatInterval: fc.constantFrom(100, 5000),
  haMaxGapNotInSync: fc.constantFrom(1000, 268_435_456),
  allAckInSyncStateSet: fc.boolean(),
  minInSyncReplicas: fc.integer({ min: 1, max: 3 }),
})

/** The same input with the inside of its Brokers. */
export const withStore = (faults: fc.Arbitrary<RunInput>): fc.Arbitrary<RunInput> =>
  fc.tuple(faults, storeSettings).map(([input, settings]) => ({
    ...input,
    scenario: { ...input.scenario, settings: { ...input.scenario.settings, ...settings } },
  }))

/**
 * Three or four Broker groups, few threads, up to twelve faults and changes.
 *
 * @param untilMs - the latest of them
 */
export function faultsUntil(untilMs: number): fc.Arbitrary<RunInput> {
  const atMs = fc.nat(untilMs)
  const trouble: fc.Arbitrary<UserAction> = fc.oneof(
    fc.record({
      atMs,
      type: fc.constant('setFault' as const),
      target,
      fault: fc.constantFrom(...TROUBLES),
      on: fc.boolean(),
    }),
    fc.record({
      atMs,
      type: fc.constant('injectResponse' as const),
      target,
      code: fc.constantFrom(1, 2, 10, 13, 14),
      times: fc.nat(5),
    }),
    fc
      .tuple(
        atMs,
        fc.oneof(fc.tuple(fc.constantFrom('producer/0', 'producer/1'), peer), serverPair),
        fc.constantFrom(0, 20, 100),
      )
      .map(([at, [one, other], lossPercent]): UserAction => {
        return { atMs: at, type: 'link', target: one, peer: other, lossPercent }
      }),
    fc.record({
      atMs,
      type: fc.constant('writePerm' as const),
      brokerName: fc.constantFrom('broker-a', 'broker-b'),
      on: fc.boolean(),
    }),
  )

  const action: fc.Arbitrary<UserAction> = fc.oneof(
    { weight: 2, arbitrary: trouble },
    {
      weight: 5,
      arbitrary: fc.record({
        atMs,
        type: fc.constantFrom('kill', 'powerOff', 'freeze', 'resume', 'stop', 'restart', 'restart', 'restart'),
        target,
      }) as fc.Arbitrary<UserAction>,
    },
    {
      weight: 1,
      arbitrary: fc.record({
        atMs,
        type: fc.constant('slow'),
        target,
        ms: fc.nat(4000),
      }) as fc.Arbitrary<UserAction>,
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          atMs,
          fc.oneof(
            fc.tuple(fc.constant('clientVersion'), fc.constantFrom(...RELEASES)),
            fc.tuple(fc.constant('sendLatencyFaultEnable'), fc.boolean()),
            fc.tuple(fc.constant('communicationMode'), fc.constantFrom('SYNC', 'ASYNC', 'ONEWAY')),
            fc.tuple(fc.constant('writeQueueNums'), fc.integer({ min: 1, max: 6 })),
            fc.tuple(fc.constant('brokerGroupCount'), fc.integer({ min: 1, max: 4 })),
            fc.tuple(fc.constant('slaveCount'), fc.nat(MAX_SLAVE_COUNT)),
            fc.tuple(fc.constant('producerCount'), fc.integer({ min: 1, max: 3 })),
            fc.tuple(fc.constant('sendThreadCount'), fc.integer({ min: 1, max: 4 })),
            fc.tuple(fc.constant('sendMsgTimeout'), fc.integer({ min: 1, max: 5000 })),
            fc.tuple(fc.constant('networkLatencyMs'), fc.integer({ min: 1, max: 300 })),
            fc.tuple(fc.constant('connectTimeoutMillis'), fc.integer({ min: 1, max: 4000 })),
            fc.tuple(fc.constant('retryTimesWhenSendFailed'), fc.nat(4)),
            fc.tuple(fc.constant('retryTimesWhenSendAsyncFailed'), fc.nat(4)),
            fc.tuple(fc.constant('retryAnotherBrokerWhenNotStoreOK'), fc.boolean()),
            fc.tuple(fc.constant('sendMsgMaxTimeoutPerRequest'), fc.constantFrom(-1, 0, 200, 1000)),
            fc.tuple(fc.constant('startDetectorEnable'), fc.boolean()),
            fc.tuple(fc.constant('brokerRole'), fc.constantFrom('ASYNC_MASTER', 'SYNC_MASTER')),
            fc.tuple(fc.constant('flushDiskType'), fc.constantFrom('ASYNC_FLUSH', 'SYNC_FLUSH')),
            fc.tuple(fc.constant('inSyncReplicas'), fc.integer({ min: 1, max: 3 })),
            fc.tuple(fc.constant('autoCreateTopicEnable'), fc.boolean()),
            fc.tuple(fc.constant('killClosesWith'), fc.constantFrom('HOST', 'FIN', 'RST')),
            fc.tuple(fc.constant('processExitMs'), fc.constantFrom(0, 52, 1500)),
            fc.tuple(fc.constant('messageLimit'), fc.nat(60)),
          ),
        )
        .map(([atMs, [name, value]]) => ({ atMs, type: 'set', name, value }) as UserAction),
    },
  )

  return fc
    .record({
      base: fc.constantFrom(REAL_SETTINGS, TEACHING_SETTINGS),
      clientVersion: fc.constantFrom(...RELEASES),
      sendLatencyFaultEnable: fc.boolean(),
      startDetectorEnable: fc.boolean(),
      enableDLegerCommitLog: fc.boolean(),
      enableControllerMode: fc.boolean(),
      enableSlaveActingMaster: fc.boolean(),
      brokerRole: fc.constantFrom('ASYNC_MASTER', 'SYNC_MASTER'),
      flushDiskType: fc.constantFrom('ASYNC_FLUSH', 'SYNC_FLUSH'),
      inSyncReplicas: fc.integer({ min: 1, max: 3 }),
      topicExists: fc.constantFrom(true, true, false),
      autoCreateTopicEnable: fc.constantFrom(true, true, false),
      retryAnotherBrokerWhenNotStoreOK: fc.boolean(),
      // Targets name groups a to c, so these always exist.
      brokerGroupCount: fc.constantFrom(3, 4),
      slaveCount: fc.nat(MAX_SLAVE_COUNT),
      writeQueueNums: fc.integer({ min: 1, max: 5 }),
      producerCount: fc.constantFrom(1, 2),
      sendThreadCount: fc.integer({ min: 1, max: 4 }),
      nameServerCount: fc.constantFrom(1, 2),
      sendIntervalMs: fc.integer({ min: 40, max: 600 }),
      sendMsgTimeout: fc.constantFrom(300, 1000, 3000, 3000),
      communicationMode: fc.constantFrom('SYNC', 'SYNC', 'ASYNC', 'ONEWAY'),
      killClosesWith: fc.constantFrom('HOST', 'FIN', 'RST'),
      processExitMs: fc.constantFrom(0, 52, 52, 1500),
      sendMsgMaxTimeoutPerRequest: fc.constantFrom(-1, 500),
      pollNameServerInterval: fc.constantFrom(2000, 7000, 30_000),
      threadLocalIndexStart: fc.constantFrom(null, -1),
      seed: fc.nat(0xffffffff),
      actions: fc.array(action, { maxLength: 12 }),
    })
    .map(({ base, seed, actions, ...changes }) => ({
      scenario: { preset: 'random', topic: 'TopicTest', settings: { ...base, ...changes }, brokerGroups: [] },
      seed,
      actions: [...actions].sort((one, other) => one.atMs - other.atMs),
    }))
}

export const anyFaults = faultsUntil(UNTIL_MS)

const actionText = (one: UserAction): string => {
  if (one.type === 'set') return `set ${one.name}=${one.value} @${one.atMs}`
  const said = one as unknown as Record<string, unknown>
  const values = Object.keys(ACTION_FIELDS[one.type]).map((name) => said[name])
  return [
    one.type,
    ...values.map((value) => (typeof value === 'boolean' ? (value ? 'on' : 'off') : value)),
    `@${one.atMs}`,
  ].join(' ')
}

/** A command line that shows the same run. */
export function reproduce({ scenario, seed, actions }: RunInput, untilMs = UNTIL_MS): string {
  const sets = Object.entries(scenario.settings)
    .filter(
      ([name, value]) => JSON.stringify(REAL_SETTINGS[name as keyof typeof REAL_SETTINGS]) !== JSON.stringify(value),
    )
    .map(([name, value]) => `--set '${name}=${typeof value === 'string' ? value : JSON.stringify(value)}'`)
  const does = actions.map((one) => `--do '${actionText(one)}'`)
  return ['npm run -s simulate -- 2m-noslave', `--seed ${seed}`, `--until ${untilMs}`, ...sets, ...does].join(' ')
}
