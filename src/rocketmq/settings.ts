// Every value a person can set, with RocketMQ's own name where RocketMQ has one, its unit, range and real default.
// One table serves the engine, the panel, the command line, files and links. Words about them live in i18n/.

import { frozen } from '../sim/frozen'

/** Slaves that a Broker group has at most. */
export const MAX_SLAVE_COUNT = 4

/** All settings of a run. Times are ms of virtual time. */
export interface Settings {
  /** Release of rocketmq-client, e.g. "5.3.3". */
  clientVersion: string
  /** RocketMQ: DefaultMQProducer#setSendLatencyFaultEnable */
  sendLatencyFaultEnable: boolean
  /** Ascending thresholds in ms; null takes the release's own. RocketMQ: MQFaultStrategy.latencyMax */
  latencyMax: readonly number[] | null
  /** Window for each threshold in ms; null takes the release's own. RocketMQ: MQFaultStrategy.notAvailableDuration */
  notAvailableDuration: readonly number[] | null
  /** Which send method the application calls. */
  communicationMode: CommunicationMode
  retryTimesWhenSendFailed: number
  retryTimesWhenSendAsyncFailed: number
  /** Try another Broker when a message is stored but its SendStatus is not SEND_OK. */
  retryAnotherBrokerWhenNotStoreOK: boolean
  sendMsgTimeout: number
  /** Cap of one attempt, -1 is off; only from 5.3.3. */
  sendMsgMaxTimeoutPerRequest: number
  pollNameServerInterval: number
  /** From a client's start to its first route poll: it fixes the phase of all later ones. */
  firstPollMs: number
  heartbeatBrokerInterval: number
  /** Probing of Brokers with a fault item; only from 5.1.4. */
  startDetectorEnable: boolean
  detectInterval: number
  detectTimeout: number
  connectTimeoutMillis: number
  producerCount: number
  /** Application threads in each producer, each with its own index. */
  sendThreadCount: number
  /** From the start of one send call of a thread to the start of its next. */
  sendIntervalMs: number
  /** Each producer stops after this many messages; 0 never stops. */
  messageLimit: number
  /** Value of every new ThreadLocalIndex before its first use (plus the thread's number); null draws it as RocketMQ does. */
  threadLocalIndexStart: number | null
  brokerGroupCount: number
  /** Slaves in each Broker group. */
  slaveCount: number
  /** Queues of the Topic on EACH Broker group. */
  writeQueueNums: number
  /** DLedger: a Slave becomes Master by election (RocketMQ spells it so). */
  enableDLegerCommitLog: boolean
  registerNameServerPeriod: number
  /** How the host ends the connections of a killed process: FIN, or RST when the process left data unread. */
  killClosesWith: 'FIN' | 'RST'
  nameServerCount: number
  /** 5.x Controller: a Slave of the SyncStateSet is made Master; DLedger comes first where both are on. */
  enableControllerMode: boolean
  /** 5.x: the lowest Slave answers for a missing Master, without write permission. */
  enableSlaveActingMaster: boolean
  brokerRole: 'ASYNC_MASTER' | 'SYNC_MASTER'
  flushDiskType: 'ASYNC_FLUSH' | 'SYNC_FLUSH'
  syncFlushTimeout: number
  slaveTimeout: number
  /** 5.x: how many copies SYNC_MASTER waits for, its own included. */
  inSyncReplicas: number
  /** Does the Topic exist when the run begins? */
  topicExists: boolean
  autoCreateTopicEnable: boolean
  /** Queues the producer asks for when a Topic is created by its first message. */
  defaultTopicQueueNums: number
  brokerServiceTimeMs: number
  /** From a start command until the Broker serves. */
  brokerStartupMs: number
  /** One way, on every link. */
  networkLatencyMs: number
}

type CommunicationMode = 'SYNC' | 'ASYNC' | 'ONEWAY'

/** How many attempts one call may make at most. RocketMQ: DefaultMQProducerImpl#sendDefaultImpl, MQClientAPIImpl#onExceptionImpl */
export function attemptLimit(mode: CommunicationMode, settings: Settings): number {
  if (mode === 'SYNC') return 1 + settings.retryTimesWhenSendFailed
  return mode === 'ASYNC' ? 1 + settings.retryTimesWhenSendAsyncFailed : 1
}

