// The presets: inputs to begin from. Their words live in i18n/.

import { copied, type DeepReadonly, frozen } from '../sim/frozen'
import type { RunInput, Scenario, UserAction } from './scenario'
import { REAL_SETTINGS, type Settings, TEACHING_SETTINGS } from './settings'

/** The Topic of the training article that the product follows. */
const TOPIC = 'TopicOrderPaySuccess'

export interface Preset {
  id: string
  scenario: Scenario
  seed: number
  actions: UserAction[]
}

const preset = (id: string, base: Settings, changes: Partial<Settings>, actions: UserAction[] = []): Preset => ({
  id,
  scenario: { preset: id, topic: TOPIC, settings: { ...base, ...changes }, brokerGroups: [] },
  seed: 1,
  actions,
})

/** One Broker group and its inside, slow enough to be followed by eye: some messages gather before each flush. */
const STORE: Partial<Settings> = {
  simulateStore: true,
  brokerGroupCount: 1,
  slaveCount: 0,
  enableDLegerCommitLog: false,
  sendIntervalMs: 500,
  flushIntervalCommitLog: 2000,
  flushCommitLogLeastPages: 0,
}

/** Two consumers of one group, slow enough to be followed by eye. */
const CONSUMERS: Partial<Settings> = {
  simulateStore: true,
  brokerGroupCount: 2,
  writeQueueNums: 2,
  slaveCount: 0,
  enableDLegerCommitLog: false,
  sendIntervalMs: 500,
  consumerGroupCount: 1,
  consumerCount: 2,
  consumeTimeMs: 800,
}

const COPIES: Partial<Settings> = { ...STORE, slaveCount: 2 }

/** Names after RocketMQ's conf folder where it has one. The first is the one the page opens with. All are frozen. */
export const PRESETS: readonly DeepReadonly<Preset>[] = frozen<DeepReadonly<Preset>[]>([
  preset('article', TEACHING_SETTINGS, {}),
  preset('article-off', TEACHING_SETTINGS, { sendLatencyFaultEnable: false }),
  preset('real-5.3', REAL_SETTINGS, { sendLatencyFaultEnable: true, enableDLegerCommitLog: true, writeQueueNums: 2 }),
  preset('real-4.9', REAL_SETTINGS, {
    sendLatencyFaultEnable: true,
    enableDLegerCommitLog: true,
    writeQueueNums: 2,
    clientVersion: '4.9.7',
  }),
  preset('2m-2s-async', REAL_SETTINGS, { slaveCount: 1, writeQueueNums: 4 }),
  preset('2m-noslave', REAL_SETTINGS, { slaveCount: 0, writeQueueNums: 4 }),
  preset('large', REAL_SETTINGS, {
    brokerGroupCount: 16,
    writeQueueNums: 48,
    producerCount: 8,
    sendThreadCount: 4,
    sendLatencyFaultEnable: true,
    enableDLegerCommitLog: true,
    networkLatencyMs: 20,
  }),
  preset('store', TEACHING_SETTINGS, STORE),
  preset('store-sync', TEACHING_SETTINGS, { ...STORE, flushDiskType: 'SYNC_FLUSH' }),
  // 100,000 messages a second for one Broker that takes 70,000.
  preset('overload', REAL_SETTINGS, {
    ...STORE,
    producerCount: 10,
    sendThreadCount: 20,
    sendIntervalMs: 200,
    sendsPerPacket: 100,
    networkLatencyMs: 5,
    writeQueueNums: 4,
  }),
  preset('replication', TEACHING_SETTINGS, COPIES),
  preset('replication-sync', TEACHING_SETTINGS, { ...COPIES, brokerRole: 'SYNC_MASTER', clientVersion: '4.9.7' }),
  preset('dledger-log', TEACHING_SETTINGS, { ...COPIES, enableDLegerCommitLog: true }),
  preset('controller', TEACHING_SETTINGS, { ...COPIES, enableControllerMode: true, brokerRole: 'SYNC_MASTER' }),
  preset('consume', TEACHING_SETTINGS, CONSUMERS),
  // Four messages a second for two threads that take one in 1.5 seconds each.
  preset('consume-backlog', TEACHING_SETTINGS, {
    ...CONSUMERS,
    sendIntervalMs: 250,
    consumeTimeMs: 1500,
    consumeThreadMax: 1,
    pullThresholdForQueue: 10,
    pullBatchSize: 4,
  }),
  preset('consume-orderly', TEACHING_SETTINGS, { ...CONSUMERS, orderKeyCount: 4, messageListener: 'ORDERLY' }),
  preset('consume-retry', TEACHING_SETTINGS, { ...CONSUMERS, poisonMessage: 5, maxReconsumeTimes: 2 }),
  preset('consume-slave', TEACHING_SETTINGS, {
    ...CONSUMERS,
    brokerGroupCount: 1,
    slaveCount: 1,
    slaveReadEnable: true,
    // Whatever is behind at all is read from the Slave.
    accessMessageInMemoryMaxRatio: 0,
    clientVersion: '5.3.3',
  }),
  preset('whole-path', TEACHING_SETTINGS, {
    ...COPIES,
    ...CONSUMERS,
    brokerGroupCount: 1,
    slaveCount: 2,
    enableDLegerCommitLog: true,
  }),
])

/**
 * A preset as an input that belongs to the caller.
 *
 * @throws RangeError if there is no such preset: outside data is checked before it comes here
 */
export function presetInput(id: string): RunInput {
  const found = PRESETS.find((one) => one.id === id)
  if (!found) throw new RangeError(`no preset ${String(id)}`)
  const { scenario, seed, actions } = found
  return copied({ scenario, seed, actions }) as RunInput
}