export type SettingName = keyof Settings

export type SettingGroup = 'protection' | 'sending' | 'cluster' | 'network'

/** What kind of value it is, and what is allowed. */
export type SettingKind =
  | { type: 'integer'; min: number; max: number; unit: 'ms' | 'count'; nullable?: true }
  | { type: 'boolean' }
  | { type: 'release' }
  | { type: 'choice'; options: readonly string[] }
  /** ms in steps that never go down; `strictly`: no two alike. */
  | { type: 'table'; strictly: boolean }

export interface SettingDefinition {
  readonly name: SettingName
  readonly group: SettingGroup
  readonly kind: Readonly<SettingKind>
  /** The real default, as RocketMQ ships it, or ours where RocketMQ has no such setting. */
  readonly realDefault: Settings[SettingName]
  /** What the teaching set-up uses instead, where it differs. */
  readonly teaching?: Settings[SettingName]
  /** RocketMQ's class and field, or null where the setting is ours. */
  readonly source: string | null
  /** False: it holds for the whole run, and changing it starts the run again. */
  readonly timed: boolean
}

/** So many of something. */
export const count = (min: number, max: number) => ({ type: 'integer', min, max, unit: 'count' }) as const
const time = (min: number, max: number) => ({ type: 'integer', min, max, unit: 'ms' }) as const
const choice = (...options: string[]): SettingKind => ({ type: 'choice', options })
const flag: SettingKind = { type: 'boolean' }
const release: SettingKind = { type: 'release' }

type Row = Omit<SettingDefinition, 'name' | 'group'>

/** Ours, and changed while a run goes on, where nothing else is said. */
const setting = (kind: SettingKind, realDefault: Row['realDefault'], more: Partial<Row> = {}): Row => ({
  kind,
  realDefault,
  source: null,
  timed: true,
  ...more,
})

const group = (name: SettingGroup, rows: { [Name in SettingName]?: Row }): SettingDefinition[] =>
  Object.entries(rows).map(([setting, row]) => ({ name: setting as SettingName, group: name, ...row }))

/** In the order in which a panel shows them. */
export const SETTING_DEFINITIONS: readonly SettingDefinition[] = frozen<readonly SettingDefinition[]>([
  ...group('protection', {
    clientVersion: setting(release, '5.3.3'),
    sendLatencyFaultEnable: setting(flag, false, { teaching: true, source: 'DefaultMQProducer' }),
    latencyMax: setting({ type: 'table', strictly: true }, null, {
      teaching: [50, 100, 500],
      source: 'MQFaultStrategy',
    }),
    notAvailableDuration: setting({ type: 'table', strictly: false }, null, {
      teaching: [0, 0, 3000],
      source: 'MQFaultStrategy',
    }),
    startDetectorEnable: setting(flag, false, { source: 'ClientConfig' }),
    detectInterval: setting(time(100, 600_000), 2000, { source: 'ClientConfig' }),
    detectTimeout: setting(time(1, 60_000), 200, { source: 'ClientConfig' }),
  }),
  ...group('sending', {
    communicationMode: setting(choice('SYNC', 'ASYNC', 'ONEWAY'), 'SYNC', { source: 'CommunicationMode' }),
    retryTimesWhenSendAsyncFailed: setting(count(0, 16), 2, { source: 'DefaultMQProducer' }),
    retryAnotherBrokerWhenNotStoreOK: setting(flag, false, { source: 'DefaultMQProducer' }),
    retryTimesWhenSendFailed: setting(count(0, 16), 2, { source: 'DefaultMQProducer' }),
    sendMsgTimeout: setting(time(1, 600_000), 3000, { source: 'DefaultMQProducer' }),
    sendMsgMaxTimeoutPerRequest: setting(time(-1, 600_000), -1, { source: 'DefaultMQProducer' }),
    sendIntervalMs: setting(time(1, 60_000), 100, { teaching: 400 }),
    sendThreadCount: setting(count(1, 128), 1),
    producerCount: setting(count(1, 64), 1),
    messageLimit: setting(count(0, 10_000_000), 0),
    threadLocalIndexStart: setting({ ...count(-1, 1_000_000), nullable: true }, null, {
      teaching: -1,
      timed: false,
      source: 'ThreadLocalIndex',
    }),
  }),
  ...group('cluster', {
    brokerGroupCount: setting(count(1, 16), 2),
    slaveCount: setting(count(0, MAX_SLAVE_COUNT), 2),
    writeQueueNums: setting(count(1, 48), 8, { teaching: 2, source: 'TopicConfig' }),
    enableDLegerCommitLog: setting(flag, false, { teaching: true, timed: false, source: 'MessageStoreConfig' }),
    brokerServiceTimeMs: setting(time(0, 600_000), 3, { teaching: 10 }),
    brokerStartupMs: setting(time(0, 600_000), 10_000, { teaching: 1000 }),
    nameServerCount: setting(count(1, 4), 1, { timed: false }),
    killClosesWith: setting(choice('FIN', 'RST'), 'FIN'),
    enableControllerMode: setting(flag, false, { timed: false, source: 'BrokerConfig' }),
    enableSlaveActingMaster: setting(flag, false, { timed: false, source: 'BrokerConfig' }),
    brokerRole: setting(choice('ASYNC_MASTER', 'SYNC_MASTER'), 'ASYNC_MASTER', { source: 'MessageStoreConfig' }),
    flushDiskType: setting(choice('ASYNC_FLUSH', 'SYNC_FLUSH'), 'ASYNC_FLUSH', { source: 'MessageStoreConfig' }),
    syncFlushTimeout: setting(time(1, 600_000), 5000, { source: 'MessageStoreConfig' }),
    slaveTimeout: setting(time(1, 600_000), 3000, { source: 'MessageStoreConfig' }),
    inSyncReplicas: setting(count(1, 1 + MAX_SLAVE_COUNT), 1, { source: 'MessageStoreConfig' }),
    topicExists: setting(flag, true, { timed: false }),
    autoCreateTopicEnable: setting(flag, true, { source: 'BrokerConfig' }),
    defaultTopicQueueNums: setting(count(1, 48), 4, { source: 'DefaultMQProducer' }),
    registerNameServerPeriod: setting(time(10_000, 60_000), 30_000, { source: 'BrokerConfig' }),
  }),
  ...group('network', {
    pollNameServerInterval: setting(time(100, 3_600_000), 30_000, { teaching: 10_000, source: 'ClientConfig' }),
    firstPollMs: setting(time(10, 3_600_000), 10, { timed: false, source: 'MQClientInstance' }),
    heartbeatBrokerInterval: setting(time(100, 3_600_000), 30_000, { source: 'ClientConfig' }),
    networkLatencyMs: setting(time(1, 60_000), 1, { teaching: 120 }),
    connectTimeoutMillis: setting(time(1, 600_000), 3000, { source: 'NettyClientConfig' }),
  }),
])

export const settingDefinition = (name: SettingName): SettingDefinition => {
  const found = SETTING_DEFINITIONS.find((definition) => definition.name === name)
  if (!found) throw new RangeError(`no setting ${name}`)
  return found
}

/** The range of a setting, for whatever has the same unit and meaning as it. */
export function rangeOf(name: SettingName): { min: number; max: number } {
  const { kind } = settingDefinition(name)
  return kind.type === 'integer' ? { min: kind.min, max: kind.max } : { min: 0, max: 0 }
}

const collect = (value: (definition: SettingDefinition) => Settings[SettingName]): Settings =>
  frozen(
    Object.fromEntries(SETTING_DEFINITIONS.map((definition) => [definition.name, value(definition)])),
  ) as unknown as Settings

/** RocketMQ's own values, and a realistic network. */
export const REAL_SETTINGS: Readonly<Settings> = collect((definition) => definition.realDefault)

/** Slowed down and shortened so that a story of minutes takes about 15 s and can be followed by eye. */
export const TEACHING_SETTINGS: Readonly<Settings> = collect((definition) =>
  definition.teaching === undefined ? definition.realDefault : definition.teaching,
)
